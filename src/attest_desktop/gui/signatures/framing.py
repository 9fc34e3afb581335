"""A photograph with a frame around the signature: drawn, moved and stretched by mouse or keys."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QColor,
    QFocusEvent,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from attest_desktop.gui.reader import speaks_as
from attest_desktop.gui.theme.style import colour
from attest_desktop.gui.widgets import draw_shrunk

HANDLE = 10.0
REACH = 9.0
SHADE = QColor(16, 20, 24, 120)
# The frame is never smaller than this on screen, px.
LEAST = 16.0
# Where the frame stands before it was drawn: share of the picture.
FIRST = QRectF(0.2, 0.3, 0.6, 0.4)
# Handles by which edges they hold: -1 left or top, 1 right or bottom, 0 neither.
_HANDLES = tuple((x, y) for x in (-1, 0, 1) for y in (-1, 0, 1) if (x, y) != (0, 0))
_CURSORS = {
    (1, 1): Qt.CursorShape.SizeFDiagCursor,
    (1, -1): Qt.CursorShape.SizeBDiagCursor,
    (1, 0): Qt.CursorShape.SizeHorCursor,
    (0, 1): Qt.CursorShape.SizeVerCursor,
}


class FrameView(QWidget):
    """The photograph with its frame. Arrows move it, with Ctrl they stretch it, with Shift in larger steps."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._photo = QImage()
        self._size = QSize(1, 1)
        self._frame = QRectF()
        self._grab: QPointF | None = None
        self._held: tuple[int, int] | None = None
        self._grabbed = QRectF()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setMinimumSize(320, 200)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        speaks_as(self, QAccessible.Role.Graphic)
        self.setAccessibleName("Рамка подписи на снимке")

    def show_photo(self, photo: QImage, size: QSize, spot: tuple[int, int, int, int] | None = None) -> None:
        """Show a picture that stands for one of `size` pixels; the frame around `spot`, else in the middle."""
        self._photo, self._size = photo, size
        if spot is None:
            width, height = size.width(), size.height()
            first = (FIRST.x() * width, FIRST.y() * height, FIRST.width() * width, FIRST.height() * height)
            self._put(QRectF(*first))
            return
        room = 0.06 * max(spot[2:])
        found = QRectF(*spot).adjusted(-room, -room, room, room)
        self._put(found.intersected(self._whole()))

    def box(self) -> tuple[float, float, float, float]:
        """Left, top, right, bottom of the frame as shares of the picture (0…1)."""
        frame, wide, tall = self._frame, self._size.width(), self._size.height()
        return frame.left() / wide, frame.top() / tall, frame.right() / wide, frame.bottom() / tall

    def on_screen(self) -> QRectF:
        """The frame, in px of this widget."""
        scale, origin = self._fit()
        left, top = self._frame.left() * scale + origin.x(), self._frame.top() * scale + origin.y()
        return QRectF(left, top, self._frame.width() * scale, self._frame.height() * scale)

    def sizeHint(self) -> QSize:
        """A good part of a window."""
        return QSize(820, 420)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of an edge or of the frame, or begin a new one."""
        if event.button() != Qt.MouseButton.LeftButton:
            return
        self._grab, self._grabbed = event.position(), self._frame
        self._held = self._handle_at(event.position())
        if self._held is None and not self.on_screen().contains(event.position()):
            scale, origin = self._fit()
            spot = (event.position() - origin) / scale
            self._grabbed = QRectF(spot, spot)
            self._held = (1, 1)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag."""
        if self._grab is None:
            self._show_cursor(event.position())
            return
        scale, _ = self._fit()
        shift = (event.position() - self._grab) / scale
        if self._held is None:
            self._put(self._inside(self._grabbed.translated(shift)))
        elif self._grabbed.isEmpty() and shift.manhattanLength() * scale < LEAST / 2:
            return  # a click outside is no new frame
        else:
            self._put(self._stretched(self._grabbed, self._held, shift))

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        """Let go."""
        self._grab = self._held = None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows."""
        moves = {
            Qt.Key.Key_Left: QPointF(-1, 0),
            Qt.Key.Key_Right: QPointF(1, 0),
            Qt.Key.Key_Up: QPointF(0, -1),
            Qt.Key.Key_Down: QPointF(0, 1),
        }
        move = moves.get(Qt.Key(event.key()))
        if move is None:
            super().keyPressEvent(event)
            return
        scale, _ = self._fit()
        shift = move * ((20 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 4) / scale)
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._put(self._stretched(self._frame, (1, 1), shift))
        else:
            self._put(self._inside(self._frame.translated(shift)))

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The frame shows it."""
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The frame grows quiet."""
        super().focusOutEvent(event)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The picture, darker outside the frame."""
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.SmoothPixmapTransform | QPainter.RenderHint.Antialiasing)
        scale, origin = self._fit()
        whole = QRectF(origin.x(), origin.y(), self._size.width() * scale, self._size.height() * scale)
        draw_shrunk(painter, whole, self._photo)
        frame = self.on_screen()
        outside = QPainterPath()
        outside.addRect(whole)
        outside.addRect(frame)
        painter.fillPath(outside, SHADE)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        # White below the colour: seen on dark pictures and on light ones.
        painter.setPen(QPen(QColor("white"), 4))
        painter.drawRect(frame)
        painter.setPen(QPen(colour("accent"), 3 if self.hasFocus() else 2))
        painter.drawRect(frame)
        painter.setPen(QPen(QColor("white"), 1.5))
        painter.setBrush(colour("accent"))
        for held in _HANDLES:
            painter.drawEllipse(self._handle(held), HANDLE / 2, HANDLE / 2)
        painter.end()

    def _whole(self) -> QRectF:
        return QRectF(0, 0, self._size.width(), self._size.height())

    def _fit(self) -> tuple[float, QPointF]:
        """Screen px a picture's pixel, and where its upper left corner lies."""
        room = HANDLE
        width, height = self._size.width(), self._size.height()
        scale = min((self.width() - 2 * room) / width, (self.height() - 2 * room) / height)
        return scale, QPointF((self.width() - width * scale) / 2, (self.height() - height * scale) / 2)

    def _put(self, frame: QRectF) -> None:
        self._frame = frame
        share = (frame.left() / self._size.width(), frame.top() / self._size.height())
        spread = (frame.width() / self._size.width(), frame.height() / self._size.height())
        said = "слева {:.0%}, сверху {:.0%}, ширина {:.0%}, высота {:.0%}".format(*share, *spread)
        self.setAccessibleDescription(f"Рамка: {said}. Стрелки двигают её, с Ctrl меняют размер.")
        self.update()
        self.changed.emit()

    def _inside(self, frame: QRectF) -> QRectF:
        whole = self._whole()
        left = min(max(frame.left(), 0.0), whole.width() - frame.width())
        top = min(max(frame.top(), 0.0), whole.height() - frame.height())
        return QRectF(left, top, frame.width(), frame.height())

    def _stretched(self, frame: QRectF, held: tuple[int, int], shift: QPointF) -> QRectF:
        left, right = _edges(frame.left(), frame.right(), held[0], shift.x(), self._size.width(), self._least())
        top, bottom = _edges(frame.top(), frame.bottom(), held[1], shift.y(), self._size.height(), self._least())
        return QRectF(left, top, right - left, bottom - top)

    def _least(self) -> float:
        return LEAST / self._fit()[0]

    def _handle(self, held: tuple[int, int]) -> QPointF:
        frame = self.on_screen()
        return frame.center() + QPointF(held[0] * frame.width() / 2, held[1] * frame.height() / 2)

    def _handle_at(self, spot: QPointF) -> tuple[int, int] | None:
        near = [held for held in _HANDLES if (self._handle(held) - spot).manhattanLength() <= 2 * REACH]
        return min(near, key=lambda held: (self._handle(held) - spot).manhattanLength(), default=None)

    def _show_cursor(self, spot: QPointF) -> None:
        held = self._handle_at(spot)
        if held is not None:
            self.setCursor(_CURSORS[held if held in _CURSORS else (-held[0], -held[1])])
        elif self.on_screen().contains(spot):
            self.setCursor(Qt.CursorShape.SizeAllCursor)
        else:
            self.setCursor(Qt.CursorShape.CrossCursor)


def _edges(first: float, last: float, held: int, shift: float, most: float, least: float) -> tuple[float, float]:
    """Both edges when one of them is moved; past the other they change places, and never closer than `least`."""
    if held == 0:
        return first, last
    fixed, moved = (last, first + shift) if held < 0 else (first, last + shift)
    moved = min(max(moved, 0.0), most)
    if abs(moved - fixed) < least:
        away = 1 if moved >= fixed else -1
        if not 0 <= fixed + away * least <= most:
            away = -away
        moved = fixed + away * least
    return min(fixed, moved), max(fixed, moved)
