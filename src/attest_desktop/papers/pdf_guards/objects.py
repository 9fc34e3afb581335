"""Every object of a PDF that can be reached: programs are refused on the way, so are pictures without measure."""

from __future__ import annotations

from collections.abc import Iterator
from math import hypot
from typing import Any

from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject, StreamObject

from attest_desktop.papers.pdf_guards.refusal import MOST_OBJECTS, MOST_PIXELS, TOO_MANY, Called
from attest_desktop.papers.pdf_objects import DAMAGE, resolved

# Points. A tile finer than any printer's dot is painted for ever; hatching of offices has tiles of six points.
_FINEST_TILE = 0.25
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
        if visited > MOST_OBJECTS:
            raise called.unsafe(TOO_MANY)
        if isinstance(value, DictionaryObject):
            if not programs and (resolved(value.get("/S")) in _BAD_ACTIONS or "/JS" in value):
                raise called.unsafe("в нём есть программа или действие, которое запускается само")
            if isinstance(value, StreamObject):
                if resolved(value.get("/Subtype")) == "/Image":
                    _refuse_wide(value, called)
                if resolved(value.get("/PatternType")) == 1:
                    _refuse_fine(value, called)
                yield number, value
            waiting += ((0, one) for one in value.values())
        elif isinstance(value, ArrayObject):
            waiting += ((0, one) for one in value)


def _refuse_wide(image: StreamObject, called: Called) -> None:
    size = [resolved(image.get(key)) for key in ("/Width", "/Height")]
    if not all(isinstance(one, (int, float)) for one in size) or size[0] * size[1] > MOST_PIXELS:
        raise called.unsafe("в нём слишком большое изображение")


def _refuse_fine(tile: StreamObject, called: Called) -> None:
    matrix = resolved(tile.get("/Matrix"))
    scales = [1.0, 1.0]
    if isinstance(matrix, ArrayObject) and len(matrix) == 6:
        across, slant, lean, down = (_number(one) for one in matrix[:4])
        scales = [hypot(across, slant), hypot(lean, down)]
    for key, scale in zip(("/XStep", "/YStep"), scales, strict=True):
        if not abs(_number(tile.get(key))) * scale >= _FINEST_TILE:
            raise called.unsafe("узор в нём непомерно мелкий")


def _number(value: Any) -> float:
    value = resolved(value)
    return float(value) if isinstance(value, (int, float)) else 0.0
