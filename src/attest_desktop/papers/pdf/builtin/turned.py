"""Text of a table cell turned to run up or down the page."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF

from attest_desktop.papers.pdf.builtin.flow import Box, Canvas, Stack
from attest_desktop.papers.pdf.builtin.paragraphs import ParagraphBox

# Turned text whose row has no height of its own is set in one line, but not longer than this.
LONGEST = 6000.0


def natural_length(stack: Stack) -> float:
    """How long the longest line of a stack is."""
    lines = [line for box in stack.boxes if isinstance(box, ParagraphBox) for line in box.lines]
    return max((line.x + line.line.naturalTextWidth() for line in lines), default=0.0)


@dataclass(frozen=True, slots=True)
class TurnedBox:
    """A stack set in lines of `length` that run up the page, or down; `width` is that of the cell's inside."""

    stack: Stack
    length: float
    width: float
    up: bool
    valign: str

    overhang = 0.0
    reach = 0.0
    before = 0.0
    after = 0.0
    keep_next = False
    break_before = ""
    style = ""
    close_style = ""
    adds_space = False

    @property
    def height(self) -> float:
        """The way down the page."""
        return self.length

    @property
    def notes(self) -> tuple[str, ...]:
        """Footnotes referred to."""
        return self.stack.notes

    def split(self, room: float, *, force: bool) -> tuple[Box | None, Box | None]:
        """Turned text is not parted."""
        return (self, None) if force or room >= self.length else (None, self)

    def draw(self, canvas: Canvas, x: float, y: float) -> None:
        """Draw with the upper left corner at (x, y)."""
        spare = max(0.0, self.width - self.stack.height)
        aside = {"center": spare / 2, "bottom": spare}.get(self.valign, 0.0)
        painter = canvas.painter
        painter.save()
        if self.up:
            painter.translate(QPointF(x, y + self.length))
            painter.rotate(-90)
        else:
            painter.translate(QPointF(x + self.width, y))
            painter.rotate(90)
        self.stack.draw(canvas, 0.0, aside)
        painter.restore()
