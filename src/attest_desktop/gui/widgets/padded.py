"""Margins around a widget that is not always seen: they go when it goes."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QVBoxLayout, QWidget


class Padded(QWidget):
    """Holds one widget; shown while the widget is meant to be shown, takes no room while it is hidden."""

    def __init__(self, inside: QWidget, margins: tuple[int, int, int, int]) -> None:
        super().__init__()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*margins)
        layout.addWidget(inside)
        self.setHidden(inside.isHidden())
        inside.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the widget's own hiding and showing."""
        if event.type() == QEvent.Type.ShowToParent:
            self.show()
        elif event.type() == QEvent.Type.HideToParent:
            self.hide()
        return super().eventFilter(watched, event)
