"""The expert's desk: one account's open store and its cabinet, shared by all use cases."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, TypeVar

from attest_desktop.domain.errors import UserError
from attest_desktop.service import SessionExpiredError, SignInRefusedError
from attest_desktop.store import Account, KeyringState, Secrets, Store
from attest_desktop.work.places import default_data_dir as default_data_dir

if TYPE_CHECKING:
    from attest_desktop.service import Cabinet

logger = logging.getLogger(__name__)
T = TypeVar("T")
DEFAULT_SERVER = "https://coko.tomsk.ru/cpnew/"


def utc_now() -> datetime:
    """The present moment with its zone."""
    return datetime.now(UTC)


class SignInNeededError(UserError):
    """The service wants a sign-in before this can go on; nothing was lost."""

    title = "Нужно войти"
    todo = "Войдите в личный кабинет ещё раз — работа продолжится с того же места."

    def __init__(self, what: str = "Сеанс работы с личным кабинетом закончился.") -> None:
        super().__init__(what)


class Desk:
    """One account at work. Use cases take it as their first argument; it may be shared by threads.

    Talking to the cabinet goes through `online`, one conversation at a time, with at most one automatic sign-in
    when the session has expired. The password lives in memory only. `data_dir` is where the user's own files lie.
    `cabinet` may be what makes it: then it is made, and what talks and reads pages is loaded, when it is first
    talked to.
    """

    def __init__(
        self,
        account: Account,
        store: Store,
        secrets: Secrets,
        cabinet: Cabinet | Callable[[], Cabinet],
        *,
        data_dir: Path | None = None,
        clock: Callable[[], datetime] = utc_now,
    ) -> None:
        self.account = account
        self.store = store
        self.secrets = secrets
        self._make_cabinet = cabinet if callable(cabinet) else None
        self._cabinet = None if callable(cabinet) else cabinet
        self.data_dir = data_dir
        self.now = clock
        self._password: str | None = None
        self._refused: str | None = None
        self._talk = threading.RLock()

    @property
    def cabinet(self) -> Cabinet:
        """The conversation with the service; made at the first use."""
        with self._talk:
            if self._cabinet is None:
                assert self._make_cabinet is not None
                self._cabinet = self._make_cabinet()
            return self._cabinet

    @property
    def practice(self) -> bool:
        """Whether this is the training's desk: invented people, and no talk but with the practice service."""
        return self._cabinet is not None and self._cabinet.practice_only

    @property
    def signed_in(self) -> bool:
        """Whether the cabinet let us in during this run and has not shown us out since."""
        return self._cabinet is not None and self._cabinet.signed_in

    def sign_in(self, password: str) -> None:
        """Sign in to the cabinet and keep the password in memory for one later automatic sign-in."""
        with self._talk:
            self.cabinet.sign_in(self.account.user_name, password)
            self.keep_password(password)

    def keep_password(self, password: str) -> None:
        """Keep the password in memory for one later automatic sign-in."""
        self._password = password

    def known_password(self) -> str | None:
        """The cabinet's password, if it was typed in this run or the keyring has it."""
        if self._password is None and self.secrets.state() is KeyringState.AVAILABLE:
            return self.secrets.password(self.account)
        return self._password

    def sign_out(self) -> None:
        """Sign out of the cabinet, if signed in. Raises the network errors of `service`."""
        with self._talk:
            self._password = None
            if self.signed_in:
                self.cabinet.sign_out()

    def online(self, conversation: Callable[[Cabinet], T]) -> T:
        """Run a conversation with the cabinet; after an expired session sign in once and run it again.

        The conversation must be safe to repeat up to the point where it raises SessionExpiredError.
        Raises SignInNeededError when there is no password or the cabinet refuses it.
        """
        with self._talk:
            tried = not self.signed_in
            if tried:
                self._sign_in_again()
            try:
                return conversation(self.cabinet)
            except SessionExpiredError:
                if tried:
                    raise SignInNeededError from None
                logger.info("session expired, signing in once more")
                self._sign_in_again()
                try:
                    return conversation(self.cabinet)
                except SessionExpiredError:
                    raise SignInNeededError from None

    def _sign_in_again(self) -> None:
        password = self._password or self.secrets.password(self.account)
        if password is None:
            raise SignInNeededError("Вы работаете без связи с личным кабинетом.")
        if password == self._refused:
            raise SignInNeededError("Личный кабинет не принял сохранённый пароль.")
        try:
            self.sign_in(password)
        except SignInRefusedError as refused:
            # A second try with the same wrong password would only bring the account nearer to a lock-out.
            self._password, self._refused = None, password
            raise SignInNeededError(refused.what) from refused

    def close(self) -> None:
        """Leave the desk: the store is closed, the connection dropped, the password forgotten."""
        self._password = None
        if self._cabinet is not None:
            self._cabinet.close()
        self.store.close()

    def __enter__(self) -> Desk:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
