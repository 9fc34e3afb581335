"""What stands where on a page: words, ruled lines and table cells.

All boxes are in points with the origin at the bottom-left of the page as displayed.

Lines to write on are made in many ways: underscores, tab leaders, drawn lines, cell borders. Those typed as
characters are read from the character boxes, which are exact; all the others are seen in a 144-dpi picture of
the page, however they were drawn.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

import numpy as np
import numpy.typing as npt

from attest_desktop.papers.rendering import Character, PdfPages
from attest_desktop.papers.signing.straight import lines_with_runs

_SCALE = 2.0  # 144 dpi
_DARK = 170
_THICKEST_RULE = 2.5
_SHORTEST_RULE = 24.0
_SHORTEST_BORDER = 12.0
_SHORTEST_FINE = 7.0
_LONGEST_CELL = 160.0
_DEEPEST_PADDING = 18.0
_UNDERSCORES = "_‗"
_DOTS = ".…․·"
_DASHES = "-‑–—"
_LEADERS = _UNDERSCORES + _DOTS + _DASHES
# So many full stops or dashes in a row are a leader; fewer are an ellipsis or a hyphen.
_FEWEST_DOTS = 6
# Of a letter's height: the narrowest space between words is thrice as wide.
_NO_GAP = 0.06


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle."""

    left: float
    bottom: float
    right: float
    top: float

    @property
    def width(self) -> float:
        """Right minus left."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """Top minus bottom."""
        return self.top - self.bottom

    @property
    def centre(self) -> tuple[float, float]:
        """The middle point."""
        return (self.left + self.right) / 2, (self.bottom + self.top) / 2

    def holds(self, x: float, y: float) -> bool:
        """Whether the point lies inside."""
        return self.left <= x <= self.right and self.bottom <= y <= self.top

    def meets(self, other: Box) -> bool:
        """Whether the two share some area."""
        return (
            self.left < other.right
            and self.right > other.left
            and self.bottom < other.top
            and self.top > other.bottom
        )


@dataclass(frozen=True, slots=True)
class Word:
    """A printed word; its box has the height of the type's line."""

    text: str
    box: Box


@dataclass(frozen=True, slots=True)
class Rule:
    """A horizontal line at height `y`; `drawn` when it is not typed of characters."""

    left: float
    right: float
    y: float
    drawn: bool = False

    @property
    def length(self) -> float:
        """Right minus left."""
        return self.right - self.left


@dataclass(frozen=True, slots=True)
class Border:
    """A vertical line at `x`."""

    x: float
    bottom: float
    top: float


@dataclass(frozen=True)
class Row:
    """Words on one printed line, left to right."""

    words: tuple[Word, ...]

    @cached_property
    def text(self) -> str:
        """The words, parted by spaces."""
        return text_of(self.words)

    @cached_property
    def box(self) -> Box:
        """The box around the words."""
        boxes = [word.box for word in self.words]
        return Box(
            min(box.left for box in boxes),
            min(box.bottom for box in boxes),
            max(box.right for box in boxes),
            max(box.top for box in boxes),
        )


def text_of(words: Iterable[Word]) -> str:
    """The words as one text, left to right."""
    return " ".join(word.text for word in sorted(words, key=lambda word: word.box.left))


