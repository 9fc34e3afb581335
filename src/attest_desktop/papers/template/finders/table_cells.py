"""Empty cells to be filled: beside a label, under a header, above a caption."""

from __future__ import annotations

import re
from collections.abc import Iterator
from weakref import WeakKeyDictionary

from attest_desktop.papers.template.blank import BlankKind, Found, Way
from attest_desktop.papers.template.finders.cell_captions import (
    caption_below,
    is_caption,
    is_caption_row,
    own_cell,
)
from attest_desktop.papers.template.finders.claims import Claims, span
from attest_desktop.papers.template.layout import Cell, Form, Paragraph, Table

_NUMBER = re.compile(r"(?:№\s*)?\d{1,3}(?:\.\d{1,3})*[.)]?")
_COUNT = re.compile(r"\W*(?:№|N|#)?\W*(?:п/?п)?\W*", re.IGNORECASE)
_TAG = "{"
_TWO_PAIRS = 4  # cells
_PAIR = 2


def find(form: Form, claims: Claims) -> Iterator[Found]:
    """Every vacant cell that something in its table names."""
    said: Paragraph | None = None
    for block in form.walk():
        if not isinstance(block, Table):
            said = block if block.text.strip() else said
            continue
        only = block.rows[0][0] if len(block.rows) == 1 and len(block.rows[0]) == 1 else None
        if only is None:
            yield from _in_table(block, claims)
        elif said is not None and said.text.rstrip().endswith(":") and not claims.any(said):
            yield from _frame(only, said.text, claims)


def _frame(cell: Cell, title: str, claims: Claims) -> Iterator[Found]:
    """A frame of one empty cell under the words that ask: «Характеристика деятельности:»."""
    if cell.vacant and cell.paragraphs and not claims.any(cell.paragraphs[0]):
        place = span(cell.paragraphs[0], 0, len(cell.paragraphs[0].text))
        yield Found(BlankKind.TABLE_CELL, Way.CELL, (place,), row=(title,))


# What was found out of a table; goes when the table goes.
_BANDS: WeakKeyDictionary[Table, tuple[range, ...]] = WeakKeyDictionary()
_TOPS: WeakKeyDictionary[Table, int] = WeakKeyDictionary()


def header_rows(table: Table) -> int:
    """How many rows at the top name the columns beneath: 0 for a list of «label | value» pairs."""
    if table not in _TOPS:
        _TOPS[table] = _header_rows(table)
    return _TOPS[table]


def _header_rows(table: Table) -> int:
    rows = table.rows
    if len(rows) < 2 or table.width < 2:
        return 0
    top = 0
    # A row of one wide cell is a title of the table, not names of columns.
    while top < len(rows) and len(rows[top]) == 1:
        top += 1
    if top >= len(rows) - 1 or len(rows[top]) < 2 or any(not _printed(cell) for cell in rows[top][1:]):
        return 0
    if table.width == _PAIR and not _vacant_below(table, top) and not _lines_below(table, top):
        return 0
    if any(_starts_pair(row) for row in rows[top + 1 :]) and not _vacant_below(table, top):
        return 0
    last = top
    while last + 1 < len(rows) - 1 and all(_printed(cell) or cell.continued for cell in rows[last + 1]):
        last += 1
        if not any(cell.continued for cell in rows[last]) and not all(
            _is_number(cell.text) for cell in rows[last]
        ):
            last -= 1
            break
    return last + 1


def _lines_below(table: Table, top: int) -> bool:
    """Whether every cell under the row is a line to write on or empty: «Эксперт 1 | Эксперт 2» over lines."""
    cells = [cell for row in table.rows[top + 1 :] for cell in row]
    return bool(cells) and all("__" in cell.text or cell.vacant for cell in cells) and _printed(table.rows[top][0])


def _vacant_below(table: Table, top: int) -> bool:
    """Whether some column under the row is vacant in every row that is not a title."""
    columns = [cell.column for cell in table.rows[top][1:]]
    body = [row for row in table.rows[top + 1 :] if len(row) > 1]
    return bool(body) and any(
        all((cell := own_cell(row, column)) is not None and (cell.vacant or cell.continued) for row in body)
        for column in columns
    )


def header_bands(table: Table) -> tuple[range, ...]:
    """Rows that name the columns under them: those at the top, and others further down over rows with no label.

    Office forms put several such tables into one: names, a row to fill, other names, a row to fill.
    """
    if table not in _BANDS:
        _BANDS[table] = tuple(_bands(table))
    return _BANDS[table]


def _bands(table: Table) -> list[range]:
    rows = table.rows
    top = header_rows(table)
    bands = [range(0, top)] if top else []
    at = top
    while at < len(rows) - 1:
        end = at
        while end < len(rows) - 1 and _names_columns(table, end):
            end += 1
        if end > at and _all_vacant(rows[end]) and not (end == top and top):
            bands.append(range(at, end))
        elif at >= top and _names_a_grid(table, at):
            end = at + 1
            bands.append(range(at, end))
        at = max(end, at + 1)
    return bands


