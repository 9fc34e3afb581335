"""Paragraphs as lines on the page: parted between pages, framed, drawn."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import accumulate

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QFont, QTextLayout, QTextLine

from attest_desktop.papers.pdf.builtin.drawing import PlacedPicture, draw_leader, draw_sides, draw_text_color, fill
from attest_desktop.papers.pdf.builtin.flow import SLACK, Box, Canvas
from attest_desktop.papers.pdf.builtin.model import (
    ParagraphFormat,
)
from attest_desktop.papers.pdf.builtin.segments import PlacedFormula, draw_with_formulas


@dataclass(frozen=True, slots=True)
class Leader:
    """A row of dots or dashes in front of a tab stop."""

    x: float
    width: float
    sign: str
    font: QFont


@dataclass(frozen=True, slots=True)
class PlacedDrawing:
    """Shapes in a line, `x` from where the line begins, standing on the base line with the room they have."""

    shapes: tuple[FloatDrawer, ...]
    x: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a paragraph.

    `layout` owns what `line` shows; `end` is where the line ends in the text, `x` its indent; `ascent` runs from
    its upper edge to the base line. `overhang` is the part of the height that may hang over the foot of a page,
    `skip` that which is left free above, beside something that floats. `stretches` is the text between formulas.
    """

    layout: QTextLayout
    line: QTextLine
    end: int
    x: float
    height: float
    ascent: float
    pictures: tuple[PlacedPicture, ...] = ()
    leaders: tuple[Leader, ...] = ()
    notes: tuple[str, ...] = ()
    overhang: float = 0.0
    skip: float = 0.0
    formulas: tuple[PlacedFormula, ...] = ()
    drawings: tuple[PlacedDrawing, ...] = ()
    stretches: tuple[tuple[int, int, str], ...] = ()

    def on_new_page(self) -> Line:
        """The same where nothing floats beside it."""
        if not self.skip:
            return self
        return replace(self, height=self.height - self.skip, ascent=self.ascent - self.skip, skip=0.0)

    def draw(self, canvas: Canvas, x: float, y: float) -> None:
        """Draw with the left margin at `x` and the upper edge at `y`."""
        base = y + self.ascent
        corner = QPointF(x + self.x, base - self.line.ascent())
        if self.formulas:
            draw_with_formulas(canvas.painter, self.line, self.formulas, self.stretches, corner)
        else:
            self.line.draw(canvas.painter, corner)
        for leader in self.leaders:
            draw_leader(
                canvas.painter, leader.font, leader.sign, QRectF(x + self.x + leader.x, base, leader.width, 0)
            )
        for picture in self.pictures:
            picture.draw(canvas.painter, x + self.x, base)
        for drawing in self.drawings:
            for shape in drawing.shapes:
                shape(canvas, x + self.x + drawing.x, base - drawing.height, drawing.width)


