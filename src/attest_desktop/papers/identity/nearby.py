"""Print that looks altered, looked for nearby: paper that bends carries whole words a little aside."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from attest_desktop.papers.identity.fine_page import FinePage
from attest_desktop.papers.identity.inking import FINE_DPI, Grey
from attest_desktop.papers.identity.letters import Letters, best_fit, compared

_MM = FINE_DPI / 25.4
_CELL = 6.0  # millimetres: print so near to each other was carried the same way
_AROUND = 4.0  # millimetres around a cell: the words that tell which way
_ASIDE, _DOWN = 1.2, 0.8  # millimetres: farther aside are words that were set anew
_FOUND, _BETTER = 0.55, 0.02
_BENT = 5  # fine pixels
_MOST_CELLS = 60

Shift = tuple[int, int]


class Nearby:
    """Where the print of a page really lies on the paper, cell by cell; worked out when first asked for."""

    def __init__(self, fine: FinePage) -> None:
        self._fine = fine
        self._shifts: dict[tuple[int, int], Shift] = {}

    def shift(self, box: NDArray[np.int64]) -> Shift:
        """How far to the right and down (fine pixels) the print around a box lies from where it should be.

        (0, 0) where that is not plain, or when too many places were asked for already.
        """
        side = _CELL * _MM
        cell = int((box[0] + box[2]) / 2 / side), int((box[1] + box[3]) / 2 / side)
        if cell not in self._shifts:
            if len(self._shifts) >= _MOST_CELLS:
                return 0, 0
            self._shifts[cell] = self._found(*(round(at * side) for at in (*cell, cell[0] + 1, cell[1] + 1)))
        return self._shifts[cell]

    def _found(self, left: int, top: int, right: int, bottom: int) -> Shift:
        around, aside, down = (round(mm * _MM) for mm in (_AROUND, _ASIDE, _DOWN))
        height, width = self._fine.print.shape
        left, top = max(0, left - around), max(0, top - around)
        right, bottom = min(width, right + around), min(height, bottom + around)
        want = self._fine.print[top:bottom, left:right]
        near = self._fine.ink[max(0, top - down) : bottom + down, max(0, left - aside) : right + aside]
        seen = cv2.copyMakeBorder(
            near,
            max(0, down - top),
            max(0, bottom + down - height),
            max(0, aside - left),
            max(0, right + aside - width),
            cv2.BORDER_REPLICATE,
        )
        alike = cv2.matchTemplate(np.asarray(seen, np.uint8), want, cv2.TM_CCOEFF_NORMED)
        _, peak, _, (x, y) = cv2.minMaxLoc(alike)
        if not np.isfinite(peak) or peak < _FOUND or peak < float(alike[down, aside]) + _BETTER:
            # The words around lie where they should: whatever looks alike nearby is another letter.
            return 0, 0
        return x - aside, y - down


def found_nearby(
    letters: Letters, some: NDArray[np.int64], nearby: Nearby, fine: FinePage, gone: float, unlike: float
) -> NDArray[np.bool_]:
    """Which of some letters are there after all, carried aside with the words around them.

    `gone` and `unlike` are the limits from which a letter is no longer itself.
    """
    out = np.zeros(len(some), bool)
    for number, piece in enumerate(some.tolist()):
        shift = nearby.shift(letters.boxes[piece])
        if shift == (0, 0):
            continue
        rows, columns = letters.pixels(piece, fine.ink.shape[1])
        # The words around a letter bend too.
        reach = min(_BENT, 2 + max(abs(shift[0]), abs(shift[1])))
        _, shift = best_fit(fine.ink, fine.print, rows, columns, reach, shift)
        lost, odd = compared(fine, rows, columns, *shift)
        out[number] = lost < gone and odd < unlike
    return out


def uncovered(fine: FinePage, original_ink: Grey, box: NDArray[np.int64], shift: Shift, level: int) -> float:
    """Ink in a box that is not the original's, carried aside as told: square millimetres."""
    height, width = fine.ink.shape
    left, top, right, bottom = (int(side) for side in box)
    reach = round(0.4 * _MM)
    rows = np.clip(np.arange(top - reach - shift[1], bottom + reach - shift[1]), 0, height - 1)
    columns = np.clip(np.arange(left - reach - shift[0], right + reach - shift[0]), 0, width - 1)
    own = np.maximum(original_ink[np.ix_(rows, columns)], fine.print[np.ix_(rows, columns)])
    own = cv2.dilate(own, np.ones((2 * reach + 1, 2 * reach + 1), np.uint8))[reach:-reach, reach:-reach]
    bare = (fine.ink[top:bottom, left:right] > level) & (own[: bottom - top, : right - left] < level)
    return float(bare.sum()) / _MM**2
