"""What a PDF must not be, before its pages are looked at or signed: a bomb, a program, a loop, a book."""

from __future__ import annotations

import io
import re
import zlib
from collections.abc import Iterator
from typing import Any

from pypdf import PdfReader
from pypdf.errors import PyPdfError
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject, StreamObject

from attest_desktop.domain.errors import BadFileError
from attest_desktop.papers.signing.places import CannotStampError

# What pypdf may raise on a damaged file, beside its own errors.
DAMAGE = (PyPdfError, OSError, ValueError, LookupError, TypeError, AttributeError, RuntimeError, zlib.error)
MOST_PAGES = 100
LARGEST_FILE = 100 * 1024 * 1024
_MOST_OBJECTS = 100_000
_MOST_BYTES = 48 * 1024 * 1024
_MOST_LZW = 300_000
_MOST_PIXELS = 40_000_000
_MOST_DRAWINGS = 20_000
_BAD_ACTIONS = {"/JavaScript", "/Launch", "/ImportData", "/SubmitForm", "/GoToE", "/Rendition"}
_FLATE = ("/FlateDecode", "/Fl")
_DRAWS = re.compile(rb"/([^\s/<>\[\](){}%]+)\s+Do\b")
_AGAIN = "Создайте PDF из заключения заново и повторите."


class UnsafePdfError(BadFileError):
    """The PDF holds what no conclusion holds."""

    title = "Этот файл PDF небезопасен"


def damaged() -> CannotStampError:
    """The error for a file that cannot be taken apart."""
    return CannotStampError("Файл PDF повреждён.", "Создайте его заново и повторите.")


def refuse_oversized(pdf: bytes, pages: int) -> None:
    """Raise BadFileError when the file is larger, or has more pages, than any conclusion."""
    if len(pdf) > LARGEST_FILE:
        raise BadFileError("Файл PDF слишком большой: больше 100 МБ.", "Выберите файл заключения.")
    if pages > MOST_PAGES:
        raise BadFileError(
            f"В файле PDF {pages} стр., а в заключении их не бывает больше {MOST_PAGES}.",
            "Выберите файл заключения.",
        )


def refuse_unsafe(pdf: bytes) -> None:
    """Raise UnsafePdfError for programs, loops and bombs, CannotStampError when the file cannot be taken apart.

    Reads every object of the file without unpacking more than 48 MB; an encrypted file is left to others.
    """
    try:
        reader = PdfReader(io.BytesIO(pdf))
        if reader.is_encrypted:
            return
        streams = list(_streams(reader))
        budget = _MOST_BYTES
        contents: dict[int, bytes] = {}
        for number, stream in streams:
            if stream.get("/Subtype") == "/Image":
                _refuse_wide(stream)
                continue
            content = _unpacked(stream, budget)
            budget -= len(content)
            contents[number] = content
        _refuse_loops(dict(streams), contents)
    except DAMAGE as error:
        raise damaged() from error


def _streams(reader: PdfReader) -> Iterator[tuple[int, StreamObject]]:
    """Every stream that can be reached; actions that do something are refused on the way."""
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
            raise _unsafe("в нём слишком много частей")
        if isinstance(value, DictionaryObject):
            if value.get("/S") in _BAD_ACTIONS or "/JS" in value:
                raise _unsafe("в нём есть программа или действие, которое запускается само")
            if isinstance(value, StreamObject):
                yield number, value
            waiting += ((0, one) for one in value.values())
        elif isinstance(value, ArrayObject):
            waiting += ((0, one) for one in value)


def _refuse_wide(image: StreamObject) -> None:
    size = [_resolved(image.get(key)) for key in ("/Width", "/Height")]
    if not all(isinstance(one, (int, float)) for one in size) or size[0] * size[1] > _MOST_PIXELS:
        raise _unsafe("картинка в нём непомерно велика")


def _unpacked(stream: StreamObject, budget: int) -> bytes:
    filters = _resolved(stream.get("/Filter"))
    chain = [_resolved(one) for one in filters] if isinstance(filters, ArrayObject) else [filters]
    content: bytes = stream._data if isinstance(stream._data, bytes) else b""
    for one in chain:
        if one in ("/LZWDecode", "/LZW") and len(content) > _MOST_LZW:
            raise _unsafe("в распакованном виде он непомерно велик")
        if one not in _FLATE:
            break
        unpacking = zlib.decompressobj()
        try:
            content = unpacking.decompress(content, max(1, budget) + 1)
        except zlib.error:
            break  # viewers draw what they can of it
        if len(content) > budget:
            raise _unsafe("в распакованном виде он непомерно велик")
    return content


def _refuse_loops(streams: dict[int, StreamObject], contents: dict[int, bytes]) -> None:
    """Forms that draw themselves, or each other so often that drawing never ends."""
    forms = {number for number, stream in streams.items() if stream.get("/Subtype") == "/Form"}
    drawings: dict[int, int] = {}
    open_: set[int] = set()

    def count(number: int) -> int:
        if number in open_ or len(open_) > 40:
            raise _unsafe("его страницы ссылаются сами на себя")
        if number not in drawings:
            open_.add(number)
            total = 1
            for child in _drawn(streams[number], contents.get(number, b"")):
                total += count(child) if child in forms else 1
                if total > _MOST_DRAWINGS:
                    raise _unsafe("его страницы непомерно сложны")
            open_.discard(number)
            drawings[number] = total
        return drawings[number]

    for number in sorted(forms):
        count(number)


def _drawn(form: StreamObject, content: bytes) -> list[int]:
    """The numbers of the objects that a form draws, as often as it draws them."""
    resources = _resolved(form.get("/Resources"))
    named = _resolved(resources.get("/XObject")) if isinstance(resources, DictionaryObject) else None
    if not isinstance(named, DictionaryObject):
        return []
    by_name = {
        name[1:].encode("latin-1", "replace"): named.raw_get(name).idnum
        for name in named
        if isinstance(named.raw_get(name), IndirectObject)
    }
    return [by_name[name] for name in _DRAWS.findall(content) if name in by_name]


def _resolved(value: Any) -> Any:
    return value.get_object() if hasattr(value, "get_object") else value


def _unsafe(why: str) -> UnsafePdfError:
    return UnsafePdfError(f"Файл PDF не открыт: {why}.", _AGAIN)
