"""Is there ink at each place to sign, and whose is it?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from attest_desktop.papers.identity.beside import Zone, crossings, ink_beside
from attest_desktop.papers.identity.fine import fine_page
from attest_desktop.papers.identity.inking import FINE_DPI, grey_of
from attest_desktop.papers.identity.original import Original
from attest_desktop.papers.identity.results import PageMatch, SignedPlace
from attest_desktop.papers.identity.stamps import without_stamps
from attest_desktop.papers.identity.strokes import Strokes, strokes_on
from attest_desktop.papers.signing import Place
from attest_desktop.papers.signing.layout import Rule

_LEAST_INK = 4.0  # square millimetres
_LEAST_WINDING = 6.0
_LEAST_BESIDE_TAIL = 7.5  # where strokes came down from above, crumbs of theirs are about
_MM = FINE_DPI / 25.4
_POINT = FINE_DPI / 72
_BESIDE = 5.0
_UNDER = 0.2  # of the distance to the line above: so deep under a line its own ink reaches
_UNDER_LAST = 4.0
_OVER_FIRST = 4.0
_SPECK = 0.5
_SHARED_INK = 4.0
_INITIALS = 4.5  # millimetres
_SIGNATURE = 11.0  # millimetres: people sign hardly narrower
_TAIL = 8.0  # millimetres: what comes down from the line above is narrower
_FROM_ABOVE = 3.5
_HANGS = 2.4
_END = 1.2
_EDGE_OF_PRINT, _EDGING = 2.0, 0.3  # square millimetres; a part of a stroke
_OFF_LINE, _ON_LINE = 5.0, 3.0  # millimetres above its own line, and from another's
_HIGHER = 0.5
_TICK = 5.0  # millimetres
_TICK_INK = 8.0
_FLAT = 0.8
_BULK_ABOVE = 0.2
_WIDEST_TAIL = 16.0
_TAIL_CROSSINGS = 2.0  # how often a row meets a loop
_TICK_AND_TAIL = 3.0  # how often a row meets both
_WIDER_THAN_TICK = 9.7
_TAIL_INK = 3.0
# What is less plain than this is for people to judge.
_CRUMB = 1.0
_LOOSE = 3.5
_LEAST_SIMPLE = 2.0
_PLAIN_BESIDE_TAIL = 10.0
_WIDER_THAN_LOOP = 6.0  # millimetres
_BESIDE_TICK, _PLAIN_BESIDE_TICK = 2.0, 9.5
_WIDER_THAN_MARK = 9.0  # millimetres from the first stroke to the last
_TANGLED, _TANGLE = 0.4, 12.0  # square millimetres
_REACHING = 0.1
_SPECKS, _FAINT = 3, 0.4  # square millimetres
_GOOD_PART = 0.25
_TAIL_CRUMB = 2.0  # square millimetres
_EDGE = 0.5 * FINE_DPI / 25.4


def signed_places(
    places: Sequence[Place], height: float, strokes: Strokes, rules: Sequence[Rule] = ()
) -> tuple[SignedPlace, ...]:
    """The page's places with their ink; `height` is the page's, in points, `rules` its lines to write on.

    A stroke is its own line's. Who signed beside the line, or above it, signed too.
    """
    return signed_ink(places, height, strokes, rules)[0]


@dataclass(frozen=True, slots=True, eq=False)
class PlaceInk:
    """Whose strokes are whose at one place: `others` are not its signer's, `shared` may be two signers'."""

    strokes: Strokes
    others: frozenset[int]
    shared: frozenset[int]


def signed_ink(
    places: Sequence[Place], height: float, strokes: Strokes, rules: Sequence[Rule] = ()
) -> tuple[tuple[SignedPlace, ...], tuple[PlaceInk, ...]]:
    """As `signed_places`, and by place which strokes (stamps left out) are not its own, or not only its own."""
    if not places:
        return (), ()
    zones = [_zone(place, places, height) for place in places]
    bottom, right = max(zone.bottom for zone in zones), max(zone.right for zone in zones)
    shape = (
        int(max(bottom, strokes.rows.max(initial=0))) + 1,
        int(max(right, strokes.columns.max(initial=0))) + 1,
    )
    strokes, within = without_stamps(strokes, shape)
    found = [_Found() for _ in zones]
    order = np.argsort(strokes.stroke, kind="stable")
    ends = np.searchsorted(strokes.stroke[order], np.arange(len(strokes.area) + 1))
    for stroke in range(len(strokes.area)):
        mine = order[ends[stroke] : ends[stroke + 1]]
        _give(zones, found, strokes, stroke, mine, inside=bool(within[stroke]))
    for each in found:
        _less_crumbs(each, strokes)
    beside = ink_beside(places, zones, height, strokes, rules)
    signed = tuple(
        SignedPlace(
            place.label,
            place.role,
            more.signed > 0 or one.signed,
            round(one.ink + more.signed, 1),
            doubtful=not more.signed and (one.doubtful or (more.unclear > 0 and not one.signed)),
        )
        for place, one, more in zip(places, found, beside, strict=True)
    )
    ink = []
    for one in found:
        given = frozenset[int]().union(*(other.own for other in found if other is not one))
        ink.append(PlaceInk(strokes, (given - one.own) | one.tails, given & one.own))
    return signed, tuple(ink)


@dataclass(slots=True)
class _Found:
    """What was found in a zone; `left` and `right` in fine pixels."""

    ink: float = 0.0
    weak: float = 0.0
    """Of the ink, what is narrow and lies wholly inside a stamp, goes on in another place or is level with it, and
    what may be the edge of a printed letter."""
    largest: float = 0.0
    wide: float = 0.0
    winding: bool = False
    """How wide the stroke with the most ink is, in millimetres, and whether it is more than a loop."""
    loose: float = 0.0
    """Ink that was taken for a part of something else."""
    left: float = np.inf
    right: float = -np.inf
    spilled: bool = False
    strokes: int = 0
    simple: bool = True
    """No stroke is more than a tick, a cross or a loop."""
    tangled: float = 0.0
    """Ink of what came down from above and may have taken something of this place's own with it."""
    claimed: float = 0.0
    """Ink in other zones that stands on this place's line."""
    reaching: bool = False
    """A stroke goes on beside the zone."""
    own: set[int] = field(default_factory=set)
    tails: set[int] = field(default_factory=set)
    """Numbers of strokes a good deal of which is here, and of those that only hang down from the line above."""

    @property
    def signed(self) -> bool:
        """Whether it is likelier a signature than not."""
        if self._ticked:
            # Somebody marked where to sign.
            return False
        if self.spilled:
            return self.ink >= (_LEAST_BESIDE_TAIL if self.simple and self.wide < _WIDER_THAN_LOOP else _LEAST_INK)
        return self.ink >= _LEAST_INK

    @property
    def doubtful(self) -> bool:
        """Whether a person has to look: neither a signature nor its lack is plain."""
        if self.ink - self.weak < _LEAST_INK and (self.weak > _CRUMB or self.loose >= _LOOSE):
            return True
        if len(self.own) >= _SPECKS and self.ink >= _FAINT and not self.signed:
            # What a scan in black and white leaves of a pale pen.
            return True
        if self.tangled >= _TANGLE and not self.signed:
            return True
        if self.spilled:
            plain = self.winding and self.wide >= _INITIALS and self.ink >= _LEAST_WINDING
            return (_TANGLED if self.tangled else _CRUMB) <= self.ink < _PLAIN_BESIDE_TAIL and not plain
        if self._ticked:
            return self.loose >= _LOOSE or self.reaching
        if self.claimed >= _LEAST_INK and not self.signed:
            return True
        if self.signed:
            alone = self.ink < _PLAIN_BESIDE_TICK and self.ink - self.largest < _BESIDE_TICK
            alone &= self.strokes < 2 or self.right - self.left < _WIDER_THAN_MARK * _MM
            return alone and self.simple and self.wide < _WIDER_THAN_LOOP
        return self.largest >= _CRUMB if not self.simple else self.largest >= _LEAST_SIMPLE

    @property
    def _ticked(self) -> bool:
        alone = self.simple and self.strokes == 1
        return alone and self.right - self.left < _TICK * _MM and self.ink < _TICK_INK


