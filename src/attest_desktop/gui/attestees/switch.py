"""A button with an icon that stays pressed."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from attest_desktop.gui.theme import tokens
from attest_desktop.gui.theme.style import colour
from attest_desktop.gui.widgets import IconButton


class Switch(IconButton):
    """On or off: when it is on, it has a ground and a line below."""

    def __init__(
        self, icon: str, name: str, on_click: Callable[[], object], *, parent: QWidget | None = None
    ) -> None:
        super().__init__(icon, name, on_click, parent=parent)
        self.setCheckable(True)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The ground of what is on, then the button itself."""
        if self.isChecked():
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(colour("accent"), 1))
            painter.setBrush(colour("accent_soft"))
            box = self.rect().adjusted(1, 1, -1, -1)
            painter.drawRoundedRect(box, tokens.RADIUS_SMALL, tokens.RADIUS_SMALL)
            painter.end()
        super().paintEvent(event)
