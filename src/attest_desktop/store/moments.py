"""Moments of time as the store keeps them: UTC, ISO, one width, so that text order is time order."""

from __future__ import annotations

from datetime import UTC, datetime


def utc(moment: datetime | None = None) -> datetime:
    """The moment in UTC; now when none is given. Raises ValueError for a moment without a time zone."""
    if moment is None:
        return datetime.now(UTC)
    if moment.tzinfo is None:
        raise ValueError("a moment without a time zone")
    return moment.astimezone(UTC)


def to_text(moment: datetime) -> str:
    """The moment as it is written, e.g. `2026-09-01T08:00:00.000000+00:00`."""
    return utc(moment).isoformat(timespec="microseconds")


def from_text(text: str) -> datetime:
    """The moment that `to_text` wrote."""
    return datetime.fromisoformat(text)
