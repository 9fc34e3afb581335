"""Reading Windows metafiles of the old kind (WMF): those of formula editors, of clip art."""

from __future__ import annotations

import struct
from collections.abc import Callable

from attest_desktop.papers.pdf.builtin.dib import packed
from attest_desktop.papers.pdf.builtin.metaplaying import (
    MOST_RECORDS,
    Brush,
    Face,
    Pen,
    Played,
    Point,
    Recorder,
    UnplayableError,
    decoded,
)

_PLACEABLE = b"\xd7\xcd\xc6\x9a"
_NO_LINE, _NO_FILL = 5, 1
# Positive heights are those of the line.
# Records that draw nothing that we could lack.
_QUIET = frozenset(
    {
        0x0000, 0x0035, 0x0037, 0x0102, 0x0103, 0x0104, 0x0105, 0x0107, 0x0108, 0x012A, 0x012C, 0x0139, 0x0149,
        0x0201, 0x020A, 0x020D, 0x020E, 0x020F, 0x0211, 0x0220, 0x0231, 0x0234, 0x0410, 0x0412, 0x0415, 0x0416,
        0x0626,
    }
)  # fmt: skip


def play(data: bytes) -> Played:
    """What a WMF draws. Raises UnplayableError, struct.error."""
    box: tuple[int, ...] | None = None
    if data.startswith(_PLACEABLE):
        box = struct.unpack_from("<4h", data, 6)
        data = data[22:]
    (header,) = struct.unpack_from("<H", data, 2)
    reader = _Reader()
    at = header * 2
    for _ in range(MOST_RECORDS):
        if at + 6 > len(data):
            break
        size, kind = struct.unpack_from("<IH", data, at)
        if kind == 0 or size < 3:
            break
        reader.record(kind, data[at + 6 : at + 2 * size])
        at += 2 * size
    else:
        raise UnplayableError("too many records")
    left, top, width, height = reader.sheet or _of(box)
    if not width or not height:
        raise UnplayableError("no size")
    return reader.recorder.sheet(min(left, left + width), min(top, top + height), abs(width), abs(height))


def _of(box: tuple[int, ...] | None) -> tuple[float, float, float, float]:
    if box is None:
        return 0.0, 0.0, 0.0, 0.0
    left, top, right, bottom = box
    return left, top, right - left, bottom - top


