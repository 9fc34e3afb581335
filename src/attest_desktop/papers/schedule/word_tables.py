"""Tables of a Word file."""

from __future__ import annotations

from collections.abc import Iterator

from attest_desktop.domain.text import one_line
from attest_desktop.papers.schedule.raw import (
    LONGEST_CELL,
    MOST_CELLS,
    MOST_COLUMNS,
    BadScheduleError,
    RawCell,
    RawRow,
    RawTable,
    too_large,
)
from attest_desktop.papers.template.ooxml import (
    MC_FALLBACK,
    W_P,
    W_SDT,
    W_SDT_CONTENT,
    W_T,
    W_TBL,
    W_TC,
    W_TR,
    Element,
    child,
    children,
    qn,
    value,
)
from attest_desktop.papers.template.package import BadTemplateError, open_package

_TODO = "Откройте файл в Word, сохраните его как «Документ Word (*.docx)» и выберите заново."
_BREAKS = frozenset((qn("w:br"), qn("w:cr")))
_TAB, _HYPHEN = qn("w:tab"), qn("w:noBreakHyphen")
_TAKEN_OUT = frozenset((qn("w:del"), qn("w:moveFrom"), MC_FALLBACK, qn("w:pPr"), qn("w:rPr"), qn("w:txbxContent")))
_WRAPS = frozenset((W_SDT_CONTENT, W_SDT, qn("w:ins"), qn("w:smartTag"), qn("w:customXml")))
_KEPT_ABOVE = 40
# A schedule of a whole region has thousands of rows.
_MOST_TAGS = 1_000_000


def word_tables(content: bytes) -> list[RawTable]:
    """The tables of a .docx in their order. Raises BadScheduleError: damaged, with macros, without measure."""
    try:
        package = open_package(content, most_tags=_MOST_TAGS)
        body = child(package.xml(package.main), "body")
    except BadTemplateError as error:
        what = error.what.replace("Файл шаблона", "Файл").replace("такой шаблон", "такой файл")
        raise BadScheduleError(what, _TODO) from error
    tables: list[RawTable] = []
    above: list[str] = []
    budget = MOST_CELLS
    for block in _blocks(body) if body is not None else ():
        if block.tag == W_P:
            above = [*above[-_KEPT_ABOVE:], *filter(None, (one_line(line) for line in _text(block).split("\n")))]
            continue
        rows = tuple(_rows(block, budget))
        budget -= sum(len(row.cells) for row in rows)
        tables.append(RawTable(f"таблица {len(tables) + 1}", rows, tuple(above)))
        above = []
    return tables


def _blocks(holder: Element) -> Iterator[Element]:
    for block in children(holder):
        if block.tag in (W_P, W_TBL):
            yield block
        elif block.tag in _WRAPS:
            yield from _blocks(block)


def _rows(table: Element, budget: int) -> Iterator[RawRow]:
    over: dict[int, RawCell] = {}  # by column: the cell that may go on downwards
    for number, row in enumerate(_within(table, W_TR), 1):
        if child(row, "trPr", "del") is not None:
            continue
        cells = [RawCell()] * _count(value(child(row, "trPr", "gridBefore")), 0)
        for cell in _within(row, W_TC):
            span = _count(value(child(cell, "tcPr", "gridSpan")), 1)
            merge = child(cell, "tcPr", "vMerge")
            goes_on = merge is not None and (value(merge) or "continue") == "continue"
            column = len(cells)
            if goes_on and column in over:
                made = RawCell(over[column].text, down=True)
            else:
                made = RawCell(_cell_text(cell))
            cells.append(made)
            cells += [RawCell(made.text, across=True, down=made.down)] * (span - 1)
            over[column] = made
            if len(cells) > MOST_COLUMNS:
                raise too_large()
        budget -= len(cells)
        if budget < 0:
            raise too_large()
        yield RawRow(number, tuple(cells))


def _within(holder: Element, tag: str) -> Iterator[Element]:
    for one in children(holder):
        if one.tag == tag:
            yield one
        elif one.tag in _WRAPS:
            yield from _within(one, tag)


def _count(written: str | None, default: int) -> int:
    if written is None or not written.isdigit():
        return default
    if len(written) > 3 or int(written) > MOST_COLUMNS:
        raise too_large()
    return max(default, int(written))


def _cell_text(cell: Element) -> str:
    return "\n".join(filter(None, (_text(one).strip() for one in cell.iter(W_P))))[:LONGEST_CELL]


def _text(paragraph: Element) -> str:
    return "".join(_pieces(paragraph))


def _pieces(element: Element) -> Iterator[str]:
    for one in children(element):
        if one.tag == W_T:
            yield one.text or ""
        elif one.tag in _BREAKS:
            yield "\n"
        elif one.tag == _TAB:
            yield " "
        elif one.tag == _HYPHEN:
            yield "-"
        elif one.tag not in _TAKEN_OUT:
            yield from _pieces(one)
