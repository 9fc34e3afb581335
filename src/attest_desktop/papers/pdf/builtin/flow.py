"""Boxes that stand one under another and can be parted between pages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from PySide6.QtGui import QPainter

# Less than a hundredth of a millimetre: two roundings must not push a line to the next page.
SLACK = 0.5


@dataclass(frozen=True, slots=True)
class Canvas:
    """Where boxes are drawn: the painter and the page around the text, for what is placed by the page."""

    painter: QPainter
    page_width: float
    page_height: float
    left: float
    right: float
    top: float
    bottom: float


class Box(Protocol):
    """Something laid out: a paragraph, a table, or a part of one."""

    @property
    def height(self) -> float:
        """Height in twips without the space around."""

    @property
    def overhang(self) -> float:
        """The part of the height that may hang over the foot of a page."""

    @property
    def reach(self) -> float:
        """How far down from the upper edge it must find room on the page, for what floats beside it."""

    @property
    def before(self) -> float:
        """Space wanted above."""

    @property
    def after(self) -> float:
        """Space wanted below."""

    @property
    def keep_next(self) -> bool:
        """Whether the next box must begin on the same page."""

    @property
    def break_before(self) -> str:
        """`page`, `column`, or nothing."""

    @property
    def close_style(self) -> str:
        """The paragraph style between whose neighbours no space is left; empty when there is space."""

    @property
    def style(self) -> str:
        """The paragraph style."""

    @property
    def adds_space(self) -> bool:
        """Whether the space above is added to that below the box before."""

    @property
    def notes(self) -> tuple[str, ...]:
        """Footnotes referred to."""

    def split(self, room: float, *, force: bool) -> tuple[Box | None, Box | None]:
        """The part that fits into `room` and the rest; `force` puts something there even if it does not fit."""

    def draw(self, canvas: Canvas, x: float, y: float) -> None:
        """Draw with the upper left corner at (x, y)."""


def gap(upper: Box, lower: Box) -> float:
    """The space between two boxes: the larger of what both want, as in Word, unless the document adds them."""
    same = upper.style == lower.style
    after = 0.0 if same and upper.close_style else upper.after
    before = 0.0 if same and lower.close_style else lower.before
    return after + before if lower.adds_space else max(after, before)


@dataclass(frozen=True, slots=True)
class Stack:
    """Boxes one under another: the text of a page, of a cell, of a header.

    `at_break` is set when the stack goes on after a page that was full: no space is left above its first box.
    `breaks` tells whether page breaks are obeyed; in a cell they are not.
    """

    boxes: tuple[Box, ...]
    at_break: bool = False
    breaks: bool = False

    @property
    def places(self) -> tuple[float, ...]:
        """The upper edge of each box, and the lower edge of all."""
        found: list[float] = []
        y = 0.0
        for index, box in enumerate(self.boxes):
            y += self._space_above(index)
            found.append(y)
            y += box.height
        if self.boxes and not self.breaks:
            y += self.boxes[-1].after
        return (*found, y)

    @property
    def height(self) -> float:
        """Height of all boxes with the space around them."""
        return self.places[-1]

    @property
    def notes(self) -> tuple[str, ...]:
        """Footnotes referred to anywhere in the stack."""
        return tuple(note for box in self.boxes for note in box.notes)

    def _space_above(self, index: int) -> float:
        if index:
            return gap(self.boxes[index - 1], self.boxes[index])
        return 0.0 if self.at_break else self.boxes[0].before

    def split(self, room: float, *, force: bool) -> tuple[Stack | None, Stack | None]:
        """The part that fits into `room` and the rest."""
        y = 0.0
        for index, box in enumerate(self.boxes):
            if self.breaks and index and box.break_before:
                return self._part(0, index), self._rest(index, hard=True)
            y += self._space_above(index)
            if y + box.reach > room + SLACK and (index or not force):
                return self._break_above(index, force=force)
            if y + box.height - (box.overhang if self.breaks else 0.0) <= room + SLACK:
                y += box.height
                continue
            head, tail = box.split(room - y, force=force and index == 0)
            if head is not None:
                rest = (tail,) if tail is not None else ()
                return (
                    Stack((*self.boxes[:index], head), self.at_break, self.breaks),
                    self._following((*rest, *self.boxes[index + 1 :])),
                )
            return self._break_above(index, force=force)
        return self, None

    def _break_above(self, index: int, *, force: bool) -> tuple[Stack | None, Stack | None]:
        """Break above a box that does not fit, and above those that must stay with it."""
        start = index
        while start and self.boxes[start - 1].keep_next:
            start -= 1
        if start == 0:
            if not force or index == 0:
                return None, self
            # All from the top of the page on must stay together, and cannot.
            start = index
        return self._part(0, start), self._rest(start, hard=False)

    def _part(self, start: int, end: int) -> Stack:
        return Stack(self.boxes[start:end], self.at_break, self.breaks)

    def _rest(self, start: int, *, hard: bool) -> Stack:
        return Stack(self.boxes[start:], at_break=not hard, breaks=self.breaks)

    def _following(self, boxes: Sequence[Box]) -> Stack | None:
        return Stack(tuple(boxes), at_break=True, breaks=self.breaks) if boxes else None

    def draw(self, canvas: Canvas, x: float, y: float) -> None:
        """Draw all boxes, the upper left corner at (x, y)."""
        for box, top in zip(self.boxes, self.places, strict=False):
            box.draw(canvas, x, y + top)
