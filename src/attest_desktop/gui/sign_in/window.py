"""The window before the desk is open."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QSize, Qt, QUrl, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from attest_desktop.domain.errors import AttestError, CancelledError
from attest_desktop.domain.progress import Cancelled, Progress
from attest_desktop.gui.outside import CannotOpenError, open_link
from attest_desktop.gui.runner import Runner, Task
from attest_desktop.gui.sign_in.form import Entered, SignInForm
from attest_desktop.gui.sign_in.known import Machine, look_around, look_at
from attest_desktop.gui.sign_in.pane import Pane
from attest_desktop.gui.sign_in.registration import Newcomer, RegistrationPane
from attest_desktop.gui.sign_in.rescuing import Rescue
from attest_desktop.gui.sign_in.reset import ResetPane
from attest_desktop.gui.theme import icons, tokens
from attest_desktop.gui.theme.style import theme
from attest_desktop.gui.welcome.pane import WelcomePane
from attest_desktop.gui.widgets import (
    Caption,
    Heading,
    LinkButton,
    Second,
    SecondaryButton,
    Strong,
    TextButton,
    label,
    scrolled,
)
from attest_desktop.store import Account, Secrets
from attest_desktop.work.desk import Desk
from attest_desktop.work.register import register, reset_password
from attest_desktop.work.sign_in import open_offline, sign_in

FORM_WIDTH, ABOUT_WIDTH, WELCOME_WIDTH = 400, 344, 640
# A screen of 1280×720 at 150 % has 853×480; the frame and the taskbar take their part.
USUAL, LEAST = QSize(1040, 700), QSize(720, 400)
MOST_ACCOUNTS = 4
PROMISES = (
    ("table-2", "Все аттестуемые и сроки в одной таблице"),
    ("file-pen-line", "Итоговое заключение по действующему шаблону, ничего не нужно перепечатывать"),
    ("cloud-off", "Работает и без связи: заключение уйдёт, когда появится интернет"),
    ("lock", "Данные хранятся только на этом компьютере, в зашифрованном виде"),
)


class SignInWindow(QWidget):
    """Emits `opened` with the desk, or `training_wanted`. With `welcome` the two ways in are offered first."""

    opened = Signal(object)
    training_wanted = Signal()

    def __init__(
        self, server: str, data_dir: Path, secrets: Secrets, runner: Runner, *, welcome: bool = False
    ) -> None:
        super().__init__()
        self.setObjectName("ground")
        self.setWindowTitle("Аттестация: вход")
        room = self.screen().availableSize()
        self.setMinimumSize(LEAST.boundedTo(room))
        self.resize((USUAL * theme.scale).boundedTo(room))
        self._server, self._data_dir, self._secrets, self._runner = server, data_dir, secrets, runner
        self._task: Task | None = None
        self._attempt = 0
        self.form = SignInForm()
        self.form.wanted.connect(self._on_wanted)
        self.form.offline_wanted.connect(self._on_offline_wanted)
        self.form.name_settled.connect(self._on_name_settled)
        self.form.cancel_wanted.connect(self._on_cancel)
        self.registration = RegistrationPane()
        self.registration.wanted.connect(self._on_newcomer)
        self.registration.back.connect(self._on_back)
        self.reset = ResetPane()
        self.reset.wanted.connect(self._on_reset)
        self.reset.back.connect(self._on_back)
        self._repeat: Callable[[str], None] = lambda _code: None
        self.rescue = Rescue(runner, data_dir, secrets, self._account, self.form.phrase, self)
        self.rescue.shown.connect(self._show_pane)
        self.rescue.left.connect(self._on_back)
        self.rescue.code_given.connect(self._on_code)
        self.rescue.brought_back.connect(self._on_brought_back)
        self.welcome = WelcomePane(data_dir)
        self.welcome.enter.connect(self._on_back)
        self.welcome.training.connect(self._on_training)
        self.welcome.register.connect(self._on_register)
        self._accounts = QVBoxLayout()
        self._accounts.setSpacing(2)
        self._accounts_head = label("Учётные записи на этом компьютере", "field")
        self._accounts_head.hide()
        self.training = SecondaryButton("Учебный режим", self._on_training, icon="graduation-cap")
        self._lay_out()
        runner.start(
            lambda _p, _c: look_around(secrets), owner=self, on_done=self._on_looked_around,
            on_failed=self.form.show_error, quiet=True,
        )  # fmt: skip
        self.form.focus_name()
        if welcome:
            self._show_pane(self.welcome)
            self.welcome.enter_button.setFocus()

    # Layout

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        about = _panel("sidebar", self._about())
        about.setFixedWidth(round(ABOUT_WIDTH * theme.scale))
        row.addWidget(about, 0)
        row.addWidget(_panel("entrance", self._right()), 1)

    def _about(self) -> QWidget:
        side = QWidget()
        column = QVBoxLayout(side)
        column.setContentsMargins(tokens.XXL, 40, tokens.XXL, tokens.XXL)
        column.setSpacing(tokens.M)
        mark = QLabel()
        icons.put(mark, "clipboard-pen-line", "accent_text", 40)
        column.addWidget(mark)
        column.addWidget(Heading("Аттестация"))
        column.addWidget(Second("Рабочее место специалиста по аттестации педагогических работников"))
        column.addSpacing(tokens.L)
        for icon, words in PROMISES:
            line = QHBoxLayout()
            line.setSpacing(tokens.M)
            picture = QLabel()
            icons.put(picture, icon, "accent_text", 20)
            line.addWidget(picture, 0, Qt.AlignmentFlag.AlignTop)
            line.addWidget(Second(words), 1)
            column.addLayout(line)
        column.addStretch(1)
        self._try = QWidget()
        offer = QVBoxLayout(self._try)
        offer.setContentsMargins(0, 0, 0, 0)
        offer.setSpacing(tokens.M)
        offer.addWidget(Strong("Хотите попробовать?"))
        offer.addWidget(Caption("Учебный режим: вымышленные аттестуемые, на сервис ничего не отправляется."))
        offer.addWidget(self.training, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self._try)
        return side

    def _right(self) -> QWidget:
        inside = QWidget()
        around = QHBoxLayout(inside)
        around.setContentsMargins(tokens.XXL, tokens.XXL, tokens.XXL, tokens.XXL)
        column = QVBoxLayout()
        column.setSpacing(tokens.S)
        holder = self._holder = QWidget()
        holder.setMaximumWidth(round(FORM_WIDTH * theme.scale))
        pages = QVBoxLayout(holder)
        pages.setContentsMargins(0, 0, 0, 0)
        self._entry = QWidget()
        self._entry.setLayout(column)
        pages.addStretch(2)
        for part in self._panes():
            pages.addWidget(part)
        pages.addStretch(3)
        column.setContentsMargins(0, 0, 0, 0)
        for part in (self.registration, self.reset, self.welcome):
            part.hide()
        around.addStretch(1)
        around.addWidget(holder, 1000)
        around.addStretch(1)
        column.addWidget(Heading("Войти"))
        address = QUrl(self._server).host() + QUrl(self._server).path().rstrip("/")
        column.addWidget(Second(f"Учётная запись личного кабинета {address}"))
        column.addSpacing(tokens.M)
        column.addWidget(self._accounts_head)
        column.addLayout(self._accounts)
        column.addWidget(self.form)
        column.addSpacing(tokens.S)
        for words, icon, action in (
            ("Забыли пароль или имя пользователя?", "lock", self._on_forgotten),
            ("Регистрация по ссылке координатора", "user-plus", self._on_register),
            ("Открыть страницу входа", "external-link", self._on_open_site),
        ):
            link = LinkButton(words, action, icon=icon)
            column.addWidget(link, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.rescue.links)
        return inside

    def _panes(self) -> tuple[QWidget, ...]:
        return (self._entry, self.registration, self.reset, *self.rescue.panes, self.welcome)

    def _show_pane(self, pane: QWidget) -> None:
        for part in self._panes():
            part.setVisible(part is pane)
        welcome = pane is self.welcome
        self._holder.setMaximumWidth(round((WELCOME_WIDTH if welcome else FORM_WIDTH) * theme.scale))
        # The welcome has the training as one of its own two ways.
        self._try.setVisible(not welcome)

    # What the machine knows

    def _on_looked_around(self, machine: Machine) -> None:
        self.form.show_machine(machine)
        here = [one for one in machine.accounts if one.server.rstrip("/") == self._server.rstrip("/")]
        for account in here[:MOST_ACCOUNTS] if len(here) > 1 else []:
            button = TextButton("", partial(self.form.set_user_name, account.user_name), icon="user")
            button.setProperty("kind", "row")
            button.setText(account.user_name)
            button.setAccessibleName(f"Учётная запись {account.user_name}")
            self._accounts.addWidget(button)
        self._accounts_head.setVisible(len(here) > 1)
        if here:
            if not self.welcome.isHidden():
                # Its data are not here, but the system's password storage knows the account.
                self._show_pane(self._entry)
            self.form.set_user_name(here[0].user_name)

    def _on_name_settled(self, user_name: str) -> None:
        if user_name:
            account = Account(self._server, user_name)
            self._runner.start(
                lambda _p, _c: look_at(account, self._data_dir, self._secrets),
                owner=self,
                on_done=self.form.show_known,
                on_failed=self.form.show_error,
                quiet=True,
            )

    # Doing

    def _account(self) -> Account:
        return Account(self._server, self.form.user_name())

    def _on_wanted(self, entered: Entered, recovery_code: str | None = None) -> None:
        account = Account(self._server, entered.user_name)

        def job(progress: Progress, cancelled: Cancelled) -> Desk:
            return sign_in(
                account,
                entered.password or self._secrets.password(account) or "",
                data_dir=self._data_dir,
                secrets=self._secrets,
                remember=entered.remember,
                passphrase=entered.passphrase,
                recovery_code=recovery_code,
                progress=progress,
                cancelled=cancelled,
            )

        self._repeat = partial(self._on_wanted, entered)
        self._begin(job, by_code=recovery_code is not None)

    def _on_offline_wanted(self, entered: Entered, recovery_code: str | None = None) -> None:
        account = Account(self._server, entered.user_name)
        self._repeat = partial(self._on_offline_wanted, entered)
        self._begin(
            lambda _p, _c: open_offline(
                account,
                data_dir=self._data_dir,
                secrets=self._secrets,
                passphrase=entered.passphrase,
                recovery_code=recovery_code,
            ),
            by_code=recovery_code is not None,
        )

    # Before the first sign-in

    def _on_register(self) -> None:
        self._show_pane(self.registration)
        self.registration.focus_first()

    def _on_forgotten(self) -> None:
        self._show_pane(self.reset)
        self.reset.begin(self.form.user_name())

    def _on_back(self) -> None:
        if not self.reset.isHidden() and self.reset.user_name():
            self.form.set_user_name(self.reset.user_name())
        self._show_pane(self._entry)
        self.form.focus_name()

    def _on_newcomer(self, newcomer: Newcomer) -> None:
        self.registration.set_busy(True)
        self.training.setEnabled(False)

        def done(account: Account) -> None:
            self.registration.set_busy(False)
            self.registration.forget()
            self.training.setEnabled(True)
            self._show_pane(self._entry)
            self.form.welcome(account.user_name, newcomer.password)

        self._runner.start(
            lambda _p, _c: register(
                self._server, newcomer.link, newcomer.user_name, newcomer.password, newcomer.repeat
            ),
            owner=self,
            title="Регистрация",
            on_done=done,
            on_failed=partial(self._on_pane_failed, self.registration),
        )

    def _on_reset(self, user_name: str) -> None:
        self.reset.set_busy(True)
        self.training.setEnabled(False)

        def done(lines: tuple[str, ...]) -> None:
            self.training.setEnabled(True)
            self.reset.show_done(lines)

        self._runner.start(
            lambda _p, _c: reset_password(self._server, user_name),
            owner=self,
            title="Сброс пароля",
            on_done=done,
            on_failed=partial(self._on_pane_failed, self.reset),
        )

    def _on_pane_failed(self, pane: Pane, error: AttestError) -> None:
        self.training.setEnabled(True)
        pane.show_error(error)

    def _on_code(self, code: str) -> None:
        self._repeat(code)

    def _on_brought_back(self, account: Account, words: str) -> None:
        self.form.set_user_name(account.user_name)
        self.form.say(words)

    def _begin(self, job: Callable[[Progress, Cancelled], Desk], *, by_code: bool = False) -> None:
        """`by_code`: the pane for the recovery code stands in the form's place and shows what goes wrong."""
        if by_code:
            self.rescue.code.set_busy(True)
        self.set_busy(True)
        attempt = self._attempt = self._attempt + 1

        def done(desk: Desk) -> None:
            if attempt != self._attempt:
                desk.close()  # the user pressed «Отмена» and did not wait for the answer
                return
            self.set_busy(False)
            self.form.forget()
            self.rescue.code.begin()
            self.opened.emit(desk)

        def failed(error: AttestError) -> None:
            if attempt == self._attempt:
                self.set_busy(False)
                if by_code:
                    self.rescue.code.show_error(error)
                elif not isinstance(error, CancelledError):
                    self.form.show_error(error)
                    self.rescue.offer(error)

        self._task = self._runner.start(job, owner=self, title="Вход", on_done=done, on_failed=failed)

    def set_busy(self, busy: bool) -> None:
        """While something goes on only «Отмена» can be pressed."""
        self.form.set_busy(busy)
        self.welcome.set_busy(busy=busy)
        self.training.setEnabled(not busy)

    def show_error(self, error: AttestError) -> None:
        """Say what went wrong, in the form: the welcome has no place for it."""
        self._show_pane(self._entry)
        self.form.show_error(error)

    def _on_cancel(self) -> None:
        self._attempt += 1
        if self._task is not None:
            self._task.cancel()
        self.set_busy(False)

    def _on_training(self) -> None:
        self.training_wanted.emit()

    def _on_open_site(self) -> None:
        try:
            open_link(self._server)
        except CannotOpenError as error:
            self.form.show_error(error)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Closing ends the program when no other window is open."""
        self.form.stop()
        super().closeEvent(event)


def _panel(name: str, inside: QWidget) -> QFrame:
    """A half of the window; it scrolls where the screen is low or the text large."""
    panel = QFrame()
    panel.setObjectName(name)
    column = QVBoxLayout(panel)
    column.setContentsMargins(0, 0, 0, 0)
    column.addWidget(scrolled(inside))
    return panel
