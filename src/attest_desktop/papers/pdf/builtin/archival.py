"""What makes the built-in engine's PDF an archival one, PDF/A-2b. Qt offers only PDF/A-1: no transparency."""

from __future__ import annotations

import re
from typing import Any

from pypdf import PdfWriter
from pypdf.generic import (
    ArrayObject,
    DecodedStreamObject,
    DictionaryObject,
    NameObject,
    NullObject,
    NumberObject,
    StreamObject,
    TextStringObject,
)
from PySide6.QtGui import QColorSpace

_CONDITION = "sRGB IEC61966-2.1"
_CLAIM = b"<pdfaid:part>2</pdfaid:part><pdfaid:conformance>B</pdfaid:conformance>"
# The glyph for signs that a font lacks: shown as an empty box, and not allowed.
_NO_GLYPH = re.compile(rb"<(?:[0-9A-Fa-f]{4})*?0000(?:[0-9A-Fa-f]{4})*>")
_CMYK = ("/CSpcmyk", "/PCSpcmyk")


def make_archival(writer: PdfWriter) -> bool:
    """Name the colours, agree the fonts' names, and claim PDF/A-2b unless a sign is missing from its font.

    Returns whether every sign has its glyph.
    """
    missing = False
    for page in writer.pages:
        resources: Any = page["/Resources"].get_object()
        spaces = resources.get("/ColorSpace", NullObject()).get_object()
        if isinstance(spaces, DictionaryObject):
            # Named on every page and used on none; the intent is for RGB.
            for name in _CMYK:
                spaces.pop(name, None)
        for reference in resources.get("/Font", DictionaryObject()).get_object().values():
            _agree(reference.get_object())
        content = page["/Contents"].get_object()
        missing = missing or (isinstance(content, StreamObject) and bool(_NO_GLYPH.search(content.get_data())))
    profile = DecodedStreamObject()
    profile.set_data(bytes(QColorSpace(QColorSpace.NamedColorSpace.SRgb).iccProfile().data()))
    packed = profile.flate_encode()
    packed[NameObject("/N")] = NumberObject(3)
    intent = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/OutputIntent"),
            NameObject("/S"): NameObject("/GTS_PDFA1"),
            NameObject("/OutputConditionIdentifier"): TextStringObject(_CONDITION),
            NameObject("/Info"): TextStringObject(_CONDITION),
            NameObject("/DestOutputProfile"): writer._add_object(packed),
        }
    )
    writer.root_object[NameObject("/OutputIntents")] = ArrayObject([writer._add_object(intent)])
    if not missing:
        metadata = DecodedStreamObject()
        metadata.set_data(_CLAIM)
        writer.root_object[NameObject("/Metadata")] = writer._add_object(metadata)
    return not missing


def _agree(font: Any) -> None:
    """Give a font one name everywhere, and leave out the list of its glyphs, which nobody needs."""
    for one in font.get("/DescendantFonts", ArrayObject()).get_object():
        descendant = one.get_object()
        descriptor = descendant["/FontDescriptor"].get_object()
        descriptor.pop("/CIDSet", None)
        for holder in (font, descendant):
            holder[NameObject("/BaseFont")] = NameObject(descriptor["/FontName"])
