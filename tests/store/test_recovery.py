from __future__ import annotations

import re
from pathlib import Path

import pytest

from attest_desktop.store import (
    NoRecoveryCodeError,
    Secrets,
    Store,
    StoreKeyMissingError,
    WrongPassphraseError,
    WrongRecoveryCodeError,
)
from attest_desktop.store.keys import SHEET_NAME
from tests.store.conftest import ACCOUNT, CHEAP, NOW, PASSPHRASE, MemoryKeyring
from tests.support import tally


def _open(data_dir: Path, secrets: Secrets, passphrase: str | None = None, code: str | None = None) -> Store:
    return Store.open(data_dir, ACCOUNT, secrets, passphrase=passphrase, recovery_code=code, scrypt_n=CHEAP)


def _with_code(data_dir: Path, secrets: Secrets, passphrase: str | None = None) -> str:
    with _open(data_dir, secrets, passphrase) as store:
        store.facts.set("x", "на месте", NOW)
        before = store.has_recovery_code
        code = store.make_recovery_code(scrypt_n=CHEAP)
        assert (before, store.has_recovery_code) == (False, True)
    return code


@pytest.fixture(autouse=True)
def _tried() -> None:
    tally.count(tally.Fault.WORLD)


def test_a_code_opens_the_store_after_the_keyring_was_emptied_and_the_key_is_back(
    data_dir: Path, ring: MemoryKeyring
) -> None:
    code = _with_code(data_dir, Secrets(ring))
    assert re.fullmatch(r"\d{4}( \d{4}){5}", code)
    ring.kept.clear()
    with pytest.raises(StoreKeyMissingError):
        _open(data_dir, Secrets(ring))
    with _open(data_dir, Secrets(ring), code=code) as store:
        assert store.facts.get("x") == "на месте"
    with _open(data_dir, Secrets(ring)) as store:
        assert store.facts.get("x") == "на месте"


def test_a_code_opens_the_store_without_any_keyring(
    data_dir: Path, ring: MemoryKeyring, no_keyring: Secrets
) -> None:
    code = _with_code(data_dir, Secrets(ring))
    with _open(data_dir, no_keyring, code=code.replace(" ", "-")) as store:
        assert store.facts.get("x") == "на месте"


def test_a_code_opens_the_store_when_the_phrase_is_forgotten(data_dir: Path, no_keyring: Secrets) -> None:
    code = _with_code(data_dir, no_keyring, PASSPHRASE)
    with pytest.raises(WrongPassphraseError):
        _open(data_dir, no_keyring, "другая фраза")
    with _open(data_dir, no_keyring, code=code) as store:
        assert store.facts.get("x") == "на месте"


@pytest.mark.parametrize("typed", ["0000 0000 0000 0000 0000 0000", "1234", "код"])
def test_another_code_is_refused(data_dir: Path, no_keyring: Secrets, typed: str) -> None:
    _with_code(data_dir, no_keyring, PASSPHRASE)
    with pytest.raises(WrongRecoveryCodeError):
        _open(data_dir, no_keyring, code=typed)


def test_only_the_last_code_opens(data_dir: Path, no_keyring: Secrets) -> None:
    first = _with_code(data_dir, no_keyring, PASSPHRASE)
    with _open(data_dir, no_keyring, PASSPHRASE) as store:
        second = store.make_recovery_code(scrypt_n=CHEAP)
    with pytest.raises(WrongRecoveryCodeError):
        _open(data_dir, no_keyring, code=first)
    _open(data_dir, no_keyring, code=second).close()


def test_without_a_code_made_it_is_said(data_dir: Path, no_keyring: Secrets) -> None:
    _open(data_dir, no_keyring, PASSPHRASE).close()
    with pytest.raises(NoRecoveryCodeError):
        _open(data_dir, no_keyring, code="1" * 24)


def test_neither_code_nor_key_lies_in_the_folder(data_dir: Path, folder: Path, no_keyring: Secrets) -> None:
    code = _with_code(data_dir, no_keyring, PASSPHRASE)
    with _open(data_dir, no_keyring, PASSPHRASE) as store:
        key = store._database.key
    sheet = (folder / SHEET_NAME).read_text("utf-8")
    assert "recovery" in sheet
    for secret in (code, code.replace(" ", ""), key.hex()):
        assert secret not in sheet
