"""«Итоги»: the register of done work, for a period, a half-year of the contract, a school year; and its totals."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from attest_desktop.domain.attestee import Form, category_of
from attest_desktop.domain.deadlines import Kind
from attest_desktop.domain.names import file_name_for
from attest_desktop.domain.period import MONTHS_NOMINATIVE, Period, read_period
from attest_desktop.domain.procedure import StepId
from attest_desktop.domain.sending import SendState
from attest_desktop.domain.text import one_line
from attest_desktop.domain.tomsk import day_in_tomsk
from attest_desktop.store import OutboxRow, StepMark
from attest_desktop.work.desk import Desk
from attest_desktop.work.people import Person, Stage, people
from attest_desktop.work.remind import key_of, marked

KEPT_LINES = "season.lines"
"""The fact that holds the lines of people whose data were removed: [{...}] as `line_to_json` writes them."""
EMPTIED = "season.emptied"
"""The fact that holds ids of people whose data were removed and whom the cabinet's table still shows."""
ON_PAPER = "сдано на бумаге"
SHORT_HASH = 12
_AUTUMN_FROM = 9
_SCHOOL_YEAR_FROM = 8
_ARRIVED = {SendState.CONFIRMED: Stage.CONFIRMED.value, SendState.SENT: Stage.SENT.value}


@dataclass(frozen=True, slots=True)
class Line:
    """One attestee's line of the register.

    `sent_on` is the day in Tomsk on which the file went out or the paper was handed over; None where nobody noted
    it. `sha256` is of the sent file, else of the finished PDF; 64 hexadecimal digits or empty. `done` tells that
    the conclusion was handed in. People whose data were removed have initials for a name and no `attestee_id`.
    """

    attestee_id: str
    name: str
    form: Form
    category: str
    period: Period | None
    written: str
    sent_on: date | None
    state: str
    sha256: str = ""
    file_name: str = ""
    done: bool = True

    @property
    def removed(self) -> bool:
        """Whether the personal data were removed."""
        return not self.attestee_id

    @property
    def short(self) -> str:
        """The hash's first digits: enough to compare by eye."""
        return self.sha256[:SHORT_HASH]

    @property
    def period_words(self) -> str:
        """The period in its usual spelling, else as the cabinet writes it."""
        return str(self.period) if self.period else self.written


@dataclass(frozen=True, slots=True)
class Span:
    """What the register is shown for: a period, a half-year (year, whether autumn), a school year, or all."""

    title: str
    period: Period | None = None
    half: tuple[int, bool] | None = None
    school_year: int | None = None

    def holds(self, line: Line) -> bool:
        """Whether the line belongs here. A half-year goes by the day of handing in, the rest by the period."""
        if self.period is not None:
            return line.period == self.period
        if self.half is not None:
            return _half(line) == self.half
        return self.school_year is None or _school_year(line) == self.school_year


@dataclass(frozen=True, slots=True)
class MonthTotal:
    """How many were handed in in a month, by form; `title` is «ноябрь 2026» or «день не отмечен»."""

    title: str
    by_form: Mapping[Form, int]

    @property
    def total(self) -> int:
        """Of all forms."""
        return sum(self.by_form.values())


@dataclass(frozen=True, slots=True)
class Register:
    """The lines of a span: the done ones by their days, those left by name, totals of the done ones."""

    span: Span
    lines: tuple[Line, ...]
    left: tuple[Line, ...]
    months: tuple[MonthTotal, ...]

    @property
    def forms(self) -> tuple[Form, ...]:
        """The forms that there are, in their usual order."""
        return tuple(form for form in Form if any(form in month.by_form for month in self.months))

    def of_form(self, form: Form) -> int:
        """How many of this form were handed in."""
        return sum(month.by_form.get(form, 0) for month in self.months)


def lines(desk: Desk, known: Sequence[Person] | None = None) -> tuple[Line, ...]:
    """Everybody's line, also of those gone from the cabinet's table, unless they went without any work.

    `known` are the people where the caller has read them already.
    """
    arrived: dict[str, OutboxRow] = {}
    for sent in desk.store.outbox.rows():
        if sent.state in _ARRIVED:
            arrived[sent.attestee_id] = sent
    marks, by_hand = desk.store.procedure.all_marks(), marked(desk)
    emptied = frozenset(desk.store.facts.get(EMPTIED, ()))
    tried = desk.store.outbox.last_tried() if arrived else {}
    found = []
    for one in people(desk) if known is None else known:
        row = arrived.get(one.id)
        if row is None and one.id in emptied:
            continue
        line = _line(one, row, tried.get(row.id)) if row else _without_sending(one, marks.get(one.id, ()), by_hand)
        if line.done or not one.gone:
            found.append(line)
    kept: list[dict[str, Any]] = desk.store.facts.get(KEPT_LINES, [])
    return (*found, *map(line_from_json, kept))