@dataclass(frozen=True, slots=True)
class ParagraphBox:
    """A paragraph in lines, or the part of it on one page."""

    format: ParagraphFormat
    lines: tuple[Line, ...]
    width: float
    break_before: str = ""
    floats: tuple[FloatDrawer, ...] = ()
    starts: bool = True
    ends: bool = True
    joins_above: bool = False
    joins_below: bool = False
    reach: float = 0.0

    @property
    def height(self) -> float:
        """Height of the lines and of the frame around them."""
        return sum(line.height for line in self.lines) + self._frame("top") + self._frame("bottom")

    @property
    def overhang(self) -> float:
        """What line spacing adds below the last line: it may hang over the foot of a page."""
        return self.lines[-1].overhang if self.lines and not self._frame("bottom") else 0.0

    @property
    def before(self) -> float:
        """Space above; none where the paragraph goes on from the page before."""
        return self.format.before if self.starts else 0.0

    @property
    def after(self) -> float:
        """Space below; none where the paragraph goes on on the next page."""
        return self.format.after if self.ends else 0.0

    @property
    def keep_next(self) -> bool:
        """Whether the next box must begin on the same page."""
        return self.format.keep_next and self.ends

    @property
    def style(self) -> str:
        """The paragraph style."""
        return self.format.style

    @property
    def adds_space(self) -> bool:
        """Whether the space above is added to that below the paragraph before."""
        return self.format.added

    @property
    def close_style(self) -> str:
        """The style between whose paragraphs no space is left."""
        return self.format.style if self.format.contextual else ""

    @property
    def notes(self) -> tuple[str, ...]:
        """Footnotes referred to."""
        return tuple(note for line in self.lines for note in line.notes)

    def _frame(self, side: str) -> float:
        # Where a page ends, the frame is closed, and opened again on the next.
        cut = (side == "top" and self.joins_above) or (side == "bottom" and self.joins_below)
        line = dict(self.format.borders).get(side)
        return 0.0 if line is None or cut else line.width + line.space

    def split(self, room: float, *, force: bool) -> tuple[ParagraphBox | None, ParagraphBox | None]:
        """Part the lines, never leaving one line alone on either side unless forced."""
        room -= self._frame("top") + self._frame("bottom")
        fitting = self._fitting(room)
        total = len(self.lines)
        if self.format.keep_lines and not force:
            fitting = 0
        elif self.format.widow_control and fitting < total:
            if total - fitting == 1:
                fitting -= 1
            if fitting < min(2, total):
                fitting = 0
        if fitting <= 0:
            if self.reach and self.lines and self.lines[0].skip:
                # All of the text stands below what floats beside it, and goes on without it.
                return self._parted(0)
            if not force:
                return None, self
            fitting = max(1, self._fitting(room))
        if fitting >= total:
            return self, None
        return self._parted(fitting)

    def _parted(self, count: int) -> tuple[ParagraphBox, ParagraphBox]:
        """So many lines, and the others."""
        first, *others = self.lines[count:]
        return (
            replace(self, lines=self.lines[:count], ends=False),
            replace(
                self,
                lines=(first.on_new_page(), *others),
                starts=False,
                break_before="",
                floats=(),
                reach=0.0,
            ),
        )

    def _fitting(self, room: float) -> int:
        """How many lines the room holds."""
        lower_edges = accumulate(line.height for line in self.lines)
        needed = (edge - line.overhang for edge, line in zip(lower_edges, self.lines, strict=True))
        return sum(1 for edge in needed if edge <= room + SLACK)

    def draw(self, canvas: Canvas, x: float, y: float) -> None:
        """Draw frame, lines and what floats beside them."""
        left = x + self.format.left + min(0.0, self.format.first)
        frame = QRectF(left, y, x + self.width - self.format.right - left, self.height)
        if self.format.shading:
            fill(canvas.painter, frame, self.format.shading)
        for floating in self.floats:
            floating(canvas, x, y, self.width)
        draw_text_color(canvas.painter)
        top = y + self._frame("top")
        for line in self.lines:
            line.draw(canvas, x, top)
            top += line.height
        if self.format.borders:
            skipped = {side for side, cut in (("top", self.joins_above), ("bottom", self.joins_below)) if cut}
            draw_sides(canvas.painter, frame, {k: b for k, b in self.format.borders if k not in skipped})


FloatDrawer = Callable[[Canvas, float, float, float], None]
"""Draws a floating thing: canvas, left edge of the column, upper edge of the paragraph, width of the column."""


def joined(boxes: list[Box]) -> list[Box]:
    """Paragraphs with equal frames standing together, so that one frame goes round them all."""
    result = list(boxes)
    for index in range(1, len(result)):
        upper, lower = result[index - 1], result[index]
        if not isinstance(upper, ParagraphBox) or not isinstance(lower, ParagraphBox):
            continue
        same = upper.format.borders == lower.format.borders and upper.format.left == lower.format.left
        if same and upper.format.borders and "between" not in dict(upper.format.borders):
            result[index - 1] = replace(upper, joins_below=True)
            result[index] = replace(lower, joins_above=True)
    return result
