"""«Проверьте и отправьте»: the final pages, both signatures, what stayed empty, one button."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from attest_desktop.domain.attestee import Attestee
from attest_desktop.domain.errors import AttestError, CancelledError
from attest_desktop.domain.names import file_name_for, short_name
from attest_desktop.domain.progress import Cancelled, Progress
from attest_desktop.gui import keys
from attest_desktop.gui.context import Context
from attest_desktop.gui.finish.jobs import (
    Final,
    Outcome,
    StoppedError,
    finish_and_send,
    is_good,
    make_final,
    make_received_final,
    row_now,
    send_again,
    signed,
    with_signers,
)
from attest_desktop.gui.finish.outcome import OutcomePane
from attest_desktop.gui.finish.side import Side
from attest_desktop.gui.hand_over import offer_hand_over
from attest_desktop.gui.pages import PagesView, Signature
from attest_desktop.gui.printing import open_print
from attest_desktop.gui.runner import Task
from attest_desktop.gui.signatures.dialog import open_signature
from attest_desktop.gui.theme import tokens
from attest_desktop.gui.theme.style import theme
from attest_desktop.gui.widgets import Card, SecondaryButton, Title
from attest_desktop.papers.signing import Place
from attest_desktop.store import OutboxRow
from attest_desktop.work.desk import SignInNeededError
from attest_desktop.work.draft import DraftText
from attest_desktop.work.practice_mark import marked
from attest_desktop.work.received import Received
from attest_desktop.work.saving import write_file

SIDE_WIDTH = 356
TITLE = "Проверьте страницы и отправьте"


class FinishPanel(QWidget):
    """Between the text and the service. `back` asks for the text again; nothing is lost in either direction.

    `finding` asks for the words that a remark is about.
    """

    back = Signal()
    sent = Signal(object)
    finding = Signal(object)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._final: Final | None = None
        self._outcome: Outcome | None = None
        self._who: tuple[Attestee, DraftText | Received] | None = None
        self._task: Task | None = None
        self._making: Task | None = None
        self._turn = 0
        self._consented = False
        self.pages = PagesView(context)
        self.side = Side()
        self.outcome = OutcomePane()
        self._build()
        self.pages.signature_moved.connect(self._on_moved)
        self.pages.failed.connect(lambda error: self._on_failed(error, self._turn))
        self.pages.print_wanted.connect(self._print)
        self.side.send.connect(self.send)
        self.side.cancel.connect(self._on_cancel)
        self.side.save_pdf.connect(lambda: self._save("pdf"))
        self.side.save_docx.connect(lambda: self._save("docx"))
        self.side.again.connect(self._make)
        self.side.finding.connect(self.finding)
        self.side.hand_over.connect(self._on_hand_over)
        self.side.paper.connect(self._on_paper)
        self.side.consent.connect(self._on_consent)
        self.side.signers.switched.connect(self._on_switched)
        self.side.signers.wanted.connect(self._on_signature_wanted)
        self.side.signers.shown.connect(self._on_signer_shown)
        self.outcome.again.connect(self._send_again)
        self.outcome.print_pages.connect(self._print)
        self.outcome.outbox.connect(lambda: context.navigate.emit("outbox", None))
        self.outcome.people.connect(lambda: context.navigate.emit("attestees", None))
        context.runner.progressed.connect(self._on_progress)
        context.signatures_changed.connect(self._on_signatures_changed)
        context.outbox_changed.connect(self._on_outbox_changed)
        context.connection_changed.connect(self._show_connection)
        self._show_connection()

    def _show_connection(self) -> None:
        self.side.show_connection(online=self._context.online)

    @property
    def final(self) -> Final | None:
        """The pages as they would go out now; None until they are made."""
        return self._final

    def begin(self, attestee: Attestee, text: DraftText | Received) -> None:
        """Make the final pages of this text, or show those of a colleague's file."""
        self._who = (attestee, text)
        self._outcome = None
        self._consented = False
        self._title.setText(TITLE)
        self._sides.setCurrentWidget(self.side)
        self._make()

    def send(self) -> None:
        """«Отправить»: freeze, into the outbox, out, read back."""
        final = self._final
        if final is None or not self.side.can_send:
            return
        desk = self._context.desk
        self._send_by(lambda progress, cancelled: finish_and_send(desk, final, progress, cancelled))

    def _make(self) -> None:
        if self._who is None:
            return
        attestee, text = self._who
        desk, turn, today = self._context.desk, self._next_turn(), self._context.today()
        self._final = None
        self.pages.show_waiting()
        self.side.forget()
        self.side.show_progress("Готовим страницы…")

        def job(progress: Progress, cancelled: Cancelled) -> Final:
            if isinstance(text, Received):
                return make_received_final(desk, attestee, text, today, progress, cancelled)
            return make_final(desk, attestee, text, today, progress, cancelled)

        def done(final: Final) -> None:
            if turn == self._turn:
                self.side.hide_progress()
                self._show(final)

        # Without a title: the column tells how far it is, and a line beneath the window would move the pages.
        self._task = self._making = self._context.runner.start(
            job,
            owner=self,
            on_done=done,
            on_failed=lambda error: self._on_failed(error, turn),
        )

    def _send_by(self, job: Callable[[Progress, Cancelled], Outcome]) -> None:
        """Send with progress. The result counts even when another conclusion is shown by then."""
        turn = self._next_turn()
        self.side.show_progress("Отправляем заключение…")

        def done(outcome: Outcome) -> None:
            self._tell(outcome)
            if turn == self._turn:
                self.side.hide_progress()
                self._on_sent(outcome)

        def failed(error: AttestError) -> None:
            self._context.outbox_changed.emit()
            self._context.people_changed.emit()
            self._on_failed(error, turn)

        self._task = self._context.runner.start(
            job, owner=self, title="Отправляем заключение", on_done=done, on_failed=failed
        )

    def _next_turn(self) -> int:
        """What is being made is outdated; what is being sent goes on."""
        self._turn += 1
        if self._making is not None:
            self._making.cancel()
            self._making = None
        return self._turn

    def _show(self, final: Final) -> None:
        self._final = final
        self.side.show_final(final, consented=self._consented)
        self.pages.show_pdf(final.prepared.pdf)
        self._show_signatures()

    def _show_signatures(self) -> None:
        if self._final is None:
            return
        self.pages.show_signatures(
            [
                Signature(one.picture, short_name(one.full_name), one.place)
                for one in self._final.signers
                if one.stands and one.picture is not None and one.place is not None
            ]
        )

    def _on_failed(self, error: AttestError, turn: int) -> None:
        if turn != self._turn:
            return
        self.side.hide_progress()
        if self._final is None:
            # The button beside the pages makes them again.
            self.pages.show_fault(StoppedError() if isinstance(error, CancelledError) else error)
            self.side.offer_again()
            return
        self.side.show_final(self._final, consented=self._consented)
        if not isinstance(error, CancelledError):
            self._context.show_error(error, self.send if self._outcome is None else self._send_again)

    def _on_progress(self, task: Task, step: str, part: float | None) -> None:
        if task is self._task:
            self.side.tell_progress(step, part)

    def _on_cancel(self) -> None:
        if self._task is not None:
            self._task.cancel()

    def _on_moved(self, number: int, place: Place) -> None:
        """The `number`-th standing signature was dragged; by that its line is found."""
        if self._final is None:
            return
        standing = [at for at, one in enumerate(self._final.signers) if one.stands]
        at = standing[number]
        was_waiting = self._final.signers[at].waits
        self._change(at, place=place, found=True)
        if was_waiting:
            self.side.show_final(self._final, consented=self._consented)

    def _on_hand_over(self) -> None:
        if self._final is not None:
            offer_hand_over(self._context, self._final.attestee, self._final.text, self)

    def _on_paper(self) -> None:
        """These very pages were printed and signed by hand."""
        if self._final is not None:
            self._context.navigate.emit("paper", (self._final.attestee.id, self._final.prepared))

    def _on_consent(self) -> None:
        self._consented = True
        if self._final is not None:
            self.side.show_final(self._final, consented=True)

    def _on_switched(self, at: int) -> None:
        if self._final is None:
            return
        self._change(at, used=not self._final.signers[at].used)
        self.side.show_final(self._final, consented=self._consented)
        self._show_signatures()

    def _on_signer_shown(self, at: int) -> None:
        place = self._final.signers[at].place if self._final is not None else None
        if place is not None:
            self.pages.canvas.show_spot(place.page, place.x, place.y)

    def _change(self, at: int, **changes: object) -> None:
        if self._final is not None:
            signers = list(self._final.signers)
            signers[at] = replace(signers[at], **changes)  # type: ignore[arg-type]  # fields of Signer
            self._final = replace(self._final, signers=tuple(signers))

    def _on_signature_wanted(self, full_name: str) -> None:
        final = self._final
        # In a colleague's file the colleague comes first.
        first = final is not None and not final.received and full_name == final.experts[0]
        open_signature(self._context, full_name, self, is_mine=first)

    def _on_signatures_changed(self) -> None:
        final = self._final
        if final is None or self._outcome is not None:
            return

        def show(fresh: Final) -> None:
            if self._final is final:
                self._final = fresh
                self.side.show_final(fresh, consented=self._consented)
                self._show_signatures()

        desk = self._context.desk
        self._context.runner.start(lambda _p, _c: with_signers(desk, final), owner=self, on_done=show, quiet=True)

    def _save(self, kind: str) -> None:
        final = self._final
        if final is None:
            return
        name = marked(
            self._context.desk, file_name_for(final.attestee.full_name).removesuffix(".pdf") + f".{kind}"
        )
        words = "Документ PDF (*.pdf)" if kind == "pdf" else "Документ Word (*.docx)"
        chosen, _ = QFileDialog.getSaveFileName(self, "Сохранить заключение", name, words)
        if chosen:
            self.save_to(Path(chosen), kind)

    def save_to(self, path: Path, kind: str) -> None:
        """Write the signed PDF («pdf») or the filled Word document («docx») for the user."""
        final, desk = self._final, self._context.desk
        if final is None:
            return
        self._context.runner.start(
            lambda _p, _c: write_file(path, signed(desk, final) if kind == "pdf" else final.prepared.docx),
            owner=self,
            title="Сохраняем файл",
            on_done=lambda written: self._context.say(f"Сохранено: {written}"),
        )

    def _print(self) -> None:
        """Print the pages with the signatures as they stand; after sending, the very file that went out."""
        final, outcome = self._final, self._outcome
        if outcome is not None:
            title, sent = outcome.row.file_name.removesuffix(".pdf"), outcome.pdf
            open_print(self._context, title, lambda _desk: sent, self)
        elif final is not None:
            title = file_name_for(final.attestee.full_name).removesuffix(".pdf")
            open_print(self._context, title, lambda desk: signed(desk, final), self)

    def _on_sent(self, outcome: Outcome) -> None:
        self._outcome = outcome
        self._title.setText("Заключение отправлено" if is_good(outcome.row) else "Заключение готово")
        # From here on the pages are the very bytes of the outbox: nothing can be moved any more.
        self.pages.show_signatures(())
        self.pages.show_pdf(outcome.pdf)
        self.outcome.show_outcome(outcome, self._context.now())
        self._sides.setCurrentWidget(self.outcome)
        self.sent.emit(outcome)

    def _tell(self, outcome: Outcome) -> None:
        """Let the rest of the window know."""
        if is_good(outcome.row):
            self._context.note_reached(True)
        elif outcome.stopped is not None:
            if outcome.stopped.sign_in_needed:
                self._context.ask_sign_in(SignInNeededError(outcome.stopped.reason), self._context.send_now)
            else:
                self._context.note_reached(False)
        self._context.outbox_changed.emit()
        self._context.people_changed.emit()

    def _send_again(self) -> None:
        if self._outcome is None:
            return
        row_id, desk = self._outcome.row.id, self._context.desk
        self._sides.setCurrentWidget(self.side)
        self._send_by(lambda progress, cancelled: send_again(desk, row_id, progress, cancelled))

    def _on_outbox_changed(self) -> None:
        """The row may have gone out in the background meanwhile."""
        outcome = self._outcome
        if outcome is None or is_good(outcome.row) or self._sides.currentWidget() is not self.outcome:
            return
        desk = self._context.desk

        def show(row: OutboxRow) -> None:
            if self._outcome is outcome and row != outcome.row:
                self._outcome = replace(outcome, row=row, stopped=None)
                self.outcome.show_outcome(self._outcome, self._context.now())

        self._context.runner.start(
            lambda _p, _c: row_now(desk, outcome.row.id), owner=self, on_done=show, quiet=True
        )

    def event(self, event: QEvent) -> bool:
        """Esc is taken before the window's own Esc leaves the conclusion."""
        return keys.takes_escape(event, self.back.emit) or super().event(event)

    def _fit_side(self) -> None:
        self._side_card.setFixedWidth(round(SIDE_WIDTH * theme.scale))

    def _build(self) -> None:
        self._title = Title(TITLE)
        head = QHBoxLayout()
        head.setContentsMargins(tokens.XL, tokens.XS, tokens.XL, tokens.M)
        head.setSpacing(tokens.S)
        head.addWidget(self._title, 1)
        head.addWidget(SecondaryButton("Вернуться к тексту", self.back.emit, icon="pencil-line"))
        self._sides = QStackedWidget()
        self._sides.addWidget(self.side)
        self._sides.addWidget(self.outcome)
        card = Card(padding=tokens.L)
        # A method, not a function: that one would be called when the card is gone.
        theme.changed.connect(self._fit_side)
        self._side_card = card
        self._fit_side()
        card.body.addWidget(self._sides)
        body = QHBoxLayout()
        body.setContentsMargins(tokens.XL, 0, tokens.XL, tokens.XL)
        body.setSpacing(tokens.L)
        body.addWidget(self.pages, 1)
        body.addWidget(card)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(head)
        layout.addLayout(body, 1)
