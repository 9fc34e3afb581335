"""What is known of a page on paper after it was compared with the original.

Boxes and points are those of the original's page as displayed, origin bottom-left. Page numbers count from 1.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from attest_desktop.papers.signing import Box, SignerRole


@dataclass(frozen=True, slots=True, eq=False)
class PageMatch:
    """Which page of the original a picture shows.

    `page` is the original's number, None when the picture is not of the original (`sure`) or it cannot be decided
    which page it is (not `sure`). `score` runs from 0 to 1. `turns` counts the quarter turns that make the picture
    upright: `np.rot90(pixels, turns)`. `transform` is a 3 x 3 float64 homography from the picture as it was given
    (x to the right, y down, in its own pixels, before any turning) to points of the original; None without a page.
    `altered` are the places where the print differs from the original (without a page: from each that it may be);
    `blank`: nothing is printed at all.
    `alike` are all pages of the original that are printed just as this one, itself too, when there are others.
    `doubtful` are places where it cannot be told whether the print differs (blur, glare, ink over the words).
    """

    page: int | None
    sure: bool
    score: float
    turns: int = 0
    transform: NDArray[np.float64] | None = None
    altered: tuple[Box, ...] = ()
    doubtful: tuple[Box, ...] = ()
    blank: bool = False
    alike: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class SignedPlace:
    """A place to sign on a page of the original, and whether there is ink on the paper.

    `ink_mm2` is the area of ink that belongs to this place, in square millimetres, print not counted. `doubtful`:
    it cannot be told whether that is a signature (a tick inside a stamp, initials under a tail of the line above);
    `present` is then no more than the likelier answer.
    """

    label: str
    role: SignerRole
    present: bool
    ink_mm2: float
    doubtful: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class CheckedPage:
    """A page of the signed document: its number there, what it matches, and the places to sign on it."""

    number: int
    match: PageMatch
    signatures: tuple[SignedPlace, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class CheckReport:
    """The signed document against the original.

    `missing` and `doubled` are numbers of the original's pages; `foreign`, `unsure` and `altered` are numbers of
    pages of the signed document. `order_ok`: the recognised pages stand in the original's order. `unsigned`: the
    places without ink, `unclear` those of which it cannot be told, as (page of the original, label).
    """

    pages: tuple[CheckedPage, ...]
    missing: tuple[int, ...]
    doubled: tuple[int, ...]
    foreign: tuple[int, ...]
    unsure: tuple[int, ...]
    altered: tuple[int, ...]
    order_ok: bool
    unsigned: tuple[tuple[int, str], ...] = ()
    unclear: tuple[tuple[int, str], ...] = ()

    @property
    def pages_ok(self) -> bool:
        """Every page there once, in order, none foreign, none unsure, none altered; blank backs do no harm."""
        return self.order_ok and not (self.missing or self.doubled or self.foreign or self.unsure or self.altered)

    @property
    def ok(self) -> bool:
        """The pages are in order and there is a signature at every place to sign, plainly."""
        return self.pages_ok and not self.unsigned and not self.unclear
