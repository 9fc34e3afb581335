"""Which criterion a blank is for: by the number printed beside it, else by the order of the blanks."""

from __future__ import annotations

import re

from attest_desktop.papers.template.blank import Found
from attest_desktop.papers.template.context import Scene
from attest_desktop.papers.template.layout import Cell
from attest_desktop.papers.template.surroundings import Surroundings

_BEGINS = re.compile(
    r"\s*(?:(?:показатель|критерий)\s*)?(?:№\s*)?(\d{1,2})(?:\.(\d{1,2}))?\s*(?:[.):]|$)", re.IGNORECASE
)
_FURTHEST = 4  # numbers passed over at once; more are another count


class CriterionNumbers:
    """Numbers of the criteria of one form, counted from 0 in the order of reading."""

    def __init__(self) -> None:
        self._next = 0
        self._bases: dict[object, int] = {}

    def number(self, found: Found, near: Surroundings, scene: Scene, cell: Cell | None) -> int:
        """The number of the next blank's criterion; a blank in between that was not recognised shifts nothing."""
        printed = printed_number(found, near, scene)
        index = self._next
        if printed is not None:
            whole, part = printed
            table = cell.table if cell is not None and found.row else None
            if part is not None:
                base, number = 1, part  # «4.2»: the second of point 4
                key: object = (table, whole)
            else:
                number, key = whole, table
                base = 1 if _begins_with_one(cell) else number - index
            base = self._bases.setdefault(key, base - (index if base == 1 and part is not None else 0))
            if index <= number - base <= index + _FURTHEST:
                index = number - base
        self._next = index + 1
        return index


def printed_number(found: Found, near: Surroundings, scene: Scene) -> tuple[int, int | None] | None:
    """The number before the wording: «2.» as (2, None), «4.2.» as (4, 2)."""
    for text in (*found.row, near.before, near.above, scene.under):
        begins = _BEGINS.match(text)
        if begins:
            return int(begins.group(1)), int(begins.group(2)) if begins.group(2) else None
        if re.search(r"\w", text):
            return None
    return None


def _begins_with_one(cell: Cell | None) -> bool:
    """Whether a row of the table over the cell is numbered «1»."""
    if cell is None:
        return False
    over = (row[0].text for row in cell.table.rows[: cell.row + 1])
    return any((begins := _BEGINS.match(text)) is not None and begins.group(1) == "1" for text in over)
