"""Files with pages, for tests: printed and signed pages as scanners and telephones write them."""

from __future__ import annotations

import io
import random
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from attest_desktop.papers.rendering import PdfPages
from attest_desktop.papers.scans import SheetSource
from attest_desktop.papers.signing import find_places
from tests.papers.identity.paper import Camera, Picture, Scanner, photographed, printed, scanned, signed
from tests.papers.signing.papers import sheet

ORIGINAL = sheet("three-experts")


@cache
def paper(page: int, *, ink: bool = False) -> Picture:
    """A page of the original on paper at 300 dpi, signed when it has places to sign and `ink` is wanted."""
    chance = random.Random(page)
    made = printed(ORIGINAL, page, chance)
    places = [place for place in find_places(ORIGINAL) if place.page == page]
    return signed(made, places[0], 5, chance) if ink and places else made


def scan(page: int, *, ink: bool = False, **how: Any) -> Picture:
    """A clean colour scan at 150 dpi unless told otherwise."""
    usual: dict[str, Any] = {"dpi": 150, "drift": 0.02, "grey": False, "noise": 0.01}
    return scanned(paper(page, ink=ink), Scanner(**usual | how), random.Random(page))


def photo(page: int, *, ink: bool = False, **how: Any) -> Picture:
    """A small photograph on a dark table."""
    usual: dict[str, Any] = {"megapixels": 3.0, "roll": 3.0, "perspective": 0.04}
    return photographed(paper(page, ink=ink), Camera(**usual | how), random.Random(page))


def saved(pixels: NDArray[Any], form: str, **how: Any) -> bytes:
    """The picture as a file of this format."""
    written = io.BytesIO()
    Image.fromarray(pixels).save(written, form, **how)
    return written.getvalue()


def jpeg(name: str, pixels: NDArray[Any], **how: Any) -> SheetSource:
    return SheetSource(name, saved(pixels, "JPEG", **{"quality": 80} | how))


def telling_exif(orientation: int = 1) -> Image.Exif:
    """What a telephone writes: who made it, when, and where."""
    exif = Image.Exif()
    exif[0x010F], exif[0x0112] = "Болтливый телефон".encode().hex(), orientation
    exif[0x8769] = {0x829A: 0.01, 0x9003: "2031:05:06 07:08:09"}
    exif[0x8825] = {1: "N", 2: (56.0, 29.0, 1.0)}
    return exif


def pages_of(pdf: bytes, scale: float = 1.0) -> list[NDArray[np.float64]]:
    """Every page of the PDF, grey (0 to 255)."""
    with PdfPages(pdf) as pages:
        return [pages.grey(number, scale=scale).astype(np.float64) for number in range(1, len(pages) + 1)]


def alike(one: NDArray[np.float64], other: NDArray[np.float64]) -> float:
    """How alike two pictures of a page are, 1 when the same; sizes may differ by a line."""
    height, width = min(one.shape[0], other.shape[0]), min(one.shape[1], other.shape[1])
    return float(np.corrcoef(one[:height, :width].ravel(), other[:height, :width].ravel())[0, 1])
