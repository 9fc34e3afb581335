"""The original's print, letter by letter: how much of its ink is missing on the paper, how much is added."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import cv2
import numpy as np
from numpy.typing import NDArray

from attest_desktop.papers.identity.fine_page import FinePage
from attest_desktop.papers.identity.inking import FINE_DPI, Grey
from attest_desktop.papers.identity.pieces import Pieces, pieces, set_pixels

_MM = FINE_DPI / 25.4
_CORE = 110
_LONG = 9.0  # millimetres: longer is a rule, not a letter
_HAZE = 16  # paper is never quite even
_PALER, _BLACKER = 12, 40  # so much is no difference
_SHARP = 1.0
_SMOOTH = 0.9
_SUSPICIOUS = 0.1
_MOST_CLOSER_LOOKS = 300
_NEAR = 0.45  # millimetres around a letter that are its own


@dataclass(frozen=True, eq=False)
class Letters:
    """Connected pieces of an original page's print, rules left out.

    `boxes` (n x 4: left, top, right, bottom, fine pixels) and `area` (fine pixels of ink) are by piece; `where`
    are flat indices of the pixels that are print or close to it, `owner` the piece (from 0) of each.
    """

    boxes: NDArray[np.int64]
    area: NDArray[np.float64]
    where: NDArray[np.int64]
    owner: NDArray[np.int64]

    @cached_property
    def _order(self) -> NDArray[np.int64]:
        return np.argsort(self.owner, kind="stable")

    @cached_property
    def _sorted_owner(self) -> NDArray[np.int64]:
        return self.owner[self._order]

    def measured(self, fine: FinePage) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """How much of each piece's ink is missing on the paper and how much was added, as parts of its ink."""
        # A pixel's slack in every direction: the paper is never laid on exactly.
        slack = np.ones((3, 3), np.uint8)
        missing = _beyond(fine.print, np.asarray(cv2.dilate(fine.ink, slack), np.uint8), _PALER)
        added = _beyond(fine.ink, np.asarray(cv2.dilate(fine.print, slack), np.uint8), _BLACKER)
        total = np.maximum(1.0, self._sums(fine.print))
        return self._sums(missing) / total, self._sums(added) / total

    def unlike(self, fine: FinePage) -> NDArray[np.float64]:
        """How unlike itself each piece is on the paper, blacker or paler as it may be: 0 the same, 1 not at all.

        Each may lie a pixel off its place in any direction, doubtful ones three.
        """
        height, width = fine.ink.shape
        ink, want_all = fine.ink, fine.print
        if fine.blur < _SHARP:
            # Black and white pixels say little one by one.
            ink = np.asarray(cv2.GaussianBlur(ink, (0, 0), _SMOOTH), np.uint8)
            want_all = np.asarray(cv2.GaussianBlur(want_all, (0, 0), _SMOOTH), np.uint8)
        want = want_all.reshape(-1)[self.where].astype(np.float32)
        own = np.maximum(1.0, np.bincount(self.owner, want**2, len(self.area)))
        best = np.zeros(len(self.area))
        framed = cv2.copyMakeBorder(ink, 1, 1, 1, 1, cv2.BORDER_REPLICATE)
        for down in range(3):
            for right in range(3):
                moved = np.ascontiguousarray(framed[down : down + height, right : right + width])
                seen = moved.reshape(-1)[self.where].astype(np.float32)
                seen[seen < _HAZE] = 0
                both = np.bincount(self.owner, seen * want, len(self.area))
                there = np.maximum(1.0, np.bincount(self.owner, seen**2, len(self.area)))
                best = np.maximum(best, both**2 / (own * there))
        off = np.asarray(1 - best, np.float64)
        worth = np.flatnonzero((off > max(_SUSPICIOUS, 2.5 * float(np.median(off)))) & (self.area >= 20))
        for piece in worth[np.argsort(-off[worth])][:_MOST_CLOSER_LOOKS]:
            off[piece] = min(off[piece], self._closer(int(piece), ink, want_all))
        return off

    def pixels(self, piece: int, width: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Rows and columns of a piece's own pixels and those close to it, on a page so many pixels wide."""
        first, last = np.searchsorted(self._sorted_owner, [piece, piece + 1])
        return np.divmod(self.where[self._order[first:last]], width)

    def _closer(self, piece: int, ink: Grey, print_: Grey) -> float:
        """How unlike one piece is where it fits best within three pixels."""
        return best_fit(ink, print_, *self.pixels(piece, ink.shape[1]), 3)[0]

    def _sums(self, picture: Grey) -> NDArray[np.float64]:
        sums = np.bincount(self.owner, picture.reshape(-1)[self.where], len(self.area))
        return np.asarray(sums, np.float64)


def best_fit(
    ink: Grey,
    print_: Grey,
    rows: NDArray[np.int64],
    columns: NDArray[np.int64],
    reach: int,
    shift: tuple[int, int] = (0, 0),
) -> tuple[float, tuple[int, int]]:
    """How unlike itself a piece with these pixels is where it fits best, and how far right and down that is.

    `reach` is how far it is looked for around `shift`, in fine pixels.
    """
    top, left = int(rows.min()), int(columns.min())
    want = np.zeros((int(rows.max()) - top + 1, int(columns.max()) - left + 1), np.float32)
    mask = np.zeros_like(want)
    want[rows - top, columns - left] = print_[rows, columns]
    mask[rows - top, columns - left] = 1
    up = np.arange(top - reach, top + want.shape[0] + reach) + shift[1]
    aside = np.arange(left - reach, left + want.shape[1] + reach) + shift[0]
    framed = ink[np.ix_(np.clip(up, 0, ink.shape[0] - 1), np.clip(aside, 0, ink.shape[1] - 1))].astype(np.float32)
    framed[framed < _HAZE] = 0
    both = cv2.matchTemplate(framed, want, cv2.TM_CCORR)
    there = cv2.matchTemplate(framed**2, mask, cv2.TM_CCORR)
    alike = both**2 / np.maximum(1.0, there * float((want**2).sum()))
    down, across = np.unravel_index(int(alike.argmax()), alike.shape)
    return float(1 - alike.max()), (int(across) - reach + shift[0], int(down) - reach + shift[1])


def compared(
    fine: FinePage, rows: NDArray[np.int64], columns: NDArray[np.int64], across: int, down: int
) -> tuple[float, float]:
    """A piece with these pixels, so far right and down: how much of it is gone, and how unlike itself it is.

    Gone is what is missing, and as much of what was added; both as `Letters` has them.
    """
    height, width = fine.ink.shape
    top, left = int(rows.min()) - 1, int(columns.min()) - 1
    tall, wide = int(rows.max()) + 2 - top, int(columns.max()) + 2 - left
    up, aside = np.arange(top, top + tall), np.arange(left, left + wide)
    ink = fine.ink[np.ix_(np.clip(up + down, 0, height - 1), np.clip(aside + across, 0, width - 1))]
    want = fine.print[np.ix_(np.clip(up, 0, height - 1), np.clip(aside, 0, width - 1))]
    slack = np.ones((3, 3), np.uint8)
    at = rows - top, columns - left
    missing = float(_beyond(want, np.asarray(cv2.dilate(ink, slack), np.uint8), _PALER)[at].sum())
    added = float(_beyond(ink, np.asarray(cv2.dilate(want, slack), np.uint8), _BLACKER)[at].sum())
    total = max(1.0, float(want[at].sum()))
    if fine.blur < _SHARP:
        ink, want = (np.asarray(cv2.GaussianBlur(one, (0, 0), _SMOOTH), np.uint8) for one in (ink, want))
    seen, print_ = ink[at].astype(np.float64), want[at].astype(np.float64)
    seen[seen < _HAZE] = 0
    alike = float((seen * print_).sum()) ** 2 / max(1.0, float((print_**2).sum()) * float((seen**2).sum()))
    return (missing + min(missing, added)) / total, 1 - alike


def _beyond(what: Grey, limit: Grey, grace: int) -> Grey:
    """How far each pixel lies over the limit and the grace; 0 where it does not."""
    return np.asarray(cv2.subtract(cv2.subtract(what, limit), np.full_like(what, grace)), np.uint8)


def letters_of(ink: Grey) -> Letters:
    """The pieces of an original's ink at 200 dots to the inch."""
    left, top, width, height = cv2.boundingRect(np.asarray(ink > _CORE, np.uint8))
    # Bare margins are a third of a page and more, and have no letters.
    margin = 2 + int(_NEAR * _MM)
    left, top = max(0, left - margin), max(0, top - margin)
    part = np.ascontiguousarray(ink[top : top + height + 2 * margin, left : left + width + 2 * margin])
    core, rules = _parted(part)
    found = pieces(core)
    wide = _surroundings(core, found)
    # A table's line beside a letter says nothing of the letter.
    wide[cv2.dilate(rules, np.ones((5, 5), np.uint8)) > 0] = 0
    rows, columns = set_pixels(np.asarray(wide > 0, np.uint8))
    return Letters(
        found.boxes + np.array([left, top, left, top]),
        found.area.astype(np.float64),
        (rows + top) * ink.shape[1] + columns + left,
        wide[rows, columns].astype(np.int64) - 1,
    )


def _parted(ink: Grey) -> tuple[NDArray[np.uint8], NDArray[np.uint8]]:
    """Where the original has letters and where it has long straight lines (0 or 1)."""
    core = (ink > _CORE).astype(np.uint8)
    rules = np.zeros_like(core)
    length = round(_LONG * _MM)
    for shape in ((1, length), (length, 1)):
        rules |= np.asarray(cv2.morphologyEx(core, cv2.MORPH_OPEN, np.ones(shape, np.uint8)), np.uint8)
    core[cv2.dilate(rules, np.ones((3, 3), np.uint8)) > 0] = 0
    return core, rules


def _surroundings(core: NDArray[np.uint8], found: Pieces) -> NDArray[np.int32]:
    """Every pixel close to print under the number (from 1) of the nearest piece; 0 elsewhere."""
    away, nearest = cv2.distanceTransformWithLabels(1 - core, cv2.DIST_L2, 3, labelType=cv2.DIST_LABEL_PIXEL)
    owner = np.zeros(int(nearest.max()) + 1, np.int32)
    owner[nearest[found.rows, found.columns]] = found.piece + 1
    wide = owner[nearest]
    wide[away > _NEAR * _MM] = 0
    return np.asarray(wide, np.int32)
