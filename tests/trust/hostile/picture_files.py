"""Pictures that mean harm."""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Callable
from functools import cache, partial
from typing import Any

import numpy as np
from PIL import Image


@cache
def drawn(form: str, **how: Any) -> bytes:
    """A small sound picture: a few strokes on white."""
    pixels = np.full((240, 400, 3), 255, np.uint8)
    pixels[100:108, 60:340] = 20
    pixels[60:150, 200:206] = 40
    out = io.BytesIO()
    Image.fromarray(pixels).save(out, form, **how)
    return out.getvalue()


def chunk(kind: bytes, data: bytes) -> bytes:
    """A part of a PNG."""
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png(
    width: int, height: int, data: bytes, *more: bytes, depth: int = 8, colours: int = 2, laced: int = 0
) -> bytes:
    """A PNG that says it is so large, with this packed inside."""
    header = struct.pack(">IIBBBBB", width, height, depth, colours, 0, 0, laced)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + b"".join(more) + chunk(b"IDAT", data) + chunk(b"IEND", b"")
    )


def _zeros(size: int) -> bytes:
    packer = zlib.compressobj(9)
    block = bytes(1_000_000)
    return b"".join(packer.compress(block) for _ in range(size // 1_000_000)) + packer.flush()


def png_bomb() -> bytes:
    """Four hundred kilobytes that are 400 megabytes of points."""
    return png(20_000, 20_000, _zeros(400_000_000), colours=0)


def png_endless_rows() -> bytes:
    """A small picture with far more packed than its size needs."""
    return png(400, 240, _zeros(300_000_000))


def png_text_bomb() -> bytes:
    """Words beside the picture that unpack into 200 megabytes."""
    return png(400, 240, zlib.compress(bytes(240 * 1201)), chunk(b"zTXt", b"k\0\0" + _zeros(200_000_000)))


def png_profile_bomb() -> bytes:
    """A colour profile that unpacks into 200 megabytes."""
    return png(400, 240, zlib.compress(bytes(240 * 1201)), chunk(b"iCCP", b"p\0\0" + _zeros(200_000_000)))


def png_animated() -> bytes:
    """Says it is a film of four thousand million pictures."""
    return png(400, 240, zlib.compress(bytes(240 * 1201)), chunk(b"acTL", struct.pack(">II", 0xFFFFFFFF, 0)))


def tiff(*entries: tuple[int, int, int, int], following: int = 0, data: bytes = b"") -> bytes:
    """A TIFF with these entries (tag, type, count, value), and where its next page is said to be."""
    body = b"".join(struct.pack("<HHII", *one) for one in sorted(entries))
    return (
        b"II*\0"
        + struct.pack("<I", 8)
        + struct.pack("<H", len(entries))
        + body
        + struct.pack("<I", following)
        + data
    )


def _usual(width: int, height: int, packing: int, start: int, count: int) -> list[tuple[int, int, int, int]]:
    return [
        (256, 4, 1, width), (257, 4, 1, height), (258, 3, 1, 8), (259, 3, 1, packing), (262, 3, 1, 1),
        (273, 4, 1, start), (277, 3, 1, 1), (278, 4, 1, height), (279, 4, 1, count),
    ]  # fmt: skip


def tiff_bomb() -> bytes:
    """A packed TIFF of four hundred megapixels."""
    data = _zeros(400_000_000)
    start = 8 + 2 + 9 * 12 + 4
    return tiff(*_usual(20_000, 20_000, 8, start, len(data)), data=data)


def tiff_ring() -> bytes:
    """A TIFF whose next page is its first."""
    start = 8 + 2 + 9 * 12 + 4
    return tiff(*_usual(400, 240, 1, start, 96_000), following=8, data=bytes(96_000))


def tiff_many() -> bytes:
    """Ten thousand pages that are all the same."""
    start = 8 + 2 + 9 * 12 + 4
    first = tiff(*_usual(400, 240, 1, start, 96_000), following=start + 96_000, data=bytes(96_000))
    out = bytearray(first)
    body = b"".join(struct.pack("<HHII", *one) for one in sorted(_usual(400, 240, 1, start, 96_000)))
    for _ in range(10_000):
        out += struct.pack("<H", 9) + body + struct.pack("<I", len(out) + 2 + len(body) + 4)
    return bytes(out)


def tiff_counts() -> bytes:
    """Entries that say they have four thousand million values."""
    return tiff(
        *_usual(400, 240, 1, 122, 96_000), (34675, 7, 0xFFFFFFF0, 8), (700, 1, 0x7FFFFFFF, 8), data=bytes(99)
    )


def tiff_strips() -> bytes:
    """A picture in four thousand million strips of no height."""
    entries = [one for one in _usual(400, 240, 1, 122, 96_000) if one[0] not in (273, 278, 279)]
    return tiff(*entries, (273, 4, 0x0FFFFFFF, 8), (278, 4, 1, 0), (279, 4, 0x0FFFFFFF, 8), data=bytes(99))


def jpeg_sized(width: int, height: int, form: str = "plain") -> bytes:
    """A JPEG that says it is so large."""
    content = bytearray(drawn("JPEG", progressive=form == "progressive"))
    mark = b"\xff\xc2" if form == "progressive" else b"\xff\xc0"
    at = content.find(mark)
    struct.pack_into(">HH", content, at + 5, height, width)
    return bytes(content)


def jpeg_scans() -> bytes:
    """Thousands of passes over a large picture, a few bytes each."""
    content = jpeg_sized(8_000, 6_000, "progressive")
    at = content.rfind(b"\xff\xda")
    last = content[at:-2]
    return content[:-2] + last * (200_000 // max(1, len(last))) + b"\xff\xd9"


def junk_exif(form: str) -> bytes:
    """Details of the camera that are no details."""
    junk = b"Exif\0\0II*\0\x08\0\0\0\xff\xff" + b"\x12\x01\x03\0\xff\xff\xff\xff\xff\xff\xff\xff" * 99
    return drawn(form, exif=junk)


def ring_exif(form: str) -> bytes:
    """Details whose further details are themselves."""
    entries = ((0x8769, 4, 1, 8), (0x8825, 4, 1, 8), (0xA005, 4, 1, 8), (0x0112, 3, 1, 6))
    body = b"".join(struct.pack("<HHII", *one) for one in sorted(entries))
    return drawn(form, exif=b"Exif\0\0II*\0\x08\0\0\0" + struct.pack("<H", 4) + body + struct.pack("<I", 8))


def junk_profile(form: str) -> bytes:
    """A profile of colours that is none."""
    return drawn(form, icc_profile=b"\xff" * 70_000)


def bmp_sized(width: int, height: int) -> bytes:
    """A BMP that says it is so large."""
    content = bytearray(drawn("BMP"))
    struct.pack_into("<ii", content, 18, width, height)
    return bytes(content)


def webp_sized() -> bytes:
    """A WebP that says its sheet is 16384 by 16384."""
    content = bytearray(drawn("WEBP", lossless=True))
    at = content.find(b"VP8L") + 9
    bits = struct.unpack_from("<I", content, at)[0]
    struct.pack_into("<I", content, at, bits & ~0xFFFFFFF | 0x3FFF | 0x3FFF << 14)
    return bytes(content)


def _cut(form: str, share: float) -> bytes:
    content = drawn(form)
    return content[: int(len(content) * share)]


_FORMS = ("PNG", "JPEG", "TIFF", "BMP", "WEBP")
MAKERS: dict[str, Callable[[], bytes]] = {
    "png bomb": png_bomb,
    "png endless rows": png_endless_rows,
    "png text": png_text_bomb,
    "png profile": png_profile_bomb,
    "png film": png_animated,
    "png 65535": lambda: png(65_535, 65_535, zlib.compress(b"x")),
    "png 2^31": lambda: png(2**31 - 1, 2**31 - 1, zlib.compress(b"x")),
    "png of no size": lambda: png(0, 0, zlib.compress(b"x")),
    "tiff bomb": tiff_bomb,
    "tiff ring": tiff_ring,
    "tiff of many": tiff_many,
    "tiff counts": tiff_counts,
    "tiff strips": tiff_strips,
    "jpeg 65535": lambda: jpeg_sized(65_535, 65_535),
    "bmp 65535": lambda: bmp_sized(65_535, 65_535),
    "bmp upside down": lambda: bmp_sized(3_000, -3_000),
    "webp": webp_sized,
    **{f"cut {form} {share}": partial(_cut, form, share) for form in _FORMS for share in (0.02, 0.5, 0.97)},
    **{f"exif {form}": partial(junk_exif, form) for form in ("PNG", "JPEG", "WEBP")},
    **{f"exif ring {form}": partial(ring_exif, form) for form in ("PNG", "JPEG", "WEBP")},
    **{f"profile {form}": partial(junk_profile, form) for form in ("PNG", "JPEG", "TIFF", "WEBP")},
    "wrong type": lambda: drawn("PNG")[:8] + drawn("JPEG"),
    "a page of the web": lambda: b"\xff\xd8\xff<html><script>alert(1)</script>",
}
