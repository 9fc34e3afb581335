"""What is to be done until when, for everybody whom this machine knows of: read from the store, no network."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import Enum
from types import MappingProxyType

from attest_desktop.domain.attestee import Form
from attest_desktop.domain.counting import day_off, is_weekend, time_left
from attest_desktop.domain.deadlines import (
    SCHEDULE_AHEAD,
    Deadline,
    Kind,
    Where,
    contract_on,
    contract_windows,
    deadlines,
)
from attest_desktop.domain.errors import NotFoundError
from attest_desktop.domain.period import PeriodReading, read_period
from attest_desktop.domain.text import one_line
from attest_desktop.domain.tomsk import day_in_tomsk
from attest_desktop.work.control import all_controlled
from attest_desktop.work.desk import Desk
from attest_desktop.work.people import DECISION_ADVICE, Person, Stage, people
from attest_desktop.work.schedule_kept import scheduled
from attest_desktop.work.where import chosen_where, where

SOON_DAYS = 7
_KINDS = tuple(Kind)
DONE_BY_HAND = "deadlines-done"
NOTHING_KEPT = "Аттестуемых на этом компьютере ещё нет. Обновите данные с сервиса."
WHERE_UNKNOWN = (
    "Ваш муниципалитет не известен, поэтому для очной формы взят самый ранний срок. Обновите данные с сервиса или "
    "укажите, где Вы работаете."
)
REMOTE_UNKNOWN = (
    "Для очной формы показана сдача на бумаге. Если Ваш муниципалитет отнесён к отдалённым, укажите это: тогда "
    "вместо бумаги размещается скан в электронной системе."
)


class State(Enum):
    """How near a deadline is; SOON is a week or less. The value is what the command line prints."""

    OVERDUE = "overdue"
    TODAY = "today"
    SOON = "soon"
    LATER = "later"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class Reminder:
    """One thing to do. `key` stays the same while the thing does, even if its day moves.

    `attestee_id` is None and `full_name` empty for what the expert does once for all. `days_left` is negative
    after the day. `note` says what was assumed; `begins` is the first day on which it can be done, if told.
    `by_hand` tells that the user marked it as done.
    """

    key: str
    kind: Kind
    attestee_id: str | None
    full_name: str
    what: str
    day: date
    days_left: int
    state: State
    rule: str
    source: str
    note: str = ""
    begins: date | None = None
    by_hand: bool = False

    @property
    def weekend(self) -> bool:
        """Whether the day is a Saturday or a Sunday; the day is never moved for that."""
        return is_weekend(self.day)

    @property
    def day_off(self) -> str:
        """«суббота», «воскресенье», «праздничный день», or nothing."""
        return day_off(self.day)

    @property
    def left(self) -> str:
        """«осталось 5 дней», «просрочено на 2 дня», «сделано»."""
        return "сделано" if self.state is State.DONE else time_left(self.days_left)

    @property
    def ahead(self) -> bool:
        """Whether it is still to be done and its day has not passed."""
        return self.state in (State.TODAY, State.SOON, State.LATER)


@dataclass(frozen=True, slots=True)
class Agenda:
    """All reminders by their days, and what keeps some from being known, in Russian.

    `past` are those that there is no sense in reminding of any more: for pictures of the whole period.
    """

    today: date
    where: Where
    reminders: tuple[Reminder, ...]
    problems: tuple[str, ...]
    past: tuple[Reminder, ...] = ()

    @property
    def open(self) -> tuple[Reminder, ...]:
        """What is not done."""
        return tuple(one for one in self.reminders if one.state is not State.DONE)


def agenda(desk: Desk, today: date | None = None, known: Sequence[Person] | None = None) -> Agenda:
    """The agenda of everybody in the cabinet's table as last read; `today` is that of Tomsk when not given.

    `known` are the people where the caller has read them already.
    """
    if known is None:
        known = people(desk, include_gone=False)
    return agenda_of(
        known,
        where(desk),
        today or today_of(desk),
        marked(desk),
        chosen=chosen_where(desk) is not None,
        in_order=_in_order(desk, known),
        scheduled={id_: row.begins for id_, row in scheduled(desk).items()},
    )


def today_of(desk: Desk) -> date:
    """The day it is in Tomsk by the desk's clock."""
    return day_in_tomsk(desk.now())


