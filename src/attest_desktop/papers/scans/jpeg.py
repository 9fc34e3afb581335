"""A JPEG without what the telephone wrote into it: place, time and model go, the picture's data stay."""

from __future__ import annotations

import struct
from dataclasses import dataclass

_START, _END = b"\xff\xd8", b"\xff\xd9"
_SCAN = 0xDA
_APP0, _APP14, _APP15, _COMMENT = 0xE0, 0xEE, 0xEF, 0xFE
# Markers that stand alone, without a length.
_ALONE = frozenset({0x01, *range(0xD0, 0xD8)})
# What readers of PDF decode: baseline, extended and progressive, Huffman-coded.
_FRAMES = frozenset({0xC0, 0xC1, 0xC2})
_OTHER_FRAMES = frozenset({0xC3, *range(0xC5, 0xC8), *range(0xC9, 0xCC), *range(0xCD, 0xD0)})


class NotEmbeddableError(ValueError):
    """The bytes are no JPEG that a PDF may hold as it is."""


@dataclass(frozen=True, slots=True)
class BareJpeg:
    """A JPEG of nothing but its picture: the bytes, its size in pixels as stored, and how many colours it has."""

    data: bytes
    width: int
    height: int
    components: int


def bare_jpeg(content: bytes) -> BareJpeg:
    """The JPEG without metadata: not a pixel is changed. Raises NotEmbeddableError.

    Dropped: EXIF, XMP, comments, profiles and all else that applications wrote, and whatever follows the end
    (second pictures, trailers of telephones). Kept: the mark that tells how the colours are coded.
    """
    if not content.startswith(_START):
        raise NotEmbeddableError("no start of a picture")
    kept = [_START]
    frame: tuple[int, int, int] | None = None
    at = 2
    while True:
        marker, at = _marker(content, at)
        if marker == _END[1]:
            break
        if marker in _ALONE:
            continue
        (length,) = struct.unpack_from(">H", content, at) if at + 2 <= len(content) else (0,)
        end = at + length
        if length < 2 or end > len(content):
            raise NotEmbeddableError("cut off")
        segment = content[at - 2 : end]
        if marker in _OTHER_FRAMES or (marker in _FRAMES and frame is not None):
            raise NotEmbeddableError("an unusual kind")
        if marker in _FRAMES:
            frame = _frame(content[at + 2 : end])
        # The mark of the colours is twelve bytes long; nothing else of the applications is of use.
        colours = marker == _APP14 and segment[4:9] == b"Adobe" and len(segment) == 16
        if colours or not (_APP0 <= marker <= _APP15 or marker == _COMMENT):
            kept.append(segment)
        elif marker == _APP0 and segment[4:9] == b"JFIF\0" and len(segment) >= 18:
            # Its own small picture, if any, is left out.
            kept.append(b"\xff\xe0\x00\x10" + segment[4:16] + b"\0\0")
        at = end
        if marker == _SCAN:
            after = _end_of_scan(content, at)
            kept.append(content[at:after])
            at = after
    if frame is None:
        raise NotEmbeddableError("no picture")
    kept.append(_END)
    return BareJpeg(b"".join(kept), *frame)


def _marker(content: bytes, at: int) -> tuple[int, int]:
    """The marker at this place, and where its segment begins."""
    if content[at : at + 1] != b"\xff":
        raise NotEmbeddableError("damaged")
    while content[at : at + 1] == b"\xff":
        at += 1
    if at >= len(content):
        raise NotEmbeddableError("cut off")
    return content[at], at + 1


def _frame(segment: bytes) -> tuple[int, int, int]:
    """Width, height and number of colours."""
    if len(segment) < 6:
        raise NotEmbeddableError("damaged")
    depth, height, width, components = struct.unpack_from(">BHHB", segment)
    if depth != 8 or not width or not height or components not in (1, 3):
        raise NotEmbeddableError("an unusual kind")
    return width, height, components


def _end_of_scan(content: bytes, at: int) -> int:
    """Where the next marker stands that is neither a restart nor an escaped byte."""
    while True:
        at = content.find(b"\xff", at)
        if at < 0 or at + 1 >= len(content):
            raise NotEmbeddableError("cut off")
        if content[at + 1] == 0xFF:
            at += 1
        elif content[at + 1] == 0 or 0xD0 <= content[at + 1] <= 0xD7:
            at += 2
        else:
            return at
