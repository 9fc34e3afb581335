"""Reading Windows metafiles of the newer kind (EMF): drawings and tables pasted from other programs."""

from __future__ import annotations

import struct
from collections.abc import Callable
from functools import partial

from attest_desktop.papers.pdf.builtin.dib import bmp
from attest_desktop.papers.pdf.builtin.metaplaying import (
    MOST_RECORDS,
    Affine,
    Brush,
    Face,
    Pen,
    Played,
    Point,
    Recorder,
    Tool,
    UnplayableError,
    decoded,
    signs,
)

_NO_LINE, _NO_FILL = 5, 1
_STOCK = 0x80000000
_STOCK_TOOLS: dict[int, Tool] = {
    0: Brush("ffffff"), 1: Brush("c0c0c0"), 2: Brush("808080"), 3: Brush("404040"), 4: Brush("000000"),
    5: Brush(""), 6: Pen("ffffff"), 7: Pen("000000"), 8: Pen(""), 13: Face(),
}  # fmt: skip
# Ways of copying that fill a rectangle without looking at a bitmap.
_WITH_BRUSH, _BLACK, _WHITE = 0x00F00021, 0x00000042, 0x00FF0062
_MOST_TEXT = 4096
_SPACED, _GLYPH_NUMBERS = 0x2000, 0x10
_ANISOTROPIC = (7, 8)
QUIET = frozenset(
    {1, 13, 14, 16, 18, 20, 21, 23, 25, 26, 28, 29, 30, 48, 49, 50, 51, 52, 57, 58, 65, 66, 67, 68, 70, 75,
     98, 99, 100, 101, 104, 111, 112, 113, 115, 119}
)  # fmt: skip
"""Records that draw nothing that we could lack: the state of the canvas, clipping, colours, comments."""


def play(data: bytes) -> Played:
    """What an EMF draws. Raises UnplayableError, struct.error."""
    bounds = struct.unpack_from("<4i", data, 8)
    frame = struct.unpack_from("<4i", data, 24)
    pixels, millimetres = struct.unpack_from("<2i", data, 72), struct.unpack_from("<2i", data, 80)
    # The frame is in hundredths of a millimetre; what is drawn, in pixels of the reference screen.
    across, down = (
        size / length / 100 if length else 0.0 for size, length in zip(pixels, millimetres, strict=True)
    )
    left, top, right, bottom = frame[0] * across, frame[1] * down, frame[2] * across, frame[3] * down
    if right - left <= 0 or bottom - top <= 0:
        left, top, right, bottom = (float(side) for side in bounds)
    if right - left <= 0 or bottom - top <= 0:
        raise UnplayableError("no size")
    reader = _Reader()
    at = 0
    for _ in range(MOST_RECORDS):
        if at + 8 > len(data):
            break
        kind, size = struct.unpack_from("<2I", data, at)
        if size < 8 or kind == 14:
            break
        reader.record(kind, data[at : at + size])
        at += size
    else:
        raise UnplayableError("too many records")
    return reader.recorder.sheet(left, top, right - left, bottom - top)


