"""The paper's own lines under the ink: what they add to its darkness where strokes cross them."""

from __future__ import annotations

import cv2
import numpy as np

from attest_desktop.papers.ink.photo import Map, Mask

_SEEN = 0.15  # the least share of bare paper on each side
_NOISES = 4.0
_EVERY = 3  # rows of which one is enough to see how noisy the paper is
_DARKEST = 0.7  # of all light; of a darker line it can't be told what of it is ink


def without_lines(ink: Map, bare: Mask, reach: int, depth: float) -> Map:
    """How opaque the ink is without the printed lines, upright or level, that go on under it.

    `ink`: as if nothing else were on the paper, 1 where it is full; `bare`: where there surely is none; `reach`:
    pixels of the picture that are looked at on each side; `depth`: how much light full ink takes away (0…1).
    Bare paper is left as it is.
    """
    seen = bare.astype(np.uint8)
    shown: Map = ink * seen
    under = np.zeros_like(ink)
    for across in (True, False):
        size = (reach, 1) if across else (1, reach)
        line: Map = np.full_like(ink, np.inf)
        for end in (0, reach - 1):
            anchor = (end, 0) if across else (0, end)
            share = cv2.boxFilter(seen, cv2.CV_32F, size, anchor=anchor, borderType=cv2.BORDER_CONSTANT)
            mean = cv2.boxFilter(shown, cv2.CV_32F, size, anchor=anchor, borderType=cv2.BORDER_CONSTANT)
            np.divide(mean, np.maximum(share, np.float32(_SEEN), out=share), out=mean)
            mean[share <= _SEEN] = -np.inf
            # A line comes in on the one side and goes out on the other; a stroke's end or a letter does not.
            np.minimum(line, mean, out=line)
        judged = line[::_EVERY][bare[::_EVERY] & (line[::_EVERY] > -np.inf)]
        if judged.size:
            noise = 1.4826 * float(np.median(np.abs(judged - np.median(judged))))
            np.maximum(under, line, out=under, where=line > _NOISES * noise)
    np.minimum(under, _DARKEST / max(depth, 0.1), out=under)
    under[bare] = 0
    return np.asarray((ink - under) / (1 - np.float32(depth) * under), np.float32)
