"""From what the document says to boxes of a given width: paragraphs, tables, floating things."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from attest_desktop.papers.pdf.builtin.aside import beside_text, too_high
from attest_desktop.papers.pdf.builtin.drawing import is_readable
from attest_desktop.papers.pdf.builtin.floating import LINES, FloatingBox
from attest_desktop.papers.pdf.builtin.flow import Box, Stack
from attest_desktop.papers.pdf.builtin.fonts import Fonts
from attest_desktop.papers.pdf.builtin.grid import CellBox, RowBox, TableBox, build_table
from attest_desktop.papers.pdf.builtin.keeping import Generations
from attest_desktop.papers.pdf.builtin.model import (
    Block,
    Cell,
    DrawingPiece,
    FieldPiece,
    Float,
    Paragraph,
    PicturePiece,
    Table,
    WidthKind,
)
from attest_desktop.papers.pdf.builtin.paragraphs import ParagraphBox, joined
from attest_desktop.papers.pdf.builtin.piles import Pile
from attest_desktop.papers.pdf.builtin.source import Warnings
from attest_desktop.papers.pdf.builtin.turned import LONGEST, TurnedBox, natural_length
from attest_desktop.papers.pdf.builtin.typesetting import Typesetter
from attest_desktop.papers.pdf.builtin.wrapping import Paper, Zone

# Preferred widths in per cent are in fiftieths.
_WHOLE = 5000.0
_NARROWEST = 200.0
# No form has more tables beside its text; each is kept clear of all others.
_MOST_ASIDE = 300
_IN_TEXT = "Таблица, которую обтекал текст, напечатана в тексте: проверьте, так ли она стоит."
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
        self, blocks: Sequence[Block], width: float, *, breaks: bool = False, paper: Paper | None = None
    ) -> Stack:
        """The blocks one under another; `breaks` when page breaks among them count.

        `paper` is what the text is for, if it is not in a cell or box.
        """
        pile = Pile(width, paper)
        waiting: list[tuple[Table, FloatingBox]] = []
        count = 0
        for block in blocks:
            if breaks and pile.boxes and block.break_before:
                pile.turn()
            if isinstance(block, Table):
                aside = self._aside(block, width, paper if count < _MOST_ASIDE else None)
                if aside is not None:
                    count += 1
                    waiting.append((block, aside))
                    continue
                for lone in self._unattached(waiting, width):
                    pile.add_table(lone)
                waiting = []
                pile.add_table(self._table(block, width))
            else:
                floats = (*(one for _, one in waiting), *self._floats(block))
                waiting = []
                if paper is not None:
                    for one in floats:
                        if too_high(one.floating, paper.setup):
                            pile.add_all(one.stack.boxes)
                    floats = tuple(one for one in floats if not too_high(one.floating, paper.setup))
                placed, zones = pile.beside(block, floats)
                pile.add(self._paragraph(block, width, placed, zones))
        for lone in self._unattached(waiting, width):
            pile.add_table(lone)
        return Stack(tuple(joined(pile.boxes)), breaks=breaks)

    def _unattached(self, waiting: Sequence[tuple[Table, FloatingBox]], width: float) -> Iterator[TableBox]:
        """Tables beside the text that no paragraph follows to hold them: they stand in the text."""
        for table, _ in waiting:
            self._warnings.add(_IN_TEXT)
            yield self._table(table, width)

    def _aside(self, table: Table, width: float, paper: Paper | None) -> FloatingBox | None:
        """The table as one beside the text; None when it is not, or cannot be."""
        if table.aside is None:
            return None
        whole = sum(_widths(table, width))
        if paper is None:
            if whole <= width:
                self._warnings.add(_IN_TEXT)
            return None
        box = self._table(replace(table, align="left", indent=0.0, break_before=""), width)
        it = None if box.notes else beside_text(table.aside, whole, box.height, width, paper.setup)
        return None if it is None else FloatingBox(it, Stack((box,)), id(table))

    def _floats(self, paragraph: Paragraph) -> tuple[FloatingBox, ...]:
        return tuple(self._floating(one) for one in paragraph.floats)

    def _floating(self, asked: Float) -> FloatingBox:
        """A floating thing with its text set; it takes its size from the text where it has none."""
        it = asked
        if it.shape in LINES:
            # A line that stands upright has no width, a level one no height.
            return FloatingBox(it, Stack(()), id(asked))
        if not it.width:
            stack = self.stack(it.blocks, LONGEST)
            tables = (cell.right for box in stack.boxes if isinstance(box, TableBox) for cell in box.cells)
            natural = max(natural_length(stack) + 1, *tables, 0.0)
            it = replace(it, width=natural + it.padding[0] + it.padding[2])
        stack = self.stack(it.blocks, _inner_width(it))
        if not it.height:
            it = replace(it, height=stack.height + it.padding[1] + it.padding[3])
        return FloatingBox(it, stack, id(asked))

    def _paragraph(
        self, paragraph: Paragraph, width: float, floats: tuple[FloatingBox, ...], zones: Sequence[Zone]
    ) -> Box:
        for piece in paragraph.pieces:
            if isinstance(piece, PicturePiece) and not is_readable(piece.picture):
                self._warnings.add(_UNREADABLE)
        drawings = {
            piece: tuple(self._floating(one) for one in piece.shapes)
            for piece in paragraph.pieces
            if isinstance(piece, DrawingPiece)
        }
        has_fields = any(isinstance(one, FieldPiece) for one in paragraph.pieces)
        if self._kept is None or floats or zones or drawings or has_fields:
            box = self._typesetter.paragraph(paragraph, width, floats, zones, drawings)
            reach = max((one.reach for one in floats), default=0.0)
            return replace(box, reach=reach) if reach else box
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