@dataclass(frozen=True)
class PageLayout:
    """One page: its words, rows from top to bottom, rules from top to bottom, vertical borders."""

    number: int
    size: tuple[float, float]
    words: tuple[Word, ...]
    rules: tuple[Rule, ...]
    borders: tuple[Border, ...]
    glyphs: tuple[Box, ...] = ()  # the ink of each letter; those of leaders are not among them

    @cached_property
    def rows(self) -> tuple[Row, ...]:
        """Words gathered into printed lines, top to bottom."""
        rows: list[list[Word]] = []
        for word in sorted(self.words, key=lambda word: (-word.box.bottom, word.box.left)):
            middle = word.box.centre[1]
            for row in reversed(rows[-6:]):
                box = row[0].box
                if box.bottom < middle < box.top and word.box.bottom < box.centre[1] < word.box.top:
                    row.append(word)
                    break
            else:
                rows.append([word])
        return tuple(Row(tuple(sorted(row, key=lambda word: word.box.left))) for row in rows)

    def row_on(self, rule: Rule) -> list[Word]:
        """The words printed on the same line as the rule (not those under it), left to right."""
        found = [
            word
            for word in self.words
            if word.box.bottom - 6 <= rule.y <= word.box.bottom + 0.45 * word.box.height
        ]
        if not found and rule.drawn:
            # The lower border of a cell lies under the text by the cell's padding.
            over = [word for word in self.words if 0 < word.box.bottom - rule.y <= _DEEPEST_PADDING]
            lowest = min((word.box.bottom for word in over), default=0.0)
            found = [word for word in over if word.box.bottom - lowest < 0.4 * word.box.height]
        return sorted(found, key=lambda word: word.box.left)

    def has_rule_on(self, line: Box, *, beside: Sequence[Word] = ()) -> bool:
        """Whether a rule to write on lies at the foot of a printed line, beside its words or under them.

        With `beside`, only words of one cell or column: rules of other cells do not count.
        """
        cell = self.cell_at(*beside[0].box.centre) if beside else None
        return any(
            line.bottom - 6 <= rule.y <= line.bottom + 0.45 * line.height
            and not self.is_cell_border(rule)
            and (cell is None or cell.left - 2 <= rule.left <= cell.right)
            for rule in self.rules
        )

    def words_in(self, box: Box) -> list[Word]:
        """The words whose middle lies in the box."""
        left, bottom, right, top = box.left, box.bottom, box.right, box.top
        return [word for x, y, word in self._middles if left <= x <= right and bottom <= y <= top]

    @cached_property
    def _middles(self) -> tuple[tuple[float, float, Word], ...]:
        return tuple((*word.box.centre, word) for word in self.words)

    def cell_at(self, x: float, y: float) -> Box | None:
        """The table cell around a point: the nearest lines on all four sides, or None."""
        over = [rule.y for rule in self.rules if rule.drawn and rule.left - 2 <= x <= rule.right + 2]
        beside = [border.x for border in self.borders if border.bottom - 2 <= y <= border.top + 2]
        bottom, top = _nearest(over, y)
        left, right = _nearest(beside, x)
        if None in (bottom, top, left, right):
            return None
        box = Box(left or 0.0, bottom or 0.0, right or 0.0, top or 0.0)
        return box if box.height <= _LONGEST_CELL else None

    def is_cell_border(self, rule: Rule) -> bool:
        """Whether the rule's end meets a vertical line: it is a table's own line, not one to write on."""
        return rule.drawn and any(
            min(abs(rule.left - border.x), abs(rule.right - border.x)) < 3
            and border.bottom - 3 < rule.y < border.top + 3
            for border in self.borders
        )


def read_layout(pages: PdfPages, number: int, *, fine: bool = False) -> PageLayout:
    """The layout of one page (from 1). `fine`: lines from 7 points on, strokes of large letters too."""
    characters = pages.characters(number)
    words, leaders, glyphs = _words_and_leaders(characters)
    size = pages.size(number)
    dark = pages.grey(number, scale=_SCALE) < _DARK
    across, upward = (_SHORTEST_FINE,) * 2 if fine else (_SHORTEST_RULE, _SHORTEST_BORDER)
    drawn = [Rule(start, end, size[1] - middle, drawn=True) for start, end, middle in _runs(dark, across)]
    drawn = [rule for rule in drawn if not any(_covers(leader, rule) for leader in leaders)]
    borders = [Border(middle, size[1] - end, size[1] - start) for start, end, middle in _runs(dark.T, upward)]
    rules = sorted([*leaders, *drawn], key=lambda rule: (-rule.y, rule.left))
    return PageLayout(number, size, tuple(words), tuple(rules), tuple(borders), tuple(glyphs))


def _nearest(places: Sequence[float], point: float) -> tuple[float | None, float | None]:
    return max((at for at in places if at <= point), default=None), min(
        (at for at in places if at >= point), default=None
    )


def _covers(leader: Rule, drawn: Rule) -> bool:
    shared = min(leader.right, drawn.right) - max(leader.left, drawn.left)
    return abs(leader.y - drawn.y) < 2.5 and shared > 0.3 * drawn.length


def _words_and_leaders(characters: Sequence[Character]) -> tuple[list[Word], list[Rule], list[Box]]:
    """Characters as words, runs of underscores or dots as rules, and the ink of each letter of the words."""
    words: list[Word] = []
    glyphs: list[Box] = []
    leaders: list[Rule] = []
    for run in _unbroken(characters):
        if run[0].text in _LEADERS and _is_leader(run):
            bottom, top = min(one.ink_bottom for one in run), max(one.ink_top for one in run)
            leaders.append(Rule(run[0].left, run[-1].right, (bottom + top) / 2))
        elif run[0].text not in _UNDERSCORES:
            glyphs += (Box(one.left, one.ink_bottom, one.right, one.ink_top) for one in run)
            words.append(
                Word(
                    "".join(one.text for one in run),
                    Box(
                        run[0].left,
                        min(one.bottom for one in run),
                        max(one.right for one in run),
                        max(one.top for one in run),
                    ),
                )
            )
    return words, leaders, glyphs


