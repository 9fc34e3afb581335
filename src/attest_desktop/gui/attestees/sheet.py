"""The rows behind the table: made in the background once, then filtered, sorted and grouped without Qt."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from attest_desktop.domain.counting import counted
from attest_desktop.domain.text import normalised, words
from attest_desktop.gui.attestees.columns import Column, sort_key
from attest_desktop.gui.attestees.row import Row
from attest_desktop.work.people_filter import PeopleFilter

GONE = "gone"
# How many sorts before the last one still decide between equal rows.
SORTS_KEPT = 3


@dataclass(frozen=True, slots=True)
class Group:
    """The heading over the rows of a period: how many of them there are, how many are handed in."""

    key: str
    title: str
    count: int
    sent: int
    folded: bool

    @property
    def told(self) -> str:
        """«14 аттестуемых, отправлено 3»."""
        people = counted(self.count, "аттестуемый", "аттестуемых", "аттестуемых")
        return f"{people}, отправлено {self.sent}" if self.sent else people


class Sheet:
    """All rows with what they are found and sorted by. Never changes once made."""

    def __init__(self, rows: Sequence[Row] = (), today: date = date.min) -> None:
        self.rows = tuple(rows)
        self.today = today
        self.haystacks = [_haystack(row) for row in self.rows]
        self.ranks = {column: _ranks(self.rows, column) for column in Column}
        named = {row.period: row.period_rank for row in self.rows if not row.gone}
        self.periods = tuple(sorted(named, key=named.__getitem__))

    def __len__(self) -> int:
        return len(self.rows)

    def found(self, wanted: PeopleFilter, order: Iterable[int] | None = None) -> list[int]:
        """Places of the rows that the filter wants, in the order given (else as they came)."""
        rows, hay = self.rows, self.haystacks
        places: Iterable[int] = range(len(rows)) if order is None else order
        for word in words(wanted.text):
            places = [place for place in places if word in hay[place]]
        if wanted.stages:
            places = [place for place in places if rows[place].person.stage in wanted.stages]
        if wanted.periods:
            places = [place for place in places if rows[place].period in wanted.periods]
        if wanted.forms:
            places = [place for place in places if rows[place].person.attestee.form in wanted.forms]
        if wanted.urgent:
            places = [place for place in places if rows[place].due.urgent]
        return list(places)

    def sorted(self, sorts: Iterable[tuple[Column, bool]]) -> list[int]:
        """All places sorted by these columns (the last decides first, `True` turns it round); gone rows last."""
        order = list(range(len(self.rows)))
        for column, down in sorts:
            order.sort(key=self.ranks[column].__getitem__, reverse=down)
        rows = self.rows
        if any(row.gone for row in rows):
            order.sort(key=lambda place: rows[place].gone)
        return order


class Arrangement:
    """What the table shows from top to bottom, and why: filter, sorts, grouping, what is folded."""

    def __init__(self) -> None:
        self.sheet = Sheet()
        self.filter = PeopleFilter()
        self.grouped = True
        self.folded: set[str] = set()
        self.sorts: list[tuple[Column, bool]] = [(Column.NAME, False), (Column.DEADLINE, False)]
        self.found: list[Row] = []
        self.shown: list[Row | Group] = []
        self._order: list[int] = []

    @property
    def sort(self) -> tuple[Column, bool]:
        """The column that decides first, and whether it is turned round."""
        return self.sorts[-1]

    def take(self, sheet: Sheet) -> None:
        """Show other rows."""
        self.sheet = sheet
        self._order = sheet.sorted(self.sorts)
        self.arrange()

    def sort_by(self, column: Column, *, down: bool) -> None:
        """Sort by a column; rows that are equal in it keep their order."""
        before = [one for one in self.sorts if one[0] is not column]
        self.sorts = [*before[1 - SORTS_KEPT :], (column, down)]
        self._order = self.sheet.sorted(self.sorts)
        self.arrange()

    def look_for(self, wanted: PeopleFilter) -> None:
        """Show only these."""
        self.filter = wanted
        self.arrange()

    def arrange(self) -> None:
        """Work out what is shown."""
        rows = self.sheet.rows
        self.found = [rows[place] for place in self.sheet.found(self.filter, self._order)]
        self.shown = self._in_groups() if self.grouped else list(self.found)

    def _in_groups(self) -> list[Row | Group]:
        members: dict[str, list[Row]] = {}
        for row in self.found:
            members.setdefault(GONE if row.gone else row.period, []).append(row)
        turned = self.sort == (Column.PERIOD, True)
        keys = sorted(
            (key for key in members if key != GONE), key=lambda key: members[key][0].period_rank, reverse=turned
        )
        shown: list[Row | Group] = []
        for key in [*keys, *([GONE] if GONE in members else [])]:
            inside = members[key]
            folded = key in self.folded
            sent = sum(row.handed_in for row in inside)
            shown.append(Group(key, title_of(key), len(inside), sent, folded))
            if not folded:
                shown.extend(inside)
        return shown


def title_of(period: str) -> str:
    """«ноябрь-декабрь 2026» as a heading: «Ноябрь-декабрь 2026»."""
    if period == GONE:
        return "Больше нет в таблице сервиса"
    plain = period.replace(" - ", "\u00a0– ")
    return plain[:1].upper() + plain[1:]


def _haystack(row: Row) -> str:
    who = row.person.attestee
    place = (row.workplace, row.municipality)
    pieces = (who.full_name, who.position, *who.subjects, *place, who.email, who.period, *who.extra.values())
    return " ".join(map(normalised, pieces))


def _ranks(rows: Sequence[Row], column: Column) -> list[int]:
    """For each row the place of its key among all: comparing small numbers is what makes sorting quick."""
    keys = [sort_key(row, column) for row in rows]
    place = {key: number for number, key in enumerate(sorted(set(keys)))}
    return [place[key] for key in keys]
