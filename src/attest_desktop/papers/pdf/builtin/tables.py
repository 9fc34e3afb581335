"""Tables of the document: the grid, merged cells, borders, shading and what the table style adds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from attest_desktop.papers.pdf.builtin.aside import placement
from attest_desktop.papers.pdf.builtin.autospacing import at_edges
from attest_desktop.papers.pdf.builtin.model import Block, Border, Cell, Paragraph, Row, Table, WidthKind
from attest_desktop.papers.pdf.builtin.ooxml import (
    Element,
    Properties,
    W,
    attribute,
    child_value,
    contents,
    is_on,
    local,
    merged,
    number,
    read_properties,
    whole,
)
from attest_desktop.papers.pdf.builtin.source import Source
from attest_desktop.papers.pdf.builtin.styles import Style, border, shading, table_look

# Word makes no more than 63.
_MOST_COLUMNS = 100
_SIDES = ("left", "top", "right", "bottom")
_DEFAULT_MARGINS = {"left": 108.0, "top": 0.0, "right": 108.0, "bottom": 0.0}
_NAMES = {"start": "left", "end": "right"}
# Conditional parts of a table style by rising precedence, with the bit of `w:tblLook/@w:val` that turns each on.
_LOOKS = {"firstRow": 0x20, "lastRow": 0x40, "firstColumn": 0x80, "lastColumn": 0x100}
_NO_BANDS = {"noHBand": 0x200, "noVBand": 0x400}
_TURNED = {"btLr": "up", "tbRl": "down", "tbRlV": "down", "lr": "up", "rl": "down"}


@dataclass(slots=True)
class _Slot:
    """A cell as it stands in the file."""

    element: Element
    row: int
    column: int
    columns: int
    own: Properties
    merge: str
    rows: int = 1


@dataclass(frozen=True, slots=True)
class _Frame:
    """What holds for the whole table."""

    properties: Properties
    levels: list[Style]
    look: Mapping[str, bool]
    rows: int
    columns: int


def read_table(element: Element, source: Source, break_before: str = "") -> Table:
    """The table as it is printed."""
    own = element.find(W + "tblPr")
    levels = source.styles.table_levels(child_value(own, "tblStyle"))
    properties = merged(*(level.table for level in levels), read_properties(own))
    lines = [row for row in contents(element) if local(row) == "tr" and not _is_hidden(row)]
    slots = _merge_down([_slots(row, index) for index, row in enumerate(lines)])
    grid = [number(attribute(column, "w")) for column in element.findall(f"{W}tblGrid/{W}gridCol")]
    count = max([len(grid), *(slot.column + slot.columns for row in slots for slot in row)], default=1)
    frame = _Frame(properties, levels, _look(own), len(lines), count)
    margins = _margins(properties, "tblCellMar", _DEFAULT_MARGINS)
    rows = tuple(
        _row(
            line,
            [_cell(slot, lines[slot.row], frame, margins, source) for slot in row if slot.merge != "continue"],
        )
        for line, row in zip(lines, slots, strict=True)
    )
    # Up to Word 2010 the text of the first column stands at the margin, the border left of it.
    shift = margins[0] if source.shifts_tables else 0.0
    width = properties.get("tblW")
    kind = width.get("type", "auto") if width is not None else "auto"
    align = properties["jc"].get("val") if "jc" in properties else "left"
    indent = number(properties["tblInd"].get("w")) if "tblInd" in properties else 0.0
    return Table(
        columns=_columns(grid, slots, count),
        rows=rows,
        width_kind=WidthKind(kind) if kind in ("dxa", "pct") else WidthKind.AUTO,
        width=number(width.get("w")) if width is not None and kind in ("dxa", "pct") else 0.0,
        align={"center": "center", "right": "right", "end": "right"}.get(align, "left"),
        indent=indent - shift,
        fixed="tblLayout" in properties and properties["tblLayout"].get("type") == "fixed",
        break_before=break_before,
        aside=placement(properties["tblpPr"], shift) if "tblpPr" in properties else None,
    )


def _is_hidden(row: Element) -> bool:
    return row.find(f"{W}trPr/{W}del") is not None or is_on(row.find(f"{W}trPr/{W}hidden"))


def _slots(row: Element, index: int) -> list[_Slot]:
    column = min(_MOST_COLUMNS, max(0, whole(child_value(row.find(W + "trPr"), "gridBefore"))))
    found: list[_Slot] = []
    for cell in contents(row):
        if local(cell) != "tc":
            continue
        properties = cell.find(W + "tcPr")
        span = min(_MOST_COLUMNS, max(1, whole(child_value(properties, "gridSpan"), 1)))
        merge = properties.find(W + "vMerge") if properties is not None else None
        kind = "" if merge is None else attribute(merge, default="continue")
        found.append(_Slot(cell, index, column, span, read_properties(properties), kind))
        column += span
    return found


def _merge_down(rows: list[list[_Slot]]) -> list[list[_Slot]]:
    """Count the rows of each vertically merged cell; a part with nothing above it stands for itself."""
    above: dict[int, _Slot] = {}
    for row in rows:
        for slot in row:
            head = above.get(slot.column)
            if slot.merge == "continue" and head is not None and head.row + head.rows == slot.row:
                head.rows += 1
                # The lower edge of the whole is that of its last part.
                lower = dict(slot.own["tcBorders"].children) if "tcBorders" in slot.own else {}
                if "bottom" in lower:
                    head.own = merged(
                        head.own,
                        {"tcBorders": replace(slot.own["tcBorders"], children=(("bottom", lower["bottom"]),))},
                    )
            else:
                slot.merge = "restart"
                above[slot.column] = slot
    return rows


def _look(own: Element | None) -> dict[str, bool]:
    look = own.find(W + "tblLook") if own is not None else None
    if look is None:
        return {}
    try:
        bits = int(attribute(look, default="0"), 16)
    except ValueError:
        bits = 0
    return {
        name: attribute(look, name) in ("1", "true", "on") if attribute(look, name) else bool(bits & bit)
        for name, bit in {**_LOOKS, **_NO_BANDS}.items()
    }


def _conditions(slot: _Slot, frame: _Frame) -> list[str]:
    """Names of the conditional parts of the table style that hold for a cell, by rising precedence."""
    look = frame.look
    first_row = look.get("firstRow", False) and slot.row == 0
    last_row = look.get("lastRow", False) and slot.row + slot.rows == frame.rows
    first_column = look.get("firstColumn", False) and slot.column == 0
    last_column = look.get("lastColumn", False) and slot.column + slot.columns == frame.columns
    found = []
    if not look.get("noVBand", True):
        found.append("band1Vert" if (slot.column - look.get("firstColumn", False)) % 2 == 0 else "band2Vert")
    if not look.get("noHBand", True) and not first_row and not last_row:
        found.append("band1Horz" if (slot.row - look.get("firstRow", False)) % 2 == 0 else "band2Horz")
    found += [
        name
        for name, holds in (
            ("firstCol", first_column),
            ("lastCol", last_column),
            ("firstRow", first_row),
            ("lastRow", last_row),
        )
        if holds
    ]
    return found


def _cell(
    slot: _Slot, row: Element, frame: _Frame, margins: tuple[float, float, float, float], source: Source
) -> Cell:
    parts = [
        level.conditional[name]
        for name in _conditions(slot, frame)
        for level in frame.levels
        if name in level.conditional
    ]
    whole_table = [level.cell for level in frame.levels]
    own = merged(*whole_table, *(part.cell for part in parts), slot.own)
    look = table_look([*frame.levels, *parts])
    return Cell(
        column=slot.column,
        columns=slot.columns,
        rows=slot.rows,
        blocks=_text(slot.element, replace(source, look=look)),
        margins=_margins(own, "tcMar", dict(zip(_SIDES, margins, strict=True))),
        borders=_borders(slot, row, frame, [*whole_table, *(part.cell for part in parts)]),
        shading=shading({"shd": own["shd"].attributes} if "shd" in own else {}),
        valign=own["vAlign"].get("val", "top") if "vAlign" in own else "top",
        turned=_TURNED.get(own["textDirection"].get("val"), "") if "textDirection" in own else "",
    )


def _text(cell: Element, source: Source) -> tuple[Block, ...]:
    blocks = _without_end_mark(source.read_blocks(cell, source))
    return at_edges(blocks, end=True) if source.spacing.like_web else blocks


def _without_end_mark(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """A cell's text without the empty paragraph that must follow a table in it: it has no height."""
    last = blocks[-1] if len(blocks) > 1 and isinstance(blocks[-2], Table) else None
    if isinstance(last, Paragraph) and not last.pieces and not last.floats:
        return blocks[:-1]
    return blocks


