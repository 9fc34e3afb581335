"""The column on the right: of one width, narrower only where the window leaves no room."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QSizePolicy, QWidget

from attest_desktop.gui.theme import tokens
from attest_desktop.gui.theme.style import theme
from attest_desktop.gui.widgets import Card

WIDTH, NARROWEST = 356, 292


class SideCard(Card):
    """A panel for buttons and remarks."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(padding=tokens.L, parent=parent)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        theme.changed.connect(self._fit)
        self._fit()

    def _fit(self) -> None:
        self.setMinimumWidth(round(NARROWEST * min(theme.scale, 1.1)))
        self.setMaximumWidth(round(WIDTH * theme.scale))

    def sizeHint(self) -> QSize:
        """Its usual width."""
        return QSize(round(WIDTH * theme.scale), super().sizeHint().height())
