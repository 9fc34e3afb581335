"""How a deadline looks: by its form as well as by its colour."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from enum import Enum

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from attest_desktop.gui.theme.tokens import Tokens
from attest_desktop.gui.timeline.plan import Mark

DOT = 12.0


class Look(Enum):
    """The states; the value is the name of the colour."""

    DONE = "ok"
    OVERDUE = "bad"
    OPEN = "accent_text"
    PAST = "text_3"

    @property
    def ink(self) -> str:
        """The token of the text's colour."""
        return {Look.DONE: "text_2", Look.OVERDUE: "bad", Look.OPEN: "text", Look.PAST: "text_3"}[self]


def look_of(mark: Mark, today: date) -> Look:
    """How one deadline looks."""
    if mark.finished:
        return Look.DONE
    if mark.past:
        return Look.PAST
    return Look.OVERDUE if mark.day < today else Look.OPEN


def look_of_all(marks: Sequence[Mark], today: date) -> Look:
    """How the deadlines of one day look together: what is to be done comes first."""
    looks = {look_of(mark, today) for mark in marks}
    return next(one for one in (Look.OVERDUE, Look.OPEN, Look.PAST, Look.DONE) if one in looks)


def draw_dot(painter: QPainter, middle: QPointF, size: float, look: Look, tokens: Tokens) -> None:
    """A filled mark with a tick, one with a cut, a ring, or a dash."""
    colour, ground = QColor(getattr(tokens, look.value)), QColor(tokens.surface)
    half = size / 2
    thick = max(1.4, size / 7)
    painter.save()
    painter.setBrush(colour if look in (Look.DONE, Look.OVERDUE) else ground)
    painter.setPen(QPen(colour, thick))
    painter.drawEllipse(middle, half - thick / 2, half - thick / 2)
    inside = QPen(ground, thick, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if look is Look.DONE:
        painter.setPen(inside)
        tick = ((-0.22, 0.02), (-0.05, 0.18), (0.24, -0.16))
        painter.drawPolyline(QPolygonF([middle + QPointF(x * size, y * size) for x, y in tick]))
    elif look is Look.OVERDUE:
        painter.setPen(inside)
        painter.drawLine(middle + QPointF(0, -0.24 * size), middle + QPointF(0, 0.04 * size))
        painter.drawPoint(middle + QPointF(0, 0.24 * size))
    elif look is Look.PAST:
        painter.drawLine(middle + QPointF(-0.16 * size, 0), middle + QPointF(0.16 * size, 0))
    painter.restore()
