"""The progress ring of the season."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QAccessible, QFont, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from attest_desktop.gui.reader import speaks_as
from attest_desktop.gui.theme import tokens
from attest_desktop.gui.theme.style import colour, font, theme

SIDE, THICK = 112, 11
CIRCLE = 360 * 16  # Qt counts sixteenths of a degree
TOP = 90 * 16


def sweep(done: int, total: int) -> int:
    """How far the ring is filled, in sixteenths of a degree; round only when all is done."""
    if total <= 0 or done <= 0:
        return 0
    if done >= total:
        return CIRCLE
    # Rounded ends make an arc look longer: a gap stays to be seen.
    return min(CIRCLE * done // total, CIRCLE - 16 * 16)


class Ring(QWidget):
    """«3 из 14» in a ring that fills as conclusions are handed in."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        speaks_as(self, QAccessible.Role.Graphic)
        self._done = self._total = 0
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.updateGeometry)

    def show_counts(self, done: int, total: int) -> None:
        """Show how many of how many."""
        self._done, self._total = done, total
        self.setAccessibleName(f"За сезон сдано {done} из {total}")
        self.setToolTip(self.accessibleName())
        self.update()

    def sizeHint(self) -> QSize:
        """Larger with larger texts."""
        side = round(SIDE * max(1.0, theme.scale))
        return QSize(side, side)

    def minimumSizeHint(self) -> QSize:
        """Never smaller."""
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Ground, arc, numbers."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        side = min(self.width(), self.height())
        thick = THICK * side / SIDE
        box = QRectF((self.width() - side) / 2, (self.height() - side) / 2, side, side)
        box = box.adjusted(thick / 2 + 1, thick / 2 + 1, -thick / 2 - 1, -thick / 2 - 1)
        painter.setPen(QPen(colour("pressed"), thick))
        painter.drawEllipse(box)
        filled = sweep(self._done, self._total)
        if filled:
            round_ends = Qt.PenCapStyle.FlatCap if filled == CIRCLE else Qt.PenCapStyle.RoundCap
            painter.setPen(QPen(colour("accent"), thick, Qt.PenStyle.SolidLine, round_ends))
            painter.drawArc(box, TOP, -filled)
        big, small = font(tokens.HEADING, QFont.Weight.DemiBold), font(tokens.CAPTION)
        tall, low = QFontMetricsF(big).height() * 0.92, QFontMetricsF(small).height()
        top = box.center().y() - (tall + low) / 2
        centre = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignVCenter
        painter.setFont(big)
        painter.setPen(colour("text"))
        painter.drawText(QRectF(box.left(), top, box.width(), tall), centre, str(self._done))
        painter.setFont(small)
        painter.setPen(colour("text_3"))
        painter.drawText(QRectF(box.left(), top + tall, box.width(), low), centre, f"из {self._total} сдано")
        painter.end()
