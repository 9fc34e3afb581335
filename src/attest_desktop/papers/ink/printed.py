"""What a press put on the paper: straight lines of a form, dotted lines, rows of letters. A hand draws neither."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

from attest_desktop.papers.ink.paper import grown
from attest_desktop.papers.ink.photo import Map, Mask, Pixels

_THIN = 9  # pixels of the small picture
_TILT = 0.3  # across a turned or slanting picture, pixels down for each across
_VOTES = 0.07  # of the picture's width
_STEP = np.pi / 720
_CANDIDATES = 3000
_ALIKE_LEVEL, _ALIKE_TURN = 2.5, 0.012  # pixels, radians
_BRIDGED = 0.03  # of the width: what a stroke that crosses the line may hide
# A line of the form: how long at least (of the width), how much of it is seen, how straight (pixels).
_LONG, _SEEN, _STRAIGHT = 0.1, 0.85, 0.45
# A ruling goes through the whole picture.
_RULING, _RULING_SEEN, _RULING_STRAIGHT = 0.55, 0.5, 0.9
_PARALLEL = 0.02
_OVER = 9  # pixels
_EDGE = 9
_HUE_OF_LINE = 35
_BEFORE, _AFTER, _ASIDE, _TURNED = 20, 12, 9, 3  # pixels around a line's end
_FOLLOWED, _SLOWLY = 60, 0.5  # pixels past the end; pixels up or down for each across
_PARTS, _PART_SEEN = 7, 0.25
_FADED = 0.7
_LEVEL_LINE = 0.06
_INK_AROUND = 0.25
_RIDGE = 0.97
_LEVEL, _OTHER_HUE = 20, 0.1
_RULED_PAPER, _DARKER = 4, 1.35  # rulings at least; times as dark as they are
_PRESSED = 0.6  # of the line's points
_EVEN = 1.1  # pixels by which the thickness differs along the line

# The numbers of points where two lines cross, and of what is ruled but by none of the lines.
CROSSING, REST = 1 << 21, 1 << 20
_Labels = npt.NDArray[np.int32]
_Ints = npt.NDArray[np.int64]
_Numbers = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Line:
    """A straight line across the picture: `start` at the left, how far it falls for each pixel; from, to."""

    start: float
    fall: float
    first: int
    last: int
    thick: float


def printed_lines(mask: Mask, depth: Map, pressed: Mask) -> _Labels:
    """Thin straight lines, across and down, with what crosses them: the line's number at each point, else 0.

    `pressed`: the marks that are no hand's, for their colour is not the pen's; a line of them is not asked for
    other signs of a hand.
    """
    numbers = np.zeros(mask.shape, np.int32)
    count = _lines(mask, depth, pressed, numbers)
    upright = np.zeros(mask.T.shape, np.int32)
    _lines(
        np.ascontiguousarray(mask.T),
        np.ascontiguousarray(depth.T),
        np.ascontiguousarray(pressed.T),
        upright,
        upright=True,
    )
    both = np.where(upright.T > 0, upright.T + count, numbers)
    # Where two lines cross it is as dark as under ink.
    both[(upright.T > 0) & (numbers > 0)] = CROSSING
    return np.where(mask, both, 0).astype(np.int32)


def ink_on_lines(numbers: _Labels, mask: Mask, depth: Map, colour: Map) -> Mask:
    """The points of the lines that are ink too: darker or more coloured than the line, or seen on both its sides.

    `colour`: how much the channels differ.
    """
    lines = numbers > 0
    place = np.nonzero(lines)
    which = numbers[place]
    order = np.argsort(which, kind="stable")
    deep, hue = depth[place][order], colour[place][order]
    ridge = (depth >= _RIDGE * cv2.dilate(depth, np.ones((3, 3), np.uint8)))[place][order]
    over = np.zeros(which.size, bool)
    parts = [
        part
        for part in np.split(np.arange(which.size), np.nonzero(np.diff(which[order]))[0] + 1)
        if part.size and which[order[part[0]]] != CROSSING
    ]
    # Its middle: the soft edges are lighter.
    middles = [part[ridge[part]] if ridge[part].any() else part for part in parts]
    common = float(np.median([np.median(deep[middle]) for middle in middles])) if parts else 0.0
    for part, middle in zip(parts, middles, strict=True):
        # Where much ink lies on a line, it is judged as the others are.
        low, usual = np.percentile(deep[middle], (_LEVEL, 50))
        level = max(float(low), min(float(usual), common))
        if which[order[part[0]]] == REST and len(parts) > _RULED_PAPER:
            # As likely ink that lies in line with a ruling.
            level = min(level, common)
        hue_of_line = float(np.percentile(hue[middle], _HUE_OF_LINE))
        over[order[part]] = (deep[part] > level + max(0.12, 0.3 * level)) | (hue[part] > hue_of_line + _OTHER_HUE)
    darker = np.zeros_like(mask)
    darker[place] = over
    found: Mask = darker | _crossed(mask & ~grown(lines, 3), lines)
    around = cv2.blur((found | (mask & ~lines)).astype(np.float32), (7, 7))
    on_lines: Mask = found | ((numbers == CROSSING) & (around > _INK_AROUND))
    return on_lines


def _crossed(rest: Mask, lines: Mask) -> Mask:
    """The points of the lines that a stroke goes over: it is seen on both sides. `rest`: marks without lines."""
    # What keeps close to the line is its own edge.
    pieces = cv2.connectedComponents(rest.astype(np.uint8), connectivity=8)[1]
    rest = rest & np.isin(pieces, np.unique(pieces[rest & ~grown(lines, _EDGE)]))
    marks = rest.astype(np.uint8)
    over = np.zeros_like(rest)
    for brush in (np.ones((_OVER, 1), np.uint8), np.ones((1, _OVER), np.uint8), np.eye(_OVER, dtype=np.uint8)):
        for way in (brush, np.ascontiguousarray(np.fliplr(brush))):
            over |= cv2.morphologyEx(marks, cv2.MORPH_CLOSE, way) > 0
    return over & lines


def _lines(mask: Mask, depth: Map, pressed: Mask, numbers: _Labels, *, upright: bool = False) -> int:
    """How many lines go across; their points get their numbers."""
    height, width = mask.shape
    brush = np.ones((_THIN + 1, 1), np.uint8)
    thin: Mask = mask & ~(cv2.morphologyEx(mask.astype(np.uint8), cv2.MORPH_OPEN, brush) > 0)
    usual: list[float] = []
    found: list[tuple[bool, float]] = []  # of each line: whether it is a ruling; its depth
    side = max(mask.shape)
    votes = cv2.HoughLines(
        thin.astype(np.uint8),
        1,
        _STEP,
        round(_VOTES * side),
        min_theta=np.pi / 2 - _TILT,
        max_theta=np.pi / 2 + _TILT,
    )
    if votes is None:
        return 0
    left = thin.copy()
    thickened = _thickened(left)
    columns = np.arange(width)
    for rho, theta in _apart(np.asarray(votes[:_CANDIDATES, 0], np.float32), width / 2):
        start, fall = rho / np.sin(theta), -np.cos(theta) / np.sin(theta)
        for _ in range(2):
            rows = np.rint(start + fall * columns).astype(int)
            seen = _near(thickened, rows)
            if int(seen.sum()) < _VOTES * side:
                break
            at = np.nonzero(seen)[0]
            middles = _middles(left, rows, at)
            fall, start = _fitted(at, middles)
        else:
            line = _judged(left, thickened, mask, depth, pressed, start, fall, upright, side)
            if line is None:
                continue
            ruling = line.last - line.first > _RULING * width
            # Lines of one form are parallel.
            if not ruling and usual and min(abs(line.fall - one) for one in usual) > _PARALLEL:
                continue
            usual.append(line.fall)
            rows = np.rint(line.start + line.fall * columns).astype(int)
            reach = int(np.ceil(line.thick / 2 + 1))
            along = rows[line.first : line.last + 1]
            for off in range(-reach, reach + 1):
                there = along + off
                inside = (there >= 0) & (there < height)
                place = there[inside], columns[line.first : line.last + 1][inside]
                numbers[place] = len(usual)
                left[place] = False
            thickened = _thickened(left)
            at = columns[line.first : line.last + 1]
            found.append((ruling, float(np.median(_deepest(depth, rows, at)))))
    numbers[np.isin(numbers, _darker_than_rulings(found))] = 0
    return len(usual)


def _darker_than_rulings(lines: list[tuple[bool, float]]) -> list[int]:
    """On ruled paper the numbers of the shorter lines that are darker: a hand drew them.

    `lines`: whether each is a ruling, and its depth.
    """
    rulings = [depth for ruling, depth in lines if ruling]
    if len(rulings) < _RULED_PAPER:
        return []
    most = _DARKER * float(np.median(rulings))
    return [number for number, (ruling, depth) in enumerate(lines, 1) if not ruling and depth > most]


def _apart(votes: npt.NDArray[np.float32], middle: float) -> npt.NDArray[np.float32]:
    """The candidates (rho, theta) without those that nearly repeat one before them."""
    rho, theta = votes[:, 0], votes[:, 1]
    level = (rho - middle * np.cos(theta)) / np.sin(theta)
    waiting = np.ones(len(votes), bool)
    chosen = []
    while waiting.any():
        number = int(np.argmax(waiting))
        chosen.append(number)
        waiting &= (np.abs(level - level[number]) > _ALIKE_LEVEL) | (np.abs(theta - theta[number]) > _ALIKE_TURN)
    return votes[chosen]


def _fitted(at: _Ints, middles: _Numbers) -> tuple[float, float]:
    """The straight line through these points: how far it falls for each pixel, and its start at the left."""
    centre, level = float(at.mean()), float(middles.mean())
    across = at - centre
    fall = float(across @ middles) / max(1.0, float(across @ across))
    return fall, level - fall * centre


def _near(thickened: Pixels, rows: _Ints) -> Mask:
    """At which columns there is a mark within a pixel of the row. `thickened`: marks made thicker by it."""
    height, width = thickened.shape
    inside = (rows >= -1) & (rows <= height)
    seen: Mask = inside & (thickened[np.minimum(np.maximum(rows, 0), height - 1), np.arange(width)] > 0)
    return seen


def _thickened(mask: Mask) -> Pixels:
    return np.asarray(cv2.dilate(mask.astype(np.uint8), np.ones((3, 1), np.uint8)), np.uint8)


def _middles(mask: Mask, rows: _Ints, at: _Ints) -> _Numbers:
    """The middle of the marks near the row at each of these columns."""
    height = mask.shape[0]
    offs = np.arange(-3, 4)
    there = rows[at][:, None] + offs
    seen = mask[np.clip(there, 0, height - 1), at[:, None]] & (there >= 0) & (there < height)
    middles: _Numbers = (there * seen).sum(axis=1) / np.maximum(1, seen.sum(axis=1))
    return middles


def _judged(
    mask: Mask,
    thickened: Pixels,
    whole: Mask,
    depth: Map,
    pressed: Mask,
    start: float,
    fall: float,
    upright: bool,
    side: int,
) -> Line | None:
    """The longest stretch of the line that is printed, if any."""
    width = mask.shape[1]
    columns = np.arange(width)
    rows = np.rint(start + fall * columns).astype(int)
    seen = _near(thickened, rows)
    gap = int(_BRIDGED * side)
    at = np.nonzero(seen)[0]
    if not at.size:
        return None
    breaks = np.nonzero(np.diff(at) > gap)[0]
    best: Line | None = None
    stretches = np.split(at, breaks + 1)
    reach = at[-1] - at[0] + 1
    if reach > _RULING * width and at.size > _RULING_SEEN * reach and _throughout(seen[at[0] : at[-1] + 1]):
        stretches = [at]
    for stretch in stretches:
        first, last = int(stretch[0]), int(stretch[-1])
        length = last - first + 1
        ruling = length > _RULING * width
        if length < _LONG * side * (2 if upright else 1):
            continue
        if stretch.size < (_RULING_SEEN if ruling else _SEEN) * length:
            continue
        middles = _middles(mask, rows, stretch)
        fine = np.array(_fitted(stretch, middles))
        away = np.abs(middles - np.polyval(fine, stretch))
        thick = _thickness(mask, rows, stretch)
        usual = float(np.median(thick))
        if float(np.percentile(away, 80)) > (_RULING_STRAIGHT if ruling else _STRAIGHT) or usual > _THIN - 3:
            continue
        if not ruling and (abs(float(fine[0])) > _LEVEL_LINE or length < 30 * usual):
            continue
        inked = mask[np.clip(rows[stretch], 0, len(mask) - 1), stretch]
        drawn = float(pressed[np.clip(rows[stretch], 0, len(mask) - 1), stretch][inked].mean()) < _PRESSED
        if (
            not ruling
            and drawn
            and (
                _tapers(thick)
                or _fades(depth, rows, stretch)
                or _goes_on(whole, fine, first, last, usual)
                or _bends_away(whole, fine, first, last)
                or _bent(stretch, middles)
            )
        ):
            continue
        if best is None or length > best.last - best.first:
            best = Line(float(fine[1]), float(fine[0]), first, last, usual)
    return best


def _throughout(seen: Mask) -> bool:
    """Whether it is seen in all parts but one: no short stroke in line with the crossings of other lines."""
    return sorted(float(part.mean()) for part in np.array_split(seen, _PARTS))[1] > _PART_SEEN


def _goes_on(mask: Mask, line: _Numbers, first: int, last: int, thick: float) -> bool:
    """Whether at one of its ends the mark turns, on or back: a hand does not lift the pen where it bends."""
    height, width = mask.shape
    for end, way in ((first, -1), (last, 1)):
        row = round(float(np.polyval(line, end)))
        left, right = sorted((end - way * _BEFORE, end + way * _AFTER))
        left, right = max(0, left), min(width, right + 1)
        top, bottom = max(0, row - _ASIDE), min(height, row + _ASIDE + 1)
        if bottom - top < 3 or right - left < _BEFORE:
            continue
        pieces = cv2.connectedComponents(mask[top:bottom, left:right].astype(np.uint8), connectivity=8)[1]
        along = np.polyval(line, np.arange(left, right)) - top
        off = np.abs(np.arange(bottom - top)[:, None] - along[None, :])
        inner = np.zeros(pieces.shape, bool)
        inner[:, max(0, min(end - way * 2, end) - left) : max(end - way * 2, end) - left + 1] = True
        own = np.unique(pieces[inner & (off < 2)])
        if int((np.isin(pieces, own[own > 0]) & (off > thick / 2 + 2)).sum()) > _TURNED:
            return True
    return False


def _bends_away(mask: Mask, line: _Numbers, first: int, last: int) -> bool:
    """Whether past one of its ends the mark goes on and leaves the straight line slowly."""
    height, width = mask.shape
    for end, way in ((first, -1), (last, 1)):
        row = float(np.polyval(line, end))
        column = end
        while abs(column - end) < _FOLLOWED and 0 <= column + way < width:
            there = max(0, round(row) - 2), min(height, round(row) + 3)
            seen = np.nonzero(mask[there[0] : there[1], column + way])[0]
            if not seen.size:
                break
            column += way
            row += float(np.clip(there[0] + seen.mean() - row, -_SLOWLY, _SLOWLY))
        if abs(column - end) > _AFTER and abs(row - float(np.polyval(line, column))) > _TURNED:
            return True
    return False


def _tapers(thick: _Numbers) -> bool:
    """Whether it gets thinner or thicker from end to end, as under a hand."""
    parts = [float(np.median(part)) for part in np.array_split(thick, _PARTS)]
    return max(parts) - min(parts) > _EVEN


def _fades(depth: Map, rows: _Ints, at: _Ints) -> bool:
    """Whether it gets lighter from end to end."""
    parts = [float(np.median(part)) for part in np.array_split(_deepest(depth, rows, at), _PARTS)]
    return min(parts) < _FADED * max(parts)


def _deepest(depth: Map, rows: _Ints, at: _Ints) -> Map:
    """The depth in the middle of the line at each of these columns."""
    there = np.clip(rows[at][:, None] + np.arange(-1, 2), 0, depth.shape[0] - 1)
    return np.asarray(depth[there, at[:, None]].max(axis=1), np.float32)


def _bent(at: _Ints, middles: _Numbers) -> bool:
    """Whether it bows: a hand's straight line does."""
    scaled = (at - at.mean()) / max(1.0, float(np.ptp(at)) / 2)
    away = np.abs(middles - np.polyval(np.polyfit(scaled, middles, 1), scaled))
    calm = away <= np.percentile(away, 85)
    bow = np.polyfit(scaled[calm], middles[calm], 2)[0]
    return abs(float(bow)) > 0.9


def _thickness(mask: Mask, rows: _Ints, at: _Ints) -> _Numbers:
    """How thick the mark at the row is at each of these columns."""
    height = mask.shape[0]
    offs = np.arange(-5, 6)
    there = rows[at][:, None] + offs
    seen = mask[np.clip(there, 0, height - 1), at[:, None]] & (there >= 0) & (there < height)
    thick: _Numbers = seen.sum(axis=1).astype(np.float64)
    return thick
