"""Lists that grow: one more row at the end of a table when the record has more lessons than the form has rows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass, replace

from attest_desktop.domain.record import Record
from attest_desktop.papers.template.blank import Blank, Found, Way
from attest_desktop.papers.template.finders.table_cells import header
from attest_desktop.papers.template.layout import Cell, Form, Paragraph, Table
from attest_desktop.papers.template.ooxml import W_P, W_SDT, W_TBL, W_TC, Element, child, make, qn, value
from attest_desktop.papers.template.runs import Line

_ROW = re.compile(r"(conclusion\.(?:lessons|criteria))\.(\d+)\.(\w+)$")
_NUMBER = re.compile(r"\s*(\d{1,3})[.)]?\s*")
_OWN_IDS = ("paraId", "textId")
_ONCE = tuple(qn("w:" + name) for name in ("bookmarkStart", "bookmarkEnd", "commentRangeStart", "commentRangeEnd"))


@dataclass(frozen=True, slots=True)
class AddedCell:
    """A cell of an added row: the blank it was copied from, what to fill, the cell itself."""

    blank: Blank
    found: Found
    cell: Cell


def add_rows(form: Form, pairs: Sequence[tuple[Blank, Found]], record: Record) -> Iterator[AddedCell]:
    """Copies the last row of a list for each item of the record without one; nothing where that is not certain."""
    for kind in ("lessons", "criteria"):
        items = len(getattr(record.conclusion, kind))
        asked = [(blank, found, row) for blank, found in pairs if (row := _row_of(found, f"conclusion.{kind}"))]
        last = max((int(row.group(2)) for _, _, row in asked), default=-1)
        if not 0 <= last < items - 1:
            continue
        ending = [(blank, found, row.group(3)) for blank, found, row in asked if int(row.group(2)) == last]
        cells = [_cell(form, found) for _, found, _ in ending]
        first = cells[0]
        if first is None or not _is_list(first, [one for one in cells if one is not None]):
            continue
        if any(one is None or one.table is not first.table or one.row != first.row for one in cells):
            continue
        source = first.element.getparent()
        after = source
        for index in range(last + 1, items):
            assert source is not None
            assert after is not None
            copy = _copied(source, index - last)
            after.addnext(copy)
            after = copy
            twins = list(zip(first.table.rows[first.row], copy.findall(W_TC), strict=True))
            for (blank, found, name), cell in zip(ending, cells, strict=True):
                element = next(new for old, new in twins if old is cell)
                field = f"conclusion.{kind}.{index}.{name}"
                assert cell is not None
                yield AddedCell(
                    replace(
                        blank, id=f"{blank.id}.{index - last}", label=_numbered(blank.label, index), field=field
                    ),
                    replace(found, fields=(field,)),
                    _twin(cell, element),
                )


def _row_of(found: Found, kind: str) -> re.Match[str] | None:
    row = _ROW.match(found.fields[0]) if found.fields and found.way is Way.CELL else None
    return row if row and row.group(1) == kind else None


def _cell(form: Form, found: Found) -> Cell | None:
    return form.paragraph(found.places[0].part, found.places[0].paragraph).cell


def _is_list(cell: Cell, asked: list[Cell]) -> bool:
    """Whether the row is the last of like rows under names of columns, with nothing printed but a number."""
    table, row = cell.table, cell.table.rows[cell.row]
    parent = cell.element.getparent()
    holder = parent.getparent() if parent is not None else None
    if parent is None or holder is None or holder.tag != W_TBL or not header(cell):
        return False
    if any(True for _ in parent.iter(W_SDT)) or len(parent.findall(W_TC)) != len(row):
        return False
    if any(one.text and not _NUMBER.fullmatch(one.text) for one in row if not one.continued):
        return False
    above = table.rows[cell.row - 1]
    # One row alone is a list only when all that it asks for is the item's.
    return _alike(row, above) or all(one in asked for one in row if one.vacant)


def _alike(row: list[Cell], other: list[Cell]) -> bool:
    return [(one.column, one.span, bool(one.text)) for one in row] == [
        (one.column, one.span, bool(one.text)) for one in other
    ]


def _copied(source: Element, ahead: int) -> Element:
    copy = deepcopy(source)
    for element in copy.iter():
        for name in list(element.attrib):
            if str(name).rpartition("}")[2] in _OWN_IDS:
                del element.attrib[name]
    for element in list(copy.iter(*_ONCE)):
        parent = element.getparent()
        if parent is not None:
            parent.remove(element)
    for cell in copy.findall(W_TC):
        merge = child(cell, "tcPr", "vMerge")
        if merge is not None and value(merge) == "restart":
            del merge.attrib[qn("w:val")]  # the cell above goes on
        paragraphs = cell.findall(W_P)
        line = Line.of(paragraphs[0]) if paragraphs else None
        number = _NUMBER.fullmatch(line.text) if line is not None else None
        if line is not None and number:
            if merge is not None:
                line.replace(0, len(line.text), "")
            else:
                line.replace(*number.span(1), str(int(number.group(1)) + ahead))
    return copy


def _twin(cell: Cell, element: Element) -> Cell:
    """The copied cell as the form's own cells are, in the place of the one that it was copied from."""
    twin = Cell(Table(cell.table.rows), cell.row, cell.column, cell.span, False, element)
    if element.find(W_P) is None:
        element.append(make(W_P))
    part, index = cell.paragraphs[0].part, cell.paragraphs[0].index
    twin.blocks = [Paragraph(part, index, one, twin) for one in element.findall(W_P)]
    return twin


def _numbered(label: str, index: int) -> str:
    return re.sub(r"^(Занятие|Урок|Мероприятие|Видео|Показатель) \d+", rf"\g<1> {index + 1}", label)