class _Reader:
    """Reads one record after another; places are counted from where a record begins."""

    def __init__(self) -> None:
        self.recorder = Recorder()

    def record(self, kind: int, body: bytes) -> None:
        """One record. Raises struct.error when it is cut short."""
        read = _READERS.get(kind)
        if read is not None:
            read(self, body)
        elif kind not in QUIET:
            self.recorder.simplified = True

    def area(self, body: bytes, *, of: str, first: int) -> None:
        """The origin (first 0) or extent (2) of window or viewport."""
        pair = struct.unpack_from("<2i", body, 8)
        it = self.recorder
        now = list(it.now.window if of == "window" else it.now.viewport)
        now[first : first + 2] = pair
        it.set(**{of: tuple(now)})

    def mapping(self, body: bytes) -> None:
        (mode,) = struct.unpack_from("<I", body, 8)
        if mode not in _ANISOTROPIC:
            self.recorder.set(window=(0.0, 0.0, 1.0, 1.0), viewport=(0.0, 0.0, 1.0, 1.0))

    def world(self, body: bytes) -> None:
        self.recorder.set(world=struct.unpack_from("<6f", body, 8))

    def change_world(self, body: bytes) -> None:
        *new, mode = struct.unpack_from("<6fI", body, 8)
        a, b, c, d, e, f = new
        old = self.recorder.now.world
        changed: Affine = {
            1: (1.0, 0.0, 0.0, 1.0, 0.0, 0.0),
            2: _product((a, b, c, d, e, f), old),
            3: _product(old, (a, b, c, d, e, f)),
        }.get(mode, (a, b, c, d, e, f))
        self.recorder.set(world=changed)

    def select(self, body: bytes) -> None:
        (place,) = struct.unpack_from("<I", body, 8)
        if place & _STOCK:
            self.recorder.take(_STOCK_TOOLS.get(place & 0xFFFF))
        else:
            self.recorder.take_made(place)

    def drop(self, body: bytes) -> None:
        self.recorder.drop(struct.unpack_from("<I", body, 8)[0])

    def pen(self, body: bytes) -> None:
        place, style, width = struct.unpack_from("<2Ii", body, 8)
        self.recorder.make(_pen(style, abs(width), _color(body, 24)), place)

    def rich_pen(self, body: bytes) -> None:
        (place,) = struct.unpack_from("<I", body, 8)
        style, width = struct.unpack_from("<2I", body, 28)
        self.recorder.make(_pen(style, width, _color(body, 40)), place)

    def brush(self, body: bytes) -> None:
        place, style = struct.unpack_from("<2I", body, 8)
        self.recorder.make(Brush("" if style == _NO_FILL else _color(body, 16)), place)

    def other_brush(self, body: bytes) -> None:
        self.recorder.make(Brush("c0c0c0"), struct.unpack_from("<I", body, 8)[0])

    def font(self, body: bytes) -> None:
        place, height, _, angle, _, weight = struct.unpack_from("<I5i", body, 8)
        marks = struct.unpack_from("<4B", body, 32)
        name = body[40:104].decode("utf-16-le", "replace").partition("\0")[0]
        self.recorder.make(Face.read(name, height, angle, weight, marks), place)

    def number(self, body: bytes, *, name: str) -> None:
        self.recorder.set(**{name: struct.unpack_from("<I", body, 8)[0]})

    def text_color(self, body: bytes) -> None:
        self.recorder.set(color=_color(body, 8))

    def filling(self, body: bytes) -> None:
        self.recorder.set(winding=struct.unpack_from("<I", body, 8)[0] == 2)

    def restore(self, body: bytes) -> None:
        self.recorder.restore(struct.unpack_from("<i", body, 8)[0])

    def move(self, body: bytes) -> None:
        self.recorder.set(at=struct.unpack_from("<2i", body, 8))

    def line(self, body: bytes) -> None:
        point = struct.unpack_from("<2i", body, 8)
        self.recorder.lines([point], goes_on=True)
        self.recorder.set(at=point)

    def row(
        self, body: bytes, *, kind: str, closed: bool = False, curved: bool = False, goes_on: bool = False
    ) -> None:
        (count,) = struct.unpack_from("<I", body, 24)
        points = _points(body, 28, count, kind)
        if curved:
            self.recorder.curves(points, goes_on=goes_on)
        else:
            self.recorder.lines(points, closed=closed, goes_on=goes_on)
        if goes_on and points:
            self.recorder.set(at=points[-1])

    def rows(self, body: bytes, *, kind: str, closed: bool) -> None:
        parts, whole = struct.unpack_from("<2I", body, 24)
        counts = struct.unpack_from(f"<{_fitting(parts, body, 4)}I", body, 32)
        points = _points(body, 32 + 4 * parts, whole, kind)
        found, at = [], 0
        for count in counts:
            found.append(points[at : at + count])
            at += count
        self.recorder.polygons(found, closed=closed)

    def rectangle(self, body: bytes) -> None:
        self.recorder.box(*struct.unpack_from("<4i", body, 8))

    def ellipse(self, body: bytes) -> None:
        self.recorder.ellipse(*struct.unpack_from("<4i", body, 8))

    def draw_path(self, _: bytes, *, filled: bool, stroked: bool) -> None:
        self.recorder.draw_path(filled=filled, stroked=stroked)

    def text(self, body: bytes, *, wide: bool) -> None:
        x, y, count, start, options = struct.unpack_from("<2i3I", body, 36)
        (spaces,) = struct.unpack_from("<I", body, 72)
        if count > _MOST_TEXT:
            raise UnplayableError("too long a text")
        if options & _GLYPH_NUMBERS:
            # Only the font that is not here knows what they show.
            self.recorder.simplified = True
            return
        face = self.recorder.now.face
        raw = body[start : start + count * (2 if wide else 1)]
        text = signs(raw.decode("utf-16-le", "replace"), face) if wide else decoded(raw, face)
        step = 2 if options & _SPACED else 1
        told: tuple[float, ...] = ()
        if spaces and spaces + 4 * count * step <= len(body):
            told = struct.unpack_from(f"<{count * step}i", body, spaces)[::step]
        self.recorder.words(text, x, y, told)

    def stretched(self, body: bytes) -> None:
        """A bitmap of its own size into a rectangle."""
        x, y = struct.unpack_from("<2i", body, 24)
        header_at, header_size, bits_at, bits_size = struct.unpack_from("<4I", body, 48)
        width, height = struct.unpack_from("<2i", body, 72)
        self._bitmap(body, (header_at, header_size, bits_at, bits_size), (x, y, width, height))

    def copied(self, body: bytes) -> None:
        """A bitmap, or a rectangle filled."""
        x, y, width, height = struct.unpack_from("<4i", body, 24)
        (way,) = struct.unpack_from("<I", body, 40)
        parts = struct.unpack_from("<4I", body, 84)
        if parts[3]:
            self._bitmap(body, parts, (x, y, width, height))
        elif way in (_WITH_BRUSH, _BLACK, _WHITE):
            pen, brush = self.recorder.now.pen, self.recorder.now.brush
            self.recorder.set(
                pen=Pen(""), brush={_BLACK: Brush("000000"), _WHITE: Brush("ffffff")}.get(way, brush)
            )
            self.recorder.box(x, y, x + width, y + height)
            self.recorder.set(pen=pen, brush=brush)

    def _bitmap(self, body: bytes, parts: tuple[int, ...], place: tuple[int, int, int, int]) -> None:
        header_at, header_size, bits_at, bits_size = parts
        try:
            data = bmp(body[header_at : header_at + header_size], body[bits_at : bits_at + bits_size])
        except ValueError:
            self.recorder.simplified = True
        else:
            self.recorder.bitmap(data, *place)


