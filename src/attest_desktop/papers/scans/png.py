"""What a PDF takes of a PNG: its packed rows as they are, without texts, times and places."""

from __future__ import annotations

import io
import struct
from dataclasses import dataclass

from PIL import Image

_SIGN = b"\x89PNG\r\n\x1a\n"
_GREY, _RGB, _PALETTE = 0, 2, 3


@dataclass(frozen=True, slots=True)
class PackedRows:
    """Deflated rows with the filters of PNG: bytes, size in pixels, bits a colour, colours, palette (or empty)."""

    data: bytes
    width: int
    height: int
    bits: int
    colours: int
    palette: bytes


def packed_rows(png: bytes) -> PackedRows | None:
    """The rows of a PNG that has been decoded without fault; None when a PDF cannot take them as they are.

    Transparency, interlacing and sixteen bits a colour must be painted anew.
    """
    if not png.startswith(_SIGN):
        return None
    at, rows, palette, header = len(_SIGN), [], b"", b""
    while at + 12 <= len(png):
        length, kind = struct.unpack_from(">I4s", png, at)
        data = png[at + 8 : at + 8 + length]
        if kind == b"IHDR":
            header = data
        elif kind == b"PLTE":
            palette = data
        elif kind == b"tRNS":
            return None
        elif kind == b"IDAT":
            rows.append(data)
        elif kind == b"IEND":
            break
        at += 12 + length
    if len(header) != 13:
        return None
    width, height, bits, colour, _, _, interlaced = struct.unpack(">IIBBBBB", header)
    if interlaced or bits > 8 or colour not in (_GREY, _RGB, _PALETTE) or (colour == _PALETTE) != bool(palette):
        return None
    return PackedRows(b"".join(rows), width, height, bits, 3 if colour == _RGB else 1, palette)


def packed(image: Image.Image) -> PackedRows:
    """The rows of a picture of mode 1, L, P or RGB, packed without loss."""
    written = io.BytesIO()
    image.save(written, "PNG", compress_level=4)
    rows = packed_rows(written.getvalue())
    if rows is None:
        raise ValueError(f"a picture of mode {image.mode}")
    return rows
