"""The search field."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from attest_desktop.gui.theme import icons


class SearchField(QLineEdit):
    """A line with a magnifier and a cross; Esc empties it."""

    def __init__(self, hint: str, name: str = "Поиск", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "search")
        self.setPlaceholderText(hint)
        self.setAccessibleName(name)
        glass = QAction(name, self)
        glass.triggered.connect(self.setFocus)
        icons.put(glass, "search", "text_3", 16)
        self.addAction(glass, QLineEdit.ActionPosition.LeadingPosition)
        self._clear = QAction("Очистить поиск", self)
        icons.put(self._clear, "x", "text_3", 16)
        self._clear.triggered.connect(self.clear)
        self.addAction(self._clear, QLineEdit.ActionPosition.TrailingPosition)
        self._clear.setVisible(False)
        self.textChanged.connect(lambda text: self._clear.setVisible(bool(text)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc empties the field first; in an empty one it is the window's."""
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
            event.accept()
            return
        super().keyPressEvent(event)