def _pen(style: int, width: float, color: str) -> Pen:
    return Pen("" if style & 15 == _NO_LINE else color, width, 0 < style & 15 < _NO_LINE)


def _product(first: Affine, then: Affine) -> Affine:
    a, b, c, d, e, f = first
    p, q, r, s, t, u = then
    return a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u


def _color(body: bytes, at: int) -> str:
    red, green, blue = struct.unpack_from("<3B", body, at)
    return f"{red:02x}{green:02x}{blue:02x}"


def _fitting(count: int, body: bytes, size: int) -> int:
    if count * size > len(body):
        raise UnplayableError("more than its record holds")
    return count


def _points(body: bytes, at: int, count: int, kind: str) -> list[Point]:
    numbers = struct.unpack_from(f"<{2 * _fitting(count, body, 4)}{kind}", body, at)
    return list(zip(numbers[::2], numbers[1::2], strict=True))


_Read = Callable[[_Reader, bytes], None]


def _rows_of(kind: str, first: int) -> dict[int, _Read]:
    """The records of rows of points, of 32 bits (`i`) or 16 (`h`); they come in one order."""
    return {
        first: partial(_Reader.row, kind=kind, curved=True),
        first + 1: partial(_Reader.row, kind=kind, closed=True),
        first + 2: partial(_Reader.row, kind=kind),
        first + 3: partial(_Reader.row, kind=kind, curved=True, goes_on=True),
        first + 4: partial(_Reader.row, kind=kind, goes_on=True),
        first + 5: partial(_Reader.rows, kind=kind, closed=False),
        first + 6: partial(_Reader.rows, kind=kind, closed=True),
    }


_READERS: dict[int, _Read] = {
    **_rows_of("i", 2),
    **_rows_of("h", 85),
    9: partial(_Reader.area, of="window", first=2),
    10: partial(_Reader.area, of="window", first=0),
    11: partial(_Reader.area, of="viewport", first=2),
    12: partial(_Reader.area, of="viewport", first=0),
    17: _Reader.mapping,
    19: _Reader.filling,
    22: partial(_Reader.number, name="align"),
    24: _Reader.text_color,
    27: _Reader.move,
    33: lambda reader, _: reader.recorder.save(),
    34: _Reader.restore,
    35: _Reader.world,
    36: _Reader.change_world,
    37: _Reader.select,
    38: _Reader.pen,
    39: _Reader.brush,
    40: _Reader.drop,
    42: _Reader.ellipse,
    43: _Reader.rectangle,
    44: _Reader.rectangle,
    54: _Reader.line,
    59: lambda reader, _: reader.recorder.begin_path(),
    60: lambda reader, _: reader.recorder.end_path(),
    61: lambda reader, _: reader.recorder.close_figure(),
    62: partial(_Reader.draw_path, filled=True, stroked=False),
    63: partial(_Reader.draw_path, filled=True, stroked=True),
    64: partial(_Reader.draw_path, filled=False, stroked=True),
    76: _Reader.copied,
    77: _Reader.copied,
    81: _Reader.stretched,
    82: _Reader.font,
    83: partial(_Reader.text, wide=False),
    84: partial(_Reader.text, wide=True),
    93: _Reader.other_brush,
    94: _Reader.other_brush,
    95: _Reader.rich_pen,
}
