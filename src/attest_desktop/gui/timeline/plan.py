"""What the picture of a period tells: its days, periods, deadlines with how many are done, contracts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from attest_desktop.domain.counting import counted, day_off, time_left
from attest_desktop.domain.deadlines import HANDING_IN, Kind
from attest_desktop.domain.names import short_name
from attest_desktop.domain.period import Period, read_period
from attest_desktop.domain.tomsk import day_in_tomsk
from attest_desktop.gui.home.todo import thing, written_day
from attest_desktop.work.people import Person
from attest_desktop.work.remind import Agenda, Reminder, State

WEEK = timedelta(days=7)
# How long after its end a period with nothing left to do is still part of the season.
_STILL_SHOWN = timedelta(days=31)

_NOUNS = {
    Kind.CONTRACT: "Договор",
    Kind.SCHEDULE: "График",
    Kind.MATERIALS: "Материалы",
    Kind.PAPER: "Сдача на бумаге",
    Kind.SCAN: "Размещение",
    Kind.HAND_IN: "Сдача заключений",
    Kind.CONTROL: "Контроль",
}


@dataclass(frozen=True, slots=True)
class Bar:
    """A period: its two months, how many attestees it has, how many conclusions are handed in."""

    period: Period
    total: int
    done: int

    @property
    def title(self) -> str:
        """«Ноябрь-декабрь 2026»."""
        words = str(self.period)
        return words[0].upper() + words[1:]

    @property
    def words(self) -> str:
        """«Ноябрь-декабрь 2026: сдано 3 из 8»."""
        return f"{self.title}: сдано {self.done} из {self.total}"

    def over(self, today: date) -> bool:
        """Whether it is done with and lies some time back."""
        return self.done == self.total and self.period.last_day + _STILL_SHOWN < today


@dataclass(frozen=True, slots=True)
class Mark:
    """One deadline on its day: what, how many are done of how many, the short names of the others.

    `total` is 0 for what is done once for all; `past` tells that the day is over and nobody can know any more.
    """

    day: date
    kind: Kind
    what: str
    done: int
    total: int
    names: tuple[str, ...]
    finished: bool
    past: bool
    rule: str
    source: str

    @property
    def words(self) -> str:
        """«Разместить заключения: сделано 2 из 5», «Изучить утверждённый график»."""
        if not self.total:
            return self.what
        if self.past:
            people = counted(self.total, "аттестуемый", "аттестуемых", "аттестуемых")
            return f"{self.what}: {people}"
        if self.finished:
            return f"{self.what}: всё сделано"
        return f"{self.what}: сделано\u00a0{self.done}\u00a0из\u00a0{self.total}"

    @property
    def brief(self) -> str:
        """«Разместить заключения: 2 из 5»: for a label."""
        return self._counted(self.what)

    @property
    def briefest(self) -> str:
        """«Размещение: 2 из 5»: for a label of a small picture."""
        return self._counted(_NOUNS[self.kind])

    def _counted(self, words: str) -> str:
        return f"{words}: {self.done}\u00a0из\u00a0{self.total}" if self.total and not self.past else words


@dataclass(frozen=True, slots=True)
class Window:
    """A contract: from when until when it is signed."""

    begins: date
    ends: date
    what: str
    finished: bool


@dataclass(frozen=True, slots=True)
class Plan:
    """All that is drawn from `first` to `last`, both days inclusive."""

    title: str
    first: date
    last: date
    today: date
    bars: tuple[Bar, ...]
    marks: tuple[Mark, ...]
    windows: tuple[Window, ...]

    @property
    def days(self) -> int:
        """How many days it spans."""
        return (self.last - self.first).days + 1

    @property
    def total(self) -> int:
        """How many attestees."""
        return sum(bar.total for bar in self.bars)

    @property
    def done(self) -> int:
        """How many conclusions are handed in."""
        return sum(bar.done for bar in self.bars)

    def by_day(self) -> tuple[tuple[date, tuple[Mark, ...]], ...]:
        """The marks of each day, the earliest day first."""
        days: dict[date, list[Mark]] = {}
        for mark in self.marks:
            days.setdefault(mark.day, []).append(mark)
        return tuple((day, tuple(days[day])) for day in sorted(days))

    def told(self) -> str:
        """The picture in words, a line each."""
        lines = [f"{self.title}. Сегодня {written_day(self.today)}."]
        lines += [f"{bar.words}." for bar in self.bars]
        lines += [
            f"{written_day(mark.day, day_off(mark.day))}: {mark.words}, {left(mark, self.today)}."
            for mark in self.marks
        ]
        lines += [f"До {written_day(one.ends)}: {one.what}." for one in self.windows]
        return "\n".join(lines).replace("\u00a0", " ")


def left(mark: Mark, today: date) -> str:
    """«осталось 5 дней», «сделано», «прошло»."""
    if mark.finished:
        return "сделано"
    return "прошло" if mark.past else time_left((mark.day - today).days)


def handed_over(known: Sequence[Person], agenda: Agenda) -> frozenset[str]:
    """The ids of those whose conclusion is with the service, or was handed in on paper as the user said."""
    every = (*agenda.past, *agenda.reminders)
    said = {one.attestee_id for one in every if one.kind in HANDING_IN and one.state is State.DONE}
    return frozenset(one.id for one in known if one.handed_in or one.id in said)


def bars(known: Sequence[Person], agenda: Agenda) -> tuple[Bar, ...]:
    """The periods of these people in order of time, without those gone and those long done with."""
    today, handed = agenda.today, handed_over(known, agenda)
    found: dict[Period, list[Person]] = {}
    for person in known:
        period = period_of(person, today)
        if period is not None and not person.gone:
            found.setdefault(period, []).append(person)
    made = (Bar(period, len(those), sum(one.id in handed for one in those)) for period, those in found.items())
    return tuple(sorted((bar for bar in made if not bar.over(today)), key=lambda bar: bar.period))


def period_of(person: Person, today: date) -> Period | None:
    """The period of the attestee's row; the year that is not written as in the agenda."""
    around = day_in_tomsk(person.first_seen_at) if person.first_seen_at else today
    return read_period(person.attestee.period, around).period


