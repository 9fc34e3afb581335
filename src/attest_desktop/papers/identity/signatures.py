"""Is there ink at each place to sign, and whose is it?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from attest_desktop.papers.identity.fine import fine_page
from attest_desktop.papers.identity.inking import FINE_DPI, grey_of
from attest_desktop.papers.identity.original import Original
from attest_desktop.papers.identity.results import PageMatch, SignedPlace
from attest_desktop.papers.identity.strokes import Strokes, strokes_on
from attest_desktop.papers.signing import Place

_LEAST_INK = 4.0  # square millimetres
_LEAST_BESIDE_TAIL = 7.5  # where strokes came down from above, crumbs of theirs are about
_MM = FINE_DPI / 25.4
_POINT = FINE_DPI / 72
_BESIDE = 5.0
_UNDER = 0.2  # of the distance to the line above: so deep under a line its own ink reaches
_UNDER_LAST = 4.0
_OVER_FIRST = 4.0
_SHARED_INK = 8.0
_SIGNATURE = 11.0  # millimetres: people sign hardly narrower
_TAIL = 8.0  # millimetres: what comes down from the line above is narrower
_FROM_ABOVE = 2.5
_HANGS = 1.6
_TAIL_INK = 3.0


@dataclass(frozen=True, slots=True)
class _Zone:
    """Where the ink of one place lies, in fine pixels."""

    left: float
    top: float
    right: float
    bottom: float
    under: bool
    """Whether another place is right above."""

    def holds(self, rows: NDArray[np.int64], columns: NDArray[np.int64]) -> NDArray[np.bool_]:
        return (columns >= self.left) & (columns < self.right) & (rows >= self.top) & (rows < self.bottom)


def signed_places(places: Sequence[Place], height: float, strokes: Strokes) -> tuple[SignedPlace, ...]:
    """The page's places with their ink; `height` is the page's, in points. A stroke is its own line's."""
    zones = [_zone(place, places, height) for place in places]
    ink = np.zeros(len(zones))
    spilled = np.zeros(len(zones), bool)
    order = np.argsort(strokes.stroke, kind="stable")
    ends = np.searchsorted(strokes.stroke[order], np.arange(len(strokes.area) + 1))
    for stroke, whole in enumerate(strokes.area):
        mine = order[ends[stroke] : ends[stroke + 1]]
        rows, columns = strokes.rows[mine], strokes.columns[mine]
        held = [zone.holds(rows, columns) for zone in zones]
        shares = np.array([float(part.sum()) for part in held]) / _MM**2
        if not shares.any():
            continue
        most = int(shares.argmax())
        for number, (zone, part) in enumerate(zip(zones, held, strict=True)):
            own = float(shares[number])
            if not own:
                continue
            wide = float(np.subtract(*np.percentile(columns[part], (96, 4)))) / _MM
            tall = float(np.subtract(*np.percentile(rows[part], (96, 4)))) / _MM
            over = float((rows < zone.top).sum()) / _MM**2
            # A tail is narrow and hangs down; people write from left to right.
            narrow = zone.under and wide < _TAIL and tall > 0.9 * wide
            if narrow and (over > 0.2 * own or _hangs(strokes, stroke, rows, columns, zone)):
                # The tail of the signature on the line above, though a printed line may cut it off.
                spilled[number] |= own > _TAIL_INK
                continue
            if number == most:
                # A line across the page, a stamp or a shadow has most of its ink elsewhere.
                ink[number] += own if own > 0.25 * whole or wide >= _SIGNATURE else 0.0
            elif own > _SHARED_INK and wide >= _TAIL:
                # Two signatures that touch each other are one stroke.
                ink[number] += own
    return tuple(
        SignedPlace(
            place.label,
            place.role,
            bool(area >= (_LEAST_BESIDE_TAIL if tail else _LEAST_INK)),
            round(float(area), 1),
        )
        for place, area, tail in zip(places, ink, spilled, strict=True)
    )


def _hangs(
    strokes: Strokes,
    stroke: int,
    rows: NDArray[np.int64],
    columns: NDArray[np.int64],
    zone: _Zone,
) -> bool:
    """Whether a stroke begins at the zone's upper edge, right under another one that comes from above."""
    first = int(rows.argmin())
    if rows[first] > zone.top + _FROM_ABOVE * _MM:
        return False
    reach = _HANGS * _MM
    near = (
        (strokes.rows <= rows[first] + 2)
        & (strokes.rows >= rows[first] - reach)
        & (np.abs(strokes.columns - columns[first]) <= reach / 2)
        & (strokes.stroke != stroke)
    )
    return bool(near.any())


def signatures_on(original: Original, match: PageMatch, pixels: NDArray[np.uint8]) -> tuple[SignedPlace, ...]:
    """The places to sign on the matched page and their ink; `pixels` are the picture that was matched.

    Empty when the match has no page or the page has no places. A signature that the original itself carries counts
    when it is on the paper.
    """
    if match.page is None or match.transform is None:
        return ()
    places = [place for place in original.places if place.page == match.page]
    if not places:
        return ()
    height = original.size(match.page)[1]
    down = np.array([[1, 0, -0.5], [0, -1, height - 0.5], [0, 0, 1]])
    fine = fine_page(original, match.page, grey_of(pixels), down @ match.transform)
    strokes = strokes_on(original.ink(match.page, FINE_DPI), fine, original.pen(match.page))
    return signed_places(places, height, strokes)


def _zone(place: Place, places: Sequence[Place], height: float) -> _Zone:
    above = [
        other.y
        for other in places
        if other.y > place.y + 6 and other.x < place.x + place.width and place.x < other.x + other.width
    ]
    below = [
        other.y
        for other in places
        if other.y < place.y - 6 and other.x < place.x + place.width and place.x < other.x + other.width
    ]
    mm = 72 / 25.4
    # What lies a little under a line is the line's own; the rest of the gap is the lower line's.
    top = place.y + place.height + _OVER_FIRST * mm
    if above:
        top = min(top, min(above) - _UNDER * (min(above) - place.y))
    deep = _UNDER_LAST * mm
    if below:
        deep = min(deep, _UNDER * (place.y - max(below)))
    return _Zone(
        (place.x - _BESIDE * mm) * _POINT,
        (height - top) * _POINT,
        (place.x + place.width + _BESIDE * mm) * _POINT,
        (height - place.y + deep) * _POINT,
        bool(above),
    )
