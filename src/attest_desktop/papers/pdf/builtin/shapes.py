"""Outlines of shapes: rectangles, rounded ones, ellipses and diamonds."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPolygonF

from attest_desktop.papers.pdf.builtin.drawing import draw_sides, fill
from attest_desktop.papers.pdf.builtin.model import Border

_SIDES = ("left", "top", "right", "bottom")
# Corners are rounded by this part of the shorter side.
_ROUND = 1 / 6


def fill_shape(painter: QPainter, shape: str, area: QRectF, color: str) -> None:
    """Fill a shape with a colour RRGGBB; any that is not known as a rectangle."""
    path = _path(shape, area)
    if path is None:
        fill(painter, area, color)
    else:
        painter.fillPath(path, QColor("#" + color))


def stroke_shape(painter: QPainter, shape: str, area: QRectF, border: Border) -> None:
    """Draw the outline of a shape; any that is not known as a rectangle."""
    path = _path(shape, area)
    if path is None:
        draw_sides(painter, area, dict.fromkeys(_SIDES, border))
    else:
        painter.strokePath(
            path, QPen(QColor("#" + border.color) if border.color else QColor("black"), border.width)
        )


def _path(shape: str, area: QRectF) -> QPainterPath | None:
    path = QPainterPath()
    if shape == "ellipse":
        path.addEllipse(area)
    elif shape == "round":
        radius = min(area.width(), area.height()) * _ROUND
        path.addRoundedRect(area, radius, radius)
    elif shape == "diamond":
        path.addPolygon(
            QPolygonF(
                [
                    area.topLeft() + (area.topRight() - area.topLeft()) / 2,
                    area.topRight() + (area.bottomRight() - area.topRight()) / 2,
                    area.bottomLeft() + (area.bottomRight() - area.bottomLeft()) / 2,
                    area.topLeft() + (area.bottomLeft() - area.topLeft()) / 2,
                ]
            )
        )
        path.closeSubpath()
    else:
        return None
    return path