def _names_columns(table: Table, row: int) -> bool:
    cells = table.rows[row]
    if len(cells) < 2 or not any(_printed(cell) and not _is_number(cell.text) for cell in cells):
        return False
    if any(is_caption(cell.text) for cell in cells):
        return False
    return all(_printed(cell) or cell.continued or _reaches_down(table, cell) for cell in cells)


def _names_a_grid(table: Table, row: int) -> bool:
    """Whether the row names columns of labelled rows: an empty corner, then «Первый эксперт | Второй»."""
    names, below = table.rows[row], table.rows[row + 1]
    if len(names) < 3 or len(below) != len(names) or names[0].text or not names[0].vacant:
        return False
    named = all(_printed(cell) and not _is_number(cell.text) and not is_caption(cell.text) for cell in names[1:])
    return named and _printed(below[0]) and all(cell.vacant for cell in below[1:])


def _band_of(cell: Cell) -> range:
    """The rows that name the cell's column; empty when none does."""
    table = cell.table
    if len(table.rows[cell.row]) < 2:
        return range(0, header_rows(table))
    band = next((one for one in reversed(header_bands(table)) if one.start < cell.row), range(0))
    if band.start < header_rows(table) or not band:
        return band
    return band if cell.row < _band_end(table, band) else range(0)


def _band_end(table: Table, band: range) -> int:
    """The row at which names from further down a table name no longer: a title, a row with a label of its own."""
    unlabelled = _all_vacant(table.rows[band.stop])
    for at in range(band.stop, len(table.rows)):
        row = table.rows[at]
        if len(row) == 1 or (unlabelled and row[0].text and not _is_number(row[0].text)):
            return at
    return len(table.rows)


def row_number(cell: Cell) -> int:
    """Which row it is under the names of its column, counted from 0."""
    return sum(1 for row in cell.table.rows[_band_of(cell).stop : cell.row] if len(row) > 1)


def _reaches_down(table: Table, cell: Cell) -> bool:
    below = own_cell(table.rows[cell.row + 1], cell.column) if cell.row + 1 < len(table.rows) else None
    return cell.vacant and below is not None and below.continued


def _all_vacant(row: list[Cell]) -> bool:
    return len(row) > 1 and all(cell.vacant or cell.continued for cell in row) and any(cell.vacant for cell in row)


def _starts_pair(row: list[Cell]) -> bool:
    return len(row) > 1 and _printed(row[0]) and not _is_number(row[0].text) and row[1].vacant


def _printed(cell: Cell) -> bool:
    return bool(cell.text) and "__" not in cell.text


def _is_number(text: str) -> bool:
    return bool(_NUMBER.fullmatch(text.strip()))


def _in_table(table: Table, claims: Claims) -> Iterator[Found]:
    headers = header_rows(table)
    if any(claims.any(paragraph) and _TAG in paragraph.text for paragraph in _paragraphs(table)):
        return  # such a table is filled by its tags; cells left empty are meant to be
    bands = header_bands(table)
    first = min((band.start for band in bands), default=0)
    for row in table.rows[headers if first == 0 else 0 :]:
        if is_caption_row(table, row):
            continue
        if heads_rows(row):
            continue
        captions = {cell.column: caption_below(cell) for cell in row if cell.vacant}
        for cell in row:
            if not cell.vacant or not cell.paragraphs or claims.any(cell.paragraphs[0]):
                continue
            caption = captions[cell.column]
            over = _title_above(table, cell)
            column = "" if over else header(cell)
            if any(captions.values()) and not caption and not column:
                continue  # a gap between the lines of a signature row
            if column and (_counts_rows(table, cell, column) or _is_count(cell, column, row)):
                continue
            left = [one for one in row if one.column < cell.column]
            labels = row_labels(cell)
            beside = bool(left) and _is_label(_label_text(left[-1]))
            if not caption and not column and not beside:
                if not over:
                    continue
                labels = (over,)
            paragraph = cell.paragraphs[0]
            yield Found(
                BlankKind.TABLE_CELL,
                Way.CELL,
                (span(paragraph, 0, len(paragraph.text)),),
                caption=caption,
                column=column,
                row=labels,
                group=row_group(cell) if labels and not over else "",
            )


def heads_rows(row: list[Cell]) -> bool:
    """Whether the row only says who stands in the numbered rows under it: «Эксперты:» beside empty cells."""
    table, at = row[0].table, row[0].row + 1
    if len(row) < 2 or at >= len(table.rows) or not row[0].text.rstrip().endswith(":"):
        return False
    return all(cell.vacant for cell in row[1:]) and _is_number(table.rows[at][0].text)


