"""Device-independent bitmaps of metafiles as files."""

from __future__ import annotations

import struct

_FILE_HEADER = 14
_CORE = 12
_MASKS = 3
# Neither side of a bitmap that anyone prints is longer.
_LONGEST = 20_000


def bmp(header: bytes, bits: bytes) -> bytes:
    """A header with its colours, and the bits, as a BMP file. Raises ValueError when they do not fit."""
    if len(header) < _CORE or not bits:
        raise ValueError("no bitmap")
    start = _FILE_HEADER + len(header)
    return struct.pack("<2sIHHI", b"BM", start + len(bits), 0, 0, start) + header + bits


def pixels(file: bytes) -> int:
    """How many pixels a BMP file made here has by its own word."""
    (size,) = struct.unpack_from("<I", file, _FILE_HEADER)
    width, height = struct.unpack_from("<2H" if size == _CORE else "<2i", file, _FILE_HEADER + 4)
    return abs(int(width)) * abs(int(height))


def packed(data: bytes) -> bytes:
    """A bitmap whose bits follow its header at once, as a BMP file. Raises ValueError, struct.error."""
    (size,) = struct.unpack_from("<I", data)
    if size == _CORE:
        width, height, _, depth = struct.unpack_from("<4H", data, 4)
        colors, entry, compression = (1 << depth if depth <= 8 else 0), 3, 0
    else:
        width, height, _, depth, compression, _, _, _, colors = struct.unpack_from("<2i2H2I2iI", data, 4)
        colors, entry = colors or (1 << depth if depth <= 8 else 0), 4
    if not (0 < abs(width) <= _LONGEST and 0 < abs(height) <= _LONGEST) or colors > 256:
        raise ValueError("no bitmap of this size")
    start = size + colors * entry + (4 * _MASKS if compression == _MASKS and size == 40 else 0)
    return bmp(data[:start], data[start:])
