"""The outline of a sheet that lies on a table: its four corners in a photograph."""

from __future__ import annotations

from itertools import pairwise

import cv2
import numpy as np
from numpy.typing import NDArray

from attest_desktop.papers.pictures import Pixels
from attest_desktop.papers.scans.light import ink_on

Corners = NDArray[np.float64]

_SMALL = 640
_LEAST_AREA, _MOST_AREA = 0.25, 0.97
# Shares of the level between paper and table, where it may really lie.
_LEVELS = (1.0, 1.1, 0.88, 0.75, 0.62, 0.5)
MOST_OUTSIDE = 0.02
"""The share of print that may lie outside of an outline: specks, the grain of a table."""
# Print is looked for at this size.
_PRINT_SMALL, _INK, _LEAST_LETTERS = 1280, 70, 60
# The shape's area to that of the four-cornered figure around it.
_LEAST_FULL = 0.94
_DARK_TABLE = 0.27
_PAPER = (1.15, 1.75)
_MOST_LEANING, _MOST_LEANING_CUT = 1.6, 1.12


def sheet_outline(pixels: Pixels) -> Corners | None:
    """Corners of the sheet (4 x 2, pixels), clockwise from the top left; None when it is not plainly seen."""
    factor = min(1.0, _SMALL / max(pixels.shape[:2]))
    small = cv2.resize(pixels, None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA)
    grey = cv2.GaussianBlur(small.min(axis=2), (0, 0), 1.2)
    # Print must not tear the sheet into pieces.
    grey = cv2.morphologyEx(grey, cv2.MORPH_CLOSE, np.ones((9, 9), np.uint8))
    level, _ = cv2.threshold(grey, 0, 255, cv2.THRESH_BINARY | cv2.THRESH_OTSU)
    # A shadow across the sheet parts it for some levels and not for others: all print must be inside.
    for share in _LEVELS:
        found = _corners((grey > level * share).astype(np.uint8))
        if found is not None and print_outside(pixels, found / factor) <= MOST_OUTSIDE:
            return np.asarray(found / factor, np.float64)
    return None


def print_outside(pixels: Pixels, corners: Corners) -> float:
    """The share of print that lies outside the outline: it must not be cut off."""
    factor = min(1.0, _PRINT_SMALL / max(pixels.shape[:2]))
    small = cv2.resize(pixels, None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA)
    grey = np.asarray(cv2.cvtColor(small, cv2.COLOR_RGB2GRAY), np.uint8)
    ink = ink_on(grey)
    outside = np.ones(ink.shape, np.uint8)
    cv2.fillConvexPoly(outside, np.rint(corners * factor).astype(np.int32), 0)
    # The grain of a dark table is as sharp as letters; no paper is so dark, not in a shadow either.
    ground = cv2.morphologyEx(grey, cv2.MORPH_CLOSE, np.ones((15, 15), np.uint8))
    paper = float(np.percentile(ground[outside == 0], 75)) if (outside == 0).any() else 0.0
    ink[ground < _DARK_TABLE * paper] = 0
    count, labels, stats, _ = cv2.connectedComponentsWithStats((ink > _INK).astype(np.uint8), connectivity=8)
    sizes = stats[:, [cv2.CC_STAT_WIDTH, cv2.CC_STAT_HEIGHT]]
    letters = (sizes.max(axis=1) < 60) & (sizes.max(axis=1) > 3)
    letters[0] = False
    if count < 2 or int(letters.sum()) < _LEAST_LETTERS:
        return 0.0
    beyond = np.asarray(cv2.erode(outside, np.ones((9, 9), np.uint8)), np.uint8)
    printed = letters[labels]
    return float((printed & (beyond > 0)).sum() / max(1, int(printed.sum())))


def sides(corners: Corners) -> tuple[float, float]:
    """Mean width and height of the four-cornered figure, in pixels."""
    top, right, bottom, left = (float(np.linalg.norm(b - a)) for a, b in pairwise((*corners, corners[0])))
    return (top + bottom) / 2, (left + right) / 2


