"""A white sheet to sign on: mouse, pen with pressure, finger."""

from __future__ import annotations

from dataclasses import dataclass, field

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QColor,
    QEventPoint,
    QFocusEvent,
    QImage,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QTabletEvent,
    QTouchEvent,
    QTransform,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from attest_desktop.gui.reader import speaks_as
from attest_desktop.gui.signatures.paper import PENCIL, RULE, WHITE
from attest_desktop.gui.theme import tokens
from attest_desktop.gui.theme.style import colour, font

# The paper, px; where there is less room it is shown smaller, the strokes with it.
SIZE = QSize(820, 280)
SMALLEST = QSize(410, 140)
# The line to sign on: how far down, and from where to where.
LINE_DOWN, LINE_SIDE = 0.70, 64.0
# A mouse tells no pressure: slow is thick, quick is thin, as with a pen; px a ms.
QUICK = 1.6
LEAST_STEP = 0.8


@dataclass(slots=True)
class Stroke:
    """One movement: points in px of the paper with pressure 0…1; the share of the pen's width shown at each."""

    points: list[tuple[float, float, float]] = field(default_factory=list)
    shares: list[float] = field(default_factory=list)
    last: float = 0.0  # ms

    def spot(self, number: int) -> QPointF:
        """Where a point lies."""
        return QPointF(*self.points[number][:2])


