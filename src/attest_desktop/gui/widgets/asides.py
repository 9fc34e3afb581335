"""Buttons beside the main thing: under it where there is room, else among the notes that scroll."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from attest_desktop.gui.theme import tokens
from attest_desktop.gui.theme.style import theme

# In a lower column, px, the notes would have no room above all the buttons.
LOW = 430


class Asides(QWidget):
    """A column of buttons at the end of `foot`; in a low column at the end of `notes`."""

    def __init__(self, foot: QVBoxLayout, notes: QVBoxLayout) -> None:
        super().__init__()
        self._foot, self._notes = foot, notes
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(tokens.M)
        self._low = False
        foot.addWidget(self)

    def fit(self, height: int) -> bool:
        """Stand where there is room in a column of this height, px; True when the place has changed."""
        low = height < LOW * theme.scale
        if low == self._low:
            return False
        self._low = low
        held = self.window().focusWidget()
        (self._notes if low else self._foot).addWidget(self)
        if held is not None and self.isAncestorOf(held):
            # Moving took the keyboard away, and gave it to a neighbour that does something else.
            held.setFocus(Qt.FocusReason.OtherFocusReason)
        return True
