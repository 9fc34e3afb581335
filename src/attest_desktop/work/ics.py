"""Deadlines for the calendar that the expert already uses: an iCalendar file (RFC 5545)."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from attest_desktop.domain.names import short_name
from attest_desktop.domain.tomsk import ZONE_NAME
from attest_desktop.work.desk import Desk
from attest_desktop.work.remind import Agenda, Reminder

if TYPE_CHECKING:
    from icalendar import Event, Timezone

EVENTS = "calendar-events"
DAYS_BEFORE = (7, 1)
# An event of a whole day begins at midnight; nobody wants to be told of it then.
_ALARM_AT = timedelta(hours=9)
_DOMAIN = "attest-desktop"
_PRODUCT = "-//attest-desktop//Сроки аттестации//RU"


@dataclass(frozen=True, slots=True)
class Exported:
    """What was last written of one event: how often it has changed and when, its text's digest, day, summary."""

    sequence: int
    stamp: datetime
    digest: str
    day: date
    summary: str
    cancelled: bool = False


@dataclass(frozen=True, slots=True)
class CalendarFile:
    """The bytes of the file, how many events it holds and how many it takes back."""

    content: bytes
    events: int
    withdrawn: int
    ledger: Mapping[str, Exported]


def export(desk: Desk, made: Agenda, *, days_before: Iterable[int] = DAYS_BEFORE) -> CalendarFile:
    """The calendar of what is still ahead. Call `remember` once the file is written."""
    return calendar_file(made, _ledger(desk), desk.now(), desk.account.digest, days_before=days_before)


def remember(desk: Desk, written: CalendarFile) -> None:
    """Keep what was written: the next file tells the calendar what has changed since."""
    kept = {
        key: {
            "sequence": one.sequence,
            "stamp": one.stamp.isoformat(),
            "digest": one.digest,
            "day": one.day.isoformat(),
            "summary": one.summary,
            "cancelled": one.cancelled,
        }
        for key, one in written.ledger.items()
    }
    desk.store.facts.set(EVENTS, kept, desk.now())


def calendar_file(
    made: Agenda,
    before: Mapping[str, Exported],
    now: datetime,
    account: str,
    *,
    days_before: Iterable[int] = DAYS_BEFORE,
) -> CalendarFile:
    """One all-day event for everything ahead, with alarms at nine in the morning so many days before.

    The same thing keeps its UID (of `account` and the reminder's key). What has not changed since `before` is
    written byte for byte as then; what has gets a higher SEQUENCE and `now` as its DTSTAMP. What was written
    then, lies ahead and needs no doing any more is written as cancelled, so that no calendar goes on reminding.
    """
    alarms = sorted({*days_before}, reverse=True)
    from icalendar import Calendar  # not loaded before a calendar is wanted

    calendar = Calendar()
    for name, value in (
        ("PRODID", _PRODUCT),
        ("VERSION", "2.0"),
        ("CALSCALE", "GREGORIAN"),
        ("METHOD", "PUBLISH"),
        ("X-WR-CALNAME", "Сроки аттестации"),
        ("X-WR-TIMEZONE", ZONE_NAME),
    ):
        calendar.add(name, value)
    # What has passed stays in the ledger: an event that comes back must go on counting.
    ledger = dict(before)
    ahead = [one for one in made.reminders if one.ahead]
    for one in ahead:
        digest = hashlib.sha256(repr((_texts(one), one.day, alarms)).encode()).hexdigest()
        ledger[one.key] = _next(before.get(one.key), digest, one.day, _summary(one), now)
        calendar.add_component(_event(one, ledger[one.key], account, alarms))
    there, withdrawn = {one.key for one in ahead}, 0
    for key, known in before.items():
        if key not in there and known.day >= made.today:
            gone = _next(known, "", known.day, known.summary, now, cancelled=True)
            ledger[key] = gone
            calendar.add_component(_bare(key, gone, account))
            withdrawn += 1
    if not calendar.subcomponents:
        # A calendar must hold something (RFC 5545, 3.6).
        calendar.add_component(_tomsk())
    return CalendarFile(calendar.to_ical(sorted=False), len(ahead), withdrawn, ledger)


def _ledger(desk: Desk) -> dict[str, Exported]:
    kept: dict[str, dict[str, Any]] = desk.store.facts.get(EVENTS, {})
    return {
        key: Exported(
            one["sequence"],
            datetime.fromisoformat(one["stamp"]),
            one["digest"],
            date.fromisoformat(one["day"]),
            one["summary"],
            one["cancelled"],
        )
        for key, one in kept.items()
    }


def _next(
    known: Exported | None, digest: str, day: date, summary: str, now: datetime, *, cancelled: bool = False
) -> Exported:
    stamp = now.astimezone(UTC).replace(microsecond=0)
    if known is None:
        return Exported(0, stamp, digest, day, summary, cancelled)
    if (known.digest, known.cancelled) == (digest, cancelled):
        return known
    return Exported(known.sequence + 1, stamp, digest, day, summary, cancelled)


def _event(one: Reminder, written: Exported, account: str, alarms: Iterable[int]) -> Event:
    from icalendar import Alarm  # not loaded before a calendar is wanted

    event = _bare(one.key, written, account)
    event.add("DESCRIPTION", _texts(one)[1])
    event.add("CATEGORIES", ["Аттестация"])
    for days in alarms:
        alarm = Alarm()
        alarm.add("ACTION", "DISPLAY")
        alarm.add("DESCRIPTION", written.summary)
        alarm.add("TRIGGER", _ALARM_AT - timedelta(days=days))
        event.add_component(alarm)
    return event


def _bare(key: str, written: Exported, account: str) -> Event:
    from icalendar import Event  # not loaded before a calendar is wanted

    event = Event()
    event.add("UID", f"{hashlib.sha256(f'{account}|{key}'.encode()).hexdigest()[:32]}@{_DOMAIN}")
    event.add("DTSTAMP", written.stamp)
    event.add("LAST-MODIFIED", written.stamp)
    event.add("SEQUENCE", written.sequence)
    event.add("SUMMARY", written.summary)
    event.add("DTSTART", written.day)
    event.add("DTEND", written.day + timedelta(days=1))
    event.add("TRANSP", "TRANSPARENT")
    event.add("CLASS", "PRIVATE")
    event.add("STATUS", "CANCELLED" if written.cancelled else "CONFIRMED")
    return event


def _summary(one: Reminder) -> str:
    # A calendar often lives on somebody's server: no more of a person than the calendar's owner needs.
    return f"{one.what}: {short_name(one.full_name)}" if one.full_name else one.what


def _texts(one: Reminder) -> tuple[str, str]:
    """Summary and description; nothing in them depends on today."""
    lines = [f"{one.day:%d.%m.%Y} — {one.day_off}, срок не переносится." if one.day_off else ""]
    lines += [one.rule, f"Источник: {one.source}.", f"Допущение: {one.note}." if one.note else ""]
    return _summary(one), "\n".join(filter(None, lines))


def _tomsk() -> Timezone:
    from icalendar import Timezone, TimezoneStandard  # not loaded before a calendar is wanted

    zone, standard = Timezone(), TimezoneStandard()
    zone.add("TZID", ZONE_NAME)
    standard.add("DTSTART", datetime(2016, 5, 29, 3, 0))  # noqa: DTZ001 - by the format a local time
    standard.add("TZOFFSETFROM", timedelta(hours=6))
    standard.add("TZOFFSETTO", timedelta(hours=7))
    zone.add_component(standard)
    return zone
