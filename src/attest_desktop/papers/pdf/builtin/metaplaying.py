"""What a Windows metafile draws, gathered record by record: outlines, text and bitmaps on a sheet of its own."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from heapq import heappop, heappush

from attest_desktop.papers.pdf.builtin.dib import pixels
from attest_desktop.papers.pdf.builtin.symbolfont import shown

# More than any drawing that is looked at on paper; each has its price in time and room.
MOST_RECORDS = 60_000
_MOST_MARKS = 20_000
_MOST_POINTS = 200_000
MOST_PIXELS = 40_000_000
"""In the bitmaps of all metafiles of a document together."""
# A text, and a sign that may have to be set by itself, take as long as so many points.
_POINTS_A_TEXT, _POINTS_A_SIGN = 5, 5
# Faces and sizes are looked for on the computer one by one.
_MOST_FACES = 500
_MOST_OBJECTS = 4096
_MOST_SAVED = 256
# Beyond any sheet: from damaged files only.
_FARTHEST = 1e7
Point = tuple[float, float]
Affine = tuple[float, float, float, float, float, float]
"""x' = a·x + c·y + e, y' = b·x + d·y + f."""
UNCHANGED: Affine = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


class UnplayableError(ValueError):
    """A metafile that is damaged, or draws more than any picture does."""


_LINE_TO_EM, _BOLD = 0.9, 600


@dataclass(frozen=True, slots=True)
class Pen:
    """A line; no colour (RRGGBB) means none, a width of 0 the thinnest."""

    color: str = "000000"
    width: float = 0.0
    dashed: bool = False


@dataclass(frozen=True, slots=True)
class Brush:
    """A filling; no colour means none."""

    color: str = "ffffff"


@dataclass(frozen=True, slots=True)
class Face:
    """Letters: `height` of the em in the sheet's units, `angle` in degrees against the clock."""

    family: str = "Arial"
    height: float = 12.0
    angle: float = 0.0
    bold: bool = False
    italic: bool = False
    underline: bool = False
    strike: bool = False
    charset: int = 1

    @classmethod
    def read(cls, family: str, height: int, angle: int, weight: int, marks: tuple[int, int, int, int]) -> Face:
        """From what both kinds of metafiles tell alike.

        A `height` below 0 is the em's, else the line's; `angle` is in tenths of a degree; `marks` are italic,
        underlined, struck out, charset.
        """
        italic, underline, strike, charset = marks
        em = -height if height < 0 else height * _LINE_TO_EM
        return cls(family, em, angle / 10, weight >= _BOLD, bool(italic), bool(underline), bool(strike), charset)


@dataclass(frozen=True, slots=True)
class Outline:
    """Lines and curves: `M`ove, `L`ine, `C`urve, `Z` closed, each with its points."""

    steps: tuple[tuple[str, tuple[Point, ...]], ...]
    pen: Pen
    brush: Brush
    winding: bool = False


@dataclass(frozen=True, slots=True)
class Words:
    """Text on its base line from a point on; `steps` from sign to sign where they are said."""

    text: str
    at: Point
    face: Face
    color: str
    steps: tuple[float, ...] = ()
    align: str = "left"
    level: str = "base"


@dataclass(frozen=True, slots=True)
class Bitmap:
    """A bitmap file and the corners it is drawn between."""

    data: bytes = field(repr=False)
    first: Point
    last: Point


Mark = Outline | Words | Bitmap


@dataclass(frozen=True, slots=True)
class Played:
    """A sheet with what is drawn on it. `simplified` when something of it is left out.

    `cost` is what drawing it takes, in points of lines; `pixels` those of all its bitmaps.
    """

    left: float
    top: float
    width: float
    height: float
    marks: tuple[Mark, ...]
    simplified: bool = False
    cost: int = 0
    pixels: int = 0


Tool = Pen | Brush | Face | None
_NO_TOOL = Pen("none")


@dataclass(frozen=True, slots=True)
class _State:
    pen: Pen = Pen()
    brush: Brush = Brush()
    face: Face = Face()
    color: str = "000000"
    align: int = 0
    winding: bool = False
    at: Point = (0.0, 0.0)
    world: Affine = UNCHANGED
    window: tuple[float, float, float, float] = (0.0, 0.0, 1.0, 1.0)
    viewport: tuple[float, float, float, float] = (0.0, 0.0, 1.0, 1.0)


