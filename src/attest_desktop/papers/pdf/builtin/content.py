"""Qt's page contents put into the shape other programs read best.

Qt writes fonts in its own pixels, shrunk by the page's matrix, and every letter as a text of its own. Readers that
tell lines and words by the bare font size (Chrome, Edge) then take lines twenty times too high and run words of
different lines together. So sizes are given in points, and the letters of a run are shown by one operator.
"""

from __future__ import annotations

import hashlib
import io
import re
from collections.abc import Mapping
from functools import partial

from pypdf import PageObject, PdfReader, PdfWriter
from pypdf.generic import ArrayObject, DictionaryObject, StreamObject

Widths = Mapping[int, float]
"""Advances of glyphs by their numbers, in thousandths of the font size."""

_FONT_TAG = re.compile(rb"/FontName /[A-Z]{6}\+(?P<name>[^\s/]+)")
_NUMBER = rb"-?[\d.]+"
_TEXT = re.compile(
    rb"(?<=\nBT\n)/(?P<font>F\d+) (?P<size>%s) Tf (?P<matrix>[-\d. ]+) Tm\n(?P<shown>.*?)(?=\nET\n)" % _NUMBER,
    re.DOTALL,
)
_GLYPH = re.compile(rb"(%s) (%s) Td <([0-9A-Fa-f]{4})> Tj" % (_NUMBER, _NUMBER))
_NO_WIDTH = 1000.0


def tidied(pdf: bytes, unit: int) -> bytes:
    """The PDF with font sizes in points, letters in runs, and equal names for equal fonts.

    `unit` is how many of the writer's pixels make a point.
    """
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(_with_fixed_font_tags(pdf))))
    for page in writer.pages:
        stream = page["/Contents"].get_object()
        if isinstance(stream, StreamObject):
            stream.set_data(_TEXT.sub(partial(_in_points, unit=unit, fonts=_widths(page)), stream.get_data()))
    result = io.BytesIO()
    writer.write(result)
    return result.getvalue()


def _in_points(found: re.Match[bytes], unit: int, fonts: Mapping[str, Widths]) -> bytes:
    """One text object; `fonts` are the widths by the fonts' names on the page."""
    name = found["font"].decode()
    glyphs = [(float(x) / unit, float(y) / unit, code) for x, y, code in _GLYPH.findall(found["shown"])]
    if name not in fonts or len(glyphs) != found["shown"].count(b" Tj"):
        return found[0]
    size = float(found["size"]) / unit
    *scales, x, y = (float(part) for part in found["matrix"].split())
    matrix = b" ".join([*(_plain(value * unit) for value in scales), _plain(x), _plain(y)])
    return b"/%s %s Tf %s Tm\n%s" % (found["font"], _plain(size), matrix, _runs(glyphs, size, fonts[name]))


def _runs(glyphs: list[tuple[float, float, bytes]], size: float, widths: Widths) -> bytes:
    """Glyphs, each with the way from the one before, as runs on a line with the gaps between them."""
    runs: list[bytes] = []
    parts: list[bytes] = []
    way, advance = (0.0, 0.0), 0.0
    for right, up, code in glyphs:
        if parts and up == 0 and size:
            gap = advance - right * 1000 / size
            parts.append(_plain(gap, 2) if abs(gap) >= 0.01 else b"")
            way = (way[0] + right, way[1])
        else:
            if parts:
                runs.append(_shown(parts))
            runs.append(b"%s %s Td" % (_plain(way[0] + right), _plain(way[1] + up)))
            parts, way = [], (0.0, 0.0)
        parts.append(b"<" + code + b">")
        advance = widths.get(int(code, 16), _NO_WIDTH)
    runs.append(_shown(parts))
    return b"\n".join(runs)


def _shown(parts: list[bytes]) -> bytes:
    return b"[" + b"".join(parts).replace(b"><", b"") + b"] TJ"


def _widths(page: PageObject) -> dict[str, Widths]:
    resources = page.get("/Resources", DictionaryObject()).get_object()
    fonts = resources.get("/Font", DictionaryObject()).get_object()
    found: dict[str, Widths] = {}
    for name, reference in fonts.items():
        font = reference.get_object()
        if font.get("/Subtype") == "/Type0":
            listed = font["/DescendantFonts"].get_object()[0].get_object().get("/W", ArrayObject()).get_object()
            found[str(name).removeprefix("/")] = _listed(listed)
    return found


def _listed(entries: ArrayObject) -> Widths:
    """The widths of a `/W` array as Qt writes it: a first glyph and a list of widths from there on."""
    found: dict[int, float] = {}
    for first, values in zip(entries[::2], entries[1::2], strict=False):
        found.update(enumerate((float(value) for value in values.get_object()), start=int(first)))
    return found


def _plain(value: float, digits: int = 5) -> bytes:
    text = f"{value:.{digits}f}".rstrip("0").rstrip(".")
    return b"0" if text in ("-0", "") else text.encode()


def _with_fixed_font_tags(pdf: bytes) -> bytes:
    """Mark font subsets by their names: Qt marks them by where they happened to lie in memory."""

    def tag(found: re.Match[bytes]) -> bytes:
        digest = hashlib.sha256(found["name"]).digest()
        return b"/FontName /" + bytes(ord("A") + byte % 26 for byte in digest[:6]) + b"+" + found["name"]

    return _FONT_TAG.sub(tag, pdf)
