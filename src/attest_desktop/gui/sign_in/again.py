"""The prompt when the service wants another sign-in in the middle of the work."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from attest_desktop.domain.errors import AttestError, CancelledError
from attest_desktop.domain.progress import Cancelled, Progress
from attest_desktop.gui.context import Context
from attest_desktop.gui.runner import Task
from attest_desktop.gui.sign_in.fields import PasswordLine
from attest_desktop.gui.theme import tokens
from attest_desktop.gui.widgets import Banner, Field, PrimaryButton, Second, TextButton, Title, Tone, grow_to_words
from attest_desktop.work.desk import SignInNeededError


class SignInAgain(QDialog):
    """Asks for the password only: the account is the desk's. What waited goes on after `accepted`."""

    def __init__(self, context: Context, reason: SignInNeededError, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._task: Task | None = None
        self.setWindowTitle("Вход в личный кабинет")
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setFixedWidth(440)
        self._password = PasswordLine("Пароль")
        self._password.returnPressed.connect(self._on_sign_in)
        self.password_field = Field("Пароль", self._password)
        self.error = Banner(tone=Tone.BAD)
        self.error.hide()
        self.bar = QProgressBar()
        self.bar.setRange(0, 0)
        self.button = PrimaryButton("Войти", self._on_sign_in)
        self.button.setDefault(True)
        self.later = TextButton("Позже", self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(tokens.XL, tokens.XL, tokens.XL, tokens.L)
        column.setSpacing(tokens.M)
        column.addWidget(Title("Войдите, чтобы продолжить"))
        column.addWidget(
            Second(f"{reason.what} Всё написанное сохранено; после входа работа продолжится с того же места.")
        )
        column.addWidget(Second(f"Имя пользователя: {context.desk.account.user_name}"))
        column.addWidget(self.password_field)
        column.addWidget(self.error)
        column.addWidget(self.bar)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.later)
        row.addWidget(self.button)
        column.addLayout(row)
        self._set_busy(False)
        self._password.setFocus()

    def showEvent(self, event: QShowEvent) -> None:
        """As high as the words need."""
        super().showEvent(event)
        grow_to_words(self)

    def _set_busy(self, busy: bool) -> None:
        self.bar.setVisible(busy)
        self.button.setEnabled(not busy)
        self._password.setEnabled(not busy)

    def _on_sign_in(self) -> None:
        password = self._password.text()
        if not password:
            self.password_field.show_error("Введите пароль.")
            return
        self.password_field.show_error("")
        self.error.hide()
        self._set_busy(True)

        def job(_progress: Progress, _cancelled: Cancelled) -> None:
            self._context.desk.sign_in(password)

        self._task = self._context.runner.start(
            job,
            owner=self,
            title="Вход",
            on_done=lambda _none: self.accept(),
            on_failed=self._on_failed,
            quiet=True,
        )

    def _on_failed(self, error: AttestError) -> None:
        self._set_busy(False)
        if isinstance(error, CancelledError):
            return
        self.error.show_as(f"{error.what} {error.todo}".strip(), title=error.title, tone=Tone.BAD)
        self.error.show()
        self._password.setFocus()
        self._password.selectAll()
        grow_to_words(self)
