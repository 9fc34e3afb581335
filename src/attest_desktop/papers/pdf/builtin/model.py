"""A document as the built-in engine prints it: values only, lengths in twips (1/20 pt) unless said otherwise."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum

from attest_desktop.papers.pdf.builtin.formulas import Formula


@dataclass(frozen=True, slots=True)
class RunFormat:
    """How characters look. `size` in points; colours as RRGGBB, empty for the default."""

    family: str = "Times New Roman"
    size: float = 10.0
    bold: bool = False
    italic: bool = False
    underline: str = ""
    strike: bool = False
    caps: bool = False
    small_caps: bool = False
    vertical: str = ""
    color: str = ""
    background: str = ""
    spacing: float = 0.0
    kerning: bool = False
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class Border:
    """One line of a frame; `space` is the gap to the text."""

    width: float
    color: str = ""
    style: str = "single"
    space: float = 0.0


@dataclass(frozen=True, slots=True)
class TabStop:
    """A tab stop, measured from the left margin. `kind`: left, right, center, decimal; `leader` as in Word."""

    position: float
    kind: str = "left"
    leader: str = "none"


@dataclass(frozen=True, slots=True)
class ParagraphFormat:
    """How a paragraph stands. `line` is in 240ths of the natural height by the rule `auto`, else in twips.

    `auto_before` and `auto_after` tell that the space is Word's automatic one, `added` that it is added to that of
    the neighbour instead of the larger of both being left. `listed` names the list that the paragraph is in.
    """

    style: str = ""
    align: str = "left"
    left: float = 0.0
    right: float = 0.0
    first: float = 0.0
    before: float = 0.0
    after: float = 0.0
    line: float = 240.0
    line_rule: str = "auto"
    tabs: tuple[TabStop, ...] = ()
    keep_next: bool = False
    keep_lines: bool = False
    break_before: bool = False
    widow_control: bool = True
    contextual: bool = False
    auto_before: bool = False
    auto_after: bool = False
    added: bool = False
    listed: str = ""
    borders: tuple[tuple[str, Border], ...] = ()
    shading: str = ""


@dataclass(frozen=True, slots=True)
class Crop:
    """What is cut from a picture, as parts of its width and height."""

    left: float = 0.0
    top: float = 0.0
    right: float = 0.0
    bottom: float = 0.0


@dataclass(frozen=True, slots=True)
class Picture:
    """An image file of the document (empty when it cannot be drawn) and the room it takes.

    One turned by so many degrees with the clock has a size of its `own`, and stands in the middle of its room.
    """

    data: bytes = field(repr=False)
    width: float
    height: float
    crop: Crop = Crop()
    turn: float = 0.0
    own: tuple[float, float] = (0.0, 0.0)


@dataclass(frozen=True, slots=True)
class TextPiece:
    """Characters of one look. A tab is U+0009, a line break U+2028."""

    text: str
    format: RunFormat


@dataclass(frozen=True, slots=True)
class PicturePiece:
    """A picture that stands in the line like a character."""

    picture: Picture
    format: RunFormat


@dataclass(frozen=True, slots=True)
class FieldPiece:
    """A value known only on paper: `PAGE`, `NUMPAGES`; `text` is what Word had there last."""

    name: str
    text: str
    format: RunFormat


@dataclass(frozen=True, slots=True)
class NotePiece:
    """The mark of a foot- or endnote in the text."""

    text: str
    note: str
    format: RunFormat


@dataclass(frozen=True, slots=True)
class FormulaPiece:
    """A formula that stands in the line like a character."""

    formula: Formula
    format: RunFormat


@dataclass(frozen=True, slots=True)
class DrawingPiece:
    """Shapes and text boxes that stand in the line together like a character; their places are within its room."""

    shapes: tuple[Float, ...]
    width: float
    height: float
    format: RunFormat


Piece = TextPiece | PicturePiece | FieldPiece | NotePiece | FormulaPiece | DrawingPiece


@dataclass(frozen=True, slots=True)
class Offset:
    """Where a floating thing stands along one axis: a side it is aligned to, or a distance, from an origin.

    `origin` as Word names it: page, margin, column, paragraph, line, character, ... What is a part of something is
    aligned with the `whole`, whose size that is.
    """

    origin: str
    distance: float = 0.0
    align: str = ""
    whole: float = 0.0


Path = tuple[tuple[str, tuple[tuple[float, float], ...]], ...]
"""Steps of an outline: `M`ove, `L`ine, `C`urve with its points, `Z` closed."""


@dataclass(frozen=True, slots=True)
class Float:
    """A thing that stands beside the flow of text: a picture, a text box, a line or a frame.

    A width or height of 0 is that of its text. `wrap` is how the text goes round it: `beside`, `below`, or not at
    all; `distance` is kept free then: left, top, right, bottom. What stands `apart` covers nothing of its kind and
    is not cut by the foot of the page. `turn` is in degrees with the clock; `path` is the outline of a shape that
    has no name, in parts of its width and height; `valign` tells where its text stands: top, center, bottom.
    """

    x: Offset
    y: Offset
    width: float
    height: float
    picture: Picture | None = None
    blocks: tuple[Block, ...] = ()
    shape: str = ""
    outline: Border | None = None
    fill: str = ""
    padding: tuple[float, float, float, float] = (0.0, 0.0, 0.0, 0.0)
    wrap: str = ""
    distance: tuple[float, float, float, float] = (0.0, 0.0, 0.0, 0.0)
    apart: bool = False
    turn: float = 0.0
    path: Path = ()
    valign: str = "top"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph. `mark` is the look of its end mark, which gives an empty paragraph its height."""

    format: ParagraphFormat
    mark: RunFormat
    pieces: tuple[Piece, ...] = ()
    floats: tuple[Float, ...] = ()
    break_before: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """A table cell with the grid place of its upper left corner. `margins`: left, top, right, bottom.

    `turned` is `up` or `down` where the text runs so.
    """

    column: int
    columns: int
    rows: int
    blocks: tuple[Block, ...]
    margins: tuple[float, float, float, float]
    borders: Mapping[str, Border]
    shading: str = ""
    valign: str = "top"
    turned: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A table row. `height_rule`: auto (at least) or exact."""

    cells: tuple[Cell, ...]
    height: float = 0.0
    height_rule: str = "auto"
    header: bool = False
    cant_split: bool = False


class WidthKind(Enum):
    """What a table's preferred width is measured in."""

    AUTO = "auto"
    TWIPS = "dxa"
    PERCENT = "pct"


