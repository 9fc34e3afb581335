"""What stayed empty and what the program could not do: calm, but seen before sending."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from attest_desktop.gui.theme import icons, tokens
from attest_desktop.gui.widgets import Strong, label
from attest_desktop.gui.words import counted


class Notes(QWidget):
    """A heading and a list of short lines; unseen while the list is empty."""

    def __init__(self, icon: str, tone: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon, self._tone = icon, tone
        picture = QLabel()
        icons.put(picture, icon, tone)
        self._title = Strong("")
        head = QHBoxLayout()
        head.setSpacing(tokens.S)
        head.addWidget(picture, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(self._title, 1)
        self._text = label("", "second")
        self._text.setIndent(0)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(tokens.XS)
        layout.addLayout(head)
        layout.addWidget(self._text)
        self.hide()

    def show_notes(self, title: str, notes: Sequence[str]) -> None:
        """Show these lines under this heading."""
        self._title.setText(title)
        self._text.setText("\n".join(f"•\u00a0{note}" for note in notes))
        self.setVisible(bool(notes))


def empty_title(count: int) -> str:
    """«Осталось пустым: 2 места»."""
    return f"Осталось пустым: {counted(count, 'место', 'места', 'мест')}"
