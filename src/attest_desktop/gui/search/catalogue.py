"""What can be found, in groups, and what was chosen lately."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from enum import Enum

from attest_desktop.gui.search.matching import Index
from attest_desktop.gui.widgets import STAGE_LOOKS
from attest_desktop.work.people import Person

MOST_OF_A_GROUP = 8
MOST_RECENT = 6


class Group(Enum):
    """A group of findings, in the order in which they stand; the value is its heading."""

    RECENT = "Недавнее"
    PEOPLE = "Аттестуемые"
    ACTIONS = "Действия"
    VIEWS = "Разделы"
    SETTINGS = "Настройки"
    GUIDE = "Справка"


@dataclass(frozen=True, slots=True)
class Entry:
    """Something to be found; `about` is told beside the title, `further` are words by which it is found too.

    `key` knows it again after the list was made anew.
    """

    key: str
    group: Group
    title: str
    about: str
    icon: str
    choose: Callable[[], object] = field(compare=False, repr=False)
    further: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the list: a heading, or an entry."""

    heading: str = ""
    entry: Entry | None = None


def person_entry(one: Person, choose: Callable[[], object]) -> Entry:
    """An attestee as an entry."""
    attestee = one.attestee
    return Entry(
        f"person.{one.id}",
        Group.PEOPLE,
        attestee.full_name,
        " · ".join(filter(None, (attestee.position, attestee.period, one.stage.value))),
        STAGE_LOOKS[one.stage][0],
        choose,
        " ".join((attestee.position, *attestee.subjects)),
    )


class Recent:
    """What was chosen or opened lately, the last first."""

    def __init__(self) -> None:
        self.keys: tuple[str, ...] = ()

    def note(self, key: str) -> None:
        """Something was opened, here or elsewhere: it comes first next time."""
        self.keys = (key, *(one for one in self.keys if one != key))[: 2 * MOST_RECENT]


class Catalogue:
    """Everything that can be found now. People are indexed once, however often it is asked."""

    def __init__(self, fixed: Sequence[Entry], people: Iterable[Entry] = ()) -> None:
        self._entries = (*people, *fixed)
        self._index = Index((one.title, one.further) for one in self._entries)
        self._by_key = {one.key: one for one in self._entries}
        self._fixed = tuple(fixed)

    def lines(self, query: str, recent: Sequence[str] = ()) -> tuple[Line, ...]:
        """What fits the query, the best group first; without one, what was chosen lately and what can be done."""
        if not query.strip():
            return self._offered(recent)
        groups: dict[Group, list[Entry]] = {}
        kept = {key: place for place, key in enumerate(recent)}
        fitting = [(one.cost, self._entries[one.at]) for one in self._index.find(query)]
        # Of what fits equally well, what was chosen lately comes first; the rest stays in its order.
        fitting.sort(key=lambda one: (int(one[0]), kept.get(one[1].key, len(kept))))
        for _cost, entry in fitting:
            of_group = groups.setdefault(entry.group, [])
            if len(of_group) < MOST_OF_A_GROUP:
                of_group.append(entry)
        return tuple(_lines(groups))

    def _offered(self, recent: Sequence[str]) -> tuple[Line, ...]:
        known = [self._by_key[key] for key in recent if key in self._by_key][:MOST_RECENT]
        groups: dict[Group, list[Entry]] = {Group.RECENT: known} if known else {}
        for entry in self._fixed:
            if entry not in known and entry.group not in (Group.SETTINGS, Group.GUIDE):
                groups.setdefault(entry.group, []).append(entry)
        return tuple(_lines(groups))


def _lines(groups: dict[Group, list[Entry]]) -> Iterable[Line]:
    for group, entries in groups.items():
        yield Line(heading=group.value)
        for entry in entries:
            yield Line(entry=entry)
