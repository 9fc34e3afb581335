"""How a page lies on a sheet of paper: at its natural size unless the printer would cut something off."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

# What is nearer to white is paper; thin grey lines of tables are not.
WHITE = 248
# A printer's dot more or less is no reason to shrink a page; points.
SLACK = 0.5


@dataclass(frozen=True, slots=True)
class Rect:
    """Points from the upper left corner."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        """Across."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """Down."""
        return self.bottom - self.top

    def holds(self, other: Rect) -> bool:
        """Whether the other lies inside, but for a hair."""
        return (
            other.left >= self.left - SLACK
            and other.top >= self.top - SLACK
            and other.right <= self.right + SLACK
            and other.bottom <= self.bottom + SLACK
        )


@dataclass(frozen=True, slots=True)
class Sheet:
    """Paper as the printer holds it, and the part of it that can be printed on; points."""

    width: float
    height: float
    printable: Rect

    def turned(self) -> Sheet:
        """The same sheet as a page sees it that lies across it: the page's top is at the sheet's left edge."""
        part = self.printable
        printable = Rect(self.height - part.bottom, part.left, self.height - part.top, part.right)
        return Sheet(self.height, self.width, printable)


@dataclass(frozen=True, slots=True)
class Page:
    """Width and height of a page and where on it there is anything; points. None: it is empty."""

    width: float
    height: float
    inked: Rect | None

    @property
    def lies(self) -> bool:
        """Whether it is wider than tall."""
        return self.width > self.height


@dataclass(frozen=True, slots=True)
class Fit:
    """Where the page's upper left corner comes on the sheet (points), and how large the page is; 1 is natural."""

    left: float
    top: float
    scale: float
    turned: bool


def fit(page: Page, sheet: Sheet, scale: float = 1.0) -> Fit:
    """The page in the middle of the sheet; smaller only when something on it would be cut off."""
    turned = page.lies != (sheet.width > sheet.height)
    if turned:
        sheet = sheet.turned()
    left, top = (sheet.width - page.width * scale) / 2, (sheet.height - page.height * scale) / 2
    inked = page.inked
    if inked is None or sheet.printable.holds(_placed(inked, left, top, scale)):
        return Fit(left, top, scale, turned)
    room = sheet.printable
    scale = min(scale, room.width / page.width, room.height / page.height)
    left = room.left + (room.width - page.width * scale) / 2
    top = room.top + (room.height - page.height * scale) / 2
    return Fit(left, top, scale, turned)


def common_scale(pages: Sequence[Page], sheet: Sheet) -> float:
    """One scale for all pages, so that they look alike."""
    return min((fit(page, sheet).scale for page in pages), default=1.0)


def _placed(part: Rect, left: float, top: float, scale: float) -> Rect:
    return Rect(
        left + part.left * scale, top + part.top * scale, left + part.right * scale, top + part.bottom * scale
    )
