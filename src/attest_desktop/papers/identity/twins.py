"""Pages of the original that are alike but for a few words: told apart by those words alone."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from attest_desktop.papers.identity.fine_page import FinePage
from attest_desktop.papers.identity.inking import FINE_DPI
from attest_desktop.papers.identity.original import Original

_ALIKE = 0.7
_SMEARED = 1.1
_SHARP = 1.0
_SMOOTH = 0.9
_DIFFERENT = 40
_LEAST = 30.0  # pixels of full ink: half a square millimetre
_SURE = 0.6
_LIKE_NEITHER = 0.4  # squares off, of the squares between the two pages
_FAINT = 0.12
_LEAST_SAY = 15.0  # pixels from black to white


@dataclass(frozen=True, slots=True, eq=False)
class _Pair:
    """Pixels (flat) where two pages differ, to which spot each belongs, by how much, and the middle of the two."""

    where: NDArray[np.int64]
    spot: NDArray[np.int32]
    differ: NDArray[np.float32]
    middle: NDArray[np.float32]


class Twins:
    """Which pages of an original are alike, and where they differ."""

    def __init__(self, original: Original) -> None:
        self._original = original
        self._smeared: dict[int, NDArray[np.int16]] = {}
        self._pairs: dict[tuple[int, int], _Pair] = {}

    def of(self, page: int) -> list[int]:
        """The other pages of the same size that look like this one from afar."""
        own, size = self._original.coarse(page), self._original.size(page)
        return [
            other
            for other in range(1, len(self._original) + 1)
            if other != page
            and self._original.size(other) == size
            and float((own * self._original.coarse(other)).sum()) > _ALIKE
        ]

    def same(self, one: int, other: int) -> bool:
        """Whether two pages are printed the same."""
        if self._original.size(one) != self._original.size(other):
            return False
        return float(np.abs(self._between(one, other).differ).sum()) / 255 < _LEAST

    def equals(self, page: int) -> list[int]:
        """The other pages that are printed just the same."""
        return [other for other in self.of(page) if self.same(page, other)]

    def chosen(self, fine: FinePage) -> tuple[int, bool]:
        """The page that the picture shows, of the one it is laid onto and its twins, and whether it is certain."""
        best = fine.page
        others = [other for other in self.of(best) if not self.same(best, other)]
        for other in others:
            if self._leaning(fine, best, other) < 0:
                best = other
        rivals = [other for other in (fine.page, *others) if other != best and not self.same(best, other)]
        least = min((self._leaning(fine, best, rival) for rival in rivals), default=1.0)
        return best, least >= _SURE

    def _leaning(self, fine: FinePage, one: int, other: int) -> float:
        """Where the pages differ, does the paper look like `one` (1), like `other` (-1), or like neither (0)?"""
        pair = self._between(one, other)
        ink = fine.ink
        if fine.blur < _SHARP:
            # Black and white pixels say little one by one.
            ink = np.asarray(cv2.GaussianBlur(ink, (0, 0), _SMOOTH), np.uint8)
        seen = ink.reshape(-1)[pair.where].astype(np.float32) / max(0.3, fine.black)
        strength = np.bincount(pair.spot, pair.differ**2) + 1.0
        toward = np.bincount(pair.spot, (seen - pair.middle) * pair.differ) / strength
        # A spot that looks like neither page (altered, written over) has no say.
        like = pair.middle + np.sign(toward)[pair.spot] * pair.differ / 2
        off = np.bincount(pair.spot, (seen - like) ** 2) / strength
        say = strength * (off < _LIKE_NEITHER) * (np.abs(toward) > _FAINT)
        if say.sum() < _LEAST_SAY * 255**2:
            return 0.0
        leaning = float((say * np.sign(toward)).sum() / say.sum())
        return leaning if one < other else -leaning

    def _between(self, one: int, other: int) -> _Pair:
        low, high = min(one, other), max(one, other)
        if (low, high) not in self._pairs:
            left, right = self._page(low), self._page(high)
            differ = left - right
            mask = np.abs(differ) > _DIFFERENT
            _, spots = cv2.connectedComponents(cv2.dilate(mask.astype(np.uint8), np.ones((3, 3), np.uint8)))
            where = np.flatnonzero(mask)
            self._pairs[low, high] = _Pair(
                where,
                spots.reshape(-1)[where].astype(np.int32),
                differ.reshape(-1)[where].astype(np.float32),
                (left.reshape(-1)[where] + right.reshape(-1)[where]).astype(np.float32) * np.float32(0.5),
            )
        return self._pairs[low, high]

    def _page(self, page: int) -> NDArray[np.int16]:
        if page not in self._smeared:
            ink = cv2.GaussianBlur(self._original.ink(page, FINE_DPI), (0, 0), _SMEARED)
            self._smeared[page] = ink.astype(np.int16)
        return self._smeared[page]
