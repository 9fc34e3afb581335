"""A coloured panel with a few words."""

from __future__ import annotations

from enum import Enum

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from attest_desktop.gui.theme import icons, tokens
from attest_desktop.gui.widgets.labels import Strong, label, restyle


class Tone(Enum):
    """What a banner is about; the value names the colours."""

    INFO = "info"
    OK = "ok"
    WARN = "warn"
    BAD = "bad"
    NEUTRAL = "neutral"


_ICONS = {
    Tone.INFO: "info",
    Tone.OK: "circle-check",
    Tone.WARN: "triangle-alert",
    Tone.BAD: "circle-alert",
    Tone.NEUTRAL: "info",
}


class Banner(QFrame):
    """Icon, optional title, text, and buttons on the right."""

    def __init__(
        self,
        text: str = "",
        *,
        title: str = "",
        tone: Tone = Tone.INFO,
        icon: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("banner")
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(tokens.M, tokens.S, tokens.M, tokens.S)
        self._row.setSpacing(tokens.M)
        self._icon = QLabel()
        self._title = Strong()
        self._text = label("")
        words = QVBoxLayout()
        words.setContentsMargins(0, 2, 0, 2)
        words.setSpacing(2)
        words.addWidget(self._title)
        words.addWidget(self._text)
        self._row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignVCenter)
        self._row.addLayout(words, 1)
        self.show_as(text, title=title, tone=tone, icon=icon)

    def show_as(self, text: str, *, title: str = "", tone: Tone = Tone.INFO, icon: str = "") -> None:
        """Show other words."""
        self._title.setText(title)
        self._title.setVisible(bool(title))
        self._text.setText(text)
        self._text.setVisible(bool(text))
        icons.put(self._icon, icon or _ICONS[tone], tone.value)
        restyle(self, "tone", tone.value)
        self.setAccessibleName(f"{title}. {text}".strip(". "))

    def text(self) -> str:
        """Title and text as read aloud."""
        return self.accessibleName()

    def add_button(self, button: QAbstractButton) -> None:
        """Put a button on the right."""
        self._row.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
