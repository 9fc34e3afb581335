"""One attestee as the table knows them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import Any

from attest_desktop.domain.period import PeriodReading, read_period
from attest_desktop.domain.text import normalised, one_line
from attest_desktop.domain.tomsk import day_in_tomsk
from attest_desktop.gui.attestees.due import Due
from attest_desktop.work.people import Person

NO_PERIOD = "период не указан"


@dataclass(eq=False, slots=True)
class Row:
    """One attestee as the table knows them. `period` names the period they are grouped and filtered by.

    `taken_back` tells that the expert took the finished conclusion out of the outbox. `texts` keeps what the
    cells say, by column, once it was worked out.
    """

    person: Person
    due: Due
    period: str
    period_rank: tuple[Any, ...]
    workplace: str = ""
    municipality: str = ""
    taken_back: bool = False
    texts: dict[int, tuple[str, str]] = field(default_factory=dict)
    # Asked of ten thousand rows at every key press: not through three objects each time.
    id: str = field(init=False)
    gone: bool = field(init=False)
    handed_in: bool = field(init=False)

    def __post_init__(self) -> None:
        self.id = self.person.id
        self.gone = self.person.gone
        self.handed_in = self.person.handed_in


def make_row(
    person: Person,
    due: Due,
    today: date,
    correction: Mapping[str, str] | None = None,
    *,
    taken_back: bool = False,
) -> Row:
    """The row of a person; `correction` holds the place of work as the expert wrote it."""
    told = correction or {}
    period, rank = _period(person, today)
    workplace, municipality = one_line(told.get("workplace", "")), one_line(told.get("municipality", ""))
    return Row(person, due, period, rank, workplace, municipality, taken_back)


def _period(person: Person, today: date) -> tuple[str, tuple[Any, ...]]:
    written = one_line(person.attestee.period)
    if not written:
        return NO_PERIOD, (2, 0, 0, "")
    # A year that is not written is the one of the season in which the row appeared, as with the deadlines.
    around = day_in_tomsk(person.first_seen_at) if person.first_seen_at else today
    period = _read(written, around).period
    if period is None:
        return written, (1, 0, 0, normalised(written))
    return str(period), (0, period.year, period.month, "")


@lru_cache(maxsize=1024)
def _read(text: str, around: date) -> PeriodReading:
    return read_period(text, around)
