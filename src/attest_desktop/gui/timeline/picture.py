"""Draws a plan: weeks along, periods and contracts as bars, deadlines as marks with labels, today's line."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen

from attest_desktop.domain.counting import day_off
from attest_desktop.domain.period import MONTHS_NOMINATIVE
from attest_desktop.gui.home.todo import written_day
from attest_desktop.gui.theme import tokens as scale
from attest_desktop.gui.theme.tokens import Tokens
from attest_desktop.gui.timeline.layout import GAP, Box, Label, height, place, rows, spaced
from attest_desktop.gui.timeline.looks import DOT, Look, draw_dot, look_of, look_of_all
from attest_desktop.gui.timeline.plan import Mark, Plan, left

Fonts = Callable[[float, QFont.Weight], QFont]
WIDEST_LABEL = 360.0
PAD = 6.0
# Days narrower than this many px are not told apart by a ground for their weekends.
LEAST_DAY = 4.0
AXIS = 16.0
# A number this near to today's line, px, looks struck through.
STRUCK = 3.0
SATURDAY = 5
TODAY = "сегодня"


@dataclass(frozen=True, slots=True)
class _Flag:
    """A label with what stands in it: lines of text, each bold or not, with its look."""

    day: date
    marks: tuple[Mark, ...]
    head: str
    lines: tuple[str, ...]


class Picture:
    """The plan laid out for `width` px; `compact` tells less. Draws with any painter, in any colours."""

    def __init__(self, plan: Plan, width: float, fonts: Fonts, *, compact: bool = False) -> None:
        self.plan, self.width, self.compact = plan, width, compact
        self._small = fonts(scale.CAPTION, QFont.Weight.Normal)
        self._strong = fonts(scale.CAPTION, QFont.Weight.DemiBold)
        self._metrics, self._bold = QFontMetricsF(self._small), QFontMetricsF(self._strong)
        self.line = max(self._metrics.height(), self._bold.height())
        self.day = width / plan.days
        self._bars = (
            [] if compact else [self._span(bar.period.first_day, bar.period.last_day) for bar in plan.bars]
        )
        self._windows = [] if compact else [self._span(one.begins, one.ends) for one in plan.windows]
        self._rows = rows([*self._bars, *self._windows], gap=4)
        self.bar_height = self.line + 8
        self.months_top = self.line + 6
        self.bars_top = self.months_top + self.line + 4
        self.weeks_top = self.bars_top + (max(self._rows, default=-1) + 1) * (self.bar_height + 4)
        self.axis_top = self.weeks_top + self.line + 2
        self.labels_top = self.axis_top + AXIS + (PAD if compact else 10)
        self.flags = [self._flag(day, marks) for day, marks in plan.by_day()]
        self.boxes = place([self._label(flag) for flag in self.flags], width)

    @property
    def height(self) -> float:
        """How high it is, px."""
        return self.labels_top + height(self.boxes) + 2

    def x(self, day: date, part: float = 0.5) -> float:
        """Where a day is, px from the left; `part` 0 is its beginning, 1 its end."""
        return ((day - self.plan.first).days + part) * self.day

    def flag_at(self, spot: QPointF) -> tuple[Mark, ...]:
        """The deadlines whose label or mark is at this spot."""
        for flag, box in zip(self.flags, self.boxes, strict=True):
            inside = QRectF(box.left, self.labels_top + box.top, box.width, box.height).contains(spot)
            on_axis = abs(spot.x() - self.x(flag.day)) <= DOT and 0 <= spot.y() - self.axis_top <= AXIS
            if inside or on_axis:
                return flag.marks
        return ()

    def draw(self, painter: QPainter, tokens: Tokens) -> None:
        """Draw it at the painter's origin."""
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._draw_months(painter, tokens)
        self._draw_axis(painter, tokens)
        self._draw_poles(painter, tokens)
        self._draw_today(painter, tokens)
        self._draw_bars(painter, tokens)
        for flag, box in zip(self.flags, self.boxes, strict=True):
            self._draw_flag(painter, tokens, flag, box)
        painter.restore()

    # What stands where

    def _span(self, begins: date, ends: date) -> tuple[float, float]:
        return max(0.0, self.x(begins, 0)), min(self.width, self.x(ends, 1))

    def _flag(self, day: date, marks: tuple[Mark, ...]) -> _Flag:
        head = written_day(day)
        if not self.compact:
            head = f"{written_day(day, day_off(day))} — {left(self._first_open(marks), self.plan.today)}"
        return _Flag(day, marks, head, tuple(mark.briefest if self.compact else mark.brief for mark in marks))

    @staticmethod
    def _first_open(marks: tuple[Mark, ...]) -> Mark:
        return next((mark for mark in marks if not mark.finished and not mark.past), marks[0])

    def _label(self, flag: _Flag) -> Label:
        # Where hinting makes a letter wider than measured there is a pixel to spare.
        widest = max(self._bold.horizontalAdvance(flag.head), *(self._line_width(one) for one in flag.lines)) + 2
        tall = self.line * (1 + len(flag.lines)) + (0 if self.compact else PAD)
        return Label(self.x(flag.day), min(widest + PAD, WIDEST_LABEL * self.line / 15, self.width), tall)

    def _line_width(self, words: str) -> float:
        return self._metrics.horizontalAdvance(words) + DOT * 1.5

    # Drawing

    def _draw_months(self, painter: QPainter, tokens: Tokens) -> None:
        day = self.plan.first.replace(day=1)
        wanted: list[tuple[float, str, date]] = []
        while day <= self.plan.last:
            words = MONTHS_NOMINATIVE[day.month - 1] + (f" {day.year}" if day.month == 1 or not wanted else "")
            wanted.append((max(0.0, self.x(day, 0)), words, day))
            day = (day + timedelta(days=32)).replace(day=1)
        painter.setFont(self._strong)
        sizes = [(x, self._bold.horizontalAdvance(words)) for x, words, _ in wanted]
        # The first month may have a day or two only: it gives way to the one that begins there.
        if len(sizes) > 1 and sizes[0][0] + sizes[0][1] + GAP > sizes[1][0]:
            wanted, sizes = wanted[1:], sizes[1:]
        for (x, words, first), fits in zip(wanted, spaced(sizes), strict=True):
            if first >= self.plan.first:
                painter.setPen(QPen(QColor(tokens.line), 1))
                painter.drawLine(QPointF(x, self.months_top), QPointF(x, self.weeks_top))
            if fits and x + 4 + self._bold.horizontalAdvance(words) <= self.width:
                painter.setPen(QColor(tokens.text_2))
                painter.drawText(QPointF(x + 4, self.months_top + self._bold.ascent()), words)

    def _draw_bars(self, painter: QPainter, tokens: Tokens) -> None:
        texts = [bar.words for bar in self.plan.bars] + [one.what for one in self.plan.windows]
        spans = [*self._bars, *self._windows]
        for number, ((begin, end), row) in enumerate(zip(spans, self._rows, strict=True)):
            is_period = number < len(self._bars)
            box = QRectF(begin, self.bars_top + row * (self.bar_height + 4), end - begin, self.bar_height)
            painter.setPen(
                Qt.PenStyle.NoPen if is_period else QPen(QColor(tokens.line_strong), 1, Qt.PenStyle.DashLine)
            )
            painter.setBrush(QColor(tokens.accent_soft) if is_period else Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 5, 5)
            painter.setPen(QColor(tokens.on_accent_soft if is_period else tokens.text_2))
            painter.setFont(self._strong if is_period else self._small)
            metrics = self._bold if is_period else self._metrics
            room = box.adjusted(8, 0, -6, 0)
            shown = metrics.elidedText(texts[number], Qt.TextElideMode.ElideRight, room.width() + 1)
            painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)

    def _draw_axis(self, painter: QPainter, tokens: Tokens) -> None:
        # Where colours alone do not part it from the ground, the band has an edge.
        painter.setPen(QPen(QColor(tokens.line), 1) if tokens.border_width > 1 else Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tokens.neutral_soft))
        band = QRectF(0, self.axis_top, self.width, AXIS)
        painter.drawRoundedRect(band, 4, 4)
        days = [self.plan.first + timedelta(days=number) for number in range(self.plan.days)]
        painter.setPen(Qt.PenStyle.NoPen)
        if self.day >= LEAST_DAY:
            painter.setBrush(QColor(tokens.pressed))
            for day in days:
                if day.weekday() == SATURDAY:
                    painter.drawRect(QRectF(self.x(day, 0), self.axis_top + 1, 2 * self.day, AXIS - 2))
        mondays = [day for day in days if day.weekday() == 0]
        painter.setFont(self._small)
        wide = self._metrics.horizontalAdvance("30")
        sizes = [(self.x(day, 0), wide) for day in mondays]
        for day, (x, _), fits in zip(mondays, sizes, spaced(sizes, 6), strict=True):
            painter.setPen(QPen(QColor(tokens.scroll), 1))
            painter.drawLine(QPointF(x, self.axis_top), QPointF(x, self.axis_top + AXIS))
            # The number that today's line would strike through is left out.
            if fits and not -STRUCK < self.x(self.plan.today) - x < wide + STRUCK:
                painter.setPen(QColor(tokens.text_3))
                painter.drawText(QPointF(x + 1, self.weeks_top + self._metrics.ascent()), str(day.day))

    def _draw_today(self, painter: QPainter, tokens: Tokens) -> None:
        today = self.plan.today
        if not self.plan.first <= today <= self.plan.last:
            return
        x = self.x(today)
        words = TODAY if self.compact else f"{TODAY}, {written_day(today)}"
        wide = self._bold.horizontalAdvance(words) + 14
        pill = QRectF(min(max(0.0, x - wide / 2), self.width - wide), 0, wide, self.line + 4)
        painter.setPen(QPen(QColor(tokens.accent), 2))
        painter.drawLine(QPointF(x, pill.bottom()), QPointF(x, self.axis_top + AXIS + 3))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tokens.accent))
        painter.drawRoundedRect(pill, pill.height() / 2, pill.height() / 2)
        painter.setPen(QColor(tokens.on_accent))
        painter.setFont(self._strong)
        painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, words)

    def _draw_poles(self, painter: QPainter, tokens: Tokens) -> None:
        for flag, box in zip(self.flags, self.boxes, strict=True):
            x = self.x(flag.day)
            # A label that hangs from its pole is not struck through by it.
            beside = abs(box.left - x) < 1 or abs(box.right - x) < 1
            end = box.bottom - 2 if beside else box.top
            painter.setPen(QPen(QColor(tokens.line_strong), 1))
            painter.drawLine(QPointF(x, self.axis_top + AXIS / 2), QPointF(x, self.labels_top + end))

    def _draw_flag(self, painter: QPainter, tokens: Tokens, flag: _Flag, box: Box) -> None:
        look = look_of_all(flag.marks, self.plan.today)
        x = self.x(flag.day)
        draw_dot(painter, QPointF(x, self.axis_top + AXIS / 2), DOT, look, tokens)
        inside = QRectF(box.left + PAD, self.labels_top + box.top, box.width - PAD, self.line)
        if box.left < x - 1:
            # It ends at its pole: the room for the gap is on the right.
            inside.translate(-PAD, 0)
        words = self._bold.elidedText(flag.head, Qt.TextElideMode.ElideRight, inside.width() + 1)
        # Where a pole could not be led around, it passes behind.
        ground = QRectF(inside.left(), inside.top(), inside.width(), self.line * (1 + len(flag.lines)))
        painter.fillRect(ground, QColor(tokens.surface))
        painter.setFont(self._strong)
        painter.setPen(QColor(getattr(tokens, look.ink)))
        painter.drawText(inside, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, words)
        painter.setFont(self._small)
        for mark, words in zip(flag.marks, flag.lines, strict=True):
            inside.translate(0, self.line)
            self._draw_line(painter, tokens, inside, look_of(mark, self.plan.today), words)

    def _draw_line(self, painter: QPainter, tokens: Tokens, inside: QRectF, look: Look, words: str) -> None:
        size = DOT * 0.8
        draw_dot(painter, QPointF(inside.left() + size / 2, inside.center().y()), size, look, tokens)
        room = inside.adjusted(DOT * 1.5, 0, 0, 0)
        shown = self._metrics.elidedText(words, Qt.TextElideMode.ElideRight, room.width() + 1)
        painter.setPen(QColor(tokens.text_3 if look is Look.PAST else tokens.text))
        painter.drawText(room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, shown)
