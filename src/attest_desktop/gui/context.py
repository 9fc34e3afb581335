"""What all views share: the desk, the runner, the signals by which they tell each other, shared actions."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from PySide6.QtCore import QObject, QTimer, Signal

from attest_desktop.domain.errors import AttestError, CancelledError
from attest_desktop.domain.progress import Cancelled, Progress
from attest_desktop.domain.sending import SendState
from attest_desktop.gui.runner import Runner, Task
from attest_desktop.service import (
    CertificateError,
    ForeignHostError,
    NoNetworkError,
    NotTheCabinetError,
    ProfileNotFilledError,
    ServerFaultError,
    TimedOutError,
)
from attest_desktop.store import OutboxRow
from attest_desktop.work.desk import Desk, SignInNeededError
from attest_desktop.work.ready import enqueue_ready
from attest_desktop.work.refresh import LastRefresh, Refreshed, last_refresh, refresh
from attest_desktop.work.remind import today_of
from attest_desktop.work.send import Unsent, outbox, send_due

logger = logging.getLogger(__name__)
SEND_EVERY_MS = 30_000
# The payload for the view «Профиль» of a newcomer: fill it in first.
FILL_PROFILE = "fill"
KEPT = "Всё введённое сохранено на компьютере."
# The cabinet is not to be talked to now; any other fault came from a cabinet that answered.
OUT_OF_REACH = (
    NoNetworkError,
    TimedOutError,
    CertificateError,
    ServerFaultError,
    ForeignHostError,
    NotTheCabinetError,
)
Sent = tuple[tuple[OutboxRow, ...], Unsent | None]


@dataclass(frozen=True, slots=True)
class Message:
    """A line for the message strip: an error with `retry`, or a quiet word with `undo` (then it `undoes`)."""

    text: str
    title: str = ""
    is_error: bool = False
    action_text: str = ""
    action: Callable[[], None] | None = None
    undoes: bool = False


class Context(QObject):
    """The shared state of one signed-in window.

    `navigate` carries a view's name («home», «attestees», «card», «editor», «outbox», «signatures», «profile»,
    «settings», «help») and its payload (an attestee's id for card and editor).
    """

    people_changed = Signal()
    outbox_changed = Signal()
    signatures_changed = Signal()
    connection_changed = Signal()
    lock_changed = Signal()
    navigate = Signal(str, object)
    message = Signal(object)
    sign_in_wanted = Signal(object)
    left = Signal()
    # A beginner asks to be led.
    guide_wanted = Signal()
    # A word for «Главная» where the system has no place for notifications; and: how often was set anew.
    reminded = Signal(object)
    reminders_changed = Signal()

    def __init__(
        self,
        desk: Desk,
        runner: Runner,
        *,
        training: bool = False,
        today: Callable[[], date] | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.desk = desk
        self.runner = runner
        self.training = training
        # Deadlines end with the day of Tomsk, whatever zone this machine is in.
        self.today = today or (lambda: today_of(desk))
        self.waiting = 0
        self.last_refresh = LastRefresh()
        self._reached: bool | None = None
        self._refreshing: Task | None = None
        self._sending: Task | None = None
        self._after_sign_in: list[Callable[[], None]] = []
        self._asking = False
        self._needs_sign_in = False
        self._timer = QTimer(self, interval=SEND_EVERY_MS)
        self._timer.timeout.connect(self._send_quietly)
        self.outbox_changed.connect(self._on_outbox_changed)
        runner.failed.connect(self._on_failed)

    # State

    @property
    def online(self) -> bool:
        """Whether the cabinet answered last time and we are signed in."""
        return self.desk.signed_in and self._reached is not False

    @property
    def refreshing(self) -> bool:
        """Whether a refresh is going on."""
        return self._refreshing is not None

    def now(self) -> datetime:
        """The present moment by the desk's clock."""
        return self.desk.now()

    def begin(self) -> None:
        """Start what goes on in the background: counting, trying to send, the refresh's age."""
        self._timer.start()
        self._count_waiting(then=self._send_quietly)
        self._load_last_refresh()

    def end(self) -> None:
        """Stop the background before the desk is closed."""
        self._timer.stop()

    # Words for the user

    def show_error(self, error: AttestError, retry: Callable[[], None] | None = None) -> None:
        """Tell of an error in the strip; when a sign-in is needed, ask for it once and then `retry`."""
        if isinstance(error, CancelledError):
            return
        if isinstance(error, OUT_OF_REACH):
            self.note_reached(False)
        if isinstance(error, SignInNeededError):
            self.ask_sign_in(error, retry)
            return
        if isinstance(error, ProfileNotFilledError):
            self.navigate.emit("profile", FILL_PROFILE)
            return
        kept = KEPT if isinstance(error, OUT_OF_REACH) else ""
        text = " ".join(filter(None, (error.what, error.todo, kept)))
        self.message.emit(Message(text, error.title, True, "Повторить" if retry else "", retry))

    def say(self, text: str, undo: Callable[[], None] | None = None) -> None:
        """Say something quietly; with `undo` the strip offers «Вернуть»."""
        self.message.emit(Message(text, action_text="Вернуть" if undo else "", action=undo, undoes=bool(undo)))

    # Signing in again

    def ask_sign_in(self, error: SignInNeededError, then: Callable[[], None] | None = None) -> None:
        """Ask for the password once, however many jobs wait for it; `then` goes on after the sign-in."""
        if then is not None:
            self._after_sign_in.append(then)
        self.connection_changed.emit()
        if not self._asking:
            self._asking = True
            self.sign_in_wanted.emit(error)

    def signed_in_again(self) -> None:
        """The user signed in: everything that waited goes on."""
        self._asking = False
        self._needs_sign_in = False
        self._reached = True
        waiting, self._after_sign_in = self._after_sign_in, []
        self.connection_changed.emit()
        for action in waiting:
            action()

    def sign_in_put_off(self) -> None:
        """The user closed the prompt: what waited is dropped, nothing that was written is."""
        self._asking = False
        self._after_sign_in.clear()

    # Shared actions

    def refresh(self) -> None:
        """«Обновить», with progress; a second press while it goes on does nothing."""
        if self._refreshing is not None:
            return

        def job(progress: Progress, cancelled: Cancelled) -> Refreshed:
            return refresh(self.desk, progress=progress, cancelled=cancelled)

        self._refreshing = self.runner.start(
            job, owner=self, title="Обновляем данные", on_done=self._on_refreshed, on_failed=self._on_not_refreshed
        )
        if not self._refreshing.running:
            self._refreshing = None

    def send_now(self) -> None:
        """Try every waiting row now, due or not, with progress."""
        if self._sending is not None:
            return

        self._send(self._send_all, quiet=False)

    def send_ready(self) -> None:
        """Put every finished conclusion into the outbox and send all that waits there, with progress."""
        if self._sending is not None:
            return

        def job(progress: Progress, cancelled: Cancelled) -> Sent:
            enqueue_ready(self.desk)
            return self._send_all(progress, cancelled)

        self._send(job, quiet=False)

    def note_reached(self, reached: bool) -> None:
        """A conversation with the cabinet succeeded, or the network failed."""
        if reached != self._reached:
            self._reached = reached
            self.connection_changed.emit()

    # Inside

    def _on_refreshed(self, _done: Refreshed) -> None:
        self._refreshing = None
        came_back = self._reached is False
        self._reached = True
        self._load_last_refresh()
        self.people_changed.emit()
        self.connection_changed.emit()
        if came_back and self._sending is None and self.waiting:
            # The network is there again: what waits need not sit out the pause after the last failure.
            self._send(self._send_all, quiet=True)

    def _on_not_refreshed(self, error: AttestError) -> None:
        self._refreshing = None
        self.connection_changed.emit()
        self.show_error(error, self.refresh)

    def _send_quietly(self) -> None:
        """By the timer. A refused sign-in is not repeated: it would bring the account nearer to a lock-out."""
        if self._sending is None and not self._needs_sign_in and self.waiting:
            self._send(
                lambda progress, cancelled: send_due(self.desk, progress=progress, cancelled=cancelled), quiet=True
            )

    def _send_all(self, progress: Progress, cancelled: Cancelled) -> Sent:
        waiting = [row.id for row in outbox(self.desk) if not row.state.finished]
        return send_due(self.desk, only=waiting, progress=progress, cancelled=cancelled)

    def _send(self, job: Callable[[Progress, Cancelled], Sent], *, quiet: bool) -> None:
        def done(sent: Sent) -> None:
            self._sending = None
            self._on_sent(sent, quiet=quiet)

        def failed(error: AttestError) -> None:
            self._sending = None
            self.outbox_changed.emit()
            if quiet:
                logger.info("sending in the background did not go through: %s", type(error).__name__)
            else:
                self.show_error(error, self.send_now)

        self._sending = self.runner.start(
            job, owner=self, title="Отправляем", on_done=done, on_failed=failed, quiet=quiet
        )
        if not self._sending.running:
            self._sending = None

    def _on_sent(self, sent: Sent, *, quiet: bool) -> None:
        rows, stopped = sent
        if rows or not quiet:
            self.outbox_changed.emit()
            self.people_changed.emit()
        if stopped is None:
            if rows:
                self.note_reached(True)
                self._tell_sent(rows)
        elif stopped.sign_in_needed:
            self._needs_sign_in = True
            self.connection_changed.emit()
            if quiet:
                self.message.emit(
                    Message(
                        "Заключения ждут отправки. Войдите в личный кабинет, и программа отправит их.",
                        action_text="Войти",
                        action=lambda: self.ask_sign_in(SignInNeededError(), self.send_now),
                    )
                )
            else:
                self.ask_sign_in(SignInNeededError(stopped.reason), self.send_now)
        else:
            self.note_reached(False)
            if not quiet:
                self.message.emit(Message(stopped.reason, "Пока не отправлено", True, "Повторить", self.send_now))

    def _tell_sent(self, rows: tuple[OutboxRow, ...]) -> None:
        good = sum(row.state in (SendState.CONFIRMED, SendState.SENT) for row in rows)
        bad = sum(row.state in (SendState.FAILED, SendState.OUTCOME_UNKNOWN) for row in rows)
        if bad:
            self.message.emit(
                Message(
                    f"Отправлено: {good}. Требуют внимания: {bad}.",
                    "Отправка закончена",
                    True,
                    "Открыть «Исходящие»",
                    lambda: self.navigate.emit("outbox", None),
                )
            )
        elif good:
            self.say(f"Отправлено и проверено заключений: {good}.")

    def _on_outbox_changed(self) -> None:
        self._count_waiting()

    def _count_waiting(self, then: Callable[[], None] | None = None) -> None:
        def counted(rows: tuple[OutboxRow, ...]) -> None:
            waiting = sum(not row.state.finished or row.state is SendState.FAILED for row in rows)
            if waiting != self.waiting:
                self.waiting = waiting
                self.connection_changed.emit()
            if then is not None:
                then()

        self.runner.start(lambda _p, _c: outbox(self.desk), owner=self, on_done=counted, quiet=True)

    def _load_last_refresh(self) -> None:
        def loaded(last: LastRefresh) -> None:
            self.last_refresh = last
            self.connection_changed.emit()

        self.runner.start(lambda _p, _c: last_refresh(self.desk), owner=self, on_done=loaded, quiet=True)

    def _on_failed(self, task: Task, error: AttestError) -> None:
        def again() -> None:
            self.runner.again(task)

        self.show_error(error, again)
