"""Pages to sign as many offices lay them out, and what people leave there besides signatures."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache

from attest_desktop.papers.pdf import EngineName, convert
from attest_desktop.papers.signing import Place, find_places
from tests.papers.identity import paper
from tests.papers.identity.cases import modest, seen
from tests.papers.signing.layouts.canvas import Canvas
from tests.papers.signing.layouts.first_drawn import FIRST_DRAWN
from tests.papers.signing.layouts.first_lines import FIRST_LINES
from tests.papers.signing.layouts.first_tables import FIRST_TABLES
from tests.papers.signing.layouts.fourth import FOURTH
from tests.papers.signing.layouts.second import SECOND
from tests.papers.signing.layouts.sheet import Sheet
from tests.papers.signing.layouts.third import THIRD

LAYOUTS: dict[str, Callable[[], Sheet] | Callable[[], Canvas]] = {
    **FIRST_LINES,
    **FIRST_TABLES,
    **FIRST_DRAWN,
    **SECOND,
    **THIRD,
    **FOURTH,
}
# Cut-out and turned pages are another room's matter.
_LEFT_OUT = ("scan-layer", "scanned-crooked")
_NAMES = tuple(name for name in sorted(LAYOUTS) if name not in _LEFT_OUT)
_POINTS = 72 / 25.4


@dataclass(frozen=True, eq=False)
class SigningCase:
    """A picture of a page to sign; for each of its places what was left there, and whether that is a signature."""

    layout: str
    original: bytes
    page: int
    picture: paper.Picture
    kind: str
    left: tuple[str, ...]
    signed: tuple[bool, ...]


@cache
def laid_out(name: str) -> bytes:
    """The layout as a PDF."""
    made = LAYOUTS[name]()
    if isinstance(made, Canvas):
        return made.content()
    return convert(made.content(), engine=EngineName.BUILTIN, title=name).pdf


def signing_case(seed: int, kind: str) -> SigningCase:
    """A layout with signatures, initials, ticks, sweeping tails, dates and stamps, all drawn from the seed."""
    chance = random.Random(f"signing {seed} {kind}")
    name = _NAMES[(seed * 7 + (kind == "photo") * 3) % len(_NAMES)]
    original = laid_out(name)
    found = find_places(original)
    pages = sorted({place.page for place in found}, key=lambda number: -sum(one.page == number for one in found))
    page = pages[0]
    places = [place for place in found if place.page == page]
    sheet = paper.printed(original, page, chance)
    left, signed = [], []
    under = False
    for number, place in enumerate(places):
        what = chance.choices(("signed", "empty", "initials", "tick", "beside"), (50, 34, 6, 5, 5))[0]
        if what == "beside" and _taken_beside(place, places):
            what = "signed"
        sweeping = what == "signed" and chance.random() < 0.35 and _near_below(place, places)
        if what in ("signed", "beside"):
            moved = replace(place, x=place.x + place.width * 0.95) if what == "beside" else place
            tail, drop = (chance.uniform(3.0, 8.0), chance.uniform(0.0, 1.0)) if sweeping else (0.0, 0.0)
            hand = chance.randrange(10_000)
            sheet = paper.signed(sheet, moved, hand, chance, drop_mm=drop, tail_mm=tail, scale=modest(place))
        elif what == "initials":
            at = place.x + chance.uniform(0, 0.4) * place.width
            sheet = paper.written(sheet, at, place.y + 1, chance.choice(("AC", "Mn", "Br")), chance, mm=4.5)
        elif what == "tick":
            sheet = paper.ticked(sheet, place.x + chance.uniform(0.1, 0.6) * place.width, place.y + 1, chance)
        left.append(f"{what} under a tail" if under else what)
        signed.append(what in ("signed", "initials", "beside"))
        if chance.random() < 0.2 and number == len(places) - 1:
            sheet = paper.written(sheet, place.x + place.width + 16, place.y + 1, "12.04.26", chance, mm=3.0)
        under = sweeping
    if places and chance.random() < 0.25:
        number = chance.randrange(len(places))
        target = places[number]
        x, y = target.x + chance.uniform(0, 1) * target.width, target.y + chance.uniform(-25, 25)
        sheet = paper.stamped(sheet, x, y, chance)
        for other, place in enumerate(places):
            middle = place.x + place.width / 2, place.y + 6
            if abs(middle[0] - x) < 20 * _POINTS + place.width / 2 and abs(middle[1] - y) < 20 * _POINTS:
                left[other] += " under a stamp"
    return SigningCase(name, original, page, seen(sheet, kind, chance), kind, tuple(left), tuple(signed))


def _near_below(place: Place, places: list[Place]) -> bool:
    """Whether the next place of the list lies right under this one."""
    number = places.index(place)
    if number + 1 == len(places):
        return False
    other = places[number + 1]
    across = other.x < place.x + place.width and place.x < other.x + other.width
    return across and 6 < place.y - other.y < 60


def _taken_beside(place: Place, places: list[Place]) -> bool:
    """Whether another place lies to the right of this one."""
    return any(other is not place and abs(other.y - place.y) < 30 and other.x > place.x for other in places)
