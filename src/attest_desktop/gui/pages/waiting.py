"""The first page while it is being made: empty paper exactly where the page will lie."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QTimer
from PySide6.QtGui import QColor, QHideEvent, QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from attest_desktop.gui.pages.canvas import Canvas, paint_paper
from attest_desktop.gui.pages.layout import lay_out
from attest_desktop.gui.theme import tokens
from attest_desktop.gui.theme.style import colour

A4 = (595.0, 842.0)
# Pages mostly come sooner; lines that are seen for less than that would only flicker.
LATE_MS = 250
# The paper is white in every look, so what stands upon it is the same in every look too.
SOFT = QColor("#eceff1")
# Points from the left and the top of the paper: the heading, then rows of a table.
HEADING = (
    QRectF(210, 88, 175, 11),
    QRectF(150, 104, 295, 8),
    QRectF(170, 117, 255, 8),
    QRectF(215, 130, 165, 8),
    QRectF(76, 158, 130, 8),
)
ROWS, FIRST, STEP, LINE = 26, 176.0, 22.0, 8.0
KEYS, VALUES = 76.0, 276.0
WIDTHS = (118, 92, 140, 76, 128, 104)


class WaitingPages(QWidget):
    """Paper with lines where words will be; the lines come a moment later. No words: the bar above tells them."""

    def __init__(self, canvas: Canvas, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._canvas = canvas
        self._late = False
        self._timer = QTimer(self, singleShot=True, interval=LATE_MS)
        self._timer.timeout.connect(self._on_late)

    def showEvent(self, event: QShowEvent) -> None:
        """Empty at first."""
        super().showEvent(event)
        self._late = False
        self._timer.start()

    def hideEvent(self, event: QHideEvent) -> None:
        """Nothing more to do."""
        super().hideEvent(event)
        self._timer.stop()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The paper, as the canvas will draw it."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), colour("neutral_soft"))
        # A page is higher than the window: a scroll bar will stand beside it.
        room = self.width() - tokens.SCROLL
        scale = self._canvas.scale_for((A4,), room)
        (lying,) = lay_out((A4,), scale, room).pages
        paint_paper(painter, QRectF(lying.left, lying.top, lying.width, lying.height))
        if self._late:
            painter.translate(lying.left, lying.top)
            painter.scale(scale, scale)
            for line in HEADING:
                painter.fillRect(line, SOFT)
            for row in range(ROWS):
                top = FIRST + row * STEP
                painter.fillRect(QRectF(KEYS, top, WIDTHS[row % len(WIDTHS)], LINE), SOFT)
                painter.fillRect(QRectF(VALUES, top, 2 * WIDTHS[(row + 2) % len(WIDTHS)] - 40, LINE), SOFT)
        painter.end()

    def _on_late(self) -> None:
        self._late = True
        self.update()
