"""Pages of the original that are alike but for a few words: told apart by those words alone.

Two steps, or a document of a hundred tables would cost a hundred times a hundred comparisons at full size: at 50
dots to the inch most twins are plainly not the page, and those left are compared pixel by pixel.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import cv2
import numpy as np
from numpy.typing import NDArray

from attest_desktop.papers.identity.fine_page import FinePage
from attest_desktop.papers.identity.inking import FINE_DPI, Grey, Matrix, Pyramid, scaling
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
# At 50 dots to the inch.
_ROUGH_DPI = 50.0
_ROUGH_PIXELS = (FINE_DPI / _ROUGH_DPI) ** 2  # fine pixels to one
_ROUGH_DIFFERENT = 24
_PLAINLY_OTHER = 4 * _LEAST
_PLAINLY_NOT = 0.5  # leans so far to another page
_LEAST_PLAIN = 6.0  # pixels from black to white, of 50 dots to the inch
_WRITTEN_OVER = 1.5  # how much further than from one page to the other a pixel may be from their middle


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
        self._same: dict[tuple[int, int], bool] = {}
        self._rough_pages: dict[int, Grey] = {}

    @cached_property
    def _alike(self) -> list[list[int]]:
        """By page (from 0): the pages that look like it from afar."""
        pages = range(1, len(self._original) + 1)
        found: list[list[int]] = [[] for _ in pages]
        for size in {self._original.size(page) for page in pages}:
            numbers = [page for page in pages if self._original.size(page) == size]
            seen = np.stack([self._original.coarse(page).ravel() for page in numbers])
            for one, likeness in zip(numbers, seen @ seen.T, strict=True):
                found[one - 1] = [
                    other for other, much in zip(numbers, likeness, strict=True) if other != one and much > _ALIKE
                ]
        return found

    def of(self, page: int) -> list[int]:
        """The other pages of the same size that look like this one from afar."""
        return self._alike[page - 1]

    def same(self, one: int, other: int) -> bool:
        """Whether two pages are printed the same."""
        if self._original.size(one) != self._original.size(other):
            return False
        pair = min(one, other), max(one, other)
        if pair not in self._same:
            differ = cv2.absdiff(self._rough_page(one), self._rough_page(other))
            rough = float(differ[differ > _DIFFERENT].sum()) / 255 * _ROUGH_PIXELS
            self._same[pair] = rough < _PLAINLY_OTHER and (
                float(np.abs(self._between(one, other).differ).sum()) / 255 < _LEAST
            )
        return self._same[pair]

    def equals(self, page: int) -> list[int]:
        """The other pages that are printed just the same."""
        return [other for other in self.of(page) if self.same(page, other)]

    def likely(self, page: int, picture: Pyramid, matrix: Matrix) -> list[int]:
        """What a picture laid onto `page` may show, the likeliest first, without what it plainly does not show.

        `matrix` leads from the picture's pixels to points, y down.
        """
        group = [page, *self.of(page)]
        if len(group) == 1:
            return group
        own = self._rough_page(page)
        seen = picture.seen(scaling(_ROUGH_DPI / 72) @ matrix, own.shape[1], own.shape[0])
        ink = cv2.GaussianBlur(seen, (0, 0), _SMEARED).astype(np.float32)
        printed = own > _DIFFERENT
        ink /= max(0.3, min(1.0, float(ink[printed].sum()) / max(1.0, float(own[printed].sum()))))
        best = page
        for other in group[1:]:
            if self._rough_leaning(ink, best, other)[0] < 0:
                best = other
        rivals = []
        for other in group:
            if other != best:
                leaning, plain = self._rough_leaning(ink, best, other)
                if not plain or leaning < _PLAINLY_NOT:
                    rivals.append((leaning, other))
        return [best, *(other for _, other in sorted(rivals))]

    def chosen(self, fine: FinePage, among: Sequence[int] | None = None) -> tuple[int, bool]:
        """The page that the picture shows, of the one it is laid onto and its twins, and whether it is certain.

        `among`: the pages that it may be at all, if that is known.
        """
        best = fine.page
        group = self.of(best) if among is None else [page for page in among if page != best]
        others = [other for other in group if not self.same(best, other)]
        if not others:
            return best, True
        ink = fine.ink
        if fine.blur < _SHARP:
            # Black and white pixels say little one by one.
            ink = np.asarray(cv2.GaussianBlur(ink, (0, 0), _SMOOTH), np.uint8)
        for other in others:
            if self._leaning(ink, fine.black, best, other) < 0:
                best = other
        rivals = [other for other in (fine.page, *others) if other != best and not self.same(best, other)]
        least = min((self._leaning(ink, fine.black, best, rival) for rival in rivals), default=1.0)
        return best, least >= _SURE

    def _rough_leaning(self, ink: NDArray[np.float32], one: int, other: int) -> tuple[float, bool]:
        """As `_leaning`, at 50 dots to the inch; and whether the pages differ enough there to go by it."""
        left, right = self._rough_page(one), self._rough_page(other)
        where = np.flatnonzero(cv2.absdiff(left, right) > _ROUGH_DIFFERENT)
        here, there = left.reshape(-1)[where].astype(np.float32), right.reshape(-1)[where].astype(np.float32)
        much = here - there
        strength = np.abs(much)
        total = float(strength.sum())
        if total < _LEAST_PLAIN * 255:
            return 0.0, False
        # 1 like `one`, -1 like `other`; ink over both has no more say than print.
        toward = (ink.reshape(-1)[where] - (here + there) / 2) * 2 / much
        return float((strength * np.clip(toward, -_WRITTEN_OVER, _WRITTEN_OVER)).sum()) / total, True

    def _rough_page(self, page: int) -> Grey:
        if page not in self._rough_pages:
            ink = cv2.GaussianBlur(self._original.ink(page, _ROUGH_DPI), (0, 0), _SMEARED)
            self._rough_pages[page] = np.asarray(ink, np.uint8)
        return self._rough_pages[page]

    def _leaning(self, ink: Grey, black: float, one: int, other: int) -> float:
        """Where the pages differ, does the paper look like `one` (1), like `other` (-1), or like neither (0)?"""
        pair = self._between(one, other)
        seen = ink.reshape(-1)[pair.where].astype(np.float32) / max(0.3, black)
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
