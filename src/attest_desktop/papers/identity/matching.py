"""Which page of the original each picture shows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import cv2
import numpy as np
from numpy.typing import NDArray

from attest_desktop.papers.identity.altering import altered_places
from attest_desktop.papers.identity.features import Landmarks, turns_of
from attest_desktop.papers.identity.fine import fine_page
from attest_desktop.papers.identity.fine_page import FinePage
from attest_desktop.papers.identity.framing import frames
from attest_desktop.papers.identity.inking import FINE_DPI, Grey, Matrix, Pyramid, grey_of, ink_of, scaling
from attest_desktop.papers.identity.original import COARSE_DPI, Original, smeared, unit_vector
from attest_desktop.papers.identity.registering import CLOSE_STEPS, STEPS, Step, aligned
from attest_desktop.papers.identity.results import PageMatch
from attest_desktop.papers.identity.strokes import Strokes, strokes_on
from attest_desktop.papers.identity.twins import Twins
from attest_desktop.papers.signing import Box

_WORKING_SIDE = 1280
_REACH = 4  # pixels of the coarse picture: a centimetre
_TRIES = 3
_ALIKE_AT_ALL = 0.3
_FOREIGN = 0.25
_KNOWN = 0.42
_CERTAIN = 0.6
_BLANK = 0.0006
_MOST_TWINS = 6


@dataclass(frozen=True, slots=True, eq=False)
class Guess:
    """A page that may be on the picture, how alike they look from afar (-1 to 1), and how it would lie."""

    page: int
    alike: float
    turns: int
    matrix: Matrix


@dataclass(frozen=True, slots=True, eq=False)
class Laid:
    """A picture laid onto a page: `matrix` from its pixels to points, y down; `score` 0 to 1."""

    page: int
    score: float
    turns: int
    matrix: Matrix


class Sight:
    """A picture of paper, prepared for being recognised."""

    def __init__(self, pixels: NDArray[np.uint8]) -> None:
        self.grey = grey_of(pixels)
        factor = min(1.0, _WORKING_SIDE / max(self.grey.shape))
        small = self.grey
        if factor < 1.0:
            small = np.asarray(
                cv2.resize(self.grey, None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA), np.uint8
            )
        # The scaling that cv2.resize really did, to the pixel.
        factor = small.shape[1] / self.grey.shape[1]
        self.small: Grey = small
        self.ink = ink_of(small, max(small.shape) / 11.7)
        self.to_given = scaling(1 / factor)
        self.pyramid = Pyramid(self.ink, self.to_given)


def match_pages(original: Original, pages: Sequence[NDArray[np.uint8]]) -> tuple[PageMatch, ...]:
    """A match for each picture (height x width grey, or height x width x 3 red, green, blue), in the order given.

    Scans and photographs, turned any way up; under a second each. A picture that shows no page of the original, or
    one that cannot be told from another, has no page: never a guess. Pages of the original that are printed quite
    the same are given out in their order.
    """
    matcher = Matcher(original)
    return matcher.in_turn([matcher.match(one).result for one in pages])


@dataclass(frozen=True, slots=True, eq=False)
class Matched:
    """A page match, with the picture laid onto that page where there is one, and the strokes of pens on it."""

    result: PageMatch
    fine: FinePage | None = None
    strokes: Strokes | None = None


class Matcher:
    """Recognises pictures of one original's pages, one after another."""

    def __init__(self, original: Original) -> None:
        self._original = original
        self._twins = Twins(original)
        self._landmarks = Landmarks(original)

    def match(self, pixels: NDArray[np.uint8]) -> Matched:
        """The page that the picture shows (height x width grey, or height x width x 3 red, green, blue)."""
        sight = Sight(pixels)
        if _is_blank(sight):
            return Matched(PageMatch(None, sure=True, score=0.0, blank=True))
        found = self._laid(sight)
        if found is None or found.score < _FOREIGN:
            return Matched(PageMatch(None, sure=True, score=found.score if found else 0.0))
        if found.score < _KNOWN:
            return Matched(PageMatch(None, sure=False, score=found.score, turns=found.turns))
        likely = self._twins.likely(found.page, sight.pyramid, found.matrix)
        fine = fine_page(self._original, likely[0], sight.grey, found.matrix)
        page, sure = self._twins.chosen(fine, likely)
        if not sure:
            altered = self._altered_anyhow(sight, found)
            return Matched(PageMatch(None, sure=False, score=found.score, turns=found.turns, altered=altered))
        if page != fine.page:
            fine = fine_page(self._original, page, sight.grey, found.matrix)
        strokes, altered, doubtful = self._altered(page, fine)
        if altered:
            # Paper that does not lie flat looks altered where it bends: it is looked at once more, closely.
            closer = fine_page(self._original, page, sight.grey, found.matrix, closely=True)
            again = self._altered(page, closer)
            if len(again[1]) < len(altered):
                fine, (strokes, altered, doubtful) = closer, again
        upwards = np.array([[1, 0, 0.5], [0, -1, self._original.size(page)[1] - 0.5], [0, 0, 1]])
        match = PageMatch(page, True, found.score, found.turns, upwards @ found.matrix, altered, doubtful)
        return Matched(match, fine, strokes)

    def _altered(self, page: int, fine: FinePage) -> tuple[Strokes, tuple[Box, ...], tuple[Box, ...]]:
        """The strokes of pens on the page, the places that were altered and those that cannot be judged."""
        original = self._original
        strokes = strokes_on(original.ink(page, FINE_DPI), fine, original.pen(page))
        places = [place for place in original.places if place.page == page]
        ink, letters, layout = original.ink(page, FINE_DPI), original.letters(page), original.layout(page)
        return strokes, *altered_places(ink, letters, fine, strokes, layout, places)

    def _altered_anyhow(self, sight: Sight, found: Laid) -> tuple[Box, ...]:
        """Of a page that may be one of several: where it was altered, if it is whichever of them it may be."""
        boxes: tuple[Box, ...] = ()
        candidates = (found.page, *self._twins.of(found.page))
        if len(candidates) > _MOST_TWINS:
            return ()
        for page in candidates:
            boxes = self._altered(page, fine_page(self._original, page, sight.grey, found.matrix))[1]
            if not boxes:
                return ()
        return boxes

    def in_turn(self, found: Sequence[PageMatch]) -> tuple[PageMatch, ...]:
        """The matches, with pages of the original that are printed the same given out in their order."""
        given: set[int] = set()
        made = []
        for one in found:
            if one.page is not None:
                equals = tuple(sorted((one.page, *self._twins.equals(one.page))))
                free = [number for number in equals if number not in given]
                one = replace(one, page=free[0] if free else one.page, alike=equals if len(equals) > 1 else ())
                given.add(one.page or 0)
            made.append(one)
        return tuple(made)

    def _laid(self, sight: Sight) -> Laid | None:
        best: Laid | None = None
        tried: set[tuple[int, int]] = set()
        for guess in guesses(self._original, sight):
            if len(tried) >= _TRIES or guess.alike < _ALIKE_AT_ALL:
                break
            # Twins lie alike: which of them it is, is decided later.
            if any((page, guess.turns) in tried for page in (guess.page, *self._twins.of(guess.page))):
                continue
            tried.add((guess.page, guess.turns))
            one = laid(self._original, sight, guess)
            if best is None or one.score > best.score:
                best = one
            if best.score >= _CERTAIN:
                return best
        shape = (sight.grey.shape[0], sight.grey.shape[1])
        for page, matrix in self._landmarks.guesses(sight.pyramid, shape):
            one = laid(self._original, sight, Guess(page, 0.0, turns_of(matrix, shape), matrix), CLOSE_STEPS)
            if best is None or one.score > best.score:
                best = one
            if best.score >= _CERTAIN:
                break
        return best


