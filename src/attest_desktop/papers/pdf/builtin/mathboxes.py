"""A formula laid out: letters, lines and brackets in their places. Lengths in twips, down from the base line."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPainterPath, QPen, QTextCharFormat, QTextLayout, QTextOption


@dataclass(frozen=True, slots=True)
class Glyphs:
    """Signs in a row, made wider and higher by factors; their base line is at the height they are drawn at."""

    text: str
    font: QFont
    color: str = ""
    across: float = 1.0
    down: float = 1.0

    def draw(self, painter: QPainter, x: float, y: float) -> None:
        """Draw from (x, y) on."""
        layout = QTextLayout(self.text, self.font)
        if self.color:
            look = QTextLayout.FormatRange()
            look.start, look.length, look.format = 0, len(self.text) * 2, QTextCharFormat()
            look.format.setFont(self.font)
            look.format.setForeground(QColor("#" + self.color))
            layout.setFormats([look])
        option = QTextOption()
        option.setUseDesignMetrics(True)
        option.setWrapMode(QTextOption.WrapMode.NoWrap)
        layout.setTextOption(option)
        layout.beginLayout()
        line = layout.createLine()
        layout.endLayout()
        if self.across == 1 and self.down == 1:
            line.draw(painter, QPointF(x, y - line.ascent()))
            return
        painter.save()
        painter.translate(x, y)
        painter.scale(self.across, self.down)
        line.draw(painter, QPointF(0, -line.ascent()))
        painter.restore()


@dataclass(frozen=True, slots=True)
class Stroke:
    """Lines from point to point; a closed area without lines when it has no thickness."""

    points: tuple[tuple[float, float], ...]
    thickness: float
    color: str = ""

    def draw(self, painter: QPainter, x: float, y: float) -> None:
        """Draw it, its points seen from (x, y)."""
        path = QPainterPath(QPointF(x + self.points[0][0], y + self.points[0][1]))
        for right, down in self.points[1:]:
            path.lineTo(x + right, y + down)
        color = QColor("#" + self.color) if self.color else QColor("black")
        pen = QPen(color, self.thickness)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
        painter.strokePath(path, pen)


@dataclass(frozen=True, slots=True)
class Rule:
    """A level line: its upper left corner is where it is drawn."""

    width: float
    thickness: float

    def draw(self, painter: QPainter, x: float, y: float) -> None:
        """Draw it down and right from (x, y)."""
        painter.fillRect(QRectF(x, y, self.width, self.thickness), QColor("black"))


@dataclass(frozen=True, slots=True)
class MathBox:
    """Part of a formula with its size.

    `top` and `foot` are how far what is seen reaches above and below the base line; `ascent` and `descent` the
    room it takes. `parts` are drawn one after another, each so far right and down from the beginning.
    """

    width: float = 0.0
    ascent: float = 0.0
    descent: float = 0.0
    top: float = 0.0
    foot: float = 0.0
    parts: tuple[tuple[float, float, MathBox | Glyphs | Stroke | Rule], ...] = ()

    @property
    def height(self) -> float:
        """All of the height."""
        return self.ascent + self.descent

    def draw(self, painter: QPainter, x: float, y: float) -> None:
        """Draw with the base line at `y`, beginning at `x`."""
        for right, down, part in self.parts:
            part.draw(painter, x + right, y + down)


NOTHING = MathBox()


def in_row(boxes: Iterable[MathBox]) -> MathBox:
    """Boxes one after another on one base line."""
    x = 0.0
    parts: list[tuple[float, float, MathBox | Glyphs | Stroke | Rule]] = []
    for box in boxes:
        parts.append((x, 0.0, box))
        x += box.width
    return placed(parts, x)


def placed(parts: list[tuple[float, float, MathBox | Glyphs | Stroke | Rule]], width: float) -> MathBox:
    """Parts where they are put, as one box as high as all boxes among them; lines take no room."""
    boxes = [(down, box) for _, down, box in parts if isinstance(box, MathBox)]
    return MathBox(
        width,
        max((box.ascent - down for down, box in boxes), default=0.0),
        max((box.descent + down for down, box in boxes), default=0.0),
        max((box.top - down for down, box in boxes), default=0.0),
        max((box.foot + down for down, box in boxes), default=0.0),
        tuple(parts),
    )


def widened(box: MathBox, left: float, right: float) -> MathBox:
    """The box with empty room on both sides."""
    return replace(
        box, width=box.width + left + right, parts=tuple((x + left, y, part) for x, y, part in box.parts)
    )
