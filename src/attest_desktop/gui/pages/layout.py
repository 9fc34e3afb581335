"""Where pages lie under each other, and how screen and paper measure."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

# Screen pixels a point at 100 %.
NATURAL = 96 / 72
MARGIN = 24.0
GAP = 16.0
ZOOMS = (0.25, 0.33, 0.5, 0.67, 0.75, 0.9, 1.0, 1.1, 1.25, 1.5, 1.75, 2.0, 2.5, 3.0, 4.0)


@dataclass(frozen=True, slots=True)
class Lying:
    """One page on the canvas, in logical pixels."""

    left: float
    top: float
    width: float
    height: float

    @property
    def bottom(self) -> float:
        """The lower edge."""
        return self.top + self.height


@dataclass(frozen=True, slots=True)
class Layout:
    """All pages on the canvas: `scale` is logical pixels a point, `width` and `height` those of the canvas."""

    pages: tuple[Lying, ...]
    scale: float
    width: float
    height: float

    def page_at(self, y: float) -> int:
        """Number (from 1) of the page that lies at that height; the nearest one above in a gap."""
        tops = [page.top for page in self.pages]
        return max(1, bisect_right(tops, y))

    def visible(self, top: float, bottom: float) -> tuple[int, ...]:
        """Numbers of the pages of which something lies between the two heights."""
        return tuple(
            number for number, page in enumerate(self.pages, 1) if page.bottom >= top and page.top <= bottom
        )

    def to_points(self, page: int, x: float, y: float) -> tuple[float, float]:
        """A spot of the canvas in points of the page, origin bottom-left."""
        lying = self.pages[page - 1]
        return (x - lying.left) / self.scale, (lying.bottom - y) / self.scale

    def to_canvas(self, page: int, x: float, y: float) -> tuple[float, float]:
        """A spot of the page in points on the canvas."""
        lying = self.pages[page - 1]
        return lying.left + x * self.scale, lying.bottom - y * self.scale


def lay_out(sizes: Sequence[tuple[float, float]], scale: float, canvas_width: float) -> Layout:
    """The pages under each other, each in the middle of the canvas or of the widest page."""
    widest = max((width for width, _ in sizes), default=0.0) * scale
    width = max(canvas_width, widest + 2 * MARGIN)
    pages = []
    top = MARGIN
    for one_width, one_height in sizes:
        pages.append(Lying((width - one_width * scale) / 2, top, one_width * scale, one_height * scale))
        top += one_height * scale + GAP
    return Layout(tuple(pages), scale, width, top - GAP + MARGIN if pages else 0.0)


def fitting_scale(sizes: Sequence[tuple[float, float]], canvas_width: float) -> float:
    """The scale at which the widest page just fits."""
    widest = max((width for width, _ in sizes), default=595.0)
    return max(ZOOMS[0] * NATURAL, (canvas_width - 2 * MARGIN) / widest)


def next_zoom(zoom: float, *, larger: bool) -> float:
    """The neighbouring step of the zoom."""
    if larger:
        return next((step for step in ZOOMS if step > zoom * 1.01), ZOOMS[-1])
    return next((step for step in reversed(ZOOMS) if step < zoom * 0.99), ZOOMS[0])
