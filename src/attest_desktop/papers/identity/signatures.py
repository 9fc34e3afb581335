"""Is there ink at each place to sign, and whose is it?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from attest_desktop.papers.identity.inking import FINE_DPI
from attest_desktop.papers.identity.results import SignedPlace
from attest_desktop.papers.identity.strokes import Strokes
from attest_desktop.papers.signing import Place

_LEAST_INK = 4.0  # square millimetres
_MM = FINE_DPI / 25.4
_POINT = FINE_DPI / 72
_BESIDE = 5.0
_UNDER = 0.2  # of the distance to the line above: so deep under a line its own ink reaches
_UNDER_LAST = 4.0
_OVER_FIRST = 4.0
_SHARED = 0.42
_SHARED_INK = 8.0


@dataclass(frozen=True, slots=True)
class _Zone:
    """Where the ink of one place lies, in fine pixels."""

    left: float
    top: float
    right: float
    bottom: float

    def holds(self, rows: NDArray[np.int64], columns: NDArray[np.int64]) -> NDArray[np.bool_]:
        return (columns >= self.left) & (columns < self.right) & (rows >= self.top) & (rows < self.bottom)


def signed_places(places: Sequence[Place], height: float, strokes: Strokes) -> tuple[SignedPlace, ...]:
    """The page's places with their ink; `height` is the page's, in points. A stroke is its own line's."""
    zones = [_zone(place, places, height) for place in places]
    count = len(strokes.area)
    inside = np.zeros((len(zones), count))
    for number, zone in enumerate(zones):
        held = zone.holds(strokes.rows, strokes.columns)
        inside[number] = np.bincount(strokes.stroke[held], minlength=count) / _MM**2
    ink = np.zeros(len(zones))
    for stroke in range(count):
        share = inside[:, stroke]
        if not share.any():
            continue
        whole = strokes.area[stroke]
        most = int(share.argmax())
        for number in range(len(zones)):
            own = share[number]
            if number == most:
                # A line across the page, a stamp or a shadow has most of its ink elsewhere.
                ink[number] += own if own > 0.25 * whole else 0.0
            elif own > _SHARED * whole and own > _SHARED_INK:
                # Two signatures that touch each other are one stroke.
                ink[number] += own
    return tuple(
        SignedPlace(place.label, place.role, bool(area >= _LEAST_INK), round(float(area), 1))
        for place, area in zip(places, ink, strict=True)
    )


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
    )