def _is_leader(run: Sequence[Character]) -> bool:
    if run[0].text in _UNDERSCORES:
        return run[-1].right - run[0].left >= 8
    return len(run) * (3 if run[0].text == "…" else 1) >= _FEWEST_DOTS


def _unbroken(characters: Iterable[Character]) -> list[list[Character]]:
    """Runs of characters that stand close together on one line; leaders are kept apart from letters."""
    runs: list[list[Character]] = []
    spaced = True
    for one in characters:
        if one.text == " ":
            spaced = True
            continue
        last = runs[-1][-1] if runs else None
        # Dotted leaders may be typed with spaces between; but the dot of «И.» before one is no part of it.
        dots = runs[-1][-2:] if runs else []
        dotted = one.text in _DOTS and bool(dots) and all(dot.text in _DOTS for dot in dots)
        if last and (dotted or not spaced or _touches(last, one)) and _joins(last, one):
            runs[-1].append(one)
        else:
            runs.append([one])
        spaced = False
    return [part for run in runs for part in _parted(run)]


def _joins(last: Character, one: Character) -> bool:
    level = abs(last.bottom + last.top - one.bottom - one.top) / 2
    tall = max(last.top - last.bottom, one.top - one.bottom)
    return level < 0.35 * tall and -0.35 * tall < one.left - last.right < 0.25 * tall


def _touches(last: Character, one: Character) -> bool:
    """Whether no white space can stand between the two: in turned text the library breaks lines within words."""
    gap, tall = one.left - last.right, max(last.top - last.bottom, one.top - one.bottom)
    return last.text.isalpha() and one.text.isalpha() and abs(gap) < _NO_GAP * tall


def _parted(run: Sequence[Character]) -> list[list[Character]]:
    """The run cut where underscores, or six dots and more, meet letters."""
    parts: list[list[Character]] = []
    after_leader = True
    for kind, group in groupby(run, key=lambda one: one.text if one.text in _LEADERS else ""):
        piece = list(group)
        initial = bool(parts) and kind in _DOTS and _is_initial(parts[-1])
        if kind and initial:
            parts[-1].append(piece.pop(0))
        if not piece:
            continue
        leader = kind in _UNDERSCORES if kind else False
        leader = leader or (bool(kind) and _is_leader(piece))
        if leader or after_leader:
            parts.append(piece)
        else:
            parts[-1].extend(piece)
        after_leader = leader
    return parts


def _is_initial(run: Sequence[Character]) -> bool:
    """Whether the run ends with a capital that stands for a name: «А.С», «И»."""
    return run[-1].text.isupper() and (len(run) == 1 or run[-2].text == ".")


def _runs(dark: npt.NDArray[np.bool_], shortest: float) -> list[tuple[float, float, float]]:
    """Thin straight lines along the second axis of a picture: (start, end, middle across), in points."""
    least = int(shortest * _SCALE)
    lines = np.array(lines_with_runs(dark, least), np.intp)
    # Gaps of one or two pixels are closed: rows of dashes and joints of borders are one line.
    closed = dark[lines]
    near, far = closed[:, :-2] & closed[:, 2:], closed[:, :-3] & closed[:, 3:]
    closed[:, 1:-1] |= near
    closed[:, 1:-2] |= far
    framed = np.zeros((closed.shape[0], closed.shape[1] + 2), np.int8)
    framed[:, 1:-1] = closed
    steps = np.diff(framed, axis=1)
    (rows, starts), (_, ends) = np.nonzero(steps == 1), np.nonzero(steps == -1)
    found: list[list[int]] = []
    for index in np.flatnonzero(ends - starts >= least).tolist():
        _merge(found, int(lines[rows[index]]), int(starts[index]), int(ends[index]))
    return [
        (start / _SCALE, end / _SCALE, (first + last + 1) / 2 / _SCALE)
        for first, last, start, end in found
        if (last - first + 1) / _SCALE <= _THICKEST_RULE
    ]


def _merge(found: list[list[int]], line: int, start: int, end: int) -> None:
    """Join a run of pixels with the run just above it, when they touch."""
    for one in found[:-60:-1]:
        if line - one[1] <= 1 and start < one[3] + 2 and end > one[2] - 2:
            one[1], one[2], one[3] = line, min(one[2], start), max(one[3], end)
            return
    found.append([line, line, start, end])
