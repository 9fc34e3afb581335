"""Where exactly ink stands on a line: as large as there is room, never over what is printed near."""

from __future__ import annotations

from collections.abc import Iterator

from attest_desktop.papers.signing.layout import Box
from attest_desktop.papers.signing.places import Place

# As real ink does, the lower part crosses the line a little.
UNDER_LINE = 0.15
# Lower ink (3.5 mm) is not to be read any more: rather over a letter, and said.
LOWEST_INK = 10.0
_STEP = 1.0
_ASIDE = 4.0
_AIR = 0.4
# Ink aside the middle of the line must be that much taller to be preferred.
_MIDDLE_WORTH = 0.25


def ink_box(place: Place, aspect: float) -> Box:
    """Where ink of this aspect (width to height) stands: on the line, in its middle, as large as there is room.

    Where letters stand close it is smaller, aside or wholly above the line; at least LOWEST_INK points tall.
    """
    tallest = min(place.height, place.width / aspect)
    whole = _standing(place, aspect, tallest, 0.0)
    if not _covered(place, whole):
        return whole
    best, worth = None, 0.0
    height = tallest
    while height >= min(LOWEST_INK, tallest) and height > worth:
        for aside in _shifts(place.width - height * aspect):
            box = _standing(place, aspect, height, aside)
            value = height * (1 - _MIDDLE_WORTH * abs(aside) / (place.width / 2))
            if value > worth and not _covered(place, box):
                best, worth = box, value
        height -= _STEP
    return best or _standing(place, aspect, min(LOWEST_INK, tallest), 0.0)


def covers_print(place: Place, aspect: float) -> bool:
    """Whether ink of this aspect has to stand over printed letters: there is no room on the line."""
    return _covered(place, ink_box(place, aspect))


def _shifts(room: float) -> Iterator[float]:
    """0, and steps to both sides as far as the line goes."""
    yield 0.0
    step = _ASIDE
    while step <= room / 2:
        yield step
        yield -step
        step += _ASIDE


def _standing(place: Place, aspect: float, height: float, aside: float) -> Box:
    width = height * aspect
    left = place.x + (place.width - width) / 2 + aside
    bottom = place.y - UNDER_LINE * height
    under = [box.top for box in _over(place, left, left + width) if box.centre[1] < place.y]
    bottom = max([bottom, *(top + _AIR for top in under if top < place.y + 0.5 * height)])
    return Box(left, bottom, left + width, bottom + height)


def _covered(place: Place, ink: Box) -> bool:
    return any(box.bottom < ink.top and box.top > ink.bottom for box in _over(place, ink.left, ink.right))


def _over(place: Place, left: float, right: float) -> Iterator[Box]:
    return (box for box in place.near if box.right > left and box.left < right)
