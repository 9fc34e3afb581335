"""A store on a real encrypted file, and a keyring that lives in memory."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from keyring.backend import KeyringBackend
from keyring.backends import fail

from attest_desktop.store import Account, Secrets, Store
from attest_desktop.store.store import DATABASE_NAME, folder_of

NOW = datetime(2026, 9, 1, 8, 0, tzinfo=UTC)
ACCOUNT = Account("https://cabinet.example/cpnew/", "metelkina")
PASSPHRASE = "синяя лодка у причала"
CHEAP = 2**4  # scrypt cost that lets tests run fast


class MemoryKeyring(KeyringBackend):
    """A working keyring that keeps everything in a dictionary."""

    priority: float = 1

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call] # keyring leaves it untyped
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        del self.kept[service, username]


def made(kind: Any) -> KeyringBackend:
    """A backend of this kind; keyring leaves their constructors untyped."""
    backend: KeyringBackend = kind()
    return backend


@pytest.fixture
def ring() -> MemoryKeyring:
    return MemoryKeyring()


@pytest.fixture
def no_keyring() -> Secrets:
    return Secrets(made(fail.Keyring))


@pytest.fixture
def data_dir(tmp_path: Path) -> Path:
    return tmp_path / "data"


OpenStore = Callable[[], Store]


@pytest.fixture
def open_store(data_dir: Path, no_keyring: Secrets) -> Iterator[OpenStore]:
    """Opens the account's store; everything opened is closed after the test."""
    opened: list[Store] = []

    def open_it() -> Store:
        opened.append(Store.open(data_dir, ACCOUNT, no_keyring, passphrase=PASSPHRASE, scrypt_n=CHEAP))
        return opened[-1]

    yield open_it
    for store in opened:
        store.close()


@pytest.fixture
def store(open_store: OpenStore) -> Store:
    return open_store()


@pytest.fixture
def folder(data_dir: Path) -> Path:
    return folder_of(data_dir, ACCOUNT)


@pytest.fixture
def database(folder: Path) -> Path:
    return folder / DATABASE_NAME
