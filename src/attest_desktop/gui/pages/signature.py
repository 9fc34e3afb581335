"""Signatures over the pages: seen where they will be stamped, dragged, resized, moved by keys."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QObject, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QAccessible, QFocusEvent, QImage, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from attest_desktop.gui.pages.canvas import Canvas
from attest_desktop.gui.reader import speaks_as
from attest_desktop.gui.theme.style import colour
from attest_desktop.gui.widgets import draw_shrunk
from attest_desktop.papers.signing import Place, ink_box

HANDLE = 10.0
# Room around the ink for the outline and the handle.
ROOM = 6.0
LEAST_HEIGHT = 8.0
GREATEST_HEIGHT = 200.0


@dataclass(frozen=True, slots=True)
class Signature:
    """An ink picture and its place; `name` says whose it is."""

    picture: QImage
    name: str
    place: Place

    @property
    def aspect(self) -> float:
        """Width to height of the ink."""
        return self.picture.width() / max(1, self.picture.height())

    def box(self) -> QRectF:
        """Where the ink stands: left, bottom, width, height in points, origin bottom-left."""
        found = ink_box(self.place, self.aspect)
        return QRectF(found.left, found.bottom, found.width, found.height)

    def moved_to(self, page: int, left: float, bottom: float, height: float) -> Signature:
        """The same ink elsewhere: exactly there, as tall as that (points)."""
        height = min(max(height, LEAST_HEIGHT), GREATEST_HEIGHT)
        place = replace(
            self.place, page=page, x=left, y=bottom, width=height * self.aspect, height=height, near=()
        )
        # Stamping lets the ink cross the line a little: the line lies that much above the ink's lower edge.
        return replace(self, place=replace(place, y=2 * bottom - ink_box(place, self.aspect).bottom))


class SignatureLayer(QObject):
    """Holds the items on a canvas. `moved` tells an item's number and its new Place."""

    moved = Signal(int, object)

    def __init__(self, canvas: Canvas) -> None:
        super().__init__(canvas)
        self._canvas = canvas
        self.items: list[SignatureItem] = []
        canvas.laid_out.connect(self._lay_out)

    def show_signatures(self, signatures: Sequence[Signature]) -> None:
        """Show these and no others."""
        for item in self.items:
            item.hide()
            item.deleteLater()
        self.items = []
        for number, signature in enumerate(signatures):
            item = SignatureItem(self._canvas, signature)
            item.moved.connect(lambda place, number=number: self.moved.emit(number, place))
            self.items.append(item)
            item.lay_out()
            item.show()

    def _lay_out(self) -> None:
        for item in self.items:
            item.lay_out()


