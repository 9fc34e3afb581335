"""«Подписано на бумаге»: add scans, see what they are, bind them, make them the conclusion, send."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from attest_desktop.domain.errors import AttestError, CancelledError
from attest_desktop.domain.names import file_name_for, short_name
from attest_desktop.domain.progress import Cancelled, Progress
from attest_desktop.gui import keys
from attest_desktop.gui.context import Context
from attest_desktop.gui.dropping.kinds import scans_words
from attest_desktop.gui.finish.jobs import Outcome, is_good, send_again, send_frozen
from attest_desktop.gui.outbox.words import size
from attest_desktop.gui.paper.board import PageBoard
from attest_desktop.gui.paper.closer import CloserDialog
from attest_desktop.gui.paper.lot import PaperLot
from attest_desktop.gui.paper.result import ResultPane
from attest_desktop.gui.paper.side import PaperSide
from attest_desktop.gui.paper.side_card import SideCard
from attest_desktop.gui.printing import open_print
from attest_desktop.gui.theme import tokens
from attest_desktop.gui.view import View
from attest_desktop.gui.widgets import Reading, Second, SecondaryButton, TextButton
from attest_desktop.store import FrozenConclusion
from attest_desktop.work.desk import SignInNeededError
from attest_desktop.work.finish import Prepared
from attest_desktop.work.own_ink import CleanPages, freeze_clean_pages, onto_clean_pages
from attest_desktop.work.paper_way import Bound, freeze
from attest_desktop.work.practice_mark import marked
from attest_desktop.work.saving import write_file

TITLE = "Подписано на бумаге"
OPENING = "Открываем заключение…"


class PaperView(View):
    """Payload: the attestee's id, or (id, Prepared) with the pages that were printed just now."""

    name = "paper"
    title = TITLE

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._id = ""
        self._brought: tuple[Path, ...] = ()
        self._shown: Bound | CleanPages | None = None
        self._frozen: FrozenConclusion | None = None
        self._outcome: Outcome | None = None
        self.lot = PaperLot(context, self)
        self.board = PageBoard()
        self.side = PaperSide()
        self.result = ResultPane(context)
        self._against = Second("")
        self._other = TextButton("", self._on_other)
        self._prepared: Prepared | None = None
        self._note = Reading(OPENING, lambda: self._begin(self._prepared))
        self._to_card = SecondaryButton("К карточке аттестуемого", self._go_to_card)
        self._stack = QStackedWidget()
        self._build()
        self._connect()

    def opened(self, payload: object) -> None:
        """Show the attestee's pages as they were left."""
        prepared: Prepared | None = None
        if isinstance(payload, tuple) and len(payload) == 2 and isinstance(payload[1], Prepared):
            payload, prepared = payload
        if not isinstance(payload, str):
            return
        if payload == self._id and prepared is None and self.lot.way is not None and self._frozen is None:
            return
        self._id = payload
        self._begin(prepared)

    def drop_words(self, files: Sequence[Path]) -> str:
        """More pages, until the conclusion is made of them."""
        way = self.lot.way
        return scans_words(files, way.full_name) if way is not None and self._frozen is None else ""

    def take_files(self, files: Sequence[Path]) -> None:
        """Add them; when the strip is still being opened, as soon as it is there."""
        if self.lot.way is None:
            self._brought = tuple(files)
        else:
            if self._can_go_back():
                self._on_back()
            self.lot.add(list(files))

    def _begin(self, prepared: Prepared | None = None, *, text_now: bool | None = None) -> None:
        self._shown = self._frozen = self._outcome = None
        self.set_title(TITLE)
        self._prepared = prepared
        self._note.begin()
        self._to_card.hide()
        self._stack.setCurrentWidget(self._note_page)
        self.lot.begin(self._id, prepared, text_now=text_now)

    def _on_began(self) -> None:
        way = self.lot.way
        if way is None:
            return
        self.set_title(f"{TITLE}: {short_name(way.full_name)}")
        self._against.setText(f"Сверяем с тем, что печатали: {way.printed}.")
        self._other.setText(f"Сверять с другим: {way.other}")
        self._other.setAccessibleName(self._other.text())
        self._other.setVisible(bool(way.other))
        self.side.show_cleaning(self.lot.strip.cleaning)
        self._stack.setCurrentWidget(self._work)
        self._on_changed()
        brought, self._brought = self._brought, ()
        if brought:
            self.lot.add(list(brought))

    def _on_failed(self, error: AttestError) -> None:
        """There is nothing to compare with."""
        self._note.show_error(error)
        if isinstance(error, CancelledError):
            self._note.say("Остановлено", "Заключение не открыто. То, что Вы добавили раньше, сохранено.")
        self._to_card.show()
        self._stack.setCurrentWidget(self._note_page)

    def _on_changed(self) -> None:
        lot = self.lot
        report = lot.report
        if lot.way is None or report is None:
            return
        self.board.show_entries(lot.entries, can_undo=lot.can_undo, by_hand=lot.strip.by_hand)
        if not lot.looking:
            self.side.hide_progress(unread=lot.unread)
        self.side.show_report(lot.way, report, lot.problems, ready=lot.ready and not lot.looking)
        if lot.looking and not self.side.busy:
            self.side.show_progress("Узнаём страницы…")
        self.side.show_cleaning(lot.strip.cleaning)
        self.side.show_size(f"Размер PDF: {size(len(lot.bound.pdf))}" if lot.bound else "")

    def _on_closer(self, row: int) -> None:
        entries = self.lot.entries
        if self.lot.way is not None and row < len(entries) and entries[row].seen is not None:
            CloserDialog(self.context, self.lot.way, entries[row], self).open()

    # The result

    def _on_build(self) -> None:
        made, report = self.lot.bound, self.lot.report
        if made is None or report is None:
            # The pages were bound a moment ago or are being bound: a second press finds them.
            return
        self._shown = made
        self.result.show_bound(made, report)
        self._stack.setCurrentWidget(self.result)

    def _on_own_ink(self) -> None:
        """Take the expert's own ink off its page and show it on the clean one."""
        lot, desk = self.lot, self.context.desk
        way, sheets, seen = lot.way, lot.strip.sheets, lot.seen
        if way is None:
            return

        def done(made: CleanPages) -> None:
            if self.lot.way is way and self._stack.currentWidget() is self._work:
                self._shown = made
                self.result.show_clean(made)
                self._stack.setCurrentWidget(self.result)

        self.context.runner.start(
            lambda _p, _c: onto_clean_pages(desk, way, sheets, seen),
            owner=self,
            title="Переносим подпись",
            on_done=done,
        )

    def _on_use(self) -> None:
        way, report, made, desk = self.lot.way, self.lot.report, self._shown, self.context.desk
        if way is None or report is None or made is None or not self.result.agreed:
            return
        self.result.set_busy(busy=True)

        def job(_progress: Progress, _cancelled: Cancelled) -> FrozenConclusion:
            if isinstance(made, CleanPages):
                return freeze_clean_pages(desk, way, made)
            return freeze(desk, way, made, report, agreed=True)

        def done(frozen: FrozenConclusion) -> None:
            self._frozen = frozen
            self.result.set_busy(busy=False)
            self.result.show_ready(scans_gone=isinstance(made, Bound))
            self.context.people_changed.emit()

        def failed(error: AttestError) -> None:
            self.result.set_busy(busy=False)
            self.context.show_error(error)

        self.context.runner.start(
            job,
            owner=self,
            title="Сохраняем заключение",
            on_done=done,
            on_failed=failed,
            in_order=True,
        )

    def _on_send(self) -> None:
        frozen, outcome, desk = self._frozen, self._outcome, self.context.desk
        if frozen is None:
            return
        self.result.set_busy(busy=True)

        def done(outcome: Outcome) -> None:
            self._outcome = outcome
            self.result.set_busy(busy=False)
            self.result.show_outcome(outcome, self.context.now())
            self._tell(outcome)

        def failed(error: AttestError) -> None:
            self.result.set_busy(busy=False)
            self.context.outbox_changed.emit()
            self.context.people_changed.emit()
            self.context.show_error(error, self._on_send)

        self.context.runner.start(
            lambda progress, cancelled: (
                send_frozen(desk, frozen, progress, cancelled)
                if outcome is None
                else send_again(desk, outcome.row.id, progress, cancelled)
            ),
            owner=self,
            title="Отправляем заключение",
            on_done=done,
            on_failed=failed,
        )

    def _tell(self, outcome: Outcome) -> None:
        """Let the rest of the window know."""
        context = self.context
        if is_good(outcome.row):
            context.note_reached(True)
        elif outcome.stopped is not None and outcome.stopped.sign_in_needed:
            context.ask_sign_in(SignInNeededError(outcome.stopped.reason), context.send_now)
        elif outcome.stopped is not None:
            context.note_reached(False)
        context.outbox_changed.emit()
        context.people_changed.emit()

    def _on_back(self) -> None:
        self._shown = None
        self._stack.setCurrentWidget(self._work)

    def _on_save(self) -> None:
        if self._shown is None or self.lot.way is None:
            return
        chosen, _ = QFileDialog.getSaveFileName(
            self,
            "Сохранить PDF",
            marked(self.context.desk, file_name_for(self.lot.way.full_name)),
            "Документ PDF (*.pdf)",
        )
        if chosen:
            self.save_to(Path(chosen))

    def save_to(self, path: Path) -> None:
        """Write the PDF where the user wants it, e.g. to send it to the second specialist."""
        made = self._shown
        if made is not None:
            self.context.runner.start(
                lambda _p, _c: write_file(path, made.pdf),
                owner=self,
                title="Сохраняем файл",
                on_done=lambda written: self.context.say(f"Сохранено: {written}"),
            )

    def _print(self) -> None:
        made, way = self._shown, self.lot.way
        if isinstance(made, CleanPages) and not self.result.agreed:
            self.context.say("Сначала подтвердите, что это Ваша подпись.")
        elif made is not None and way is not None:
            open_print(
                self.context, file_name_for(way.full_name).removesuffix(".pdf"), lambda _desk: made.pdf, self
            )

    def _go_to_card(self) -> None:
        self.context.navigate.emit("card", self._id)

    def _on_other(self) -> None:
        way = self.lot.way
        if way is not None:
            self._begin(text_now=way.other_is_text)

    def event(self, event: QEvent) -> bool:
        """Esc leads from the bound PDF to its pages before the window's own Esc leaves the view."""
        return keys.takes_escape(event, self._on_back, self._can_go_back) or super().event(event)

    def _can_go_back(self) -> bool:
        return self._stack.currentWidget() is self.result and self._frozen is None

    def _connect(self) -> None:
        lot, board, side, result = self.lot, self.board, self.side, self.result
        lot.began.connect(self._on_began)
        lot.changed.connect(self._on_changed)
        lot.failed.connect(self._on_failed)
        lot.stepped.connect(side.show_progress)
        board.files.connect(lot.add)
        board.removed.connect(lot.remove)
        board.moved.connect(lot.move)
        board.turned.connect(lot.turn)
        board.order.connect(lot.put_in_order)
        board.undo.connect(lot.undo)
        board.closer.connect(self._on_closer)
        side.build.connect(self._on_build)
        side.cancel.connect(lot.stop)
        side.look.connect(lot.look_again)
        side.cleaning.connect(lot.set_cleaning)
        side.own_ink.connect(self._on_own_ink)
        result.back.connect(self._on_back)
        result.use.connect(self._on_use)
        result.send.connect(self._on_send)
        result.save.connect(self._on_save)
        result.card.connect(self._go_to_card)
        result.pages.print_wanted.connect(self._print)
        result.outcome.again.connect(self._on_send)
        result.outcome.print_pages.connect(self._print)
        result.outcome.outbox.connect(lambda: self.context.navigate.emit("outbox", None))
        result.outcome.people.connect(lambda: self.context.navigate.emit("attestees", None))

    def _build(self) -> None:
        card = SideCard()
        card.body.addWidget(self.side)
        head = QHBoxLayout()
        head.setSpacing(tokens.S)
        head.addWidget(self._against, 1)
        head.addWidget(self._other)
        left = QVBoxLayout()
        left.setSpacing(tokens.S)
        left.addLayout(head)
        left.addWidget(self.board, 1)
        self._work = QWidget()
        row = QHBoxLayout(self._work)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(tokens.L)
        row.addLayout(left, 1)
        row.addWidget(card)
        self._note_page = QWidget()
        note = QVBoxLayout(self._note_page)
        note.addStretch(1)
        note.addWidget(self._note)
        self._note.add_action(self._to_card)
        note.addStretch(2)
        for page in (self._note_page, self._work, self.result):
            self._stack.addWidget(page)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(tokens.XL, tokens.S, tokens.XL, tokens.XL)
        layout.addWidget(self._stack)
