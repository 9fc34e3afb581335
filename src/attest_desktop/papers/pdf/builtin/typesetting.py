"""Setting paragraphs in lines: line breaks by Qt's text engine, heights and distances as Word reckons them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from math import floor

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QTextCharFormat, QTextLayout, QTextLine, QTextOption

from attest_desktop.papers.pdf.builtin.drawing import PlacedPicture
from attest_desktop.papers.pdf.builtin.fonts import SIGNS, Fonts
from attest_desktop.papers.pdf.builtin.model import (
    FieldPiece,
    NotePiece,
    Paragraph,
    ParagraphFormat,
    Picture,
    PicturePiece,
    RunFormat,
    TabStop,
    TextPiece,
)
from attest_desktop.papers.pdf.builtin.paragraphs import FloatDrawer, Leader, Line, ParagraphBox
from attest_desktop.papers.pdf.builtin.text import LINE_BREAK
from attest_desktop.papers.pdf.builtin.wrapping import Zone, room

# Stands for a picture in the text: widened to the picture's width, it never ends a line as a space does.
_PLACEHOLDER = "\u00a0"
_ALIGN = {
    "left": Qt.AlignmentFlag.AlignLeft,
    "right": Qt.AlignmentFlag.AlignRight,
    "center": Qt.AlignmentFlag.AlignHCenter,
    "justify": Qt.AlignmentFlag.AlignJustify,
}
_TABS = {
    "left": QTextOption.TabType.LeftTab,
    "right": QTextOption.TabType.RightTab,
    "center": QTextOption.TabType.CenterTab,
    "decimal": QTextOption.TabType.DelimiterTab,
}
_UNDERLINES = {
    "dotted": QTextCharFormat.UnderlineStyle.DotLine,
    "dottedHeavy": QTextCharFormat.UnderlineStyle.DotLine,
    "dash": QTextCharFormat.UnderlineStyle.DashUnderline,
    "dashLong": QTextCharFormat.UnderlineStyle.DashUnderline,
    "dotDash": QTextCharFormat.UnderlineStyle.DashDotLine,
    "dotDotDash": QTextCharFormat.UnderlineStyle.DashDotDotLine,
    "wave": QTextCharFormat.UnderlineStyle.WaveUnderline,
}
# Word sets the base line of a line of exact or reduced height at four fifths of it.
_BASE_LINE = 0.8
_UTF_16 = "utf-16-le"
# Less than any measure, more than an error of reckoning.
_TINY = 1e-6
# Small capitals are this much of the others.
_SMALL_CAPITAL = 0.8
# Neither is seen. Where Word breaks a line: not after an oblique, but after any hyphen between digits.
_JOINER, _GAP = "\u2060", "\u200b"
_NO_BREAK = re.compile(r"(?<=/)(?!\s)")
_BREAK = re.compile(r"(?<=\d-)(?=\d)")
# Signs one by one: a font may have one and lack the next.
_STRETCHES = re.compile(f"(?P<signs>[{''.join(SIGNS)}])|[^{''.join(SIGNS)}]+")
# A right tab at the very margin must not push its text to the next line by a rounding.
_TAB_SLACK = 2.0


class Typesetter:
    """Sets paragraphs in lines."""

    def __init__(self, fonts: Fonts, default_tab: float, fields: Mapping[str, str]) -> None:
        self._fonts = fonts
        self._default_tab = default_tab
        self._fields = fields

    def paragraph(
        self,
        paragraph: Paragraph,
        width: float,
        floats: tuple[FloatDrawer, ...] = (),
        zones: Sequence[Zone] = (),
    ) -> ParagraphBox:
        """Break the paragraph into lines of the width (twips), round the zones (seen from its upper edge)."""
        text = _Text(paragraph, self._fonts, self._fields)
        form = paragraph.format
        stops = self._stops(form, width) if text.tabs else ()
        if stops and form.first:
            # Qt measures tabs from where the line begins, Word from the margin: a first line that begins elsewhere
            # than the others needs tabs of its own, and Qt keeps one set of them for a layout.
            lines = self._lines(text, form, width, stops, zones, most=1)
            if text.goes_on_after(lines[0].end):
                below = [one.lifted(lines[0].height) for one in zones]
                lines += self._lines(text, form, width, stops, below, start=lines[0].end)
        else:
            lines = self._lines(text, form, width, stops, zones)
        return ParagraphBox(form, lines, width, paragraph.break_before, floats)

    def _lines(
        self,
        text: _Text,
        form: ParagraphFormat,
        width: float,
        stops: tuple[TabStop, ...],
        zones: Sequence[Zone] = (),
        start: int = 0,
        most: int | None = None,
    ) -> tuple[Line, ...]:
        """Break the text from `start` on into lines, at most so many."""
        layout = QTextLayout(text.tail(start), self._fonts.font(text.mark))
        layout.setFormats(text.ranges(start))
        option = QTextOption(_ALIGN[form.align])
        option.setUseDesignMetrics(True)
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        begin = form.left + (0.0 if start else form.first)
        option.setTabs([_tab(stop, begin) for stop in stops if stop.position > begin])
        layout.setTextOption(option)
        slack = _TAB_SLACK if any(stop.kind != "left" for stop in stops) else 0.0
        broken: list[tuple[QTextLine, float, float]] = []
        layout.beginLayout()
        y, usual = 0.0, self._usual_height(text, form) if zones else 0.0
        while most is None or len(broken) < most:
            line = layout.createLine()
            if not line.isValid():
                break
            indent = form.left + (0.0 if broken or start else form.first)
            skip, right = 0.0, width - form.right
            if zones:
                # A first line is indented from where the room begins.
                inward = max(0.0, indent - form.left)
                skip, indent, right = room(zones, y, usual, indent - inward, right)
                indent += inward
            line.setPosition(QPointF(0, 0))
            line.setLineWidth(max(1.0, right - indent + slack))
            broken.append((line, indent, skip))
            if zones:
                y += skip + self._line(layout, line, start, indent, text, form, stops).height
        layout.endLayout()
        lines: list[Line] = []
        for line, indent, skip in broken:
            own, offset = layout, start
            if form.align == "justify" and text.is_one_word(start + line.textStart(), line.textLength()):
                offset = start + line.textStart()
                own = self._alone(text, offset, line)
            lines.append(
                self._line(
                    own, own.lineAt(0) if own is not layout else line, offset, indent, text, form, stops, skip
                )
            )
        return tuple(lines)

    def _alone(self, text: _Text, start: int, line: QTextLine) -> QTextLayout:
        """A justified line of one word set by itself: Qt would spread its letters."""
        layout = QTextLayout(text.tail(start, line.textLength()), self._fonts.font(text.mark))
        layout.setFormats(text.ranges(start))
        option = QTextOption(_ALIGN["left"])
        option.setUseDesignMetrics(True)
        option.setWrapMode(QTextOption.WrapMode.WrapAnywhere)
        layout.setTextOption(option)
        layout.beginLayout()
        layout.createLine().setLineWidth(line.width() + _TAB_SLACK)
        layout.endLayout()
        return layout

    def _usual_height(self, text: _Text, form: ParagraphFormat) -> float:
        metrics = self._fonts.metrics(text.mark)
        natural = metrics.ascent + metrics.descent
        return _spaced(form, metrics.ascent, metrics.descent, natural)[0]

    def _stops(self, form: ParagraphFormat, width: float) -> tuple[TabStop, ...]:
        own = [stop for stop in form.tabs if stop.position > min(0.0, form.left + form.first)]
        last = max((stop.position for stop in own), default=0.0)
        # After the last stop set by hand Word goes on with its regular ones.
        step = max(self._default_tab, 20.0)
        count = int(last // step) + 1
        regular = [TabStop(step * place) for place in range(count, int(width // step) + 2)]
        return (*own, *(stop for stop in regular if stop.position > last))

    def _line(
        self,
        layout: QTextLayout,
        line: QTextLine,
        offset: int,
        indent: float,
        text: _Text,
        form: ParagraphFormat,
        stops: tuple[TabStop, ...],
        skip: float = 0.0,
    ) -> Line:
        """Measure a line; `offset` is where its layout begins in the text, `skip` what is left free above it."""
        start = offset + line.textStart()
        end = start + line.textLength()
        parts = text.between(start, end)
        metrics = [self._fonts.metrics(part.look) for part in parts if part.picture is None]
        if not parts:
            metrics = [self._fonts.metrics(text.mark)]
        pictures = tuple(
            PlacedPicture(part.picture, _x(line, part.start - offset))
            for part in parts
            if part.picture is not None
        )
        ascent = max([item.ascent for item in metrics] + [item.picture.height for item in pictures])
        descent = max([item.descent for item in metrics], default=0.0)
        # Line spacing grows by the text's height, not by that of pictures.
        sized = metrics or [self._fonts.metrics(text.mark)]
        text_height = max(item.ascent + item.descent for item in sized)
        natural = round(ascent + descent)
        height, ascent = _spaced(form, ascent, descent, text_height)
        overhang = max(0.0, height - natural) if form.line_rule == "auto" else 0.0
        notes = tuple(part.note for part in parts if part.note and part.start >= start)
        leaders: list[Leader] = []
        for place in (tab - offset for tab in text.tabs if start <= tab < end):
            x, stop_x = _x(line, place), _x(line, place + 1)
            stop = next((stop for stop in stops if stop.position > x + indent + 1), None)
            sign = _LEADERS.get(stop.leader, "") if stop is not None else ""
            if sign and stop_x > x:
                leaders.append(Leader(x, stop_x - x, sign, self._fonts.font(text.look_at(place + offset))))
        return Line(
            layout, line, end, indent, skip + height, skip + ascent, pictures, tuple(leaders), notes, overhang
        )


_LEADERS = {"dot": ".", "middleDot": "·", "hyphen": "-", "underscore": "_", "heavy": "_"}


def _x(line: QTextLine, place: int) -> float:
    """Where a character begins, from where the line does."""
    found = line.cursorToX(place)
    # Qt gives the place back beside the distance, which its type stubs do not say.
    return float(found[0] if isinstance(found, tuple) else found)  # type: ignore[arg-type]  # see above


def _tab(stop: TabStop, indent: float) -> QTextOption.Tab:
    tab = QTextOption.Tab()
    tab.position = stop.position - indent
    tab.type = _TABS[stop.kind]
    if stop.kind == "decimal":
        tab.delimiter = ","
    return tab


def _spaced(form: ParagraphFormat, ascent: float, descent: float, text_height: float) -> tuple[float, float]:
    """Height and ascent of a line by the paragraph's line spacing."""
    # Lines are whole twips high; the parts of one are lost in a line, and make a line of a page.
    natural = float(round(ascent + descent))
    if form.line_rule == "exact":
        return form.line, form.line * _BASE_LINE
    if form.line_rule == "atLeast":
        # What is added stands above the text.
        return max(natural, form.line), ascent + max(0.0, form.line - natural)
    # In whole per cent, as office programs reckon.
    factor = round(form.line / 2.4) / 100
    height = float(floor(natural + (factor - 1) * round(text_height) + _TINY))
    return height, (ascent if factor >= 1 else max(0.0, ascent - (natural - height) * _BASE_LINE))