@dataclass(frozen=True, slots=True)
class Placement:
    """Where a table stands that text goes round; `distance` is kept free: left, top, right, bottom."""

    x: Offset
    y: Offset
    distance: tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Table:
    """A table. Column widths of 0 are shared out from what is left; `indent` is from the left margin.

    `aside` is where it stands when text goes round it.
    """

    columns: tuple[float, ...]
    rows: tuple[Row, ...]
    width_kind: WidthKind = WidthKind.AUTO
    width: float = 0.0
    align: str = "left"
    indent: float = 0.0
    fixed: bool = False
    break_before: str = ""
    aside: Placement | None = None


Block = Paragraph | Table


@dataclass(frozen=True, slots=True)
class PageSetup:
    """Page geometry of a section."""

    width: float = 11906.0
    height: float = 16838.0
    left: float = 1440.0
    right: float = 1440.0
    top: float = 1440.0
    bottom: float = 1440.0
    header: float = 720.0
    footer: float = 720.0
    columns: int = 1
    column_gap: float = 720.0


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the document with its own pages. Headers and footers by kind: default, first, even."""

    setup: PageSetup
    blocks: tuple[Block, ...]
    start: str = "nextPage"
    headers: Mapping[str, tuple[Block, ...]] = field(default_factory=dict)
    footers: Mapping[str, tuple[Block, ...]] = field(default_factory=dict)
    title_page: bool = False
    first_number: int | None = None
    number_form: str = "decimal"


@dataclass(frozen=True, slots=True)
class Document:
    """All that is printed. `notes` are footnotes by id; endnotes are already among the blocks."""

    sections: tuple[Section, ...]
    notes: Mapping[str, tuple[Block, ...]] = field(default_factory=dict)
    even_and_odd: bool = False
    default_tab: float = 720.0
    warnings: tuple[str, ...] = ()
