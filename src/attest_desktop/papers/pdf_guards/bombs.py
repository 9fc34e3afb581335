"""Does a PDF unpack into more than a computer can bear?

The bytes are looked through from outside, so that no reader is led into unpacking gigabytes.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator

from attest_desktop.papers.pdf_guards.refusal import MOST_OBJECTS, MOST_PIXELS, TOO_MANY, TOO_MUCH, Called

_STREAM = re.compile(rb"(?<!end)stream\r?\n")
# A number that is a reference («5 0 R») is looked at when the objects are walked.
_NUMBER = rb"\s+(\d{1,9})\b(?!\s+\d+\s+R\b)"
_WIDTH, _HEIGHT = re.compile(rb"/(?:Width|W)" + _NUMBER), re.compile(rb"/(?:Height|H)" + _NUMBER)
_DICTIONARY = 4096
# Streams this small cannot unpack into much; the largest honest one is a page of 64 megapixels in colour.
_SMALL = 60_000
_MOST_UNPACKED = 200_000_000
_MOST_UNPACKED_IN_ALL = 600_000_000
_CHUNK = 1 << 16


def refuse_bombs(pdf: bytes, called: Called) -> None:
    """Raise UnsafePdfError when a picture is too large or streams unpack into over 200 MB, or 600 MB in all.

    So it does for too many objects: readers that find the table of a file broken look for each of them.
    """
    if pdf.count(b" obj") > MOST_OBJECTS:
        raise called.unsafe(TOO_MANY)
    whole = 0
    for dictionary, start in _streams(pdf):
        width, height = _WIDTH.search(dictionary), _HEIGHT.search(dictionary)
        if width and height and int(width[1]) * int(height[1]) > MOST_PIXELS:
            raise called.unsafe(f"в нём слишком большое изображение ({int(width[1])} × {int(height[1])} точек)")
        packings = dictionary.count(b"/FlateDecode") + dictionary.count(b"/LZWDecode")
        # Packed twice: what unpacks a thousandfold, twice over.
        if packings > 1:
            raise called.unsafe(TOO_MUCH)
        if b"/FlateDecode" in dictionary:
            size = _unpacked(pdf, start, min(_MOST_UNPACKED, _MOST_UNPACKED_IN_ALL - whole))
            whole += size
            if size >= _MOST_UNPACKED or whole >= _MOST_UNPACKED_IN_ALL:
                raise called.unsafe(TOO_MUCH)


def _streams(pdf: bytes) -> Iterator[tuple[bytes, int]]:
    """The dictionary before each stream, and where the stream's bytes begin."""
    for found in _STREAM.finditer(pdf):
        before = pdf[max(0, found.start() - _DICTIONARY) : found.start()]
        begin = max(before.rfind(b" obj"), before.rfind(b"endstream"), before.rfind(b"endobj"))
        yield before[begin + 1 :], found.end()


def _unpacked(pdf: bytes, start: int, most: int) -> int:
    """How many bytes the stream unpacks into, counted up to `most`; nothing of it is kept."""
    end = pdf.find(b"endstream", start)
    end = len(pdf) if end < 0 else end
    if end - start < _SMALL:
        return 0
    unpacking = zlib.decompressobj()
    size, at = 0, start
    try:
        while size < most and not unpacking.eof:
            # At the stream's end the library may leave a tail that it never takes: `eof` alone tells.
            rest = unpacking.unconsumed_tail
            if not rest:
                rest = pdf[at : min(end, at + _CHUNK)]
                at += len(rest)
            if not rest:
                break
            size += len(unpacking.decompress(rest, 1 << 20))
    except zlib.error:
        # A stream by accident: the words stood inside another one's bytes, or it is damaged.
        return size
    return size
