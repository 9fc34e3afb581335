"""Tables as people see them: columns by their headers, spans spread out, nested tables left to themselves."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import dropwhile, islice

from lxml.html import HtmlElement

from attest_desktop.domain.text import one_line
from attest_desktop.service.reading.labels import Match, assign
from attest_desktop.service.reading.page import Page, ancestor, lines_of, text_of

_WIDEST = 200  # columns of a table; what stands further right is left out
_HEADER_WITHIN = 12  # rows from the top of a table


@dataclass(frozen=True, slots=True, eq=False)
class TableRow:
    """A body row: its <tr>, and the cell under each column (None where the row is shorter)."""

    element: HtmlElement
    cells: tuple[HtmlElement | None, ...]
    _texts: dict[HtmlElement, str] = field(default_factory=dict, init=False, repr=False)

    def text(self, column: int | None) -> str:
        """What the cell under a column states, on one line; each cell is read once."""
        cell = self.cell(column)
        if cell is None:
            return ""
        if cell not in self._texts:
            self._texts[cell] = cell_text(cell)
        return self._texts[cell]

    def cell(self, column: int | None) -> HtmlElement | None:
        """The cell under a column."""
        return self.cells[column] if column is not None and column < len(self.cells) else None


@dataclass(frozen=True, slots=True, eq=False)
class FoundTable:
    """A recognised table. `columns` are positions by key; `unclear` keys fitted several columns.

    `areas` are the parts of the page that it takes up where it is no <table> of its own: one for each person.
    """

    element: HtmlElement
    headers: tuple[str, ...]
    columns: Mapping[str, int]
    matches: Mapping[str, Match]
    unclear: tuple[str, ...]
    rows: tuple[TableRow, ...]
    areas: tuple[HtmlElement, ...] = ()


def _own_rows(table: HtmlElement) -> list[HtmlElement]:
    return [row for row in table.iter("tr") if ancestor(row, "table") is table]


def _own_cells(row: HtmlElement) -> Iterator[HtmlElement]:
    # Not only children: a form may stand between a row and its cells.
    for cell in row.iter("td", "th"):
        if cell.getparent() is row or ancestor(cell, "tr") is row:
            yield cell


def _span(cell: HtmlElement, name: str) -> int:
    said = (cell.get(name) or "").strip()
    return max(1, min(int(said), _WIDEST)) if said.isascii() and said.isdigit() else 1


class _Spans:
    """Cells that hang down into the row being laid out."""

    def __init__(self) -> None:
        self._from_above: dict[int, tuple[HtmlElement, int]] = {}
        self._further: dict[int, tuple[HtmlElement, int]] = {}

    def next_row(self) -> None:
        self._from_above, self._further = self._further, {}

    def let_hang(self, cells: list[HtmlElement | None]) -> None:
        """Put in the cells from above that belong at the end of what is laid out so far."""
        while len(cells) in self._from_above:
            column = len(cells)
            cell, more = self._from_above.pop(column)
            self._keep(column, cell, more)
            cells.append(cell)

    def put(self, cells: list[HtmlElement | None], cell: HtmlElement) -> None:
        """Put in a cell over as many columns and rows as it says."""
        if not self._from_above and cell.get("rowspan") is None and cell.get("colspan") is None:
            if len(cells) < _WIDEST:
                cells.append(cell)
            return
        down = _span(cell, "rowspan")
        for _ in range(min(_span(cell, "colspan"), _WIDEST - len(cells))):
            self._from_above.pop(len(cells), None)
            self._keep(len(cells), cell, down)
            cells.append(cell)

    def _keep(self, column: int, cell: HtmlElement, rows: int) -> None:
        if rows > 1:
            self._further[column] = (cell, rows - 1)

    def rest(self, cells: list[HtmlElement | None]) -> None:
        """Put in the cells from above that stand further right."""
        for column in sorted(self._from_above):
            cells += [None] * (column - len(cells))
            self.let_hang(cells)


def grid(table: HtmlElement) -> list[tuple[HtmlElement, list[HtmlElement | None]]]:
    """Rows of the table with every cell repeated over the columns and rows that it spans."""
    result: list[tuple[HtmlElement, list[HtmlElement | None]]] = []
    spans = _Spans()
    for row in _own_rows(table):
        cells: list[HtmlElement | None] = []
        spans.next_row()
        for cell in _own_cells(row):
            spans.let_hang(cells)
            spans.put(cells, cell)
        spans.let_hang(cells)
        spans.rest(cells)
        result.append((row, cells))
    return result


class _Headings:
    """What cells say as headings, each read once however many columns it spans and tables are tried."""

    def __init__(self) -> None:
        self._known: dict[HtmlElement, str] = {}

    def of(self, cell: HtmlElement) -> str:
        """The cell's text; a cell that holds more than a line of another table is no heading and says nothing."""
        if cell not in self._known:
            self._known[cell] = text_of(cell) if _at_most_a_line(cell) else ""
        return self._known[cell]


