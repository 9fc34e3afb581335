"""Dark edges that a scanner leaves where the sheet does not reach."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

_SMALL = 500
_DARK = 125
_DEEPEST = 0.15
# A row belongs to the edge when this share of it is dark: print never fills as much.
_SHARE = 0.6


def inside_edges(pixels: NDArray[np.uint8]) -> tuple[int, int, int, int]:
    """Left, top, right, bottom of what is inside the dark edges; the whole picture when there are none."""
    height, width = pixels.shape[:2]
    factor = min(1.0, _SMALL / max(height, width))
    small = cv2.resize(pixels, None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA)
    dark = small.max(axis=2) < _DARK
    rows, columns = dark.mean(axis=1) > _SHARE, dark.mean(axis=0) > _SHARE
    top, bottom = _depth(rows), _depth(rows[::-1])
    left, right = _depth(columns), _depth(columns[::-1])
    # One line more: the edge is never quite sharp.
    cut = [round((one + 1) / factor) if one else 0 for one in (left, top, right, bottom)]
    return cut[0], cut[1], width - cut[2], height - cut[3]


def _depth(edge: NDArray[np.bool_]) -> int:
    """How many lines from the border on belong to the edge; none when it goes deeper than an edge does."""
    most = int(len(edge) * _DEEPEST)
    found = np.flatnonzero(edge[:most])
    # An edge begins at the border; a thick rule on the page does not.
    if not len(found) or found[0] > 2:
        return 0
    depth = int(np.flatnonzero(np.concatenate((edge[found[0] :], [False])) == 0)[0]) + int(found[0])
    return depth if depth < most else 0
