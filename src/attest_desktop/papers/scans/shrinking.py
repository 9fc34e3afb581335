"""Pages made smaller, coarser step by step, when the file would be too large to send."""

from __future__ import annotations

import io
import struct
import zlib
from dataclasses import replace
from enum import Enum

import numpy as np
from PIL import Image
from pypdf.generic import DictionaryObject, StreamObject

from attest_desktop.papers.pdf_objects import inherited, resolved
from attest_desktop.papers.scans.book import Copied, Drawn, GroupFour, Leaf
from attest_desktop.papers.scans.jpeg import BareJpeg, bare_jpeg
from attest_desktop.papers.scans.pdf_page import PdfPage
from attest_desktop.papers.scans.png import PackedRows


class Fineness(Enum):
    """How fine the pictures of a file are: dots an inch and quality of JPEG; FULL leaves them as they are."""

    FULL = (0, 0)
    GOOD = (200, 75)
    COARSE = (150, 60)

    @property
    def dpi(self) -> int:
        """Dots an inch, at most."""
        return self.value[0]

    @property
    def quality(self) -> int:
        """Of the JPEG."""
        return self.value[1]


def smaller(leaf: Leaf, fineness: Fineness) -> Leaf:
    """The page at this fineness; the same when that makes it no smaller, or it is print and not a picture."""
    if isinstance(leaf, Copied):
        return _smaller_copy(leaf, fineness)
    if isinstance(leaf.picture, GroupFour) or (isinstance(leaf.picture, PackedRows) and leaf.picture.bits == 1):
        return leaf
    image = _opened(leaf.picture)
    across, down = (float(np.hypot(*leaf.matrix[:2, axis])) / 72 * fineness.dpi for axis in (0, 1))
    factor = min(1.0, max(across / image.width, down / image.height))
    # The decoder itself halves a JPEG at no cost.
    image.draft(image.mode, (round(image.width * factor), round(image.height * factor)))
    size = round(leaf.picture.width * factor), round(leaf.picture.height * factor)
    plain = image if image.mode in ("L", "RGB") else image.convert("RGB")
    made = _jpeg(plain.resize(size, Image.Resampling.LANCZOS) if size != plain.size else plain, fineness.quality)
    return replace(leaf, picture=made) if len(made.data) < 0.9 * len(leaf.picture.data) else leaf


def _smaller_copy(leaf: Copied, fineness: Fineness) -> Leaf:
    if not leaf.page.picture:
        return leaf
    # More than an inch of paper an inch of picture: sheets of unusual size are not made larger.
    seen = leaf.page.pixels(round(max(leaf.page.points) / 72 * fineness.dpi))
    seen = np.ascontiguousarray(np.rot90(seen, leaf.turns))
    grey = int(np.abs(seen.max(axis=2).astype(np.int16) - seen.min(axis=2)).max()) < 12
    made = _jpeg(Image.fromarray(seen[..., 1] if grey else seen), fineness.quality)
    if len(made.data) >= 0.9 * _bytes_of(leaf.page):
        return leaf
    page = leaf.page.points if leaf.turns % 2 == 0 else leaf.page.points[::-1]
    width, height = page
    return Drawn(page, made, np.array([[width, 0, 0], [0, -height, height], [0, 0, 1]], np.float64))


def _jpeg(image: Image.Image, quality: int) -> BareJpeg:
    written = io.BytesIO()
    image.save(written, "JPEG", quality=quality, optimize=True)
    return bare_jpeg(written.getvalue())


def _bytes_of(page: PdfPage) -> int:
    """How much the pictures of the page take in its file."""
    if page.file.reader is None:
        return 0
    resources = resolved(inherited(page.file.reader.pages[page.number - 1], "/Resources"))
    found = resolved(resources.get("/XObject")) if isinstance(resources, DictionaryObject) else None
    things = [resolved(one) for one in found.values()] if isinstance(found, DictionaryObject) else []
    return sum(len(one._data) for one in things if isinstance(one, StreamObject))


def _opened(picture: BareJpeg | PackedRows) -> Image.Image:
    if isinstance(picture, BareJpeg):
        return Image.open(io.BytesIO(picture.data), formats=["JPEG"])
    colour = 3 if picture.palette else 2 if picture.colours == 3 else 0
    header = struct.pack(">IIBBBBB", picture.width, picture.height, picture.bits, colour, 0, 0, 0)
    chunks = [(b"IHDR", header), (b"PLTE", picture.palette), (b"IDAT", picture.data), (b"IEND", b"")]
    png = b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in chunks
        if data or kind == b"IEND"
    )
    return Image.open(io.BytesIO(png), formats=["PNG"])
