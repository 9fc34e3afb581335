"""Photographs of iPhones: opened like any other, upright, without the place; damaged ones are refused by name."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image

from attest_desktop.domain.errors import BadFileError
from attest_desktop.papers.heif import HeifTooLargeError, as_jpeg, is_heif
from attest_desktop.papers.ink.photo import BadPhotoError, read_photo
from attest_desktop.papers.scans import Cleaning, SheetSource, assemble

HEIC = (Path(__file__).parent / "data" / "turned.heic").read_bytes()


def test_a_photograph_in_heic_is_a_page_like_any_other() -> None:
    made = assemble([SheetSource("IMG_0001.HEIC", HEIC)], cleaning=Cleaning.NONE)
    assert len(made.pages) == 1
    for told in (b"Talking", b"2031:05:06"):
        assert told in HEIC
        assert told not in made.pdf
    plain = Image.open(io.BytesIO(as_jpeg(HEIC)))
    # Stored lying, seen standing, and not turned a second time.
    assert (plain.size, plain.getexif()[0x0112]) == ((620, 877), 1)
    pen = read_photo(HEIC)[770:850, 370:540].astype(int)
    assert pen.shape == (80, 170, 3)
    assert ((pen[..., 2] - pen[..., 0]) > 60).sum() > 300


def test_what_cannot_be_decoded_is_refused() -> None:
    torn = HEIC[: len(HEIC) // 2]
    with pytest.raises(BadFileError, match="«обрыв» повреждён"):
        assemble([SheetSource("обрыв", torn)])
    with pytest.raises(BadPhotoError):
        read_photo(torn)


def test_a_photograph_that_is_too_large_is_not_decoded() -> None:
    size = (877).to_bytes(4, "big") + (620).to_bytes(4, "big")
    assert HEIC.count(size) == 1
    giant = HEIC.replace(size, (30_000).to_bytes(4, "big") * 2)
    with pytest.raises(HeifTooLargeError):
        as_jpeg(giant)


@pytest.mark.parametrize(
    ("head", "heic"),
    [
        (b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", True),
        (b"\0\0\0\x18ftypmif1\0\0\0\0mif1heic", True),
        (b"\0\0\0\x18ftypmif1\0\0\0\0mif1avif", False),
        (b"\0\0\0\x18ftypisom\0\0\0\0isommp42", False),
        (b"", False),
    ],
)
def test_heic_is_told_from_what_looks_alike(head: bytes, heic: bool) -> None:
    assert is_heif(head) == heic
