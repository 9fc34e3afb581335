"""Where the sheet may lie in a picture: first guesses, to be tried one after another."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from attest_desktop.papers.identity.inking import Grey, Matrix, scaling

_SMALL = 480
_LEAST_AREA = 0.2
_TILTS = np.arange(-4.0, 4.01, 0.25)


@dataclass(frozen=True, slots=True, eq=False)
class Frame:
    """A guess: corners of the sheet in the picture (4 x 2), clockwise from the one that is top left as given."""

    corners: NDArray[np.float64]

    def onto(self, turns: int, width: float, height: float) -> Matrix:
        """From the picture's pixels to a page of this size, after so many quarter turns counter-clockwise."""
        # Turned counter-clockwise once, the corner that was top right is top left.
        corners = np.roll(self.corners, -turns, axis=0).astype(np.float32)
        page = np.array([(0, 0), (width, 0), (width, height), (0, height)], np.float32) - 0.5
        return np.asarray(cv2.getPerspectiveTransform(corners, page), np.float64)

    def likely_turns(self, upright: bool) -> tuple[int, ...]:
        """The turns that bring the longer side where the page has it (`upright`: the page is taller than wide)."""
        top, right, bottom, left = (
            float(np.linalg.norm(self.corners[(side + 1) % 4] - self.corners[side])) for side in range(4)
        )
        wide, tall = top + bottom, left + right
        if 0.9 < wide / max(tall, 1.0) < 1.11:
            return 0, 1, 2, 3
        return (0, 2) if (tall > wide) == upright else (1, 3)


def frames(grey: Grey, ink: Grey) -> Iterator[Frame]:
    """Guesses for a picture and its ink: the outline of the sheet on a darker table, then the whole picture."""
    outline = _outline(grey)
    if outline is not None:
        yield Frame(outline)
    yield Frame(_whole(ink))


def _whole(ink: Grey) -> NDArray[np.float64]:
    """The picture's own corners, turned by the tilt of what is printed."""
    height, width = ink.shape
    angle = np.radians(_tilt(ink))
    middle = np.array([(width - 1) / 2, (height - 1) / 2])
    corners = np.array([(-0.5, -0.5), (width - 0.5, -0.5), (width - 0.5, height - 0.5), (-0.5, height - 0.5)])
    turn = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
    return np.asarray((corners - middle) @ turn.T + middle, np.float64)


def _tilt(ink: Grey) -> float:
    """Degrees clockwise by which the lines of print are turned, in either direction of writing; 0 if unclear."""
    factor = min(1.0, 700 / max(ink.shape))
    small = cv2.resize(ink, None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA)
    height, width = small.shape
    # A dark edge of the glass would win over all the print.
    cut = small[height // 16 : height - height // 16, width // 16 : width - width // 16]
    rows, columns = np.nonzero(cut > 60)
    if len(rows) < 50:
        return 0.0
    best, best_sharpness = 0.0, -1.0
    for along, across in ((columns, rows), (rows, -columns)):
        for tilt in _TILTS:
            level = across - along * np.tan(np.radians(tilt))
            counts = np.bincount((level - level.min()).astype(np.int64))
            sharpness = float((np.diff(counts.astype(np.float64)) ** 2).sum())
            if sharpness > best_sharpness:
                best, best_sharpness = float(tilt), sharpness
    return best


def _outline(grey: Grey) -> NDArray[np.float64] | None:
    """Corners of the largest bright four-cornered shape; None when there is none, or it fills the picture."""
    factor = min(1.0, _SMALL / max(grey.shape))
    small = cv2.GaussianBlur(
        cv2.resize(grey, None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA), (0, 0), 1.5
    )
    # Print must not tear the sheet into pieces.
    small = cv2.morphologyEx(small, cv2.MORPH_CLOSE, np.ones((9, 9), np.uint8))
    level, _ = cv2.threshold(small, 0, 255, cv2.THRESH_BINARY | cv2.THRESH_OTSU)
    for threshold in (level, level * 0.85, level * 1.1):
        corners = _quad((small > threshold).astype(np.uint8))
        if corners is not None:
            back = np.linalg.inv(scaling(factor))
            return np.asarray(corners @ back[:2, :2].T + back[:2, 2], np.float64)
    return None


def _quad(bright: NDArray[np.uint8]) -> NDArray[np.float64] | None:
    clean = cv2.morphologyEx(bright, cv2.MORPH_OPEN, np.ones((5, 5), np.uint8))
    contours, _ = cv2.findContours(clean, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    if not contours:
        return None
    largest = cv2.convexHull(max(contours, key=cv2.contourArea))
    area = cv2.contourArea(largest)
    if area < _LEAST_AREA * bright.size or area > 0.985 * bright.size:
        return None
    length = cv2.arcLength(largest, True)
    for slack in (0.01, 0.02, 0.03, 0.05, 0.08):
        shape = cv2.approxPolyDP(largest, slack * length, True)
        if len(shape) == 4:
            corners = shape[:, 0, :].astype(np.float64)
            if cv2.contourArea(shape) < 0.85 * area:
                return None
            return _clockwise(corners)
    return None


def _clockwise(corners: NDArray[np.float64]) -> NDArray[np.float64]:
    """Clockwise as seen (y down), from the corner nearest the picture's top left."""
    middle = corners.mean(axis=0)
    angles = np.arctan2(corners[:, 1] - middle[1], corners[:, 0] - middle[0])
    ordered = corners[np.argsort(angles)]
    return np.roll(ordered, -int(np.argmin(ordered.sum(axis=1))), axis=0)
