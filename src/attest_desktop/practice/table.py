"""What a page of the attestation table shows: its columns, rows and place among the pages."""

from __future__ import annotations

from dataclasses import dataclass

from attest_desktop.practice import wording
from attest_desktop.practice.cabinet import Cabinet, cell_lines
from attest_desktop.practice.faults import Fault
from attest_desktop.practice.state import AccountState, Row

TEMPLATES = ("conclusion_template.docx", "template_guide.docx")
"""Files of `resources/sample`, in the order of `wording.TEMPLATE_TITLES`."""


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row: the lines of each of its first cells, and what its last cell offers."""

    row: Row
    cells: tuple[tuple[str, ...], ...]
    can_view: bool
    can_replace: bool


@dataclass(frozen=True, slots=True)
class TablePage:
    """One page of the table; `number` counts from 1, up to `pages`."""

    headers: tuple[str, ...]
    rows: tuple[TableRow, ...]
    number: int
    pages: int


def table_page(cabinet: Cabinet, account: AccountState, number: int, asked: str) -> TablePage:
    """The page of that number, the last one when there are fewer; `asked` is the request, for the faults."""
    faults = cabinet.faults
    rows = cabinet.rows(account)
    if faults.strike(Fault.ROW_GONE, asked):
        rows = rows[1:]
    hidden = {wording.NAME_COLUMN} if faults.strike(Fault.PAGE_CHANGED, asked) else set()
    view_hidden = faults.strike(Fault.NO_FILE_VIEW, asked)
    size = cabinet.settings.page_size or max(len(rows), 1)
    pages = max(-(-len(rows) // size), 1)
    number = min(max(number, 1), pages)
    return TablePage(
        tuple(text for place, text in enumerate(wording.TABLE_HEADERS) if place not in hidden),
        tuple(
            TableRow(
                row,
                tuple(lines for place, lines in enumerate(cell_lines(row.person)) if place not in hidden),
                cabinet.can_view(row) and not view_hidden,
                cabinet.can_replace(row),
            )
            for row in rows[(number - 1) * size : number * size]
        ),
        number,
        pages,
    )
