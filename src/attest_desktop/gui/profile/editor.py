"""Editing the profile: fill in, save, read back; what was typed outlives every failure."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QHBoxLayout, QWidget

from attest_desktop.domain.errors import AttestError, CancelledError
from attest_desktop.domain.phone import WrongPhoneError
from attest_desktop.domain.profile import Profile
from attest_desktop.domain.profile_form import ProfileForm
from attest_desktop.gui import keys
from attest_desktop.gui.context import OUT_OF_REACH, Context
from attest_desktop.gui.profile.entries import PHONE, Values
from attest_desktop.gui.profile.form import FormFields
from attest_desktop.gui.theme import tokens
from attest_desktop.gui.widgets import Banner, Caption, Card, PrimaryButton, SecondaryButton, TextButton, Tone
from attest_desktop.service import AccountOutcomeUnknownError, ProfileNotTakenError
from attest_desktop.work.desk import SignInNeededError
from attest_desktop.work.profile import edit_profile, fetch_profile, profile_form

STARRED = "Звёздочкой отмечены строки, которые нельзя оставить пустыми."
NO_NETWORK = "Профиль сохраняется в личном кабинете, для этого нужна связь. Всё введённое осталось в форме."
TYPED_STAYS = "Всё введённое осталось в форме."


class ProfileEditor(Card):
    """Emits `saved` with the profile as read back, `left` when the user goes back, `edited` with every change."""

    saved = Signal(object)
    left = Signal()
    edited = Signal()

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__("Изменить профиль", parent=parent)
        self._context = context
        self._asked = 0
        self._again: Callable[[], None] = self.save
        self.fields = FormFields()
        self.fields.edited.connect(self._on_edited)
        self.fields.reload_wanted.connect(self._reload)
        self._starred = Caption(STARRED)
        self.banner = Banner(tone=Tone.BAD)
        self._action = TextButton("Повторить", self._on_action)
        self.banner.add_button(self._action)
        self.banner.hide()
        self._loading = Caption("Загружаем списки…")
        self._loading.hide()
        self.save_button = PrimaryButton("Сохранить", self.save)
        self.back_button = SecondaryButton("Вернуться назад", self.left.emit)
        self.back_button.setToolTip("Введённое останется, к нему можно вернуться")
        row = QHBoxLayout()
        row.setSpacing(tokens.M)
        for part in (self.save_button, self.back_button, self._loading):
            row.addWidget(part)
        row.addStretch(1)
        for widget in (self._starred, self.fields, self.banner):
            self.body.addWidget(widget)
        self.body.addSpacing(tokens.XS)
        self.body.addLayout(row)

    # Filling

    def show_form(self, form: ProfileForm, typed: Mapping[str, Values]) -> None:
        """Show the cabinet's form, and over it what was typed before."""
        self._asked += 1
        self.banner.hide()
        self._set_busy(False)
        self.fields.show_form(form, typed)
        self._starred.setVisible(any(field.required and field.editable for field in form.fields))
        if any(field.reloads for field in form.fields) and self.fields.chosen():
            self._reload()

    def focus_first(self) -> None:
        """Put the cursor into the first field."""
        for entry in self.fields.entries.values():
            if entry.field.editable:
                self.fields.bring_up(entry)
                return

    def changes(self) -> dict[str, Values]:
        """What is typed and not saved."""
        return self.fields.changes()

    # Saving

    def save(self) -> None:
        """Save what was changed, unless something is known to be wrong with it."""
        if not self.save_button.isEnabled():
            return
        self.banner.hide()
        wrong = self.fields.mark_faults()
        if wrong:
            self.fields.bring_up(wrong[0])
            return
        changes = self.changes()
        if not changes:
            self._context.say("В профиле ничего не изменено.")
            self.left.emit()
            return
        desk = self._context.desk
        self._set_busy(True)
        self._context.runner.start(
            lambda _p, _c: edit_profile(desk, changes),
            owner=self,
            title="Сохраняем профиль",
            on_done=self._on_saved,
            on_failed=self._on_failed,
        )

    def _on_saved(self, profile: Profile) -> None:
        self._set_busy(False)
        self._context.note_reached(True)
        self.saved.emit(profile)

    def _on_failed(self, error: AttestError) -> None:
        self._set_busy(False)
        if isinstance(error, CancelledError):
            return
        if isinstance(error, SignInNeededError):
            self._context.show_error(error, self.save)
            return
        text = f"{error.what} {error.todo}".strip()
        if isinstance(error, OUT_OF_REACH):
            self._context.note_reached(False)
            self._tell(error.title, f"{text} {NO_NETWORK}", Tone.WARN, "Повторить", self.save)
        elif isinstance(error, AccountOutcomeUnknownError):
            self._tell(error.title, f"{text} {TYPED_STAYS}", Tone.WARN, "Проверить", self._check)
        elif isinstance(error, WrongPhoneError) and (phone := self._phone_label()):
            self._beside(phone, error.what)
        elif isinstance(error, ProfileNotTakenError):
            self._tell(error.title, text, Tone.WARN)
            for label in error.labels:
                self._beside(label, "Сервис показывает здесь другое, чем Вы ввели.")
        elif (label := getattr(error, "label", "")) and label in self.fields.entries:
            self._beside(label, text)
        else:
            self._tell(error.title, text, Tone.BAD)
            self._beside_named(text)

    def _check(self) -> None:
        """After an unknown outcome: read the page again and see what is still to be saved."""
        desk, typed = self._context.desk, self.changes()
        self._set_busy(True)

        def done(read: tuple[ProfileForm, Profile]) -> None:
            self.show_form(read[0], typed)
            if not self.changes():
                self._on_saved(read[1])
            else:
                self._tell("Пока не сохранено", "Проверьте введённое и нажмите «Сохранить» ещё раз.", Tone.INFO)

        self._context.runner.start(
            lambda _p, _c: (profile_form(desk), fetch_profile(desk)),
            owner=self,
            title="Проверяем профиль",
            on_done=done,
            on_failed=self._on_failed,
        )

    def _reload(self) -> None:
        """Ask what the lists offer after the choice. Only the newest question's answer counts."""
        desk, chosen = self._context.desk, self.fields.chosen()
        asked = self._asked = self._asked + 1
        self._set_busy(True, saving=False)

        def done(form: ProfileForm) -> None:
            if asked == self._asked:
                self._set_busy(False)
                self.fields.show_offers(form)
                self.edited.emit()

        def failed(error: AttestError) -> None:
            if asked != self._asked:
                return
            self._set_busy(False)
            if isinstance(error, SignInNeededError):
                self._context.show_error(error, self._reload)
            elif not isinstance(error, CancelledError):
                self._tell(error.title, f"{error.what} {error.todo}", Tone.WARN, "Повторить", self._reload)

        self._context.runner.start(
            lambda _p, _c: profile_form(desk, chosen), owner=self, on_done=done, on_failed=failed, quiet=True
        )

    # Inside

    def _on_edited(self) -> None:
        self.edited.emit()

    def _on_action(self) -> None:
        self._again()

    def _tell(
        self, title: str, text: str, tone: Tone, action: str = "", again: Callable[[], None] | None = None
    ) -> None:
        self.banner.show_as(text, title=title, tone=tone)
        self._action.setVisible(bool(action))
        self._action.setText(action)
        self._action.setAccessibleName(action)
        self._again = again or self.save
        self.banner.show()

    def _beside(self, label: str, words: str) -> None:
        if self.fields.mark(label, words):
            self.fields.bring_up(self.fields.entries[label])

    def _beside_named(self, text: str) -> None:
        """Bring up the first field that the site names."""
        named = [entry for label, entry in self.fields.entries.items() if label in text]
        if named:
            self.fields.bring_up(named[0])

    def _phone_label(self) -> str:
        return next((label for label, entry in self.fields.entries.items() if entry.field.key == PHONE), "")

    def _set_busy(self, busy: bool, *, saving: bool = True) -> None:
        self.save_button.setEnabled(not busy)
        self.save_button.setText("Сохраняем…" if busy and saving else "Сохранить")
        self._loading.setVisible(busy and not saving)
        # What is typed while it is being saved would be lost.
        self.fields.setEnabled(not (busy and saving))

    def event(self, event: QEvent) -> bool:
        """Esc goes back from the form; the window's own would leave the view."""
        return keys.takes_escape(event, self.left.emit) or super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter saves; on a button it presses it."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            front = QApplication.focusWidget()
            if isinstance(front, QAbstractButton):
                front.click()
            else:
                self.save()
        else:
            super().keyPressEvent(event)
