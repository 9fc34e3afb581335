"""A signature drawn by mouse, pen or finger, as ink: smooth lines, thinner where the hand was quick or light."""

from __future__ import annotations

import math
from collections.abc import Sequence

import cv2
import numpy as np
import numpy.typing as npt

from attest_desktop.domain.errors import UserError
from attest_desktop.papers.ink.photo import Pixels
from attest_desktop.papers.ink.result import Ink, packed

Point = tuple[float, float, float]
"""Across, down (any unit), pressure 0…1."""
Colour = tuple[int, int, int]
BLUE_INK: Colour = (26, 44, 120)

_Points = npt.NDArray[np.float64]

_WIDTHS = (100, 4000)
_FINER = 4  # drawn this many times larger, then averaged
_SIXTEENTHS = 4  # bits of a pixel that the drawing keeps
# Of the longer side of what was drawn: a ball pen's line in a signature four centimetres long.
_PEN = 0.014
_LIGHT, _QUICK = 0.45, 0.55  # how thin the line gets
_SAME_PRESSURE = 0.02
_MARGIN = 2.0  # pens of empty ground around the ink
_TOO_NEAR = 0.15  # pens: a trembling hand, not a line
_STEP = 0.15  # pens between the discs that make the line


class NothingDrawnError(UserError):
    """There is no line to make ink of."""

    title = "Подпись не нарисована"
    todo = "Распишитесь в поле мышью, пером или пальцем."


def ink_from_strokes(
    strokes: Sequence[Sequence[Point]], *, width: int = 900, colour: Colour = BLUE_INK, pen: float | None = None
) -> Ink:
    """Ink of what was drawn: each stroke is the points from pen down to pen up, about evenly timed.

    `width` is the longer side of the result in pixels (100…4000), whatever the unit of the points; `pen` the
    width of the line in that unit (left out: as a ball pen's in a signature of this size). A mouse has no
    pressure: when it never changes, quick strokes are thinner. Raises NothingDrawnError; ValueError for a width
    or a pen out of range.
    """
    if not _WIDTHS[0] <= width <= _WIDTHS[1]:
        raise ValueError(width)
    if pen is not None and not (math.isfinite(pen) and pen > 0):
        raise ValueError(pen)
    lines = [line for line in map(_clean, strokes) if len(line)]
    if not lines:
        raise NothingDrawnError("В поле для подписи ничего нет.")
    everything = np.concatenate(lines)
    low, high = everything[:, :2].min(axis=0), everything[:, :2].max(axis=0)
    extent = float((high - low).max())
    if extent <= 0:
        raise NothingDrawnError("В поле для подписи только точка.")
    pen = _PEN * extent if pen is None else min(pen, extent / 3)
    scale = width / (extent + 2 * _MARGIN * pen)
    thickness = pen * scale
    pressures = everything[:, 2]
    pressed = float(pressures.max() - pressures.min()) > _SAME_PRESSURE
    origin = low - _MARGIN * pen
    size = np.maximum(1, np.rint((high - low + 2 * _MARGIN * pen) * scale)).astype(int)
    canvas = np.zeros((int(size[1]) * _FINER, int(size[0]) * _FINER), np.uint8)
    for line in lines:
        placed = line.copy()
        placed[:, :2] = (placed[:, :2] - origin) * scale
        _draw(canvas, placed, thickness, pressed)
    alpha = cv2.resize(canvas, (int(size[0]), int(size[1])), interpolation=cv2.INTER_AREA)
    rgba: Pixels = np.empty((*alpha.shape[:2], 4), np.uint8)
    rgba[..., :3] = colour
    rgba[..., 3] = alpha
    return packed(rgba)


def _clean(stroke: Sequence[Point]) -> _Points:
    """Its points that are numbers, pressures kept within 0…1."""
    points = np.array([tuple(point) for point in stroke], np.float64).reshape(-1, 3)
    points = points[np.isfinite(points).all(axis=1)]
    points[:, 2] = np.clip(points[:, 2], 0, 1)
    return points


