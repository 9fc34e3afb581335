"""Lines with formulas: text and formulas drawn one after another, as they are read."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QTextLayout, QTextLine

from attest_desktop.papers.pdf.builtin.mathboxes import MathBox


@dataclass(frozen=True, slots=True)
class PlacedFormula:
    """A formula in a line: at which sign of the line's layout, how far from where the line begins (twips)."""

    box: MathBox
    place: int
    x: float


def draw_with_formulas(
    painter: QPainter, layout: QTextLayout, line: QTextLine, formulas: Sequence[PlacedFormula], corner: QPointF
) -> None:
    """Draw a line, its upper left corner given, in the order of its text.

    Drawn as a whole and the formulas after it, it would be read and copied in that order.
    """
    start, end = line.textStart(), line.textStart() + line.textLength()
    # In the order of the text; each is met once, however many formulas there are.
    looks = deque(
        (max(start, begin), min(end, begin + look.length), look.format)
        for look in layout.formats()
        if (begin := look.start) < end and begin + look.length > start
    )
    for formula in (*formulas, None):
        upto = end if formula is None else formula.place
        while looks and looks[0][0] < upto:
            begin, stop, form = looks.popleft()
            if stop > upto + 1:
                looks.appendleft((upto + 1, stop, form))
            first, last = max(start, begin), min(upto, stop)
            if first < last:
                brush = form.foreground()
                ink = brush.color() if brush.style() != Qt.BrushStyle.NoBrush else QColor("black")
                painter.setPen(QPen(ink))
                for run in line.glyphRuns(first, last - first):
                    painter.drawGlyphRun(corner - line.position(), run)
        painter.setPen(QPen(QColor("black")))
        if formula is None:
            return
        formula.box.draw(painter, corner.x() + formula.x, corner.y() + line.ascent())
        start = formula.place + 1