def _is_blank(sight: Sight) -> bool:
    """Whether there is hardly any ink but at the edges."""
    height, width = sight.ink.shape
    inner = sight.ink[height // 12 : height - height // 12, width // 12 : width - width // 12]
    return float((cv2.medianBlur(inner, 3) > 50).mean()) < _BLANK


def guesses(original: Original, sight: Sight) -> list[Guess]:
    """What the picture may show, the likeliest first: for each frame and turn, pages that look alike from afar."""
    found: list[Guess] = []
    sizes = {original.size(number) for number in range(1, len(original) + 1)}
    for width, height in sizes:
        numbers = [number for number in range(1, len(original) + 1) if original.size(number) == (width, height)]
        shape = original.ink(numbers[0], COARSE_DPI).shape
        templates = np.stack([original.coarse(number).ravel() for number in numbers])
        for frame in frames(sight.small, sight.ink):
            for turns in frame.likely_turns(height >= width):
                matrix = frame.onto(turns, width, height) @ np.linalg.inv(sight.to_given)
                found += _from_afar(sight, numbers, templates, shape, turns, matrix)
    return sorted(found, key=lambda guess: -guess.alike)


def _from_afar(
    sight: Sight,
    numbers: Sequence[int],
    templates: NDArray[np.float32],
    shape: tuple[int, ...],
    turns: int,
    matrix: Matrix,
) -> list[Guess]:
    zoom = scaling(COARSE_DPI / 72)
    shift = np.array([[1, 0, _REACH], [0, 1, _REACH], [0, 0, 1]], np.float64)
    wide = smeared(sight.pyramid.seen(shift @ zoom @ matrix, shape[1] + 2 * _REACH, shape[0] + 2 * _REACH))
    moves = [(dx, dy) for dy in range(2 * _REACH + 1) for dx in range(2 * _REACH + 1)]
    moved = np.stack([unit_vector(wide[dy : dy + shape[0], dx : dx + shape[1]]).ravel() for dx, dy in moves])
    alike = moved @ templates.T
    best = alike.argmax(axis=0)
    made = []
    for column, number in enumerate(numbers):
        dx, dy = moves[int(best[column])]
        back = np.array([[1, 0, _REACH - dx], [0, 1, _REACH - dy], [0, 0, 1]], np.float64)
        onto = np.linalg.inv(zoom) @ back @ zoom @ matrix
        made.append(Guess(number, float(alike[best[column], column]), turns, onto))
    return made


def laid(original: Original, sight: Sight, guess: Guess, steps: Sequence[Step] = STEPS) -> Laid:
    """The picture laid onto the guessed page as exactly as a homography can."""
    matrix, score = aligned(sight.pyramid, guess.matrix, lambda dpi: original.ink(guess.page, dpi), steps)
    return Laid(guess.page, score, guess.turns, matrix)
