"""Rows for other programs: text for the clipboard, a file for Excel."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence
from datetime import date
from html import escape

from attest_desktop.gui.attestees.columns import Column, lines
from attest_desktop.gui.attestees.row import Row
from attest_desktop.gui.attestees.sheet import title_of

# A cell that begins so would be reckoned as a formula when the file is opened.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
# Signs that a workbook cannot hold.
_ILLEGAL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
WIDEST_COLUMN = 48
_TITLES = {
    Column.POSITION: ("Должность", "Предметы"),
    Column.WORKPLACE: ("Место работы", "Муниципалитет"),
    Column.CATEGORY: ("Заявленная категория", "Имеющаяся категория"),
    Column.DEADLINE: ("Срок", "Осталось"),
}


def table_of(rows: Sequence[Row], columns: Sequence[Column], today: date) -> list[list[str]]:
    """Titles, then a line a row; what stands in one cell of the window as two things is two columns here."""
    titles = [title for one in columns for title in _TITLES.get(one, (one.title,))]
    return [titles, *([text for one in columns for text in _cells(row, one, today)] for row in rows)]


def _cells(row: Row, column: Column, today: date) -> tuple[str, ...]:
    who = row.person.attestee
    match column:
        case Column.NAME:
            return (who.full_name,)
        case Column.PERIOD:
            return (title_of(row.period) if who.period else "",)
        case Column.POSITION:
            return who.position, ", ".join(who.subjects)
        case Column.WORKPLACE:
            return row.workplace, row.municipality
        case Column.CATEGORY:
            return who.claimed_category, who.current_category
        case Column.FORM:
            return (who.form.russian,)
        case Column.DEADLINE:
            return (f"{row.due.day:%d.%m.%Y}" if row.due.day else ""), row.due.words.replace("\u00a0", " ")
        case Column.STAGE:
            return (", ".join(filter(None, lines(row, column, today))),)
        case Column.EMAIL:
            return (who.email,)
        case Column.EDITED:
            saved = row.person.draft_saved_at
            return (f"{saved.astimezone():%d.%m.%Y %H:%M}" if saved else "",)


def as_text(table: Sequence[Sequence[str]]) -> str:
    """Cells parted by tabs; one row alone goes without the titles."""
    kept = table[1:] if len(table) == 2 else table
    return "\n".join("\t".join(_plain(cell) for cell in line) for line in kept)


def as_html(table: Sequence[Sequence[str]]) -> str:
    """The same as a table that Word takes as a table."""
    kept = table[1:] if len(table) == 2 else table
    lines_ = ("<tr>" + "".join(f"<td>{escape(_plain(cell))}</td>" for cell in line) + "</tr>" for line in kept)
    return f'<meta charset="utf-8"><table border="1" cellspacing="0">{"".join(lines_)}</table>'


def as_csv(table: Sequence[Sequence[str]]) -> bytes:
    """A file that a Russian Excel opens by a double click: semicolons, and a mark of its encoding."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    for line in table:
        writer.writerow(["'" + cell if cell.startswith(_FORMULA) else cell for cell in line])
    return out.getvalue().encode("utf-8-sig")


def as_xlsx(table: Sequence[Sequence[str]]) -> bytes:
    """A workbook: bold titles that stay in sight, filters over the columns, widths that fit."""
    # Loaded when it is needed: it takes a third of a second.
    from openpyxl import Workbook
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    book = Workbook()
    sheet = book.active
    sheet.title = "Аттестуемые"
    for down, line in enumerate(table, 1):
        for across, text in enumerate(line, 1):
            cell = sheet.cell(down, across)
            cell.value = _ILLEGAL.sub("", text) or None
            if text:
                # A text stays a text, whatever sign it begins with.
                cell.data_type = "s"
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            if down == 1:
                cell.font = Font(bold=True)
    for across, column in enumerate(zip(*table, strict=True), 1):
        widest = max(len(text) for text in column)
        sheet.column_dimensions[get_column_letter(across)].width = min(WIDEST_COLUMN, widest + 3)
    sheet.freeze_panes = "B2"
    sheet.auto_filter.ref = sheet.dimensions
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def as_file(suffix: str, table: Sequence[Sequence[str]]) -> bytes:
    """The table as a file with this suffix: «.csv», else a workbook."""
    return as_csv(table) if suffix.lower() == ".csv" else as_xlsx(table)


def _plain(text: str) -> str:
    return " ".join(text.split())
