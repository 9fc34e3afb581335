"""Whose ink is at a place to sign: signatures, and what else people leave there."""

from __future__ import annotations

import random
from collections.abc import Callable

import cv2
import numpy as np
import pytest

from attest_desktop.papers.identity.fine_page import FinePage
from attest_desktop.papers.identity.inking import FINE_DPI, ink_of
from attest_desktop.papers.identity.signatures import signed_ink, signed_places
from attest_desktop.papers.identity.strokes import Strokes, strokes_on
from attest_desktop.papers.signing import Place
from tests.papers.identity import paper

HEIGHT = 170.0  # points
UPPER, LOWER = Place(1, 40, 100, 120, 24), Place(1, 40, 74, 120, 24)
ASIDE = Place(1, 164, 74, 60, 24)
"""A lower line that begins where the upper one ends."""

Drawn = Callable[[paper.Picture, random.Random], paper.Picture]


Told = bool | None
"""Signed, not signed, or None: a person has to look."""


def told(draw: Drawn, places: tuple[Place, ...] = (UPPER, LOWER)) -> tuple[Told, ...]:
    """Which of the places are signed on a scrap of white paper that was drawn on."""
    found = signed_places(places, HEIGHT, strokes_of(draw))
    return tuple(None if place.doubtful else place.present for place in found)


def strokes_of(draw: Drawn) -> Strokes:
    """The strokes on a scrap of white paper that was drawn on."""
    chance = random.Random(4)
    shape = round(HEIGHT / 72 * paper.PRINT_DPI), round(230 / 72 * paper.PRINT_DPI), 3
    sheet = cv2.cvtColor(draw(np.full(shape, 250, np.uint8), chance), cv2.COLOR_RGB2GRAY)
    factor = FINE_DPI / paper.PRINT_DPI
    grey = np.asarray(cv2.resize(sheet, None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA), np.uint8)
    bare = np.zeros_like(grey)
    fine = FinePage(1, grey, ink_of(grey, FINE_DPI), bare, 0.0, 1.0, FINE_DPI, 0.0)
    return strokes_on(bare, fine)


def _signature(place: Place, tail_mm: float = 0.0) -> Drawn:
    return lambda sheet, chance: paper.signed(sheet, place, 11, chance, tail_mm=tail_mm, scale=0.6)


def _stamp(sheet: paper.Picture, chance: random.Random) -> paper.Picture:
    return paper.stamped(sheet, 100, 90, chance)


def _tick(sheet: paper.Picture, chance: random.Random) -> paper.Picture:
    return paper.ticked(sheet, 60, UPPER.y + 1, chance)


def _initials(sheet: paper.Picture, chance: random.Random) -> paper.Picture:
    return paper.written(sheet, 60, LOWER.y + 1, "AC", chance, mm=4.5)


def _tick_across_tail(sheet: paper.Picture, chance: random.Random) -> paper.Picture:
    return paper.ticked(_signature(UPPER, 8.0)(sheet, chance), 58, LOWER.y + 1, chance)


def _beside(sheet: paper.Picture, chance: random.Random) -> paper.Picture:
    """Right after the name that follows the line."""
    return paper.signed(sheet, Place(1, 164, LOWER.y, 62, 24), 11, chance)


def _beside_cut_apart(sheet: paper.Picture, chance: random.Random) -> paper.Picture:
    """Where a printed word hides a part of it."""
    point = paper.PRINT_DPI / 72
    out = paper.signed(sheet, Place(1, 164, LOWER.y, 62, 24), 12, chance)
    out[:, round(188 * point) : round(192 * point)] = 250
    return out


def _half_beside(sheet: paper.Picture, chance: random.Random) -> paper.Picture:
    """All but its beginning is hidden."""
    point = paper.PRINT_DPI / 72
    out = _beside(sheet, chance)
    out[:, round(185 * point) :] = 250
    return out


def _above(sheet: paper.Picture, chance: random.Random) -> paper.Picture:
    return paper.signed(sheet, Place(1, 60, UPPER.y + 38, 60, 24), 11, chance)


def _date_beside(sheet: paper.Picture, chance: random.Random) -> paper.Picture:
    return paper.written(sheet, 180, LOWER.y + 1, "12.04.26", chance, mm=3.0)


def _tick_in_stamp(sheet: paper.Picture, chance: random.Random) -> paper.Picture:
    return paper.ticked(_stamp(sheet, chance), 80, LOWER.y + 1, chance)


def _initials_under_tail(sheet: paper.Picture, chance: random.Random) -> paper.Picture:
    return paper.written(_signature(UPPER, 8.0)(sheet, chance), 110, LOWER.y + 1, "AC", chance, mm=3.5)


