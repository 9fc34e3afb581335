"""From what the document says to boxes of a given width: paragraphs, tables, floating things."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QPointF, QRectF

from attest_desktop.papers.pdf.builtin.drawing import draw_picture, draw_sides, fill, is_readable, stroke
from attest_desktop.papers.pdf.builtin.flow import Box, Canvas, Stack, gap
from attest_desktop.papers.pdf.builtin.fonts import Fonts
from attest_desktop.papers.pdf.builtin.grid import CellBox, RowBox, TableBox, build_table
from attest_desktop.papers.pdf.builtin.keeping import Generations
from attest_desktop.papers.pdf.builtin.model import (
    Block,
    Cell,
    FieldPiece,
    Float,
    PageSetup,
    Paragraph,
    PicturePiece,
    Table,
    WidthKind,
)
from attest_desktop.papers.pdf.builtin.paragraphs import ParagraphBox, joined
from attest_desktop.papers.pdf.builtin.source import Warnings
from attest_desktop.papers.pdf.builtin.turned import LONGEST, TurnedBox, natural_length
from attest_desktop.papers.pdf.builtin.typesetting import Typesetter
from attest_desktop.papers.pdf.builtin.wrapping import Zone, along, zone

# Preferred widths in per cent are in fiftieths.
_WHOLE = 5000.0
_NARROWEST = 200.0
_UNREADABLE = "Рисунок в неизвестном формате не напечатан."


@dataclass(frozen=True, slots=True)
class SetParagraph:
    """A paragraph in lines, and what was said of its fonts."""

    box: ParagraphBox
    said: tuple[str, ...]


SetParagraphs = Generations[SetParagraph]
"""Paragraphs in lines, by the paragraph and the width."""


class Composer:
    """Lays out blocks; `fields` are the values of PAGE and NUMPAGES."""

    def __init__(
        self,
        fonts: Fonts,
        default_tab: float,
        warnings: Warnings,
        fields: Mapping[str, str] | None = None,
        kept: SetParagraphs | None = None,
    ) -> None:
        self._typesetter = Typesetter(fonts, default_tab, fields or {})
        self._fonts = fonts
        self._warnings = warnings
        self._kept = kept

    def stack(
        self, blocks: Sequence[Block], width: float, *, breaks: bool = False, setup: PageSetup | None = None
    ) -> Stack:
        """The blocks one under another; `breaks` when page breaks among them count.

        `setup` is that of the pages the text is for, if it is not in a cell or box.
        """
        boxes: list[Box] = []
        zones: list[Zone] = []
        y = 0.0
        for block in blocks:
            if isinstance(block, Table):
                box: Box = self._table(block, width)
                y += gap(boxes[-1], box) if boxes else 0.0
            else:
                floats = self._floats(block)
                above = block.format.before
                if boxes:
                    above = above + boxes[-1].after if block.format.added else max(above, boxes[-1].after)
                wrapped = (zone(one.floating, y + above, width, setup) for one in floats)
                zones.extend(one for one in wrapped if one is not None)
                zones = [one for one in zones if one.bottom > y]
                box = self._paragraph(block, width, floats, [one.lifted(y + above) for one in zones])
                y += gap(boxes[-1], box) if boxes else box.before
            y += box.height
            boxes.append(box)
        return Stack(tuple(joined(boxes)), breaks=breaks)

    def _floats(self, paragraph: Paragraph) -> tuple[FloatingBox, ...]:
        return tuple(self._floating(one) for one in paragraph.floats)

    def _floating(self, it: Float) -> FloatingBox:
        """A floating thing with its text set; it takes its size from the text where it has none."""
        if not it.width:
            natural = natural_length(self.stack(it.blocks, LONGEST)) + 1
            it = replace(it, width=natural + it.padding[0] + it.padding[2])
        stack = self.stack(it.blocks, _inner_width(it))
        if not it.height:
            it = replace(it, height=stack.height + it.padding[1] + it.padding[3])
        return FloatingBox(it, stack)

    def _paragraph(
        self, paragraph: Paragraph, width: float, floats: tuple[FloatingBox, ...], zones: Sequence[Zone]
    ) -> Box:
        for piece in paragraph.pieces:
            if isinstance(piece, PicturePiece) and not is_readable(piece.picture):
                self._warnings.add(_UNREADABLE)
        if self._kept is None or floats or zones or any(isinstance(one, FieldPiece) for one in paragraph.pieces):
            return self._typesetter.paragraph(paragraph, width, floats, zones)
        found = self._kept.get((paragraph, width))
        if found is None:
            told, self._fonts.warnings = self._fonts.warnings, Warnings()
            try:
                box = self._typesetter.paragraph(paragraph, width)
                found = self._kept.put((paragraph, width), SetParagraph(box, self._fonts.warnings.all()))
            finally:
                self._fonts.warnings = told
        for text in found.said:
            self._fonts.warnings.add(text)
        return found.box

    def _table(self, table: Table, width: float) -> TableBox:
        columns = _widths(table, width)
        edges = [0.0]
        for column in columns:
            edges.append(edges[-1] + column)
        spare = width - edges[-1]
        x = {"center": spare / 2, "right": spare}.get(table.align, table.indent)
        cells: list[CellBox] = []
        rows: list[RowBox] = []
        for index, row in enumerate(table.rows):
            cells.extend(self._cell(cell, index, row.height, x, edges) for cell in row.cells)
            rows.append(
                RowBox(
                    row.height,
                    row.height_rule == "exact",
                    row.cant_split,
                    bool(row.cells) and any(_keeps_next(block) for block in row.cells[0].blocks),
                )
            )
        header_rows = 0
        while header_rows < len(table.rows) and table.rows[header_rows].header:
            header_rows += 1
        return build_table(rows, cells, header_rows, break_before=table.break_before)

    def _cell(self, cell: Cell, row: int, height: float, x: float, edges: Sequence[float]) -> CellBox:
        left, right = edges[cell.column], edges[min(cell.column + cell.columns, len(edges) - 1)]
        inner = max(_NARROWEST, right - left - cell.margins[0] - cell.margins[2])
        blocks = [_in_cell(block) for block in cell.blocks]
        return CellBox(
            row=row,
            rows=cell.rows,
            left=x + left,
            right=x + right,
            stack=self._turned(cell, blocks, height, inner) if cell.turned else self.stack(blocks, inner),
            margins=cell.margins,
            borders=dict(cell.borders),
            shading=cell.shading,
            valign=cell.valign,
        )

    def _turned(self, cell: Cell, blocks: Sequence[Block], height: float, width: float) -> Stack:
        """The cell's text running up or down; as long as the row is high, or as the text is."""
        length = height - cell.margins[1] - cell.margins[3]
        if length <= 0:
            length = min(LONGEST, natural_length(self.stack(blocks, LONGEST)) + 1)
        return Stack((TurnedBox(self.stack(blocks, length), length, width, cell.turned == "up", cell.valign),))


