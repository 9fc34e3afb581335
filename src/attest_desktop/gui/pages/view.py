"""Pages of a PDF with zoom, page numbers and, where asked for, signatures to drag."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QImage, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from attest_desktop.domain.errors import AttestError, CancelledError
from attest_desktop.domain.progress import Cancelled, Progress, stop_if
from attest_desktop.gui import keys
from attest_desktop.gui.context import Context
from attest_desktop.gui.pages.book import Book
from attest_desktop.gui.pages.canvas import AnyBook, Canvas
from attest_desktop.gui.pages.pointing import Pointed
from attest_desktop.gui.pages.searching import Sought
from attest_desktop.gui.pages.sheet_book import SheetBook
from attest_desktop.gui.pages.signature import Signature, SignatureLayer
from attest_desktop.gui.pages.waiting import WaitingPages
from attest_desktop.gui.runner import Task
from attest_desktop.gui.theme import tokens
from attest_desktop.gui.theme.style import theme
from attest_desktop.gui.widgets import Caption, EmptyState, FrontSized, IconButton, Second, SecondaryButton
from attest_desktop.papers.template import BadTemplateError

# Room for words in the bar, px.
WIDE = 520
# Below that the page's number stands alone, px.
NARROW = 360
# Room for the number alone, px.
LEAST = 56
MAKING, MAKING_SHORT = "Готовим страницы…", "Готовим…"
# What can be done about the template in this window.
ANOTHER_TEMPLATE = "Обновите данные или перетащите в это окно файл шаблона (.docx)."
Opened = tuple[Book, dict[int, QImage]]


class PagesView(QWidget):
    """Shows what `show_pdf` was last given. The former pages stay until the new ones are ready.

    `pointed` carries what is printed where the pages were clicked (a Pointed); `print_wanted` comes from the
    button that `printing` adds.
    """

    shown = Signal()
    failed = Signal(object)
    signature_moved = Signal(int, object)
    pointed = Signal(object)
    print_wanted = Signal()

    def __init__(self, context: Context, parent: QWidget | None = None, *, printing: bool = True) -> None:
        super().__init__(parent)
        self._context = context
        self._printing = printing
        self._opening: Task | None = None
        self._turn = 0
        self._following = False
        # The book that is shown, where it can be closed when the widget is no more.
        self._held: list[AnyBook] = []
        self._clicked: tuple[int, float, float] | None = None
        self.destroyed.connect(partial(_close_all, self._held))
        self.canvas = Canvas(context)
        self.layer = SignatureLayer(self.canvas)
        self.layer.moved.connect(self.signature_moved)
        self._waiting = WaitingPages(self.canvas)
        self._note = Second("")
        self._note.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._note.setMargin(tokens.XL)
        self._again_job: Callable[[], object] | None = None
        self._again = SecondaryButton("Подготовить ещё раз", self._on_again, icon="refresh-cw")
        self._fault = EmptyState("triangle-alert", "", "", self._again)
        self._build()
        self.canvas.page_changed.connect(self._tell)
        self.canvas.clicked.connect(self._on_clicked)
        self.canvas.zoom_changed.connect(self._tell)
        self._tell()
        app = QCoreApplication.instance()
        if app is not None:
            app.aboutToQuit.connect(self.let_go)

    @property
    def pdf(self) -> bytes | None:
        """The bytes whose pages are shown now; None while they are only painted."""
        return self.canvas.book.pdf if self.canvas.book else None

    def show_pdf(self, pdf: bytes) -> None:
        """Open the PDF in the background and swap the pages in when they are drawn."""
        turn = self._next_turn()
        sight = self.canvas.sight()

        def job(_progress: Progress, cancelled: Cancelled) -> Opened:
            book = Book(pdf)
            pictures: dict[int, QImage] = {}
            for page in sight.pages:
                if page > len(book):
                    continue
                if cancelled():
                    book.close()
                stop_if(cancelled)
                picture = book.picture(page, sight.scale)
                if picture is not None:
                    picture.setDevicePixelRatio(sight.ratio)
                    pictures[page] = picture
            return book, pictures

        def done(opened: Opened) -> None:
            book, pictures = opened
            if turn != self._turn:
                self._close(book)
                return
            self._swap_in(book, pictures)

        def failed(error: AttestError) -> None:
            if turn == self._turn and not isinstance(error, CancelledError):
                self.failed.emit(error)

        self._opening = self._context.runner.start(job, owner=self, on_done=done, on_failed=failed, quiet=True)

    def show_sheets(self, book: SheetBook, pictures: Mapping[int, QImage]) -> None:
        """Show pages whose pictures are painted. Words are found in them once `settle` brings their PDF."""
        self._next_turn()
        self._swap_in(book, pictures)

    def settle(self, book: SheetBook, read: Book) -> None:
        """The PDF of the pages that `show_sheets` brought; closed when others have taken their place."""
        if self.canvas.book is not book:
            self._close(read)
            return
        book.settle(read)
        self._tell()
        self.shown.emit()
        if self._clicked is not None:
            clicked, self._clicked = self._clicked, None
            self._on_clicked(*clicked)

    def _swap_in(self, book: AnyBook, pictures: Mapping[int, QImage]) -> None:
        # Drawn for another zoom, e.g. before the first layout: better than nothing until redrawn.
        former = self.canvas.show_book(book, pictures)
        self._held[:] = [book]
        self._clicked = None
        self._note.setText("")
        self._stack.setCurrentWidget(self.canvas)
        self._close(former)
        self._tell()
        self.shown.emit()

    def follow(self, sought: Sought) -> None:
        """Bring the spot where the words end into sight, if they are on the pages."""
        book = self.canvas.book
        if book is None or book.pdf is None or self._following:
            return
        self._following = True

        def done(spot: tuple[int, float, float] | None) -> None:
            self._following = False
            if spot is not None and self.canvas.book is book:
                self.canvas.bring_into_sight(*spot)

        self._context.runner.start(lambda _p, _c: book.spot(sought), owner=self, on_done=done, quiet=True)

    def show_waiting(self) -> None:
        """The pages are being made: empty paper where the first will lie."""
        self.show_note("")
        self._stack.setCurrentWidget(self._waiting)
        self._tell()

    def show_note(self, text: str) -> None:
        """Words in place of the pages."""
        self._next_turn()
        self._held.clear()
        self._close(self.canvas.clear())
        self.layer.show_signatures(())
        self._note.setText(text)
        self._stack.setCurrentWidget(self._note)
        self._tell()

    def show_fault(self, error: AttestError, again: Callable[[], object] | None = None) -> None:
        """Why there are no pages and what can be done; `again` is what the button does, None for no button."""
        self.show_note("")
        todo = ANOTHER_TEMPLATE if isinstance(error, BadTemplateError) else error.todo
        self._fault.say(error.title, f"{error.what} {todo}".strip())
        self._again_job = again
        self._again.setVisible(again is not None)
        self._stack.setCurrentWidget(self._fault)

    def let_go(self) -> None:
        """Close the document: nothing is shown any more."""
        self._next_turn()
        self.canvas.clear()
        _close_all(self._held)

    def show_signatures(self, signatures: Sequence[Signature]) -> None:
        """Signatures over the pages, to be dragged and resized; `signature_moved` tells which and whereto."""
        self.layer.show_signatures(signatures)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Words beside the printer where there is room for them."""
        super().resizeEvent(event)
        style = Qt.ToolButtonStyle
        wide = self.width() >= WIDE
        self._print.setToolButtonStyle(style.ToolButtonTextBesideIcon if wide else style.ToolButtonIconOnly)
        self._tell()

    def _on_clicked(self, page: int, x: float, y: float) -> None:
        book = self.canvas.book
        if book is None:
            return
        if book.pdf is None:
            # Answered when the words can be looked for.
            self._clicked = (page, x, y)
            return

        def done(pointed: Pointed | None) -> None:
            if pointed is not None and self.canvas.book is book:
                self.pointed.emit(pointed)

        self._context.runner.start(
            lambda _p, _c: book.pointed_at(page, x, y), owner=self, on_done=done, quiet=True
        )

    def _next_turn(self) -> int:
        """Give up what is being opened; only the newest turn may change what is shown."""
        self._turn += 1
        if self._opening is not None:
            self._opening.cancel()
            self._opening = None
        return self._turn

    def _close(self, book: AnyBook | None) -> None:
        if book is not None:
            self._context.runner.start(lambda _p, _c: book.close(), owner=self, quiet=True, steady=book.steady)

    def _build(self) -> None:
        self._page = Caption("")
        self._page.setWordWrap(False)
        # It says less where there is less room: its longest words are not to keep the pages wide.
        self._page.setMinimumWidth(LEAST)
        self._percent = Caption("")
        self._percent.setWordWrap(False)
        self._percent.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._percent.setMinimumWidth(48)
        self._out = IconButton("zoom-out", "Мельче (Ctrl+−)", self.canvas.zoom_out)
        self._in = IconButton("zoom-in", "Крупнее (Ctrl++)", self.canvas.zoom_in)
        self._fit = IconButton("move-horizontal", "По ширине окна (Ctrl+0)", self.canvas.fit_width)
        self._print = IconButton("printer", keys.PRINT.tip("Напечатать"), self.print_wanted.emit)
        self._print.setText("\u00a0Напечатать")
        if self._printing:
            keys.PRINT.put(self, self._print.click)
        else:
            self._print.hide()
        bar = QHBoxLayout()
        bar.setContentsMargins(tokens.M, tokens.XS, tokens.XL, tokens.XS)
        bar.setSpacing(tokens.XS)
        bar.addWidget(self._page)
        bar.addStretch(1)
        for widget in (self._out, self._percent, self._in, self._fit, self._print):
            bar.addWidget(widget)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(bar)
        # In its place first: shown without one, a page would be a window of its own for a moment.
        self._stack = FrontSized()
        layout.addWidget(self._stack, 1)
        self._stack.addWidget(self._note)
        self._stack.addWidget(self._fault)
        self._stack.addWidget(self._waiting)
        self._stack.addWidget(self.canvas)

    def _on_again(self) -> None:
        if self._again_job is not None:
            self._again_job()

    def _tell(self) -> None:
        book = self.canvas.book
        words = f"Страница {self.canvas.page} из {len(book)}" if book else ""
        short = words.removeprefix("Страница ")
        if self._stack.currentWidget() is self._waiting:
            words, short = MAKING, MAKING_SHORT
        self._page.setText(words if self.width() >= NARROW * theme.scale else short)
        self._page.setAccessibleName(words)
        self._percent.setText(f"{round(self.canvas.zoom * 100)}\u00a0%" if book else "")
        for button in (self._out, self._in, self._fit, self._print):
            button.setEnabled(book is not None)


def _close_all(books: list[AnyBook], _destroyed: object = None) -> None:
    while books:
        books.pop().close()