def register(span: Span, found: Iterable[Line]) -> Register:
    """The lines of a span in order, with their totals."""
    held = [line for line in found if span.holds(line)]
    done = sorted((line for line in held if line.done), key=_order)
    months: dict[tuple[int, int] | None, dict[Form, int]] = {}
    for line in done:
        month = (line.sent_on.year, line.sent_on.month) if line.sent_on else None
        counts = months.setdefault(month, {})
        counts[line.form] = counts.get(line.form, 0) + 1
    return Register(
        span,
        tuple(done),
        tuple(sorted((line for line in held if not line.done), key=lambda line: line.name)),
        tuple(MonthTotal(_month_words(month), counts) for month, counts in months.items()),
    )


def spans(found: Iterable[Line]) -> tuple[Span, ...]:
    """What the register can be shown for: periods, half-years, school years, the newest first; then everything."""
    kept = tuple(found)
    periods = sorted({line.period for line in kept if line.period}, reverse=True)
    halves = sorted({half for line in kept if (half := _half(line))}, reverse=True)
    years = sorted({year for line in kept if (year := _school_year(line)) is not None}, reverse=True)
    return (
        *(Span(_capital(str(period)), period=period) for period in periods),
        *(Span(_half_words(*half), half=half) for half in halves),
        *(Span(f"{year}/{year + 1} учебный год", school_year=year) for year in years),
        Span("Всё время"),
    )


def line_to_json(line: Line) -> dict[str, Any]:
    """The line as it is kept without the person: initials, and nothing by which the row could be found."""
    return {
        "name": initials(line.name),
        "form": line.form.value,
        "category": line.category,
        "period": [line.period.year, line.period.month] if line.period else None,
        "sent_on": line.sent_on.isoformat() if line.sent_on else None,
        "state": line.state,
        "sha256": line.sha256,
    }


def line_from_json(kept: Mapping[str, Any]) -> Line:
    """The line that `line_to_json` wrote."""
    return Line(
        "",
        kept["name"],
        Form(kept["form"]),
        kept["category"],
        Period(*kept["period"]) if kept["period"] else None,
        "",
        date.fromisoformat(kept["sent_on"]) if kept["sent_on"] else None,
        kept["state"],
        kept["sha256"],
    )


def initials(full_name: str) -> str:
    """«П. М. И.» for «Петрова Мария Ивановна»."""
    return " ".join(f"{word[0].upper()}." for word in one_line(full_name).split())


def period_of(one: Person) -> Period | None:
    """The period of the row; a year that is not written is taken from when the row first came."""
    around = day_in_tomsk(one.first_seen_at) if one.first_seen_at else None
    return read_period(one.attestee.period, around).period


def paper_day(one: Person, marks: Sequence[StepMark], by_hand: frozenset[str]) -> tuple[bool, date | None]:
    """Whether the user said that the paper was handed over, and the day, if it was noted."""
    for mark in marks:
        if mark.step == StepId.PAPER_COPY.value and mark.done:
            return True, mark.day
    return bool({key_of(Kind.PAPER, one.id), key_of(Kind.HAND_IN, one.id)} & by_hand), None


def _line(one: Person, row: OutboxRow, tried: datetime | None) -> Line:
    # The row is read back again later: the day of the work is that on which its bytes went out.
    return _made(one, day_in_tomsk(tried or row.updated_at), _ARRIVED[row.state], row.sha256, row.file_name)


def _without_sending(one: Person, marks: Sequence[StepMark], by_hand: frozenset[str]) -> Line:
    handed, day = paper_day(one, marks, by_hand)
    frozen = one.conclusion
    if handed:
        name = file_name_for(one.attestee.full_name) if frozen else ""
        return _made(one, day, ON_PAPER, frozen.sha256 if frozen else "", name)
    return _made(one, None, one.stage.value, done=one.stage in (Stage.ATTACHED, Stage.DECIDED))


def _made(
    one: Person, day: date | None, state: str, sha256: str = "", file_name: str = "", *, done: bool = True
) -> Line:
    who = one.attestee
    category = category_of(who.claimed_category) or one_line(who.claimed_category)
    period = period_of(one)
    return Line(
        one.id,
        who.full_name,
        who.form,
        category,
        period,
        one_line(who.period),
        day,
        state,
        sha256,
        file_name,
        done,
    )


def _order(line: Line) -> tuple[bool, date, str]:
    return (line.sent_on is None, line.sent_on or date.max, line.name)


def _half(line: Line) -> tuple[int, bool] | None:
    """The year and whether it is its autumn: the contract of winter holds from January to August."""
    day = line.sent_on
    return (day.year, day.month >= _AUTUMN_FROM) if day and line.done else None


def _school_year(line: Line) -> int | None:
    day = line.period.first_day if line.period else line.sent_on
    return None if day is None else day.year - (day.month < _SCHOOL_YEAR_FROM)


def _half_words(year: int, autumn: bool) -> str:
    return f"Договор на осень {year} года" if autumn else f"Договор на первую половину {year} года"


def _month_words(month: tuple[int, int] | None) -> str:
    return f"{MONTHS_NOMINATIVE[month[1] - 1]} {month[0]}" if month else "день не отмечен"


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
