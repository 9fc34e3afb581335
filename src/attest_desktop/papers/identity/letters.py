"""The original's print, letter by letter: how much of its ink is missing on the paper, how much is added."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from attest_desktop.papers.identity.fine_page import FinePage
from attest_desktop.papers.identity.inking import FINE_DPI, Grey

_MM = FINE_DPI / 25.4
_CORE = 110
_LONG = 9.0  # millimetres: longer is a rule, not a letter
_NEAR = 0.45  # millimetres around a letter that are its own


@dataclass(frozen=True, slots=True, eq=False)
class Letters:
    """Connected pieces of an original page's print, rules left out.

    `boxes` (n x 4: left, top, right, bottom, fine pixels) and `area` (fine pixels of ink) are by piece; `where`
    are flat indices of the pixels that are print or close to it, `owner` the piece (from 0) of each.
    """

    boxes: NDArray[np.int64]
    area: NDArray[np.float64]
    where: NDArray[np.int64]
    owner: NDArray[np.int64]

    def measured(self, fine: FinePage) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """How much of each piece's ink is missing on the paper and how much was added, as parts of its ink."""
        # A pixel's slack in every direction: the paper is never laid on exactly.
        slack = np.ones((3, 3), np.uint8)
        missing = _beyond(fine.print, np.asarray(cv2.dilate(fine.ink, slack), np.uint8), 12)
        added = _beyond(fine.ink, np.asarray(cv2.dilate(fine.print, slack), np.uint8), 40)
        total = np.maximum(1.0, self._sums(fine.print))
        return self._sums(missing) / total, self._sums(added) / total

    def _sums(self, picture: Grey) -> NDArray[np.float64]:
        sums = np.bincount(self.owner, picture.reshape(-1)[self.where], len(self.area))
        return np.asarray(sums, np.float64)


def _beyond(what: Grey, limit: Grey, grace: int) -> Grey:
    """How far each pixel lies over the limit and the grace; 0 where it does not."""
    return np.asarray(cv2.subtract(cv2.subtract(what, limit), np.full_like(what, grace)), np.uint8)


def letters_of(ink: Grey) -> Letters:
    """The pieces of an original's ink at 200 dots to the inch."""
    core = without_rules(ink)
    count, labels, stats, _ = cv2.connectedComponentsWithStats(core, connectivity=8)
    wide = _surroundings(core, np.asarray(labels, np.int32)).reshape(-1)
    where = np.flatnonzero(wide)
    boxes = np.column_stack([stats[:, 0], stats[:, 1], stats[:, 0] + stats[:, 2], stats[:, 1] + stats[:, 3]])
    return Letters(
        boxes[1:count].astype(np.int64),
        stats[1:count, 4].astype(np.float64),
        where,
        wide[where].astype(np.int64) - 1,
    )


def without_rules(ink: Grey) -> NDArray[np.uint8]:
    """Where the original has print (0 or 1), long straight lines left out."""
    core = (ink > _CORE).astype(np.uint8)
    length = round(_LONG * _MM)
    for shape in ((1, length), (length, 1)):
        rules = cv2.morphologyEx(core, cv2.MORPH_OPEN, np.ones(shape, np.uint8))
        core[cv2.dilate(rules, np.ones((3, 3), np.uint8)) > 0] = 0
    return core


def _surroundings(core: NDArray[np.uint8], labels: NDArray[np.int32]) -> NDArray[np.int32]:
    """Every pixel close to print under the label of the nearest piece."""
    away, nearest = cv2.distanceTransformWithLabels(1 - core, cv2.DIST_L2, 3, labelType=cv2.DIST_LABEL_PIXEL)
    owner = np.zeros(int(nearest.max()) + 1, np.int32)
    inked = core > 0
    owner[nearest[inked]] = labels[inked]
    wide = owner[nearest]
    wide[away > _NEAR * _MM] = 0
    return np.asarray(wide, np.int32)
