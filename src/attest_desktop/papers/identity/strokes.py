"""Ink on the paper that the original does not have: signatures, dates, stamps, words written in."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from attest_desktop.papers.identity.fine_page import FinePage
from attest_desktop.papers.identity.inking import FINE_DPI, Grey
from attest_desktop.papers.identity.pieces import pieces, set_pixels

_MM = FINE_DPI / 25.4
INK = 46
"""From so dark on it is a pen's."""
_PRINT = 24
_AROUND_PRINT = 0.32
_BRIDGE = 1.6  # millimetres: a stroke hidden so far by a printed line is still one stroke
_LEAST_STROKE = 0.12  # square millimetres
_EDGE_OF_SHEET = 2.0  # millimetres


@dataclass(frozen=True, slots=True, eq=False)
class Strokes:
    """Connected strokes: `boxes` (n x 4: left, top, right, bottom) and `area` (square millimetres) by stroke.

    `rows`, `columns`, `stroke` (from 0) and `cut` (right beside print, which may hide more) are of the ink's
    pixels; all in fine pixels.
    """

    boxes: NDArray[np.int64]
    area: NDArray[np.float64]
    rows: NDArray[np.int64]
    columns: NDArray[np.int64]
    stroke: NDArray[np.int64]
    cut: NDArray[np.bool_]


def strokes_on(original_ink: Grey, fine: FinePage, pen: NDArray[np.bool_] | None = None) -> Strokes:
    """All ink on the paper besides the original's print; `pen` where the original has a signature."""
    around = _disk(_AROUND_PRINT)
    type_ = np.maximum(original_ink, fine.print)
    if pen is not None:
        type_[cv2.dilate(pen.astype(np.uint8), around) > 0] = 0
    covered = cv2.dilate(type_, around)
    bare = ((fine.ink > INK) & (covered < _PRINT)).astype(np.uint8)
    # The sheet's own edge and what lies behind it: a signature that reaches it is still one.
    edge = round(_EDGE_OF_SHEET * _MM)
    bare[:edge], bare[-edge:], bare[:, :edge], bare[:, -edge:] = 0, 0, 0, 0
    ink = np.asarray(cv2.morphologyEx(bare, cv2.MORPH_OPEN, np.ones((2, 2), np.uint8)), np.uint8)
    joined = np.maximum(cv2.dilate(ink, np.ones((3, 3), np.uint8)), _behind_print(ink, covered >= _PRINT))
    found = pieces(np.asarray(joined, np.uint8))
    rows, columns = set_pixels(ink)
    stroke = found.at(rows, columns)
    area = np.bincount(stroke, minlength=len(found.area)) / _MM**2
    kept = area >= _LEAST_STROKE
    number = np.cumsum(kept) - 1
    mine = kept[stroke]
    rows, columns = rows[mine], columns[mine]
    beside_print = cv2.dilate((covered >= _PRINT).astype(np.uint8), np.ones((5, 5), np.uint8))
    return Strokes(
        found.boxes[kept],
        area[kept],
        rows,
        columns,
        number[stroke[mine]].astype(np.int64),
        beside_print[rows, columns] > 0,
    )


def _behind_print(ink: NDArray[np.uint8], covered: NDArray[np.bool_]) -> NDArray[np.uint8]:
    """Where print hides a stroke that goes on above and below it."""
    reach = round(_BRIDGE * _MM)
    wide = cv2.dilate(ink, np.ones((1, 5), np.uint8))
    # An anchor at the end makes the brush one-sided.
    brush = np.ones((reach, 1), np.uint8)
    under = cv2.dilate(wide, brush, anchor=(0, reach - 1))
    over = cv2.dilate(wide, brush, anchor=(0, 0))
    return np.asarray((covered & (under > 0) & (over > 0)).astype(np.uint8), np.uint8)


def _disk(mm: float) -> NDArray[np.uint8]:
    side = 2 * max(1, round(mm * _MM)) + 1
    return np.asarray(cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (side, side)), np.uint8)
