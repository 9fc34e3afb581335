"""What a page's end cuts in two: a row, or a cell that belongs to several rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from attest_desktop.papers.schedule.people import is_person, people_in
from attest_desktop.papers.schedule.raw import RawCell, RawRow, RawTable


def mended(tables: Sequence[RawTable]) -> list[RawTable]:
    """The tables with what the end of a page cut put together again, where that can be told for certain.

    The first row of a page is the rest of the row before when it has no number where rows are numbered, or begins
    with the rest of a name. An empty cell over several rows at the top of a page goes on from the page before:
    nobody merges empty cells there. One that begins with the rest of a name does so too.
    """
    made: list[RawTable] = []
    for table in tables:
        if made and made[-1].rows and made[-1].width == table.width:
            made[-1], table = _cells_joined(made[-1], table)
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
    if at >= len(table.rows):
        return former, table
    last, rest = former.rows[-1], table.rows[at]
    if len(last.cells) != len(rest.cells) or any(cell.across for cell in rest.cells):
        return former, table  # a title over the columns
    pairs = list(zip(last.cells, rest.cells, strict=True))
    if not (
        _goes_on_unnumbered(former, rest) or any(_rest_of_name(a.text, b.text) for a, b in pairs if not b.down)
    ):
        return former, table
    cells = tuple(replace(a, text=_joined(a.text, b.text)) if b.text and not b.down else a for a, b in pairs)
    joined = replace(former, rows=(*former.rows[:-1], replace(last, cells=cells)))
    return joined, replace(table, rows=(*table.rows[:at], *table.rows[at + 1 :]))


def _goes_on_unnumbered(former: RawTable, rest: RawRow) -> bool:
    numbered = sum(row.cells[0].line.strip(".").isdigit() for row in former.rows if row.cells)
    begun = former.rows[-1].cells[0].line.strip(".").isdigit()
    return begun and 2 * numbered >= len(former.rows) and not rest.cells[0].line and bool(rest.said)


def _rest_of_name(above: str, below: str) -> bool:
    """Whether what stands below only makes a name with what stands above: «Чулымский Роман», «Олегович»."""
    if not above.strip() or not below.strip() or is_person(below):
        return False
    before, after = (people_in(text) for text in (above, _joined(above, below)))
    names, longer = ([one.full_name for one in found] for found in (before, after))
    return is_person(_joined(above, below)) and bool(longer) and names != longer and len(names) <= len(longer)


def _halves(former: RawTable, column: int, below: str) -> bool:
    """Whether the cells of a column name so many people each, and these two cells only together."""
    texts = [
        row.cells[column].text for row in former.rows if column < len(row.cells) and not row.cells[column].down
    ]
    if not texts:
        return False
    *others, above = [len(people_in(text)) for text in texts if is_person(text)] or [0]
    return len(others) > 1 and 0 < above < others[0] and set(others) == {above + len(people_in(below))}


def _joined(above: str, below: str) -> str:
    return f"{above}\n{below}".strip("\n")


def _cells_joined(former: RawTable, table: RawTable) -> tuple[RawTable, RawTable]:
    """Cells over several rows that the page's end cut."""
    at = _first(former, table)
    old, new = [*former.rows], [*table.rows]
    for column in range(table.width):
        above = old[-1].cells[column] if column < len(old[-1].cells) else RawCell()
        end = at
        while end < len(new) and column < len(new[end].cells) and new[end].cells[column].down == (end > at):
            end += 1
        if not above.line or above.across or end == at or new[at].cells[column].across:
            continue
        below = new[at].cells[column].text
        if end - at < 2 and not (above.down and below):
            continue
        if below and not (_rest_of_name(above.text, below) or _halves(former, column, below)):
            continue
        whole = _joined(above.text, below)
        for place in range(at, end):
            new[place] = _with(new[place], column, RawCell(whole, down=True))
        place = len(old) - 1
        while place >= 0 and column < len(old[place].cells):
            cell = old[place].cells[column]
            old[place] = _with(old[place], column, replace(cell, text=whole))
            if not cell.down:
                break
            place -= 1
    return replace(former, rows=tuple(old)), replace(table, rows=tuple(new))


def _with(row: RawRow, column: int, cell: RawCell) -> RawRow:
    return replace(row, cells=(*row.cells[:column], cell, *row.cells[column + 1 :]))
