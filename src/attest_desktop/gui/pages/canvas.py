"""The scrolled canvas: pages under each other, each drawn as soon as its picture is ready."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QColor,
    QFocusEvent,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from attest_desktop.gui.context import Context
from attest_desktop.gui.pages.book import Book
from attest_desktop.gui.pages.layout import NATURAL, Layout, fitting_scale, lay_out, next_zoom
from attest_desktop.gui.pages.sheet_book import SheetBook, Sight
from attest_desktop.gui.reader import speaks_as
from attest_desktop.gui.theme.style import colour, theme

AnyBook = Book | SheetBook
PAPER = QColor("#ffffff")
# A soft shadow in three steps: how far it reaches and its shade.
SHADOW = ((4, QColor(0, 0, 0, 8)), (2, QColor(0, 0, 0, 14)), (1, QColor(0, 0, 0, 30)))
STEP = 48
ZOOM_KEYS = (Qt.Key.Key_Plus, Qt.Key.Key_Equal, Qt.Key.Key_Minus, Qt.Key.Key_0)


class Canvas(QAbstractScrollArea):
    """Shows a book. Pictures are made in the runner, those in sight first, and kept only near the sight.

    `clicked` carries a page and the spot of it (points) that was clicked.
    """

    page_changed = Signal(int)
    zoom_changed = Signal(float)
    laid_out = Signal()
    clicked = Signal(int, float, float)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._book: AnyBook | None = None
        self._pictures: dict[int, QImage] = {}
        self._stale: set[int] = set()
        self._rendering = False
        self._fit = True
        self._scale = NATURAL
        self._page = 0
        self.layout_of_pages: Layout = lay_out((), NATURAL, 0.0)
        self.setObjectName("pagesCanvas")
        speaks_as(self, QAccessible.Role.Document)
        self.setAccessibleName("Страницы документа")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFrameShape(QAbstractScrollArea.Shape.NoFrame)
        self.verticalScrollBar().setSingleStep(STEP)
        self.horizontalScrollBar().setSingleStep(STEP)
        self.verticalScrollBar().valueChanged.connect(self._on_scrolled)
        self.horizontalScrollBar().valueChanged.connect(self._on_scrolled)

    @property
    def book(self) -> AnyBook | None:
        """What is shown now."""
        return self._book

    @property
    def page(self) -> int:
        """Number of the page in the middle of the sight; 0 without a book."""
        return self._page

    @property
    def zoom(self) -> float:
        """1.0 is the paper's natural size on a 96 dpi screen."""
        return self._scale / NATURAL

    @property
    def fits_width(self) -> bool:
        """Whether the zoom follows the window's width."""
        return self._fit

    def device_scale(self) -> float:
        """Picture pixels a point at the present zoom."""
        return self._scale * self.devicePixelRatioF()

    def pages_in_sight(self) -> tuple[int, ...]:
        """Numbers of the pages of which something is seen."""
        top = float(self.verticalScrollBar().value())
        return self.layout_of_pages.visible(top, top + self.viewport().height())

    def sight(self) -> Sight:
        """What is seen; the first page, where nothing is shown yet."""
        return Sight(self.pages_in_sight() or (1,), self.device_scale(), self.devicePixelRatioF())

    def show_book(self, book: AnyBook, pictures: Mapping[int, QImage]) -> AnyBook | None:
        """Show another book at the same spot of the same page; returns the former book, which may be closed."""
        former, self._book = self._book, book
        keep_old = former is not None and former.sizes == book.sizes
        spot = self._kept_spot()
        # Where no new picture is ready yet the old one is better than a blank flash.
        self._pictures = {**(self._pictures if keep_old else {}), **pictures}
        self._stale = set(self._pictures) - set(pictures)
        self._lay_out()
        self._go_to_spot(spot)
        self.viewport().update()
        self._render_next()
        return former

    def clear(self) -> AnyBook | None:
        """Show nothing; returns the former book, which may be closed."""
        former, self._book = self._book, None
        self._pictures.clear()
        self._stale = set()
        self._lay_out()
        self.viewport().update()
        return former

    def set_zoom(self, zoom: float) -> None:
        """Zoom about the middle of the sight."""
        self._fit = False
        self._change_scale(zoom * NATURAL)

    def fit_width(self) -> None:
        """Zoom so that the widest page just fits, now and whenever the window's width changes."""
        self._fit = True
        self._change_scale(self._fitting())

    def zoom_in(self) -> None:
        """One step larger."""
        self.set_zoom(next_zoom(self.zoom, larger=True))

    def zoom_out(self) -> None:
        """One step smaller."""
        self.set_zoom(next_zoom(self.zoom, larger=False))

    def show_spot(self, page: int, x: float, y: float) -> None:
        """Scroll so that a spot of the page (points) is in sight."""
        _, height = self.layout_of_pages.to_canvas(page, x, y)
        self.verticalScrollBar().setValue(round(height - self.viewport().height() * 0.6))

    def bring_into_sight(self, page: int, x: float, y: float) -> None:
        """Scroll only if the spot of the page (points) is not well in sight already."""
        _, height = self.layout_of_pages.to_canvas(page, x, y)
        top, seen = self.verticalScrollBar().value(), self.viewport().height()
        if not top + seen * 0.1 <= height <= top + seen * 0.9:
            self.show_spot(page, x, y)

    def origin(self) -> QPointF:
        """The canvas spot that is at the viewport's top left corner."""
        return QPointF(self.horizontalScrollBar().value(), self.verticalScrollBar().value())

    def scale_for(self, sizes: Sequence[tuple[float, float]], room: float) -> float:
        """Logical pixels a point at which pages of these sizes (points) would be shown in so wide a room."""
        return fitting_scale(sizes, room) if self._fit else self._scale

    def _fitting(self) -> float:
        return fitting_scale(self._book.sizes if self._book else (), self.viewport().width())

    def _change_scale(self, scale: float) -> None:
        if abs(scale - self._scale) < 1e-6:
            return
        spot = self._kept_spot()
        self._scale = scale
        self._stale = set(self._pictures)
        self._lay_out()
        self._go_to_spot(spot)
        self.zoom_changed.emit(self.zoom)
        self.viewport().update()
        self._render_next()

    def _spot(self) -> tuple[int, float] | None:
        """The page at the middle of the sight and which part of its height is there."""
        if not self.layout_of_pages.pages:
            return None
        middle = self.verticalScrollBar().value() + self.viewport().height() / 2
        page = self.layout_of_pages.page_at(middle)
        lying = self.layout_of_pages.pages[page - 1]
        return page, (middle - lying.top) / lying.height

    def _kept_spot(self) -> tuple[int, float] | None:
        """The spot to come back to; at the very beginning there is none: the beginning stays in sight."""
        return self._spot() if self.verticalScrollBar().value() > 0 else None

    def _go_to_spot(self, spot: tuple[int, float] | None) -> None:
        pages = self.layout_of_pages.pages
        if spot is None or not pages:
            return
        page, part = spot
        lying = pages[min(page, len(pages)) - 1]
        self.verticalScrollBar().setValue(round(lying.top + part * lying.height - self.viewport().height() / 2))

    def _lay_out(self) -> None:
        view = self.viewport().size()
        if self._fit and self._book:
            self._scale = self._fitting()
        self.layout_of_pages = lay_out(self._book.sizes if self._book else (), self._scale, view.width())
        vertical, horizontal = self.verticalScrollBar(), self.horizontalScrollBar()
        vertical.setPageStep(view.height())
        vertical.setRange(0, max(0, round(self.layout_of_pages.height) - view.height()))
        horizontal.setPageStep(view.width())
        horizontal.setRange(0, max(0, round(self.layout_of_pages.width) - view.width()))
        self.laid_out.emit()
        self._tell_page()

    def _tell_page(self) -> None:
        spot = self._spot()
        page = spot[0] if spot else 0
        if page != self._page:
            self._page = page
            self.page_changed.emit(page)

    def _on_scrolled(self) -> None:
        self.laid_out.emit()
        self._tell_page()
        self.viewport().update()
        self._render_next()

    def _wanted(self) -> int | None:
        """The next page that needs a picture: first those in sight, then their neighbours."""
        seen = self.pages_in_sight()
        if not seen or self._book is None:
            return None
        near = [*seen, seen[-1] + 1, seen[0] - 1]
        return next(
            (
                page
                for page in near
                if 1 <= page <= len(self._book) and (page not in self._pictures or page in self._stale)
            ),
            None,
        )

    def _render_next(self) -> None:
        page, book = self._wanted(), self._book
        if page is None or book is None or self._rendering:
            return
        self._rendering = True
        scale, ratio = self.device_scale(), self.devicePixelRatioF()

        def done(picture: QImage | None) -> None:
            self._rendering = False
            if picture is not None and book is self._book and scale == self.device_scale():
                picture.setDevicePixelRatio(ratio)
                self._pictures[page] = picture
                self._stale.discard(page)
                self._forget_far()
                self.viewport().update()
            self._render_next()

        self._context.runner.start(
            lambda _p, _c: book.picture(page, scale), owner=self, on_done=done, quiet=True, steady=book.steady
        )

    def _forget_far(self) -> None:
        seen = self.pages_in_sight()
        if seen:
            for page in [one for one in self._pictures if not seen[0] - 3 <= one <= seen[-1] + 3]:
                del self._pictures[page]

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The frame comes."""
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """And goes."""
        super().focusOutEvent(event)
        self.viewport().update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the pages in sight; a page without a picture yet is white paper."""
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.fillRect(self.viewport().rect(), colour("neutral_soft"))
        painter.translate(-self.origin())
        for page in self.pages_in_sight():
            lying = self.layout_of_pages.pages[page - 1]
            sheet = QRectF(lying.left, lying.top, lying.width, lying.height)
            paint_paper(painter, sheet, self._pictures.get(page))
        if self.hasFocus():
            painter.resetTransform()
            painter.setPen(QPen(colour("focus"), 2))
            painter.drawRect(self.viewport().rect().adjusted(1, 1, -1, -1))
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the spot in sight and the zoom in step with the width."""
        spot = self._kept_spot()
        before = self._scale
        self._lay_out()
        self._go_to_spot(spot)
        if self._scale != before:
            self._stale = set(self._pictures)
            self.zoom_changed.emit(self.zoom)
        self._render_next()
        super().resizeEvent(event)

    def event(self, event: QEvent) -> bool:
        """On a denser or coarser screen the pictures are made anew."""
        if event.type() == QEvent.Type.DevicePixelRatioChange:
            self._stale = set(self._pictures)
            self._render_next()
        elif event.type() == QEvent.Type.ShortcutOverride and _zooms(event):
            event.accept()
            return True
        return super().event(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Ctrl and the wheel zoom."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            if event.angleDelta().y() > 0:
                self.zoom_in()
            elif event.angleDelta().y() < 0:
                self.zoom_out()
            event.accept()
            return
        super().wheelEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click on a page tells where."""
        if event.button() is Qt.MouseButton.LeftButton and self.layout_of_pages.pages:
            spot = event.position() + self.origin()
            page = self.layout_of_pages.page_at(spot.y())
            self.clicked.emit(page, *self.layout_of_pages.to_points(page, spot.x(), spot.y()))
        super().mousePressEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl with +, − and 0 zoom; Home and End go to the ends; the rest scrolls."""
        bar = self.verticalScrollBar()
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            actions = {
                Qt.Key.Key_Plus: self.zoom_in,
                Qt.Key.Key_Equal: self.zoom_in,
                Qt.Key.Key_Minus: self.zoom_out,
                Qt.Key.Key_0: self.fit_width,
            }
        else:
            actions = {
                Qt.Key.Key_Home: lambda: bar.setValue(bar.minimum()),
                Qt.Key.Key_End: lambda: bar.setValue(bar.maximum()),
                Qt.Key.Key_Space: lambda: bar.setValue(bar.value() + bar.pageStep()),
            }
        action = actions.get(Qt.Key(event.key()))
        if action is None:
            super().keyPressEvent(event)
        else:
            action()


def paint_paper(painter: QPainter, sheet: QRectF, picture: QImage | None = None) -> None:
    """A sheet of paper on its ground, with what is printed on it where that is known."""
    for spread, shade in SHADOW:
        painter.fillRect(sheet.adjusted(-spread, -spread + 1, spread, spread + 1), shade)
    painter.fillRect(sheet, PAPER)
    if picture is not None:
        painter.drawImage(sheet, picture)
    if theme.tokens.border_width > 1:
        painter.setPen(colour("line"))
        painter.drawRect(sheet)


def _zooms(event: QEvent) -> bool:
    """Zooming the pages comes before the window's keys for the size of the text."""
    held = isinstance(event, QKeyEvent) and event.modifiers() & Qt.KeyboardModifier.ControlModifier
    return bool(held) and isinstance(event, QKeyEvent) and event.key() in ZOOM_KEYS
