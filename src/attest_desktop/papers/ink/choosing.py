"""Which marks are the signature: the largest handwriting, with its dots and flourishes, no words beside it."""

from __future__ import annotations

from dataclasses import dataclass, field

import cv2
import numpy as np
import numpy.typing as npt

from attest_desktop.papers.ink.letters import printed_letters, printed_strips
from attest_desktop.papers.ink.paper import grown, square
from attest_desktop.papers.ink.photo import Map, Mask
from attest_desktop.papers.ink.stamps import stamps
from attest_desktop.papers.ink.strokes import Strokes

# All of the picture's width.
_LOOSE, _TIGHT = 0.045, 0.012
_NEAR = 0.06
_AS_MUCH, _AS_TALL = 0.4, 0.6  # of the signature
_DOT, _DOT_NEAR = 0.022, 0.035
_DOT_ABOVE = 0.1
_PRINT_NEAR = 0.035
_SPECK = 4.0  # ink of a crumb on the paper
_STROKE_NEAR = 0.05
_OTHER_DEPTH = 1.35  # the same pen does not write so much darker
_STROKE_DEPTH = 1.7  # but its one quick line under the name may be so much darker
_FLOURISH_NEAR = 0.25  # of the signature's height
_OTHER_COLOUR = 0.12
_UNBROKEN, _WORD = 0.6, 0.4
_LOW = 3.2  # times as long as high
_WIDEST = 2.2  # times as wide as the name over it
_LETTER, _LETTER_NEAR = 0.3, 0.09  # how tall a letter apart is at least, of the signature; how near
# Words of one hand and pen beside each other: how far, of the lower one's height and of the picture's width; how
# much lower one may be; how much of its height is on the other's level; how much colour and depth may differ.
_WORDS_APART, _WORDS_NEAR, _WORD_TALL, _WORD_LEVEL, _WORD_COLOUR, _WORD_DEPTH = 1.1, 0.13, 0.5, 0.35, 0.07, 1.2


@dataclass(slots=True)
class _Group:
    """Marks that stand together: box (left, top, right, bottom), how much ink, its colour."""

    number: int
    box: tuple[int, int, int, int]
    ink: float
    colour: npt.NDArray[np.float64] | None = field(default=None)
    depth: float = 0.0
    solid: float = 1.0
    """The share of the marks that is in the largest unbroken one."""
    tallest: int = 1
    """Pixels from top to bottom of the tallest unbroken mark."""

    @property
    def width(self) -> int:
        return self.box[2] - self.box[0] + 1

    @property
    def height(self) -> int:
        return self.box[3] - self.box[1] + 1

    def gap(self, other: tuple[int, int, int, int]) -> tuple[int, int]:
        """Across and down to another box; 0 where they overlap."""
        return (
            max(0, self.box[0] - other[2], other[0] - self.box[2]),
            max(0, self.box[1] - other[3], other[1] - self.box[3]),
        )

    def shared(self, other: tuple[int, int, int, int]) -> tuple[float, float]:
        """The share of the width and of the height that lies beside the other box."""
        across = max(0, min(self.box[2], other[2]) - max(self.box[0], other[0]))
        down = max(0, min(self.box[3], other[3]) - max(self.box[1], other[1]))
        return across / self.width, down / self.height


def print_among(marks: Mask, strokes: Strokes) -> Mask:
    """The marks that are stamps and rows of printed letters; none where nothing else would be left."""
    printed = stamps(marks)
    printed |= printed_strips(marks & ~printed, strokes.colours)
    printed |= printed_letters(marks & ~printed, strokes.colours)
    return printed if (marks & ~printed).any() else np.zeros_like(marks)


def signature_of(marks: Mask, strokes: Strokes, printed: Mask) -> Mask:
    """The marks that are the signature. `printed`: those that surely are not."""
    marks = marks & ~printed
    labels, groups = _groups(marks, strokes, _LOOSE)
    main = _heaviest(groups, marks.shape[0])
    width = marks.shape[1]

    def near(one: _Group) -> bool:
        across, down = one.gap(main.box)
        level = one.shared(main.box)[1]
        if one.solid > _UNBROKEN and level > 0.8 and across < _LETTER_NEAR * width:
            return True
        if one.ink >= 0.6 * main.ink:
            return _flourish(one, main) and max(across, down) < _far(main.box, _NEAR, width)
        if one.ink < 0.01 * main.ink:
            return bool(one.ink > _SPECK and across == 0 and down < _above(main.box, width))
        return bool(max(across, down) < _NEAR * width)

    kept = [one for one in groups if one is main or near(one)]
    beside = [one for one in groups if one not in kept]
    while more := [one for one in beside if any(_words(one, other, width) for other in kept)]:
        kept += more
        beside = [one for one in beside if one not in more]
    loose: Mask = marks & np.isin(labels, [one.number for one in kept])
    return _tightened(loose, strokes, printed)