class _Reader:
    """Reads one record after another."""

    def __init__(self) -> None:
        self.recorder = Recorder()
        self.sheet: tuple[float, float, float, float] | None = None
        self._origin: Point = (0.0, 0.0)
        self._extent: Point = (1.0, 1.0)

    def record(self, kind: int, body: bytes) -> None:
        """One record. Raises struct.error when it is cut short."""
        read = _READERS.get(kind)
        if read is not None:
            read(self, body)
        elif kind in _OBJECTS:
            self.recorder.make(None)
        elif kind not in _QUIET:
            self.recorder.simplified = True

    def window_origin(self, body: bytes) -> None:
        y, x = struct.unpack_from("<2h", body)
        self._origin = (x, y)
        if self.sheet is not None:
            # Only the first window is the sheet: later ones move what is drawn on it.
            if not self.recorder.marks:
                self.sheet = (*self._origin, *self.sheet[2:])
            self._window(*self._extent)

    def window_extent(self, body: bytes) -> None:
        height, width = struct.unpack_from("<2h", body)
        if self.sheet is None:
            self.sheet = (*self._origin, width, height)
        self._extent = (width, height)
        self._window(width, height)

    def _window(self, width: float, height: float) -> None:
        if self.sheet is not None:
            left, top, *size = self.sheet
            # The sheet runs right and down, whatever way its units do.
            self.recorder.set(
                window=(*self._origin, width or 1.0, height or 1.0),
                viewport=(min(left, left + size[0]), min(top, top + size[1]), abs(size[0]), abs(size[1])),
            )

    def pen(self, body: bytes) -> None:
        style, width = struct.unpack_from("<Hh", body)
        color = _color(body, 6)
        self.recorder.make(Pen("" if style & 15 == _NO_LINE else color, abs(width), 0 < style & 15 < _NO_LINE))

    def brush(self, body: bytes) -> None:
        (style,) = struct.unpack_from("<H", body)
        self.recorder.make(Brush("" if style == _NO_FILL else _color(body, 2)))

    def font(self, body: bytes) -> None:
        height, _, angle, _, weight = struct.unpack_from("<5h", body)
        marks = struct.unpack_from("<4B", body, 10)
        name = body[18:50].partition(b"\0")[0].decode("cp1251", "replace")
        self.recorder.make(Face.read(name, height, angle, weight, marks))

    def select(self, body: bytes) -> None:
        self.recorder.take_made(struct.unpack_from("<H", body)[0])

    def delete(self, body: bytes) -> None:
        self.recorder.drop(struct.unpack_from("<H", body)[0])

    def restore(self, body: bytes) -> None:
        self.recorder.restore(struct.unpack_from("<h", body)[0])

    def text_color(self, body: bytes) -> None:
        self.recorder.set(color=_color(body, 0))

    def text_align(self, body: bytes) -> None:
        self.recorder.set(align=struct.unpack_from("<H", body)[0])

    def filling(self, body: bytes) -> None:
        self.recorder.set(winding=struct.unpack_from("<H", body)[0] == 2)

    def move(self, body: bytes) -> None:
        y, x = struct.unpack_from("<2h", body)
        self.recorder.set(at=(x, y))

    def line(self, body: bytes) -> None:
        y, x = struct.unpack_from("<2h", body)
        self.recorder.lines([(x, y)], goes_on=True)
        self.recorder.set(at=(x, y))

    def polygon(self, body: bytes) -> None:
        self.recorder.lines(_points(body, 2, struct.unpack_from("<h", body)[0]), closed=True)

    def polyline(self, body: bytes) -> None:
        self.recorder.lines(_points(body, 2, struct.unpack_from("<h", body)[0]))

    def polygons(self, body: bytes) -> None:
        (count,) = struct.unpack_from("<H", body)
        counts = struct.unpack_from(f"<{count}H", body, 2)
        at, parts = 2 + 2 * count, []
        for one in counts:
            parts.append(_points(body, at, one))
            at += 4 * one
        self.recorder.polygons(parts, closed=True)

    def rectangle(self, body: bytes) -> None:
        bottom, right, top, left = struct.unpack_from("<4h", body)
        self.recorder.box(left, top, right, bottom)

    def rounded(self, body: bytes) -> None:
        self.rectangle(body[4:])

    def ellipse(self, body: bytes) -> None:
        bottom, right, top, left = struct.unpack_from("<4h", body)
        self.recorder.ellipse(left, top, right, bottom)

    def text(self, body: bytes) -> None:
        (count,) = struct.unpack_from("<h", body)
        count = max(0, count)
        y, x = struct.unpack_from("<2h", body, 2 + count + count % 2)
        self.recorder.words(decoded(body[2 : 2 + count], self.recorder.now.face), x, y)

    def text_in_box(self, body: bytes) -> None:
        y, x, count, options = struct.unpack_from("<3hH", body)
        # Opaque or clipped text brings its rectangle.
        at, count = (16 if options & 6 else 8), max(0, count)
        steps = at + count + count % 2
        told: tuple[float, ...] = ()
        if len(body) >= steps + 2 * count:
            told = struct.unpack_from(f"<{count}h", body, steps)
        self.recorder.words(decoded(body[at : at + count], self.recorder.now.face), x, y, told)

    def bitmap(self, body: bytes) -> None:
        """The kind with a word more before its rectangles than the next one."""
        self._bitmap(body, 22, struct.unpack_from("<4h", body, 14))

    def stretched(self, body: bytes) -> None:
        """A bitmap of a width and height of its own."""
        self._bitmap(body, 20, struct.unpack_from("<4h", body, 12))

    def copied(self, body: bytes) -> None:
        """A bitmap as large as the part of it that is drawn."""
        self._bitmap(body, 16, struct.unpack_from("<4h", body, 8))

    def _bitmap(self, body: bytes, start: int, place: tuple[int, ...]) -> None:
        height, width, y, x = place
        try:
            data = packed(body[start:])
        except (ValueError, struct.error):
            self.recorder.simplified = True
        else:
            self.recorder.bitmap(data, x, y, width, height)


_OBJECTS = frozenset({0x00F7, 0x06FF, 0x01F9, 0x0142})
_READERS: dict[int, Callable[[_Reader, bytes], None]] = {
    0x001E: lambda reader, _: reader.recorder.save(),
    0x0127: _Reader.restore,
    0x0106: _Reader.filling,
    0x012D: _Reader.select,
    0x012E: _Reader.text_align,
    0x01F0: _Reader.delete,
    0x0209: _Reader.text_color,
    0x020B: _Reader.window_origin,
    0x020C: _Reader.window_extent,
    0x0213: _Reader.line,
    0x0214: _Reader.move,
    0x02FA: _Reader.pen,
    0x02FB: _Reader.font,
    0x02FC: _Reader.brush,
    0x0324: _Reader.polygon,
    0x0325: _Reader.polyline,
    0x0418: _Reader.ellipse,
    0x041B: _Reader.rectangle,
    0x0521: _Reader.text,
    0x0538: _Reader.polygons,
    0x061C: _Reader.rounded,
    0x0940: _Reader.copied,
    0x0A32: _Reader.text_in_box,
    0x0B41: _Reader.stretched,
    0x0F43: _Reader.bitmap,
}


def _color(body: bytes, at: int) -> str:
    red, green, blue = struct.unpack_from("<3B", body, at)
    return f"{red:02x}{green:02x}{blue:02x}"


def _points(body: bytes, at: int, count: int) -> list[Point]:
    numbers = struct.unpack_from(f"<{2 * max(0, count)}h", body, at)
    return list(zip(numbers[::2], numbers[1::2], strict=True))
