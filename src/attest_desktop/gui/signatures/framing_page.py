"""«Обвести рамкой»: where on the photograph the signature is."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from attest_desktop.gui.signatures.framing import FrameView
from attest_desktop.gui.theme import tokens
from attest_desktop.gui.widgets import Banner, Caption, PrimaryButton, Second, SecondaryButton, Tone

HOW = "Обведите подпись рамкой: нажмите в её углу и протяните мышь до противоположного."
KEYS = "С клавиатуры: стрелки двигают рамку, Ctrl и стрелки меняют её размер, Shift ускоряет."


class FramingPage(QWidget):
    """Emits `framed` when the frame stands."""

    framed = Signal()
    other = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.view = FrameView()
        self._problem = Banner(tone=Tone.WARN)
        bottom = QHBoxLayout()
        bottom.setSpacing(tokens.S)
        bottom.addWidget(SecondaryButton("Взять другой снимок", self.other.emit, icon="arrow-left"))
        bottom.addStretch(1)
        bottom.addWidget(PrimaryButton("Взять подпись из рамки", self.framed.emit, icon="crop"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens.S)
        column.addWidget(self._problem)
        column.addWidget(Second(HOW))
        column.addWidget(self.view, 1)
        column.addWidget(Caption(KEYS))
        column.addSpacing(tokens.XS)
        column.addLayout(bottom)

    def show_photo(self, photo: QImage, size: QSize, spot: tuple[int, int, int, int] | None = None) -> None:
        """Show a picture of `size` pixels with the frame around `spot` (left, top, width, height in them)."""
        self.view.show_photo(photo, size, spot)
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_problem(self, title: str, text: str) -> None:
        """Why a frame is asked for; nothing for an empty text."""
        self._problem.show_as(text, title=title, tone=Tone.WARN)
        self._problem.setVisible(bool(text))
