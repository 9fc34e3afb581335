"""Signatures that miss their line: written after the printed name, before it, or well above the line.

Only what can hardly be anything but a signature counts here: wide, tall and winding, in one stroke or cut apart by
the printed name that it runs across. Dates and names that people write by hand have smaller letters, or stand on
lines of their own. What is more than a date's digit and less than that is for people to judge.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from attest_desktop.papers.identity.inking import FINE_DPI
from attest_desktop.papers.identity.strokes import Strokes
from attest_desktop.papers.signing import Place
from attest_desktop.papers.signing.layout import Rule

_MM = FINE_DPI / 25.4
_POINT = FINE_DPI / 72
_NARROWEST, _WIDEST = 8.0, 60.0  # millimetres
_LOWEST, _TALLEST = 3.9, 28.0  # dates and words have lower letters
_LEAST_INK = 7.0  # square millimetres
_WINDING = 2.0  # a row meets the pen oftener
_ELSEWHERE = 0.25  # of a stroke lies in some place's own zone: it was judged there
_THERE = 0.5  # of a stroke: it belongs nowhere else
_OVER = 12.0  # millimetres above the zone
_FARTHEST = 95.0  # millimetres beside it
_STEEP, _LEVEL = 8.0, 3.0  # how much worse a millimetre too high or too low is, from so many on
_OVER_RULE, _UNDER_RULE = 9.0, 3.0
_FOOT_OVER_RULE = 4.5
_ON_RULE = 0.4
# Strokes that printed words cut apart.
_CRUMB = 1.5  # square millimetres
_APART = 3.0
_BULKY, _BULKY_CUT = 4.0, 3.0  # square millimetres: a digit has less
_BULKY_SIDE, _FLAT = 3.9, 1.2
_HIGHER_THAN_DATES, _HIGHER_THAN_WORDS, _HIGHER_THAN_NAMES = 4.6, 5.5, 6.0
_LEAST_CUT = 25  # fine pixels beside print
_LEAST_ACROSS, _CUT_ACROSS = 6.5, 60  # square millimetres, fine pixels
_WIDE_ACROSS, _TALL_PART = 5.5, 2.8  # millimetres
_MOSTLY = 0.6  # of the ink is in bulky strokes
_NEAR = 45.0  # millimetres from the place
_HOLES = 17.0  # millimetres at the left edge: holes of a punch, staples


@dataclass(frozen=True, slots=True)
class Zone:
    """Where the ink of one place lies, in fine pixels."""

    left: float
    top: float
    right: float
    bottom: float
    line: float
    under: bool
    """Whether another place is right above."""

    def holds(self, rows: NDArray[np.int64], columns: NDArray[np.int64]) -> NDArray[np.bool_]:
        """Which pixels lie in it."""
        return (columns >= self.left) & (columns < self.right) & (rows >= self.top) & (rows < self.bottom)


@dataclass(slots=True)
class Beside:
    """Ink beside a place or above it, in square millimetres: of signatures, and of what may be one."""

    signed: float = 0.0
    unclear: float = 0.0


def ink_beside(
    places: Sequence[Place], zones: Sequence[Zone], height: float, strokes: Strokes, rules: Sequence[Rule]
) -> list[Beside]:
    """What was written beside each place or above it.

    `height` is the page's, in points; `rules` are all lines to write on, of which only the places' own are meant
    for signatures.
    """
    found = [Beside() for _ in places]
    others = [rule for rule in rules if not any(_is_of(rule, place) for place in places)]
    order = np.argsort(strokes.stroke, kind="stable")
    ends = np.searchsorted(strokes.stroke[order], np.arange(len(strokes.area) + 1))
    parts: list[list[_Part]] = [[] for _ in places]
    for stroke in np.flatnonzero(strokes.area >= _CRUMB).tolist():
        mine = order[ends[stroke] : ends[stroke + 1]]
        rows, columns = strokes.rows[mine], strokes.columns[mine]
        within = max(float(zone.holds(rows, columns).mean()) for zone in zones)
        number = _nearest(zones, rows, columns)
        if within > _THERE or number is None:
            continue
        winding = bool(strokes.area[stroke] >= _LEAST_INK) and _like_signature(rows, columns)
        if any(_stands_on(rule, height, rows, columns) for rule in others):
            # As a rule a name or a date, but people do sign on the wrong line.
            if winding and _height(rows) >= _HIGHER_THAN_NAMES and _near(zones[number], columns):
                found[number].unclear += float(strokes.area[stroke])
        elif winding and within <= _ELSEWHERE:
            found[number].signed += float(strokes.area[stroke])
        elif _near(zones[number], columns):
            parts[number].append(_Part(stroke, mine, partly_there=within > _ELSEWHERE))
    for number, of_place in enumerate(parts):
        for group in _gathered(strokes, of_place):
            _judge(found[number], strokes, group, np.concatenate([part.pixels for part in group]))
    return found


@dataclass(frozen=True, slots=True, eq=False)
class _Part:
    """A stroke that is no signature by itself: its number and pixels; whether it is partly in a place's zone."""

    stroke: int
    pixels: NDArray[np.int64]
    partly_there: bool


