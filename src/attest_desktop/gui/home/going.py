"""Where a reminder's button leads, and what stands on it."""

from __future__ import annotations

from dataclasses import dataclass

from attest_desktop.domain.deadlines import Kind
from attest_desktop.gui.payloads import FINISH
from attest_desktop.work.people import Person, Stage
from attest_desktop.work.remind import Reminder

# Not a view: the file of the schedule is asked for and shown beside the cabinet.
SCHEDULE = "schedule"
_HANDING_IN = (Kind.SCAN, Kind.PAPER, Kind.HAND_IN)


@dataclass(frozen=True, slots=True)
class Way:
    """The words of the button, the view and its payload."""

    words: str
    view: str
    payload: object = None


def way(reminder: Reminder, person: Person | None) -> Way | None:
    """Where to do it; None where it is done away from the program."""
    if reminder.kind is Kind.SCHEDULE:
        return Way("Сверить…", SCHEDULE)
    if person is None:
        return None
    card = Way("Открыть", "card", person.id)
    if reminder.kind is Kind.MATERIALS:
        return Way("К материалам", "card", person.id)
    if reminder.kind is Kind.CONTROL:
        return Way("К проверке", "card", person.id)
    return _handing_in(person) if reminder.kind in _HANDING_IN else card


def way_of(person: Person) -> Way:
    """Where to go on with the attestee's conclusion."""
    return _handing_in(person)


def _handing_in(person: Person) -> Way:
    match person.stage:
        case Stage.NOT_STARTED:
            return Way("Написать", "editor", person.id)
        case Stage.DRAFT:
            return Way("Продолжить", "editor", person.id)
        case Stage.FINISHED:
            return Way("К отправке", "editor", (person.id, FINISH))
        case Stage.QUEUED | Stage.SENDING | Stage.OUTCOME_UNKNOWN | Stage.FAILED:
            return Way("В «Исходящие»", "outbox")
        case _:
            return Way("Открыть", "card", person.id)
