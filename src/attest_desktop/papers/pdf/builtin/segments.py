"""Lines with formulas: text and formulas drawn one after another, as they are read."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QPainter, QPen, QTextLine

from attest_desktop.papers.pdf.builtin.mathboxes import MathBox


@dataclass(frozen=True, slots=True)
class PlacedFormula:
    """A formula in a line: at which sign of the line's layout, how far from where the line begins (twips)."""

    box: MathBox
    place: int
    x: float


def draw_with_formulas(
    painter: QPainter,
    line: QTextLine,
    formulas: Sequence[PlacedFormula],
    stretches: Sequence[tuple[int, int, str]],
    corner: QPointF,
) -> None:
    """Draw a line, its upper left corner given, in the order of its text.

    Drawn as a whole and the formulas after it, it would be read and copied in that order. `stretches` are the
    line's text from sign to sign of its layout, each with its colour (RRGGBB, or empty).
    """
    boxes = deque(formulas)
    for first, last, color in stretches:
        while boxes and boxes[0].place < first:
            _draw_formula(painter, boxes.popleft(), line, corner)
        painter.setPen(QPen(QColor("#" + color if color else "black")))
        for run in line.glyphRuns(first, last - first):
            painter.drawGlyphRun(corner - line.position(), run)
    for formula in boxes:
        _draw_formula(painter, formula, line, corner)
    painter.setPen(QPen(QColor("black")))


def _draw_formula(painter: QPainter, formula: PlacedFormula, line: QTextLine, corner: QPointF) -> None:
    painter.setPen(QPen(QColor("black")))
    formula.box.draw(painter, corner.x() + formula.x, corner.y() + line.ascent())
