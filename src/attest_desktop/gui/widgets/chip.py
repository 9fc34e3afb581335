"""Chips: icon, word and colour together; never colour alone."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QAccessible, QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from attest_desktop.gui.reader import speaks_as
from attest_desktop.gui.theme import icons, tokens
from attest_desktop.gui.theme.style import colour, font, theme
from attest_desktop.work.people import Stage

# Stage: icon and tone.
STAGE_LOOKS: dict[Stage, tuple[str, str]] = {
    Stage.NOT_STARTED: ("circle-dashed", "neutral"),
    Stage.DRAFT: ("pencil-line", "info"),
    Stage.FINISHED: ("file-check", "info"),
    Stage.QUEUED: ("clock", "warn"),
    Stage.SENDING: ("send", "info"),
    Stage.OUTCOME_UNKNOWN: ("circle-help", "warn"),
    Stage.FAILED: ("circle-alert", "bad"),
    Stage.SENT: ("check", "ok"),
    Stage.CONFIRMED: ("check-check", "ok"),
    Stage.ATTACHED: ("paperclip", "ok"),
    Stage.DECIDED: ("triangle-alert", "bad"),
}
ICON = 14
PADDING = 8
GAP = 6


def _font() -> QFont:
    return font(tokens.CAPTION, QFont.Weight.Medium)


def chip_size(text: str) -> QSize:
    """Room that a chip with this text takes."""
    metrics = QFontMetrics(_font())
    return QSize(PADDING * 2 + ICON + GAP + metrics.horizontalAdvance(text), max(24, metrics.height() + 6))


def paint_chip(painter: QPainter, room: QRect, text: str, icon: str, tone: str) -> None:
    """Draw a chip at the left of `room`, centred in height, elided where it is too long."""
    size = chip_size(text)
    width = min(size.width(), room.width())
    box = QRectF(room.left(), room.center().y() - size.height() / 2 + 0.5, width, size.height())
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    edge = theme.tokens.border_width > 1
    painter.setPen(QPen(colour(tone), 1.5) if edge else Qt.PenStyle.NoPen)
    painter.setBrush(colour(f"{tone}_soft"))
    painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), box.height() / 2 - 1, box.height() / 2 - 1)
    ink: str = getattr(theme.tokens, tone)
    device = painter.device()
    scale = device.devicePixelRatioF() if device is not None else 1.0
    picture = icons.pixmap(icon, ink, ICON, scale)
    painter.drawPixmap(QPointF(box.left() + PADDING, box.center().y() - ICON / 2), picture)
    painter.setFont(_font())
    painter.setPen(colour(tone))
    words = box.adjusted(PADDING + ICON + GAP, 0, -PADDING + 2, 0)
    metrics = QFontMetrics(_font())
    shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, int(words.width()) + 1)
    painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)
    painter.restore()


class Chip(QWidget):
    """A small rounded mark; `tone` is one of ok, warn, bad, info, neutral."""

    def __init__(self, text: str, icon: str, tone: str = "neutral", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        speaks_as(self, QAccessible.Role.StaticText)
        self._text, self._icon, self._tone = text, icon, tone
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.show_as(text, icon, tone)

    def text(self) -> str:
        """The word on the chip."""
        return self._text

    def show_as(self, text: str, icon: str, tone: str) -> None:
        """Show something else."""
        self._text, self._icon, self._tone = text, icon, tone
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """As wide as the text."""
        return chip_size(self._text)

    def minimumSizeHint(self) -> QSize:
        """Icon and a few letters."""
        return QSize(min(72, self.sizeHint().width()), self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the chip."""
        painter = QPainter(self)
        paint_chip(painter, self.rect(), self._text, self._icon, self._tone)
        painter.end()


class StageChip(Chip):
    """Where an attestee's conclusion stands."""

    def __init__(self, stage: Stage = Stage.NOT_STARTED, parent: QWidget | None = None) -> None:
        super().__init__(stage.value, *STAGE_LOOKS[stage], parent=parent)

    def set_stage(self, stage: Stage) -> None:
        """Show another stage."""
        self.show_as(stage.value, *STAGE_LOOKS[stage])