class Recorder:
    """Gathers what is drawn, in the units of the sheet."""

    def __init__(self) -> None:
        self.now = _State()
        self.simplified = False
        self.marks: list[Mark] = []
        self._tools: dict[int, Tool] = {}
        self._free: list[int] = []
        self._faces: set[Face] = set()
        self._saved: list[_State] = []
        self.cost = 0
        self.pixels = 0
        self._path: list[tuple[str, tuple[Point, ...]]] | None = None
        self._held: list[tuple[str, tuple[Point, ...]]] = []

    def set(self, **changes: object) -> None:
        """Change the state of the canvas."""
        self.now = replace(self.now, **changes)  # type: ignore[arg-type]  # the callers name fields of the state

    def save(self) -> None:
        """Keep the state."""
        if len(self._saved) >= _MOST_SAVED:
            raise UnplayableError("too many states")
        self._saved.append(self.now)

    def restore(self, which: int) -> None:
        """Take back a state: -1 is the last, 1 the first."""
        while self._saved and (which < 0 or len(self._saved) >= which):
            self.now = self._saved.pop()
            which += which < 0
            if which == 0:
                return

    def make(self, tool: Tool, place: int | None = None) -> None:
        """Put a pen, brush or font (None: something else) in the first free place, or in the one told."""
        if isinstance(tool, Face):
            self._faces.add(tool)
        if len(self._tools) >= _MOST_OBJECTS or len(self._faces) > _MOST_FACES:
            raise UnplayableError("too many tools")
        if place is None:
            place = heappop(self._free) if self._free else len(self._tools)
        self._tools[place] = tool

    def take(self, tool: Tool) -> None:
        """Draw with a tool from now on."""
        if isinstance(tool, Pen):
            self.set(pen=tool)
        elif isinstance(tool, Brush):
            self.set(brush=tool)
        elif isinstance(tool, Face):
            self.set(face=tool)

    def take_made(self, place: int) -> None:
        """Draw with the tool of a place."""
        self.take(self._tools.get(place))

    def drop(self, place: int) -> None:
        """Make a place free."""
        if self._tools.pop(place, _NO_TOOL) is not _NO_TOOL:
            heappush(self._free, place)

    def point(self, x: float, y: float) -> Point:
        """A point of the file on the sheet."""
        now = self.now
        a, b, c, d, e, f = now.world
        x, y = a * x + c * y + e, b * x + d * y + f
        left, top, width, height = now.window
        to_left, to_top, to_width, to_height = now.viewport
        x = (x - left) * to_width / (width or 1.0) + to_left
        y = (y - top) * to_height / (height or 1.0) + to_top
        return max(-_FARTHEST, min(_FARTHEST, x)), max(-_FARTHEST, min(_FARTHEST, y))

    def scale(self) -> float:
        """How long a unit of the file is down the sheet."""
        (x, y), (right, below) = self.point(0.0, 0.0), self.point(0.0, 1.0)
        return max(abs(below - y), abs(right - x))

    def lines(self, points: Iterable[Point], *, closed: bool = False, goes_on: bool = False) -> None:
        """A row of lines; one that `goes_on` begins where the last one ended."""
        places = [self.point(*point) for point in points]
        if goes_on:
            places.insert(0, self.point(*self.now.at))
        if len(places) < 2:
            return
        steps: list[tuple[str, tuple[Point, ...]]] = [("M", (places[0],))]
        steps += [("L", (place,)) for place in places[1:]]
        self._add([*steps, ("Z", ())] if closed else steps, filled=closed, goes_on=goes_on)

    def curves(self, points: Sequence[Point], *, goes_on: bool = False) -> None:
        """A row of Bézier curves: a beginning, and three points for each."""
        places = [self.point(*point) for point in points]
        if goes_on:
            places.insert(0, self.point(*self.now.at))
        steps: list[tuple[str, tuple[Point, ...]]] = [("M", (places[0],))] if places else []
        steps += [("C", tuple(places[at : at + 3])) for at in range(1, len(places) - 2, 3)]
        self._add(steps, filled=False, goes_on=goes_on)

    def polygons(self, parts: Iterable[Sequence[Point]], *, closed: bool) -> None:
        """Several rows of lines as one outline."""
        steps: list[tuple[str, tuple[Point, ...]]] = []
        for part in parts:
            places = [self.point(*point) for point in part]
            if len(places) > 1:
                steps += [("M", (places[0],)), *(("L", (place,)) for place in places[1:])]
                steps += [("Z", ())] if closed else []
        self._add(steps, filled=closed)

    def box(self, left: float, top: float, right: float, bottom: float) -> None:
        """A rectangle."""
        self.lines([(left, top), (right, top), (right, bottom), (left, bottom)], closed=True)

    def ellipse(self, left: float, top: float, right: float, bottom: float) -> None:
        """An ellipse inside a rectangle."""
        x, y, across, down = (left + right) / 2, (top + bottom) / 2, (right - left) / 2, (bottom - top) / 2
        # Four curves come this near to an ellipse.
        bend = 0.5523
        steps: list[tuple[str, tuple[Point, ...]]] = [("M", (self.point(x + across, y),))]
        for (ax, ay), (bx, by) in (((1, 0), (0, 1)), ((0, 1), (-1, 0)), ((-1, 0), (0, -1)), ((0, -1), (1, 0))):
            ends = ((ax + bend * bx, ay + bend * by), (bx + bend * ax, by + bend * ay), (bx, by))
            steps.append(("C", tuple(self.point(x + across * u, y + down * v) for u, v in ends)))
        self._add([*steps, ("Z", ())], filled=True)

    def begin_path(self) -> None:
        """Hold what is drawn from now on back, as parts of one outline."""
        self._path, self._held = [], []

    def close_figure(self) -> None:
        """Close the figure of a path."""
        if self._path:
            self._path.append(("Z", ()))

    def end_path(self) -> None:
        """The outline is whole."""
        self._held, self._path = self._path or [], None

    def draw_path(self, *, filled: bool, stroked: bool) -> None:
        """Draw the outline held back."""
        held, self._held = self._held, []
        self._put(held, filled=filled, stroked=stroked)

    def words(self, text: str, x: float, y: float, steps: Sequence[float] = ()) -> None:
        """Text; `steps` from sign to sign in the file's units where they are told."""
        now = self.now
        if len(steps) != len(text) or sum(steps) <= 0:
            steps = ()
        text = "".join(sign if sign.isprintable() else " " for sign in text)
        level = {0: "top", 8: "foot"}.get(now.align & 24, "base")
        align = {2: "right", 6: "center"}.get(now.align & 6, "left")
        scale = self.scale()
        at = self.point(*now.at) if now.align & 1 else self.point(x, y)
        face = replace(now.face, height=now.face.height * scale)
        if now.align & 1:
            self.set(at=(now.at[0] + sum(steps), now.at[1]))
        if text.strip():
            self._count(_POINTS_A_TEXT + len(text) * (_POINTS_A_SIGN if steps else 1))
            across = tuple(step * scale for step in steps)
            self.marks.append(Words(text, at, face, now.color, across, align, level))

    def sheet(self, left: float, top: float, width: float, height: float) -> Played:
        """All that was drawn, on a sheet of this place and size."""
        return Played(left, top, width, height, tuple(self.marks), self.simplified, self.cost, self.pixels)

    def bitmap(self, data: bytes, left: float, top: float, width: float, height: float) -> None:
        """A bitmap file drawn into a rectangle; left out when there is too much of them."""
        more = pixels(data)
        if self.pixels + more > MOST_PIXELS:
            self.simplified = True
            return
        self.pixels += more
        self._count(4)
        self.marks.append(Bitmap(data, self.point(left, top), self.point(left + width, top + height)))

    def _add(self, steps: list[tuple[str, tuple[Point, ...]]], *, filled: bool, goes_on: bool = False) -> None:
        if self._path is None:
            self._put(steps, filled=filled, stroked=True)
            return
        self._count(len(steps))
        self._path += steps[1:] if goes_on and self._path and self._path[-1][0] != "Z" else steps

    def _put(self, steps: list[tuple[str, tuple[Point, ...]]], *, filled: bool, stroked: bool) -> None:
        now = self.now
        pen = replace(now.pen, width=now.pen.width * self.scale()) if stroked else Pen("")
        brush = now.brush if filled else Brush("")
        if len(steps) > 1 and (pen.color or brush.color):
            self._count(len(steps))
            self.marks.append(Outline(tuple(steps), pen, brush, now.winding))

    def _count(self, points: int) -> None:
        self.cost += points
        if self.cost > _MOST_POINTS or len(self.marks) >= _MOST_MARKS:
            raise UnplayableError("too much is drawn")


