"""Criteria of the Procedure: sets with their source and dates; the expert's own wording lies over the built-in."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import Any

from attest_desktop import bundled
from attest_desktop.domain.attestee import category_of
from attest_desktop.domain.errors import NotFoundError
from attest_desktop.domain.period import parse_period
from attest_desktop.domain.text import normalised
from attest_desktop.store import FileKind, StoredFile
from attest_desktop.work.desk import Desk

CHANGED = "criteria.sets"
CHECK_IT = "проверьте по официальному тексту"


@dataclass(frozen=True, slots=True)
class Criterion:
    """One criterion; `text` is the official wording, empty while nobody has put it in."""

    number: str
    heading: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class CriteriaSet:
    """The criteria of one point of an order. `in_force_until` is None when no end is known.

    `checked` tells that the expert compared it with the official text, `changed` that it is not as shipped.
    """

    order: str
    point: str
    category: str
    in_force_from: date
    in_force_until: date | None
    items: tuple[Criterion, ...]
    checked: bool = False
    changed: bool = False

    @property
    def key(self) -> str:
        """The name under which changes are kept."""
        return f"{normalised(self.order)} {self.point}"

    @property
    def source(self) -> str:
        """«Приказ …, п. 35»."""
        return f"{self.order}, п.\u00a0{self.point}"

    @property
    def dates(self) -> str:
        """«действует с 01.09.2023 по 31.08.2029»."""
        until = f" по {self.in_force_until:%d.%m.%Y}" if self.in_force_until else ""
        return f"действует с {self.in_force_from:%d.%m.%Y}{until}"

    def in_force(self, day: date) -> bool:
        """Whether the day lies in its time."""
        return self.in_force_from <= day and (self.in_force_until is None or day <= self.in_force_until)

    def item(self, number: str) -> Criterion | None:
        """The criterion with the number."""
        return next((one for one in self.items if one.number == number), None)


def criteria_sets(desk: Desk) -> tuple[CriteriaSet, ...]:
    """All sets as the expert has them, the newest first."""
    kept: dict[str, Any] = desk.store.facts.get(CHANGED, default={})
    return tuple(_changed(one, kept.get(one.key)) for one in built_in_sets())


def criteria_for(desk: Desk, claimed_category: str, day: date) -> CriteriaSet:
    """The set in force on the day for the category (the first, when it is not the highest)."""
    return chosen(criteria_sets(desk), claimed_category, day)


def chosen(sets: tuple[CriteriaSet, ...], claimed_category: str, day: date) -> CriteriaSet:
    """Of the sets for the category the one in force on the day; else the one that came last before it."""
    wanted = category_of(claimed_category) or "первая"
    fitting = [one for one in sets if one.category == wanted]
    in_force = [one for one in fitting if one.in_force(day)]
    begun = [one for one in fitting if one.in_force_from <= day]
    return max(in_force or begun or fitting, key=lambda one: one.in_force_from)


def day_of(period: str, today: date) -> date:
    """The day by which the set is chosen: the first of the attestation period; today when it is not understood."""
    found = parse_period(period)
    return date(found.year, found.month, 1) if found else today


def change_set(desk: Desk, changed: CriteriaSet) -> None:
    """Keep the expert's headings, wording and mark «проверено» over the built-in set."""
    kept: dict[str, Any] = desk.store.facts.get(CHANGED, default={})
    items = [{"number": one.number, "heading": one.heading, "text": one.text} for one in changed.items]
    kept[changed.key] = {"items": items, "checked": changed.checked}
    desk.store.facts.set(CHANGED, kept, desk.now())


def restore_set(desk: Desk, key: str) -> CriteriaSet:
    """«Вернуть как было»: the set as it was shipped."""
    kept: dict[str, Any] = desk.store.facts.get(CHANGED, default={})
    kept.pop(key, None)
    desk.store.facts.set(CHANGED, kept, desk.now())
    return next(one for one in built_in_sets() if one.key == key)


def split_wording(pasted: str) -> tuple[str, ...]:
    """A point pasted from the order, as one text for each criterion: its lines without the head and numbers."""
    lines = [" ".join(line.split()) for line in pasted.replace("\x0b", "\n").splitlines()]
    return tuple(line.lstrip("-–—•0123456789.) ") for line in lines if line and not line.endswith(":"))


def kept_guide(desk: Desk) -> StoredFile | None:
    """The «расшифровка» of the template as last downloaded; None when the cabinet offered none."""
    return desk.store.files.latest(FileKind.GUIDE)


def guide_content(desk: Desk) -> tuple[str, bytes]:
    """Name and bytes of the guide. Raises NotFoundError."""
    kept = kept_guide(desk)
    if kept is None:
        raise NotFoundError("Расшифровка шаблона ещё не скачана.", "Нажмите «Обновить», когда будет связь.")
    return kept.file_name, desk.store.files.content(kept.id)


@lru_cache(maxsize=1)
def built_in_sets() -> tuple[CriteriaSet, ...]:
    """The sets as shipped, the newest first."""
    data = tomllib.loads(bundled.path("criteria.toml").read_text("utf-8"))
    made = [
        CriteriaSet(
            one["order"],
            one["point"],
            one["category"],
            one["in_force_from"],
            one.get("in_force_until"),
            tuple(Criterion(item["number"], item["heading"], item.get("text", "")) for item in one["item"]),
            checked=one["checked"],
        )
        for one in data["set"]
    ]
    return tuple(sorted(made, key=lambda one: one.in_force_from, reverse=True))


def _changed(one: CriteriaSet, kept: Mapping[str, Any] | None) -> CriteriaSet:
    if not kept:
        return one
    items = tuple(Criterion(item["number"], item["heading"], item["text"]) for item in kept["items"])
    return replace(one, items=items, checked=kept["checked"], changed=True)
