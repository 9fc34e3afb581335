"""Every object of a PDF that can be reached: programs are refused on the way, so are pictures without measure."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject, StreamObject

from attest_desktop.papers.pdf_guards.refusal import MOST_PIXELS, Called
from attest_desktop.papers.pdf_objects import DAMAGE, resolved

_MOST_OBJECTS = 100_000
_BAD_ACTIONS = {"/JavaScript", "/Launch", "/ImportData", "/SubmitForm", "/GoToE", "/Rendition"}


def streams_of(reader: PdfReader, called: Called, *, programs: bool) -> Iterator[tuple[int, StreamObject]]:
    """Every stream with its number, each once. Raises UnsafePdfError.

    With `programs` actions that do something are let pass: whoever copies pages leaves them behind.
    """
    seen: set[int] = set()
    waiting: list[tuple[int, Any]] = [(0, reader.trailer)]
    visited = 0
    while waiting:
        number, value = waiting.pop()
        if isinstance(value, IndirectObject):
            if value.idnum in seen:
                continue
            seen.add(value.idnum)
            number = value.idnum
            try:
                value = value.get_object()
            except DAMAGE:
                continue  # nothing can be drawn of it either
        visited += 1
        if visited > _MOST_OBJECTS:
            raise called.unsafe("в нём слишком много частей")
        if isinstance(value, DictionaryObject):
            if not programs and (resolved(value.get("/S")) in _BAD_ACTIONS or "/JS" in value):
                raise called.unsafe("в нём есть программа или действие, которое запускается само")
            if isinstance(value, StreamObject):
                if resolved(value.get("/Subtype")) == "/Image":
                    _refuse_wide(value, called)
                yield number, value
            waiting += ((0, one) for one in value.values())
        elif isinstance(value, ArrayObject):
            waiting += ((0, one) for one in value)


def _refuse_wide(image: StreamObject, called: Called) -> None:
    size = [resolved(image.get(key)) for key in ("/Width", "/Height")]
    if not all(isinstance(one, (int, float)) for one in size) or size[0] * size[1] > MOST_PIXELS:
        raise called.unsafe("в нём слишком большое изображение")
