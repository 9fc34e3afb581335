"""Where a picture goes on the page: the matrices, without touching a pixel."""

from __future__ import annotations

import math
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from attest_desktop.papers.identity.inking import Matrix, mapped

Corners = NDArray[np.float64]

A4 = (595.276, 841.89)
"""Width and height of a sheet, in points."""
# A picture this near the sheet's size by the scanner's own word is taken at its word.
_NEAR_SHEET = 0.07
# What is smaller than this share of a sheet's width is no half sheet but a wrong word of the scanner.
_LEAST_WIDTH = 0.45
# Lines may bend by so many points (0.7 mm) before a picture counts as taken aslant.
_BENT = 2.0


@dataclass(frozen=True, slots=True, eq=False)
class Placing:
    """A page and what is put on it.

    `page`: width and height in points. `matrix`: a 3 x 3 homography from the picture as people see it (pixels
    counted at their edges: 0 to width, 0 to height, y down) to the page (points, y up). `shown`: the part of the
    picture to be seen, 4 x 2 in its pixels, None for all of it.
    """

    page: tuple[float, float]
    matrix: Matrix
    shown: Corners | None = None

    def affine(self, width: int, height: int) -> Matrix | None:
        """The matrix without perspective, when the picture (of this size) bends by less than two points so."""
        corners = np.array([(0, 0), (width, 0), (width, height), (0, height)], np.float64)
        there = mapped(self.matrix, corners)
        solved, *_ = np.linalg.lstsq(np.column_stack([corners, np.ones(4)]), there, rcond=None)
        flat = np.vstack([solved.T, [0, 0, 1]])
        return flat if float(np.abs(mapped(flat, corners) - there).max()) < _BENT else None

    def dpi(self, width: int, height: int) -> float:
        """How many of the picture's pixels go to the inch, in its middle."""
        middle = np.array([(width / 2, height / 2), (width / 2 + 1, height / 2), (width / 2, height / 2 + 1)])
        a, b, c = mapped(self.matrix, middle)
        first, second = b - a, c - a
        area = abs(float(first[0] * second[1] - first[1] * second[0]))
        return 72 / max(1e-6, math.sqrt(area))

    def to_pixels(self, dpi: float) -> Matrix:
        """From the picture's pixels to the page's at this resolution, counted at the middles, as OpenCV counts."""
        zoom = dpi / 72
        down = np.array([[zoom, 0, -0.5], [0, -zoom, self.page[1] * zoom - 0.5], [0, 0, 1]])
        return np.asarray(down @ self.matrix @ shift(0.5, 0.5), np.float64)


def shift(x: float, y: float) -> Matrix:
    """A move."""
    return np.array([[1, 0, x], [0, 1, y], [0, 0, 1]], np.float64)


def zoomed(x: float, y: float) -> Matrix:
    """Larger by these factors, about the corner."""
    return np.diag([x, y, 1.0])


def turning(turns: int, width: float, height: float) -> Matrix:
    """From a picture of this size to the same after quarter turns counter-clockwise (`np.rot90`), y down."""
    return (
        np.eye(3),
        np.array([[0, 1, 0], [-1, 0, width], [0, 0, 1]], np.float64),
        np.array([[-1, 0, width], [0, -1, height], [0, 0, 1]], np.float64),
        np.array([[0, -1, height], [1, 0, 0], [0, 0, 1]], np.float64),
    )[turns % 4]


def tilting(degrees: float, width: float, height: float) -> Matrix:
    """Turned by so many degrees counter-clockwise as seen (y down), about the middle."""
    angle = np.radians(degrees)
    cos, sin = np.cos(angle), np.sin(angle)
    turn = np.array([[cos, sin, 0], [-sin, cos, 0], [0, 0, 1]], np.float64)
    return np.asarray(shift(width / 2, height / 2) @ turn @ shift(-width / 2, -height / 2), np.float64)


def leaning(matrix: Matrix) -> float:
    """By how many degrees an affine matrix leans from upright or the nearest quarter turn; at least 0."""
    angle = math.degrees(math.atan2(matrix[1, 0], matrix[0, 0]))
    return abs((angle + 45) % 90 - 45)


def squared(matrix: Matrix, width: float, height: float) -> Matrix:
    """An affine matrix for a picture of this size without its slight lean, about the picture's middle.

    Many viewers draw pictures that lean by a hair with ragged lines.
    """
    linear = matrix[:2, :2]
    across, down = np.hypot(*linear[:, 0]), np.hypot(*linear[:, 1])
    upright = abs(linear[0, 0]) > abs(linear[1, 0])
    kept = np.sign(linear) * (np.eye(2) if upright else 1 - np.eye(2)) * np.array([across, down])
    middle = np.array([width / 2, height / 2])
    offset = linear @ middle + matrix[:2, 2] - kept @ middle
    return np.vstack([np.column_stack([kept, offset]), [0, 0, 1]])


def on_sheet(width: float, height: float, dpi: tuple[float, float] | None) -> tuple[tuple[float, float], Matrix]:
    """The sheet that an upright picture of this size (pixels, part of a page or all) goes on, and the matrix.

    At the scanner's own scale when that gives a sheet or a part of one; else as large as there is room.
    """
    page = A4 if height >= width else (A4[1], A4[0])
    scale = min(page[0] / width, page[1] / height)
    across = down = scale
    if dpi is not None:
        by_word = width / dpi[0] * 72, height / dpi[1] * 72
        whole = all(abs(one / full - 1) < _NEAR_SHEET for one, full in zip(by_word, page, strict=True))
        part = by_word[0] <= page[0] and by_word[1] <= page[1] and by_word[0] >= _LEAST_WIDTH * page[0]
        if whole or part:
            across, down = 72 / dpi[0], 72 / dpi[1]
        elif dpi[0] != dpi[1]:
            # A fax has rows twice as far apart as columns.
            fit = min(page[0] / by_word[0], page[1] / by_word[1])
            across, down = fit * 72 / dpi[0], fit * 72 / dpi[1]
    left, top = (page[0] - across * width) / 2, (page[1] + down * height) / 2
    return page, np.array([[across, 0, left], [0, -down, top], [0, 0, 1]], np.float64)


def flattening(corners: Corners, turns: int) -> tuple[tuple[float, float], Matrix]:
    """The sheet, and the matrix from a picture with its corners (clockwise from the top left as seen) to it."""
    from_outline = np.roll(corners, -turns, axis=0)
    upper, side = from_outline[1] - from_outline[0], from_outline[3] - from_outline[0]
    lower, other = from_outline[2] - from_outline[3], from_outline[2] - from_outline[1]
    wide = float(np.linalg.norm(upper) + np.linalg.norm(lower))
    tall = float(np.linalg.norm(side) + np.linalg.norm(other))
    page = A4 if tall >= wide else (A4[1], A4[0])
    width, height = page
    there = np.array([(0, height), (width, height), (width, 0), (0, 0)], np.float32)
    return page, np.asarray(cv2.getPerspectiveTransform(from_outline.astype(np.float32), there), np.float64)