def agenda_of(
    known: Sequence[Person],
    where: Where,
    today: date,
    marked: Collection[str] = (),
    *,
    chosen: bool = False,
    in_order: Collection[str] = (),
    scheduled: Mapping[str, date | None] = MappingProxyType({}),
) -> Agenda:
    """The agenda of these people, without those gone from the table.

    `marked` are keys of what the user said is done; `chosen` tells that `where` was said by the user, not taken
    from the profile; `in_order` are the ids of those whose conclusion was found in order in the cabinet;
    `scheduled` has those whose row was found in a schedule that was read, with the first day that it names.
    """
    here = [person for person in known if not person.gone]
    studied = _studied(here, scheduled, today)
    reminders: dict[str, Reminder] = {}
    past: dict[str, Reminder] = {}
    proved = {*in_order, *studied}
    once: set[tuple[Kind, date]] = set()
    for deadline, person in _all(here, where, today, scheduled):
        if deadline.kind.of_expert:
            # Every attestee's period brings them along, and they are done once.
            if (deadline.kind, deadline.begins or deadline.day) in once:
                continue
            once.add((deadline.kind, deadline.begins or deadline.day))
        one = _reminder(deadline, person, today, marked, proved)
        (reminders if today <= deadline.until else past).setdefault(one.key, one)
    problems = [NOTHING_KEPT] if not here else []
    problems += dict.fromkeys(words for person in here for words in _problems(person, today))
    if any(person.attestee.form is Form.IN_PERSON for person in here):
        if where is Where.UNKNOWN:
            problems.append(WHERE_UNKNOWN)
        elif where is Where.OTHER and not chosen:
            problems.append(REMOTE_UNKNOWN)
    ordered, over = (tuple(sorted(found.values(), key=_order)) for found in (reminders, past))
    return Agenda(today, where, ordered, tuple(problems), over)


def marked(desk: Desk) -> frozenset[str]:
    """Keys of what the user said is done."""
    return frozenset(desk.store.facts.get(DONE_BY_HAND, []))


def mark(desk: Desk, key: str, *, done: bool = True) -> None:
    """Remember that the user did it, or take that back. Raises NotFoundError for a key of no reminder."""
    mark_all(desk, (key,), done=done)


def mark_all(desk: Desk, keys: Collection[str], *, done: bool = True) -> None:
    """The same for several at once; raises NotFoundError when one is a key of no reminder, then none is kept."""
    kept, said = marked(desk), frozenset(keys)
    if not said <= kept and not said <= kept.union(one.key for one in agenda(desk).reminders):
        raise NotFoundError("Такого срока в списке нет.", "Проверьте ключ: он стоит в таблице сроков.")
    keep_marked(desk, said, done=done)


def keep_marked(desk: Desk, keys: Collection[str], *, done: bool = True) -> None:
    """The same for keys that are known to be reminders'."""
    kept, said = marked(desk), frozenset(keys)
    desk.store.facts.set(DONE_BY_HAND, sorted(kept | said if done else kept - said), desk.now())


def _all(
    here: Iterable[Person], where: Where, today: date, scheduled: Mapping[str, date | None]
) -> Iterator[tuple[Deadline, Person | None]]:
    current = contract_on(today)
    if current:
        yield current, None
    for person in here:
        reading = _read(person, today)
        if reading.period is None:
            continue
        for contract in contract_windows(reading.period):
            yield contract, None
        for deadline in deadlines(reading.period, person.attestee.form, where, scheduled.get(person.id)):
            if reading.assumed:
                note = "; ".join(filter(None, (deadline.note, reading.assumed)))
                yield replace(deadline, note=note), person
            else:
                yield deadline, person


