"""Round stamps among the ink on the paper: they cover places to sign and are no signatures."""

from __future__ import annotations

from dataclasses import replace

import cv2
import numpy as np
from numpy.typing import NDArray

from attest_desktop.papers.identity.inking import FINE_DPI
from attest_desktop.papers.identity.strokes import Strokes

_MM = FINE_DPI / 25.4
_COARSE = 2.0  # pixels of the coarse picture to a millimetre
_RADII = np.arange(14.0, 23.1, 0.5)  # millimetres
_LEAST_ARC = 9.0  # millimetres: an arc of a stamp is as wide and as tall
_LIKELY = 0.45
_CLOSED = 0.58  # of a circle's round is inked
_ROUND = 120  # parts of a circle
_HALF_LINE = 0.3  # millimetres
_DOUBLE = 2.5  # millimetres between the rings of a double one
_BRIDGE = 0.7  # millimetres
_ACROSS = 0.8
_LEAST_STROKE = 0.12  # square millimetres
_MOST = 3
_OFF_MIDDLE = 2.5  # millimetres from the middle
_PEN_SPREAD = 0.85  # millimetres: how far a pen's letter strays from its middle line; type's strays less


def without_stamps(strokes: Strokes, shape: tuple[int, int]) -> tuple[Strokes, NDArray[np.bool_]]:
    """The strokes less round stamps, and which of those left lie wholly inside a stamp.

    Signatures that cross a stamp stay. `shape` is the page's, in fine pixels.
    """
    within = np.zeros(len(strokes.stroke), bool)
    for _ in range(_MOST):
        found = _stamp(strokes, shape)
        if found is None:
            break
        strokes, within = _cleared(strokes, within, *found)
    return strokes, np.bincount(strokes.stroke, within, len(strokes.area)) > 0


def _stamp(strokes: Strokes, shape: tuple[int, int]) -> tuple[float, float, float] | None:
    """Column, row and radius of the outer ring, in fine pixels."""
    if not len(strokes.boxes):
        return None
    sizes = (strokes.boxes[:, 2:] - strokes.boxes[:, :2]) / _MM
    if not (sizes > _LEAST_ARC).all(axis=1).any():
        return None
    zoom = _COARSE / _MM
    edge = round(_RADII[-1] * _COARSE)
    small = np.zeros((int(shape[0] * zoom) + 2 * edge + 2, int(shape[1] * zoom) + 2 * edge + 2), np.float32)
    small[(strokes.rows * zoom).astype(np.int64) + edge, (strokes.columns * zoom).astype(np.int64) + edge] = 1
    best = (0.0, 0.0, 0.0, 0.0)
    for radius in _RADII:
        ring = _ring(radius * _COARSE)
        inked = cv2.filter2D(small, cv2.CV_32F, ring / ring.sum(), borderType=cv2.BORDER_CONSTANT)
        _, most, _, (x, y) = cv2.minMaxLoc(inked)
        if most > best[0]:
            best = (most, (x - edge + 0.5) / zoom, (y - edge + 0.5) / zoom, radius * _MM)
    if best[0] < _LIKELY:
        return None
    return _refined(strokes, best[1], best[2], best[3])