def _give(
    zones: Sequence[Zone],
    found: Sequence[_Found],
    strokes: Strokes,
    stroke: int,
    mine: NDArray[np.int64],
    *,
    inside: bool,
) -> None:
    """Add a stroke's ink to the zones that it is written in; `mine` are its pixels, `inside`: of a stamp."""
    rows, columns = strokes.rows[mine], strokes.columns[mine]
    held = [zone.holds(rows, columns) for zone in zones]
    shares = np.array([float(part.sum()) for part in held]) / _MM**2
    if not shares.any():
        return
    whole = float(strokes.area[stroke])
    parts: dict[int, _Part] = {}
    begun_above: set[int] = set()
    begun_here: set[int] = set()
    for number in np.flatnonzero(shares).tolist():
        zone, own = zones[number], float(shares[number])
        part = _part(rows[held[number]], columns[held[number]])
        if part.tall < _FLAT and part.wide > 4 * part.tall:
            # A printed line, laid on not quite exactly.
            continue
        higher = any(shares[other] > _HIGHER and zones[other].top < zone.top for other in range(len(zones)))
        if zone.under and higher:
            begun_above.add(number)
        if not higher:
            begun_here.add(number)
        if zone.under and (part.like_tail or part.simple):
            over = float((rows < zone.top).sum()) / _MM**2
            from_above = higher and over > _BULK_ABOVE * own and part.wide < _WIDEST_TAIL
            if from_above or (part.simple and part.like_tail and _hangs(strokes, stroke, rows, columns, zone)):
                # The tail of the signature on the line above, though a printed line may cut it off.
                found[number].spilled |= own > _TAIL_INK
                found[number].tails.add(stroke)
                found[number].tangled += 0.0 if part.simple else own
                whole -= own
                continue
        parts[number] = part
    most = max(parts, key=lambda number: float(shares[number]), default=-1)
    for number, part in parts.items():
        own = float(shares[number])
        if number == most:
            # A line across the page or a shadow has most of its ink elsewhere.
            good, begun = own > _GOOD_PART * whole or part.wide >= _SIGNATURE, False
        else:
            # Two signatures that touch each other are one stroke.
            # No tail comes up: so wide a part begins here.
            begun = not part.like_signature and number in begun_here and part.wide >= _TAIL
            good = own > _SHARED_INK and (part.like_signature or (begun and own > _GOOD_PART * whole))
        if good:
            one, within = found[number], columns[held[number]]
            one.ink += own
            one.own.add(stroke)
            begun |= number in begun_above and part.wide < _TAIL
            edge = own < _EDGE_OF_PRINT and float(strokes.cut[mine].mean()) > _EDGING
            elsewhere = _on_another_line(zones, number, rows[held[number]])
            if elsewhere is not None:
                found[elsewhere].claimed += own
            one.reaching |= bool(
                ((columns < zones[number].left) | (columns >= zones[number].right)).mean() > _REACHING
            )
            if (inside and part.wide < _SIGNATURE) or begun or edge or elsewhere is not None:
                one.weak += own
            if own > one.largest:
                one.largest, one.wide, one.winding = own, part.wide, not part.simple
            one.strokes += own > _SPECK
            one.simple &= part.simple
            one.left, one.right = min(one.left, float(within.min())), max(one.right, float(within.max()))
        else:
            found[number].loose += own
            if own >= _LOOSE:
                found[number].own.add(stroke)


