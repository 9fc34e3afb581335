"""Control until the 12th: what the last look into the cabinet found, and who is still to be looked into."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum

from attest_desktop.domain.period import parse_period
from attest_desktop.work.desk import Desk
from attest_desktop.work.people import Person, people

logger = logging.getLogger(__name__)

KEPT = "control."
_LONG_AGO = 60  # days


class Standing(Enum):
    """How the conclusion in the cabinet was found."""

    NOT_LOOKED = "not_looked"
    IN_ORDER = "in_order"
    OURS_IN_ORDER = "ours_in_order"
    FAULTY = "faulty"
    NOT_ATTACHED = "not_attached"
    CANNOT_COMPARE = "cannot_compare"
    DECIDED = "decided"


NOT_LOOKED = "Заключение в личном кабинете ещё не проверялось."
NOT_ATTACHED = "В личном кабинете заключение не прикреплено. Напомните педагогу загрузить все страницы."
NOT_SHOWN = "Сервис показывает «прикреплено», но открыть файл не даёт. Посмотрите его на сайте."
NO_ORIGINAL = "Сверить не с чем: заключение для этого педагога в программе не завершено. Посмотрите файл на сайте."
OURS_IN_ORDER = "Все страницы на месте, подписи специалистов есть. Аттестуемый расписывается на бумаге."


@dataclass(frozen=True, slots=True)
class Control:
    """What the last control of one attestee found: sentences for the user, and when; `looked_at` None: never.

    `sha256` is of the file that was looked at, empty when there was none.
    """

    attestee_id: str
    full_name: str
    standing: Standing
    said: tuple[str, ...]
    looked_at: datetime | None = None
    sha256: str = ""

    @property
    def done(self) -> bool:
        """Whether nothing is left to be seen to."""
        return self.standing is Standing.IN_ORDER


def controlled(desk: Desk, attestee_id: str) -> Control:
    """What the last control found, as kept."""
    return _kept(desk, attestee_id, desk.store.attestees.get(attestee_id).attestee.full_name)


def all_controlled(desk: Desk, known: Iterable[Person]) -> dict[str, Control]:
    """The same of these people, by id, in one question to the store."""
    found = desk.store.facts.beginning(KEPT)
    return {one.id: _control(one.id, one.attestee.full_name, *found.get(one.id, (None, None))) for one in known}


def to_be_controlled(desk: Desk, today: date) -> tuple[tuple[date | None, Control], ...]:
    """Everybody whose conclusion was not yet found in order, with the day (the 12th) until which it must be.

    Periods that ended long ago are left out; the nearest day comes first, unknown days last.
    """
    known = people(desk, include_gone=False)
    found = all_controlled(desk, known)
    waiting = [
        (day, found[one.id]) for one in known if (day := _until(one)) is None or (today - day).days <= _LONG_AGO
    ]
    return tuple(
        sorted(
            ((day, one) for day, one in waiting if not one.done),
            key=lambda pair: (pair[0] is None, pair[0] or today),
        )
    )


def _until(one: Person) -> date | None:
    period = parse_period(one.attestee.period)
    return period.hand_in_by if period else None


def _kept(desk: Desk, attestee_id: str, full_name: str) -> Control:
    name = KEPT + attestee_id
    return _control(attestee_id, full_name, desk.store.facts.get(name), desk.store.facts.saved_at(name))


def _control(attestee_id: str, full_name: str, kept: object, looked_at: datetime | None) -> Control:
    if not isinstance(kept, dict):
        return Control(attestee_id, full_name, Standing.NOT_LOOKED, (NOT_LOOKED,))
    return Control(
        attestee_id,
        full_name,
        Standing(kept["standing"]),
        tuple(kept["said"]),
        looked_at,
        kept["sha256"],
    )
