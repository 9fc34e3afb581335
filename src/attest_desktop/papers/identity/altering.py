"""Where the print on the paper is not the original's: words retyped, pasted over, struck out, written in.

Two kinds of evidence. Print that is gone: a letter of the original whose ink is not on the paper, which no
pen can do. Ink that was added to the text: strokes over or between words, away from places to sign and from lines
to be filled by hand.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

from attest_desktop.papers.identity.fine_page import FinePage
from attest_desktop.papers.identity.inking import FINE_DPI, Grey
from attest_desktop.papers.identity.letters import Letters
from attest_desktop.papers.identity.nearby import Nearby, found_nearby, uncovered
from attest_desktop.papers.identity.pieces import pieces
from attest_desktop.papers.identity.strikeouts import lines_through_words, lost_lines
from attest_desktop.papers.identity.strokes import INK, Strokes
from attest_desktop.papers.signing import Box, Place
from attest_desktop.papers.signing.layout import PageLayout

_MM = FINE_DPI / 25.4
_POINT = FINE_DPI / 72
_LEAST_LETTER = 40  # fine pixels of ink: dots and commas are too small to judge
_GONE = 0.27
# How unlike itself a letter may look, besides what is usual on this picture.
_UNLIKE = 0.16
_UNLIKE_USUAL = 1.8
_DOUBT = 0.02
_ODD = 0.2
_ODD_BESIDE_OTHERS = 2.0
_MANY = 250
_HAZY_BLUR = 3.0
_LEAST_DPI = 100.0
# Ink written into the text.
_LEAST_STROKE = 0.9  # square millimetres
_STAMP = 17.0  # millimetres across: a stamp, a signature, a shadow
_TALLEST_WORD = 13.0
_TOUCHES = 0.8
_BETWEEN_LINES = 2.2
_MARGIN = 7.0
_AROUND_SIGNATURE = 14.0
_OVER_LINE = 10.0
_STRIKE = 9.5  # millimetres: so long a line is drawn, not a letter
_STRIKE_INK = 90
_BARE = 0.3  # of a drawn line lies where nothing is printed
_JOINED = 2.5  # millimetres: damaged letters so near are one place

_Sides = tuple[float, float, float, float]  # left, top, right, bottom, in fine pixels


def altered_places(
    original_ink: Grey,
    letters: Letters,
    fine: FinePage,
    strokes: Strokes,
    layout: PageLayout,
    places: Sequence[Place],
) -> tuple[tuple[Box, ...], tuple[Box, ...]]:
    """Places that were altered, and places that cannot be judged; boxes in points."""
    height, width = fine.ink.shape
    if fine.dpi < _LEAST_DPI or fine.blur >= _HAZY_BLUR:
        return (), (Box(0.0, 0.0, width / _POINT, height / _POINT),)
    free = _not_text(layout, places, (height, width), strokes)
    missing, added = letters.measured(fine)
    judged = letters.area >= _LEAST_LETTER
    # Another letter in its place leaves less of the old one and brings ink of its own.
    gone = judged & (missing + np.minimum(missing, added) >= _GONE)
    unlike = letters.unlike(fine)
    usual = float(np.median(unlike[judged])) if judged.any() else 0.0
    limit = _UNLIKE + _UNLIKE_USUAL * usual
    # Where people sign, their strokes lie over the letters.
    judged &= ~_inside(letters.boxes, free)
    odd = min(limit, _odd(unlike[judged]))
    gone |= judged & (unlike >= odd)
    doubtful = judged & (unlike >= limit - _DOUBT) & ~gone
    nearby = Nearby(fine)
    suspects = np.flatnonzero(gone)
    gone[suspects] = ~found_nearby(letters, suspects, nearby, fine, _GONE, odd)
    pens = [
        box
        for box in _written_in(letters, strokes, free, (height, width))
        if uncovered(fine, original_ink, box, nearby.shift(box), INK) >= _LEAST_STROKE
    ]
    pens += _struck_out(original_ink, letters, fine, free)
    shape = (height, width)
    lost, unclear = lost_lines(lines_through_words(original_ink), fine, nearby)
    return (
        _gathered([*letters.boxes[gone], *pens, *lost], shape),
        _gathered([*letters.boxes[doubtful], *unclear], shape),
    )


def _odd(unlike: NDArray[np.float64]) -> float:
    """From where a letter is unlike itself as no other of this page is: one digit retyped on an even picture."""
    if len(unlike) < _MANY:
        return np.inf
    return max(_ODD, _ODD_BESIDE_OTHERS * float(np.percentile(unlike, 99)))


def _inside(boxes: NDArray[np.int64], free: Sequence[_Sides]) -> NDArray[np.bool_]:
    """Which boxes have their middle in one of the free places."""
    across, down = (boxes[:, 0] + boxes[:, 2]) / 2, (boxes[:, 1] + boxes[:, 3]) / 2
    inside = np.zeros(len(boxes), bool)
    for left, top, right, bottom in free:
        inside |= (across >= left) & (across <= right) & (down >= top) & (down <= bottom)
    return inside


def _written_in(
    letters: Letters, strokes: Strokes, free: Sequence[_Sides], shape: tuple[int, int]
) -> list[NDArray[np.int64]]:
    """Boxes of strokes that somebody drew over or between the words."""
    found = []
    taken = _inside(strokes.boxes, free)
    for number, box in enumerate(strokes.boxes):
        left, top, right, bottom = (int(side) for side in box)
        wide, tall = (right - left) / _MM, (bottom - top) / _MM
        if taken[number] or strokes.area[number] < _LEAST_STROKE:
            continue
        if tall > _TALLEST_WORD or (wide > _STAMP and tall > _STAMP / 2):
            continue
        edge = _MARGIN * _MM
        if left < edge or top < edge or right > shape[1] - edge or bottom > shape[0] - edge:
            continue
        if _touched(letters, (left, top, right, bottom), _BETWEEN_LINES) >= 1:
            found.append(box)
    return found


def _struck_out(
    original_ink: Grey, letters: Letters, fine: FinePage, free: Sequence[_Sides]
) -> list[NDArray[np.int64]]:
    """Boxes of lines drawn through or under words, where the original has none."""
    slack = np.ones((4, 2), np.uint8)
    line = np.ones((1, round(_STRIKE * _MM)), np.uint8)
    dark = cv2.dilate((fine.ink > _STRIKE_INK).astype(np.uint8), slack)
    drawn = cv2.morphologyEx(dark, cv2.MORPH_OPEN, line)
    own = cv2.dilate((np.maximum(original_ink, fine.print) > _STRIKE_INK // 2).astype(np.uint8), slack)
    printed = cv2.morphologyEx(own, cv2.MORPH_OPEN, np.ones((1, round(4.0 * _MM)), np.uint8))
    drawn[cv2.dilate(printed, np.ones((21, 13), np.uint8)) > 0] = 0
    # Letters of a scan in black and white are thicker than their own.
    thicker = np.ones((3, 3), np.uint8) if fine.blur == 0 else np.ones((1, 1), np.uint8)
    bare = cv2.dilate(np.maximum(original_ink, fine.print), thicker) < _STRIKE_INK // 2
    lines = pieces(np.asarray(drawn, np.uint8))
    on_bare = np.bincount(lines.piece, bare[lines.rows, lines.columns], len(lines.area))
    found = []
    for box, area, in_sight in zip(lines.boxes, lines.area.tolist(), on_bare.tolist(), strict=True):
        left, top, right, bottom = (int(side) for side in box)
        if in_sight < _BARE * area:
            # Thick letters that ran together.
            continue
        if right - left < 0.9 * _STRIKE * _MM or bottom - top > _TALLEST_WORD * _MM or _inside(box[None], free)[0]:
            continue
        if _touched(letters, (left, top, right, bottom)) >= 2:
            found.append(box)
    return found


def _touched(letters: Letters, box: tuple[int, int, int, int], within: float = _TOUCHES) -> int:
    """How many letters lie so near to the box, in millimetres."""
    reach = round(within * _MM)
    left, top, right, bottom = box
    near = (
        (letters.boxes[:, 0] < right + reach)
        & (letters.boxes[:, 2] > left - reach)
        & (letters.boxes[:, 1] < bottom + reach)
        & (letters.boxes[:, 3] > top - reach)
        & (letters.area >= _LEAST_LETTER)
    )
    return int(near.sum())


def _not_text(
    layout: PageLayout, places: Sequence[Place], shape: tuple[int, int], strokes: Strokes
) -> list[_Sides]:
    """Where people write as they should: places to sign, lines to fill, the inside of stamps; fine pixels."""
    mm = 72 / 25.4
    boxes = []
    for place in places:
        around = _AROUND_SIGNATURE * mm
        boxes.append(
            # Across the whole page: dates and names are written beside signatures and under them.
            Box(0.0, place.y - around, shape[1] / _POINT, place.y + place.height + around)
        )
    boxes += [
        Box(rule.left - 3 * mm, rule.y - 3 * mm, rule.right + 3 * mm, rule.y + _OVER_LINE * mm)
        for rule in layout.rules
        if not layout.is_cell_border(rule)
    ]
    free = [
        (box.left * _POINT, shape[0] - box.top * _POINT, box.right * _POINT, shape[0] - box.bottom * _POINT)
        for box in boxes
    ]
    for left, top, right, bottom in strokes.boxes:
        if right - left > shape[1] / 2 and bottom - top > shape[0] / 2:
            # The edge of the sheet on the table goes around all of the text.
            continue
        if right - left > _STAMP * _MM and bottom - top > _STAMP * _MM:
            free.append((float(left), float(top), float(right), float(bottom)))
    return free


def _gathered(boxes: Iterable[NDArray[np.int64]], shape: tuple[int, int]) -> tuple[Box, ...]:
    """Boxes in points, neighbours joined, from top to bottom."""
    height, width = shape
    scale = 4
    mask = np.zeros((height // scale + 1, width // scale + 1), np.uint8)
    for left, top, right, bottom in boxes:
        mask[top // scale : bottom // scale + 1, left // scale : right // scale + 1] = 1
    if not mask.any():
        return ()
    reach = round(_JOINED * _MM / scale)
    joined = cv2.morphologyEx(
        cv2.copyMakeBorder(mask, reach, reach, reach, reach, cv2.BORDER_CONSTANT, value=0),
        cv2.MORPH_CLOSE,
        np.ones((max(1, reach // 2), 2 * reach + 1), np.uint8),
    )[reach:-reach, reach:-reach]
    count, _, stats, _ = cv2.connectedComponentsWithStats(np.ascontiguousarray(joined), connectivity=8)
    found = []
    for left, top, wide, tall, _ in stats[1:count].tolist():
        points = (left * scale / _POINT, (left + wide) * scale / _POINT)
        found.append(
            Box(points[0], (height - (top + tall) * scale) / _POINT, points[1], (height - top * scale) / _POINT)
        )
    return tuple(sorted(found, key=lambda box: (-box.top, box.left)))