def _less_crumbs(found: _Found, strokes: Strokes) -> None:
    """Take away crumbs that lie within tails of the line above, where there is nothing else: parts of them."""
    if not found.tails or not found.own or found.tangled or not found.simple or found.ink > _TAIL_CRUMB:
        return
    tails, own = (strokes.boxes[sorted(some)] for some in (found.tails, found.own))
    first, last = tails[:, :2].min(axis=0) - _EDGE, tails[:, 2:].max(axis=0) + _EDGE
    if (own[:, :2] >= first).all() and (own[:, 2:] <= last).all():
        found.tails |= found.own
        found.own = set()
        found.ink = found.weak = found.largest = 0.0


def _on_another_line(zones: Sequence[Zone], number: int, rows: NDArray[np.int64]) -> int | None:
    """The place on whose line ink high in another's zone stands."""
    foot = float(np.percentile(rows, 96))
    if foot > zones[number].line - _OFF_LINE * _MM:
        return None
    near = min(range(len(zones)), key=lambda other: abs(foot - zones[other].line))
    return near if abs(foot - zones[near].line) < _ON_LINE * _MM else None


@dataclass(frozen=True, slots=True)
class _Part:
    """What of a stroke lies in a zone: its size in millimetres, and how often a row of it meets the pen."""

    wide: float
    tall: float
    crossings: float

    @property
    def like_tail(self) -> bool:
        """A loop or a line that hangs down: a row meets it twice at most."""
        if self.wide < _TAIL and self.tall > 0.9 * self.wide:
            return True
        return self.wide < _WIDEST_TAIL and self.tall > 0.35 * self.wide and self.simple

    @property
    def simple(self) -> bool:
        return self.crossings <= _TAIL_CROSSINGS

    @property
    def like_signature(self) -> bool:
        # A tick across a tail of the line above is met three times by a row.
        winding = self.crossings > _TICK_AND_TAIL or (not self.simple and self.wide >= _WIDER_THAN_TICK)
        return self.wide >= _INITIALS and self.tall >= _INITIALS / 2 and winding


def _part(rows: NDArray[np.int64], columns: NDArray[np.int64]) -> _Part:
    wide = float(np.subtract(*np.percentile(columns, (96, 4)))) / _MM
    tall = float(np.subtract(*np.percentile(rows, (96, 4)))) / _MM
    return _Part(wide, tall, crossings(rows, columns))


def _hangs(
    strokes: Strokes,
    stroke: int,
    rows: NDArray[np.int64],
    columns: NDArray[np.int64],
    zone: Zone,
) -> bool:
    """Whether a stroke begins at the zone's upper edge, right under another one that comes from above."""
    first = int(rows.min())
    if first > zone.top + _FROM_ABOVE * _MM:
        return False
    reach = _HANGS * _MM
    near = (strokes.rows <= first + 2) & (strokes.rows >= first - reach) & (strokes.stroke != stroke)
    ends = np.unique(columns[rows <= first + _END * _MM])
    return bool((np.abs(strokes.columns[near][:, None] - ends) <= reach / 2).any())


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
    return signed_places(places, height, strokes, original.layout(match.page).rules)


def _zone(place: Place, places: Sequence[Place], height: float) -> Zone:
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
    return Zone(
        (place.x - _BESIDE * mm) * _POINT,
        (height - top) * _POINT,
        (place.x + place.width + _BESIDE * mm) * _POINT,
        (height - place.y + deep) * _POINT,
        (height - place.y) * _POINT,
        bool(above),
    )
