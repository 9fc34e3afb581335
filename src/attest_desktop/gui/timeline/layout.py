"""Where the labels of a timeline stand: none upon another, each at its own pole."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

GAP = 8.0
# A pole is a hairline, but a label right beside it would look struck through.
POLE = 6.0
# Up to so many labels every turn is tried.
MOST_TRIED = 10


@dataclass(frozen=True, slots=True)
class Label:
    """A label to be placed: where its pole stands (px from the left), how wide and high it is."""

    pole: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Box:
    """A place, px; `top` is from under the axis."""

    left: float
    top: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """Across."""
        return self.left + self.width

    @property
    def bottom(self) -> float:
        """Down."""
        return self.top + self.height

    def meets(self, other: Box, gap: float = 0.0) -> bool:
        """Whether the two have a point in common, or come nearer than `gap`."""
        return (
            self.left < other.right + gap
            and other.left < self.right + gap
            and self.top < other.bottom + gap
            and other.top < self.bottom + gap
        )


def place(labels: Sequence[Label], room: float) -> list[Box]:
    """A box for each label, in the order given, within `room` px across.

    Labels never overlap. Of the ways tried the one is taken in which the fewest poles run through labels, and of
    those the lowest. A label begins at its pole, hangs from it, or ends there. One that is wider gets the room.
    """
    order = sorted(range(len(labels)), key=lambda number: (labels[number].pole, number))
    best: tuple[int, float, dict[int, Box]] | None = None
    for turn, keep_side in itertools.product(_turns(len(labels)), (False, True)):
        # On the left labels stand to the right of their poles, the last on top; near the right edge it is the
        # other way round. Where the one becomes the other is tried out.
        boxes: dict[int, Box] = {}
        poles: dict[int, Box] = {}
        struck = 0
        runs = ((order[turn:], True), (order[:turn][::-1], False))
        for number, flipped in ((number, flipped) for run, flipped in runs for number in run):
            label = labels[number]
            places = _places(label, room, list(boxes.values()), flipped=flipped, keep_side=keep_side)
            box, bad = _free(label, places, list(boxes.values()), list(poles.values()))
            boxes[number], poles[number] = box, _pole(label, box.top)
            struck += bad
        found = (struck, height(list(boxes.values())), boxes)
        if best is None or found[:2] < best[:2]:
            best = found
    return [best[2][number] for number in range(len(labels))] if best else []


def _turns(count: int) -> Sequence[int]:
    """After how many labels the order turns: every place, or a few where there are too many to try."""
    return range(count, -1, -1) if count <= MOST_TRIED else (count, count // 2, 0)


def rows(spans: Sequence[tuple[float, float]], gap: float = GAP) -> list[int]:
    """The row of each span (left, right), so that no two of a row overlap; in the order given."""
    ends: list[float] = []
    found = []
    for left, right in spans:
        row = next((number for number, end in enumerate(ends) if end + gap <= left), len(ends))
        if row == len(ends):
            ends.append(right)
        else:
            ends[row] = right
        found.append(row)
    return found


def height(boxes: Sequence[Box]) -> float:
    """How far down the labels reach, px."""
    return max((box.bottom for box in boxes), default=0.0)


def spaced(wanted: Sequence[tuple[float, float]], gap: float = GAP) -> list[bool]:
    """Which of the words along a line (left edge, width) are written, so that none comes upon another."""
    written, end = [], float("-inf")
    for left, width in wanted:
        fits = left >= end + gap
        written.append(fits)
        if fits:
            end = left + width
    return written


def _places(label: Label, room: float, taken: Sequence[Box], *, flipped: bool, keep_side: bool) -> Iterator[Box]:
    """Where the label might stand, the best first: the highest, or all on its own side before the other."""
    width = min(label.width, room)
    after, before = label.pole, label.pole - width
    wanted = (before, after) if flipped else (after, before)
    lefts = tuple(dict.fromkeys(min(max(left, 0.0), room - width) for left in wanted))
    tops = sorted({0.0, *(box.bottom + GAP for box in taken)})
    if keep_side:
        spots = [(left, top) for left in lefts for top in tops]
    else:
        spots = [(left, top) for top in tops for left in lefts]
    return (Box(left, top, width, label.height) for left, top in spots)


def _free(label: Label, places: Iterator[Box], taken: Sequence[Box], poles: Sequence[Box]) -> tuple[Box, bool]:
    """The first place that is free, and whether a pole runs through a label there all the same."""
    free = [box for box in places if not any(box.meets(other, GAP) for other in taken)]
    for box in free:
        pole = _pole(label, box.top)
        if not any(_struck(other, pole) for other in taken) and not any(_struck(box, one) for one in poles):
            return box, False
    # Under all the others there is always room.
    return min(free, key=lambda box: box.top), True


def _pole(label: Label, top: float) -> Box:
    return Box(label.pole, 0.0, 1.0, top)


def _struck(box: Box, pole: Box) -> bool:
    """Whether a pole would run through the label."""
    return box.left - POLE < pole.left < box.right + POLE and box.top < pole.bottom