def _in_cell(block: Block) -> Block:
    """In table cells Word parts paragraphs at any line."""
    if isinstance(block, Table):
        return block
    return replace(block, format=replace(block.format, widow_control=False, keep_lines=False))


def _keeps_next(block: Block) -> bool:
    return isinstance(block, Paragraph) and block.format.keep_next


def _widths(table: Table, available: float) -> list[float]:
    """Column widths as given; the missing ones share what is left; all are scaled to the table's own width."""
    target = available
    if table.width_kind is WidthKind.TWIPS and table.width:
        target = table.width
    elif table.width_kind is WidthKind.PERCENT and table.width:
        target = available * table.width / _WHOLE
    missing = sum(1 for width in table.columns if width <= 0)
    share = max(_NARROWEST, (target - sum(table.columns)) / missing) if missing else 0.0
    widths = [width if width > 0 else share for width in table.columns]
    total = sum(widths)
    if table.width_kind is not WidthKind.AUTO and table.width and total:
        return [width * target / total for width in widths]
    return widths


def _inner_width(floating: Float) -> float:
    return max(_NARROWEST, floating.width - floating.padding[0] - floating.padding[2])


@dataclass(frozen=True, slots=True)
class FloatingBox:
    """A floating thing with its text laid out."""

    floating: Float
    stack: Stack

    def __call__(self, canvas: Canvas, x: float, y: float, width: float) -> None:
        """Draw it; (x, y) is where its paragraph begins, `width` that of the column."""
        it = self.floating
        across = {
            "page": (0.0, canvas.page_width),
            "margin": (canvas.left, canvas.page_width - canvas.left - canvas.right),
            "leftMargin": (0.0, canvas.left),
            "rightMargin": (canvas.page_width - canvas.right, canvas.right),
        }
        down = {
            "page": (0.0, canvas.page_height),
            "margin": (canvas.top, canvas.page_height - canvas.top - canvas.bottom),
            "topMargin": (0.0, canvas.top),
            "bottomMargin": (canvas.page_height - canvas.bottom, canvas.bottom),
        }
        area = QRectF(
            along(it.x, across.get(it.x.origin, (x, width)), it.width),
            along(it.y, down.get(it.y.origin, (y, 0.0)), it.height),
            it.width,
            it.height,
        )
        if it.fill:
            fill(canvas.painter, area, it.fill)
        if it.picture is not None:
            draw_picture(canvas.painter, it.picture, area)
        if it.outline is not None and it.shape == "line":
            stroke(canvas.painter, area.topLeft(), area.bottomRight(), it.outline)
        elif it.outline is not None and it.shape == "rising":
            stroke(canvas.painter, area.bottomLeft(), area.topRight(), it.outline)
        elif it.outline is not None and it.shape:
            draw_sides(canvas.painter, area, dict.fromkeys(("left", "top", "right", "bottom"), it.outline))
        corner = area.topLeft() + QPointF(it.padding[0], it.padding[1])
        self.stack.draw(canvas, corner.x(), corner.y())
