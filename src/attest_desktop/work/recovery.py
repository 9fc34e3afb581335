"""Whether the code that opens the data without the system's key is to be offered: once, never to who said no."""

from __future__ import annotations

from datetime import datetime, timedelta

from attest_desktop.work.desk import Desk

LATER = timedelta(days=7)
_OFFER = "recovery.offer"
_REFUSED = "refused"


def code_offered(desk: Desk) -> bool:
    """Whether to offer it now: there is none yet, it was not refused, and not put off to a later day."""
    kept = desk.store.facts.get(_OFFER)
    if kept == _REFUSED or desk.store.has_recovery_code:
        return False
    if not isinstance(kept, str):
        return True
    put_off = datetime.fromisoformat(kept)
    # A clock that was years ahead must not put it off for years.
    return not timedelta() <= desk.now() - put_off < LATER


def code_settled(desk: Desk) -> bool:
    """Whether there is a code, or it was refused for good. Raises DiskFaultError."""
    return desk.store.has_recovery_code or desk.store.facts.get(_OFFER) == _REFUSED


def put_off_code(desk: Desk) -> None:
    """Offer it again in a week."""
    desk.store.facts.set(_OFFER, desk.now().isoformat(), desk.now())


def refuse_code(desk: Desk) -> None:
    """Offer it no more; it can still be made in the settings."""
    desk.store.facts.set(_OFFER, _REFUSED, desk.now())