class SignatureItem(QWidget):
    """One signature. Arrows move it by a point (with Shift by ten), + and − resize it."""

    moved = Signal(object)

    def __init__(self, canvas: Canvas, signature: Signature) -> None:
        super().__init__(canvas.viewport())
        self._canvas = canvas
        self.signature = signature
        self._grab: QPointF | None = None
        self._resizing = False
        self._grabbed = signature
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.SizeAllCursor)
        self.setMouseTracking(True)
        self.setToolTip("Перетащите подпись на строку. Стрелки двигают, + и − меняют размер.")
        speaks_as(self, QAccessible.Role.Graphic)
        self.setAccessibleName(f"Подпись: {signature.name}")
        self.setAccessibleDescription(self.toolTip())

    def lay_out(self) -> None:
        """Stand where the pages now are."""
        pages = self._canvas.layout_of_pages
        place = self.signature.place
        if not 1 <= place.page <= len(pages.pages):
            self.hide()
            return
        box = self.signature.box()
        left, bottom = pages.to_canvas(place.page, box.left(), box.top())
        origin = self._canvas.origin()
        width, height = box.width() * pages.scale, box.height() * pages.scale
        self.setGeometry(
            round(left - origin.x() - ROOM),
            round(bottom - height - origin.y() - ROOM),
            round(width + 2 * ROOM),
            round(height + 2 * ROOM),
        )
        self.show()

    def nudge(self, across: float, up: float) -> None:
        """Move by so many points."""
        box = self.signature.box()
        self._put(self.signature.place.page, box.left() + across, box.top() + up, box.height())

    def grow(self, factor: float) -> None:
        """Larger or smaller about its lower left corner."""
        box = self.signature.box()
        self._put(self.signature.place.page, box.left(), box.top(), box.height() * factor)

    def _put(self, page: int, left: float, bottom: float, height: float) -> None:
        book = self._canvas.book
        if book is None:
            return
        width, tall = book.sizes[page - 1]
        moved = self.signature.moved_to(page, left, bottom, height)
        box = moved.box()
        # The ink never leaves the paper.
        inside_left = min(max(0.0, box.left()), max(0.0, width - box.width()))
        inside_bottom = min(max(0.0, box.top()), max(0.0, tall - box.height()))
        if (inside_left, inside_bottom) != (box.left(), box.top()):
            moved = moved.moved_to(page, inside_left, inside_bottom, height)
        self.signature = moved
        self.lay_out()
        self.moved.emit(moved.place)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of the ink or of its corner."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._grab = event.globalPosition()
            self._grabbed = self.signature
            self._resizing = self._on_handle(event.position())
            self.setFocus(Qt.FocusReason.MouseFocusReason)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag."""
        if self._grab is None:
            on_handle = self._on_handle(event.position())
            self.setCursor(Qt.CursorShape.SizeBDiagCursor if on_handle else Qt.CursorShape.SizeAllCursor)
            return
        pages = self._canvas.layout_of_pages
        shift = (event.globalPosition() - self._grab) / pages.scale
        box, page = self._grabbed.box(), self._grabbed.place.page
        if self._resizing:
            # The upper right corner is held: what is nearer to the hand, width or height, leads.
            by_width = (box.width() + shift.x()) / self._grabbed.aspect
            self._put(page, box.left(), box.top(), max(by_width, box.height() - shift.y()))
            return
        centre = pages.to_canvas(page, box.center().x() + shift.x(), box.center().y() - shift.y())
        target = pages.page_at(centre[1])
        x, y = pages.to_points(target, *centre)
        self._put(target, x - box.width() / 2, y - box.height() / 2, box.height())

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        """Let go."""
        self._grab = None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows, + and −."""
        step = 10.0 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1.0
        moves = {
            Qt.Key.Key_Left: (-step, 0.0),
            Qt.Key.Key_Right: (step, 0.0),
            Qt.Key.Key_Up: (0.0, step),
            Qt.Key.Key_Down: (0.0, -step),
        }
        key = Qt.Key(event.key())
        if key in moves:
            self.nudge(*moves[key])
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self.grow(1.05)
        elif key == Qt.Key.Key_Minus:
            self.grow(1 / 1.05)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Come into sight."""
        if event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason):
            box = self.signature.box()
            self._canvas.show_spot(self.signature.place.page, box.left(), box.top())
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The outline grows quiet."""
        super().focusOutEvent(event)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The ink as it will stand on paper, an outline, a corner to hold."""
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.SmoothPixmapTransform | QPainter.RenderHint.Antialiasing)
        ink = QRectF(self.rect()).adjusted(ROOM, ROOM, -ROOM, -ROOM)
        draw_shrunk(painter, ink, self.signature.picture)
        shade = colour("accent") if self.hasFocus() else colour("line_strong")
        style = Qt.PenStyle.SolidLine if self.hasFocus() else Qt.PenStyle.DashLine
        painter.setPen(QPen(shade, 2 if self.hasFocus() else 1, style))
        painter.drawRoundedRect(ink.adjusted(-3, -3, 3, 3), 3, 3)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(shade)
        painter.drawEllipse(self._handle().center(), HANDLE / 2 - 1, HANDLE / 2 - 1)
        painter.end()

    def _handle(self) -> QRectF:
        return QRectF(self.width() - HANDLE - 0.5, 0.5, HANDLE, HANDLE)

    def _on_handle(self, spot: QPointF) -> bool:
        return self._handle().adjusted(-4, -4, 4, 4).contains(spot)
