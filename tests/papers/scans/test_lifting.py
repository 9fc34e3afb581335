"""Ink is lifted off a signed page for the clean one, to where it was; never off another page or another text."""

from __future__ import annotations

import random

import cv2
import numpy as np
import pytest

from attest_desktop.papers.scans import CannotLiftError, lift_ink
from attest_desktop.papers.signing import Placement, draw_sample_signature, place_for, stamp
from tests.papers.identity.paper import Picture, Scanner, pasted_over, scanned
from tests.papers.scans.sheets import ORIGINAL, jpeg, pages_of, paper, photo, scan
from tests.papers.signing.papers import sheet

SIGNER = "Иванова Мария Ивановна"


def ink_of(pages: np.ndarray[tuple[int, ...], np.dtype[np.float64]]) -> Picture:
    """Where a page is darker than the clean original (at 100 dpi)."""
    clean = pages_of(ORIGINAL, 100 / 72)[2]
    height, width = min(pages.shape[0], clean.shape[0]), min(pages.shape[1], clean.shape[1])
    return np.asarray(clean[:height, :width] - pages[:height, :width] > 60, np.uint8)


@pytest.mark.parametrize("how", ["scan", pytest.param("photo", marks=pytest.mark.slow)])
def test_ink_lands_where_it_was_on_paper_without_the_print_around_it(how: str) -> None:
    pixels = scan(3, ink=True, dpi=200, tilt=0.8, turns=2) if how == "scan" else photo(3, ink=True, megapixels=6.0)
    lifted = lift_ink(jpeg("лист.jpg", pixels), ORIGINAL, SIGNER)
    made = ink_of(pages_of(stamp(ORIGINAL, [Placement(lifted.place, lifted.png)]), 100 / 72)[2])
    signed, bare = (cv2.cvtColor(paper(3, ink=ink), cv2.COLOR_RGB2GRAY) for ink in (True, False))
    difference = np.asarray(bare.astype(np.int16) - signed > 60, np.uint8)
    true = (cv2.resize(difference * 255, made.shape[::-1], interpolation=cv2.INTER_AREA) > 100).astype(np.uint8)
    # A millimetre of paper that does not lie flat is allowed.
    near = np.ones((9, 9), np.uint8)
    assert float(cv2.dilate(made, near)[true > 0].mean()) > 0.93
    assert float(cv2.dilate(true, near)[made > 0].mean()) > 0.97


@pytest.mark.slow
def test_nothing_is_lifted_where_it_would_be_a_guess() -> None:
    unsigned = jpeg("лист.jpg", scan(3))
    with pytest.raises(CannotLiftError, match="нет чернил"):
        lift_ink(unsigned, ORIGINAL, SIGNER)
    with pytest.raises(CannotLiftError, match="страница 1"):
        lift_ink(jpeg("лист.jpg", scan(1)), ORIGINAL, SIGNER)
    with pytest.raises(CannotLiftError, match="убедиться"):
        lift_ink(jpeg("лист.jpg", scan(3, ink=True)), sheet("underscores"), "Кузнецов Павел Олегович")
    with pytest.raises(CannotLiftError, match="нет страницы"):
        lift_ink(unsigned, ORIGINAL, SIGNER, number=2)


def test_nothing_is_lifted_off_an_altered_page() -> None:
    # The very word that matters: «соответствует» on the first line of the decision is glued over.
    changed = pasted_over(paper(3, ink=True), 240, 545, 300, 14, paper(1)[1200:1260, 400:1650])
    pixels = scanned(changed, Scanner(dpi=200, grey=False), random.Random(2))
    with pytest.raises(CannotLiftError, match="отличается"):
        lift_ink(jpeg("лист.jpg", pixels), ORIGINAL, SIGNER)


def test_nothing_is_lifted_onto_a_signature_that_is_there_already() -> None:
    source = jpeg("лист.jpg", scan(3, ink=True, dpi=150))
    stamped = stamp(ORIGINAL, [Placement(place_for(ORIGINAL, SIGNER), draw_sample_signature(SIGNER, 5))])
    with pytest.raises(CannotLiftError, match="уже стоит"):
        lift_ink(source, stamped, SIGNER)
