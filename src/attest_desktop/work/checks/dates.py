"""Days that cannot be: from another season, after the conclusion, before the period."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from attest_desktop.domain.attestee import Form
from attest_desktop.domain.period import Period, parse_period
from attest_desktop.domain.record import Record
from attest_desktop.work.checks.finding import Finding, Kind, Severity, Subject, written

_WRITTEN = re.compile(r"(?<!\d)(\d{1,2})\.(\d{1,2})\.((?:19|20)\d{2})(?!\d)")
# The longest inter-attestation time with a margin: an older day than this is a slip of the pen.
_OLDEST = 45


def wrong_dates(subject: Subject) -> Iterator[Finding]:
    """Days of lessons, of the conclusion and in the texts that do not fit each other or the period."""
    record = subject.record
    period = parse_period(record.attestee.period)
    yield from _of_conclusion(record, period, subject.today)
    yield from _of_lessons(record, period)
    yield from _in_texts(subject)


def _of_conclusion(record: Record, period: Period | None, today: date) -> Iterator[Finding]:
    day = record.conclusion.date
    if day is None:
        return
    lessons = [one.date for one in record.conclusion.lessons if one.date]
    if period is not None and day < first_day(period):
        yield _date(f"Дата заключения {_day(day)}: аттестационный период ещё не начался.", "date")
    elif period is not None and day > last_day(period):
        yield _date(f"Дата заключения {_day(day)} — после аттестационного периода.", "date")
    if lessons and day < max(lessons):
        yield _date(f"Дата заключения {_day(day)} раньше занятия {_day(max(lessons))}.", "date")
    if day > today:
        yield _date(f"Дата заключения {_day(day)} ещё не наступила.", "date", Severity.LOOK)


def _of_lessons(record: Record, period: Period | None) -> Iterator[Finding]:
    concluded = record.conclusion.date
    remote = record.attestee.form is Form.REMOTE
    for number, lesson in enumerate(record.conclusion.lessons):
        place, day = f"lesson.{number}", lesson.date
        if day is None:
            continue
        if concluded is not None and day > concluded:
            words = f"Занятие {number + 1}: {_day(day)} — позже даты заключения {_day(concluded)}."
            yield _date(words, place)
        # A video may have been made long before; who came in person came in the period.
        elif period is not None and not remote and not first_day(period) <= day <= last_day(period):
            yield _date(f"Занятие {number + 1}: {_day(day)} — вне аттестационного периода.", place)


def _in_texts(subject: Subject) -> Iterator[Finding]:
    concluded = subject.record.conclusion.date or subject.today
    for one in written(subject):
        for found in _WRITTEN.finditer(one.text):
            number, month, year = (int(part) for part in found.groups())
            try:
                day = date(year, month, number)
            except ValueError:
                words = f"{one.label}: такого дня нет — {found.group()}."
                yield Finding(Kind.DATE, Severity.STOP, words, one.place, found.group())
                continue
            if day > concluded:
                words = f"{one.label}: {found.group()} — позже даты заключения {_day(concluded)}."
                yield Finding(Kind.DATE, Severity.STOP, words, one.place, found.group())
            elif day.year < concluded.year - _OLDEST:
                words = f"{one.label}: очень давний день — {found.group()}."
                yield Finding(Kind.DATE, Severity.LOOK, words, one.place, found.group())


def first_day(period: Period) -> date:
    """The day on which the period begins."""
    return date(period.year, period.month, 1)


def last_day(period: Period) -> date:
    """The day on which the period ends."""
    year, month = period.second
    return date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)


def _date(words: str, place: str, severity: Severity = Severity.STOP) -> Finding:
    return Finding(Kind.DATE, severity, words, place)


def _day(day: date) -> str:
    return f"{day:%d.%m.%Y}"
