"""A paragraph's text as one string with looks, as Qt's text engine takes it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import groupby

from PySide6.QtGui import QColor, QFont, QFontMetricsF, QTextCharFormat, QTextLayout

from attest_desktop.papers.pdf.builtin.fonts import SIGNS, Fonts
from attest_desktop.papers.pdf.builtin.mathboxes import MathBox
from attest_desktop.papers.pdf.builtin.mathsetting import FormulaSetter
from attest_desktop.papers.pdf.builtin.model import (
    DrawingPiece,
    FieldPiece,
    FormulaPiece,
    NotePiece,
    Paragraph,
    Picture,
    PicturePiece,
    RunFormat,
    TextPiece,
)
from attest_desktop.papers.pdf.builtin.text import LINE_BREAK

# Stands for a picture in the text: widened to the picture's width, it never ends a line as a space does.
_PLACEHOLDER = "\u00a0"
# Stands for a formula and is passed over when drawn. Lines end beside it as beside a letter, nothing widens it.
_FORMULA = "x"
_UNDERLINES = {
    "dotted": QTextCharFormat.UnderlineStyle.DotLine,
    "dottedHeavy": QTextCharFormat.UnderlineStyle.DotLine,
    "dash": QTextCharFormat.UnderlineStyle.DashUnderline,
    "dashLong": QTextCharFormat.UnderlineStyle.DashUnderline,
    "dotDash": QTextCharFormat.UnderlineStyle.DashDotLine,
    "dotDotDash": QTextCharFormat.UnderlineStyle.DashDotDotLine,
    "wave": QTextCharFormat.UnderlineStyle.WaveUnderline,
}
_UTF_16 = "utf-16-le"
_ROW = "__".encode(_UTF_16)
# Small capitals are this much of the others.
_SMALL_CAPITAL = 0.8
# Neither is seen. Where Word breaks a line: not after an oblique, but after any hyphen before a digit.
_JOINER, _GAP = "\u2060", "\u200b"
_NO_BREAK = re.compile(r"(?<=/)(?!\s)")
_BREAK = re.compile(r"(?<=[^\W_]-)(?=\d)")
# Signs one by one: a font may have one and lack the next.
_STRETCHES = re.compile(f"(?P<signs>[{''.join(SIGNS)}])|[^{''.join(SIGNS)}]+")


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a paragraph's text of one look, a picture, or a formula.

    `family` is another font to take it from, `scale` makes its letters smaller; neither changes the line's height.
    """

    start: int
    end: int
    look: RunFormat
    picture: Picture | None = None
    note: str = ""
    family: str = ""
    scale: float = 1.0
    formula: MathBox | None = None
    drawing: DrawingPiece | None = None

    @property
    def inlaid(self) -> float | None:
        """The width of what stands in the line without being text of it; None for text."""
        if self.picture is not None:
            return self.picture.width
        if self.drawing is not None:
            return self.drawing.width
        return self.formula.width if self.formula is not None else None


def _stretches(piece: TextPiece, fonts: Fonts) -> Iterator[tuple[str, str, float]]:
    """The text in stretches, each with the font it is taken from (empty: its own) and the scale of its letters."""
    look = piece.format
    text = piece.text.upper() if look.caps else piece.text
    text = _NO_BREAK.sub(_JOINER, _BREAK.sub(_GAP, text))
    for found in _STRETCHES.finditer(text):
        stretch = found[0]
        family = fonts.family_with(stretch[0]) if found.lastgroup == "signs" else ""
        if family is None:
            yield "".join(SIGNS[sign] for sign in stretch), "", 1.0
        elif family or not look.small_caps or look.caps:
            yield stretch, family, 1.0
        else:
            for small, same in groupby(stretch, str.islower):
                letters = "".join(same)
                yield (letters.upper(), "", _SMALL_CAPITAL) if small else (letters, "", 1.0)


