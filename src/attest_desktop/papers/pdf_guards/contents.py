"""What pages and drawings say, unpacked within a measure."""

from __future__ import annotations

import zlib

from pypdf.errors import LimitReachedError
from pypdf.generic import ArrayObject, StreamObject

from attest_desktop.papers.pdf_guards.refusal import TOO_MUCH, Called
from attest_desktop.papers.pdf_objects import DAMAGE, resolved

# Bytes of all that is not a picture: fonts and the words of a hundred pages take far less.
_MOST_BYTES = 48 * 1024 * 1024
# Bytes, packed: the library unpacks this old kind slowly.
_MOST_LZW = 300_000
_FLATE, _LZW = {"/FlateDecode", "/Fl"}, {"/LZWDecode", "/LZW"}


class Unpacking:
    """Unpacks streams one after another, up to 48 MB in all."""

    def __init__(self, called: Called) -> None:
        self._called = called
        self._budget = _MOST_BYTES

    def content(self, stream: StreamObject) -> bytes:
        """The stream's bytes, none when they are damaged. Raises UnsafePdfError when it is too much."""
        filters = resolved(stream.get("/Filter"))
        chain = [resolved(one) for one in filters] if isinstance(filters, ArrayObject) else [filters]
        packed: bytes = stream._data if isinstance(stream._data, bytes) else b""
        if _LZW.intersection(chain) and len(packed) > _MOST_LZW:
            raise self._called.unsafe(TOO_MUCH)
        content = self._flate(packed) if len(chain) == 1 and chain[0] in _FLATE else self._other(stream)
        if len(content) > self._budget:
            raise self._called.unsafe(TOO_MUCH)
        self._budget -= len(content)
        return content

    def _flate(self, packed: bytes) -> bytes:
        try:
            return zlib.decompressobj().decompress(packed, self._budget + 1)
        except zlib.error:
            # Viewers draw what they can of it; the library would look for it byte by byte.
            return b""

    def _other(self, stream: StreamObject) -> bytes:
        try:
            return stream.get_data()
        except LimitReachedError as error:
            raise self._called.unsafe(TOO_MUCH) from error
        except DAMAGE:
            return b""
