"""Before a PDF is opened: does it hold more than a computer can bear, or call programs.

The bytes are looked through from outside, so that no reader is led into unpacking gigabytes.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator

from attest_desktop.papers.scans.kinds import refusal

_STREAM = re.compile(rb"(?<!end)stream\r?\n")
_WIDTH, _HEIGHT = re.compile(rb"/(?:Width|W)\s+(\d{1,9})\b"), re.compile(rb"/(?:Height|H)\s+(\d{1,9})\b")
_DICTIONARY = 4096
_MOST_PIXELS = 64_000_000
# Streams this small cannot unpack into much; the largest honest one is a page of 64 megapixels in colour.
_SMALL = 60_000
_MOST_UNPACKED = 200_000_000
_MOST_UNPACKED_IN_ALL = 600_000_000
_CHUNK = 1 << 16
_BOMB = "распаковывается в непомерно большой объём, поэтому открывать его опасно."
_TODO = "Отсканируйте страницы заново с разрешением 200–300 точек на дюйм."


def check_bounds(name: str, pdf: bytes) -> None:
    """Raise BadFileError naming the file when the PDF would take too much memory."""
    whole = 0
    for dictionary, start in _streams(pdf):
        width, height = _WIDTH.search(dictionary), _HEIGHT.search(dictionary)
        if width and height and int(width[1]) * int(height[1]) > _MOST_PIXELS:
            raise refusal(
                name, f"— в нём слишком большое изображение: {int(width[1])} × {int(height[1])} точек.", _TODO
            )
        packings = dictionary.count(b"/FlateDecode") + dictionary.count(b"/LZWDecode")
        # Packed twice: what unpacks a thousandfold, twice over.
        if packings > 1:
            raise refusal(name, _BOMB, _TODO)
        if b"/FlateDecode" in dictionary:
            size = _unpacked(pdf, start, min(_MOST_UNPACKED, _MOST_UNPACKED_IN_ALL - whole))
            whole += size
            if size >= _MOST_UNPACKED or whole >= _MOST_UNPACKED_IN_ALL:
                raise refusal(name, _BOMB, _TODO)


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
        while at < end and not unpacking.eof and size < most:
            rest = unpacking.unconsumed_tail
            if not rest:
                rest = pdf[at : min(end, at + _CHUNK)]
                at += len(rest)
            size += len(unpacking.decompress(rest, 1 << 20))
        while unpacking.unconsumed_tail and size < most:
            size += len(unpacking.decompress(unpacking.unconsumed_tail, 1 << 20))
    except zlib.error:
        # A stream by accident: the words stood inside another one's bytes, or it is damaged.
        return size
    return size