def _at_most_a_line(cell: HtmlElement) -> bool:
    """Whether there is no table in the cell, or one of a single row: words and their sorting arrow."""
    inner = list(islice(cell.iter("table"), 2))
    return not inner or (len(inner) == 1 and sum(1 for _ in islice(inner[0].iter("tr"), 2)) == 1)


def _spellings(stack: Sequence[list[HtmlElement | None]], column: int, headings: _Headings) -> tuple[str, ...]:
    """What a column may be called: its lowest header cell, and that with the headers above it."""
    texts: list[str] = []
    seen: list[HtmlElement] = []
    for row in stack:
        cell = row[column] if column < len(row) else None
        if cell is not None and cell not in seen:
            seen.append(cell)
            texts.append(headings.of(cell))
    texts = [text for text in texts if text]
    if not texts:
        return ()
    return tuple(dict.fromkeys((texts[-1], " ".join(texts), " ".join(reversed(texts)))))


def _is_heading(row: list[HtmlElement | None]) -> bool:
    return bool(row) and all(cell is None or cell.tag == "th" for cell in row)


def _is_numbering(row: list[HtmlElement | None], headings: _Headings) -> bool:
    cells = [cell for cell in row if cell is not None]
    return len(cells) > 2 and all(headings.of(cell) == str(number) for number, cell in enumerate(cells, 1))


def _in_form_of(
    table: HtmlElement, vocabulary: Mapping[str, Sequence[str]], headings: _Headings
) -> FoundTable | None:
    rows = grid(table)
    best: FoundTable | None = None
    for last in range(min(len(rows), _HEADER_WITHIN)):
        if best is not None and len(best.columns) > len(vocabulary) / 2 and not _is_heading(rows[last][1]):
            break  # the header was found and the people begin
        width = len(rows[last][1])
        if width < 2:
            continue
        # A header of several lines: this row and the all-header rows right above it.
        first = last
        while first > 0 and _is_heading(rows[first - 1][1]) and _is_heading(rows[last][1]):
            first -= 1
        stack = [cells for _, cells in rows[first : last + 1]]
        spellings = [_spellings(stack, column, headings) for column in range(width)]
        given, unclear = assign(spellings, vocabulary)
        if (
            best is None
            or len(given) > len(best.columns)
            or (len(given) == len(best.columns) and _is_heading(rows[last][1]))
        ):
            body = tuple(
                TableRow(element, tuple(cells))
                for element, cells in rows[last + 1 :]
                if cells and not _is_numbering(cells, headings) and not _is_heading(cells)
            )
            best = FoundTable(
                table,
                tuple(one_line(texts[0]) if texts else "" for texts in spellings),
                {key: place for key, (place, _) in given.items()},
                {key: found for key, (_, found) in given.items()},
                unclear,
                body,
            )
    return best


def find_table(page: Page, vocabulary: Mapping[str, Sequence[str]], *, at_least: int) -> FoundTable | None:
    """The table of the page that shows most of the columns; None when none shows `at_least` so many."""
    headings = _Headings()
    found = [one for table in page.root.iter("table") if (one := _in_form_of(table, vocabulary, headings))]
    # Grids that scroll repeat their header in a table of its own: the one with the people is meant.
    best = max(found, key=lambda one: (len(one.columns), bool(one.rows)), default=None)
    if best is None or len(best.columns) < at_least:
        return None
    return best if best.rows else _continued(page, best)


def _continued(page: Page, header: FoundTable) -> FoundTable:
    """A header alone, with the rows of the very next table where that has the same columns."""
    inside = set(header.element.iter("table"))
    after = dropwhile(lambda one: one is not header.element, page.root.iter("table"))
    body = next((one for one in after if one not in inside), None)
    if body is None or header.element in body.iter("table"):
        return header
    rows = [TableRow(element, tuple(cells)) for element, cells in grid(body) if cells]
    # Some headers have a narrow column more, above the scroll bar.
    if not rows or any(len(header.headers) - len(row.cells) not in (0, 1) for row in rows):
        return header
    return replace(header, element=body, rows=tuple(rows))


def cell_text(cell: HtmlElement | None) -> str:
    """What the cell states, on one line, without the words of controls."""
    return text_of(cell, controls=False) if cell is not None else ""


def cell_lines(cell: HtmlElement | None) -> tuple[str, ...]:
    """What the cell states, line by line."""
    return lines_of(cell, controls=False) if cell is not None else ()
