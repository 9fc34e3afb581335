"""Laying a picture exactly onto the original: blocks of print are looked for, a homography goes through them.

Coarse steps know large blocks and search far; fine steps know small ones and search near. Blocks that disagree
with the others (altered words, signatures, shadows) do not count.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from attest_desktop.papers.identity.inking import Grey, Matrix, Pyramid, mapped, scaling

_LEAST_INK = 0.004
_MM = 1 / 25.4


@dataclass(frozen=True, slots=True)
class Step:
    """One step: resolution, side of a block, how far apart blocks stand, how far to search; millimetres."""

    dpi: float
    block: float
    every: float
    search: float
    affine: bool = False


STEPS = (
    Step(25, 60, 30, 9, affine=True),
    Step(50, 30, 22, 4.0, affine=True),
    Step(75, 18, 15, 3.0),
    Step(100, 14, 11, 1.6),
)
# After a guess that is right to a few millimetres.
CLOSE_STEPS = STEPS[2:]


@dataclass(frozen=True, slots=True, eq=False)
class Found:
    """Where blocks of the original were found: middles there and here (n x 2, target pixels), how alike."""

    there: NDArray[np.float64]
    here: NDArray[np.float64]
    alike: NDArray[np.float64]
    weight: NDArray[np.float64]


def find_blocks(ink: Grey, original: Grey, step: Step) -> Found:
    """Each block of the original's ink that has print in it, looked for around its place in `ink` (same frame)."""
    unit = step.dpi * _MM
    side, every, reach = (
        round(step.block * unit),
        max(2, round(step.every * unit)),
        max(2, round(step.search * unit)),
    )
    height, width = original.shape
    framed = cv2.copyMakeBorder(ink, reach, reach, reach, reach, cv2.BORDER_CONSTANT, value=0)
    there, here, alike, weight = [], [], [], []
    sums = cv2.integral((original > 60).astype(np.uint8))
    for top in range(0, max(1, height - side + 1), every):
        for left in range(0, max(1, width - side + 1), every):
            bottom, right = min(height, top + side), min(width, left + side)
            inked = int(sums[bottom, right] - sums[top, right] - sums[bottom, left] + sums[top, left])
            if inked < _LEAST_INK * side * side:
                continue
            window = framed[top : bottom + 2 * reach, left : right + 2 * reach]
            found = cv2.matchTemplate(window, original[top:bottom, left:right], cv2.TM_CCOEFF_NORMED)
            _, peak, _, (x, y) = cv2.minMaxLoc(found)
            if not np.isfinite(peak):
                continue
            dx, dy = _between(np.asarray(found, np.float32), x, y)
            middle = ((left + right - 1) / 2, (top + bottom - 1) / 2)
            there.append(middle)
            here.append((middle[0] + x + dx - reach, middle[1] + y + dy - reach))
            alike.append(peak)
            weight.append(inked)
    points = np.array(there, np.float64).reshape(-1, 2), np.array(here, np.float64).reshape(-1, 2)
    return Found(*points, np.clip(np.array(alike, np.float64), 0, 1), np.array(weight, np.float64))


def _between(found: NDArray[np.float32], x: int, y: int) -> tuple[float, float]:
    """How far from the whole pixel the peak lies, by a parabola through its neighbours."""

    def offset(before: float, at: float, after: float) -> float:
        bend = before - 2 * at + after
        return 0.0 if bend >= 0 else max(-0.5, min(0.5, 0.5 * (before - after) / bend))

    dx = offset(found[y, x - 1], found[y, x], found[y, x + 1]) if 0 < x < found.shape[1] - 1 else 0.0
    dy = offset(found[y - 1, x], found[y, x], found[y + 1, x]) if 0 < y < found.shape[0] - 1 else 0.0
    return dx, dy


def fitted(found: Found, unit: float, *, affine: bool) -> tuple[Matrix, NDArray[np.bool_]] | None:
    """The homography from here to there, and which blocks agree with it within a millimetre; None if few do."""
    good = found.alike > max(0.3, 0.6 * float(np.median(found.alike))) if len(found.alike) else np.zeros(0, bool)
    if int(good.sum()) < 4:
        return None
    source, target = found.here[good], found.there[good]
    spread = np.ptp(target, axis=0) / unit
    if affine or int(good.sum()) < 12 or min(spread) < 60:
        part, inside = cv2.estimateAffine2D(source, target, method=cv2.RANSAC, ransacReprojThreshold=1.2 * unit)
        matrix = None if part is None else np.vstack([part, [0, 0, 1]])
    else:
        matrix, inside = cv2.findHomography(source, target, cv2.RANSAC, 0.8 * unit)
    if matrix is None or inside is None or int(inside.sum()) < 4:
        return None
    agrees = np.linalg.norm(mapped(matrix, found.here) - found.there, axis=1) < 1.0 * unit
    return np.asarray(matrix, np.float64), agrees & good


def aligned(
    picture: Pyramid, guess: Matrix, originals: Callable[[float], Grey], steps: Sequence[Step] = STEPS
) -> tuple[Matrix, float]:
    """A better homography than the guess, and how alike the print is (0 to 1).

    `guess` leads from the picture's pixels to points of the page, y down (72 to the inch, pixel centres at whole
    numbers); `originals` gives the page's ink by dots per inch.
    """
    matrix, score = guess, 0.0
    for step in steps:
        target = originals(step.dpi)
        zoom = scaling(step.dpi / 72)
        seen = picture.seen(zoom @ matrix, target.shape[1], target.shape[0])
        found = find_blocks(seen, target, step)
        fit = fitted(found, step.dpi * _MM, affine=step.affine)
        if fit is None:
            return matrix, 0.0
        better, agrees = fit
        matrix = np.linalg.inv(zoom) @ better @ zoom @ matrix
        score = float((found.alike * found.weight * agrees).sum() / found.weight.sum())
    return matrix / matrix[2, 2], score
