"""«Сообщение»: the choice of text on the left, the text to be read through and used on the right."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QHBoxLayout, QMessageBox, QVBoxLayout, QWidget

from attest_desktop.domain.errors import AttestError, EnvironmentFault
from attest_desktop.domain.names import short_name
from attest_desktop.gui.context import Context
from attest_desktop.gui.hand_over import offer_hand_over
from attest_desktop.gui.messages.choices import Choices
from attest_desktop.gui.messages.jobs import DialogData, letter_to_open, load
from attest_desktop.gui.messages.letter import LetterForm
from attest_desktop.gui.messages.own_text import OwnTextDialog
from attest_desktop.gui.messages.words import used_words
from attest_desktop.gui.outside import CannotOpenError, open_path
from attest_desktop.gui.theme import tokens
from attest_desktop.gui.widgets import (
    Banner,
    PrimaryButton,
    SecondaryButton,
    TextButton,
    Tone,
    resize_within_screen,
)
from attest_desktop.store import MessageWay, StepMark, StoredMessage
from attest_desktop.work.message_texts import ReadyText
from attest_desktop.work.messages import Composed, compose, forget_used, note_used
from attest_desktop.work.procedure import mark_step

SIZE = (980, 680)
ABOUT = "Программа сама ничего не отправляет."
COPIED = "Текст скопирован: вставьте его в письмо или в мессенджер."
OPENED = "Письмо открыто в почтовой программе. Отправляете его Вы."
SENT = "Отправили — отметить шаг"
CHANGED = "Вы изменили текст, но не скопировали его и не открыли в почте"
CHANGED_MORE = "После закрытия изменения пропадут."
NEW_WORDING = "Письмо составлено по новой заготовке. Прежнее, с Вашими изменениями, можно вернуть."
PUT_BACK = "Вернуть моё письмо"
CLOSE, BACK = "Закрыть без текста", "Вернуться"


class NoMailProgramError(EnvironmentFault):
    """The system opens no letters from files."""

    title = "Письмо не открывается"
    todo = "Скопируйте текст и вставьте его в письмо сами."

    def __init__(self) -> None:
        super().__init__("В системе не нашлось почтовой программы, которая открывает письма из файла.")


class MessageDialog(QDialog):
    """`used` tells that something was copied, opened or marked."""

    used = Signal()

    def __init__(
        self, context: Context, attestee_id: str, text_id: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._context, self._id, self._wanted = context, attestee_id, text_id
        self._data: DialogData | None = None
        self._message: Composed | None = None
        self._last: StoredMessage | None = None
        # By the ready text's id: what was changed by hand and not used yet.
        self._written_on: dict[str, Composed] = {}
        # What was changed by hand and not used when the ready text under it was changed.
        self._before_own: Composed | None = None
        self.setWindowTitle("Сообщение")
        self.setAccessibleName("Сообщение")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        resize_within_screen(self, *SIZE)
        self.choices = Choices()
        self.letter = LetterForm()
        self.told = Banner("", tone=Tone.OK)
        self._mark = SecondaryButton(SENT, self._on_mark)
        self._forget = TextButton("Не отправлено — убрать запись", self._on_forget)
        self._put_back = SecondaryButton(PUT_BACK, self._on_put_back, icon="undo-2")
        self._own = TextButton("Изменить заготовку…", self._on_own, icon="pencil-line")
        self._copy = SecondaryButton("Скопировать", self._on_copy, icon="copy")
        self._open = PrimaryButton("Открыть в почте", self._on_open, icon="mail")
        self._build()
        self.letter.file_wanted.connect(self._on_file)
        self.choices.chosen.connect(self._on_chosen)
        self.choices.looked_at.connect(self._on_looked_at)
        self._load()

    def reject(self) -> None:
        """Esc, «Закрыть» and the window's cross: a changed text that was not used is not thrown away unasked."""
        self._hold()
        if not self._written_on and self._before_own is None:
            super().reject()
            return
        ask = QMessageBox(self)
        ask.setWindowTitle(CHANGED)
        ask.setText(f"{CHANGED}.")
        ask.setInformativeText(CHANGED_MORE)
        ask.addButton(CLOSE, QMessageBox.ButtonRole.DestructiveRole).clicked.connect(lambda: QDialog.reject(self))
        back = ask.addButton(BACK, QMessageBox.ButtonRole.RejectRole)
        ask.setDefaultButton(back)
        ask.setEscapeButton(back)
        ask.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        ask.open()

    def _hold(self) -> None:
        """Remember what was changed by hand in the text that is shown."""
        message, written = self._message, self._written()
        if message is None or written is None:
            return
        shown = replace(
            message, address=message.address.strip(), subject=message.subject.strip(), text=message.text.strip()
        )
        if written == shown:
            self._written_on.pop(message.ready.id, None)
        else:
            self._written_on[message.ready.id] = written

    def _load(self) -> None:
        desk, wanted = self._context.desk, self._id
        self._context.runner.start(
            lambda _p, _c: load(desk, wanted),
            owner=self,
            on_done=self._show,
            on_failed=self._on_failed,
            quiet=True,
        )

    def _show(self, data: DialogData) -> None:
        first = self._data is None
        self._data = data
        self.setWindowTitle(f"Сообщение — {short_name(data.attestee.full_name)}")
        self.choices.show_used(data.used, data.texts, self._context.now())
        if first:
            self.choices.show_texts(data.texts, self._wanted)

    def _on_chosen(self, ready: ReadyText) -> None:
        desk, wanted = self._context.desk, self._id

        def done(message: Composed) -> None:
            if self._wanted == message.ready.id:
                self._message = message
                self.letter.show_message(self._written_on.get(message.ready.id, message))
                if self._before_own is not None and self._before_own.ready.id == message.ready.id:
                    self._tell_of_own()

        self._hold()
        self._message = None
        if self._before_own is not None and self._before_own.ready.id != ready.id:
            # Another text is looked at: the written letter waits as any other.
            self._written_on.setdefault(self._before_own.ready.id, self._before_own)
            self._before_own = None
        self._wanted = ready.id
        self.told.hide()
        self._context.runner.start(
            lambda _p, _c: compose(desk, wanted, ready.id),
            owner=self,
            on_done=done,
            on_failed=self._on_failed,
            quiet=True,
        )

    def _on_looked_at(self, kept: StoredMessage) -> None:
        """Show a text as it was used; it may be used again."""
        if self._data is None:
            return
        ready = self._data.every.get(kept.message.kind)
        if ready is None:
            return
        said = kept.message
        self._hold()
        self._wanted = ""
        self._message = Composed(ready, said.recipient, said.address, said.subject, said.text)
        self.letter.show_message(self._message)
        self._tell(kept, f"Так было {used_words(kept, self._context.now())}.", Tone.NEUTRAL)

    def _written(self) -> Composed | None:
        message = self._message
        if message is None:
            return None
        return replace(
            message,
            address=self.letter.address.text().strip(),
            subject=self.letter.subject.text().strip(),
            text=self.letter.text.toPlainText().strip(),
        )

    def _on_copy(self) -> None:
        message = self._written()
        if message is None:
            return
        QGuiApplication.clipboard().setText(message.text)
        self._note(message, MessageWay.COPIED, COPIED)

    def _on_open(self) -> None:
        message = self._written()
        if message is None:
            return
        desk, wanted, drawn = self._context.desk, self._id, self.letter.signature.isChecked()
        self._open.setEnabled(False)

        def done(path: Path) -> None:
            self._open.setEnabled(True)
            try:
                open_path(path)
            except CannotOpenError:
                self._on_failed(NoMailProgramError())
                return
            self._note(message, MessageWay.OPENED, OPENED)

        def failed(error: AttestError) -> None:
            self._open.setEnabled(True)
            self._on_failed(error)

        self._context.runner.start(
            lambda _p, _c: letter_to_open(desk, wanted, message, signature_drawn=drawn and message.ready.attach),
            owner=self,
            title="Готовим письмо",
            on_done=done,
            on_failed=failed,
        )

    def _note(self, message: Composed, way: MessageWay, words: str) -> None:
        desk, wanted = self._context.desk, self._id

        def done(kept: StoredMessage) -> None:
            self._written_on.pop(message.ready.id, None)
            if self._message is not None and self._message.ready.id == message.ready.id:
                self._message = message
            self._tell(kept, words, Tone.OK)
            self._load()
            self.used.emit()

        self._context.runner.start(
            lambda _p, _c: note_used(desk, wanted, message, way),
            owner=self,
            on_done=done,
            on_failed=self._on_failed,
            quiet=True,
            in_order=True,
        )

    def _tell(self, kept: StoredMessage, words: str, tone: Tone) -> None:
        self._last = kept
        step = self._message.ready.step if self._message else None
        still_open = bool(self._data and step in self._data.open_steps)
        self.told.show_as(words, tone=tone)
        # A day of visit that is not agreed yet is no day to be marked.
        self._mark.setVisible(still_open and kept.message.step != "visit_day")
        self._forget.setVisible(True)
        self._put_back.hide()
        self.told.show()

    def _tell_of_own(self) -> None:
        self._mark.hide()
        self._forget.hide()
        self._put_back.show()
        self.told.show_as(NEW_WORDING, tone=Tone.INFO)
        self.told.show()

    def _on_mark(self) -> None:
        ready = self._message.ready if self._message else None
        if ready is None or ready.step is None:
            return
        desk, wanted = self._context.desk, self._id
        mark = StepMark(ready.step.value, True, None, "", ready.to.value)

        def job() -> None:
            kept = next((one for one in desk.store.procedure.marks(wanted) if one.step == mark.step), mark)
            mark_step(desk, wanted, replace(mark, note=kept.note))

        def done(_none: None) -> None:
            self._mark.hide()
            self._load()
            self.used.emit()

        self._context.runner.start(
            lambda _p, _c: job(), owner=self, on_done=done, on_failed=self._on_failed, quiet=True, in_order=True
        )

    def _on_forget(self) -> None:
        desk, kept = self._context.desk, self._last
        if kept is None:
            return

        def done(_none: None) -> None:
            self.told.hide()
            self._load()
            self.used.emit()

        self._context.runner.start(
            lambda _p, _c: forget_used(desk, kept.id),
            owner=self,
            on_done=done,
            on_failed=self._on_failed,
            quiet=True,
            in_order=True,
        )

    def _on_file(self) -> None:
        if self._data is not None:
            offer_hand_over(self._context, self._data.attestee, None, self)

    def _on_own(self) -> None:
        if self._message is None:
            return
        dialog = OwnTextDialog(self._context, self._message.ready.id, self)
        dialog.changed.connect(self._on_own_changed)
        dialog.open()

    def _on_own_changed(self) -> None:
        self._hold()
        self._wanted = self._message.ready.id if self._message else ""
        # The new wording is what the user wants to see now.
        self._message = None
        self._before_own = self._written_on.pop(self._wanted, None)
        self._data = None
        self._load()

    def _on_put_back(self) -> None:
        """The letter as it was written before its ready text was changed."""
        written, self._before_own = self._before_own, None
        self.told.hide()
        if written is not None and self._message is not None and self._message.ready.id == written.ready.id:
            self.letter.show_message(written)

    def _on_failed(self, error: AttestError) -> None:
        self._mark.hide()
        self._forget.hide()
        self._put_back.hide()
        self.told.show_as(f"{error.what} {error.todo}".strip(), title=error.title, tone=Tone.BAD)
        self.told.show()

    def _build(self) -> None:
        self.told.add_button(self._forget)
        self.told.add_button(self._mark)
        self.told.add_button(self._put_back)
        self.told.hide()
        sides = QHBoxLayout()
        sides.setSpacing(tokens.XL)
        sides.addWidget(self.choices)
        sides.addWidget(self.letter, 1)
        bottom = QHBoxLayout()
        bottom.setSpacing(tokens.S)
        bottom.addWidget(self._own)
        bottom.addStretch(1)
        bottom.addWidget(TextButton("Закрыть", self.reject))
        bottom.addWidget(self._copy)
        bottom.addWidget(self._open)
        column = QVBoxLayout(self)
        column.setContentsMargins(tokens.XL, tokens.XL, tokens.XL, tokens.L)
        column.setSpacing(tokens.M)
        column.addLayout(sides, 1)
        column.addWidget(self.told)
        column.addLayout(bottom)


def open_messages(context: Context, attestee_id: str, parent: QWidget, *, text_id: str = "") -> MessageDialog:
    """Show the dialog without stopping the window; `text_id` is the text that it begins with."""
    dialog = MessageDialog(context, attestee_id, text_id, parent)
    dialog.open()
    return dialog
