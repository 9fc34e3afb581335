"""Where floating things stand in the flow of text, and the room they leave beside them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from attest_desktop.papers.pdf.builtin.model import Float, Offset, PageSetup

# Word sets no text into a room narrower than an inch; empty lines stand in less.
NARROWEST = 1440.0
NARROWEST_EMPTY = 300.0
_BY_PAGE = ("page", "margin", "topMargin", "bottomMargin")

Span = tuple[float, float]
"""Where a length begins, and how long it is."""


@dataclass(frozen=True, slots=True)
class Zone:
    """A rectangle that text keeps out of, measured from the upper left corner of what it is seen from."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        """How wide it is."""
        return self.right - self.left

    def lifted(self, height: float) -> Zone:
        """The same seen from so much lower."""
        return Zone(self.left, self.top - height, self.right, self.bottom - height)

    def meets(self, other: Zone) -> bool:
        """Whether they share more than an edge."""
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )


def along(offset: Offset, span: Span, size: float) -> float:
    """Where a thing of the size begins that stands in a span."""
    start, length = span
    size = offset.whole or size
    if not offset.align:
        return start + offset.distance
    spare = {
        "center": (length - size) / 2,
        "right": length - size,
        "bottom": length - size,
        "outside": length - size,
    }
    return start + spare.get(offset.align, 0.0) + offset.distance


@dataclass(frozen=True, slots=True)
class Known:
    """What was found out of a floating thing placed by the page: `edge` is how far down the text that begins."""

    edge: float
    zone: Zone


@dataclass(frozen=True, slots=True)
class Paper:
    """The pages that a text is for.

    `edge` is how far down the text the upper edge of its first page lies, `top` how far down that page the text
    begins; `known` is what was found out of floating things, by their keys, when the text was parted before.
    """

    setup: PageSetup
    edge: float
    top: float
    known: Mapping[int, Known] = field(default_factory=dict)

    @property
    def inner(self) -> float:
        """Height between the margins."""
        return self.setup.height - abs(self.setup.top) - abs(self.setup.bottom)

    def edge_of(self, key: int, top: float) -> float | None:
        """How far down the text the page of a thing begins whose paragraph is at `top`; None when not known."""
        if key in self.known:
            return self.known[key].edge
        return self.edge if top < self.inner else None


def by_page(it: Float) -> bool:
    """Whether it stands by the page, not by its paragraph."""
    return it.y.origin in _BY_PAGE


def covered(it: Float, top: float, width: float, paper: Paper | None, edge: float | None) -> Zone | None:
    """What a thing covers in a column of the width whose paragraph begins at `top`; None when it is not known.

    `edge` is how far down the text the upper edge of the page lies, if that is known.
    """
    across: Mapping[str, Span] = {}
    down: Mapping[str, Span] = {}
    if paper is not None:
        setup = paper.setup
        across = {
            "page": (-setup.left, setup.width),
            "leftMargin": (-setup.left, setup.left),
            "rightMargin": (width, setup.right),
        }
        if edge is not None:
            down = {"page": (edge, setup.height), "margin": (edge + paper.top, paper.inner)}
    if by_page(it) and it.y.origin not in down:
        return None
    left = along(it.x, across.get(it.x.origin, (0.0, width)), it.width)
    upper = along(it.y, down.get(it.y.origin, (top, 0.0)), it.height)
    return Zone(left, upper, left + it.width, upper + it.height)


def zone(it: Float, top: float, width: float, paper: Paper | None, edge: float | None) -> Zone | None:
    """What text must keep out of for a thing; None when nothing, or when it is not known where it stands."""
    own = covered(it, top, width, paper, edge) if it.wrap else None
    if own is None:
        return None
    free = it.distance
    if it.wrap == "below":
        return Zone(0.0, own.top - free[1], width, own.bottom + free[3])
    return Zone(own.left - free[0], own.top - free[1], own.right + free[2], own.bottom + free[3])


def room(
    zones: Sequence[Zone], y: float, height: float, left: float, right: float, least: float = NARROWEST
) -> tuple[float, float, float]:
    """For a line at `y` meant to run from `left` to `right`: how far down it must go, and where it may run.

    It wants a room of the `least` width, or of its own.
    """
    start = y
    while True:
        low, high = left, right
        met = [
            one for one in zones if one.top < y + height and one.bottom > y and one.right > low and one.left < high
        ]
        for one in met:
            # The wider side is taken.
            if one.left - low >= high - one.right:
                high = min(high, one.left)
            else:
                low = max(low, one.right)
        if not met or high - low >= min(least, right - left):
            return y - start, low, high
        y = min(one.bottom for one in met)
