"""Lines through the original's words («не соответствует» struck out) that the paper lacks."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from attest_desktop.papers.identity.fine_page import FinePage
from attest_desktop.papers.identity.inking import FINE_DPI, Grey
from attest_desktop.papers.identity.nearby import Nearby
from attest_desktop.papers.identity.pieces import pieces

_MM = FINE_DPI / 25.4
_INK = 110
_SHORTEST = 3.0  # millimetres: so long a level line is no letter's
_THICKEST = 7  # fine pixels
_BAND = (2, 7)  # fine pixels above a line and below it: letters go on there
_THROUGH = 0.35  # of a line's columns have letters above it, and as many below
_APART = 4  # fine pixels from the middle of a line to what is bare
_CLEAR = 18  # how much darker a line must be than what is above and below it, to be told by
_FEWEST = 12  # columns
_THERE, _LOST = 0.62, 0.5
_SLACK = 4  # fine pixels


def lines_through_words(ink: Grey) -> NDArray[np.int64]:
    """Boxes (n x 4: left, top, right, bottom, fine pixels) of level lines with letters above and below them."""
    core = (ink > _INK).astype(np.uint8)
    line = np.ones((1, round(_SHORTEST * _MM)), np.uint8)
    drawn = np.asarray(cv2.morphologyEx(core, cv2.MORPH_OPEN, line), np.uint8)
    boxes = pieces(drawn).boxes
    kept = [box for box in boxes if box[3] - box[1] <= _THICKEST and _is_through(core, box)]
    return np.array(kept, np.int64).reshape(-1, 4)


def _is_through(core: NDArray[np.uint8], box: NDArray[np.int64]) -> bool:
    left, top, right, bottom = box.tolist()
    near, far = _BAND
    over, under = (
        core[max(0, top - far) : max(0, top - near + 1), left:right],
        core[bottom + near - 1 : bottom + far, left:right],
    )
    return all(band.size > 0 and float(band.any(axis=0).mean()) >= _THROUGH for band in (over, under))


def lost_lines(
    lines: NDArray[np.int64], fine: FinePage, nearby: Nearby
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Of these lines, boxes of those that are not on the paper, and of those of which it cannot be told."""
    lost: list[NDArray[np.int64]] = []
    unclear: list[NDArray[np.int64]] = []
    for box in lines:
        share = _share(box, fine, nearby)
        if share is not None and share < _THERE:
            (lost if share < _LOST else unclear).append(box)
    return np.array(lost, np.int64).reshape(-1, 4), np.array(unclear, np.int64).reshape(-1, 4)


def _share(box: NDArray[np.int64], fine: FinePage, nearby: Nearby) -> float | None:
    """How much of a line is on the paper: about 1 when it is; None when it can't be told from the letters."""
    left, top, right, bottom = box.tolist()
    row, away = (top + bottom - 1) // 2, (bottom - top) // 2 + _APART
    height, width = fine.print.shape
    across, down = nearby.shift(box)
    if row < away + 2 * _SLACK + abs(down) or row + away + 2 * _SLACK + abs(down) >= height:
        return None
    printed = _standing_out(fine.print, row, away, left, right)
    # Where a letter's own stroke lies across the line, nothing can be told.
    told = printed > _CLEAR
    if int(told.sum()) < _FEWEST:
        return None
    strength = float((printed[told] ** 2).sum())
    best = 0.0
    for right_by in range(across - 2, across + 3):
        if left + right_by < 0 or right + right_by > width:
            continue
        for low in range(down - _SLACK, down + _SLACK + 1):
            seen = _standing_out(fine.ink, row + low, away, left + right_by, right + right_by)
            best = max(best, float((seen[told] * printed[told]).sum()) / strength)
    return best


def _standing_out(ink: Grey, row: int, away: int, left: int, right: int) -> NDArray[np.float64]:
    """By column: how much darker a row is than the darker of those above and below it."""
    here, over, under = (ink[at, left:right].astype(np.float64) for at in (row, row - away, row + away))
    return np.asarray(here - np.maximum(over, under), np.float64)