def _margins(properties: Properties, name: str, default: Mapping[str, float]) -> tuple[float, float, float, float]:
    given = {
        _NAMES.get(side, side): number(measure.get("w"))
        for side, measure in (properties[name].children if name in properties else ())
    }
    left, top, right, bottom = (given.get(side, default[side]) for side in _SIDES)
    return left, top, right, bottom


def _borders(slot: _Slot, row: Element, frame: _Frame, styled: list[Properties]) -> dict[str, Border]:
    """The cell's own four borders; sides without a line are left out."""
    table = merged(
        {"tblBorders": frame.properties["tblBorders"]} if "tblBorders" in frame.properties else {},
        read_properties(row.find(W + "tblPrEx")),
    )
    at_edge = {
        "left": slot.column == 0,
        "top": slot.row == 0,
        "right": slot.column + slot.columns >= frame.columns,
        "bottom": slot.row + slot.rows >= frame.rows,
    }
    general = _sides(table, "tblBorders")
    own = _sides(slot.own, "tcBorders")
    found: dict[str, Border] = {}
    for side in _SIDES:
        inner = "insideV" if side in ("left", "right") else "insideH"
        attributes = general.get(side if at_edge[side] else inner)
        for level in styled:
            given = _sides(level, "tcBorders")
            attributes = given.get(side if at_edge[side] or inner not in given else inner, attributes)
        line = border(own.get(side, attributes or {}))
        if line is not None:
            found[side] = line
    return found


