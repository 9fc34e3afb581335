"""Which lines of a picture may hold a straight stroke: told by whole lines, each one large number."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt


def lines_with_runs(dark: npt.NDArray[np.bool_], least: int) -> list[int]:
    """The lines (first axis) that have `least` dark points in a row, small gaps closed, and half as many at all.

    Gaps are closed as for measuring the strokes: a point between two dark ones, and the first of two.
    """
    height, width = dark.shape
    if least < 1 or width < least:
        return []
    packed = np.packbits(dark, axis=1) if dark.flags.c_contiguous else np.packbits(dark.T, axis=0).T
    size = packed.shape[1]
    data = packed.tobytes()
    found: list[int] = []
    for line in range(height):
        # The first point is the highest bit.
        own = int.from_bytes(data[line * size : (line + 1) * size], "big")
        if own.bit_count() < least / 2:
            continue
        before, after = own >> 1, own << 1
        run = own | (before & (after | after << 1))
        length = 1
        while length < least and run:
            step = min(length, least - length)
            run &= run << step
            length += step
        if run:
            found.append(line)
    return found
