"""One widget of a layout in place of another."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget


def swapped(layout: QVBoxLayout, old: QWidget | None, fresh: QWidget, *, at: int = -1) -> QWidget:
    """Put the fresh one in, at once to be seen, and let the old one go; gives the fresh one back.

    A layout shows what is new in it only later: until then the page would be shorter, and its scrolling jump.
    """
    if old is not None:
        layout.removeWidget(old)
        old.hide()
        old.deleteLater()
    layout.insertWidget(at, fresh)
    fresh.show()
    return fresh
