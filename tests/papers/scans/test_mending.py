"""Photographs and poor scans come out flat, upright, on white paper; the ink stays blue."""

from __future__ import annotations

import numpy as np
import pytest

from attest_desktop.papers.rendering import PdfPages, page_sizes
from attest_desktop.papers.scans import Cleaning, Fineness, SheetSource, Treatment, assemble
from attest_desktop.papers.scans.outline import sheet_outline
from tests.papers.scans.sheets import ORIGINAL, alike, jpeg, pages_of, photo, saved, scan
from tests.papers.signing.papers import sheet


def colours(pdf: bytes) -> np.ndarray[tuple[int, ...], np.dtype[np.int16]]:
    """The first page, height x width x (blue, green, red)."""
    with PdfPages(pdf) as pages:
        image = pages.render(1, scale=2.0)
    return image.colours().astype(np.int16)


@pytest.mark.parametrize("original", [None, ORIGINAL], ids=["alone", "matched"])
def test_a_photograph_is_flattened_onto_a_white_sheet(original: bytes | None) -> None:
    source = jpeg("снимок.jpg", photo(3, ink=True, shadow=True, turns=0 if original is None else 1))
    made = assemble([source], original=original)
    assert {Treatment.FLATTENED, Treatment.CLEANED} <= set(made.pages[0].treatment)
    assert np.allclose(page_sizes(made.pdf), [(595.28, 841.89)], atol=0.1)
    (page,) = pages_of(made.pdf, 0.5)
    with PdfPages(ORIGINAL) as pages:
        wanted = pages.grey(3, scale=0.5).astype(np.float64)
    # Paper that did not lie flat does not come out quite flat.
    assert alike(page, wanted) > 0.6
    seen = colours(made.pdf)
    assert float((seen.min(axis=2) > 245).mean()) > 0.85
    blue = (seen[..., 0] > seen[..., 2] + 50) & (seen[..., 2] < 190)
    assert int(blue.sum()) > 150


@pytest.mark.slow
def test_black_and_white_is_by_choice_alone_and_small() -> None:
    made = assemble([jpeg("снимок.jpg", photo(3, ink=True, megapixels=2.0))], cleaning=Cleaning.BILEVEL)
    seen = colours(made.pdf)
    assert int(np.abs(seen[..., 0] - seen[..., 2]).max()) == 0
    assert len(made.pdf) < 100_000


@pytest.mark.slow
def test_a_tilted_scan_is_put_straight_and_its_dark_edges_are_gone() -> None:
    made = assemble([jpeg("косо.jpg", scan(1, tilt=2.0, edge=True), dpi=(150, 150))])
    assert Treatment.STRAIGHTENED in made.pages[0].treatment
    (page,) = pages_of(made.pdf, 0.5)
    with PdfPages(ORIGINAL) as pages:
        assert alike(page, pages.grey(1, scale=0.5).astype(np.float64)) > 0.55


def test_a_scanned_pdf_is_copied_and_what_is_turned_in_it_is_turned_back() -> None:
    made = assemble([SheetSource("скан.pdf", saved(scan(1, turns=2), "PDF", resolution=150))])
    assert [page.treatment for page in made.pages] == [(Treatment.TURNED,)]
    assert alike(pages_of(made.pdf, 0.5)[0], pages_of(ORIGINAL, 0.5)[0]) > 0.6
    tilted = assemble([SheetSource("косо.pdf", saved(scan(1, tilt=1.5), "PDF", resolution=150))])
    assert Treatment.STRAIGHTENED in tilted.pages[0].treatment


def test_the_sheets_edges_are_found_on_a_photograph_inside_a_pdf() -> None:
    mended = assemble([SheetSource("снимок.pdf", saved(photo(2), "PDF"))])
    assert mended.pages[0].treatment == (Treatment.FLATTENED, Treatment.CLEANED)
    assert np.allclose(page_sizes(mended.pdf), [(595.28, 841.89)], atol=0.1)
    (page,) = pages_of(mended.pdf, 0.5)
    with PdfPages(ORIGINAL) as pages:
        assert alike(page, pages.grey(2, scale=0.5).astype(np.float64)) > 0.55
    # Nothing of the dark table is left along the borders.
    for border in (page[:6], page[-6:], page[:, :6], page[:, -6:]):
        assert float((border > 230).mean()) > 0.97


def test_a_table_as_light_as_the_sheet_is_not_taken_for_it() -> None:
    assert sheet_outline(photo(2, table=200)) is None


def test_a_file_too_large_is_made_coarser_and_told() -> None:
    sources = [
        jpeg("1.jpg", scan(2, dpi=250), quality=95, dpi=(250, 250)),
        SheetSource("2.pdf", sheet("underscores")),
    ]
    full = assemble(sources)
    assert full.fineness is Fineness.FULL
    good = assemble(sources, most_bytes=len(full.pdf) - 1)
    assert good.fineness is Fineness.GOOD
    assert len(good.pdf) < len(full.pdf)
    assert Treatment.COMPRESSED in good.pages[0].treatment
    # Print stays print.
    assert good.pages[1].treatment == ()
    coarse = assemble(sources, most_bytes=1000)
    assert coarse.fineness is Fineness.COARSE
    assert any("большим" in warning for warning in coarse.warnings)
    assert alike(pages_of(coarse.pdf)[0], pages_of(full.pdf)[0]) > 0.95


def test_the_grain_of_a_dark_table_is_no_print() -> None:
    seen = photo(2, table=25, shadow=True, megapixels=5.0)
    assert sheet_outline(seen) is not None
