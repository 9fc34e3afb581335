"""Which attestees are looked for, and the filters that the expert keeps under names of their own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from attest_desktop.domain.attestee import Form
from attest_desktop.domain.errors import UserError
from attest_desktop.domain.text import normalised, one_line
from attest_desktop.work.desk import Desk
from attest_desktop.work.people import Stage

KEPT = "people-filters"
LONGEST_NAME = 40


@dataclass(frozen=True, slots=True)
class PeopleFilter:
    """What is looked for: every word of `text`, one of each set that is not empty, and only what is `urgent`.

    `periods` are the names of periods as the table groups by them, e.g. «ноябрь-декабрь 2026».
    """

    text: str = ""
    periods: frozenset[str] = frozenset()
    forms: frozenset[Form] = frozenset()
    stages: frozenset[Stage] = frozenset()
    urgent: bool = False

    @property
    def narrows(self) -> bool:
        """Whether anything is left out by it."""
        return bool(normalised(self.text) or self.periods or self.forms or self.stages or self.urgent)


@dataclass(frozen=True, slots=True)
class KeptFilter:
    """A filter with the name that the expert gave it."""

    name: str
    filter: PeopleFilter


def kept_filters(desk: Desk) -> tuple[KeptFilter, ...]:
    """The kept filters in the order in which they were kept. They may hold names: so they lie in the store."""
    kept: list[dict[str, Any]] = desk.store.facts.get(KEPT, [])
    return tuple(KeptFilter(str(one["name"]), _read(one)) for one in kept if one.get("name"))


def keep_filter(desk: Desk, name: str, wanted: PeopleFilter) -> tuple[KeptFilter, ...]:
    """Keep a filter; one of the same name (case and ё/е do not matter) gives way. Returns all kept ones.

    Raises UserError for an empty name and for a filter that leaves nobody out.
    """
    name = one_line(name)[:LONGEST_NAME].strip()
    if not name:
        raise UserError("У отбора нет названия.", "Напишите, как его назвать.")
    if not wanted.narrows:
        raise UserError("Этот отбор показывает всех.", "Сначала выберите период, форму или состояние.")
    kept = list(kept_filters(desk))
    places = [place for place, one in enumerate(kept) if normalised(one.name) == normalised(name)]
    if places:
        kept[places[0]] = KeptFilter(name, wanted)
    else:
        kept.append(KeptFilter(name, wanted))
    _write(desk, kept)
    return tuple(kept)


def forget_filter(desk: Desk, name: str) -> tuple[KeptFilter, ...]:
    """Remove the filter of this name, if there is one. Returns those that are left."""
    kept = tuple(one for one in kept_filters(desk) if one.name != name)
    _write(desk, kept)
    return kept


def _write(desk: Desk, kept: list[KeptFilter] | tuple[KeptFilter, ...]) -> None:
    desk.store.facts.set(KEPT, [{"name": one.name, **_written(one.filter)} for one in kept], desk.now())


def _written(one: PeopleFilter) -> dict[str, Any]:
    return {
        "text": one.text,
        "periods": sorted(one.periods),
        "forms": sorted(form.value for form in one.forms),
        "stages": sorted(stage.name for stage in one.stages),
        "urgent": one.urgent,
    }


def _read(kept: Mapping[str, Any]) -> PeopleFilter:
    """What a later version of the program wrote and this one does not know is left out."""
    return PeopleFilter(
        str(kept.get("text", "")),
        frozenset(str(period) for period in kept.get("periods", ())),
        frozenset(form for form in Form if form.value in kept.get("forms", ())),
        frozenset(stage for stage in Stage if stage.name in kept.get("stages", ())),
        bool(kept.get("urgent")),
    )
