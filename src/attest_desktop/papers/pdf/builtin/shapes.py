"""Outlines of shapes: rectangles, rounded ones, ellipses, polygons, and those that a document draws itself."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from attest_desktop.papers.pdf.builtin.drawing import draw_sides, fill
from attest_desktop.papers.pdf.builtin.model import Border, Path
from attest_desktop.papers.pdf.builtin.paths import path_of

_SIDES = ("left", "top", "right", "bottom")
# Corners are rounded by this part of the shorter side.
_ROUND = 1 / 6


# Corners of shapes in parts of their width and height, where they have the usual proportions.
POLYGONS: dict[str, tuple[tuple[float, float], ...]] = {
    "diamond": ((0.5, 0), (1, 0.5), (0.5, 1), (0, 0.5)),
    "triangle": ((0.5, 0), (1, 1), (0, 1)),
    "rtTriangle": ((0, 0), (1, 1), (0, 1)),
    "parallelogram": ((0.25, 0), (1, 0), (0.75, 1), (0, 1)),
    "trapezoid": ((0.25, 0), (0.75, 0), (1, 1), (0, 1)),
    "hexagon": ((0.25, 0), (0.75, 0), (1, 0.5), (0.75, 1), (0.25, 1), (0, 0.5)),
    "octagon": ((0.3, 0), (0.7, 0), (1, 0.3), (1, 0.7), (0.7, 1), (0.3, 1), (0, 0.7), (0, 0.3)),
    "homePlate": ((0, 0), (0.75, 0), (1, 0.5), (0.75, 1), (0, 1)),
    "chevron": ((0, 0), (0.75, 0), (1, 0.5), (0.75, 1), (0, 1), (0.25, 0.5)),
    "rightArrow": ((0, 0.25), (0.6, 0.25), (0.6, 0), (1, 0.5), (0.6, 1), (0.6, 0.75), (0, 0.75)),
    "leftArrow": ((1, 0.25), (0.4, 0.25), (0.4, 0), (0, 0.5), (0.4, 1), (0.4, 0.75), (1, 0.75)),
    "upArrow": ((0.25, 1), (0.25, 0.4), (0, 0.4), (0.5, 0), (1, 0.4), (0.75, 0.4), (0.75, 1)),
    "downArrow": ((0.25, 0), (0.25, 0.6), (0, 0.6), (0.5, 1), (1, 0.6), (0.75, 0.6), (0.75, 0)),
    "leftRightArrow": (
        (0, 0.5), (0.25, 0), (0.25, 0.25), (0.75, 0.25), (0.75, 0), (1, 0.5), (0.75, 1),
        (0.75, 0.75), (0.25, 0.75),
        (0.25, 1),
    ),
    "plus": (
        (0.25, 0), (0.75, 0), (0.75, 0.25), (1, 0.25), (1, 0.75), (0.75, 0.75), (0.75, 1), (0.25, 1), (0.25, 0.75),
        (0, 0.75), (0, 0.25), (0.25, 0.25),
    ),
}  # fmt: skip


def fill_shape(painter: QPainter, shape: str, area: QRectF, color: str, own: Path = ()) -> None:
    """Fill a shape with a colour RRGGBB; one neither known nor with its `own` outline, as a rectangle."""
    path = _path(shape, area, own)
    if path is None:
        fill(painter, area, color)
    else:
        painter.fillPath(path, QColor("#" + color))


def stroke_shape(painter: QPainter, shape: str, area: QRectF, border: Border, own: Path = ()) -> None:
    """Draw the outline of a shape; of one neither known nor with its `own`, as that of a rectangle."""
    path = _path(shape, area, own)
    if path is None:
        draw_sides(painter, area, dict.fromkeys(_SIDES, border))
    else:
        painter.strokePath(
            path, QPen(QColor("#" + border.color) if border.color else QColor("black"), border.width)
        )


def _path(shape: str, area: QRectF, own: Path) -> QPainterPath | None:
    path = QPainterPath()
    if own:
        return _drawn(own, area)
    if shape == "ellipse":
        path.addEllipse(area)
    elif shape == "round":
        radius = min(area.width(), area.height()) * _ROUND
        path.addRoundedRect(area, radius, radius)
    elif shape in POLYGONS:
        first, *others = POLYGONS[shape]
        return _drawn((("M", (first,)), *(("L", (point,)) for point in others), ("Z", ())), area)
    else:
        return None
    return path


def _drawn(steps: Path, area: QRectF) -> QPainterPath:
    def place(point: tuple[float, float]) -> QPointF:
        return QPointF(area.left() + point[0] * area.width(), area.top() + point[1] * area.height())

    return path_of(steps, place)
