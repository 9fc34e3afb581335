"""Ink on the paper that the original does not have: signatures, dates, stamps, words written in."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from attest_desktop.papers.identity.fine_page import FinePage
from attest_desktop.papers.identity.inking import FINE_DPI, Grey

_MM = FINE_DPI / 25.4
_INK = 46
_PRINT = 24
_AROUND_PRINT = 0.32
_BRIDGE = 0.55  # a stroke that a printed line hides for a millimetre is still one stroke
_LEAST_STROKE = 0.12  # square millimetres


@dataclass(frozen=True, slots=True, eq=False)
class Strokes:
    """Connected strokes: `boxes` (n x 4: left, top, right, bottom) and `area` (square millimetres) by stroke.

    `rows`, `columns` and `stroke` (from 0) are of the ink's pixels; all in fine pixels.
    """

    boxes: NDArray[np.int64]
    area: NDArray[np.float64]
    rows: NDArray[np.int64]
    columns: NDArray[np.int64]
    stroke: NDArray[np.int64]


def strokes_on(original_ink: Grey, fine: FinePage) -> Strokes:
    """All ink on the paper besides the original's print."""
    around = _disk(_AROUND_PRINT)
    covered = cv2.dilate(np.maximum(original_ink, fine.print), around)
    bare = ((fine.ink > _INK) & (covered < _PRINT)).astype(np.uint8)
    ink = cv2.morphologyEx(bare, cv2.MORPH_OPEN, np.ones((2, 2), np.uint8))
    joined = cv2.dilate(ink, _disk(_BRIDGE))
    count, labels, stats, _ = cv2.connectedComponentsWithStats(joined, connectivity=8)
    rows, columns = np.nonzero(ink)
    stroke = labels[rows, columns].astype(np.int64)
    area = np.bincount(stroke, minlength=count) / _MM**2
    kept = area >= _LEAST_STROKE
    kept[0] = False
    number = np.cumsum(kept) - 1
    mine = kept[stroke]
    boxes = np.column_stack([stats[:, 0], stats[:, 1], stats[:, 0] + stats[:, 2], stats[:, 1] + stats[:, 3]])
    return Strokes(
        boxes[kept].astype(np.int64), area[kept], rows[mine], columns[mine], number[stroke[mine]].astype(np.int64)
    )


def _disk(mm: float) -> NDArray[np.uint8]:
    side = 2 * max(1, round(mm * _MM)) + 1
    return np.asarray(cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (side, side)), np.uint8)