class Text:
    """A paragraph's pieces as one string with looks. Places are counted as Qt counts them, in UTF-16 units.

    Formulas, set by `formulas`, are parted where they are wider than `width` (twips).
    """

    def __init__(
        self,
        paragraph: Paragraph,
        fonts: Fonts,
        fields: Mapping[str, str],
        width: float,
        formulas: FormulaSetter,
    ) -> None:
        self.mark = paragraph.mark
        self._fonts = fonts
        self._parts: list[Part] = []
        pieces: list[str] = []
        length = 0
        for piece in paragraph.pieces:
            picture, note = None, ""
            if isinstance(piece, TextPiece):
                for text, family, scale in _stretches(piece, fonts):
                    size = len(text.encode(_UTF_16)) // 2
                    self._parts.append(Part(length, length + size, piece.format, family=family, scale=scale))
                    pieces.append(text)
                    length += size
                continue
            if isinstance(piece, FormulaPiece):
                for place, box in enumerate(formulas.boxes(piece.formula, width)):
                    # A line may end between the parts of a formula.
                    pieces += [_GAP] * bool(place) + [_FORMULA]
                    length += bool(place)
                    self._parts.append(Part(length, length + 1, piece.format, formula=box))
                    length += 1
                continue
            if isinstance(piece, DrawingPiece):
                self._parts.append(Part(length, length + 1, piece.format, drawing=piece))
                pieces.append(_PLACEHOLDER)
                length += 1
                continue
            if isinstance(piece, FieldPiece):
                text = fields.get(piece.name) or piece.text or "1"
            elif isinstance(piece, NotePiece):
                text, note = piece.text, piece.note
            elif isinstance(piece, PicturePiece):
                text, picture = _PLACEHOLDER, piece.picture
            if not text:
                continue
            size = len(text.encode(_UTF_16)) // 2
            self._parts.append(Part(length, length + size, piece.format, picture, note))
            pieces.append(text)
            length += size
        self._units = "".join(pieces).encode(_UTF_16)
        tab, pair = "\t".encode(_UTF_16), range(0, len(self._units), 2)
        self.tabs = tuple(place // 2 for place in pair if self._units[place : place + 2] == tab)

    @property
    def has_rows(self) -> bool:
        """Whether there are rows of underscores in it."""
        return _ROW in self._units

    def tail(self, start: int, length: int | None = None) -> str:
        """The text from a place on, all of it or so much."""
        return self._units[2 * start : None if length is None else 2 * (start + length)].decode(_UTF_16)

    def is_blank(self, part: Part, start: int, end: int) -> bool:
        """Whether a part has nothing but blanks between two places."""
        first = max(start, part.start)
        return not self.tail(first, min(end, part.end) - first).strip()

    def is_one_word(self, start: int, length: int) -> bool:
        """Whether there is no space within a stretch of the text, and there is more text after it."""
        return self.goes_on_after(start + length) and len(self.tail(start, length).split()) == 1

    def goes_on_after(self, place: int) -> bool:
        """Whether there is another line after the one that ends there."""
        return 2 * place < len(self._units) or self._units.endswith(LINE_BREAK.encode(_UTF_16))

    def between(self, start: int, end: int) -> list[Part]:
        """The parts that have characters in the range."""
        return [part for part in self._parts if part.start < end and part.end > start]

    def look_at(self, place: int) -> RunFormat:
        """The look of the character."""
        return next((part.look for part in self._parts if part.start <= place < part.end), self.mark)

    def ranges(self, start: int) -> list[QTextLayout.FormatRange]:
        """The looks from a place on, as Qt wants them."""
        found = []
        for part in self._parts:
            if part.end <= start:
                continue
            entry = QTextLayout.FormatRange()
            entry.start = max(0, part.start - start)
            entry.length = part.end - start - entry.start
            entry.format = self._format(part)
            found.append(entry)
        return found

    def _format(self, part: Part) -> QTextCharFormat:
        look, made = part.look, QTextCharFormat()
        if part.inlaid is not None:
            font = QFont(self._fonts.font(replace(look, underline="", strike=False, spacing=0.0)))
            sign = _PLACEHOLDER if part.formula is None else _FORMULA
            own = QFontMetricsF(font).horizontalAdvance(sign)
            font.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, part.inlaid - own)
            made.setFont(font)
            return made
        font = self._fonts.font(look)
        if part.family or part.scale != 1:
            font = QFont(font)
            font.setPixelSize(max(1, round(font.pixelSize() * part.scale)))
            if part.family:
                font.setFamilies([part.family])
        made.setFont(font)
        if look.underline in _UNDERLINES:
            made.setUnderlineStyle(_UNDERLINES[look.underline])
        if look.vertical == "superscript":
            made.setVerticalAlignment(QTextCharFormat.VerticalAlignment.AlignSuperScript)
        elif look.vertical == "subscript":
            made.setVerticalAlignment(QTextCharFormat.VerticalAlignment.AlignSubScript)
        if look.color:
            made.setForeground(QColor("#" + look.color))
        if look.background:
            made.setBackground(QColor("#" + look.background))
        return made