def _corners(mask: NDArray[np.uint8]) -> Corners | None:
    bright = cv2.morphologyEx(mask, cv2.MORPH_OPEN, np.ones((7, 7), np.uint8))
    contours, _ = cv2.findContours(bright, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    if not contours:
        return None
    largest = max(contours, key=cv2.contourArea)
    hull = cv2.convexHull(largest)
    area = cv2.contourArea(hull)
    if not _LEAST_AREA * bright.size < area < _MOST_AREA * bright.size:
        return None
    rough = _four(np.asarray(hull, np.int32))
    if rough is None:
        return None
    fine = _refined(largest[:, 0, :].astype(np.float64), rough)
    height, width = bright.shape
    within = (fine > -0.04 * max(width, height)).all() and (fine < np.array([width, height]) * 1.04).all()
    if not within or _at_border(fine, width, height) or not _is_sheet(fine, cv2.contourArea(largest)):
        return None
    return fine + 0.5


def _four(hull: NDArray[np.int32]) -> Corners | None:
    length = cv2.arcLength(hull, True)
    for slack in (0.01, 0.02, 0.03, 0.05, 0.07):
        shape = cv2.approxPolyDP(hull, slack * length, True)
        if len(shape) == 4:
            corners = shape[:, 0, :].astype(np.float64)
            middle = corners.mean(axis=0)
            ordered = corners[np.argsort(np.arctan2(*(corners - middle).T[::-1]))]
            return np.asarray(np.roll(ordered, -int(np.argmin(ordered.sum(axis=1))), axis=0), np.float64)
    return None


def _refined(border: Corners, corners: Corners) -> Corners:
    """Corners where straight lines through the sides meet: a bent or torn corner does not count."""
    lines = []
    for index in range(4):
        a, b = corners[index], corners[(index + 1) % 4]
        along = (b - a) / max(1.0, float(np.linalg.norm(b - a)))
        from_a = border - a
        distance = np.abs(from_a @ np.array([-along[1], along[0]]))
        part = (from_a @ along) / max(1.0, float(np.linalg.norm(b - a)))
        near = border[(distance < 8) & (part > 0.08) & (part < 0.92)]
        if len(near) < 20:
            return corners
        vx, vy, x, y = cv2.fitLine(near.astype(np.float32), cv2.DIST_HUBER, 0, 0.01, 0.01).ravel()
        lines.append(np.cross((x, y, 1.0), (x + vx, y + vy, 1.0)))
    met = [np.cross(lines[index - 1], lines[index]) for index in range(4)]
    if any(abs(one[2]) < 1e-9 for one in met):
        return corners
    fine = np.array([one[:2] / one[2] for one in met], np.float64)
    return fine if float(np.abs(fine - corners).max()) < 25 else corners


def _at_border(corners: Corners, width: int, height: int) -> bool:
    """Whether corners lie at the picture's border: the sheet is cut off, runs into the table, or is a scan."""
    near = (corners[:, 0] < 4) | (corners[:, 1] < 4) | (corners[:, 0] > width - 5) | (corners[:, 1] > height - 5)
    # A table as light as the sheet looks like a sheet that grows wider until the picture ends.
    return int(near.sum()) > 2 or (int(near.sum()) == 2 and _leaning(corners) > _MOST_LEANING_CUT)


def _is_sheet(corners: Corners, area: float) -> bool:
    if not cv2.isContourConvex(corners.astype(np.float32)):
        return False
    figure = cv2.contourArea(corners.astype(np.float32))
    wide, tall = sides(corners)
    aspect = max(wide, tall) / max(1.0, min(wide, tall))
    return area > _LEAST_FULL * figure and _PAPER[0] < aspect < _PAPER[1] and _leaning(corners) < _MOST_LEANING


def _leaning(corners: Corners) -> float:
    """How many times as long a side is as the one opposite."""
    top, right, bottom, left = (float(np.linalg.norm(b - a)) for a, b in pairwise((*corners, corners[0])))
    pairs = ((top, bottom), (left, right))
    return max(max(pair) / max(1.0, min(pair)) for pair in pairs)
