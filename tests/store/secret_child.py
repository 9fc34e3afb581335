"""What the tests of the real Secret Service run in a process of their own: run as `python -m`.

Imports nothing of the other tests: keyring would take their keyring in memory for one of the system's.
"""

from __future__ import annotations

import contextlib
import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from attest_desktop.domain.errors import AttestError
from attest_desktop.store import Account, Secrets, Store
from attest_desktop.store import secrets as secrets_module

ACCOUNT = Account("https://cabinet.example/cpnew/", "metelkina")
PASSWORD = "ПарольКабинета-271828"


def lock() -> None:
    """Lock the default collection, as a desktop does when the user leaves."""
    import secretstorage

    with contextlib.closing(secretstorage.dbus_init()) as bus:
        collection: Any = secretstorage.get_default_collection(bus)
        collection.lock()


def keep(data_dir: str) -> None:
    """Keep a password, an account and a store's key."""
    secrets = Secrets()
    print(secrets.state().name)
    secrets.remember_account(ACCOUNT)
    secrets.save_password(ACCOUNT, PASSWORD)
    with Store.open(Path(data_dir), ACCOUNT, secrets) as store:
        store.facts.set("x", "сохранено")


def use(data_dir: str) -> None:
    """Find all of that again."""
    secrets = Secrets()
    print(secrets.state().name)
    (account,) = secrets.known_accounts()
    print(account == ACCOUNT, secrets.password(account) == PASSWORD)
    with Store.open(Path(data_dir), account, secrets, create=False) as store:
        print(store.facts.get("x"))
    secrets.forget_account(account)
    print(secrets.known_accounts(), secrets.password(account))


def fail(data_dir: str) -> None:
    """Say the state and how everything fails in it."""
    secrets = Secrets()
    print(secrets.state().name)
    asks: tuple[Callable[[], object], ...] = (
        lambda: secrets.password(ACCOUNT),
        lambda: secrets.save_password(ACCOUNT, PASSWORD),
        lambda: Store.open(Path(data_dir), ACCOUNT, secrets).close(),
    )
    for ask in asks:
        try:
            print(ask())
        except AttestError as fault:
            print(type(fault).__name__)


def lock_and_fail(data_dir: str) -> None:
    """The same after the collection was locked."""
    lock()
    fail(data_dir)


def kill_and_fail(data_dir: str, daemon: str) -> None:
    """The service was there, and dies."""
    secrets = Secrets()
    print(secrets.state().name)
    os.kill(int(daemon), signal.SIGKILL)
    print(secrets.state().name)
    try:
        secrets.save_password(ACCOUNT, PASSWORD)
    except AttestError as fault:
        print(type(fault).__name__)


def stop_and_fail(data_dir: str, daemon: str) -> None:
    """The service is there and does not answer."""
    secrets_module._PATIENCE = 0.3
    os.kill(int(daemon), signal.SIGSTOP)
    try:
        fail(data_dir)
    finally:
        os.kill(int(daemon), signal.SIGCONT)


WORKS: tuple[Callable[..., None], ...] = (keep, use, fail, lock_and_fail, kill_and_fail, stop_and_fail)

if __name__ == "__main__":
    works = {work.__name__: work for work in WORKS}
    works[sys.argv[1]](*sys.argv[2:])
