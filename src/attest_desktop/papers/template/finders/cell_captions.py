"""Captions in the cells under empty ones: «(подпись)», «Ф.И.О.» in small type."""

from __future__ import annotations

import re

from attest_desktop.papers.template.layout import Cell, Table

_SMALL = 20  # half points
_CAPTION = re.compile(r"\(.*\)[.,;]?")
# What stands under the empty cells of those who sign.
_SIGNED = re.compile(
    r"(?:личная\s+)?подпись|расшифровка(?:\s+подписи)?|дата(?:\s+\w+)?|ф\.?\s?и\.?\s?о\.?|и\.?\s?о\.?\s?фамилия|инициалы,?\s+фамилия"
    r"|фамилия,?\s+инициалы|фамилия,?\s+имя,?\s+отчество|должность|место\s+работы"
)


def is_caption(text: str) -> bool:
    """Whether the text is an explanation in brackets, as it stands under a line."""
    return bool(_CAPTION.fullmatch(text.strip()))


def caption_below(cell: Cell) -> str:
    """The caption in the cell right under this one."""
    rows = cell.table.rows
    if cell.row + 1 >= len(rows):
        return ""
    below = own_cell(rows[cell.row + 1], cell.column)
    if below is None or below.column != cell.column:
        return ""
    return (
        below.text
        if is_caption(below.text) or (below.text and is_caption_row(cell.table, rows[below.row]))
        else ""
    )


def is_caption_row(table: Table, row: list[Cell]) -> bool:
    """Whether the row holds nothing but captions of the row above: in brackets, or small under empty cells."""
    printed = [cell for cell in row if cell.text]
    if not printed or not all(cell.vacant or cell.text for cell in row):
        return False
    if all(is_caption(cell.text) for cell in printed):
        return True
    above = table.rows[row[0].row - 1] if row[0].row else []
    signed = all(_SIGNED.fullmatch(cell.text.strip()) for cell in printed) and "подпись" in " ".join(
        cell.text for cell in printed
    )
    if signed and all((over := own_cell(above, cell.column)) is not None and over.vacant for cell in printed):
        return True
    return all(_is_small(cell) and _room(own_cell(above, cell.column)) for cell in printed)


def _is_small(cell: Cell) -> bool:
    sizes = [one.line.size(0, len(one.text)) for one in cell.paragraphs if one.text.strip()]
    return all(size is not None and size <= _SMALL for size in sizes)


def _room(cell: Cell | None) -> bool:
    return cell is not None and (cell.vacant or "__" in cell.text)


def own_cell(row: list[Cell], column: int) -> Cell | None:
    """The row's cell that covers the column; None where the row has none."""
    return next((cell for cell in row if column in cell.columns), None)
