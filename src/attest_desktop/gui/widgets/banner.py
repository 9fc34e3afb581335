"""A coloured panel with a few words."""

from __future__ import annotations

from enum import Enum

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QBoxLayout, QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from attest_desktop.gui.theme import icons, tokens
from attest_desktop.gui.theme.style import theme
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
# Words in a narrower column beside the buttons would be a tower: the buttons go beneath them; px.
LEAST_WORDS = 300
ICON = 20


class Banner(QFrame):
    """Icon, optional title, text, and buttons on the right, or beneath where there is no room."""

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
        self._buttons: list[QAbstractButton] = []
        self.setObjectName("banner")
        self._icon = QLabel()
        self._title = Strong()
        self._text = label("")
        words = QVBoxLayout()
        words.setContentsMargins(0, 2, 0, 2)
        words.setSpacing(2)
        words.addWidget(self._title)
        words.addWidget(self._text)
        said = QHBoxLayout()
        said.setSpacing(tokens.M)
        said.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignVCenter)
        said.addLayout(words, 1)
        self._acts = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._acts.setSpacing(tokens.S)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(tokens.M, tokens.S, tokens.M, tokens.S)
        self._row.setSpacing(tokens.M)
        self._row.addLayout(said, 1)
        self._row.addLayout(self._acts)
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
        self._fit()

    def text(self) -> str:
        """Title and text as read aloud."""
        return self.accessibleName()

    def add_button(self, button: QAbstractButton) -> None:
        """Put a button on the right."""
        self._acts.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
        self._buttons.append(button)
        button.installEventFilter(self)
        self._fit()

    def minimumSizeHint(self) -> QSize:
        """As narrow as the widest button."""
        widest = max((one.sizeHint().width() for one in self._buttons if not one.isHidden()), default=0)
        least = max(widest, LEAST_WORDS // 2) + ICON + 3 * tokens.M
        return QSize(min(least, super().minimumSizeHint().width()), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The buttons stand beside the words where there is room for both."""
        super().resizeEvent(event)
        self._fit()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """A button came, went, or says something else."""
        if event.type() in (QEvent.Type.ShowToParent, QEvent.Type.HideToParent, QEvent.Type.LayoutRequest):
            self._fit()
        return False

    def _fit(self) -> None:
        widths = [one.sizeHint().width() for one in self._buttons if not one.isHidden()]
        acts = sum(widths) + tokens.S * max(0, len(widths) - 1)
        inside = self.width() - ICON - 3 * tokens.M
        line = max(one.fontMetrics().horizontalAdvance(one.text()) for one in (self._title, self._text))
        wanted = min(line + tokens.S, round(LEAST_WORDS * max(1.0, theme.scale)))
        beneath = bool(widths) and inside - tokens.M - acts < wanted
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._row.setDirection(down if beneath else across)
        self._row.setSpacing(tokens.XS if beneath else tokens.M)
        self._acts.setDirection(down if acts > inside else across)
        # Under the words, not under the icon.
        self._acts.setContentsMargins(ICON + tokens.M if beneath else 0, 0, 0, 0)
        self._acts.setAlignment(Qt.AlignmentFlag.AlignLeft if beneath else Qt.AlignmentFlag(0))