@dataclass(frozen=True, slots=True)
class _Part:
    """A stretch of a paragraph's text of one look, or a picture.

    `family` is another font to take it from, `scale` makes its letters smaller; neither changes the line's height.
    """

    start: int
    end: int
    look: RunFormat
    picture: Picture | None = None
    note: str = ""
    family: str = ""
    scale: float = 1.0


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


class _Text:
    """A paragraph's pieces as one string with looks. Places are counted as Qt counts them, in UTF-16 units."""

    def __init__(self, paragraph: Paragraph, fonts: Fonts, fields: Mapping[str, str]) -> None:
        self.mark = paragraph.mark
        self._fonts = fonts
        self._parts: list[_Part] = []
        pieces: list[str] = []
        length = 0
        for piece in paragraph.pieces:
            picture, note = None, ""
            if isinstance(piece, TextPiece):
                for text, family, scale in _stretches(piece, fonts):
                    size = len(text.encode(_UTF_16)) // 2
                    self._parts.append(_Part(length, length + size, piece.format, family=family, scale=scale))
                    pieces.append(text)
                    length += size
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
            self._parts.append(_Part(length, length + size, piece.format, picture, note))
            pieces.append(text)
            length += size
        self._units = "".join(pieces).encode(_UTF_16)
        tab, pair = "\t".encode(_UTF_16), range(0, len(self._units), 2)
        self.tabs = tuple(place // 2 for place in pair if self._units[place : place + 2] == tab)

    def tail(self, start: int, length: int | None = None) -> str:
        """The text from a place on, all of it or so much."""
        return self._units[2 * start : None if length is None else 2 * (start + length)].decode(_UTF_16)

    def is_one_word(self, start: int, length: int) -> bool:
        """Whether there is no space within a stretch of the text, and there is more text after it."""
        return self.goes_on_after(start + length) and len(self.tail(start, length).split()) == 1

    def goes_on_after(self, place: int) -> bool:
        """Whether there is another line after the one that ends there."""
        return 2 * place < len(self._units) or self._units.endswith(LINE_BREAK.encode(_UTF_16))

    def between(self, start: int, end: int) -> list[_Part]:
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

    def _format(self, part: _Part) -> QTextCharFormat:
        look, made = part.look, QTextCharFormat()
        if part.picture is not None:
            font = QFont(self._fonts.font(replace(look, underline="", strike=False, spacing=0.0)))
            own = QFontMetricsF(font).horizontalAdvance(_PLACEHOLDER)
            font.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, part.picture.width - own)
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