class Sheet(QWidget):
    """Holds the strokes. `changed` comes when one is begun, ended, taken back or wiped."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.strokes: list[Stroke] = []
        self.ink = QColor("black")
        self.thickness = 3.0
        self._now: Stroke | None = None
        self._by: object = None
        self._picture = QImage()
        self.setMinimumSize(SMALLEST)
        self.setMaximumHeight(SIZE.height())
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.CrossCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_AcceptTouchEvents)
        speaks_as(self, QAccessible.Role.Canvas)
        self.setAccessibleName("Лист для подписи")
        self._tell()

    def set_pen(self, ink: QColor, thickness: float) -> None:
        """Colour and thickness (px) of all that is drawn and will be."""
        self.ink, self.thickness = ink, thickness
        self._redraw()

    def sizeHint(self) -> QSize:
        """The paper as large as it is."""
        return SIZE

    def undo(self) -> None:
        """Take back the last stroke."""
        if self.strokes and self._now is None:
            self.strokes.pop()
            self._redraw()
            self._tell()

    def wipe(self) -> None:
        """An empty sheet."""
        self._now = None
        self.strokes.clear()
        self._redraw()
        self._tell()

    # The pen

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """The pen comes down."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._begin("mouse", event.position(), None, event.timestamp())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """The pen moves."""
        self._go("mouse", event.position(), None, event.timestamp())

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        """The pen goes up."""
        self._end("mouse")

    def tabletEvent(self, event: QTabletEvent) -> None:
        """A pen that tells how hard it is pressed."""
        event.accept()
        match event.type():
            case QEvent.Type.TabletPress:
                self._begin("pen", event.position(), event.pressure(), event.timestamp())
            case QEvent.Type.TabletMove:
                self._go("pen", event.position(), event.pressure(), event.timestamp())
            case QEvent.Type.TabletRelease:
                self._end("pen")

    def event(self, event: QEvent) -> bool:
        """Fingers: the first one that came down draws, a palm beside it does not."""
        if isinstance(event, QTouchEvent):
            event.accept()
            for point in event.points():
                by = ("finger", point.id())
                if event.type() == QEvent.Type.TouchCancel or point.state() == QEventPoint.State.Released:
                    self._end(by)
                elif point.state() == QEventPoint.State.Pressed:
                    self._begin(by, point.position(), None, event.timestamp())
                elif point.state() == QEventPoint.State.Updated:
                    self._go(by, point.position(), None, event.timestamp())
            return True
        return super().event(event)

    def _begin(self, by: object, spot: QPointF, pressure: float | None, time: float) -> None:
        if self._now is None:
            self._by, self._now = by, Stroke(last=time)
            self.strokes.append(self._now)
            self._add(self._on_paper(spot), pressure, 0.8 if pressure is None else _pressed(pressure))
            self._tell()

    def _go(self, by: object, spot: QPointF, pressure: float | None, time: float) -> None:
        stroke = self._now
        if stroke is None or by != self._by:
            return
        spot = self._on_paper(spot)
        far = (spot - stroke.spot(-1)).manhattanLength()
        if far < LEAST_STEP:
            return
        if pressure is None:
            speed = far / max(1.0, time - stroke.last)
            # No sudden jumps: a mouse reports unevenly.
            share = 0.8 * stroke.shares[-1] + 0.2 * (1.2 - 0.65 * min(1.0, speed / QUICK))
        else:
            share = _pressed(pressure)
        stroke.last = time
        self._add(spot, pressure, share)

    def _end(self, by: object) -> None:
        if self._now is not None and by == self._by:
            self._now = None
            self._tell()

    def _add(self, spot: QPointF, pressure: float | None, share: float) -> None:
        stroke = self._now
        if stroke is None:
            return
        # The paper ends at its edge, the hand may go on.
        x = min(max(spot.x(), 0.0), float(SIZE.width()))
        y = min(max(spot.y(), 0.0), float(SIZE.height()))
        stroke.points.append((x, y, 0.5 if pressure is None else pressure))
        stroke.shares.append(share)
        painter = self._painter()
        self._draw(painter, stroke, len(stroke.points) - 1)
        painter.end()
        self.update()

    # The picture

    def _shown(self) -> QTransform:
        """From the paper to this widget: as large as there is room, in the middle."""
        scale = min(self.width() / SIZE.width(), self.height() / SIZE.height(), 1.0)
        left, top = (self.width() - SIZE.width() * scale) / 2, (self.height() - SIZE.height() * scale) / 2
        return QTransform(scale, 0, 0, scale, left, top)

    def _on_paper(self, spot: QPointF) -> QPointF:
        return self._shown().inverted()[0].map(spot)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The picture of the strokes has the sheet's size."""
        super().resizeEvent(event)
        self._redraw()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The frame shows it."""
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The frame grows quiet."""
        super().focusOutEvent(event)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paper, the line, the ink."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        shown = self._shown()
        paper = shown.mapRect(QRectF(0, 0, SIZE.width(), SIZE.height()))
        painter.setBrush(WHITE)
        shade, width = (colour("focus"), 2) if self.hasFocus() else (colour("line_strong"), 1)
        painter.setPen(QPen(shade, width))
        painter.drawRoundedRect(paper.adjusted(1, 1, -1, -1), tokens.RADIUS_SMALL, tokens.RADIUS_SMALL)
        down = round(paper.top() + paper.height() * LINE_DOWN) + 0.5
        painter.setPen(QPen(RULE, 1.4))
        side = LINE_SIDE * shown.m11()
        painter.drawLine(QPointF(paper.left() + side, down), QPointF(paper.right() - side, down))
        if not self.strokes:
            painter.setPen(PENCIL)
            painter.setFont(font(tokens.BODY))
            under = QRectF(paper.left(), down + 8, paper.width(), 32)
            painter.drawText(under, Qt.AlignmentFlag.AlignCenter, "Распишитесь на строке мышью, пером или пальцем")
        painter.drawImage(QPointF(0, 0), self._picture)
        painter.end()

    def _painter(self) -> QPainter:
        ratio = self.devicePixelRatioF()
        size = self.size() * ratio
        if self._picture.size() != size:
            self._picture = QImage(size, QImage.Format.Format_ARGB32_Premultiplied)
            self._picture.setDevicePixelRatio(ratio)
            self._picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(self._picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setTransform(self._shown())
        return painter

    def _redraw(self) -> None:
        self._picture = QImage()
        painter = self._painter()
        for stroke in self.strokes:
            for number in range(len(stroke.points)):
                self._draw(painter, stroke, number)
        painter.end()
        self.update()

    def _draw(self, painter: QPainter, stroke: Stroke, number: int) -> None:
        """The piece of the stroke that its `number`-th point adds."""
        here = stroke.spot(number)
        width = self.thickness * stroke.shares[number]
        if number == 0:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self.ink)
            painter.drawEllipse(here, width / 2, width / 2)
            return
        pen = QPen(self.ink, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        before = stroke.spot(number - 1)
        if number == 1:
            painter.drawLine(before, (before + here) / 2)
            return
        # From the middle of the last piece to the middle of this one, bent about the point between.
        first, last = (stroke.spot(number - 2) + before) / 2, (before + here) / 2
        begin, former = self.thickness * stroke.shares[number - 1], first
        steps = max(2, round((last - first).manhattanLength() / 3))
        for step in range(1, steps + 1):
            part = step / steps
            spot = first * (1 - part) ** 2 + before * (2 * part * (1 - part)) + last * part**2
            pen.setWidthF(begin + (width - begin) * part)
            painter.setPen(pen)
            painter.drawLine(former, spot)
            former = spot

    def _tell(self) -> None:
        said = f"Штрихов: {len(self.strokes)}" if self.strokes else "Лист пуст"
        self.setAccessibleDescription(f"{said}. Рисуют мышью, пером или пальцем; Ctrl+Z отменяет последний штрих.")
        self.changed.emit()


def _pressed(pressure: float) -> float:
    """How much of its width the pen shows when it is pressed so hard (0…1)."""
    return float(0.45 + 0.8 * min(max(pressure, 0.0), 1.0) ** 0.5)