def _judge(found: Beside, strokes: Strokes, group: Sequence[_Part], pixels: NDArray[np.int64]) -> None:
    """Add strokes that lie together (`pixels` are theirs) to what was found beside their place."""
    rows, columns = strokes.rows[pixels], strokes.columns[pixels]
    bulky = sum(float(strokes.area[part.stroke]) for part in group if _is_bulky(strokes, part))
    if not bulky:
        return
    ink = float(sum(strokes.area[part.stroke] for part in group))
    whole = not any(part.partly_there for part in group) and bulky >= _MOSTLY * ink
    plain = whole and ink >= _LEAST_INK
    signed = plain and _height(rows) >= _HIGHER_THAN_WORDS and _like_signature(rows, columns)
    # The rest of it may be hidden.
    tall = _TALL_PART if plain and _wide_and_tall(rows, columns) else _LOWEST
    if signed or (whole and _across_print(strokes, group, tall)):
        found.signed += ink
    elif _height(rows) >= _HIGHER_THAN_DATES or _is_cut(strokes, pixels):
        # People write dates where nothing is printed.
        found.unclear += bulky


def _across_print(strokes: Strokes, group: Sequence[_Part], tall: float) -> bool:
    """Whether the largest of the strokes is so tall (millimetres) and winds across print, as no date does."""
    part = max(group, key=lambda one: float(strokes.area[one.stroke]))
    left, top, right, bottom = strokes.boxes[part.stroke].tolist()
    return bool(
        strokes.area[part.stroke] >= _LEAST_ACROSS
        and int(strokes.cut[part.pixels].sum()) >= _CUT_ACROSS
        and right - left >= _WIDE_ACROSS * _MM
        and bottom - top >= tall * _MM
        and crossings(strokes.rows[part.pixels], strokes.columns[part.pixels]) > _WINDING
    )


def _height(rows: NDArray[np.int64]) -> float:
    """From the topmost ink to the lowest but for specks, in millimetres."""
    return float(np.subtract(*np.percentile(rows, (98, 2)))) / _MM


def _is_cut(strokes: Strokes, pixels: NDArray[np.int64]) -> bool:
    """Whether print may hide a part of this ink."""
    return int(strokes.cut[pixels].sum()) >= _LEAST_CUT


def _near(zone: Zone, columns: NDArray[np.int64]) -> bool:
    """Whether strokes that are no signature by themselves are near enough to be a part of one."""
    away = max(zone.left - float(columns.max()), float(columns.min()) - zone.right, 0.0)
    return away <= _NEAR * _MM and float(np.median(columns)) > _HOLES * _MM


def _is_bulky(strokes: Strokes, part: _Part) -> bool:
    """Whether it is more than a digit or a letter of a date."""
    left, top, right, bottom = strokes.boxes[part.stroke].tolist()
    sides = (right - left) / _MM, (bottom - top) / _MM
    least = _BULKY_CUT if _is_cut(strokes, part.pixels) else _BULKY
    return bool(strokes.area[part.stroke] >= least and max(sides) >= _BULKY_SIDE and min(sides) >= _FLAT)