def _read(person: Person, today: date) -> PeriodReading:
    # The year that is not written is the one of the season in which the row appeared: it must not move with today.
    around = day_in_tomsk(person.first_seen_at) if person.first_seen_at else today
    return read_period(person.attestee.period, around)


def key_of(kind: Kind, subject: str) -> str:
    """The key of a thing to do: `subject` is the attestee's id, or the ISO day of what is done once for all."""
    return hashlib.sha256(f"{kind.value}|{subject}".encode()).hexdigest()[:10]


def _studied(here: Iterable[Person], scheduled: Collection[str], today: date) -> frozenset[str]:
    """Keys of the schedules that were read: who opens one here sees second expert, form and total compared."""
    periods = {_read(person, today).period for person in here if person.id in scheduled}
    return frozenset(key_of(Kind.SCHEDULE, f"{one.first_day - SCHEDULE_AHEAD}") for one in periods if one)


def _reminder(
    deadline: Deadline, person: Person | None, today: date, marked: Collection[str], proved: Collection[str]
) -> Reminder:
    """`proved` are keys of what was done for all at once, and ids of those whose conclusion is in order."""
    if deadline.kind.of_expert or person is None:
        # The period or the half-year is told by the day: its rule has no other way to move.
        whose, name, subject = None, "", f"{deadline.begins or deadline.day}"
        done = key_of(deadline.kind, subject) in proved
    else:
        whose, name, subject = person.id, person.attestee.full_name, person.id
        done = _fulfilled(deadline.kind, person) or (deadline.kind is Kind.CONTROL and person.id in proved)
    key = key_of(deadline.kind, subject)
    left = (deadline.day - today).days
    return Reminder(
        key,
        deadline.kind,
        whose,
        name,
        deadline.what,
        deadline.day,
        left,
        State.DONE if done or key in marked else _near(left),
        deadline.rule,
        deadline.source,
        deadline.note,
        deadline.begins,
        by_hand=key in marked,
    )


def _in_order(desk: Desk, known: Iterable[Person]) -> frozenset[str]:
    """Ids of those whose newest conclusion the last look into the cabinet found whole and signed."""
    handed_in = [one for one in known if one.handed_in or one.attestee.conclusion_attached]
    found = all_controlled(desk, handed_in) if handed_in else {}
    return frozenset(
        one.id
        for one in handed_in
        if found[one.id].done
        and (looked_at := found[one.id].looked_at) is not None
        and (one.conclusion is None or looked_at >= one.conclusion.frozen_at)
    )


def _fulfilled(kind: Kind, person: Person) -> bool:
    """Whether what the program sees proves it done. Paper in somebody's hands it cannot see."""
    if kind is Kind.SCAN:
        return person.handed_in
    # Who writes the conclusion has looked at the materials.
    return kind is Kind.MATERIALS and person.stage is not Stage.NOT_STARTED


def _order(one: Reminder) -> tuple[date, int, str, str]:
    return (one.day, _KINDS.index(one.kind), one.full_name, one.key)


def _near(left: int) -> State:
    if left < 0:
        return State.OVERDUE
    return State.TODAY if left == 0 else State.SOON if left <= SOON_DAYS else State.LATER


def _problems(person: Person, today: date) -> Iterator[str]:
    name = person.attestee.full_name
    written = one_line(person.attestee.period)
    reading = _read(person, today)
    if reading.period is None:
        if written:
            yield f"{name}: период «{written}» не понят ({reading.problem}), сроки не определены."
        else:
            yield f"{name}: период не указан, сроки не определены."
    elif reading.assumed:
        yield f"Период «{written}»: {reading.assumed}."
    if person.attestee.form is Form.UNKNOWN and reading.period is not None:
        yield f"{name}: форма аттестации не указана."
    if person.attestee.decision_pressed:
        yield f"{name}: {DECISION_ADVICE}"
