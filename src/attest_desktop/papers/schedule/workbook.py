"""Sheets of an Excel file."""

from __future__ import annotations

import io
import warnings
import zipfile
import zlib
from collections import defaultdict
from datetime import date, datetime
from typing import Any

from attest_desktop.domain.counting import counted
from attest_desktop.domain.text import one_line
from attest_desktop.papers.schedule.entry import NotRead
from attest_desktop.papers.schedule.people import is_person
from attest_desktop.papers.schedule.raw import (
    LONGEST_CELL,
    MOST_COLUMNS,
    MOST_ROWS,
    BadScheduleError,
    RawCell,
    RawRow,
    RawTable,
    too_large,
)
from attest_desktop.papers.schedule.workbook_guard import refuse_unsafe_workbook

# What the library lets out of a file whose parts contradict each other.
_DAMAGE = (
    ValueError,
    TypeError,
    KeyError,
    AttributeError,
    IndexError,
    OverflowError,
    AssertionError,
    SyntaxError,
    EOFError,
    OSError,
    NotImplementedError,
    RuntimeError,
    zipfile.BadZipFile,
    zlib.error,
)
HIDDEN = "лист скрыт, поэтому не прочитан"
MOST_HIDDEN_CELLS = 20_000
_AGAIN = "Откройте файл в Excel, сохраните его как «Книга Excel (*.xlsx)» и выберите заново."


def workbook_tables(content: bytes) -> tuple[list[RawTable], list[NotRead]]:
    """A table for each visible sheet with anything on it, the sheet's name above it; hidden sheets with people.

    Raises BadScheduleError: damaged, with macros, a bomb, without measure.
    """
    refuse_unsafe_workbook(content)
    # Loaded here: it takes a fifth of a second, and few runs of the program read a schedule.
    import openpyxl

    try:
        with warnings.catch_warnings():
            # The library warns of what it does not keep when it writes; nothing is written here.
            warnings.simplefilter("ignore")
            book = openpyxl.load_workbook(io.BytesIO(content), data_only=True, keep_links=False)
        tables = [_table(sheet) for sheet in book.worksheets if sheet.sheet_state == "visible"]
        hidden = [_hidden(sheet) for sheet in book.worksheets if sheet.sheet_state != "visible"]
    except BadScheduleError:
        raise
    except _DAMAGE as error:
        raise BadScheduleError("Файл Excel повреждён, прочитать его не удалось.", _AGAIN) from error
    return [table for table in tables if table.rows], [one for one in hidden if one is not None]


def _hidden(sheet: Any) -> NotRead | None:
    """Who hid a sheet may have meant that it holds no longer: not read, but told of where people are named."""
    said = [(row, str(cell.value)) for (row, _), cell in sheet._cells.items() if isinstance(cell.value, str)]
    named = {row for row, text in said[:MOST_HIDDEN_CELLS] if is_person(text[:LONGEST_CELL])}
    if not named:
        return None
    where = f"скрытый лист «{one_line(str(sheet.title))}»"
    return NotRead(where, HIDDEN, counted(len(named), "строка с именами", "строки с именами", "строк с именами"))


def _table(sheet: Any) -> RawTable:
    # The cells that are there: a walk from corner to corner would make those that are not.
    rows: dict[int, dict[int, RawCell]] = defaultdict(dict)
    for (row, column), cell in sheet._cells.items():
        made = _cell(cell.value)
        if made.text:
            rows[row][column] = made
    for merged in sheet.merged_cells.ranges:
        _spread(rows, *merged.bounds)
    if len(rows) > MOST_ROWS:
        raise too_large()
    width = max((column for row in rows.values() for column in row), default=0)
    if width > MOST_COLUMNS:
        raise too_large()
    empty = RawCell()
    title = one_line(str(sheet.title))
    return RawTable(
        f"лист «{title}»",
        tuple(
            RawRow(number, tuple(row.get(column, empty) for column in range(1, width + 1)))
            for number, row in sorted(rows.items())
        ),
        (title,),
        apart=True,
    )


def _spread(rows: dict[int, dict[int, RawCell]], left: int, top: int, right: int, bottom: int) -> None:
    """Put the merged cell into each place that it covers; an empty one, or one of whole columns, says nothing."""
    first = rows[top].get(left) if top in rows else None
    if first is None:
        return
    if right - left >= MOST_COLUMNS or bottom - top >= MOST_ROWS:
        # A title merged over all the columns that Excel has is a title all the same.
        right, bottom = min(right, left + MOST_COLUMNS - 1), min(bottom, top + MOST_ROWS - 1)
        right = min(right, max(column for row in rows.values() for column in row))
    for row in range(top, bottom + 1):
        for column in range(left, right + 1):
            if (row, column) != (top, left):
                rows[row][column] = RawCell(first.text, column > left, row > top, first.day)


def _cell(value: object) -> RawCell:
    if value is None:
        return RawCell()
    if isinstance(value, datetime):
        return RawCell(value.strftime("%d.%m.%Y"), day=value.date())
    if isinstance(value, date):
        return RawCell(value.strftime("%d.%m.%Y"), day=value)
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return RawCell(str(value).strip()[:LONGEST_CELL])