def _ring(radius: float) -> NDArray[np.float32]:
    side = 2 * int(np.ceil(radius)) + 3
    out = np.zeros((side, side), np.float32)
    cv2.circle(out, (side // 2, side // 2), round(radius), 1.0, 1)
    return out


def _refined(strokes: Strokes, x: float, y: float, radius: float) -> tuple[float, float, float] | None:
    """The rings' exact centre by which they are closed best, and the outer radius."""
    best = (0.0, x, y)
    for step in (0.4, 0.2, 0.1):
        _, middle_x, middle_y = best
        for dx in (-step, 0.0, step):
            for dy in (-step, 0.0, step):
                at = middle_x + dx * _MM, middle_y + dy * _MM
                best = max(best, (float((_closed(strokes, *at) ** 2).sum()), *at))
    closed = np.flatnonzero(_closed(strokes, *best[1:]) >= _CLOSED) / 4
    outer = closed[np.abs(closed - radius / _MM) < _DOUBLE]
    return (*best[1:], float(outer.max()) * _MM) if len(outer) else None


def _closed(strokes: Strokes, x: float, y: float) -> NDArray[np.float64]:
    """By radius, in quarters of a millimetre: how much of the round has ink within half a line's width."""
    away = np.hypot(strokes.columns - x, strokes.rows - y) / _MM
    near = away < _RADII[-1] + 2
    angle = np.arctan2(strokes.rows[near] - y, strokes.columns[near] - x)
    part = ((angle / (2 * np.pi) + 0.5) * _ROUND).astype(np.int64) % _ROUND
    inked = np.zeros((int((_RADII[-1] + 4) * 4) + 1, _ROUND), bool)
    inked[(away[near] * 4).round().astype(np.int64), part] = True
    wide = inked.copy()
    wide[1:] |= inked[:-1]
    wide[:-1] |= inked[1:]
    return np.asarray(wide.mean(axis=1), np.float64)


def _cleared(
    strokes: Strokes, within: NDArray[np.bool_], x: float, y: float, radius: float
) -> tuple[Strokes, NDArray[np.bool_]]:
    """The strokes without the stamp's rings and without what neither crosses a ring nor lies outside.

    `within` tells of each pixel whether its stroke lies wholly inside a stamp.
    """
    within = within.copy()
    away = np.hypot(strokes.columns - x, strokes.rows - y)
    rings = np.flatnonzero(_closed(strokes, x, y) >= _CLOSED) / 4 * _MM
    rings = rings[rings <= radius]
    bins = np.zeros(int((away.max(initial=0) + radius) / _MM * 20) + 60, bool)
    for ring in rings / _MM:
        bins[max(0, round((ring - _HALF_LINE) * 20)) : round((ring + _HALF_LINE) * 20)] = True
    at = (away / _MM * 20).astype(np.int64)
    ringed = bins[at]
    mine = np.isin(strokes.stroke, np.unique(strokes.stroke[away < radius + _HALF_LINE * _MM]))
    left = np.flatnonzero(mine & ~ringed)
    kept = ~mine
    number = strokes.stroke.copy()
    if len(left):
        # With the rings taken out and what lay around them drawn together, a stroke cut apart is one again.
        nearer = 1 - np.cumsum(bins)[at[left]] / 20 * _MM / np.maximum(1.0, away[left])
        rows = (y + (strokes.rows[left] - y) * nearer).round().astype(np.int64)
        columns = (x + (strokes.columns[left] - x) * nearer).round().astype(np.int64)
        top, first = int(rows.min()), int(columns.min())
        mask = np.zeros((int(rows.max()) - top + 1, int(columns.max()) - first + 1), np.uint8)
        mask[rows - top, columns - first] = 1
        reach = round(_BRIDGE * _MM) | 1
        _, labels = cv2.connectedComponents(cv2.dilate(mask, np.ones((reach, reach), np.uint8)), connectivity=8)
        label = labels[rows - top, columns - first]
        number[left] = len(strokes.area) + label
        for one in np.unique(label):
            own = left[label == one]
            nearest, farthest = float(away[own].min()), float(away[own].max())
            beyond = _ACROSS * _MM
            crosses = ((rings > nearest + beyond) & (rings < farthest - beyond)).any()
            if len(own) < _LEAST_STROKE * _MM**2:
                continue
            beyond_it = crosses or nearest > radius
            kept[own] = beyond_it or _by_hand(strokes, own, (x, y), nearest, rings)
            within[own] |= not beyond_it
    return _picked(strokes, kept, number), within[kept]


def _by_hand(
    strokes: Strokes,
    own: NDArray[np.int64],
    centre: tuple[float, float],
    nearest: float,
    rings: NDArray[np.float64],
) -> bool:
    """Whether a stroke wholly inside a stamp is a pen's: larger than its letters, and not in its middle."""
    if nearest > rings.min(initial=np.inf):
        return False  # the writing around
    columns, rows = strokes.columns[own] - centre[0], strokes.rows[own] - centre[1]
    if np.hypot(columns.mean(), rows.mean()) < _OFF_MIDDLE * _MM:
        return False
    # Words in the middle of a stamp are low, however it is turned.
    spread = np.linalg.eigvalsh(np.cov(np.stack([columns, rows]))) ** 0.5 / _MM
    return bool(spread[0] >= _PEN_SPREAD)


def _picked(strokes: Strokes, kept: NDArray[np.bool_], number: NDArray[np.int64]) -> Strokes:
    """These pixels alone, their strokes numbered anew."""
    rows, columns = strokes.rows[kept], strokes.columns[kept]
    _, stroke = np.unique(number[kept], return_inverse=True)
    count = int(stroke.max()) + 1 if len(stroke) else 0
    boxes = np.zeros((count, 4), np.int64)
    boxes[:, :2] = np.iinfo(np.int64).max
    for side, values, pick in ((0, columns, np.minimum), (1, rows, np.minimum)):
        pick.at(boxes[:, side], stroke, values)
    for side, values in ((2, columns + 1), (3, rows + 1)):
        np.maximum.at(boxes[:, side], stroke, values)
    area = np.bincount(stroke, minlength=count) / _MM**2
    return replace(
        strokes,
        boxes=boxes,
        area=area,
        rows=rows,
        columns=columns,
        stroke=stroke.astype(np.int64),
        cut=strokes.cut[kept],
    )
