"""Which way the lines of print run: the tilt, sideways or not, upside down or not."""

from __future__ import annotations

import math
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from attest_desktop.papers.pictures import Pixels
from attest_desktop.papers.scans.light import ink_on

Grey = NDArray[np.uint8]

_SMALL = 900
_COARSE, _FINE = np.arange(-7.0, 7.01, 0.5), np.arange(-0.4, 0.41, 0.1)
_INK = 70
_LEAST_INK = 400
# How many times sharper the profile across lines is than along them, to be sure.
_SURE = 1.5
# Full stops and commas to tell the upper side by, and how far from an even chance they must be.
_LEAST_STOPS, _DEVIATIONS = 9, 2.5


@dataclass(frozen=True, slots=True)
class Lines:
    """The lines of print: `sideways`, or None when unclear; `tilt` in degrees, clockwise as seen, to be undone."""

    sideways: bool | None
    tilt: float


def lines_of(pixels: Pixels) -> Lines:
    """How the lines run in a picture of a sheet that fills it."""
    ink = _small_ink(pixels, _SMALL)
    if int((ink > _INK).sum()) < _LEAST_INK:
        return Lines(None, 0.0)
    lying, lying_tilt = _sharpest(ink)
    standing, standing_tilt = _sharpest(np.ascontiguousarray(np.rot90(ink)))
    if lying > _SURE * standing:
        return Lines(False, lying_tilt)
    if standing > _SURE * lying:
        return Lines(True, standing_tilt)
    return Lines(None, 0.0)


def upside_down(pixels: Pixels) -> bool | None:
    """Whether the (level) lines stand on their heads; None when it is not plain.

    Full stops and commas stand at the foot of a line: this is so in every Russian text, whatever it says.
    """
    ink = _small_ink(pixels, 2000)
    mask = (ink > _INK).astype(np.uint8)
    foot = head = 0
    for top, bottom in _bands(mask):
        below, above = _stops(mask[top:bottom])
        foot, head = foot + below, head + above
    if foot + head < _LEAST_STOPS or abs(foot - head) < _DEVIATIONS * math.sqrt(foot + head):
        return None
    return head > foot


def _small_ink(pixels: Pixels, longest: int) -> Grey:
    grey = pixels if pixels.ndim == 2 else cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY)
    factor = min(1.0, longest / max(grey.shape))
    small = cv2.resize(grey, None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA)
    ink = ink_on(np.asarray(small, np.uint8))
    # Dark edges and the table would win over all the print.
    edge_y, edge_x = ink.shape[0] // 25, ink.shape[1] // 25
    ink[:edge_y], ink[-edge_y:], ink[:, :edge_x], ink[:, -edge_x:] = 0, 0, 0, 0
    return ink


def _sharpest(ink: Grey) -> tuple[float, float]:
    """How sharply rows of ink are parted at the best tilt, and that tilt."""
    rows, columns = np.nonzero(ink > _INK)
    middle = columns - ink.shape[1] / 2

    def sharpness(tilt: float) -> float:
        level = (rows - middle * np.tan(np.radians(tilt)) + ink.shape[1]).astype(np.int64)
        counts = np.bincount(level).astype(np.float64)
        return float((np.diff(counts) ** 2).sum())

    coarse = max(_COARSE, key=sharpness)
    fine = max(coarse + _FINE, key=sharpness)
    return sharpness(fine), float(fine)


def _bands(mask: Grey) -> list[tuple[int, int]]:
    """Rows from and to of each line of print, with the white around it."""
    counts = mask.sum(axis=1)
    inked = np.concatenate(([0], (counts > 4).astype(np.int8), [0]))
    steps = np.diff(inked)
    starts, ends = np.flatnonzero(steps == 1), np.flatnonzero(steps == -1)
    return [(int(a), int(b)) for a, b in zip(starts, ends, strict=True) if 9 <= b - a <= 70]


def _stops(band: Grey) -> tuple[int, int]:
    """How many small marks stand at the foot of the small letters of this line, and how many at their head."""
    counts = band.sum(axis=1).astype(np.float64)
    # The body of small letters is where most of the ink is.
    body = np.flatnonzero(counts > 0.38 * np.percentile(counts, 90))
    head, foot = int(body[0]), int(body[-1]) + 1
    tall = foot - head
    if tall < 7:
        return 0, 0
    _, _, stats, centres = cv2.connectedComponentsWithStats(band, connectivity=8)
    below = above = 0
    for (_, top, width, height, area), (_, y) in zip(stats[1:], centres[1:], strict=True):
        if not (2 <= width <= 0.42 * tall and 2 <= height <= 0.62 * tall and area >= 4):
            continue
        if y > foot - 0.3 * tall and top > head + 0.5 * tall and y <= foot + 0.15 * tall:
            below += 1
        elif y < head + 0.3 * tall and top + height < foot - 0.5 * tall and y >= head - 0.15 * tall:
            above += 1
    return below, above
