"""What a view shows when there is nothing to show."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from attest_desktop.gui.theme import icons, tokens
from attest_desktop.gui.widgets.labels import Second, Title

TEXT_WIDTH = 440


class EmptyState(QWidget):
    """An icon, a few words, and what to do."""

    def __init__(
        self,
        icon: str,
        title: str,
        text: str = "",
        action: QPushButton | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(tokens.XL, tokens.XXL, tokens.XL, tokens.XXL)
        column.setSpacing(tokens.S)
        column.addStretch(1)
        centre = Qt.AlignmentFlag.AlignHCenter
        picture = QLabel()
        icons.put(picture, icon, "line_strong", 40)
        column.addWidget(picture, 0, centre)
        column.addSpacing(tokens.S)
        self.title = Title(title)
        self.text = Second(text)
        for words in (self.title, self.text):
            words.setAlignment(centre)
            words.setFixedWidth(TEXT_WIDTH)
            # Between stretches: aligned, a text would be as high as it is when it has all the width.
            row = QHBoxLayout()
            row.addStretch(1)
            row.addWidget(words)
            row.addStretch(1)
            column.addLayout(row)
        self.text.setVisible(bool(text))
        if action is not None:
            column.addSpacing(tokens.S)
            column.addWidget(action, 0, centre)
        column.addStretch(2)

    def say(self, title: str, text: str) -> None:
        """Show other words."""
        self.title.setText(title)
        self.text.setText(text)
        self.text.setVisible(bool(text))
