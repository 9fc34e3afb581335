"""Cells that are many of a kind: a column of a list, a row of a grid. No one value of a person belongs there."""

from __future__ import annotations

import re
from collections import Counter

from attest_desktop.papers.template.blank import BlankKind, Found
from attest_desktop.papers.template.finders.table_cells import header
from attest_desktop.papers.template.layout import Cell, Table
from attest_desktop.papers.template.lexicon import Lexicon

_TELLING = 0.9  # «Категория» beside, «имеющаяся» above


class Grids:
    """What is known of the tables of one form."""

    def __init__(self, words: Lexicon) -> None:
        self._words = words
        self._columns: dict[Table, Counter[tuple[int, str]]] = {}

    def rows_alike(self, found: Found, cell: Cell | None) -> int:
        """How many vacant cells stand under the same name with no words of their own in their rows."""
        if found.kind is not BlankKind.TABLE_CELL or cell is None or not found.column:
            return 1
        if any(re.search(r"[^\W\d]", text) for text in found.row):
            return 1
        names = self._columns.get(cell.table)
        if names is None:
            names = self._columns[cell.table] = Counter(
                (one.column, header(one)) for row in cell.table.rows if len(row) > 1 for one in row if one.vacant
            )
        return names[cell.column, found.column]

    def in_row_of_many(self, found: Found, cell: Cell | None) -> bool:
        """Whether the cell is one of several of its row under a column that names neither value nor person."""
        if found.kind is not BlankKind.TABLE_CELL or cell is None or not found.column or found.caption:
            return False
        if self._words.read_label(found.column).keys or self._words.person(found.column):
            return False
        if found.row and self._words.read_label(f"{found.row[-1]} {found.column}").covered > _TELLING:
            return False
        return sum(one.vacant for one in cell.table.rows[cell.row]) > 1
