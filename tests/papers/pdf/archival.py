"""What PDF/A-2b asks for, as far as it can be told from a file's structure."""

from __future__ import annotations

import io
import re
import struct
from collections.abc import Iterator
from typing import Any

from pypdf import PdfReader
from pypdf.generic import ArrayObject, BooleanObject, DictionaryObject, NullObject, StreamObject

_SHOWN = re.compile(rb"<([0-9A-Fa-f]+)>")
_CODE = 4


def claimed_part(pdf: bytes) -> str:
    """The part of PDF/A that a file says it keeps to; empty when none."""
    metadata = PdfReader(io.BytesIO(pdf)).root_object.get("/Metadata")
    found = re.search(rb"pdfaid:part>(\d)<", metadata.get_object().get_data()) if metadata is not None else None
    return found[1].decode() if found is not None else ""


def violations(pdf: bytes) -> list[str]:
    """What keeps a file from being PDF/A-2b; an empty list when nothing was found."""
    return list(_violations(pdf, PdfReader(io.BytesIO(pdf), strict=True)))


def _violations(pdf: bytes, reader: PdfReader) -> Iterator[str]:
    root = reader.root_object
    if not re.match(rb"%PDF-1\.[0-7]\n%[\x80-\xff]{4}", pdf):
        yield "header without binary comment"
    if reader.is_encrypted or "/Encrypt" in reader.trailer:
        yield "encrypted"
    if len(reader.trailer.get("/ID", ())) != 2:
        yield "no file identifier"
    if not pdf.rstrip().endswith(b"%%EOF"):
        yield "bytes after the end"
    yield from _metadata(reader)
    intents = root.get("/OutputIntents", ArrayObject()).get_object()
    profiles = [
        one.get_object()["/DestOutputProfile"].get_object().get_data()
        for one in intents
        if one.get_object().get("/S") == "/GTS_PDFA1"
    ]
    if len(profiles) != 1 or profiles[0][36:40] != b"acsp" or profiles[0][16:20] != b"RGB ":
        yield "no RGB output intent"
    elif profiles[0][8] > 4:
        yield "colour profile of a version too new"
    names = root.get("/Names", DictionaryObject()).get_object()
    for key in ("/JavaScript", "/EmbeddedFiles"):
        if key in names:
            yield f"{key} in the file"
    for number, page in enumerate(reader.pages, start=1):
        for what in _page(page):
            yield f"page {number}: {what}"


def _metadata(reader: PdfReader) -> Iterator[str]:
    stream = reader.root_object.get("/Metadata")
    if stream is None or stream.get_object().get("/Type") != "/Metadata":
        yield "no metadata stream"
        return
    if "/Filter" in stream.get_object():
        yield "packed metadata"
    text = stream.get_object().get_data().decode()
    if not re.search(r"<pdfaid:part>2</pdfaid:part>\s*<pdfaid:conformance>[BU]</pdfaid:conformance>", text):
        yield "no claim"
    xmp, info = reader.xmp_metadata, reader.metadata
    if xmp is None or info is None:
        yield "metadata cannot be read"
        return
    if info.title != (xmp.dc_title or {}).get("x-default") or info.producer != xmp.pdf_producer:
        yield "title or producer told differently"
    if (info.author or None) != next(iter(xmp.dc_creator or []), None):
        yield "author told differently"


def _page(page: DictionaryObject) -> Iterator[str]:
    resources: Any = page["/Resources"].get_object()
    spaces = resources.get("/ColorSpace", NullObject()).get_object()
    if b"CMYK" in repr(spaces).encode():
        yield "CMYK without its intent"
    for name, state in _items(resources, "/ExtGState"):
        if "/TR" in state or state.get("/BM", "/Normal") not in ("/Normal", "/Compatible"):
            yield f"graphics state {name}"
    for name, thing in _items(resources, "/XObject"):
        if thing.get("/Interpolate", BooleanObject(False)) != BooleanObject(False):
            yield f"image {name} is to be smoothed"
        if thing.get("/Subtype") == "/PS" or "/Alternates" in thing or "/OPI" in thing:
            yield f"image {name} of a kind not allowed"
    shown: Any = page["/Contents"].get_object()
    streams = shown if isinstance(shown, ArrayObject) else [shown]
    data = b"\n".join(one.get_object().get_data() for one in streams)
    for name, font in _items(resources, "/Font"):
        yield from (f"font {name}: {what}" for what in _font(font))
    if any(
        code == b"0000"
        for text in _SHOWN.findall(data)
        for code in (text[at : at + _CODE] for at in range(0, len(text), _CODE))
    ) and any(font.get("/Subtype") == "/Type0" for _, font in _items(resources, "/Font")):
        yield "a sign that its font lacks"


def _items(resources: Any, kind: str) -> Iterator[tuple[str, Any]]:
    for name, one in resources.get(kind, DictionaryObject()).get_object().items():
        yield str(name), one.get_object()


def _font(font: Any) -> Iterator[str]:
    if "/ToUnicode" not in font and font.get("/Subtype") == "/Type0":
        yield "no meaning of its signs"
    holder = font["/DescendantFonts"][0].get_object() if font.get("/Subtype") == "/Type0" else font
    descriptor = holder["/FontDescriptor"].get_object()
    program = next(
        (descriptor[key].get_object() for key in ("/FontFile2", "/FontFile3") if key in descriptor), None
    )
    if not isinstance(program, StreamObject):
        yield "not embedded"
        return
    if descriptor["/FontName"] != font["/BaseFont"]:
        yield "two names"
    if font.get("/Subtype") == "/Type0" and holder.get("/CIDToGIDMap") == "/Identity":
        yield from _widths(holder, program.get_data())


def _widths(holder: Any, program: bytes) -> Iterator[str]:
    """Whether the widths that are told are those of the glyphs."""
    tables = {
        program[at : at + 4]: struct.unpack_from(">II", program, at + 8)
        for at in range(12, 12 + 16 * struct.unpack_from(">H", program, 4)[0], 16)
    }
    (units,) = struct.unpack_from(">H", program, tables[b"head"][0] + 18)
    (count,) = struct.unpack_from(">H", program, tables[b"hhea"][0] + 34)
    advances = struct.unpack_from(">" + "Hh" * count, program, tables[b"hmtx"][0])[0::2]
    told = holder.get("/W", ArrayObject()).get_object()
    for first, some in zip(told[0::2], told[1::2], strict=True):
        for glyph, width in enumerate(some.get_object(), start=int(first)):
            if abs(advances[min(glyph, count - 1)] * 1000 / units - float(width)) > 1:
                yield f"glyph {glyph} is said to be {width} wide"
                return