def _words(one: _Group, other: _Group, width: int) -> bool:
    """Whether they are words of the same hand: beside each other, alike in height, colour and depth.

    Which of them is the signature nobody can tell, so all of them are kept and the person is asked to look.
    """
    if one.colour is None or other.colour is None or min(one.solid, other.solid) < _WORD:
        return False
    low, tall = sorted((one.tallest, other.tallest))
    across, down = one.gap(other.box)
    return (
        low > _WORD_TALL * tall
        and down == 0
        and across < min(_WORDS_APART * low, _WORDS_NEAR * width)
        and max(one.shared(other.box)[1], other.shared(one.box)[1]) > _WORD_LEVEL
        and float(np.linalg.norm(one.colour - other.colour)) < _WORD_COLOUR
        and max(one.depth, other.depth) < _WORD_DEPTH * min(one.depth, other.depth)
    )


def _flourish(one: _Group, main: _Group) -> bool:
    """Whether it is a long low line of the same pen over or under the other, however much ink it has."""
    low = one.width > _LOW * one.height or one.height < 0.4 * main.height
    # A row of blurred print is long and low too.
    return (
        low
        and one.width < _WIDEST * main.width
        and one.solid > _UNBROKEN
        and one.shared(main.box)[0] > 0.4
        and not _alien(one, main)
    )


def _alien(one: _Group, main: _Group) -> bool:
    """Whether it is surely of another colour."""
    if one.colour is None or main.colour is None:
        return False
    return float(np.linalg.norm(one.colour - main.colour)) > _OTHER_COLOUR


def _far(box: tuple[int, int, int, int], share: float, width: int) -> float:
    """How far off a stroke may stand, pixels: a share of the picture's width, more at a tall signature."""
    return max(share * width, _FLOURISH_NEAR * (box[3] - box[1]))


def another_signature(marks: Mask, ink: Mask, strokes: Strokes) -> bool:
    """Whether something left on the paper is about as large and as tall as the ink that was chosen.

    Or whether the ink itself is such words side by side: they may be one signature or two.
    """
    own = sorted(_groups(ink & strokes.mask, strokes, _LOOSE)[1], key=lambda one: -one.ink)
    if len(own) > 1 and own[1].ink > _AS_MUCH * own[0].ink and own[1].tallest > _AS_TALL * own[0].tallest:
        return True
    rest: Mask = marks & ~ink
    if not rest.any():
        return False
    lines = np.nonzero(ink.any(axis=1))[0]
    height, weight = int(lines[-1] - lines[0] + 1), float(np.clip(strokes.depth[ink], 0, 1).sum())
    return any(
        one.ink > _AS_MUCH * weight and one.height > _AS_TALL * height for one in _groups(rest, strokes, _LOOSE)[1]
    )


def _tightened(marks: Mask, strokes: Strokes, printed: Mask) -> Mask:
    """Without small writing that stands beside the signature: a date, a word, a mark of another colour."""
    labels, groups = _groups(marks, strokes, _TIGHT)
    main = _heaviest(groups, marks.shape[0])
    kept, box, words = [main.number], main.box, [main]
    width = marks.shape[1]
    others = sorted((one for one in groups if one is not main), key=lambda one: -one.ink)
    dots = [one for one in others if max(one.width, one.height) < _DOT * width]
    left = [one for one in others if one not in dots]
    grew = True
    while grew:
        grew = False
        for one in list(left):
            if _belongs(one, main, box, width) or any(_words(one, word, width) for word in words):
                left.remove(one)
                kept.append(one.number)
                words.append(one)
                box = (
                    min(box[0], one.box[0]),
                    min(box[1], one.box[1]),
                    max(box[2], one.box[2]),
                    max(box[3], one.box[3]),
                )
                grew = True
    beside_print = grown(printed, max(3, int(_PRINT_NEAR * width) | 1))
    for dot in dots:
        across, down = dot.gap(box)
        at_words = any(max(dot.gap(word.box)) < _DOT_NEAR * width for word in left)
        close = max(across, down) < _DOT_NEAR * width or (across == 0 and down < _above(box, width))
        middle = (dot.box[1] + dot.box[3]) // 2, (dot.box[0] + dot.box[2]) // 2
        if close and not at_words and not (beside_print[middle] and max(across, down) > 0):
            kept.append(dot.number)
    chosen: Mask = marks & np.isin(labels, kept)
    return chosen