def _small_beside_tail(sheet: paper.Picture, chance: random.Random) -> paper.Picture:
    """A signature no wider than a loop, right beside the loop from above."""
    return paper.signed(
        _signature(UPPER, 8.0)(sheet, chance), Place(1, 110, LOWER.y, 40, 24), 13, random.Random(4)
    )


def _pale_on_a_coarse_scan(sheet: paper.Picture, chance: random.Random) -> paper.Picture:
    """All that is left of a signature: specks along its line."""
    out = sheet.copy()
    for left in range(180, 400, 40):
        row = round((HEIGHT - LOWER.y - 6) * paper.PRINT_DPI / 72) + left % 3 * 8
        out[row : row + 7, left : left + 5] = 20
    return out


def _initials_in_stamp(sheet: paper.Picture, chance: random.Random) -> paper.Picture:
    return paper.written(_stamp(sheet, chance), 76, LOWER.y + 1, "AC", chance, mm=4.5)


@pytest.mark.parametrize(
    ("drawn", "signed"),
    [
        ([], (False, False)),
        ([_signature(UPPER)], (True, False)),
        ([_signature(UPPER, 8.0)], (True, False)),
        ([_signature(UPPER, 8.0), _signature(LOWER)], (True, True)),
        ([_stamp], (False, False)),
        ([_signature(LOWER), _stamp], (False, True)),
        ([_tick], (False, False)),
        ([_initials], (False, True)),
        ([_tick_across_tail], (True, False)),
        ([_beside], (False, True)),
        ([_beside_cut_apart], (False, True)),
        ([_half_beside], (False, None)),
        ([_signature(LOWER), _half_beside], (False, True)),
        ([_above], (True, False)),
        ([_date_beside], (False, False)),
        ([_initials_in_stamp], (False, True)),
        ([_tick_in_stamp], (False, None)),
        ([_initials_under_tail], (True, None)),
        ([_small_beside_tail], (True, True)),
        ([_pale_on_a_coarse_scan], (False, None)),
    ],
    ids=[
        "empty",
        "signed",
        "loop",
        "loop and signed",
        "stamp",
        "signed and stamp",
        "tick",
        "initials",
        "tick across a tail",
        "beside",
        "beside, cut apart",
        "half of it beside",
        "signed and more beside",
        "above",
        "date beside",
        "initials in a stamp",
        "tick in a stamp",
        "initials under a tail",
        "small beside a tail",
        "pale on a coarse scan",
    ],
)
def test_only_a_hand_at_the_place_is_a_signature(drawn: list[Drawn], signed: tuple[Told, ...]) -> None:
    def all_of(sheet: paper.Picture, chance: random.Random) -> paper.Picture:
        for one in drawn:
            sheet = one(sheet, chance)
        return sheet

    assert told(all_of) == signed


def test_what_stands_on_a_neighbours_line_is_not_plainly_anyones() -> None:
    def draw(sheet: paper.Picture, chance: random.Random) -> paper.Picture:
        return paper.signed(sheet, Place(1, 168, UPPER.y, 58, 24), 11, chance)

    assert told(draw, (UPPER, ASIDE))[1] is None


def _both(gap_mm: float) -> Drawn:
    """The upper signature is written so much lower that it reaches the lower one, or not quite."""

    def draw(sheet: paper.Picture, chance: random.Random) -> paper.Picture:
        out = paper.signed(sheet, UPPER, 11, chance, drop_mm=5.0 - gap_mm, scale=0.6)
        return paper.signed(out, LOWER, 12, random.Random(4), scale=0.6)

    return draw


def test_signatures_that_touch_are_nobodys_alone() -> None:
    (_, apart), (_, touching) = (signed_ink((UPPER, LOWER), HEIGHT, strokes_of(_both(gap))) for gap in (5.0, 1.5))
    assert not any(one.shared for one in apart)
    assert all(one.others for one in apart)
    assert all(one.shared for one in touching)


def test_a_tail_from_above_is_not_the_lower_signers() -> None:
    def draw(sheet: paper.Picture, chance: random.Random) -> paper.Picture:
        out = _signature(UPPER, 8.0)(sheet, chance)
        # A printed line hides where the tail begins.
        level = round((HEIGHT - UPPER.y + 4) * paper.PRINT_DPI / 72)
        out[level : level + 5] = 250
        return out

    strokes = strokes_of(draw)
    _, (_, lower) = signed_ink((UPPER, LOWER), HEIGHT, strokes)
    assert lower.others >= set(range(len(strokes.area))), "nothing there is the lower signer's"
