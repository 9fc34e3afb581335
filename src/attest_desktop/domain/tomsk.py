"""The time zone in which the deadlines stand, whatever this machine's clock is set to."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

ZONE_NAME = "Asia/Tomsk"


def zone() -> tzinfo:
    """The zone of Tomsk by the time zone database, or fixed where there is none."""
    try:
        return ZoneInfo(ZONE_NAME)
    except (ZoneInfoNotFoundError, OSError):
        # Neither the system's zones nor tzdata are there: Tomsk has kept UTC+7, without summer time, since 2016.
        return timezone(timedelta(hours=7), ZONE_NAME)


TOMSK = zone()


def day_in_tomsk(moment: datetime) -> date:
    """The calendar day in Tomsk at that moment. Raises ValueError for a moment without a zone."""
    if moment.tzinfo is None:
        raise ValueError("a moment needs its zone")
    return moment.astimezone(TOMSK).date()
