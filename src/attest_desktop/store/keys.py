"""The key of a store: where it comes from, and the small open sheet that says so.

The key is 32 bytes. With a keyring they are random and lie there; without one they are made from the user's
passphrase by scrypt. The sheet `key.json` beside the database holds what is needed to get at the key and is no
secret: the way, the salt, the cost, and a check value that tells a wrong key from a damaged file. The check value
helps an attacker no more than the database's own authentication codes do. A lost sheet is made good from
the database, whose first 16 bytes are the salt.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import logging
import os
import secrets as random
import unicodedata
from dataclasses import dataclass, replace
from enum import Enum
from pathlib import Path
from typing import Any

from attest_desktop.store.errors import (
    KeyringAbsentError,
    NoRecoveryCodeError,
    PassphraseNeededError,
    StoreKeyMissingError,
    WrongPassphraseError,
    WrongRecoveryCodeError,
    explaining_os_errors,
)
from attest_desktop.store.recovery import WrappedKey, unwrap
from attest_desktop.store.secrets import KeyringState, Secrets

logger = logging.getLogger(__name__)

SHEET_NAME = "key.json"
SCRYPT_N = 2**15  # 32 MB and about 0.1 s a guess; tests pass a smaller one
_SCRYPT_R = 8
_SCRYPT_LARGEST_N = 2**20  # a sheet is not trusted to make the program take more than 1 GB
_KEY_BYTES = 32
SALT_BYTES = 16


class KeyWay(Enum):
    """Where the key comes from."""

    KEYRING = "keyring"
    PASSPHRASE = "passphrase"  # noqa: S105 - a word, not a secret


@dataclass(frozen=True, slots=True)
class KeySheet:
    """What lies in `key.json`; `check` is empty when it has to be found out again."""

    way: KeyWay
    salt: bytes
    scrypt_n: int = SCRYPT_N
    check: str = ""
    recovery: WrappedKey | None = None


@dataclass(frozen=True, slots=True, repr=False)
class StoreKey:
    """A key with its salt. Not shown when printed."""

    key: bytes
    salt: bytes


def read_sheet(folder: Path, database: Path) -> KeySheet | None:
    """The sheet of a store's folder; None when there is neither a sheet nor a database.

    A missing or unreadable sheet is made good from the database as far as it can be.
    """
    path = folder / SHEET_NAME
    with explaining_os_errors():
        try:
            data = json.loads(path.read_bytes())
            return _sheet(data)
        except FileNotFoundError:
            pass
        except (ValueError, KeyError, TypeError):
            logger.warning("the key sheet is not readable")
        try:
            with database.open("rb") as file:
                salt = file.read(SALT_BYTES)
        except FileNotFoundError:
            return None
    if len(salt) < SALT_BYTES:
        return None
    return KeySheet(KeyWay.PASSPHRASE, salt)


def write_sheet(folder: Path, sheet: KeySheet) -> None:
    """Write the sheet so that a kill leaves the old one or the new one."""
    path = folder / SHEET_NAME
    temporary = path.with_suffix(f".{os.getpid()}.tmp")
    data: dict[str, Any] = {
        "format": 1,
        "key": sheet.way.value,
        "salt": sheet.salt.hex(),
        "scrypt_n": sheet.scrypt_n,
        "check": sheet.check,
    }
    if sheet.recovery is not None:
        data["recovery"] = sheet.recovery.to_json()
    with explaining_os_errors():
        try:
            with temporary.open("w", encoding="utf-8") as file:
                json.dump(data, file, indent=1)
                file.flush()
                os.fsync(file.fileno())
            temporary.replace(path)
        finally:
            temporary.unlink(missing_ok=True)


def new_key(secrets: Secrets, passphrase: str | None, scrypt_n: int) -> tuple[StoreKey, KeySheet]:
    """A key for a store that is about to be made: by the passphrase if one is given, else in the keyring.

    Raises PassphraseNeededError (no keyring and no passphrase), KeyringLockedError, KeyringRefusedError.
    """
    salt = random.token_bytes(SALT_BYTES)
    if passphrase:
        key = key_from_passphrase(passphrase, salt, scrypt_n)
        way = KeyWay.PASSPHRASE
    elif secrets.state() is KeyringState.ABSENT:
        raise PassphraseNeededError
    else:
        key = random.token_bytes(_KEY_BYTES)
        way = KeyWay.KEYRING
        secrets.save_store_key(salt.hex(), key.hex())
    return StoreKey(key, salt), KeySheet(way, salt, scrypt_n, _check(key))


def key_for(
    sheet: KeySheet, secrets: Secrets, passphrase: str | None, recovery_code: str | None = None
) -> tuple[StoreKey, KeySheet]:
    """The key of a store that exists, and its sheet with nothing missing.

    A recovery code, when given, is what counts; the key then goes back into the keyring, if there is one.
    Raises PassphraseNeededError, WrongPassphraseError, StoreKeyMissingError, WrongRecoveryCodeError,
    NoRecoveryCodeError, and the keyring's errors.
    """
    if recovery_code:
        return _key_by_code(sheet, secrets, recovery_code), sheet
    way = way_of(sheet, secrets)
    if way is KeyWay.KEYRING:
        if secrets.state() is KeyringState.ABSENT:
            raise KeyringAbsentError
        kept = secrets.store_key(sheet.salt.hex())
        if kept is None:
            raise StoreKeyMissingError
        key = bytes.fromhex(kept)
        wrong: type[Exception] = StoreKeyMissingError
    else:
        if not passphrase:
            raise PassphraseNeededError
        key = key_from_passphrase(passphrase, sheet.salt, sheet.scrypt_n)
        wrong = WrongPassphraseError
    check = _check(key)
    if sheet.check and not hmac.compare_digest(sheet.check, check):
        raise wrong
    return StoreKey(key, sheet.salt), replace(sheet, way=way, check=check)


def _key_by_code(sheet: KeySheet, secrets: Secrets, code: str) -> StoreKey:
    if sheet.recovery is None:
        raise NoRecoveryCodeError
    key = unwrap(sheet.recovery, code)
    if not hmac.compare_digest(sheet.check, _check(key)):
        raise WrongRecoveryCodeError
    if sheet.way is KeyWay.KEYRING and secrets.state() is KeyringState.AVAILABLE:
        secrets.save_store_key(sheet.salt.hex(), key.hex())
    return StoreKey(key, sheet.salt)


def way_of(sheet: KeySheet, secrets: Secrets) -> KeyWay:
    """Where the key comes from; for a sheet that was made good, found out by asking the keyring."""
    if not sheet.check and secrets.store_key(sheet.salt.hex()) is not None:
        return KeyWay.KEYRING
    return sheet.way


def _sheet(data: Any) -> KeySheet:
    recovery = WrappedKey.from_json(data["recovery"]) if "recovery" in data else None
    sheet = KeySheet(
        KeyWay(data["key"]), bytes.fromhex(data["salt"]), int(data["scrypt_n"]), str(data["check"]), recovery
    )
    costs = [sheet.scrypt_n, *([recovery.scrypt_n] if recovery else [])]
    if len(sheet.salt) != SALT_BYTES or not all(_fair_cost(n) for n in costs):
        raise ValueError("numbers out of range")
    return sheet


def _fair_cost(n: int) -> bool:
    return 1 < n <= _SCRYPT_LARGEST_N and not n & (n - 1)


def key_from_passphrase(passphrase: str, salt: bytes, n: int = SCRYPT_N) -> bytes:
    """The 32 bytes that scrypt makes of the passphrase; `salt` is 16 bytes, `n` the cost."""
    # One letter typed in two ways (й, ё as one sign or two) must give one key.
    secret = unicodedata.normalize("NFC", passphrase).encode()
    room = 2 * 128 * n * _SCRYPT_R
    return hashlib.scrypt(secret, salt=salt, n=n, r=_SCRYPT_R, p=1, maxmem=room, dklen=_KEY_BYTES)


def _check(key: bytes) -> str:
    return hmac.digest(key, b"attest-desktop key check", "sha256").hex()[:32]
