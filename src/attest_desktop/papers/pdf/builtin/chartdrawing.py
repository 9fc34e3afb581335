"""Charts drawn: bars, lines and slices as shapes, names and numbers as text, in the room of the chart (twips)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from math import ceil, cos, floor, log10, pi, sin, tan

from attest_desktop.papers.pdf.builtin.charts import Axis, Chart, Series, accent
from attest_desktop.papers.pdf.builtin.model import (
    Border,
    Float,
    Offset,
    Paragraph,
    ParagraphFormat,
    Path,
    RunFormat,
    TextPiece,
)
from attest_desktop.papers.pdf.builtin.source import Source

_GRAY, _LINE, _THICK = "D9D9D9", 10.0, 40.0
# A letter is about so wide, a line so high, in parts of the size.
_LETTER, _LEADING = 0.52, 1.25
_MARGIN = 120.0
_MOST_TICKS = 11
# A shorter axis has no steps that could be told from each other.
_LEAST_REACH = 1e-12
# Bars take so much of the room of their place.
_BARS = 0.6
_STACKED = ("stacked", "percentStacked")


def drawn_chart(
    chart: Chart, x: Offset, y: Offset, width: float, height: float, source: Source
) -> tuple[Float, ...]:
    """The shapes of a chart in a room with its corner at (x, y)."""
    return tuple(_Sheet(chart, x, y, source).draw(width, height))


class _Sheet:
    def __init__(self, chart: Chart, x: Offset, y: Offset, source: Source) -> None:
        self._chart = chart
        self._x, self._y = x, y
        self._source = source
        self._line = chart.size * 20 * _LEADING

    def draw(self, width: float, height: float) -> Iterator[Float]:
        chart, top, bottom, left, right = self._chart, _MARGIN, height - _MARGIN, _MARGIN, width - _MARGIN
        if chart.title:
            size = chart.title_size
            high = max(1, ceil(len(chart.title) * size * 20 * _LETTER / max(1.0, width - 2 * _MARGIN)))
            yield self._text(chart.title, 0.0, top, width, size=size)
            top += high * size * 20 * _LEADING + _MARGIN / 2
        names = self._legend_names()
        if chart.legend and names:
            longest = max(len(name) for name, _ in names) * chart.size * 20 * _LETTER + 2.5 * self._line
            if chart.legend in ("r", "l", "tr"):
                aside = min(longest, width * 0.4)
                start = left if chart.legend == "l" else right - aside
                yield from self._legend_down(names, start, (top + bottom) / 2, aside)
                left, right = (left + aside, right) if chart.legend == "l" else (left, right - aside)
            else:
                rows = list(self._legend_rows(names, right - left))
                place = top if chart.legend == "t" else bottom - len(rows) * self._line
                for at, row in enumerate(rows):
                    yield from self._legend_across(row, (left + right) / 2, place + at * self._line)
                taken = len(rows) * self._line + _MARGIN / 2
                top, bottom = (top + taken, bottom) if chart.legend == "t" else (top, bottom - taken)
        if right - left < 200 or bottom - top < 200:
            return
        if chart.series[0].kind == "pie":
            yield from self._pie(left, top, right, bottom)
        else:
            yield from self._plot(left, top, right, bottom)

    def _legend_names(self) -> list[tuple[str, str]]:
        chart = self._chart
        if chart.series[0].kind == "pie":
            return [(name, self._slice_color(at)) for at, name in enumerate(chart.categories)]
        return [(one.name, one.color) for one in chart.series if one.name]

    def _legend_down(self, names: list[tuple[str, str]], x: float, middle: float, width: float) -> Iterator[Float]:
        y = middle - len(names) * self._line / 2
        for name, color in names:
            yield self._box(x + _MARGIN, y + self._line * 0.3, self._line * 0.4, self._line * 0.4, color)
            yield self._text(name, x + _MARGIN + self._line * 0.7, y, width - _MARGIN - self._line * 0.7, "left")
            y += self._line

    def _legend_rows(self, names: list[tuple[str, str]], width: float) -> Iterator[list[tuple[str, str]]]:
        row: list[tuple[str, str]] = []
        for name in names:
            if row and sum(map(self._entry, [*row, name])) > width:
                yield row
                row = []
            row.append(name)
        if row:
            yield row

    def _entry(self, name: tuple[str, str]) -> float:
        return len(name[0]) * self._chart.size * 20 * _LETTER + self._line * 1.7

    def _legend_across(self, row: list[tuple[str, str]], middle: float, y: float) -> Iterator[Float]:
        x = middle - sum(map(self._entry, row)) / 2
        for name, color in row:
            yield self._box(x, y + self._line * 0.3, self._line * 0.4, self._line * 0.4, color)
            yield self._text(name, x + self._line * 0.6, y, self._entry((name, color)) * 1.3, "left")
            x += self._entry((name, color))

    def _slice_color(self, at: int) -> str:
        return dict(self._chart.series[0].colors).get(at) or accent(at, self._source)

    def _pie(self, left: float, top: float, right: float, bottom: float) -> Iterator[Float]:
        series = self._chart.series[0]
        total = sum(abs(value) for value in series.values if value)
        if not total:
            return
        radius = min(right - left, bottom - top) / 2 * 0.9
        x, y = (left + right) / 2, (top + bottom) / 2
        angle = -pi / 2
        marks: list[Float] = []
        for at, value in enumerate(series.values):
            if not value:
                continue
            share = abs(value) / total
            path = _slice(angle, share * 2 * pi, 0.5 if self._chart.hole else 0.0)
            yield self._box(x - radius, y - radius, 2 * radius, 2 * radius, self._slice_color(at), path)
            text = self._label(series, at, share)
            if text:
                middle, far = angle + share * pi, radius * 0.68
                marks.append(self._beside(text, x + far * cos(middle), y + far * sin(middle)))
            angle += share * 2 * pi
        yield from marks

    def _label(self, series: Series, at: int, share: float) -> str:
        value, parts = series.values[at], []
        if "showCatName" in series.labels and at < len(self._chart.categories):
            parts.append(self._chart.categories[at])
        if "showVal" in series.labels and value is not None:
            parts.append(written(value, series.form))
        if "showPercent" in series.labels:
            parts.append(f"{round(share * 100)}%")
        return "; ".join(parts)

    def _plot(self, left: float, top: float, right: float, bottom: float) -> Iterator[Float]:
        chart, axis, size = self._chart, self._chart.axis, self._chart.size * 20
        low, high, step = self._scale(bottom - top if not chart.level else right - left)
        ticks = [low + step * at for at in range(min(_MOST_TICKS * 2, round((high - low) / step)) + 1)]
        form = "0%" if chart.grouping == "percentStacked" else axis.form
        names = [written(tick, form) for tick in ticks]
        longest = max(map(len, names)) * size * _LETTER
        count = len(chart.categories)
        if axis.title and not chart.level:
            yield self._turned(axis.title, left + self._line / 2, (top + bottom) / 2)
            left += self._line
        if chart.names_title and not chart.level:
            yield self._text(chart.names_title, left, bottom - self._line, right - left)
            bottom -= self._line
        widest = max(map(len, chart.categories)) * size * _LETTER
        if chart.level:
            left += min(widest, (right - left) * 0.35) + _MARGIN
            bottom -= 0.0 if axis.hidden else self._line
        else:
            left += 0.0 if axis.hidden else longest + _MARGIN / 2
            slot = (right - left) / count
            word = (
                max((len(part) for name in chart.categories for part in name.split()), default=1) * size * _LETTER
            )
            upright = word > slot
            lines = 1 if upright else ceil(widest / max(slot, 1.0))
            bottom -= min(widest, (bottom - top) * 0.4) if upright else min(lines, 4) * self._line
        across, down = right - left, bottom - top
        for tick, name in zip(ticks, names, strict=True):
            share = (tick - low) / (high - low)
            if chart.level:
                place = left + share * across
                if axis.grid:
                    yield self._stroke(place, top, place, bottom, _GRAY, _LINE)
                if not axis.hidden:
                    yield self._beside(name, place, bottom + self._line / 2)
            else:
                place = bottom - share * down
                if axis.grid or tick == low:
                    yield self._stroke(left, place, right, place, _GRAY, _LINE)
                if not axis.hidden:
                    yield self._text(name, 0.0, place - self._line / 2, left - _MARGIN / 3, "right")
        slot = (down if chart.level else across) / count
        for at, name in enumerate(chart.categories):
            if chart.level:
                middle = bottom - (at + 0.5) * slot
                yield self._text(name, 0.0, middle - self._line / 2, left - _MARGIN / 2, "right")
            elif upright:
                yield self._turned(
                    name, left + (at + 0.5) * slot, bottom + min(widest, down * 0.4) / 2 + _MARGIN / 3
                )
            else:
                yield self._text(name, left + at * slot, bottom + _MARGIN / 4, slot)
        yield from self._rows(left, top, across, down, low, high)

    def _scale(self, room: float) -> tuple[float, float, float]:
        """The ends and the step of the axis of values."""
        chart, axis = self._chart, self._chart.axis
        values = [value for one in chart.series for value in one.values if value is not None] or [0.0, 1.0]
        if chart.grouping in _STACKED:
            sums = [
                sum(one.values[at] or 0.0 for one in chart.series if at < len(one.values))
                for at in range(len(chart.categories))
            ]
            values = [0.0, 1.0] if chart.grouping == "percentStacked" else [0.0, *sums]
        low, high = min(0.0, *values, *values), max(0.0, *values, *values)
        most = max(2.0, min(_MOST_TICKS - 1.0, room / (self._line * 1.6)))
        return _steps(low, high, most, axis, percent=chart.grouping == "percentStacked")

    def _rows(
        self, left: float, top: float, across: float, down: float, low: float, high: float
    ) -> Iterator[Float]:
        chart = self._chart
        count, bars = len(chart.categories), [one for one in chart.series if one.kind == "bar"]
        slot = (down if chart.level else across) / count
        stacked = chart.grouping in _STACKED
        thick = slot * _BARS / (1 if stacked else max(1, len(bars)))
        marks: list[Float] = []

        def place(value: float) -> float:
            share = max(0.0, min(1.0, (value - low) / (high - low)))
            return left + share * across if chart.level else top + (1 - share) * down

        for at in range(count):
            base = 0.0
            whole = sum(abs(one.values[at] or 0.0) for one in bars if at < len(one.values)) or 1.0
            for row, one in enumerate(bars):
                value = one.values[at] if at < len(one.values) else None
                if value is None:
                    continue
                size = value / whole if chart.grouping == "percentStacked" else value
                begin, end = place(base), place(base + size)
                aside = slot * (1 - _BARS) / 2 + (0.0 if stacked else row * thick)
                color = dict(one.colors).get(at) or one.color
                label = self._label(one, at, value / whole)
                if chart.level:
                    y = top + down - (at * slot + aside) - thick
                    yield self._box(min(begin, end), y, abs(end - begin), thick, color)
                    middle = ((begin + end) / 2 if stacked else end + self._line, y + thick / 2)
                else:
                    x = left + at * slot + aside
                    yield self._box(x, min(begin, end), thick, abs(end - begin), color)
                    middle = (x + thick / 2, (begin + end) / 2 if stacked else end - self._line / 2)
                if label:
                    marks.append(self._beside(label, *middle))
                base += size if stacked else 0.0
        for one in chart.series:
            if one.kind == "line":
                yield from self._polyline(one, left, slot, place, marks)
        yield from marks

    def _polyline(
        self, one: Series, left: float, slot: float, place: Callable[[float], float], marks: list[Float]
    ) -> Iterator[Float]:
        last: tuple[float, float] | None = None
        for at, value in enumerate(one.values):
            here = None if value is None else (left + (at + 0.5) * slot, place(value))
            if here is not None and last is not None:
                yield self._stroke(*last, *here, one.color, _THICK)
            if here is not None and (label := self._label(one, at, 0.0)):
                marks.append(self._beside(label, here[0], here[1] - self._line / 2))
            last = here

    def _at(self, x: float, y: float) -> tuple[Offset, Offset]:
        return replace(self._x, distance=self._x.distance + x), replace(self._y, distance=self._y.distance + y)

    def _box(self, x: float, y: float, width: float, height: float, color: str, path: Path = ()) -> Float:
        return Float(*self._at(x, y), max(width, 1.0), max(height, 1.0), shape="rect", fill=color, path=path)

    def _stroke(self, x: float, y: float, right: float, below: float, color: str, width: float) -> Float:
        left, top = min(x, right), min(y, below)
        shape = "line" if (right - x) * (below - y) >= 0 else "rising"
        return Float(
            *self._at(left, top), abs(right - x), abs(below - y), shape=shape, outline=Border(width, color)
        )

    def _beside(self, text: str, x: float, y: float) -> Float:
        """Text around a point."""
        width = (len(text) + 2) * self._chart.size * 20 * _LETTER * 1.4
        return self._text(text, x - width / 2, y - self._line / 2, width)

    def _turned(self, text: str, x: float, y: float) -> Float:
        """Text running up around a point."""
        width = (len(text) + 2) * self._chart.size * 20 * _LETTER * 1.4
        return self._text(text, x - width / 2, y - self._line / 2, width, turn=270.0)

    def _text(
        self,
        text: str,
        x: float,
        y: float,
        width: float,
        align: str = "center",
        *,
        size: float = 0.0,
        turn: float = 0.0,
    ) -> Float:
        look = RunFormat(self._source.styles.text_family, size or self._chart.size, color="404040")
        paragraph = Paragraph(ParagraphFormat(align=align, widow_control=False), look, (TextPiece(text, look),))
        return Float(*self._at(x, y), max(width, 1.0), self._line, blocks=(paragraph,), turn=turn)


def _steps(low: float, high: float, most: float, axis: Axis, *, percent: bool) -> tuple[float, float, float]:
    given_low, given_high = axis.low, axis.high
    if given_low is not None and given_high is not None and given_low >= given_high:
        given_low = given_high = None
    low = given_low if given_low is not None else low
    reach = high if given_high is not None or percent else high + (high - low) * 0.05
    high = given_high if given_high is not None else reach
    if high - low < _LEAST_REACH:
        high = low + 1.0
    step = axis.step or 0.0
    if step <= 0 or (high - low) / step > 2 * _MOST_TICKS:
        rough = (high - low) / most
        power = 10.0 ** floor(log10(rough))
        step = next(power * part for part in (1, 2, 5, 10) if power * part >= rough * 0.999)
    if given_low is None:
        low = floor(low / step + 1e-9) * step
    if given_high is None:
        high = ceil(high / step - 1e-9) * step
    # A step that is far longer than all numbers rounds both ends to one.
    return low, (high if high > low else low + step), step


def written(value: float, form: str) -> str:
    """A number as a chart writes it: in its form as far as that is known, with a comma."""
    percent = "%" in form
    plain = form.partition(";")[0].strip()
    if plain in ("General", "") or "0" not in plain:
        text = f"{value:.10g}"
        return text.replace(".", ",")
    places = plain.replace("%", "").partition(".")[2]
    digits = min(8, sum(sign == "0" for sign in places))
    text = (
        f"{value * (100 if percent else 1):,.{digits}f}"
        if "#," in plain
        else (f"{value * (100 if percent else 1):.{digits}f}")
    )
    return text.replace(",", "\u00a0").replace(".", ",") + ("%" if percent else "")


def _slice(start: float, sweep: float, hole: float) -> Path:
    """A slice of a circle that fills a square, from an angle on; what is inside the `hole` is left out."""
    count = max(1, ceil(sweep / (pi / 4)))
    step = sweep / count
    bend = 4 / 3 * tan(step / 4)

    def point(angle: float, far: float, along: float = 0.0) -> tuple[float, float]:
        x, y = cos(angle) - along * sin(angle), sin(angle) + along * cos(angle)
        return 0.5 + x * far / 2, 0.5 + y * far / 2

    steps: list[tuple[str, tuple[tuple[float, float], ...]]] = [
        ("M", (point(start, hole),)),
        ("L", (point(start, 1),)),
    ]
    for at in range(count):
        begin, end = start + at * step, start + (at + 1) * step
        steps.append(("C", (point(begin, 1, bend), point(end, 1, -bend), point(end, 1))))
    steps.append(("L", (point(start + sweep, hole),)))
    for at in reversed(range(count)) if hole else ():
        begin, end = start + (at + 1) * step, start + at * step
        steps.append(("C", (point(begin, hole, -bend), point(end, hole, bend), point(end, hole))))
    return (*steps, ("Z", ()))
