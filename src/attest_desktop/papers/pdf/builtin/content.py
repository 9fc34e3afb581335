"""Qt's page contents put into the shape other programs read best.

Qt writes fonts in its own pixels, shrunk by the page's matrix, and every letter as a text of its own. Readers that
tell lines and words by the bare font size (Chrome, Edge) then take lines twenty times too high and run words of
different lines together. So sizes are given in points, and the letters of a run are shown by one operator.
"""

from __future__ import annotations

import hashlib
import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache, partial

from pypdf import PageObject, PdfReader, PdfWriter
from pypdf.generic import ArrayObject, DictionaryObject, NullObject, StreamObject

from attest_desktop.papers.pdf.builtin.archival import make_archival


@dataclass(frozen=True, slots=True)
class Widths:
    """Advances of glyphs by their numbers, in thousandths of the font size; `general` for those not named."""

    own: Mapping[int, float]
    general: float


_FONT_TAG = re.compile(rb"/FontName /[A-Z]{6}\+(?P<name>[^\s/]+)")
_NUMBER = rb"-?[\d.]+"
_TEXT = re.compile(
    rb"(?<=\nBT\n)/(?P<font>F\d+) (?P<size>%s) Tf (?P<matrix>[-\d. ]+) Tm\n(?P<shown>.*?)(?=\nET\n)" % _NUMBER,
    re.DOTALL,
)
_GLYPH = re.compile(rb"(%s) (%s) Td <([0-9A-Fa-f]{4})> Tj" % (_NUMBER, _NUMBER))
_SIGNS = re.compile(rb"\[[^\]]*\]")
_NO_WIDTH = 1000.0
# What follows the last glyph: nothing at its place.
_LAST = (1.0, 1.0, b"")


def tidied(pdf: bytes, unit: int) -> tuple[bytes, bool]:
    """The PDF with font sizes in points, letters in runs, spaces that are spaces, equal names for equal fonts.

    `unit` is how many of the writer's pixels make a point. The second value: whether every sign has its glyph.
    """
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(_with_fixed_font_tags(pdf))))
    for page in writer.pages:
        fonts = dict(_fonts(page))
        for font in fonts.values():
            _mend_spaces(font)
        widths = {name: _widths(font) for name, font in fonts.items()}
        stream = page["/Contents"].get_object()
        if isinstance(stream, StreamObject):
            stream.set_data(_TEXT.sub(partial(_in_points, unit=unit, fonts=widths), stream.get_data()))
    whole = make_archival(writer)
    writer.pdf_header = "%PDF-1.7"
    result = io.BytesIO()
    writer.write(result)
    return result.getvalue(), whole


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
    """Glyphs, each with the way from the one before, as runs on a line with the gaps between them.

    Spaces of no width, which Qt shows for signs that only rule where lines break, are left out.
    """
    runs: list[bytes] = []
    parts: list[bytes] = []
    own, general = widths.own, widths.general
    across, down, advance, carried = 0.0, 0.0, 0.0, 0.0
    for (right, up, code), below in zip(glyphs, [*glyphs[1:], _LAST], strict=True):
        width = own.get(int(code, 16), general)
        if below[0] == 0 and below[1] == 0 and width > 0:
            carried += right
            continue
        right, carried = right + carried, 0.0
        if parts and up == 0 and size:
            gap = advance - right * 1000 / size
            if abs(gap) >= 0.01:
                parts.append(_gap(gap))
            across += right
        else:
            if parts:
                runs.append(_shown(parts))
            runs.append(b"%s %s Td" % (_plain(across + right), _plain(down + up)))
            parts, across, down = [], 0.0, 0.0
        parts.append(b"<" + code + b">")
        advance = width
    runs.append(_shown(parts))
    return b"\n".join(runs)


def _shown(parts: list[bytes]) -> bytes:
    return b"[" + b"".join(parts).replace(b"><", b"") + b"] TJ"


def _fonts(page: PageObject) -> Iterator[tuple[str, DictionaryObject]]:
    """The composite fonts of a page by their names on it."""
    resources = page.get("/Resources", DictionaryObject()).get_object()
    for name, reference in resources.get("/Font", DictionaryObject()).get_object().items():
        font = reference.get_object()
        if font.get("/Subtype") == "/Type0":
            yield str(name).removeprefix("/"), font


def _widths(font: DictionaryObject) -> Widths:
    descendants = font.get("/DescendantFonts", ArrayObject()).get_object()
    # Where all letters are equally wide, that is all it says.
    general = next((float(one.get_object().get("/DW", _NO_WIDTH)) for one in descendants), _NO_WIDTH)
    entries = [entry for one in descendants for entry in one.get_object().get("/W", ArrayObject()).get_object()]
    found: dict[int, float] = {}
    while len(entries) >= 2:
        first, second = int(entries.pop(0)), entries.pop(0).get_object()
        if isinstance(second, ArrayObject):
            # A first glyph and the widths from there on.
            found.update(enumerate((float(value) for value in second), start=first))
        elif entries:
            # The first and the last of glyphs of one width.
            found.update(dict.fromkeys(range(first, int(second) + 1), float(entries.pop(0))))
    return Widths(found, general)


def _mend_spaces(font: DictionaryObject) -> None:
    """Let spaces be found as spaces: Qt says that their glyph means a tab, the first sign it serves."""
    meanings = font.get("/ToUnicode", NullObject()).get_object()
    if isinstance(meanings, StreamObject):
        # Signs stand in brackets, the numbers of glyphs before them.
        data = _SIGNS.sub(lambda signs: signs[0].replace(b"<0009>", b"<0020>"), meanings.get_data())
        meanings.set_data(data)


@lru_cache(maxsize=8192)
def _gap(value: float) -> bytes:
    """A gap between letters as it is written; the same few come again and again."""
    return _plain(value, 2)


def _plain(value: float, digits: int = 5) -> bytes:
    text = f"{value:.{digits}f}".rstrip("0").rstrip(".")
    return b"0" if text in ("-0", "") else text.encode()


def _with_fixed_font_tags(pdf: bytes) -> bytes:
    """Mark font subsets by their names: Qt marks them by where they happened to lie in memory."""

    def tag(found: re.Match[bytes]) -> bytes:
        digest = hashlib.sha256(found["name"]).digest()
        return b"/FontName /" + bytes(ord("A") + byte % 26 for byte in digest[:6]) + b"+" + found["name"]

    return _FONT_TAG.sub(tag, pdf)
