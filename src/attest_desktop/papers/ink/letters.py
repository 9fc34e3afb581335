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

# Lines of small print whose letters run together: how long (of the width, and times the height of the strip), how
# many like each other, how high at least (pixels), how straight (of the height), how much higher one may be.
_STRIP_LONG, _STRIP_TIMES, _STRIPS, _STRIP_LOW, _STRIP_STRAIGHT, _STRIP_UNEVEN = 0.1, 9.0, 3, 4.0, 0.3, 1.8
# Type in colour: how many letters, how high at least (pixels), how alike (of the height; of their number).
_TYPESET, _LARGE_TYPE, _SAME, _SAME_SHARE = 5, 12, 0.05, 0.7
_RUN_TOGETHER = 9  # pixels between words of such a line
_STEPS_OF_STRIP = (
    0.22  # how much the ink in a column differs from column to column, of its mean: a drawn line is even
)

_Numbers = npt.NDArray[np.float64]


def printed_letters(marks: Mask, colours: Map) -> Mask:
    """The marks that stand in such rows, where there is something much taller than they are.

    `colours`: depth in each channel. Print is grey: what is coloured may be a hand's letters that do not touch,
    and counts as print only if it is as even as no hand writes.
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
                coloured = _coloured(np.isin(labels, row), colours)
                found[row] = not coloured or _is_typeset(row, left + wide / 2, top + high, high)
    kept: Mask = found[labels]
    return kept


def printed_strips(marks: Mask, colours: Map) -> Mask:
    """The marks that are lines of small print far away: long grey uneven strips, straight and several alike.

    `colours`: depth in each channel.
    """
    joined = cv2.dilate(marks.astype(np.uint8), np.ones((1, _RUN_TOGETHER), np.uint8))
    labels, stats = cv2.connectedComponentsWithStats(joined, connectivity=8)[1:3]
    long = stats[:, cv2.CC_STAT_WIDTH] > _STRIP_LONG * marks.shape[1]
    long[0] = False
    strips: list[tuple[int, float]] = []
    for number in np.nonzero(long)[0]:
        left, top, wide, high = (int(one) for one in stats[number, :4])
        place = np.s_[top : top + high, left : left + wide]
        here = marks[place] & (labels[place] == number)
        tall = _height_of_strip(here)
        if tall is not None and wide > _STRIP_TIMES * tall and not _coloured(here, colours[place]):
            strips.append((int(number), tall))
    found = np.zeros(len(stats), bool)
    for strip, tall in strips:
        alike = sum(max(tall, other) < _STRIP_UNEVEN * min(tall, other) for _, other in strips)
        found[strip] = alike >= _STRIPS
    kept: Mask = found[labels] & marks
    return kept


def _is_typeset(row: npt.NDArray[np.int64], middle: _Numbers, foot: _Numbers, high: _Numbers) -> bool:
    """Whether nearly all have the same height to a pixel or two, and nearly all stand exactly on one line."""
    if row.size < _TYPESET:
        return False
    x, y, h = middle[row], foot[row], high[row]
    usual = float(np.median(h))
    same = float((np.abs(h - usual) < _SAME * usual + 1).mean())
    line = np.polyfit(x, y, 1)
    off = np.abs(y - np.polyval(line, x))
    return usual > _LARGE_TYPE and same > _SAME_SHARE and float(np.percentile(off, 80)) < _SAME * usual


def _height_of_strip(marks: Mask) -> float | None:
    """How high the marks are if they lie along a straight line and are uneven as letters are, else None."""
    many = marks.sum(axis=0)
    at = np.nonzero(many)[0]
    rows = np.arange(marks.shape[0])[:, None]
    middles = (marks * rows).sum(axis=0)[at] / many[at]
    line = np.polyfit(at, middles, 1)
    off = np.abs(middles - np.polyval(line, at))
    down, across = np.nonzero(marks)
    away = down - np.polyval(line, across)
    tall = float(np.percentile(away, 97) - np.percentile(away, 3)) + 1
    if tall < _STRIP_LOW or abs(line[0]) > _STEEPEST or float(np.percentile(off, 80)) > _STRIP_STRAIGHT * tall:
        return None
    uneven = float(np.abs(np.diff(many[at].astype(np.int64))).mean() / many[at].mean())
    return tall if uneven > _STEPS_OF_STRIP else None


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
