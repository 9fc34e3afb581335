"""What a view shows when there is nothing to show."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from attest_desktop.gui.theme import icons, tokens
from attest_desktop.gui.theme.style import theme
from attest_desktop.gui.widgets.labels import Second, Title

TEXT_WIDTH, NARROWEST = 440, 320


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
        self.picture = QLabel()
        icons.put(self.picture, icon, "line_strong", 40)
        column.addWidget(self.picture, 0, centre)
        column.addSpacing(tokens.S)
        self.title = Title(title)
        self.text = Second(text)
        for words in (self.title, self.text):
            words.setAlignment(centre)
            # Between stretches: aligned, a text would be as high as it is when it has all the width.
            row = QHBoxLayout()
            row.addStretch(1)
            row.addWidget(words)
            row.addStretch(1)
            column.addLayout(row)
        self.text.setVisible(bool(text))
        self._actions = QHBoxLayout()
        self._actions.setSpacing(tokens.S)
        self._actions.addStretch(1)
        self._actions.addStretch(1)
        if action is not None:
            column.addSpacing(tokens.S)
            self.add_action(action)
        column.addLayout(self._actions)
        column.addStretch(2)
        self._fit()

    def add_action(self, button: QPushButton) -> None:
        """One more thing to do, beside the others."""
        self._actions.insertWidget(self._actions.count() - 1, button)

    def minimumSizeHint(self) -> QSize:
        """The words take what they get."""
        return QSize(NARROWEST, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lines of a length that is read well, shorter where there is no room."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        room = max(NARROWEST, self.width()) - 2 * tokens.XL
        for words in (self.title, self.text):
            words.setFixedWidth(min(round(TEXT_WIDTH * max(1.0, theme.scale)), room))

    def say(self, title: str, text: str) -> None:
        """Show other words."""
        self.title.setText(title)
        self.text.setText(text)
        self.text.setVisible(bool(text))
