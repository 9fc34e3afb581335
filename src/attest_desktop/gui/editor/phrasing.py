"""«Мои фразы» beside a long field: putting one in at the cursor, keeping what is written as one."""

from __future__ import annotations

from PySide6.QtCore import QObject, QPoint
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QWidget

from attest_desktop.domain.attestee import Attestee
from attest_desktop.gui import keys
from attest_desktop.gui.context import Context
from attest_desktop.gui.editor.fields import shown
from attest_desktop.gui.editor.form import Form
from attest_desktop.gui.editor.growing import GrowingText
from attest_desktop.gui.phrases import PhraseBank, PhraseDialog, PhrasePicker, open_phrases
from attest_desktop.gui.phrases.manager import edit_phrase
from attest_desktop.store import PhraseText, StoredPhrase
from attest_desktop.work.phrases import Spot
from attest_desktop.work.placeholders import UNFILLED, Who, generalised, resolve
from attest_desktop.work.wording import Wording, wording_in

NOTHING = "Сначала напишите что-нибудь или выделите предложение: из него получится фраза."


class Phrasing(QObject):
    """Joins the form's long fields with the phrases."""

    def __init__(self, context: Context, form: Form, view: QWidget) -> None:
        super().__init__(view)
        self._context, self._form, self._view = context, form, view
        self._attestee: Attestee | None = None
        self._field: GrowingText | None = None
        self.bank = PhraseBank(context, self)
        form.phrases_wanted.connect(self.offer)
        form.phrase_kept.connect(self.keep)
        keys.PHRASE.put(view, self._on_offer)
        keys.KEEP_PHRASE.put(view, self._on_keep)

    def begin(self, attestee: Attestee) -> None:
        """Another attestee's conclusion."""
        self._attestee = attestee
        self._field = None
        self.bank.load()
        # The first declension loads a dictionary: not while the list of phrases comes up.
        who, wording = Who.of(attestee), self._wording()
        self._context.runner.start(
            lambda _p, _c: wording.prepare(who.full_name, who.position), owner=self, quiet=True
        )

    def who(self) -> Who | None:
        """The attestee as the form has them now."""
        if self._attestee is None:
            return None
        corrections = self._form.text().corrections
        name, position, subject = (
            shown(self._attestee, field, corrections) for field in ("full_name", "position", "subjects")
        )
        return Who.of(self._attestee, name, position, subject.replace("; ", ", "))

    def _wording(self) -> Wording:
        return wording_in(self._context.desk.data_dir)

    def offer(self, field: GrowingText) -> None:
        """Show the phrases that fit the field."""
        who = self.who()
        if self._attestee is None or who is None:
            return
        self._field = field
        declined = self._wording().declined
        picker = PhrasePicker(
            self.bank,
            Spot.of(self._attestee, field.criterion),
            lambda one: resolve(one.phrase.text, who, declined).text,
            self._view,
        )
        picker.chosen.connect(self._insert)
        picker.keep_wanted.connect(lambda: self.keep(field))
        picker.edit_wanted.connect(lambda phrase: edit_phrase(self.bank, phrase, self._view))
        picker.all_wanted.connect(self.manage)
        picker.finished.connect(lambda _code: field.setFocus())
        picker.show_beside(field, QPoint(0, field.cursorRect().bottom()))

    def keep(self, field: GrowingText) -> None:
        """Keep what is selected, else all that is written in the field, as a phrase."""
        who = self.who()
        text = (field.textCursor().selectedText().replace("\u2029", "\n") or field.text()).strip()
        if not text or who is None or self._attestee is None:
            self._context.say(NOTHING)
            return
        spot = Spot.of(self._attestee, field.criterion)
        general = generalised(text, who, self._wording().declined)
        phrase = PhraseText(general, spot.criterion, spot.category, spot.position, spot.subject)
        dialog = PhraseDialog(phrase, title="Сохранить как фразу", as_written=text, parent=self._view)
        dialog.kept.connect(lambda made: self.bank.keep(made, self._on_kept))
        dialog.finished.connect(lambda _code: field.setFocus())
        dialog.open()

    def manage(self) -> None:
        """All phrases."""
        open_phrases(self._context, self._view, self.bank)

    def _insert(self, one: StoredPhrase) -> None:
        who = self.who()
        if self._field is None or who is None:
            return
        put_at_cursor(self._field, resolve(one.phrase.text, who, self._wording().declined).text)
        self._field.setFocus()
        self.bank.note_used(one)

    def _on_offer(self) -> None:
        field = self._form.long_field()
        if field is not None:
            self.offer(field)

    def _on_keep(self) -> None:
        field = self._form.long_field()
        if field is not None:
            self.keep(field)

    def _on_kept(self, one: StoredPhrase) -> None:
        self._context.say("Фраза сохранена.", lambda: self.bank.remove(one))


def put_at_cursor(field: GrowingText, text: str) -> None:
    """Put words in as one step that Ctrl+Z takes back; the first place left to a person becomes selected."""
    cursor = field.textCursor()
    begin = cursor.selectionStart()
    before = field.document().characterAt(begin - 1) if begin else "\n"
    after = field.document().characterAt(cursor.selectionEnd())
    gap = "" if before in " \n\u2029\u00a0(«„" else " "
    tail = " " if after.isalnum() else ""
    cursor.beginEditBlock()
    cursor.insertText(gap + text + tail)
    cursor.endEditBlock()
    left = UNFILLED.search(text)
    if left is not None:
        first = begin + len(gap) + left.start()
        cursor.setPosition(first)
        cursor.setPosition(first + len(left.group()), QTextCursor.MoveMode.KeepAnchor)
    field.setTextCursor(cursor)
    field.ensureCursorVisible()
    field.cursor_moved.emit(field.cursorRect())
