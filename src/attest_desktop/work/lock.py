"""The lock of the window: after how many minutes without a touch it closes, and what opens it again."""

from __future__ import annotations

import hashlib
import hmac
import secrets

from attest_desktop.work.desk import Desk

CHOICES = (5, 15, 30, 60)
_MINUTES, _WORD = "lock.minutes", "lock.word"
# The hash lies inside the encrypted store: whoever reads it has everything else already.
_SCRYPT_N, _SCRYPT_R = 2**14, 8


def lock_minutes(desk: Desk) -> int | None:
    """After how many minutes the window closes; None for never."""
    kept = desk.store.facts.get(_MINUTES)
    return kept if kept in CHOICES else None


def set_lock(desk: Desk, minutes: int | None) -> None:
    """Keep the choice."""
    desk.store.facts.set(_MINUTES, minutes, desk.now())
    note_word(desk)


def note_word(desk: Desk) -> None:
    """Remember how to know the cabinet's password again, when it is at hand: there may be no network later."""
    password = desk.known_password()
    if lock_minutes(desk) is None or password is None or _fits(desk, password):
        return
    salt = secrets.token_bytes(16)
    desk.store.facts.set(_WORD, {"salt": salt.hex(), "hash": _hash(password, salt).hex()}, desk.now())


def can_lock(desk: Desk) -> bool:
    """Whether there is something that opens the lock again: a closed window that nobody opens would be a loss."""
    return (
        desk.store.has_passphrase or desk.known_password() is not None or desk.store.facts.get(_WORD) is not None
    )


def opens(desk: Desk, word: str) -> bool:
    """Whether this is the secret phrase of the store or the password of the cabinet."""
    return desk.store.passphrase_fits(word) or word == desk.known_password() or _fits(desk, word)


def _fits(desk: Desk, word: str) -> bool:
    kept = desk.store.facts.get(_WORD)
    if not kept:
        return False
    return hmac.compare_digest(_hash(word, bytes.fromhex(kept["salt"])), bytes.fromhex(kept["hash"]))


def _hash(word: str, salt: bytes) -> bytes:
    room = 2 * 128 * _SCRYPT_N * _SCRYPT_R
    return hashlib.scrypt(word.encode(), salt=salt, n=_SCRYPT_N, r=_SCRYPT_R, p=1, maxmem=room)