def _sides(properties: Properties, name: str) -> dict[str, Mapping[str, str]]:
    return {
        _NAMES.get(side, side): given for side, given in (properties[name].children if name in properties else ())
    }


def _row(line: Element, cells: list[Cell]) -> Row:
    properties = line.find(W + "trPr")
    height = properties.find(W + "trHeight") if properties is not None else None
    return Row(
        cells=tuple(cells),
        height=number(attribute(height)),
        height_rule="exact" if attribute(height, "hRule") == "exact" else "auto",
        header=properties is not None and is_on(properties.find(W + "tblHeader")),
        cant_split=properties is not None and is_on(properties.find(W + "cantSplit")),
    )


def _columns(grid: list[float], rows: list[list[_Slot]], count: int) -> tuple[float, ...]:
    """Column widths by the grid; cells tell those that it lacks.

    Word writes the widths it laid out into the grid. Where other programs left it out of step with the cells, Word
    goes by the cells and LibreOffice by the grid: with the latter all computers without Word print alike.
    """
    widths = grid + [0.0] * (count - len(grid))
    told: dict[int, float] = {}
    for row in rows:
        for slot in row:
            width = slot.own.get("tcW")
            if slot.columns == 1 and width is not None and width.get("type") in ("", "dxa"):
                told.setdefault(slot.column, number(width.get("w")))
    return tuple(widths[column] or told.get(column, 0.0) for column in range(count))