_CODE_PAGES = {204: "cp1251", 238: "cp1250", 161: "cp1253", 162: "cp1254", 186: "cp1257", 0: "cp1252"}
_OF_SIGNS = 2
_SYMBOLS = ("symbol", "mt symbol", "euclid symbol")
# Signs of the font that formula editors bring, by their codes.
_EXTRA = {
    0x4B: "…",
    0x4C: "⋯",
    0x4D: "⋮",
    0x4F: "⋱",
    0x68: "ℏ",
    0x6C: "ℓ",
    0x72: "→",
    0x78: "∓",
    0xA1: "≪",
    0xA2: "≫",
}


def signs(text: str, face: Face) -> str:
    """What text shows in a font of signs; the text itself in a font of letters."""
    family = face.family.lower()
    if family.startswith(_SYMBOLS):
        return "".join(shown(ord(sign) & 0xFF) or " " for sign in text)
    if family.startswith("mt extra"):
        return "".join(_EXTRA.get(ord(sign) & 0xFF, " ") for sign in text)
    return "".join("•" if "\uf000" <= sign <= "\uf0ff" else sign for sign in text)


def decoded(text: bytes, face: Face) -> str:
    """Text of one byte a sign; fonts that name no alphabet are taken for Russian ones."""
    if face.charset == _OF_SIGNS or face.family.lower().startswith((*_SYMBOLS, "mt extra")):
        return signs(text.decode("latin-1"), face)
    return text.decode(_CODE_PAGES.get(face.charset, "cp1251"), "replace")
