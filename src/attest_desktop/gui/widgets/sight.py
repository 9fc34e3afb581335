"""Scrolling to the control that has the keyboard."""

from __future__ import annotations

from PySide6.QtWidgets import QScrollArea, QWidget


def bring_into_sight(control: QWidget | None) -> None:
    """Scroll to a control that the keyboard has come to; Qt does so only where it came from the same area."""
    above = control.parentWidget() if control is not None else None
    while control is not None and above is not None:
        if isinstance(above, QScrollArea):
            above.ensureWidgetVisible(control)
        above = above.parentWidget()
