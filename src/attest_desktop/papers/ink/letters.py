"""Rows of printed letters: small marks of one height on one straight line, close to each other."""

from __future__ import annotations

import cv2
import numpy as np
import numpy.typing as npt

from attest_desktop.papers.ink.photo import Map, Mask

_MOST = 1500  # marks that are looked at; a page has more, and there the part is framed
# Pixels of the small picture, and shares of its longer side.
_LOWEST, _TALLEST = 6, 0.04
_LONG = 4.0  # times the height: letters that run together
_GAP, _UNEVEN, _LEVEL = 1.3, 2.2, 0.5  # heights between neighbours; times higher; heights apart
_FEWEST, _ALIKE = 4, 0.6
_OFF_LINE = 0.16  # of the height
_STEEPEST = 0.3
_BLOT = 0.68  # of its box; the dots of a pen are rounder than letters
_COLOURED = 0.25  # how much the channels differ, of the depth
_SMALLER = 0.55  # than the tallest mark beside it

_Numbers = npt.NDArray[np.float64]


def printed_letters(marks: Mask, colours: Map) -> Mask:
    """The marks that stand in such rows, where there is something much taller than they are.

    `colours`: depth in each channel. Print is grey: what is coloured may be a hand's letters that do not touch.
    """
    count, labels, stats, _ = cv2.connectedComponentsWithStats(marks.astype(np.uint8), connectivity=8)
    found = np.zeros(count, bool)
    if 1 + _FEWEST <= count <= _MOST:
        left, top, wide, high = (stats[:, number].astype(np.float64) for number in range(4))
        tallest = float(high[1:].max())
        letter = (high >= _LOWEST) & (high <= min(_TALLEST * max(marks.shape), _SMALLER * tallest))
        letter &= (wide <= _LONG * high) & (wide >= 2)
        letter[0] = False
        for row in _rows(np.nonzero(letter)[0], left, top, wide, high):
            blots = stats[row, cv2.CC_STAT_AREA] > _BLOT * wide[row] * high[row]
            if blots.mean() < _ALIKE and _is_print(row, left + wide / 2, top + high, high):
                found[row] = not _coloured(np.isin(labels, row), colours)
    kept: Mask = found[labels]
    return kept


def _coloured(marks: Mask, colours: Map) -> bool:
    usual = np.median(colours[marks], axis=0)
    return float(np.ptp(usual)) > _COLOURED * float(usual.max())


def _rows(
    numbers: npt.NDArray[np.int64], left: _Numbers, top: _Numbers, wide: _Numbers, high: _Numbers
) -> list[npt.NDArray[np.int64]]:
    """The marks grouped by who stands beside whom."""
    if numbers.size < _FEWEST:
        return []
    x, y, w, h = (one[numbers] for one in (left, top, wide, high))
    taller = np.maximum(h[:, None], h[None, :])
    apart = x[None, :] - (x + w)[:, None]
    beside = (apart < _GAP * taller) & (apart > -0.3 * taller) & (x[None, :] > x[:, None])
    foot = np.abs((y + h)[:, None] - (y + h)[None, :]) < _LEVEL * taller
    alike = taller < _UNEVEN * np.minimum(h[:, None], h[None, :])
    linked = beside & foot & alike
    linked |= linked.T
    group = np.arange(numbers.size)
    while True:
        lowest = np.where(linked, group[None, :], numbers.size).min(axis=1)
        fresh = np.minimum(group, lowest)
        if (fresh == group).all():
            break
        group = fresh
    return [numbers[group == one] for one in np.unique(group)]


def _is_print(row: npt.NDArray[np.int64], middle: _Numbers, foot: _Numbers, high: _Numbers) -> bool:
    """Whether they have one height and one straight line under them."""
    if row.size < _FEWEST:
        return False
    x, y, h = middle[row], foot[row], high[row]
    usual = float(np.median(h))
    if float(((h > 0.65 * usual) & (h < 1.6 * usual)).mean()) < _ALIKE:
        return False
    if float(np.ptp(x)) < 2 * usual:
        return False
    slope = float(np.median(np.diff(y[np.argsort(x)]) / np.maximum(1, np.diff(np.sort(x)))))
    rest = y - slope * x
    off = np.abs(rest - np.median(rest))
    return abs(slope) < _STEEPEST and float(np.percentile(off, 60)) < _OFF_LINE * usual + 0.7
