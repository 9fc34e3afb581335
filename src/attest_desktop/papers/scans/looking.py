"""What is seen of a page before anything is done to it: where the sheet lies, which way up, in what light."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from attest_desktop.papers.pictures import Pixels
from attest_desktop.papers.scans.edges import inside_edges
from attest_desktop.papers.scans.lines import lines_of, upside_down
from attest_desktop.papers.scans.outline import MOST_OUTSIDE, print_outside, sheet_outline
from attest_desktop.papers.scans.placing import Placing, flattening, tilting
from attest_desktop.papers.scans.treatment import Found

LEAST_TILT = 0.7
"""Degrees; less is hardly seen, and putting it straight would cost the scan its own pixels."""
_ON_ITS_SIDE = "страница лежит на боку, и не видно, где у неё верх: поверните её"
_FLAT_DPI = 150
_MOST_TILT = 2.0


@dataclass(frozen=True, slots=True, eq=False)
class Looked:
    """What is seen of a page.

    `flat`: the sheet alone, small and roughly flat. `turns`: quarter turns counter-clockwise, then `tilt`, degrees
    counter-clockwise, that make it upright. `corners`: the outline of the sheet on a table, clockwise from the top
    left as seen, None when it fills the picture; `inside`: then left, top, right, bottom of the part without dark
    edges. `slanted`: it was taken at a slant. Pixels are those of the picture looked at.
    """

    flat: Pixels
    turns: int
    tilt: float
    corners: NDArray[np.float64] | None
    inside: tuple[int, int, int, int]
    slanted: bool
    doubts: tuple[str, ...] = ()


def look(seen: Pixels, found: Found | None) -> Looked:
    """Look at a page; what the match with the original found outranks what the page itself shows."""
    height, width = seen.shape[:2]
    whole = (0, 0, width, height)
    if found is not None:
        placing = Placing(found.page, found.matrix)
        return Looked(
            painted(seen, placing, _FLAT_DPI), found.turns, 0.0, None, whole, placing.affine(width, height) is None
        )
    corners = sheet_outline(seen)
    if corners is not None:
        flat = painted(seen, Placing(*flattening(corners, 0)), _FLAT_DPI)
        turns, tilt, doubts = _upright(flat)
        # Print runs along the sheet: where it does not, a shadow's border was taken for the sheet's.
        if abs(tilt) < _MOST_TILT:
            return Looked(flat, turns, 0.0, corners, whole, True, doubts)
    inside = inside_edges(seen)
    left, top, right, bottom = inside
    rectangle = np.array([(left, top), (right, top), (right, bottom), (left, bottom)], np.float64)
    if inside != whole and print_outside(seen, rectangle) > MOST_OUTSIDE:
        # A deep shadow looks like a dark edge, but there is print in it.
        inside = left, top, right, bottom = whole
    flat = np.ascontiguousarray(seen[top:bottom, left:right])
    turns, tilt, doubts = _upright(flat)
    return Looked(flat, turns, tilt, None, inside, False, doubts)


def painted(pixels: Pixels, placing: Placing, dpi: float) -> Pixels:
    """The page at this resolution; white where the picture does not reach."""
    size = round(placing.page[0] * dpi / 72), round(placing.page[1] * dpi / 72)
    white = (255, 255, 255)
    matrix = placing.to_pixels(dpi)
    made = cv2.warpPerspective(pixels, matrix, size, flags=cv2.INTER_LINEAR, borderValue=white)
    return np.asarray(made, np.uint8)


def _upright(flat: Pixels) -> tuple[int, float, tuple[str, ...]]:
    lines = lines_of(flat)
    if lines.sideways is None:
        return 0, 0.0, ()
    turned = np.ascontiguousarray(np.rot90(flat)) if lines.sideways else flat
    height, width = turned.shape[:2]
    level = tilting(lines.tilt, width, height)[:2]
    head = upside_down(
        np.asarray(cv2.warpAffine(turned, level, (width, height), borderValue=(255, 255, 255)), np.uint8)
    )
    if lines.sideways and head is None:
        return 0, 0.0, (_ON_ITS_SIDE,)
    turns = (1 if lines.sideways else 0) + (2 if head else 0)
    return turns, lines.tilt if abs(lines.tilt) >= LEAST_TILT else 0.0, ()
