"""Schedules as a Centre might publish them: one description, written as Word, Excel and PDF."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass, field

import docx
import openpyxl
from docx.enum.section import WD_ORIENT
from docx.shared import Mm, Pt
from openpyxl.utils import get_column_letter

from attest_desktop.papers.pdf import EngineName, convert


@dataclass(frozen=True)
class Cell:
    """A cell that may cover several columns and rows."""

    text: str = ""
    across: int = 1
    down: int = 1


Row = Sequence["str | Cell"]


@dataclass(frozen=True)
class Table:
    """Rows of cells; a place that a cell above or to the left covers is left out. `above` are lines of text."""

    rows: Sequence[Row]
    above: Sequence[str] = ()
    sheet: str = ""
    repeat: int = 0  # rows that are printed anew on each page


@dataclass
class Placed:
    """A cell and where it begins, from 0."""

    row: int
    column: int
    cell: Cell


@dataclass
class Grid:
    """The table with every cell at its place."""

    height: int
    width: int
    cells: list[Placed] = field(default_factory=list)


def grid_of(table: Table) -> Grid:
    """Where each cell of the table begins."""
    taken: set[tuple[int, int]] = set()
    grid = Grid(len(table.rows), 0)
    for row, cells in enumerate(table.rows):
        column = 0
        for one in cells:
            cell = Cell(one) if isinstance(one, str) else one
            while (row, column) in taken:
                column += 1
            taken |= {(row + d, column + a) for d in range(cell.down) for a in range(cell.across)}
            grid.cells.append(Placed(row, column, cell))
            column += cell.across
        grid.width = max(grid.width, 1 + max((place[1] for place in taken if place[0] == row), default=0))
    return grid


def as_docx(tables: Sequence[Table], *, size: float = 8, lines: bool = True) -> bytes:
    """The tables one after another on landscape pages."""
    document = docx.Document()
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(297), Mm(210)
    section.left_margin = section.right_margin = Mm(12)
    section.top_margin = section.bottom_margin = Mm(12)
    document.styles["Normal"].font.size = Pt(size)
    for table in tables:
        for line in (table.sheet, *table.above):
            if line:
                document.add_paragraph(line)
        grid = grid_of(table)
        made = document.add_table(grid.height, grid.width)
        if lines:
            made.style = "Table Grid"
        rows = [row.cells for row in made.rows]
        for one in grid.cells:
            cell = rows[one.row][one.column]
            cell.text = one.cell.text
            if one.cell.across > 1 or one.cell.down > 1:
                cell.merge(rows[one.row + one.cell.down - 1][one.column + one.cell.across - 1])
        for number in range(table.repeat):
            properties = made.rows[number]._tr.get_or_add_trPr()
            properties.append(properties.makeelement(f"{{{properties.nsmap['w']}}}tblHeader"))
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def as_xlsx(tables: Sequence[Table]) -> bytes:
    """The tables one under another; those of a sheet's name on a sheet of their own."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    at: dict[str, int] = {}
    for table in tables:
        name = table.sheet or "Лист1"
        sheet = book[name] if name in book.sheetnames else book.create_sheet(name)
        first = at.get(name, 1)
        for line in table.above:
            sheet.cell(first, 1, line)
            first += 1
        grid = grid_of(table)
        for one in grid.cells:
            row, column = first + one.row, 1 + one.column
            sheet.cell(row, column, int(one.cell.text) if one.cell.text.isdigit() else one.cell.text or None)
            if one.cell.across > 1 or one.cell.down > 1:
                last = get_column_letter(column + one.cell.across - 1)
                sheet.merge_cells(f"{get_column_letter(column)}{row}:{last}{row + one.cell.down - 1}")
        at[name] = first + grid.height + 1
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def as_pdf(tables: Sequence[Table], *, lines: bool = True) -> bytes:
    """The Word file printed."""
    return convert(as_docx(tables, lines=lines), engine=EngineName.BUILTIN, title="График").pdf


WRITERS = {"docx": as_docx, "xlsx": as_xlsx, "pdf": as_pdf}
