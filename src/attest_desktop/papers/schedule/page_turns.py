"""What a page's end cuts in two: a row, or a cell that belongs to several rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from attest_desktop.papers.schedule.raw import RawCell, RawRow, RawTable


def mended(tables: Sequence[RawTable]) -> list[RawTable]:
    """The tables with what the end of a page cut put together again, where that can be told for certain.

    A row without a number of its own, where rows are numbered, is the rest of the row before. An empty cell over
    several rows at the top of a page goes on from the page before: nobody merges empty cells there.
    """
    made: list[RawTable] = []
    for table in tables:
        if made and made[-1].rows and made[-1].width == table.width:
            table = _carried_down(made[-1], table)
            made[-1], table = _row_joined(made[-1], table)
        made.append(table)
    return made


def _first(former: RawTable, table: RawTable) -> int:
    """Where the rows begin that are not the head once more."""
    known = {row.said for row in former.rows[:6]}
    at = 0
    while at < len(table.rows) and (table.rows[at].said in known or table.rows[at].blank):
        at += 1
    return at


def _row_joined(former: RawTable, table: RawTable) -> tuple[RawTable, RawTable]:
    at = _first(former, table)
    if at >= len(table.rows) or not table.width:
        return former, table
    last, rest = former.rows[-1], table.rows[at]
    numbered = sum(row.cells[0].line.strip(".").isdigit() for row in former.rows if row.cells)
    begun = bool(last.cells) and last.cells[0].line.strip(".").isdigit()
    if not begun or 2 * numbered < len(former.rows) or rest.cells[0].line or len(rest.said) < 1:
        return former, table
    if rest.cells[0].across or any(cell.across for cell in rest.cells) or len(last.cells) != len(rest.cells):
        return former, table  # a title over the columns
    cells = tuple(
        replace(a, text=f"{a.text}\n{b.text}".strip("\n")) if b.text and not b.down else a
        for a, b in zip(last.cells, rest.cells, strict=True)
    )
    joined = replace(former, rows=(*former.rows[:-1], replace(last, cells=cells)))
    return joined, replace(table, rows=(*table.rows[:at], *table.rows[at + 1 :]))


def _carried_down(former: RawTable, table: RawTable) -> RawTable:
    at = _first(former, table)
    rows = [*table.rows]
    last = former.rows[-1]
    for column in range(table.width):
        above = last.cells[column] if column < len(last.cells) else RawCell()
        end = at
        while end < len(rows) and column < len(rows[end].cells):
            cell = rows[end].cells[column]
            if cell.text or cell.down != (end > at) or cell.across:
                break
            end += 1
        if above.line and not above.across and end - at > 1:
            for place in range(at, end):
                rows[place] = _with(rows[place], column, replace(above, down=True))
    return replace(table, rows=tuple(rows))


def _with(row: RawRow, column: int, cell: RawCell) -> RawRow:
    return replace(row, cells=(*row.cells[:column], cell, *row.cells[column + 1 :]))