def _belongs(one: _Group, main: _Group, box: tuple[int, int, int, int], width: int) -> bool:
    across, down = one.gap(box)
    beside, level = one.shared(box)
    gap = max(across, down)
    # A row of letters is as long as a stroke, but in pieces.
    stroke = max(one.width, one.height) > _LOW * min(one.width, one.height) and one.solid > _UNBROKEN
    alien = _alien(one, main)
    tall = one.tallest > 0.5 * (box[3] - box[1])
    if one.width > _WIDEST * (box[2] - box[0] + 1) and one.height < main.height:
        return False
    own = stroke and not alien and beside > 0.4
    if one.depth > (_STROKE_DEPTH if own else _OTHER_DEPTH) * main.depth and not tall:
        return False
    if alien and not (stroke and one.depth < main.depth):
        return False
    if stroke and gap < (_far(box, _STROKE_NEAR, width) if own else _STROKE_NEAR * width):
        return True
    if one.height > _LETTER * (box[3] - box[1]) and (
        (level > 0.4 and across < _LETTER_NEAR * width) or (gap == 0 and level > 0.3 and one.solid > _UNBROKEN)
    ):
        return True
    inside = level > 0.8 and beside > 0.8
    word = one.solid < _WORD and one.height < _LETTER * (box[3] - box[1])
    if word and not inside:
        return False
    return inside or one.ink > 0.22 * main.ink or (level > 0.6 and across < _STROKE_NEAR * width)


def _above(box: tuple[int, int, int, int], width: int) -> float:
    """How far over or under the signature a dot may stand."""
    return min(0.35 * (box[3] - box[1]), _DOT_ABOVE * width)


def _heaviest(groups: list[_Group], height: int) -> _Group:
    """Much ink, and tall: handwriting is taller than print, however many lines of it stand together."""
    return max(groups, key=lambda one: one.ink * min(one.tallest, 0.5 * height))


def _groups(marks: Mask, strokes: Strokes, gap: float) -> tuple[npt.NDArray[np.int32], list[_Group]]:
    """Marks whose gaps are smaller than the share of the width."""
    brush = square(max(3, int(gap * marks.shape[1])) | 1)
    count, labels = cv2.connectedComponents(cv2.dilate((marks | strokes.bridges).astype(np.uint8), brush))
    numbered = np.where(marks, labels, 0).astype(np.int32)
    depth: Map = np.clip(strokes.depth, 0, 1)
    inks = np.bincount(numbered[marks], depth[marks], count)
    groups = []
    for number in range(1, count):
        lines, columns = np.nonzero(numbered == number)
        if not lines.size:
            continue
        box = (int(columns.min()), int(lines.min()), int(columns.max()), int(lines.max()))
        there = numbered == number
        dark = float(np.percentile(depth[there], 75))
        cut = there[box[1] : box[3] + 1, box[0] : box[2] + 1].astype(np.uint8)
        # The dots of a quick pen are one stroke.
        pieces = cv2.connectedComponentsWithStats(cv2.dilate(cut, square(5)))[2][1:]
        solid = float(pieces[:, cv2.CC_STAT_AREA].max() / pieces[:, cv2.CC_STAT_AREA].sum())
        tallest = int(pieces[:, cv2.CC_STAT_HEIGHT].max())
        groups.append(_Group(number, box, float(inks[number]), _colour(there, strokes), dark, solid, tallest))
    return numbered, groups


def _colour(marks: Mask, strokes: Strokes) -> npt.NDArray[np.float64] | None:
    """The ink's colour as a direction, whatever its strength; None where it is too faint to tell."""
    dark = marks & strokes.strong
    if not dark.any():
        return None
    colour = np.median(strokes.colours[dark], axis=0).astype(np.float64) + 1e-6
    direction: npt.NDArray[np.float64] = colour / np.linalg.norm(colour)
    return direction
