"""Drawings within drawings: how many would really be painted, how many lines, and do any paint themselves."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import islice

import numpy as np
from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject, StreamObject

from attest_desktop.papers.pdf_guards.refusal import Called
from attest_desktop.papers.pdf_objects import inherited, resolved

_MOST_DRAWINGS = 20_000
# A line or area takes this much of the time that a drawing may take: 80 000 of them on a page, a detailed plan.
_LINES_TO_DRAWING = 4
# Parts of one line cost less: a page of letters turned into outlines has a hundred thousand.
_PARTS_TO_LINE = 4
_PARTS = re.compile(rb"(?<=[\s\])>0-9])(?:[lcvy]|re)(?=\s)")
# A line across the whole drawing takes far longer than the usual short one.
_MOST_CROSSINGS = 30_000
_FEW_PARTS, _SHORTEST_LINE = 20_000, 6  # lines; bytes
_STEPS = re.compile(rb"(-?[\d.]{1,20})\s+(-?[\d.]{1,20})\s+([lm])(?=\s)")
_PAINTS = re.compile(rb"(?<=[\s\])>0-9])(?:[SsFfBb]|[fBb]\*|sh)(?=\s)")
_DEEPEST = 40
_DRAWS = re.compile(rb"/([^\s/<>\[\](){}%]+)\s+Do\b")
_ESCAPED = re.compile(rb"#([0-9A-Fa-f]{2})")


@dataclass(frozen=True, slots=True)
class _Scope:
    """What names of drawings stand for (numbers of objects); `whose`: a page, or minus a form."""

    whose: int
    names: Mapping[bytes, int]


class Drawings:
    """The forms of a file; `contents` are the unpacked bytes of its streams, both by number."""

    def __init__(self, streams: Mapping[int, StreamObject], contents: Mapping[int, bytes], called: Called) -> None:
        self._called = called
        self._contents = contents
        self._forms = {
            number: _names(resolved(stream.get("/Resources")))
            for number, stream in streams.items()
            if resolved(stream.get("/Subtype")) == "/Form"
        }
        self._painted: dict[tuple[int, int], int] = {}
        self._open: set[int] = set()

    def refuse_endless(self, reader: PdfReader) -> None:
        """Raise UnsafePdfError when a page or a form paints over 20 000 drawings, or lines without end."""
        for page_number, page in enumerate(reader.pages, 1):
            names = _names(resolved(inherited(page, "/Resources"))) or {}
            self._total(self._of_page(page), _Scope(page_number, names))
        for number in sorted(self._forms):
            self._count(number, _Scope(0, {}))

    def _of_page(self, page: DictionaryObject) -> bytes:
        contents = page.raw_get("/Contents") if "/Contents" in page else None
        parts = resolved(contents)
        references = parts if isinstance(parts, ArrayObject) else [contents]
        numbers = [one.idnum for one in references if isinstance(one, IndirectObject)]
        return b"\n".join(self._contents.get(number, b"") for number in numbers)

    def _total(self, content: bytes, scope: _Scope) -> int:
        total = _lines(content) // _LINES_TO_DRAWING
        if total > _MOST_DRAWINGS or _crossings(content) > _MOST_CROSSINGS:
            raise self._called.unsafe("на одной странице в нём непомерно много линий")
        for written in _DRAWS.findall(content):
            number = scope.names.get(_ESCAPED.sub(lambda found: bytes([int(found[1], 16)]), written))
            total += self._count(number, scope) if number in self._forms else 1
            if total > _MOST_DRAWINGS:
                raise self._called.unsafe("рисунки в нём вложены друг в друга без меры")
        return total

    def _count(self, number: int, around: _Scope) -> int:
        """How many drawings a form paints, itself counted; without names of its own it has those around it."""
        if number in self._open or len(self._open) > _DEEPEST:
            raise self._called.unsafe("его страницы ссылаются сами на себя")
        own = self._forms[number]
        scope = around if own is None else _Scope(-number, own)
        if (number, scope.whose) not in self._painted:
            self._open.add(number)
            self._painted[number, scope.whose] = 1 + self._total(self._contents.get(number, b""), scope)
            self._open.discard(number)
        return self._painted[number, scope.whose]


def _lines(content: bytes) -> int:
    """How many lines and areas are painted, by themselves or by their parts, counted no further than needed."""
    most = (_MOST_DRAWINGS + 1) * _LINES_TO_DRAWING
    lines = sum(1 for _ in islice(_PAINTS.finditer(content), most))
    parts = sum(1 for _ in islice(_PARTS.finditer(content), most * _PARTS_TO_LINE))
    return max(lines, parts // _PARTS_TO_LINE)


def _crossings(content: bytes) -> float:
    """How often lines, put end to end, would cross the drawing; nothing where there are not very many."""
    if len(content) < _SHORTEST_LINE * _FEW_PARTS:
        return 0.0
    steps = [
        found.groups()
        for found in islice(
            _STEPS.finditer(content), 2 * (_MOST_DRAWINGS + 1) * _LINES_TO_DRAWING * _PARTS_TO_LINE
        )
    ]
    drawn = np.array([operator == b"l" for _, _, operator in steps], bool)
    if int(drawn.sum()) < _FEW_PARTS:
        return 0.0
    points = np.array([(_number(x), _number(y)) for x, y, _ in steps])
    size = float(np.ptp(points, axis=0).sum())
    travelled = float(np.abs(np.diff(points, axis=0)).sum(axis=1)[drawn[1:]].sum())
    return travelled / size if size else 0.0


def _number(written: bytes) -> float:
    try:
        return float(written)
    except ValueError:
        return 0.0


def _names(resources: object) -> dict[bytes, int] | None:
    """None where there are no resources."""
    if not isinstance(resources, DictionaryObject):
        return None
    named = resolved(resources.get("/XObject"))
    if not isinstance(named, DictionaryObject):
        return {}
    found = {name: named.raw_get(name) for name in named}
    return {
        name[1:].encode("latin-1", "replace"): one.idnum
        for name, one in found.items()
        if isinstance(one, IndirectObject)
    }
