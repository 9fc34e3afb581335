"""A picture laid onto a page to a fraction of a letter's stroke, beside the original as sharp as it."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from attest_desktop.papers.identity.bending import NEARER, WIDE, bent
from attest_desktop.papers.identity.fine_page import FinePage
from attest_desktop.papers.identity.inking import FINE_DPI, Grey, Matrix, ink_of, scaling
from attest_desktop.papers.identity.original import Original
from attest_desktop.papers.identity.registering import Step, find_blocks

_FIELD = Step(100, 11, 8, 1.1)
# Cells of four millimetres.
_USUAL_SMOOTH = 2.5
_CLOSE_SMOOTH = 1.5, 1.0
_BLURS = (0.0, 0.7, 1.1, 1.6, 2.2, 3.0)
_FITS, _FEWEST_ROWS = 0.85, 40
_PIXEL = 25.4 / FINE_DPI  # millimetres
_LEAST_LETTER = 0.25  # square millimetres


def fine_page(original: Original, page: int, grey: Grey, matrix: Matrix, *, closely: bool = False) -> FinePage:
    """The picture's brightness laid onto the page; `matrix` leads from its pixels to points, y down.

    `closely` takes twice as long and follows paper that bends within a few words.
    """
    target = original.ink(page, FINE_DPI)
    height, width = target.shape
    zoom = scaling(FINE_DPI / 72)
    onto = zoom @ matrix
    dpi = resolution(matrix, grey.shape)
    if dpi > 1.3 * FINE_DPI:
        # A finer picture is made coarser first, or every other pixel of it would be left out.
        factor = 1.1 * FINE_DPI / dpi
        smaller = cv2.resize(grey, None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA)
        onto = onto @ np.linalg.inv(scaling(smaller.shape[1] / grey.shape[1]))
        grey = np.asarray(smaller, np.uint8)
    x, y = np.zeros((2, *_cells(original, page)))
    laid, frame = grey, onto
    for step in (WIDE, NEARER) if closely else ():
        more = bent(laid, frame, original.ink(page, step.dpi), x.shape, step)
        x, y = x + more[0], y + more[1]
        laid, frame = _laid(grey, onto, x, y, (height, width), finer=dpi >= FINE_DPI), np.eye(3)
    for smooth in (_USUAL_SMOOTH, *_CLOSE_SMOOTH) if closely else (_USUAL_SMOOTH,):
        more = _drift(original, page, laid, frame, smooth=smooth)
        x, y = x + more[0], y + more[1]
        laid, frame = _laid(grey, onto, x, y, (height, width), finer=dpi >= FINE_DPI), np.eye(3)
    drift = float(np.hypot(x, y).max()) * _PIXEL
    ink = ink_of(laid, FINE_DPI)
    blur, black, shown = _as_printed(target, ink)
    return FinePage(page, laid, ink, shown, blur, black, dpi, drift)


def _laid(
    grey: Grey,
    onto: Matrix,
    x: NDArray[np.float64],
    y: NDArray[np.float64],
    shape: tuple[int, int],
    *,
    finer: bool,
) -> Grey:
    """The picture in the frame of the page, moved by a coarse grid of fine pixels; `finer`: than the page is."""
    height, width = shape
    grid_y, grid_x = np.mgrid[0:height:8, 0:width:8].astype(np.float64) + 3.5
    field_x = cv2.resize(x, (grid_x.shape[1], grid_x.shape[0])) + grid_x
    field_y = cv2.resize(y, (grid_x.shape[1], grid_x.shape[0])) + grid_y
    back = np.linalg.inv(onto)
    depth = back[2, 0] * field_x + back[2, 1] * field_y + back[2, 2]
    from_x = (back[0, 0] * field_x + back[0, 1] * field_y + back[0, 2]) / depth
    from_y = (back[1, 0] * field_x + back[1, 1] * field_y + back[1, 2]) / depth
    size = (grid_x.shape[1] * 8, grid_x.shape[0] * 8)
    map_x = cv2.resize(from_x.astype(np.float32), size, interpolation=cv2.INTER_LINEAR)[:height, :width]
    map_y = cv2.resize(from_y.astype(np.float32), size, interpolation=cv2.INTER_LINEAR)[:height, :width]
    how = cv2.INTER_LINEAR if finer else cv2.INTER_CUBIC
    return np.asarray(cv2.remap(grey, map_x, map_y, how, borderValue=255), np.uint8)


def resolution(matrix: Matrix, shape: tuple[int, ...]) -> float:
    """Dots to the inch of a picture of this shape that a matrix leads to points."""
    middle = np.array([shape[1] / 2, shape[0] / 2, 1.0])
    a, b, c = (matrix @ (middle + move) for move in np.eye(3)[[2, 0, 1]] * [[0], [1], [1]])
    edges = np.stack([b[:2] / b[2] - a[:2] / a[2], c[:2] / c[2] - a[:2] / a[2]])
    return float(72 / np.sqrt(max(1e-9, abs(np.linalg.det(edges)))))


def _drift(
    original: Original, page: int, grey: Grey, onto: Matrix, *, smooth: float
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """How far, in fine pixels, the paper lies from where the homography puts it: two coarse grids."""
    target = original.ink(page, _FIELD.dpi)
    half = scaling(_FIELD.dpi / FINE_DPI)
    seen = cv2.warpPerspective(
        grey, half @ onto, (target.shape[1], target.shape[0]), flags=cv2.INTER_AREA, borderValue=255
    )
    found = find_blocks(ink_of(np.asarray(seen, np.uint8), _FIELD.dpi), target, _FIELD)
    rows, columns = _cells(original, page)
    if len(found.alike) < 4:
        return np.zeros((rows, columns)), np.zeros((rows, columns))
    moved = found.here - found.there
    good = found.alike > 0.5
    middle = np.median(moved[good], axis=0) if good.any() else np.zeros(2)
    weight = np.where(good, found.alike**4 * np.minimum(found.weight, 300), 0.0)
    weight *= np.hypot(*(moved - middle).T) < 0.9 / 25.4 * _FIELD.dpi
    sums = np.zeros((3, rows, columns), np.float64)
    place = (found.there / 16).astype(np.int64)
    at = np.minimum(place[:, 1], rows - 1), np.minimum(place[:, 0], columns - 1)
    for layer, value in enumerate(
        (weight, weight * (moved[:, 0] - middle[0]), weight * (moved[:, 1] - middle[1]))
    ):
        np.add.at(sums[layer], at, value)
    smoothed = [cv2.GaussianBlur(layer, (0, 0), smooth) for layer in sums]
    # Where nothing is printed there is little to go by: the drift fades to the page's own.
    known = smoothed[0] + 1e-3 * max(1e-9, float(smoothed[0].max()))
    finer = FINE_DPI / _FIELD.dpi
    return (smoothed[1] / known + middle[0]) * finer, (smoothed[2] / known + middle[1]) * finer


def _cells(original: Original, page: int) -> tuple[int, int]:
    """Rows and columns of the coarse grids by which a page is moved."""
    height, width = original.ink(page, _FIELD.dpi).shape
    return max(2, height // 16), max(2, width // 16)


def _likest(seen: NDArray[np.float32], strip: Grey, rows: NDArray[np.bool_]) -> tuple[float, float]:
    """The blur and blackness that make these rows of the original most like those of the picture."""
    best = (np.inf, 0.0, 1.0)
    for blur in _BLURS:
        like = (strip if not blur else cv2.GaussianBlur(strip, (0, 0), blur)).astype(np.float32)
        near = (like > 20) & rows[:, None]
        black = float((seen[near] * like[near]).sum() / max(1.0, float((like[near] ** 2).sum())))
        off = float(np.abs(seen[near] - black * like[near]).mean())
        if off < best[0]:
            best = (off, blur, black)
    return best[1:]


def _as_printed(target: Grey, ink: Grey) -> tuple[float, float, Grey]:
    """The blur and blackness that make the original most like the picture, and the original so blurred."""
    rows = np.flatnonzero((target > 100).any(axis=1))
    if not len(rows):
        return 0.0, 1.0, target
    # A third of the printed rows is enough to measure by.
    part = np.zeros(len(target), bool)
    part[rows] = True
    part &= (np.arange(len(target)) // 40) % 3 == 0
    if not part.any():
        part[rows] = True
    seen, strip = ink[part].astype(np.float32), np.ascontiguousarray(target[part])
    blur, black = _likest(seen, strip, np.ones(len(strip), bool))
    if blur == _BLURS[-1]:
        # Nothing fits where half a page was moved: the lines that fit best tell how sharp the picture is.
        like = cv2.GaussianBlur(strip, (0, 0), 1.6).astype(np.float32)
        both, own, there = ((one * two).sum(axis=1) for one, two in ((seen, like), (like, like), (seen, seen)))
        alike = both / np.sqrt(np.maximum(1.0, own * there))
        fitting = (own > float(own.mean()) / 4) & (alike >= _FITS)
        if int(fitting.sum()) >= _FEWEST_ROWS:
            blur, black = _likest(seen, strip, fitting)
    blurred = target if not blur else cv2.GaussianBlur(target, (0, 0), blur)
    return blur, black, np.asarray(cv2.convertScaleAbs(blurred, alpha=black), np.uint8)
