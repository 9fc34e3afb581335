"""The pages of one paper way while they are worked on: what is there, what was recognised, what can be undone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from attest_desktop.domain.errors import AttestError, BadFileError, CancelledError
from attest_desktop.domain.progress import Cancelled, Progress
from attest_desktop.gui.context import Context
from attest_desktop.gui.paper.entry import Entry
from attest_desktop.gui.paper.jobs import Key, Looked, look_at
from attest_desktop.gui.paper.model import moved_before
from attest_desktop.gui.runner import Task
from attest_desktop.gui.words import counted
from attest_desktop.papers.scans import Cleaning
from attest_desktop.work.finish import Prepared
from attest_desktop.work.paper_lot import Added, PaperWay, Strip, add_files, begin, joined, keep_strip
from attest_desktop.work.paper_report import PaperReport
from attest_desktop.work.paper_way import Bound, Seen, bind, ordered, report_on

TITLE = "Узнаём страницы"
NOT_TAKEN = "Не все файлы подошли"
PAGES = ("страница", "страницы", "страниц")


class PaperLot(QObject):
    """Emits `changed` whenever something is to be shown anew. Every change is kept in the store at once."""

    began = Signal()
    changed = Signal()
    failed = Signal(object)
    stepped = Signal(str, object)

    def __init__(self, context: Context, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.way: PaperWay | None = None
        self.strip = Strip()
        self.bound: Bound | None = None
        self._seen: dict[Key, Seen] = {}
        self._pictures: dict[Key, QImage] = {}
        self._problems: dict[int, str] = {}
        self._former: list[Strip] = []
        self._task: Task | None = None
        self._looked_at: int | None = None
        self._stopped = False
        self._turn = 0
        context.runner.progressed.connect(self._on_progress)

    # What is there

    @property
    def looking(self) -> bool:
        """Whether pages are being recognised now."""
        return self._looked_at is not None

    @property
    def unread(self) -> bool:
        """Whether there are pages that were not looked at yet."""
        return any(one.key not in self._seen for one in self.strip.sheets)

    @property
    def problems(self) -> tuple[str, ...]:
        """Why files cannot be read, a sentence or two each."""
        there = {one.file_id for one in self.strip.sheets}
        return tuple(words for file_id, words in self._problems.items() if file_id in there)

    @property
    def ready(self) -> bool:
        """Whether all pages were looked at and there are some."""
        return bool(self.strip.sheets) and not self.unread

    @property
    def seen(self) -> dict[Key, Seen]:
        """The pages that were recognised, by their sheets' keys."""
        return dict(self._seen)

    @property
    def can_undo(self) -> bool:
        """Whether there is a change to take back."""
        return bool(self._former)

    @property
    def report(self) -> PaperReport | None:
        """What is amiss; None before the way is open."""
        return None if self.way is None else report_on(self.way, self.strip.sheets, self._seen)

    @property
    def entries(self) -> tuple[Entry, ...]:
        """The pages as they are shown."""
        report = self.report
        if self.way is None or report is None:
            return ()
        made = []
        for sheet in self.strip.sheets:
            seen = self._seen.get(sheet.key)
            doubled = seen is not None and seen.page.matches in report.doubled
            made.append(
                Entry(
                    sheet,
                    self.way.pages,
                    seen,
                    self._pictures.get(sheet.key),
                    doubled,
                    self._looked_at == sheet.file_id,
                    self._problems.get(sheet.file_id, ""),
                )
            )
        return tuple(made)

    # What is done

    def begin(self, attestee_id: str, prepared: Prepared | None = None, *, text_now: bool | None = None) -> None:
        """Open the paper way of an attestee, with what was added before."""
        self.stop()
        self._forget()
        self.way, self.strip, self._former = None, Strip(), []
        desk, turn = self._context.desk, self._next_turn()

        def job(progress: Progress, cancelled: Cancelled) -> PaperWay:
            return begin(desk, attestee_id, prepared, text_now=text_now, progress=progress, cancelled=cancelled)

        def done(way: PaperWay) -> None:
            if turn == self._turn:
                self.way, self.strip = way, way.strip
                self.began.emit()
                self.look()

        def failed(error: AttestError) -> None:
            if turn == self._turn:
                self.failed.emit(error)

        def start(_kept: object = None) -> None:
            if turn == self._turn:
                self._context.runner.start(
                    job, owner=self, title="Открываем заключение", on_done=done, on_failed=failed
                )

        # The last change of the strip must be kept before it is read.
        self._context.runner.start(lambda _p, _c: None, owner=self, on_done=start, quiet=True, in_order=True)

    def add(self, paths: Sequence[Path]) -> None:
        """Keep these files and look at their pages."""
        if self.way is None or not paths:
            return
        desk, who, turn = self._context.desk, self.way.attestee_id, self._turn

        def done(added: Added) -> None:
            if turn == self._turn:
                self._on_added(added)

        self._context.runner.start(
            lambda _p, _c: add_files(desk, who, paths),
            owner=self,
            title="Добавляем страницы",
            on_done=done,
            in_order=True,
        )

    def remove(self, rows: Sequence[int]) -> None:
        """Take pages out of the strip; they can be brought back."""
        if not rows:
            return
        gone = tuple(self.strip.sheets[row] for row in rows)
        left = tuple(one for one in self.strip.sheets if one not in gone)
        self._change(replace(self.strip, sheets=left, removed=self.strip.removed + gone))
        words = "Страница убрана." if len(gone) == 1 else f"Убрано: {counted(len(gone), *PAGES)}."
        self._context.say(words, self.undo)

    def move(self, rows: Sequence[int], before: int) -> None:
        """Put pages before another one; from then on the order is the user's."""
        sheets = moved_before(self.strip.sheets, rows, before)
        if sheets != self.strip.sheets:
            self._change(replace(self.strip, sheets=sheets, by_hand=True))

    def turn(self, rows: Sequence[int], quarters: int) -> None:
        """Turn pages by quarters counter-clockwise."""
        sheets = tuple(
            replace(one, turns=(one.turns + quarters) % 4) if row in rows else one
            for row, one in enumerate(self.strip.sheets)
        )
        self._change(replace(self.strip, sheets=sheets))

    def put_in_order(self) -> None:
        """Into the order of what was printed."""
        sheets = ordered(self.strip.sheets, self._seen)
        if sheets != self.strip.sheets or self.strip.by_hand:
            self._change(replace(self.strip, sheets=sheets, by_hand=False))

    def undo(self) -> None:
        """Take the last change back."""
        if self._former:
            former = self._former.pop()
            there = {one.key for one in (*former.sheets, *former.removed)}
            # What was added since stays.
            fresh = tuple(one for one in self.strip.sheets if one.key not in there)
            self._put(replace(former, sheets=former.sheets + fresh, cleaning=self.strip.cleaning))
            self.look()

    def set_cleaning(self, cleaning: Cleaning) -> None:
        """Treat the pictures in another way: all pages are made anew."""
        if cleaning is not self.strip.cleaning and not self.looking:
            self._forget()
            self._put(replace(self.strip, cleaning=cleaning))
            self.look()

    def look(self) -> None:
        """Recognise the pages that were not looked at yet, one file after another."""
        self._stopped = False
        if not self.looking:
            self._look_next()

    def look_again(self) -> None:
        """The same, and those once more that could not be read."""
        self._problems.clear()
        self.look()

    def stop(self) -> None:
        """Stop recognising; what is recognised stays."""
        self._stopped = True
        if self._task is not None:
            self._task.cancel()

    # Inside

    def _on_added(self, added: Added) -> None:
        there = {one.key for one in self.strip.sheets}
        strip = joined(self.strip, added.sheets)
        if added.refused:
            self._context.show_error(BadFileError(" ".join(added.refused), title=NOT_TAKEN))
        elif added.sheets and all(one.key in there for one in added.sheets):
            self._context.say("Эти страницы уже добавлены.")
        for file_id in {one.file_id for one in added.sheets}:
            self._problems.pop(file_id, None)
        if strip != self.strip:
            self._put(strip)
        self.look()

    def _look_next(self) -> None:
        way = self.way
        files = list(dict.fromkeys(one.file_id for one in self.strip.sheets if one.key not in self._seen))
        files = [one for one in files if one not in self._problems]
        if way is None or not files or self._stopped:
            self._looked_at, self._task = None, None
            if not self.strip.by_hand and not self.unread:
                self._put_quietly_in_order()
            self.changed.emit()
            self._bind()
            return
        file_id, desk, cleaning, turn = files[0], self._context.desk, self.strip.cleaning, self._turn
        self._looked_at = file_id
        self.changed.emit()

        def job(progress: Progress, cancelled: Cancelled) -> Looked:
            return look_at(desk, way.attestee_id, file_id, cleaning, progress, cancelled)

        def done(looked: Looked) -> None:
            if turn == self._turn:
                self._seen.update(looked.seen)
                self._pictures.update(looked.pictures)
                self._look_next()

        def failed(error: AttestError) -> None:
            if turn != self._turn:
                return
            if not isinstance(error, CancelledError):
                self._problems[file_id] = str(error)
            self._looked_at = None
            self._look_next()

        self._task = self._context.runner.start(job, owner=self, title=TITLE, on_done=done, on_failed=failed)

    def _on_progress(self, task: Task, step: str, part: float | None) -> None:
        if task is self._task:
            self.stepped.emit(step, part)

    def _put_quietly_in_order(self) -> None:
        sheets = ordered(self.strip.sheets, self._seen)
        if sheets != self.strip.sheets:
            self.strip = replace(self.strip, sheets=sheets)
            self._keep()

    def _change(self, strip: Strip) -> None:
        """By the user: can be undone."""
        self._former.append(self.strip)
        self._put(strip)

    def _put(self, strip: Strip) -> None:
        self.strip = strip
        self._keep()
        # Nothing can be built of the pages as they were.
        self.bound = None
        self.changed.emit()
        self._bind()

    def _keep(self) -> None:
        if self.way is not None:
            desk, who, strip = self._context.desk, self.way.attestee_id, self.strip
            self._context.runner.start(
                lambda _p, _c: keep_strip(desk, who, strip), owner=self, quiet=True, in_order=True
            )

    def _bind(self) -> None:
        """The PDF of the pages as they stand, for its size and for looking at it."""
        self.bound = None
        if self.way is None or not self.ready or self.looking:
            return
        name, sheets, seen, known = self.way.full_name, self.strip.sheets, dict(self._seen), self._seen

        def done(made: Bound) -> None:
            # What was recognised may have been forgotten meanwhile: then the pictures are treated anew.
            if known is self._seen and sheets == self.strip.sheets and not self.looking:
                self.bound = made
                self.changed.emit()

        self._context.runner.start(
            lambda progress, cancelled: bind(sheets, seen, name, progress=progress, cancelled=cancelled),
            owner=self,
            title="Собираем PDF",
            on_done=done,
            quiet=True,
        )

    def _forget(self) -> None:
        self._seen, self._pictures, self._problems, self.bound = {}, {}, {}, None
        self._looked_at = None

    def _next_turn(self) -> int:
        self._turn += 1
        return self._turn
