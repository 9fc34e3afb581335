"""What floats, laid out: pictures, text boxes, lines, frames and tables that stand beside the text."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF

from attest_desktop.papers.pdf.builtin.drawing import draw_picture, stroke
from attest_desktop.papers.pdf.builtin.flow import Canvas, Stack
from attest_desktop.papers.pdf.builtin.model import Float
from attest_desktop.papers.pdf.builtin.shapes import fill_shape, stroke_shape
from attest_desktop.papers.pdf.builtin.wrapping import Zone, along

LINES = frozenset({"line", "rising", "open"})
"""Shapes that are drawn from corner to corner."""


@dataclass(frozen=True, slots=True)
class FloatingBox:
    """A floating thing with its text laid out.

    `key` tells it from the others of its document; `top` is how far down the text its paragraph begins, `zone`
    what the text keeps out of for it, both seen from where the text of the section begins.
    """

    floating: Float
    stack: Stack
    key: int = 0
    top: float = 0.0
    zone: Zone | None = None

    @property
    def reach(self) -> float:
        """How far down from the upper edge of its paragraph it must find room on the page."""
        it = self.floating
        if not it.apart or it.y.origin != "paragraph":
            return 0.0
        return it.y.distance + it.height

    def __call__(self, canvas: Canvas, x: float, y: float, width: float) -> None:
        """Draw it; (x, y) is where its paragraph begins, `width` that of the column."""
        it = self.floating
        across = {
            "page": (0.0, canvas.page_width),
            "margin": (canvas.left, canvas.page_width - canvas.left - canvas.right),
            "leftMargin": (0.0, canvas.left),
            "rightMargin": (canvas.page_width - canvas.right, canvas.right),
        }
        down = {
            "page": (0.0, canvas.page_height),
            "margin": (canvas.top, canvas.page_height - canvas.top - canvas.bottom),
            "topMargin": (0.0, canvas.top),
            "bottomMargin": (canvas.page_height - canvas.bottom, canvas.bottom),
        }
        area = QRectF(
            along(it.x, across.get(it.x.origin, (x, width)), it.width),
            along(it.y, down.get(it.y.origin, (y, 0.0)), it.height),
            it.width,
            it.height,
        )
        painter = canvas.painter
        if it.turn:
            painter.save()
            painter.translate(area.center())
            painter.rotate(it.turn)
            painter.translate(-area.center())
        self._draw_at(canvas, area)
        if it.turn:
            painter.restore()

    def _draw_at(self, canvas: Canvas, area: QRectF) -> None:
        it, painter = self.floating, canvas.painter
        if it.fill and it.shape != "open":
            fill_shape(painter, it.shape, area, it.fill, it.path)
        if it.picture is not None:
            draw_picture(painter, it.picture, area)
        if it.outline is not None and it.shape == "line":
            stroke(painter, area.topLeft(), area.bottomRight(), it.outline)
        elif it.outline is not None and it.shape == "rising":
            stroke(painter, area.bottomLeft(), area.topRight(), it.outline)
        elif it.outline is not None and it.shape:
            stroke_shape(painter, it.shape, area, it.outline, it.path)
        spare = max(0.0, area.height() - it.padding[1] - it.padding[3] - self.stack.height)
        down = {"center": spare / 2, "bottom": spare}.get(it.valign, 0.0) if it.valign != "top" else 0.0
        corner = area.topLeft() + QPointF(it.padding[0], it.padding[1] + down)
        self.stack.draw(canvas, corner.x(), corner.y())
