"""The form «Войти»: fields, checks before anything is sent, errors in their place."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QProgressBar, QVBoxLayout, QWidget

from attest_desktop.domain.errors import AttestError
from attest_desktop.gui.sign_in.fields import PasswordLine
from attest_desktop.gui.sign_in.known import Known, Machine
from attest_desktop.gui.theme import tokens
from attest_desktop.gui.widgets import Banner, Caption, Field, PrimaryButton, SecondaryButton, TextButton, Tone
from attest_desktop.service import SignInRefusedError
from attest_desktop.store import KeyringState, PassphraseNeededError, WrongPassphraseError

SHORTEST_PASSPHRASE = 8
LOOK_AFTER_MS = 250
NEW_ACCOUNT = "Задайте секретную фразу и нажмите «Войти»: имя пользователя и пароль уже введены."
PHRASE_WARNING = (
    "В системе нет хранилища паролей: пароль вводится при каждом входе, а данные на этом компьютере защитит "
    "секретная фраза. Запишите её: восстановить фразу нельзя."
)


@dataclass(frozen=True, slots=True)
class Entered:
    """What stands in the form; an empty password means the kept one."""

    user_name: str
    password: str
    remember: bool
    passphrase: str | None


class SignInForm(QWidget):
    """Emits `wanted` (sign in) or `offline_wanted` with what was entered, once it is complete."""

    wanted = Signal(object)
    offline_wanted = Signal(object)
    name_settled = Signal(str)
    cancel_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._known: Known | None = None
        self._newcomer = ""
        self._keyring = KeyringState.ABSENT
        self._name = QLineEdit()
        self._password = PasswordLine("Пароль")
        self._phrase = PasswordLine("Секретная фраза")
        self._phrase_again = PasswordLine("Секретная фраза ещё раз")
        self.name_field = Field("Имя пользователя", self._name)
        self.password_field = Field("Пароль", self._password)
        self.phrase_field = Field("Секретная фраза", self._phrase)
        self.phrase_again_field = Field("Секретная фраза ещё раз", self._phrase_again)
        self.remember = QCheckBox("Запомнить меня")
        self.remember.setAccessibleName("Запомнить меня")
        self.remember_hint = Caption("")
        self.error = Banner(tone=Tone.BAD)
        self.error.hide()
        self.button = PrimaryButton("Войти", self._on_sign_in)
        self.button.setDefault(True)
        self.offline = SecondaryButton("Работать без связи", self._on_offline, icon="cloud-off")
        self.offline.setToolTip("Открыть данные, которые уже есть на этом компьютере")
        self.cancel = TextButton("Отмена", self.cancel_wanted.emit)
        self.bar = QProgressBar()
        self.bar.setRange(0, 0)
        self.bar.setAccessibleName("Вход выполняется")
        self._lay_out()
        self._later = QTimer(self, singleShot=True, interval=LOOK_AFTER_MS)
        self._later.timeout.connect(lambda: self.name_settled.emit(self._name.text().strip()))
        self._name.textChanged.connect(self._on_name_changed)
        for line in (self._name, self._password, self._phrase, self._phrase_again):
            line.returnPressed.connect(self._on_sign_in)
        self._show_phrase()
        self.set_busy(False)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens.M)
        for part in (
            self.name_field, self.password_field, self.remember, self.remember_hint,
            self.phrase_field, self.phrase_again_field, self.error,
        ):  # fmt: skip
            column.addWidget(part)
        column.addSpacing(tokens.XS)
        row = QHBoxLayout()
        row.setSpacing(tokens.M)
        row.addWidget(self.button)
        row.addWidget(self.offline)
        row.addWidget(self.cancel)
        row.addStretch(1)
        column.addLayout(row)
        column.addWidget(self.bar)

    # What the machine knows

    def show_machine(self, machine: Machine) -> None:
        """Fit the form to the system's password storage."""
        self._keyring = machine.keyring
        kept = machine.keyring is KeyringState.AVAILABLE
        self.remember.setVisible(kept)
        if not kept:
            self.remember.setChecked(False)
        self.remember_hint.setText("" if kept else machine.keyring.russian)
        self._show_phrase()

    def show_known(self, known: Known) -> None:
        """Fit the form to the account whose name stands in it."""
        if known.account.user_name != self._name.text().strip():
            return
        self._known = known
        self._password.setPlaceholderText("сохранён в хранилище паролей системы" if known.password_kept else "")
        if known.password_kept:
            self.remember.setChecked(True)
        self._show_phrase()
        if self._newcomer == known.account.user_name:
            self._newcomer = ""
            if known.needs_passphrase:
                self.error.show_as(NEW_ACCOUNT, title="Учётная запись создана", tone=Tone.OK)
                self.error.show()
                self._phrase.setFocus()
            else:
                self._on_sign_in()

    def set_user_name(self, user_name: str) -> None:
        """Put a name in and go on to the password."""
        self._name.setText(user_name)
        self._later.stop()
        self.name_settled.emit(user_name)
        self._password.setFocus()

    def user_name(self) -> str:
        """The name that stands in the form."""
        return self._name.text().strip()

    def phrase(self) -> str | None:
        """The secret phrase that stands in the form, if it is asked for."""
        return self._phrase.text() or None

    def say(self, words: str) -> None:
        """Say that something went well."""
        self.clear_errors()
        self.error.show_as(words, tone=Tone.OK)
        self.error.show()

    def welcome(self, user_name: str, password: str) -> None:
        """A new account was made: sign in to it at once, unless a secret phrase must be chosen first."""
        self._newcomer = user_name
        self.set_user_name(user_name)
        self._password.setText(password)

    def focus_name(self) -> None:
        """Put the cursor into the first line."""
        self._name.setFocus()

    # Ending well or badly

    def set_busy(self, busy: bool) -> None:
        """While the sign-in goes on only «Отмена» can be pressed."""
        for part in (
            self.name_field,
            self.password_field,
            self.phrase_field,
            self.phrase_again_field,
            self.remember,
        ):
            part.setEnabled(not busy)
        self.button.setEnabled(not busy)
        self.button.setText("Входим…" if busy else "Войти")
        self.offline.setVisible(not busy and self._known is not None and self._known.has_store)
        self.cancel.setVisible(busy)
        self.bar.setVisible(busy)
        if busy:
            self.clear_errors()
            self.cancel.setFocus()

    def show_error(self, error: AttestError) -> None:
        """Say what went wrong beside the field that can mend it, else above the buttons."""
        self.clear_errors()
        if isinstance(error, (PassphraseNeededError, WrongPassphraseError)):
            self._ask_phrase(error)
            return
        self.error.show_as(f"{error.what} {error.todo}".strip(), title=error.title, tone=Tone.BAD)
        self.error.show()
        if isinstance(error, SignInRefusedError):
            self._password.setFocus()
            self._password.selectAll()
        else:
            self.button.setFocus()

    def clear_errors(self) -> None:
        """Take all marks away."""
        self.error.hide()
        for field in (self.name_field, self.password_field, self.phrase_field, self.phrase_again_field):
            field.show_error("")

    def stop(self) -> None:
        """The window goes: ask nothing more."""
        self._later.stop()

    def forget(self) -> None:
        """Empty the secret fields."""
        for line in (self._password, self._phrase, self._phrase_again):
            line.clear()

    # Inside

    def _on_name_changed(self) -> None:
        self._known = None
        self._password.setPlaceholderText("")
        self.offline.hide()
        self.name_field.show_error("")
        self._later.start()

    def _show_phrase(self) -> None:
        needed = self._known is not None and self._known.needs_passphrase
        is_new = needed and self._known is not None and not self._known.has_store
        self.phrase_field.setVisible(needed)
        self.phrase_again_field.setVisible(is_new)
        self.phrase_field.hint.setText(
            PHRASE_WARNING if is_new else "Фраза, которую Вы задали при первом входе на этом компьютере."
        )
        self.phrase_field.hint.setVisible(needed)
        # The warning of a new phrase says it all.
        self.remember_hint.setVisible(bool(self.remember_hint.text()) and not is_new)
        self.offline.setVisible(self._known is not None and self._known.has_store and self.button.isEnabled())

    def _ask_phrase(self, error: AttestError) -> None:
        self.phrase_field.show()
        self.phrase_field.show_error(f"{error.what} {error.todo}")
        self._phrase.setFocus()
        self._phrase.selectAll()

    def _entered(self, *, offline: bool) -> Entered | None:
        """What stands in the form, or None when something is missing (which is then marked)."""
        self.clear_errors()
        wrong: list[tuple[Field, str]] = []
        kept = self._known is not None and self._known.password_kept
        if not self._name.text().strip():
            wrong.append((self.name_field, "Введите имя пользователя."))
        if not offline and not self._password.text() and not kept:
            wrong.append((self.password_field, "Введите пароль."))
        phrase: str | None = None
        if not self.phrase_field.isHidden():
            phrase = self._phrase.text()
            if not phrase:
                wrong.append((self.phrase_field, "Введите секретную фразу."))
            elif not self.phrase_again_field.isHidden():
                if len(phrase) < SHORTEST_PASSPHRASE:
                    wrong.append((self.phrase_field, f"Нужно не меньше {SHORTEST_PASSPHRASE} знаков."))
                elif phrase != self._phrase_again.text():
                    wrong.append((self.phrase_again_field, "Фразы не совпали."))
        for field, words in wrong:
            field.show_error(words)
        if wrong:
            wrong[0][0].control.setFocus()
            return None
        return Entered(self._name.text().strip(), self._password.text(), self.remember.isChecked(), phrase)

    def _on_sign_in(self) -> None:
        if self.button.isEnabled() and (entered := self._entered(offline=False)):
            self.wanted.emit(entered)

    def _on_offline(self) -> None:
        if entered := self._entered(offline=True):
            self.offline_wanted.emit(entered)
