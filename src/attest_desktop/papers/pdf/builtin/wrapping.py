"""Where floating things stand in the flow of text, and the room they leave beside them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from attest_desktop.papers.pdf.builtin.model import Float, Offset, PageSetup

# Word sets no text into a room narrower than an inch.
_NARROWEST = 1440.0

Span = tuple[float, float]
"""Where a length begins, and how long it is."""


@dataclass(frozen=True, slots=True)
class Zone:
    """A rectangle that text keeps out of, measured from the upper left corner of what it is seen from."""

    left: float
    top: float
    right: float
    bottom: float

    def lifted(self, height: float) -> Zone:
        """The same seen from so much lower."""
        return Zone(self.left, self.top - height, self.right, self.bottom - height)


def along(offset: Offset, span: Span, size: float) -> float:
    """Where a thing of the size begins that stands in a span."""
    start, length = span
    if not offset.align:
        return start + offset.distance
    spare = {
        "center": (length - size) / 2,
        "right": length - size,
        "bottom": length - size,
        "outside": length - size,
    }
    return start + spare.get(offset.align, 0.0) + offset.distance


def zone(it: Float, top: float, width: float, setup: PageSetup | None) -> Zone | None:
    """What text must keep out of, in a column of the width whose paragraph begins at `top`; None when nothing.

    A thing placed by the page is known to stand in the column only on the first page of its section.
    """
    if not it.wrap:
        return None
    across: Mapping[str, Span] = {}
    down: Mapping[str, Span] = {}
    if setup is not None:
        across = {
            "page": (-setup.left, setup.width),
            "leftMargin": (-setup.left, setup.left),
            "rightMargin": (width, setup.right),
        }
        inner = setup.height - abs(setup.top) - abs(setup.bottom)
        if top < inner:
            down = {"page": (-abs(setup.top), setup.height), "margin": (0.0, inner)}
    if it.y.origin in ("page", "margin", "topMargin", "bottomMargin") and it.y.origin not in down:
        return None
    left = along(it.x, across.get(it.x.origin, (0.0, width)), it.width)
    upper = along(it.y, down.get(it.y.origin, (top, 0.0)), it.height)
    free = it.distance
    if it.wrap == "below":
        return Zone(0.0, upper - free[1], width, upper + it.height + free[3])
    return Zone(left - free[0], upper - free[1], left + it.width + free[2], upper + it.height + free[3])


def room(zones: Sequence[Zone], y: float, height: float, left: float, right: float) -> tuple[float, float, float]:
    """For a line at `y` meant to run from `left` to `right`: how far down it must go, and where it may run."""
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
        if not met or high - low >= min(_NARROWEST, right - left):
            return y - start, low, high
        y = min(one.bottom for one in met)