def _gathered(strokes: Strokes, parts: Sequence[_Part]) -> list[list[_Part]]:
    """Strokes that lie so near to each other that they may be one."""
    groups: list[list[_Part]] = []
    for part in parts:
        left, top, right, bottom = strokes.boxes[part.stroke] + np.array([-1, -1, 1, 1]) * _APART * _MM
        joined, apart = [part], []
        for group in groups:
            boxes = strokes.boxes[[one.stroke for one in group]]
            across = (boxes[:, 0] < right) & (boxes[:, 2] > left)
            if (across & (boxes[:, 1] < bottom) & (boxes[:, 3] > top)).any():
                joined += group
            else:
                apart.append(group)
        groups = [*apart, joined]
    return groups


def _like_signature(rows: NDArray[np.int64], columns: NDArray[np.int64]) -> bool:
    return _wide_and_tall(rows, columns) and crossings(rows, columns) > _WINDING


def _wide_and_tall(rows: NDArray[np.int64], columns: NDArray[np.int64]) -> bool:
    """Whether it is as large as a signature."""
    wide = float(np.subtract(*np.percentile(columns, (98, 2)))) / _MM
    return _NARROWEST <= wide <= _WIDEST and _LOWEST <= _height(rows) <= _TALLEST


def crossings(rows: NDArray[np.int64], columns: NDArray[np.int64]) -> float:
    """How often a row of the stroke meets the pen: the upper quartile of its rows."""
    order = np.lexsort((columns, rows))
    down, across = rows[order], columns[order]
    begins = np.ones(len(down), bool)
    begins[1:] = (np.diff(down) > 0) | (np.diff(across) > 3)
    runs = np.bincount(down[begins] - down[0])
    return float(np.percentile(runs[runs > 0], 75))


def _is_of(rule: Rule, place: Place) -> bool:
    """Whether the line is the one that the place stands on."""
    return abs(rule.y - place.y) < 4 and rule.left < place.x + place.width and place.x < rule.right


def _stands_on(rule: Rule, height: float, rows: NDArray[np.int64], columns: NDArray[np.int64]) -> bool:
    """Whether it was written on another line: a date, a name in full."""
    line = (height - rule.y) * _POINT
    on = (
        (columns >= rule.left * _POINT - 2 * _MM)
        & (columns <= rule.right * _POINT + 2 * _MM)
        & (rows >= line - _OVER_RULE * _MM)
        & (rows <= line + _UNDER_RULE * _MM)
    )
    # What stands on the row above a line is not on the line.
    return bool(on.mean() > _ON_RULE and np.percentile(rows, 96) >= line - _FOOT_OVER_RULE * _MM)


def _nearest(zones: Sequence[Zone], rows: NDArray[np.int64], columns: NDArray[np.int64]) -> int | None:
    """The place that the stroke belongs to: on the same row the nearest one, else the one right under it."""
    middle = float(np.median(columns))
    left, right, foot = float(columns.min()), float(columns.max()), float(np.percentile(rows, 96))
    level = [float(((rows >= zone.top) & (rows < zone.bottom)).mean()) for zone in zones]
    away = [max(zone.left - right, left - zone.right, 0.0) for zone in zones]
    # A signature keeps to the height of its line rather than to its side.
    beside = [
        (away[number] + _STEEP * max(0.0, abs(foot - zones[number].line) - _LEVEL * _MM), number)
        for number in range(len(zones))
        if level[number] > 0.5
    ]
    if beside:
        number = min(beside)[1]
        return number if away[number] <= _FARTHEST * _MM else None
    over = [
        (zone.top - float(rows.max()), number)
        for number, zone in enumerate(zones)
        if not zone.under
        and zone.left <= middle <= zone.right
        and float(rows.min()) < zone.top
        and float(rows.max()) > zone.top - _OVER * _MM
    ]
    return min(over)[1] if over else None
