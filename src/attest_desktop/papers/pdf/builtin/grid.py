"""Tables laid out: row heights, cells that span, parting between pages, borders drawn once where cells meet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

from PySide6.QtCore import QRectF

from attest_desktop.papers.pdf.builtin.drawing import draw_sides, fill
from attest_desktop.papers.pdf.builtin.flow import SLACK, Canvas, Stack
from attest_desktop.papers.pdf.builtin.model import Border


@dataclass(frozen=True, slots=True)
class RowBox:
    """What is asked of a row: its height, and how it may be parted."""

    height: float = 0.0
    exact: bool = False
    cant_split: bool = False
    keep_next: bool = False


@dataclass(frozen=True, slots=True)
class CellBox:
    """A cell laid out. `margins`: left, top, right, bottom."""

    row: int
    rows: int
    left: float
    right: float
    stack: Stack
    margins: tuple[float, float, float, float]
    borders: dict[str, Border]
    shading: str = ""
    valign: str = "top"

    @property
    def end(self) -> int:
        """The first row below the cell."""
        return self.row + self.rows

    @property
    def content_height(self) -> float:
        """Height of the text with the cell's margins."""
        return self.margins[1] + self.stack.height + self.margins[3]

    def rule(self, side: str) -> float:
        """Width of the border on a side."""
        border = self.borders.get(side)
        return border.width if border is not None else 0.0