def _draw(canvas: Pixels, line: _Points, pen: float, pressed: bool) -> None:
    """A line of discs, so close that they make a smooth band."""
    line = _steady(line, pen)
    widths = _widths(line, pen, pressed)
    curve = _curve(np.column_stack((line[:, :2], widths)), pen)
    unit = _FINER * (1 << _SIXTEENTHS)
    for across, down, wide in curve:
        centre = (round((across - 0.5 / _FINER) * unit), round((down - 0.5 / _FINER) * unit))
        cv2.circle(canvas, centre, round(wide / 2 * unit), 255, cv2.FILLED, cv2.LINE_AA, _SIXTEENTHS)


def _steady(line: _Points, pen: float) -> _Points:
    """Without points on top of each other and the steps of whole screen pixels."""
    kept = [line[0]]
    for point in line[1:]:
        if math.hypot(*(point[:2] - kept[-1][:2])) >= _TOO_NEAR * pen:
            kept.append(point)
    steady = np.array(kept)
    if len(steady) > 2:
        steady[1:-1, :2] = (steady[:-2, :2] + 2 * steady[1:-1, :2] + steady[2:, :2]) / 4
    return steady


def _widths(line: _Points, pen: float, pressed: bool) -> npt.NDArray[np.float64]:
    """The line's width at each of its points."""
    count = len(line)
    if count == 1:
        return np.array([1.3 * pen])
    if pressed:
        share = _LIGHT + (1.25 - _LIGHT) * np.sqrt(line[:, 2])
    else:
        steps = np.hypot(*np.diff(line[:, :2], axis=0).T)
        speed = np.concatenate((steps[:1], (steps[1:] + steps[:-1]) / 2, steps[-1:]))
        usual = max(float(np.median(speed)), 1e-9)
        share = _QUICK + (1.3 - _QUICK) / (1 + (speed / (1.5 * usual)) ** 2)
    if count > 4:
        # A hand does not change its pressure from one point to the next.
        share = np.convolve(np.pad(share, 2, mode="edge"), np.array([1, 2, 3, 2, 1]) / 9, "valid")
        run = np.concatenate(([0.0], np.cumsum(np.hypot(*np.diff(line[:, :2], axis=0).T))))
        lifted = np.minimum((run[-1] - run) / (4 * pen), 1)
        set_down = np.minimum(run / (2 * pen), 1)
        share = share * (0.45 + 0.55 * lifted) * (0.75 + 0.25 * set_down)
    widths: npt.NDArray[np.float64] = share * pen
    return widths


def _curve(points: _Points, pen: float) -> _Points:
    """Points close together on the smooth line through these (centripetal Catmull-Rom)."""
    if len(points) == 1:
        return points
    around = np.vstack((2 * points[0] - points[1], points, 2 * points[-1] - points[-2]))
    knots = np.sqrt(np.maximum(np.hypot(*np.diff(around[:, :2], axis=0).T), 1e-6))
    pieces = []
    for number in range(len(points) - 1):
        before, start, end, after = around[number : number + 4]
        first, middle, last = knots[number : number + 3]
        count = max(2, math.ceil(float(math.hypot(*(end - start)[:2])) / (_STEP * pen)))
        along = np.linspace(0, 1, count, endpoint=False)[:, None]
        leave = middle * ((start - before) / first - (end - before) / (first + middle)) + (end - start)
        reach = middle * ((after - end) / last - (after - start) / (middle + last)) + (end - start)
        square, cube = along**2, along**3
        piece = (
            (2 * cube - 3 * square + 1) * start
            + (cube - 2 * square + along) * leave
            + (3 * square - 2 * cube) * end
            + (cube - square) * reach
        )
        straight = start + (end - start) * along
        piece[:, 2] = straight[:, 2]
        pieces.append(piece)
    return np.vstack((*pieces, points[-1:]))
