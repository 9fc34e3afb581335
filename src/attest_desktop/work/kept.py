"""What is remembered of the last refresh: read without what a refresh itself needs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from attest_desktop.domain.profile import Profile
from attest_desktop.work.desk import Desk

FETCHED = "refresh"
PROFILE = "profile"


@dataclass(frozen=True, slots=True)
class LastRefresh:
    """What is remembered of the last refresh."""

    at: datetime | None = None
    assigned: int | None = None
    rows: int | None = None
    problems: tuple[str, ...] = ()


def last_refresh(desk: Desk) -> LastRefresh:
    """When the store was last brought up to date, and what was wrong then."""
    kept: dict[str, Any] | None = desk.store.facts.get(FETCHED)
    if not kept:
        return LastRefresh()
    return LastRefresh(datetime.fromisoformat(kept["at"]), kept["assigned"], kept["rows"], tuple(kept["problems"]))


def kept_profile(desk: Desk) -> Profile | None:
    """The profile as last fetched; None before the first refresh."""
    kept: dict[str, Any] | None = desk.store.facts.get(PROFILE)
    if not kept:
        return None
    return Profile(**{**kept, "subjects": tuple(kept["subjects"])})