def current(found: Sequence[Bar]) -> Bar | None:
    """The period that is to be looked at: the first in which something is left, else the last one."""
    unfinished = [bar for bar in found if bar.done < bar.total]
    return unfinished[0] if unfinished else found[-1] if found else None


def plan(
    known: Sequence[Person], agenda: Agenda, period: Period | None = None, *, ahead_only: bool = False
) -> Plan | None:
    """The picture of one period, or of the whole season; None when there is no period.

    `ahead_only` leaves out what there is no sense in doing any more.
    """
    shown = [bar for bar in bars(known, agenda) if period in (None, bar.period)]
    if not shown:
        return None
    ids = {
        one.id for one in known if not one.gone and period_of(one, agenda.today) in [bar.period for bar in shown]
    }
    every = [*(() if ahead_only else agenda.past), *agenda.reminders]
    schedules = {bar.period.first_day for bar in shown}
    kept = [
        one
        for one in every
        if one.attestee_id in ids or (one.kind is Kind.SCHEDULE and one.day + 2 * WEEK in schedules)
    ]
    marks = _marks(kept, agenda)
    days = [mark.day for mark in marks]
    first = min([*days, shown[0].period.first_day])
    last = max([*days, *(bar.period.last_day for bar in shown)])
    # Whole weeks; at the edge there is room for the pole of a mark.
    first -= timedelta(days=first.weekday() or 7)
    last += timedelta(days=6 - last.weekday())
    windows = tuple(
        Window(one.begins, one.day, one.what, one.state is State.DONE)
        for one in every
        if one.kind is Kind.CONTRACT and one.begins is not None and one.begins <= last and one.day >= first
    )
    title = shown[0].title if period is not None else "Весь сезон"
    return Plan(title, first, last, agenda.today, tuple(shown), marks, windows)


def _marks(kept: Sequence[Reminder], agenda: Agenda) -> tuple[Mark, ...]:
    past = {one.key for one in agenda.past}
    found: dict[tuple[date, Kind], list[Reminder]] = {}
    for one in kept:
        found.setdefault((one.day, one.kind), []).append(one)
    made = []
    for (day, kind), those in found.items():
        done = [one for one in those if one.state is State.DONE]
        open_names = tuple(short_name(one.full_name) for one in those if one.state is not State.DONE)
        once = kind.of_expert
        made.append(
            Mark(
                day,
                kind,
                thing(kind, len(those)) or _once(those[0]),
                len(done),
                0 if once else len(those),
                () if once else open_names,
                len(done) == len(those),
                all(one.key in past for one in those),
                those[0].rule,
                those[0].source,
            )
        )
    return tuple(sorted(made, key=lambda mark: (mark.day, tuple(Kind).index(mark.kind))))


def _once(one: Reminder) -> str:
    # The period stands above the mark already.
    return "Изучить утверждённый график" if one.kind is Kind.SCHEDULE else one.what
