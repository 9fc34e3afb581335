"""A code on paper that opens the store when its key is gone from the keyring, or its phrase forgotten.

The store's key is kept once more, wrapped with the code: it is covered by as many bytes that scrypt makes of the
code and a salt used for this alone, and sealed with a further key from the same source.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets as random
from dataclasses import dataclass
from typing import Any

from attest_desktop.store.errors import WrongRecoveryCodeError

GROUPS, DIGITS = 6, 4  # 24 decimal digits: about 80 bits, and nothing that depends on a keyboard layout
_SALT_BYTES = 16
_KEY_BYTES = 32
_SCRYPT_R = 8


@dataclass(frozen=True, slots=True, repr=False)
class WrappedKey:
    """A store's key as the code covers it. Not shown when printed."""

    salt: bytes
    scrypt_n: int
    covered: bytes
    seal: bytes

    def to_json(self) -> dict[str, Any]:
        """As it stands in the key sheet."""
        return {
            "salt": self.salt.hex(),
            "scrypt_n": self.scrypt_n,
            "covered": self.covered.hex(),
            "seal": self.seal.hex(),
        }

    @classmethod
    def from_json(cls, data: Any) -> WrappedKey:
        """Raises KeyError, TypeError, ValueError for anything that `to_json` did not write."""
        made = cls(
            bytes.fromhex(data["salt"]),
            int(data["scrypt_n"]),
            bytes.fromhex(data["covered"]),
            bytes.fromhex(data["seal"]),
        )
        if len(made.salt) != _SALT_BYTES or len(made.covered) != _KEY_BYTES or len(made.seal) != _KEY_BYTES:
            raise ValueError("lengths out of range")
        return made


def new_code() -> str:
    """A fresh code, e.g. «4821 0937 …»: six groups of four digits."""
    return " ".join(f"{random.randbelow(10**DIGITS):0{DIGITS}}" for _ in range(GROUPS))


def wrap(key: bytes, code: str, scrypt_n: int) -> WrappedKey:
    """Cover a store's key (32 bytes) with the code; `scrypt_n` is what a guess at the code costs."""
    salt = random.token_bytes(_SALT_BYTES)
    cover, sealing = _keys(_digits(code), salt, scrypt_n)
    covered = _mixed(key, cover)
    return WrappedKey(salt, scrypt_n, covered, hmac.digest(sealing, covered, "sha256"))


def unwrap(wrapped: WrappedKey, code: str) -> bytes:
    """The store's key. Raises WrongRecoveryCodeError."""
    digits = _digits(code)
    if len(digits) != GROUPS * DIGITS:
        raise WrongRecoveryCodeError(f"В коде восстановления {GROUPS * DIGITS} цифры, а введено {len(digits)}.")
    cover, sealing = _keys(digits, wrapped.salt, wrapped.scrypt_n)
    if not hmac.compare_digest(hmac.digest(sealing, wrapped.covered, "sha256"), wrapped.seal):
        raise WrongRecoveryCodeError
    return _mixed(wrapped.covered, cover)


def _digits(code: str) -> str:
    # However it was typed: with spaces, dashes, or none.
    return "".join(str(int(sign)) for sign in code if sign.isdecimal())


def _keys(digits: str, salt: bytes, n: int) -> tuple[bytes, bytes]:
    room = 2 * 128 * n * _SCRYPT_R
    made = hashlib.scrypt(digits.encode(), salt=salt, n=n, r=_SCRYPT_R, p=1, maxmem=room, dklen=2 * _KEY_BYTES)
    return made[:_KEY_BYTES], made[_KEY_BYTES:]


def _mixed(one: bytes, other: bytes) -> bytes:
    return bytes(a ^ b for a, b in zip(one, other, strict=True))
