"""Columns between gaps, where a page's table has no lines."""

from __future__ import annotations

from collections.abc import Sequence

from attest_desktop.papers.schedule.heads import head_at
from attest_desktop.papers.schedule.pdf_grid import printed
from attest_desktop.papers.schedule.raw import RawCell, RawRow, RawTable
from attest_desktop.papers.schedule.values import municipality_in, period_in
from attest_desktop.papers.signing.layout import PageLayout, Row, Word

_WIDEST_SPACE = 4.5  # points: words nearer than this belong to one text
_FEWEST_COLUMNS = 3
_FEWEST_ROWS = 2


def columns_of(layout: PageLayout) -> list[RawTable]:
    """The table of a page without lines: none unless a head is found whose columns keep clear of each other.

    Where rows are numbered, lines without a number go on the row above; otherwise each line is a row.
    """
    lines = layout.rows
    for at, line in enumerate(lines):
        head = _texts(line)
        if len(head) < _FEWEST_COLUMNS or head_at([_row(0, [_said(one) for one in head])], 0) is None:
            continue
        body = lines[at:]
        columns = _columns(body)
        rows = _rows(body, columns)
        if len(columns) >= _FEWEST_COLUMNS and len(rows) > _FEWEST_ROWS:
            return [RawTable(f"страница {layout.number}", tuple(rows), tuple(one.text for one in lines[:at]))]
    return []


def _texts(line: Row) -> list[list[Word]]:
    """The words of a line in groups parted by gaps."""
    groups: list[list[Word]] = []
    for word in line.words:
        if groups and word.box.left - groups[-1][-1].box.right <= _WIDEST_SPACE:
            groups[-1].append(word)
        else:
            groups.append([word])
    return groups


def _columns(lines: Sequence[Row]) -> list[tuple[float, float]]:
    """Left and right of each column: what texts of several groups cover; lines of one group are titles."""
    spans = sorted(
        (group[0].box.left, group[-1].box.right)
        for line in lines
        if len(_texts(line)) > 1
        for group in _texts(line)
    )
    columns: list[tuple[float, float]] = []
    for left, right in spans:
        if columns and left <= columns[-1][1]:
            columns[-1] = (columns[-1][0], max(right, columns[-1][1]))
        else:
            columns.append((left, right))
    return columns


def _rows(lines: Sequence[Row], columns: Sequence[tuple[float, float]]) -> list[RawRow]:
    rows: list[list[str]] = []
    numbered = sum(_is_number(_cells(line, columns)[0]) for line in lines) >= _FEWEST_ROWS if columns else False
    for line in lines:
        groups = _texts(line)
        cells = _cells(line, columns)
        if len(groups) == 1 and (_is_title(line, columns) or not (numbered and rows and _is_number(rows[-1][0]))):
            rows.append([line.text] + [""] * (len(columns) - 1))
        elif numbered and rows and not _is_number(cells[0]) and _is_number(rows[-1][0]):
            rows[-1] = [f"{a}\n{b}".strip("\n") for a, b in zip(rows[-1], cells, strict=True)]
        else:
            rows.append(cells)
    return [_row(number, cells) for number, cells in enumerate(rows, 1)]


def _is_title(line: Row, columns: Sequence[tuple[float, float]]) -> bool:
    """Whether the line goes across columns, or names what only titles name."""
    over = sum(line.box.left < right and left < line.box.right for left, right in columns)
    return over > 1 or period_in(line.text, None)[0] is not None or bool(municipality_in(line.text))


def _cells(line: Row, columns: Sequence[tuple[float, float]]) -> list[str]:
    cells = [""] * len(columns)
    for group in _texts(line):
        middle = (group[0].box.left + group[-1].box.right) / 2
        at = next((n for n, (left, right) in enumerate(columns) if left <= middle <= right), None)
        if at is not None:
            cells[at] = f"{cells[at]} {_said(group)}".strip()
    return cells


def _is_number(text: str) -> bool:
    return text.strip(". ").isdigit()


def _said(words: Sequence[Word]) -> str:
    return " ".join(printed(word) for word in words)


def _row(number: int, cells: Sequence[str]) -> RawRow:
    return RawRow(number, tuple(RawCell(text) for text in cells))
