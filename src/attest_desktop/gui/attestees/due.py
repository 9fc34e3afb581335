"""What is due of one attestee: the deadline that the table shows, and how urgent it is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from attest_desktop.domain.deadlines import HANDING_IN, Kind
from attest_desktop.gui.words import day
from attest_desktop.work.people import Person
from attest_desktop.work.remind import Reminder, State

_URGENT = (State.OVERDUE, State.TODAY, State.SOON)
_OPEN, _DONE, _OVER, _UNKNOWN = range(4)
# After the electronic file has arrived: what is left is not the writing.
_REST = {Kind.PAPER: "осталась бумага", Kind.CONTROL: "остался контроль"}


@dataclass(frozen=True, slots=True)
class Due:
    """The deadline of a row: its day, a few words on how far it is, and the reminder that it comes from.

    `rank` sorts by urgency: what is overdue first, then by the day; what is done and what is not known last.
    `reminders` are all of this attestee, by their days.
    """

    day: date | None = None
    words: str = ""
    state: State | None = None
    rank: tuple[int, int, int] = (_UNKNOWN, 0, 0)
    main: Reminder | None = None
    reminders: tuple[Reminder, ...] = ()

    @property
    def urgent(self) -> bool:
        """Whether a week or less is left, or nothing."""
        return self.state in _URGENT

    def in_full(self, today: date) -> tuple[str, ...]:
        """Sentences for the tooltip: what is to be done until when, the rule, where it stands."""
        if self.main is None:
            return (
                (f"Сдать до: {day(self.day, today)}.",) if self.day else ("Срок не определён: период не понят.",)
            )
        one = self.main
        told = [f"{one.what}: {day(one.day, today)}, {one.left}."]
        if one.day_off:
            told.append(f"Этот день — {one.day_off}.")
        if one.note:
            told.append(f"Учтите: {one.note}.")
        told += [f"Правило: {one.rule}", f"Источник: {one.source}."]
        return tuple(told)


def due_of(person: Person, reminders: Sequence[Reminder]) -> Due:
    """The deadline of this person, out of the reminders that are theirs."""
    handing_in = [one for one in reminders if one.kind in HANDING_IN]
    open_now = [one for one in handing_in if one.state is not State.DONE]
    if not open_now and (handing_in or person.handed_in):
        open_now = [one for one in reminders if one.kind is Kind.CONTROL and one.state is not State.DONE]
    told = tuple(reminders)
    if open_now:
        main = open_now[0]
        words = main.left
        if person.handed_in and main.state is not State.OVERDUE:
            words = _REST.get(main.kind, words)
        rank = (_OPEN, main.day.toordinal(), int(person.handed_in))
        return Due(main.day, words, main.state, rank, main, told)
    if handing_in:
        main = handing_in[0]
        return Due(main.day, main.left, State.DONE, (_DONE, main.day.toordinal(), 0), main, told)
    if person.hand_in_by is not None:
        return Due(person.hand_in_by, rank=(_OVER, person.hand_in_by.toordinal(), 0), reminders=told)
    return Due(reminders=told)


def by_person(reminders: Iterable[Reminder]) -> dict[str, list[Reminder]]:
    """The reminders of each attestee by id, in the order given."""
    found: dict[str, list[Reminder]] = {}
    for one in reminders:
        if one.attestee_id is not None:
            found.setdefault(one.attestee_id, []).append(one)
    return found
