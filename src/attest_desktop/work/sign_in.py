"""Signing in to the cabinet, or opening the desk without the network."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from attest_desktop import service
from attest_desktop.domain.errors import AttestError, UserError
from attest_desktop.domain.progress import Cancelled, Progress, never, silent, stop_if
from attest_desktop.service.address import normalised_server
from attest_desktop.store import Account, KeyringState, Secrets, Store
from attest_desktop.work.desk import Desk, utc_now
from attest_desktop.work.site import site_in

if TYPE_CHECKING:
    from attest_desktop.service import Cabinet


class NothingKeptError(UserError):
    """Work without the network was asked for, but this account was never opened on this machine."""

    title = "Без связи пока нельзя"
    todo = "Подключитесь к интернету и войдите: после первого входа можно работать и без связи."


def account_at(server: str, user_name: str) -> Account:
    """The account, with the server's address in its one spelling: the same cabinet must not become two stores.

    Raises WrongAddressError.
    """
    return Account(normalised_server(server, service.load_site().paths["home"]), user_name)


def known_accounts(secrets: Secrets) -> tuple[Account, ...]:
    """Accounts that have signed in on this machine, last used first; empty where there is no keyring."""
    return secrets.known_accounts() if secrets.state() is KeyringState.AVAILABLE else ()


def sign_in(
    account: Account,
    password: str,
    *,
    data_dir: Path,
    secrets: Secrets,
    remember: bool = False,
    passphrase: str | None = None,
    recovery_code: str | None = None,
    practice_only: bool = False,
    clock: Callable[[], datetime] = utc_now,
    progress: Progress = silent,
    cancelled: Cancelled = never,
) -> Desk:
    """Sign in on the service and open the account's store, making it at the first sign-in.

    `recovery_code` opens a store whose key or phrase is lost. `practice_only` is for training.
    Raises SignInRefusedError, the network errors of `service`, and the store's errors; in every case nothing is
    left open, and a store is made only after the service let the user in.
    """
    progress("Вход в личный кабинет…", None)
    cabinet = service.Cabinet(account.server, site=site_in(data_dir).site, practice_only=practice_only)
    try:
        cabinet.sign_in(account.user_name, password)
        stop_if(cancelled)
        progress("Открываем Ваши данные…", None)
        store = Store.open(data_dir, account, secrets, passphrase=passphrase, recovery_code=recovery_code)
    except BaseException:
        cabinet.close()
        raise
    desk = Desk(account, store, secrets, cabinet, data_dir=data_dir, clock=clock)
    desk.keep_password(password)
    if secrets.state() is KeyringState.AVAILABLE:
        secrets.remember_account(account)
        if remember:
            secrets.save_password(account, password)
        else:
            secrets.forget_password(account)
    _after_crash(desk)
    return desk


def open_offline(
    account: Account,
    *,
    data_dir: Path,
    secrets: Secrets,
    passphrase: str | None = None,
    recovery_code: str | None = None,
    clock: Callable[[], datetime] = utc_now,
) -> Desk:
    """Open the account's store without the network. Raises NothingKeptError when there is none yet."""
    if not Store.exists(data_dir, account):
        raise NothingKeptError("На этом компьютере ещё нет данных этой учётной записи.")
    store = Store.open(
        data_dir, account, secrets, passphrase=passphrase, recovery_code=recovery_code, create=False
    )

    def cabinet() -> Cabinet:
        return service.Cabinet(account.server, site=site_in(data_dir).site)

    desk = Desk(account, store, secrets, cabinet, data_dir=data_dir, clock=clock)
    _after_crash(desk)
    return desk


def sign_out(desk: Desk, *, forget_password: bool = True) -> None:
    """Leave the cabinet and close the desk. What is written stays in the store."""
    if forget_password and desk.secrets.state() is KeyringState.AVAILABLE:
        desk.secrets.forget_password(desk.account)
    # The service may be out of reach; the session's cookie is dropped with the desk either way.
    with suppress(AttestError):
        desk.sign_out()
    desk.close()


def _after_crash(desk: Desk) -> None:
    """A row that was being sent when the program died has an unknown outcome until it is checked."""
    desk.store.outbox.recover(desk.now())
