"""Where the sheet lies by what is printed on it, when its outline tells nothing: a white table, a cut-off edge."""

from __future__ import annotations

from functools import cached_property

import cv2
import numpy as np
from numpy.typing import NDArray

from attest_desktop.papers.identity.inking import Grey, Matrix, Pyramid, scaling
from attest_desktop.papers.identity.original import Original

_DPI = 75.0
_FEW, _MANY = 400, 1500
_CLOSER = 0.85  # the best match must be so much closer than the second best
_LEAST = 12
_PAGES = 3


class Landmarks:
    """Features of the print of every page of an original."""

    def __init__(self, original: Original) -> None:
        self._original = original
        self._finder = cv2.ORB.create(_MANY)

    @cached_property
    def _known(self) -> list[tuple[NDArray[np.float64], NDArray[np.uint8]]]:
        return [self._of(self._original.ink(number, _DPI)) for number in range(1, len(self._original) + 1)]

    def _of(self, ink: Grey) -> tuple[NDArray[np.float64], NDArray[np.uint8]]:
        points, descriptions = self._finder.detectAndCompute(255 - ink, None)
        if not points:
            return np.zeros((0, 2)), np.zeros((0, 32), np.uint8)
        strongest = np.argsort([-point.response for point in points], kind="stable")
        return np.array([points[index].pt for index in strongest], np.float64), np.asarray(
            descriptions[strongest], np.uint8
        )

    def guesses(self, picture: Pyramid, shape: tuple[int, int]) -> list[tuple[int, Matrix]]:
        """Pages that share features with the picture of this shape, each with the matrix to points, y down."""
        factor = 900 / max(shape)
        given = scaling(factor)
        height, width = round(shape[0] * factor), round(shape[1] * factor)
        places, seen = self._of(picture.seen(given, width, height))
        if len(seen) < _LEAST:
            return []
        found = []
        for number in self._elected(seen):
            known_places, known = self._known[number - 1]
            pairs = _pairs(seen, known)
            if len(pairs) < _LEAST:
                continue
            source, target = places[pairs[:, 0]], known_places[pairs[:, 1]]
            matrix, inside = cv2.findHomography(source, target, cv2.USAC_MAGSAC, 4.0, maxIters=4000)
            if matrix is not None and inside is not None and int(inside.sum()) >= _LEAST:
                onto = np.linalg.inv(scaling(_DPI / 72)) @ matrix @ given
                found.append((int(inside.sum()), number, onto / onto[2, 2]))
        found.sort(key=lambda one: -one[0])
        return [(number, matrix) for _, number, matrix in found]

    def _elected(self, seen: NDArray[np.uint8]) -> list[int]:
        """The pages whose strongest features are nearest to the picture's."""
        owners = [np.full(min(_FEW, len(known)), number) for number, (_, known) in enumerate(self._known, 1)]
        pool = np.concatenate([known[:_FEW] for _, known in self._known])
        if not len(pool):
            return []
        owner = np.concatenate(owners)
        pairs = cv2.BFMatcher(cv2.NORM_HAMMING).match(seen[: 2 * _FEW], pool)
        near = [pair.trainIdx for pair in pairs if pair.distance < 64]
        votes = np.bincount(owner[near], minlength=len(self._known) + 1) if near else np.zeros(1, np.int64)
        order = np.argsort(-votes, kind="stable")
        return [int(number) for number in order[:_PAGES] if votes[number] > 0]


def _pairs(seen: NDArray[np.uint8], known: NDArray[np.uint8]) -> NDArray[np.int64]:
    """Features of the picture (first column) that have one clear fellow on the page (second column)."""
    if len(known) < 2:
        return np.zeros((0, 2), np.int64)
    both = cv2.BFMatcher(cv2.NORM_HAMMING).knnMatch(seen, known, k=2)
    clear = [
        (pair[0].queryIdx, pair[0].trainIdx)
        for pair in both
        if len(pair) == 2 and pair[0].distance < _CLOSER * pair[1].distance
    ]
    return np.array(clear, np.int64).reshape(-1, 2)


def turns_of(matrix: Matrix, shape: tuple[int, int]) -> int:
    """The quarter turns counter-clockwise that a homography does to a picture of this shape."""
    middle = np.array([shape[1] / 2, shape[0] / 2, 1.0])
    right = middle + np.array([1.0, 0.0, 0.0])
    a, b = matrix @ middle, matrix @ right
    step = b[:2] / b[2] - a[:2] / a[2]
    # To the right in the picture becomes upwards (y down: negative) after one turn counter-clockwise.
    return round(float(np.degrees(np.arctan2(-step[1], step[0]))) / 90) % 4
