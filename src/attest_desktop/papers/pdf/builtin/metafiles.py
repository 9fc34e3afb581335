"""Windows metafiles: what they draw, or the one bitmap in them, which Word often makes of a pasted screenshot."""

from __future__ import annotations

import struct

from attest_desktop.papers.pdf.builtin import emf, wmf
from attest_desktop.papers.pdf.builtin.dib import bmp
from attest_desktop.papers.pdf.builtin.metaplaying import MOST_RECORDS, Bitmap, Played, UnplayableError
from attest_desktop.papers.pdf.builtin.weighed import Weighed

_WMF = (b"\xd7\xcd\xc6\x9a", b"\x01\x00\x09\x00")
_EMF = b"\x01\x00\x00\x00"
# Records that draw nothing and leave a bitmap where it is: windows, colours, states, pens and brushes.
_QUIET = emf.QUIET | {9, 10, 11, 12, 17, 19, 22, 24, 33, 34, 37, 38, 39, 40, 95}
# Records that draw a bitmap, where in the record its extent on the canvas stands, and where its parts do.
_BITMAPS = {76: (32, 84), 77: (32, 84), 81: (72, 48)}
# A bitmap that leaves more of the canvas free than this is only a part of the drawing.
_MOST = 0.9
# What is kept of metafiles read, and how much a point of a line takes about.
_MOST_BYTES, _BYTES_A_POINT = 64_000_000, 300


def is_metafile(data: bytes) -> bool:
    """Whether it is a WMF or EMF."""
    return data.startswith((*_WMF, _EMF))


def _played(data: bytes) -> Played | None:
    try:
        found = emf.play(data) if data.startswith(_EMF) else wmf.play(data)
    except (struct.error, UnplayableError):
        return None
    return found if found.marks else None


def _weight(sheet: Played | None) -> int:
    if sheet is None:
        return 0
    return sheet.cost * _BYTES_A_POINT + sum(len(one.data) for one in sheet.marks if isinstance(one, Bitmap))


played = Weighed(_played, _weight, _MOST_BYTES)
"""What a WMF or EMF draws; None when it cannot be read or draws nothing that we can."""


def bitmap_of(data: bytes) -> bytes | None:
    """The picture of an EMF that holds one bitmap and draws nothing else, as a BMP file; else None."""
    if not data.startswith(_EMF):
        return None
    try:
        return _only_bitmap(data)
    except (struct.error, ValueError):
        return None


def _only_bitmap(data: bytes) -> bytes | None:
    left, top, right, bottom = struct.unpack_from("<4i", data, 8)
    found: bytes | None = None
    at = 0
    for _ in range(MOST_RECORDS):
        if at + 8 > len(data):
            return found
        kind, size = struct.unpack_from("<2I", data, at)
        if size < 8:
            return None
        start, at = at, at + size
        if kind in _QUIET:
            continue
        if kind not in _BITMAPS or found is not None:
            return None
        record = data[start:at]
        extent, parts = _BITMAPS[kind]
        width, height = struct.unpack_from("<2i", record, extent)
        if width <= 0 or height <= 0 or width * height < _MOST * (right - left) * (bottom - top):
            return None
        header_at, header_size, bits_at, bits_size = struct.unpack_from("<4I", record, parts)
        found = bmp(record[header_at : header_at + header_size], record[bits_at : bits_at + bits_size])
    return None
