"""Boxes put one under another, with what floats beside them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from attest_desktop.papers.pdf.builtin.floating import FloatingBox
from attest_desktop.papers.pdf.builtin.flow import Box, gap
from attest_desktop.papers.pdf.builtin.grid import TableBox
from attest_desktop.papers.pdf.builtin.model import Float, Paragraph, ParagraphFormat
from attest_desktop.papers.pdf.builtin.paragraphs import ParagraphBox
from attest_desktop.papers.pdf.builtin.wrapping import Paper, Zone, covered, zone

# What stands so much lower, more than a page, is met by no line of a paragraph.
_FAR = 20_000.0


class Pile:
    """Boxes of one width put one under another; `paper` is what they are for, if it is pages."""

    def __init__(self, width: float, paper: Paper | None = None) -> None:
        self.boxes: list[Box] = []
        self._width = width
        self._paper = paper
        self._y = 0.0
        # What stands higher than its paragraph is known from the last time that the text was parted into pages.
        self._zones = [one.zone for one in paper.known.values()] if paper is not None else []
        self._apart: list[Zone] = []

    def beside(
        self, paragraph: Paragraph, floats: Iterable[FloatingBox]
    ) -> tuple[tuple[FloatingBox, ...], list[Zone]]:
        """What floats beside the paragraph that comes next, in its place, and what its lines keep out of."""
        above = paragraph.format.before
        if self.boxes:
            last = self.boxes[-1].after
            above = above + last if paragraph.format.added else max(above, last)
        top = self._y + above
        placed = tuple(self._placed(one, top) for one in floats)
        self._zones = [one for one in self._zones if one.bottom > self._y]
        return placed, [one.lifted(top) for one in self._zones]

    def _placed(self, one: FloatingBox, top: float) -> FloatingBox:
        it = one.floating
        edge = self._paper.edge_of(one.key, top) if self._paper is not None else None
        if it.apart:
            it = self._moved(it, top, edge)
        wrapped = zone(it, top, self._width, self._paper, edge)
        known = self._paper is not None and one.key in self._paper.known
        if wrapped is not None and not known:
            self._zones.append(wrapped)
        return replace(one, floating=it, top=top, zone=wrapped)

    def _moved(self, it: Float, top: float, edge: float | None) -> Float:
        """Moved down until it covers none that stands apart, too."""
        own = covered(it, top, self._width, self._paper, edge)
        if own is None:
            return it
        # What lies a page above is met no more.
        length = self._paper.setup.height if self._paper is not None else 0.0
        self._apart = [one for one in self._apart if one.bottom > self._y - length]
        below = [
            one for one in self._apart if one.bottom > own.top and one.left < own.right < one.right + own.width
        ]
        down = 0.0
        for other in sorted(below, key=lambda one: one.top):
            if other.top < own.bottom + down and other.bottom > own.top + down:
                down = other.bottom - own.top
        self._apart.append(own.lifted(-down))
        return replace(it, y=replace(it.y, distance=it.y.distance + down))

    def add(self, box: Box) -> None:
        """Put a box under the others."""
        self._y += gap(self.boxes[-1], box) if self.boxes else box.before
        self._y += box.height
        self.boxes.append(box)

    def add_all(self, boxes: Iterable[Box]) -> None:
        """Put boxes under the others, one by one."""
        for box in boxes:
            self.add(box)

    def add_table(self, box: TableBox) -> None:
        """Put a table under the others, clear of what floats."""
        top = y = self._y + (gap(self.boxes[-1], box) if self.boxes else 0.0)
        sides = [cell.left for cell in box.cells], [cell.right for cell in box.cells]
        while self._zones and box.cells:
            own = Zone(min(sides[0]), y, max(sides[1]), y + box.height)
            met = [one.bottom for one in self._zones if one.meets(own)]
            if not met:
                break
            y = min(met)
        if y > top:
            # An empty paragraph holds them apart, and is gone at the top of a page.
            self.add(ParagraphBox(ParagraphFormat(before=y - self._y, keep_next=True), (), self._width))
        self.add(box)

    def turn(self) -> None:
        """Nothing that floats reaches onto a new page."""
        self._zones = [one for one in self._zones if one.top >= self._y] if self._paper is not None else []
        self._apart = []