def _counts_rows(table: Table, cell: Cell, column: str) -> bool:
    """Whether the column is printed numbers of rows, and the cell has none: «Итого» beside."""
    if not _COUNT.fullmatch(column):
        return False
    others = (own_cell(row, cell.column) for row in table.rows)
    return any(other is not None and other is not cell and _is_number(other.text) for other in others)


def _is_count(cell: Cell, column: str, row: list[Cell]) -> bool:
    """Whether the cell is the empty first one of a row of a list, for its number: «№ п/п»."""
    return (
        cell.column == 0 and bool(re.search(r"№|п/п", column)) and bool(_COUNT.fullmatch(column)) and len(row) > 1
    )


def _is_label(text: str) -> bool:
    return bool(text) and not _is_number(text) and not is_caption(text)


def _paragraphs(table: Table) -> Iterator[Paragraph]:
    return (paragraph for row in table.rows for cell in row for paragraph in cell.paragraphs)


def _label_text(cell: Cell) -> str:
    """The words of the cell, or of the cell that reaches into it from above; none for a line to write on."""
    source = cell.table.at(cell.row, cell.column) if cell.continued else cell
    if source is None or "__" in source.text or is_caption(source.text):
        return ""
    return source.text


def row_labels(cell: Cell) -> tuple[str, ...]:
    """Printed words to the left of the cell in its row, the nearest last."""
    left = [one for one in cell.table.rows[cell.row] if one.column < cell.column]
    return tuple(text for one in left if (text := _label_text(one)))


def row_group(cell: Cell) -> str:
    """The words right before the nearest label when they reach over several rows; empty without such."""
    left = [one for one in cell.table.rows[cell.row] if one.column < cell.column]
    named = next((at for at in range(len(left) - 1, -1, -1) if _label_text(left[at])), 0)
    head = left[named - 1] if named else None
    if head is not None and (head.continued or _goes_down(head)):
        text = _label_text(head)
        return text if _is_label(text) else ""
    if left and named == len(left) - 1 and _pairs(cell.table.rows[cell.row]):
        return _over_pairs(cell, left[named])
    if len(left) > 1 and named > 0 and all(re.search(r"[^\W\d]", _label_text(one)) for one in left[:2]):
        return _label_text(left[0])  # «Приказ | номер | ____ | дата | ____»
    return ""


def _pairs(row: list[Cell]) -> bool:
    """Whether the row is labels with an empty cell after each: «ФИО | ____ | ФИО | ____»."""
    return len(row) >= _TWO_PAIRS and all(one.vacant == bool(at % 2) for at, one in enumerate(row))


def _over_pairs(cell: Cell, label: Cell) -> str:
    """The name over the cell's pair of columns, one of several: «Первый эксперт | Второй эксперт»."""
    for at in range(cell.row - 1, -1, -1):
        row = cell.table.rows[at]
        over = own_cell(row, cell.column)
        if over is not None and over.span > 1 and label.column in over.columns and len(row) > 1:
            return _label_text(over) if all(_printed(one) for one in row) else ""
        if not _pairs(row):
            return ""
    return ""


def _goes_down(cell: Cell) -> bool:
    below = own_cell(cell.table.rows[cell.row + 1], cell.column) if cell.row + 1 < len(cell.table.rows) else None
    return below is not None and below.continued


def _numbered_name(cell: Cell, band: range) -> str:
    """«Занятие 2» for a column that its header only numbers: «Занятие | 1 | 2 | 3»; empty without such."""
    for row in reversed(band):
        names = cell.table.rows[row]
        numbers = [int(one.text.strip(" .)")) for one in names[1:] if one.text.strip(" .)").isdigit()]
        if (not _is_label(names[0].text) and names[0].text) or len(numbers) != len(names) - 1 or len(numbers) < 2:
            continue
        above = cell.table.at(row, cell.column)
        corner = names[0].text
        if (
            numbers == list(range(1, len(numbers) + 1))
            and above is not None
            and not _COUNT.fullmatch(corner or "-1")
        ):
            return f"{corner} {above.text.strip(' .)')}".strip()
    return ""


def header(cell: Cell) -> str:
    """Names of the column from the top down; a wide header counts for every column that it covers."""
    names: list[str] = []
    band = _band_of(cell)
    for row in range(band.start, min(band.stop, cell.row)):
        above = cell.table.at(row, cell.column)
        if above is not None and len(cell.table.rows[above.row]) > 1 and above.text and above.text not in names:
            names.append(above.text)
    names = [name for name in names if not _is_number(name)]
    return ": ".join(names) or (_numbered_name(cell, band) if cell.column else "")


def _title_above(table: Table, cell: Cell) -> str:
    """The words over an empty box as wide as the table: «Рекомендации», «1 | Результаты освоения программ»."""
    if cell.row == 0 or len(table.rows[cell.row]) > 1:
        return ""
    above = [one for one in table.rows[cell.row - 1] if not _is_number(one.text)]
    return _label_text(above[0]) if len(above) == 1 else ""
