"""«Заключение»: the form on the left, the finished pages on the right, everything typed kept at once."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QSplitter, QVBoxLayout, QWidget

from attest_desktop.domain.attestee import Attestee
from attest_desktop.domain.errors import AttestError
from attest_desktop.domain.names import file_name_for, short_name
from attest_desktop.gui import keys
from attest_desktop.gui.context import Context
from attest_desktop.gui.dropping.kinds import scans_words
from attest_desktop.gui.editor.answering import Answering
from attest_desktop.gui.editor.autosave import Autosave
from attest_desktop.gui.editor.checks_pane import ChecksPane, show_words, while_writing
from attest_desktop.gui.editor.checks_run import Checker
from attest_desktop.gui.editor.counting import saved_label
from attest_desktop.gui.editor.criterion_panel import CriterionPanel
from attest_desktop.gui.editor.form import Form
from attest_desktop.gui.editor.going_back import GoingBack
from attest_desktop.gui.editor.head import Head
from attest_desktop.gui.editor.missing import Missing, missing, own_blanks
from attest_desktop.gui.editor.opening_banner import OpeningBanner
from attest_desktop.gui.editor.phrasing import Phrasing
from attest_desktop.gui.editor.preview import Made, Preview, Settled
from attest_desktop.gui.editor.proofing import Proofing
from attest_desktop.gui.editor.reusing import Reusing
from attest_desktop.gui.finish import FinishPanel
from attest_desktop.gui.memory import leave_alone
from attest_desktop.gui.pages import PagesView, Pointed
from attest_desktop.gui.payloads import FINISH
from attest_desktop.gui.printing import open_print
from attest_desktop.gui.theme import tokens
from attest_desktop.gui.theme.style import theme
from attest_desktop.gui.view import View
from attest_desktop.gui.widgets import FrontSized, Padded, Reading
from attest_desktop.work.checks import Finding
from attest_desktop.work.draft import DraftText, OpenDraft, open_draft
from attest_desktop.work.last_place import editor_opened
from attest_desktop.work.received import Received

TITLE = "Заключение"
# Opening takes a blink; words that come up for less than that would only flicker.
LATE_MS = 250
# A narrower view has room for the text alone; in a lower one the wording is folded; px.
NARROW, LOW = 820, 460


class EditorView(View):
    """Writes one attestee's conclusion.

    Payload: the id; (id, RECOVERED) after the program was ended from outside; (id, FINISH) to go on to sending;
    (id, Received) to sign a colleague's file as it is.
    """

    name = "editor"
    title = TITLE

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._draft: OpenDraft | None = None
        self._missing: tuple[Missing, ...] = ()
        self._asked: tuple[str, object] = ("", "")
        self._touched = False
        self._settled = self._narrow = self._print_due = False
        self.form = Form(context)
        self.pages = PagesView(context)
        self.pages.setObjectName("ground")
        self.autosave = Autosave(context, self)
        self.preview = Preview(context, self.pages.canvas.sight, self)
        self.phrasing = Phrasing(context, self.form, self)
        self.proofing = Proofing(context, self.form, self)
        self.criterion = CriterionPanel(context)
        self.reusing = Reusing(context, self.form, self.autosave, self.proofing, self.replace_text, self)
        self._going_back = GoingBack(context, self.form, self.autosave, self.replace_text, self)
        self.answering = Answering(context, lambda: self.preview.note(self.form.text()), self)
        self.finish = FinishPanel(context)
        self.checker = Checker(context, self)
        self.checks = ChecksPane(self.form)
        self._head = Head()
        self._banner = OpeningBanner(context)
        self._reading = Reading("Открываем заключение…", self._read)
        self._late = QTimer(self, singleShot=True, interval=LATE_MS)
        self._late.timeout.connect(self._on_late)
        self._build()
        self._head.history.connect(lambda: self._going_back.offer(self.attestee_id))
        self._head.missing.connect(self.go_to_missing)
        self._head.reuse.connect(self.reusing.offer)
        self._head.phrases.connect(self.phrasing.manage)
        self._head.spelling.connect(self.proofing.go_to_next)
        self._head.checks.connect(self._on_checks)
        self._head.sign.connect(self._on_sign)
        self._head.pages_shown.connect(self._side.setVisible)
        self.form.edited.connect(self._on_edited)
        self.form.blank_answered.connect(self.answering.keep)
        self.autosave.saved.connect(self._on_saved)
        self.autosave.failed.connect(self._on_not_saved)
        self.preview.made.connect(self._on_made)
        self.preview.settled.connect(self._on_settled)
        self.preview.failed.connect(self._on_not_made)
        self.pages.failed.connect(self._on_not_made)
        self.pages.shown.connect(self._follow)
        self.pages.pointed.connect(self._on_pointed)
        self.pages.print_wanted.connect(self._on_print)
        self.pages.canvas.viewport().setCursor(Qt.CursorShape.PointingHandCursor)
        self.finish.back.connect(self._on_back_to_text)
        self.finish.finding.connect(self._on_finding)
        self.checker.checked.connect(self._on_checked)
        keys.SIGN.put(self, self._on_forward)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._on_focus)

    @property
    def attestee_id(self) -> str | None:
        """Whose conclusion is open."""
        return self._draft.attestee.id if self._draft else None

    @property
    def attestee(self) -> Attestee | None:
        """The person whose conclusion is open."""
        return self._draft.attestee if self._draft else None

    @property
    def in_pages(self) -> bool:
        """Whether the final pages are in front instead of the text."""
        return self._stack.currentIndex() == 1

    @property
    def missing(self) -> tuple[Missing, ...] | None:
        """The places that were empty when the pages were last made; None until they are made."""
        return self._missing if self.pages.canvas.book is not None else None

    def opened(self, payload: object) -> None:
        """Load the draft (a fresh one is filled in with all that is known)."""
        attestee_id, why = payload if isinstance(payload, tuple) else (payload, "")
        if not isinstance(attestee_id, str):
            return
        self.autosave.flush()
        self.preview.stop()
        self._stack.setCurrentIndex(0)
        self._asked = attestee_id, why
        self._read()

    def _read(self) -> None:
        attestee_id, why = self._asked
        if attestee_id != self.attestee_id:
            self.set_title(TITLE)
        self._form_ready(ready=False)
        self._late.start()
        desk = self.context.desk

        def job(_progress: object, _cancelled: object) -> OpenDraft:
            draft = open_draft(desk, attestee_id)
            editor_opened(desk, attestee_id)
            return draft

        # In order: what was being saved is on disk before it is read.
        self.context.runner.start(
            job,
            owner=self,
            on_done=lambda draft: self._show(draft, why),
            on_failed=self._on_not_opened,
            quiet=True,
            in_order=True,
        )

    def drop_words(self, files: Sequence[Path]) -> str:
        """Scans of the signed pages."""
        return scans_words(files, self._draft.attestee.full_name) if self._draft is not None else ""

    def drop_place(self) -> tuple[str, str]:
        """The view of the scans."""
        return "paper", self.attestee_id or ""

    def may_leave(self) -> bool:
        """Everything typed goes to the disk; the editor counts as closed."""
        self.autosave.flush()
        self.preview.stop()
        desk, touched = self.context.desk, self._touched
        if self._draft is not None:
            self._touched = False
            self.context.runner.start(
                lambda _p, _c: editor_opened(desk, None),
                owner=self,
                on_done=lambda _: self.context.people_changed.emit() if touched else None,
                quiet=True,
                in_order=True,
            )
        return True

    def go_to_missing(self) -> None:
        """Put the cursor where the first empty place is written."""
        for one in self._missing:
            if self.form.go_to(one.place):
                return

    def _show(self, draft: OpenDraft, why: object) -> None:
        self._late.stop()
        self._stack.setCurrentIndex(0)
        self._draft = draft
        self._touched = False
        self._missing = ()
        self.autosave.begin(draft.attestee.id)
        self.checker.begin(draft.attestee.id)
        self._on_checked(())
        self.form.show_draft(draft)
        self.phrasing.begin(draft.attestee)
        self.proofing.begin(draft.attestee.id, draft.text)
        self.criterion.begin(draft.attestee)
        self.reusing.begin(draft.attestee)
        self._form_ready(ready=True)
        self.set_title(f"Заключение: {short_name(draft.attestee.full_name)}")
        self._head.show_saved(saved_label(draft.saved_at))
        self._head.show_missing(None)
        self._banner.begin(draft, why)
        self.pages.show_waiting()
        self.preview.begin(draft.attestee.id, draft.text)
        first = self.form.first_field()
        if first is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)
        if why == FINISH:
            self._on_sign()
        elif isinstance(why, Received):
            self._stack.setCurrentIndex(1)
            self.finish.begin(draft.attestee, why)

    def _on_late(self) -> None:
        self._reading.begin()
        self._stack.setCurrentWidget(self._reading)

    def _on_not_opened(self, error: AttestError) -> None:
        self._late.stop()
        self._draft = None
        self._reading.show_error(error)
        self._stack.setCurrentWidget(self._reading)

    def _on_edited(self) -> None:
        text = self.form.text()
        self._touched = True
        self._head.show_saved("Сохраняем…")
        self.autosave.note(text)
        self.preview.note(text)

    def _on_saved(self, saved_at: datetime) -> None:
        if not self.autosave.waiting:
            self._head.show_saved(saved_label(saved_at))

    def _on_not_saved(self, error: AttestError) -> None:
        """What was typed stays in the form and waits for the next try."""
        self._head.show_saved("Пока не сохранено")
        self.context.show_error(error, self.autosave.flush)

    def _on_made(self, made: Made) -> None:
        self._missing = missing(made.blanks, made.empty, made.text)
        self._head.show_missing(len(self._missing))
        self.form.show_blanks(own_blanks(made.blanks, made.empty, made.text, made.text.values))
        self.pages.show_sheets(made.book, made.pictures)

    def _on_settled(self, settled: Settled) -> None:
        """The PDF of the pages shown: words are looked for in it, and it can be printed."""
        if not self._settled:
            # The first file has loaded the last of the heavy libraries.
            self._settled = True
            leave_alone()
        self.pages.settle(settled.book, settled.read)
        self.checker.note(settled)
        if self._print_due:
            self._print_due = False
            self._on_print()

    def _follow(self) -> None:
        """The pages show the spot that is being written."""
        sought = self.form.at_cursor()
        if sought is not None:
            self.pages.follow(sought)

    def _on_focus(self, _former: QWidget | None, now: QWidget | None) -> None:
        if now is not None and self.form.isAncestorOf(now):
            self._follow()
            field = self.form.long_field()
            if field is not None and field.criterion:
                self.criterion.show_criterion(field.criterion)

    def _on_pointed(self, pointed: Pointed) -> None:
        """A click on the pages leads to where that was written."""
        self.form.go_to_pointed(pointed, self._missing)

    def _on_print(self) -> None:
        """Print the pages as they are: to read them on paper, or to have them signed by hand."""
        pdf = self.pages.pdf
        # Asked for a moment after a letter: printed when the pages with it are written.
        self._print_due = pdf is None
        if self._draft is not None and pdf is not None:
            title = file_name_for(self._draft.attestee.full_name).removesuffix(".pdf")
            open_print(self.context, title, lambda _desk: pdf, self)

    def _on_not_made(self, error: AttestError) -> None:
        """Writing goes on without pages; the reason stands where they would."""
        self._head.show_missing(None)
        self.pages.show_fault(error, self._make_again)

    def _make_again(self) -> None:
        self.pages.show_waiting()
        self.preview.note(self.form.text())

    def _on_forward(self) -> None:
        """The same key from the text to the pages, and from the pages out."""
        if self._stack.currentIndex() == 1:
            self.finish.send()
        elif self.form.isEnabled():
            self._on_sign()

    def _on_sign(self) -> None:
        if self._draft is None or self._stack.currentIndex() == 1:
            return
        self.autosave.flush()
        self._stack.setCurrentIndex(1)
        self.finish.begin(self._draft.attestee, self.form.text())

    def _on_back_to_text(self) -> None:
        self._stack.setCurrentIndex(0)

    def _on_checks(self) -> None:
        if self.checks.isHidden():
            self.checks.open_pane()
        else:
            self.checks.close_pane()

    def _on_checked(self, found: tuple[Finding, ...]) -> None:
        told = while_writing(found, self.form.text())
        self._head.show_checks(told)
        self.checks.show_findings(told)

    def _on_finding(self, finding: Finding) -> None:
        """From the last look at the pages back to the words."""
        self._on_back_to_text()
        show_words(self.form, finding)

    def replace_text(self, text: DraftText) -> None:
        """Put another text into the form, as if it were typed."""
        if self._draft is not None:
            self.form.show_text(text, self._draft.attestee)
            self._on_edited()

    def _form_ready(self, *, ready: bool) -> None:
        self.form.setEnabled(ready)
        self._head.setEnabled(ready)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a narrow window the pages leave the text all the room; the button brings them back."""
        super().resizeEvent(event)
        narrow = self.width() < NARROW * theme.scale
        if narrow is not self._narrow:
            self._narrow = narrow
            self._head.show_pages(shown=not narrow)
        self.criterion.fold_for_room(low=self.height() < LOW * theme.scale)

    def _build(self) -> None:
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.setChildrenCollapsible(False)
        splitter.setHandleWidth(tokens.S)
        splitter.setAccessibleName("Текст и страницы")
        self.form.setMinimumWidth(480)
        self.pages.setMinimumWidth(280)
        splitter.addWidget(self.form)
        self._side = QWidget()
        side = QVBoxLayout(self._side)
        side.setContentsMargins(0, 0, 0, 0)
        side.setSpacing(0)
        side.addWidget(Padded(self.criterion, (0, 0, tokens.XL, tokens.S)))
        side.addWidget(self.pages, 1)
        splitter.addWidget(self._side)
        splitter.setStretchFactor(0, 5)
        splitter.setStretchFactor(1, 4)
        splitter.setSizes([580, 460])
        writing = QWidget()
        column = QVBoxLayout(writing)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._head)
        for seldom in (self._banner, self.checks):
            column.addWidget(Padded(seldom, (tokens.XL, 0, tokens.XL, tokens.M)))
        column.addWidget(splitter, 1)
        self._stack = FrontSized()
        self._stack.addWidget(writing)
        self._stack.addWidget(self.finish)
        self._stack.addWidget(self._reading)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._stack)
