"""Signatures that miss their line: written after the printed name, before it, or well above the line.

Only what can hardly be anything but a signature counts here: one stroke, wide, tall and winding. Dates and names
that people write by hand have smaller letters, or stand on lines of their own.
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
_OVER = 12.0  # millimetres above the zone
_FARTHEST = 95.0  # millimetres beside it
_STEEP, _LEVEL = 8.0, 3.0  # how much worse a millimetre too high or too low is, from so many on
_OVER_RULE, _UNDER_RULE = 9.0, 3.0
_ON_RULE = 0.4


@dataclass(frozen=True, slots=True)
class Zone:
    """Where the ink of one place lies, in fine pixels."""

    left: float
    top: float
    right: float
    bottom: float
    under: bool
    """Whether another place is right above."""

    def holds(self, rows: NDArray[np.int64], columns: NDArray[np.int64]) -> NDArray[np.bool_]:
        """Which pixels lie in it."""
        return (columns >= self.left) & (columns < self.right) & (rows >= self.top) & (rows < self.bottom)


def ink_beside(
    places: Sequence[Place], zones: Sequence[Zone], height: float, strokes: Strokes, rules: Sequence[Rule]
) -> list[float]:
    """By place, the ink (square millimetres) of signatures that were written beside it or above it.

    `height` is the page's, in points; `rules` are all lines to write on, of which only the places' own are meant
    for signatures.
    """
    found = [0.0] * len(places)
    others = [rule for rule in rules if not any(_is_of(rule, place) for place in places)]
    lines = [(height - place.y) * _POINT for place in places]
    order = np.argsort(strokes.stroke, kind="stable")
    ends = np.searchsorted(strokes.stroke[order], np.arange(len(strokes.area) + 1))
    for stroke in np.flatnonzero(strokes.area >= _LEAST_INK).tolist():
        mine = order[ends[stroke] : ends[stroke + 1]]
        rows, columns = strokes.rows[mine], strokes.columns[mine]
        if not _like_signature(rows, columns):
            continue
        if any(zone.holds(rows, columns).mean() > _ELSEWHERE for zone in zones):
            continue
        if any(_stands_on(rule, height, rows, columns) for rule in others):
            continue
        number = _nearest(zones, lines, rows, columns)
        if number is not None:
            found[number] += float(strokes.area[stroke])
    return found


def _like_signature(rows: NDArray[np.int64], columns: NDArray[np.int64]) -> bool:
    wide = float(np.subtract(*np.percentile(columns, (98, 2)))) / _MM
    tall = float(np.subtract(*np.percentile(rows, (98, 2)))) / _MM
    if not (_NARROWEST <= wide <= _WIDEST and _LOWEST <= tall <= _TALLEST):
        return False
    return crossings(rows, columns) > _WINDING


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
    return bool(on.mean() > _ON_RULE)


def _nearest(
    zones: Sequence[Zone], lines: Sequence[float], rows: NDArray[np.int64], columns: NDArray[np.int64]
) -> int | None:
    """The place that the stroke belongs to: on the same row the nearest one, else the one right under it."""
    middle = float(np.median(columns))
    left, right, foot = float(columns.min()), float(columns.max()), float(np.percentile(rows, 96))
    level = [float(((rows >= zone.top) & (rows < zone.bottom)).mean()) for zone in zones]
    away = [max(zone.left - right, left - zone.right, 0.0) for zone in zones]
    # A signature keeps to the height of its line rather than to its side.
    beside = [
        (away[number] + _STEEP * max(0.0, abs(foot - lines[number]) - _LEVEL * _MM), number)
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
