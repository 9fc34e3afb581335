"""Connected pieces of a mask: only what is set costs time, not the bare paper around it."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True, eq=False)
class Pieces:
    """The pieces of a mask, numbered from 0.

    `boxes` (n x 4: left, top, right, bottom) and `area` (pixels) by piece; `rows`, `columns` and `piece` of each
    pixel that is set, from the top row to the lowest, and along each row.
    """

    boxes: NDArray[np.int64]
    area: NDArray[np.int64]
    rows: NDArray[np.int64]
    columns: NDArray[np.int64]
    piece: NDArray[np.int64]
    _labels: NDArray[np.int32]
    _corner: tuple[int, int]

    def at(self, rows: NDArray[np.int64], columns: NDArray[np.int64]) -> NDArray[np.int64]:
        """The piece of each of these pixels, all of which must be set."""
        left, top = self._corner
        return np.asarray(self._labels[rows - top, columns - left], np.int64) - 1


def pieces(mask: NDArray[np.uint8]) -> Pieces:
    """The pieces of a mask (height x width, 0 is bare), pixels that touch by a corner being one."""
    left, top, width, height = cv2.boundingRect(mask)
    part = np.ascontiguousarray(mask[top : top + height, left : left + width])
    if not part.size:
        nothing = np.zeros(0, np.int64)
        return Pieces(
            np.zeros((0, 4), np.int64), nothing, nothing, nothing, nothing, np.zeros((0, 0), np.int32), (0, 0)
        )
    # Statistics by cv2 would count every pixel of the paper too: six times as long.
    count, labels = cv2.connectedComponents(part, connectivity=8)
    rows, columns = set_pixels(part)
    piece = np.asarray(labels[rows, columns], np.int64) - 1
    count -= 1
    boxes = np.zeros((count, 4), np.int64)
    boxes[:, :2] = np.iinfo(np.int64).max
    for side, values in ((0, columns), (1, rows)):
        np.minimum.at(boxes[:, side], piece, values)
        np.maximum.at(boxes[:, side + 2], piece, values + 1)
    return Pieces(
        boxes + np.array([left, top, left, top]),
        np.bincount(piece, minlength=count),
        rows + top,
        columns + left,
        piece,
        np.asarray(labels, np.int32),
        (left, top),
    )


def set_pixels(mask: NDArray[np.uint8]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Rows and columns of the pixels that are not 0, row by row."""
    if not cv2.countNonZero(mask):
        return np.zeros(0, np.int64), np.zeros(0, np.int64)
    flat = np.asarray(cv2.findNonZero(mask), np.int64).reshape(-1, 2)
    return flat[:, 1], flat[:, 0]
