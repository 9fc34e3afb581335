"""The live preview: the page with the new letter at once, the newest text only; its PDF when typing pauses.

The pages are painted straight from the laid-out text. While some are being made the newest text waits; it follows
as soon as they are there, so the last letter is always shown. What needs the pages' PDF (looking for words on
them, checks, printing) waits for a pause, and gives way to the next letter.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QImage

from attest_desktop.domain.errors import AttestError, CancelledError
from attest_desktop.domain.progress import Cancelled, Progress, stop_if
from attest_desktop.gui.context import Context
from attest_desktop.gui.pages.book import Book
from attest_desktop.gui.pages.sheet_book import SheetBook, Sight
from attest_desktop.gui.runner import Task
from attest_desktop.papers.pdf import EngineName, converted
from attest_desktop.papers.template import Blank, EmptyBlank
from attest_desktop.work.draft import DraftText
from attest_desktop.work.finish import Prepared, WrittenUp, prepared_of, written_up

if TYPE_CHECKING:
    from attest_desktop.papers.pdf.builtin.sheets import Sheets, Sketcher

# Typing has paused: the pages are written.
PAUSE_MS = 350


@dataclass(frozen=True, slots=True)
class Made:
    """Pages painted from a text, the blanks of the template that they were made from, and those left empty."""

    text: DraftText
    book: SheetBook
    pictures: Mapping[int, QImage]
    blanks: tuple[Blank, ...]
    empty: tuple[EmptyBlank, ...]


@dataclass(frozen=True, slots=True)
class Settled:
    """The PDF of pages that were shown, opened to be read."""

    text: DraftText
    book: SheetBook
    prepared: Prepared
    read: Book


@dataclass(frozen=True, slots=True)
class _Sketch:
    """Pages in the steady thread."""

    made: Made
    written: WrittenUp
    sheets: Sheets


class Preview(QObject):
    """Makes pages of what `note` was last given; `made` when they can be seen, `settled` when they are written.

    `sight` tells what of the pages is seen.
    """

    made = Signal(object)
    settled = Signal(object)
    failed = Signal(object)

    def __init__(self, context: Context, sight: Callable[[], Sight], parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._sight = sight
        # What was laid out is kept here for the next pages; made and used in the steady thread.
        self._sketchers: list[Sketcher] = []
        self._attestee_id = ""
        self._pending: DraftText | None = None
        self._sketch: _Sketch | None = None
        self._task: Task | None = None
        self._settling: Task | None = None
        self._busy = False
        self._turn = 0
        # Begun when the letter itself has been painted: the making must not take the processor from it.
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._make)
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self._settle)

    def begin(self, attestee_id: str, text: DraftText) -> None:
        """Another attestee: make the pages at once."""
        self.stop()
        self._attestee_id = attestee_id
        self._pending = text
        self._make()

    def note(self, text: DraftText) -> None:
        """The text changed."""
        self._pending = text
        self._hold()
        if not self._busy:
            self._soon.start()

    def stop(self) -> None:
        """Give up what is being made."""
        self._hold()
        self._soon.stop()
        self._pending = self._sketch = None
        self._turn += 1
        if self._task is not None:
            self._task.cancel()

    def _hold(self) -> None:
        """The PDF of an outdated text is of no interest."""
        self._pause.stop()
        if self._settling is not None:
            self._settling.cancel()
            self._settling = None

    def _make(self) -> None:
        if self._pending is None or self._busy:
            return
        text, self._pending = self._pending, None
        self._busy = True
        desk, attestee_id, turn = self._context.desk, self._attestee_id, self._turn
        sketchers, sight = self._sketchers, self._sight()

        def job(_progress: Progress, cancelled: Cancelled) -> _Sketch:
            written = written_up(desk, attestee_id, text)
            stop_if(cancelled)
            sheets = _sketcher(sketchers).lay_out(written.form.content, cancelled)
            book = SheetBook(sheets)
            made = Made(text, book, book.pictures(sight), written.blanks, written.form.empty)
            return _Sketch(made, written, sheets)

        def done(sketch: _Sketch) -> None:
            self._busy = False
            if turn == self._turn:
                self._sketch = sketch
                self.made.emit(sketch.made)
            self._follow()

        def failed(error: AttestError) -> None:
            self._busy = False
            if turn == self._turn and not isinstance(error, CancelledError):
                self._sketch = None
                self.failed.emit(error)
            self._follow()

        self._task = self._context.runner.start(
            job, owner=self, on_done=done, on_failed=failed, quiet=True, steady=True
        )

    def _follow(self) -> None:
        if self._pending is not None:
            self._make()
        elif self._sketch is not None:
            self._pause.start()

    def _settle(self) -> None:
        sketch, turn = self._sketch, self._turn
        if sketch is None or self._busy or self._pending is not None:
            return

        def job(_progress: Progress, cancelled: Cancelled) -> Settled:
            written = sketch.written
            raw = sketch.sheets.written(cancelled)
            stop_if(cancelled)
            made = converted(
                raw,
                written.form.content,
                engine=EngineName.BUILTIN,
                title=written.title,
                author=written.author,
            )
            stop_if(cancelled)
            prepared = prepared_of(written, made)
            return Settled(sketch.made.text, sketch.made.book, prepared, Book(prepared.pdf))

        def done(settled: Settled) -> None:
            if turn == self._turn and self._sketch is sketch:
                self._sketch = None
                self.settled.emit(settled)
            else:
                settled.read.close()

        def failed(error: AttestError) -> None:
            if turn == self._turn and self._sketch is sketch and not isinstance(error, CancelledError):
                self._sketch = None
                self.failed.emit(error)

        self._settling = self._context.runner.start(
            job, owner=self, on_done=done, on_failed=failed, quiet=True, steady=True
        )


def _sketcher(kept: list[Sketcher]) -> Sketcher:
    # What reads Word files is loaded behind the window, not with it.
    from attest_desktop.papers.pdf.builtin.sheets import Sketcher

    if not kept:
        kept.append(Sketcher())
    return kept[0]