@dataclass(frozen=True, slots=True)
class TableBox:
    """A table laid out, or the part of it on one page.

    `rules` are the widths of the lines above each row and below the last, `heights` the rows without them.
    `header` is drawn again above a part that goes on; `header_rows` counts the rows it is made of.
    """

    rows: tuple[RowBox, ...]
    cells: tuple[CellBox, ...]
    heights: tuple[float, ...]
    rules: tuple[float, ...]
    header_rows: int = 0
    header: TableBox | None = None
    break_before: str = ""

    @property
    def height(self) -> float:
        """Height with all lines and the repeated header."""
        return self._header_height + sum(self.heights) + sum(self.rules)

    @property
    def overhang(self) -> float:
        """The last line of a table must be seen whole."""
        return 0.0

    @property
    def reach(self) -> float:
        """Nothing floats beside a table."""
        return 0.0

    @property
    def before(self) -> float:
        """A table asks for no space above."""
        return 0.0

    @property
    def after(self) -> float:
        """A table asks for no space below."""
        return 0.0

    @property
    def style(self) -> str:
        """A table has no paragraph style."""
        return ""

    @property
    def close_style(self) -> str:
        """A table has no paragraph style."""
        return ""

    @property
    def adds_space(self) -> bool:
        """A table asks for no space."""
        return False

    @property
    def keep_next(self) -> bool:
        """Whether the last row must stay with what follows the table."""
        return bool(self.rows) and self.rows[-1].keep_next

    @property
    def notes(self) -> tuple[str, ...]:
        """Footnotes referred to in the cells."""
        return tuple(note for cell in self.cells for note in cell.stack.notes)

    @property
    def _header_height(self) -> float:
        # The line below the header is the one above the first row.
        return self.header.height - self.header.rules[-1] if self.header is not None else 0.0

    @property
    def _tops(self) -> list[float]:
        """Upper edge of each row's line above, and of the line below the last row."""
        steps = (rule + height for rule, height in zip(self.rules, self.heights, strict=False))
        return list(accumulate(steps, initial=0.0))

    def split(self, room: float, *, force: bool) -> tuple[TableBox | None, TableBox | None]:
        """Part the table between rows or within one."""
        room -= self._header_height
        tops = self._tops
        last = next(
            (row for row in range(len(self.rows)) if tops[row + 1] + self.rules[row + 1] > room + SLACK),
            len(self.rows),
        )
        if last == len(self.rows):
            return self, None
        if last >= self.header_rows or self.header_rows >= len(self.rows):
            parted = self._split_row(
                last, room - tops[last] - self.rules[last] - self.rules[last + 1], force=False
            )
            if parted is not None:
                return parted
        start = last
        while start and self.rows[start - 1].keep_next:
            start -= 1
        if start <= self.header_rows and self.header is None and not force:
            # A header alone at the foot of a page says nothing.
            return None, self
        if start:
            return self._break_above(start)
        if last:
            return self._break_above(last) if force else (None, self)
        if not force:
            return None, self
        parted = self._split_row(0, room - self.rules[0] - self.rules[1], force=True)
        return parted if parted is not None else self._break_above(1)

    def _split_row(self, row: int, room: float, *, force: bool) -> tuple[TableBox, TableBox] | None:
        """Part the row so that its upper part has the given height; None when it cannot be parted there."""
        asked = self.rows[row]
        if asked.exact or room <= 0 or (asked.cant_split and not force):
            return None
        upper: list[CellBox] = []
        lower: list[CellBox] = []
        begun = moved = False
        used = 0.0
        for cell in self.cells:
            if cell.end <= row:
                upper.append(cell)
                continue
            if cell.row > row:
                lower.append(replace(cell, row=cell.row - row))
                continue
            above = sum(self.heights[cell.row : row]) + sum(self.rules[cell.row + 1 : row + 1])
            text_room = above + room - cell.margins[1] - cell.margins[3]
            head, tail = cell.stack.split(text_room, force=force)
            if cell.row == row:
                begun = begun or (head is not None and bool(head.boxes))
                moved = moved or tail is not None
            if head is not None:
                used = max(used, head.height + cell.margins[1] + cell.margins[3] - above)
            upper.append(replace(cell, rows=row + 1 - cell.row, stack=head or Stack(())))
            lower.append(replace(cell, row=0, rows=cell.end - row, stack=tail or Stack(())))
        if not begun or not moved:
            return None
        left = max(0.0, asked.height - used)
        upper_rows = (*self.rows[:row], replace(asked, height=min(used, room)))
        return (
            build_table(upper_rows, upper, self.header_rows, header=self.header, break_before=self.break_before),
            build_table((replace(asked, height=left), *self.rows[row + 1 :]), lower, header=self._repeated()),
        )

    def _break_above(self, row: int) -> tuple[TableBox, TableBox | None]:
        upper: list[CellBox] = []
        lower: list[CellBox] = []
        for cell in self.cells:
            if cell.end <= row:
                upper.append(cell)
            elif cell.row >= row:
                lower.append(replace(cell, row=cell.row - row))
            else:
                region = sum(self.heights[cell.row : row]) + sum(self.rules[cell.row + 1 : row])
                head, tail = cell.stack.split(region - cell.margins[1] - cell.margins[3], force=False)
                upper.append(replace(cell, rows=row - cell.row, stack=head or Stack(())))
                lower.append(replace(cell, row=0, rows=cell.end - row, stack=tail or Stack(())))
        head_table = build_table(
            self.rows[:row], upper, self.header_rows, header=self.header, break_before=self.break_before
        )
        if row >= len(self.rows):
            return head_table, None
        return head_table, build_table(self.rows[row:], lower, header=self._repeated())

    def _repeated(self) -> TableBox | None:
        if self.header is not None or not self.header_rows or self.header_rows >= len(self.rows):
            return self.header
        cells = [cell for cell in self.cells if cell.row < self.header_rows]
        return build_table(self.rows[: self.header_rows], cells)

    def draw(self, canvas: Canvas, x: float, y: float) -> None:
        """Draw shading, text, then borders over both."""
        if self.header is not None:
            self.header.draw(canvas, x, y)
            y += self._header_height
        tops = self._tops
        middles = [top + rule / 2 for top, rule in zip(tops, self.rules, strict=True)]
        frames = [
            QRectF(
                x + cell.left, y + middles[cell.row], cell.right - cell.left, middles[cell.end] - middles[cell.row]
            )
            for cell in self.cells
        ]
        for cell, frame in zip(self.cells, frames, strict=True):
            if cell.shading:
                fill(canvas.painter, frame, cell.shading)
        for cell in self.cells:
            top = tops[cell.row] + self.rules[cell.row]
            spare = tops[cell.end] - top - cell.content_height
            shift = {"center": spare / 2, "bottom": spare}.get(cell.valign, 0.0)
            cell.stack.draw(canvas, x + cell.left + cell.margins[0], y + top + cell.margins[1] + max(0.0, shift))
        for cell, frame in zip(self.cells, frames, strict=True):
            draw_sides(canvas.painter, frame, cell.borders)


def build_table(
    rows: Sequence[RowBox],
    cells: Sequence[CellBox],
    header_rows: int = 0,
    *,
    header: TableBox | None = None,
    break_before: str = "",
) -> TableBox:
    """The table with its row heights reckoned."""
    rules = [0.0] * (len(rows) + 1)
    for cell in cells:
        rules[cell.row] = max(rules[cell.row], cell.rule("top"))
        rules[cell.end] = max(rules[cell.end], cell.rule("bottom"))
    # A height that is asked for counts from line to line.
    heights = [max(0.0, row.height - rule) for row, rule in zip(rows, rules, strict=False)]
    for cell in sorted(cells, key=lambda cell: cell.end):
        row = cell.end - 1
        if rows[row].exact:
            continue
        above = sum(heights[cell.row : row]) + sum(rules[cell.row + 1 : row + 1])
        heights[row] = max(heights[row], cell.content_height - above)
    return TableBox(tuple(rows), tuple(cells), tuple(heights), tuple(rules), header_rows, header, break_before)
