"""One signature on the list."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from attest_desktop.gui.signatures.model import Shown
from attest_desktop.gui.theme import tokens
from attest_desktop.gui.theme.style import colour
from attest_desktop.gui.widgets import Caption, DangerButton, Strong
from attest_desktop.gui.words import day

PICTURE = QSize(224, 88)
SQUARE = 8
# Paper stays white in the dark theme too: ink is dark.
WHITE = QColor("#ffffff")
SHADE = QColor("#f0f1f3")


class InkPicture(QWidget):
    """Ink on white paper with a faint checker, which shows that the ground is transparent."""

    def __init__(self, picture: QImage, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._picture = picture
        self.setFixedSize(PICTURE)
        self.setAccessibleName(name)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw paper, checker and ink."""
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        frame = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        shape = QPainterPath()
        shape.addRoundedRect(frame, tokens.RADIUS_SMALL, tokens.RADIUS_SMALL)
        painter.setClipPath(shape)
        painter.fillRect(self.rect(), WHITE)
        for row in range(0, self.height(), SQUARE):
            for column in range((row // SQUARE % 2) * SQUARE, self.width(), 2 * SQUARE):
                painter.fillRect(column, row, SQUARE, SQUARE, SHADE)
        room = frame.adjusted(10, 8, -10, -8)
        size = self._picture.size().scaled(room.size().toSize(), Qt.AspectRatioMode.KeepAspectRatio)
        target = QRectF(0, 0, size.width(), size.height())
        target.moveCenter(room.center())
        painter.drawImage(target, self._picture)
        painter.setClipping(False)
        painter.setPen(colour("line"))
        painter.drawPath(shape)
        painter.end()


class SignatureRow(QWidget):
    """Picture, whose it is, and the way to take it off."""

    removed = Signal(object)

    def __init__(self, shown: Shown, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        stored = shown.stored
        kind = "Ваша подпись" if stored.is_mine else "Подпись коллеги, переданная Вам"
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addStretch(1)
        words.addWidget(Strong(stored.full_name))
        words.addWidget(Caption(f"{kind} · добавлена {day(stored.added_at.astimezone().date())}"))
        words.addStretch(1)
        self.setAccessibleName(f"{stored.full_name}: {kind.lower()}")
        button = DangerButton(
            "Убрать", lambda: self.removed.emit(shown), name=f"Убрать подпись: {stored.full_name}"
        )
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(tokens.L)
        row.addWidget(InkPicture(shown.picture, f"Изображение подписи: {stored.full_name}"))
        row.addLayout(words, 1)
        row.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
