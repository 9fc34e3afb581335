"""Which row of the attestation page is which row of the store.

The page has no key of its own, so a row's id comes from its words, and changes when the Centre corrects them. A
row keeps the id under which it was stored first, because drafts, files and the outbox hang on it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from attest_desktop.domain.attestee import Attestee
from attest_desktop.domain.text import normalised

T = TypeVar("T")
Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class KnownRow:
    """A stored row: `page_id` is the id that the page's words gave when it was last seen."""

    attestee: Attestee
    page_id: str
    gone: bool


def matched_ids(known: Sequence[KnownRow], fresh: Sequence[Attestee]) -> list[str]:
    """The id to store each fresh row under, in the order of `fresh`; no id comes twice.

    A row is known by its page id, or else by (full name, period), or else by (e-mail, period), where exactly one
    row on each side is left to fit. Rows that are still on the page are asked before those that had gone.
    """
    ids: dict[int, str] = {}
    # By their ids and places, in their order: taking one out must not mean walking through all of them.
    left_known = {row.attestee.id: row for row in known}
    left_fresh = dict.fromkeys(range(len(fresh)))
    details = [_details(one) for one in fresh]
    of_page: dict[tuple[str, bool], list[KnownRow]] = {}
    for row in known:
        of_page.setdefault((row.page_id, row.gone), []).append(row)

    def settle(row: KnownRow, place: int) -> None:
        ids[place] = row.attestee.id
        del left_known[row.attestee.id], left_fresh[place]

    # Rows of equal words share a page id: paired one by one, the closest first, in an order of their own.
    for gone, closely in ((False, True), (False, False), (True, True), (True, False)):
        for place in sorted(left_fresh, key=details.__getitem__):
            alike = of_page.get((fresh[place].id, gone), ())
            same = [row for row in alike if row.attestee.id in left_known]
            if closely:
                same = [row for row in same if _details(row.attestee) == details[place]]
            if same:
                settle(min(same, key=lambda row: _details(row.attestee)), place)

    for gone in (False, True):
        for key_of in (_name_and_period, _email_and_period):
            asked = [row for row in left_known.values() if row.gone is gone]
            rows = _alone((key_of(row.attestee), row) for row in asked)
            places = _alone((key_of(fresh[place]), place) for place in left_fresh)
            for key in rows.keys() & places.keys():
                settle(rows[key], places[key])

    taken = {row.attestee.id for row in known}
    for place in left_fresh:
        ids[place] = _free(fresh[place].id, taken)
        taken.add(ids[place])
    return [ids[place] for place in range(len(fresh))]


def _name_and_period(attestee: Attestee) -> Key | None:
    name = normalised(attestee.full_name)
    return (name, normalised(attestee.period)) if name else None


def _email_and_period(attestee: Attestee) -> Key | None:
    email = attestee.email.strip().casefold()
    return (email, normalised(attestee.period)) if email else None


def _alone(items: Iterable[tuple[Key | None, T]]) -> dict[Key, T]:
    """The items whose key no other item has, by key; None is no key."""
    groups: dict[Key, list[T]] = {}
    for key, item in items:
        if key is not None:
            groups.setdefault(key, []).append(item)
    return {key: group[0] for key, group in groups.items() if len(group) == 1}


def _details(attestee: Attestee) -> tuple[str, ...]:
    return (" ".join(attestee.subjects), attestee.claimed_category, attestee.email)


def _free(wanted: str, taken: set[str]) -> str:
    if wanted not in taken:
        return wanted
    number = 2
    while f"{wanted}-{number}" in taken:
        number += 1
    return f"{wanted}-{number}"
