"""Setting paragraphs in lines: line breaks by Qt's text engine, heights and distances as Word reckons them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import floor

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QTextLayout, QTextLine, QTextOption

from attest_desktop.papers.pdf.builtin.drawing import PlacedPicture
from attest_desktop.papers.pdf.builtin.fonts import Fonts
from attest_desktop.papers.pdf.builtin.mathsetting import FormulaSetter
from attest_desktop.papers.pdf.builtin.model import (
    DrawingPiece,
    Paragraph,
    ParagraphFormat,
    TabStop,
)
from attest_desktop.papers.pdf.builtin.paragraphs import FloatDrawer, Leader, Line, ParagraphBox, PlacedDrawing
from attest_desktop.papers.pdf.builtin.segments import PlacedFormula
from attest_desktop.papers.pdf.builtin.stretches import Part, Text
from attest_desktop.papers.pdf.builtin.wrapping import NARROWEST, NARROWEST_EMPTY, Zone, room

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
# Word sets the base line of a line of exact or reduced height at four fifths of it.
_BASE_LINE = 0.8
# Less than any measure, more than an error of reckoning.
_TINY = 1e-6
# A right tab at the very margin must not push its text to the next line by a rounding.
_TAB_SLACK = 2.0
# Underscores reach into each other, the last of a row beyond its own width: Qt would take it to the next line.
_ROW_SLACK = 5.0


_NO_DRAWINGS: Mapping[DrawingPiece, tuple[FloatDrawer, ...]] = {}


class Typesetter:
    """Sets paragraphs in lines."""

    def __init__(self, fonts: Fonts, default_tab: float, fields: Mapping[str, str]) -> None:
        self._fonts = fonts
        self._default_tab = default_tab
        self._fields = fields
        self._formulas = FormulaSetter(fonts)
        self._drawings = _NO_DRAWINGS

    def paragraph(
        self,
        paragraph: Paragraph,
        width: float,
        floats: tuple[FloatDrawer, ...] = (),
        zones: Sequence[Zone] = (),
        drawings: Mapping[DrawingPiece, tuple[FloatDrawer, ...]] = _NO_DRAWINGS,
    ) -> ParagraphBox:
        """Break the paragraph into lines of the width (twips), round the zones (seen from its upper edge).

        `drawings` are the shapes of those that stand in its lines.
        """
        self._drawings = drawings
        form = paragraph.format
        inner = width - form.left - form.right - max(0.0, form.first)
        text = Text(paragraph, self._fonts, self._fields, inner, self._formulas)
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
        text: Text,
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
        slack = _ROW_SLACK if text.has_rows else slack
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
                least = NARROWEST if text.tail(0) else NARROWEST_EMPTY
                skip, indent, right = room(zones, y, usual, indent - inward, right, least)
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

    def _alone(self, text: Text, start: int, line: QTextLine) -> QTextLayout:
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

    def _usual_height(self, text: Text, form: ParagraphFormat) -> float:
        metrics = self._fonts.metrics(text.mark)
        natural = metrics.ascent + metrics.descent
        height = _spaced(form, metrics.ascent, metrics.descent, natural)[0]
        # What line spacing adds below a line may reach into what floats.
        return min(height, natural) if form.line_rule == "auto" else height

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
        text: Text,
        form: ParagraphFormat,
        stops: tuple[TabStop, ...],
        skip: float = 0.0,
    ) -> Line:
        """Measure a line; `offset` is where its layout begins in the text, `skip` what is left free above it."""
        start = offset + line.textStart()
        end = start + line.textLength()
        parts = text.between(start, end)
        metrics = [self._fonts.metrics(part.look) for part in parts if part.inlaid is None]
        if not parts:
            metrics = [self._fonts.metrics(text.mark)]
        pictures = tuple(
            PlacedPicture(part.picture, _x(line, part.start - offset))
            for part in parts
            if part.picture is not None
        )
        formulas = tuple(
            PlacedFormula(part.formula, part.start - offset, _x(line, part.start - offset))
            for part in parts
            if part.formula is not None
        )
        drawings = tuple(
            PlacedDrawing(
                self._drawings.get(part.drawing, ()),
                _x(line, part.start - offset),
                part.drawing.width,
                part.drawing.height,
            )
            for part in parts
            if part.drawing is not None
        )
        # Line spacing grows by the text's height, not by that of pictures and formulas.
        sized = metrics or [self._fonts.metrics(text.mark)]
        if any(item != metrics[0] for item in metrics):
            # Blanks of another size make the line no higher, but spacing grows by them too.
            seen = [part for part in parts if part.inlaid is None and not text.is_blank(part, start, end)]
            metrics = [self._fonts.metrics(part.look) for part in seen] or metrics
        ascent = max(
            [item.ascent for item in metrics]
            + [item.picture.height for item in pictures]
            + [item.box.ascent for item in formulas]
            + [item.height for item in drawings]
        )
        descent = max([item.descent for item in metrics] + [item.box.descent for item in formulas], default=0.0)
        text_height = max(item.ascent for item in sized) + max(item.descent for item in sized)
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
            layout,
            line,
            end,
            indent,
            skip + height,
            skip + ascent,
            pictures,
            tuple(leaders),
            notes,
            overhang,
            skip,
            formulas,
            drawings,
            _stretches(parts, start, end, offset) if formulas else (),
        )


_LEADERS = {"dot": ".", "middleDot": "·", "hyphen": "-", "underscore": "_", "heavy": "_"}


def _stretches(parts: Sequence[Part], start: int, end: int, offset: int) -> tuple[tuple[int, int, str], ...]:
    """The text of a line without its formulas, from sign to sign of its layout, with its colours."""
    return tuple(
        (max(start, part.start) - offset, min(end, part.end) - offset, part.look.color)
        for part in parts
        if part.formula is None
    )


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
