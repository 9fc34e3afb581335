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
from attest_desktop.papers.identity.inking import FINE_DPI
from attest_desktop.papers.identity.letters import Letters
from attest_desktop.papers.identity.strokes import Strokes
from attest_desktop.papers.signing import Box, Place
from attest_desktop.papers.signing.layout import PageLayout

_MM = FINE_DPI / 25.4
_POINT = FINE_DPI / 72
_LEAST_LETTER = 40  # fine pixels of ink: dots and commas are too small to judge
_GONE = 0.27
_DOUBTFUL = 0.2
_HAZY_BLUR = 3.0
_LEAST_DPI = 100.0
# Ink written into the text.
_LEAST_STROKE = 0.9  # square millimetres
_STAMP = 17.0  # millimetres across: a stamp, a signature, a shadow
_TALLEST_WORD = 13.0
_TOUCHES = 0.8
_MARGIN = 7.0
_AROUND_SIGNATURE = 14.0
_OVER_LINE = 10.0
_JOINED = 2.5  # millimetres: damaged letters so near are one place


def altered_places(
    letters: Letters, fine: FinePage, strokes: Strokes, layout: PageLayout, places: Sequence[Place]
) -> tuple[tuple[Box, ...], tuple[Box, ...]]:
    """Places that were altered, and places that cannot be judged; boxes in points."""
    height, width = fine.ink.shape
    missing, added = letters.measured(fine)
    judged = letters.area >= _LEAST_LETTER
    # Another letter in its place leaves less of the old one and brings ink of its own.
    evidence = missing + np.minimum(missing, added)
    gone = judged & (evidence >= _GONE)
    written = _written_in(letters, strokes, layout, places, (height, width))
    doubtful = judged & (evidence >= _DOUBTFUL) & ~gone
    if fine.dpi < _LEAST_DPI or fine.blur >= _HAZY_BLUR:
        return (), (Box(0.0, 0.0, width / _POINT, height / _POINT),)
    sure = _gathered([*letters.boxes[gone], *written], (height, width))
    return sure, _gathered(letters.boxes[doubtful], (height, width))


def _written_in(
    letters: Letters, strokes: Strokes, layout: PageLayout, places: Sequence[Place], shape: tuple[int, int]
) -> list[NDArray[np.int64]]:
    """Boxes of strokes that somebody drew over or between the words."""
    free = _not_text(layout, places, shape, strokes)
    found = []
    reach = round(_TOUCHES * _MM)
    for number, box in enumerate(strokes.boxes):
        left, top, right, bottom = (int(side) for side in box)
        wide, tall = (right - left) / _MM, (bottom - top) / _MM
        if strokes.area[number] < _LEAST_STROKE or tall > _TALLEST_WORD or (wide > _STAMP and tall > _STAMP / 2):
            continue
        edge = _MARGIN * _MM
        if left < edge or top < edge or right > shape[1] - edge or bottom > shape[0] - edge:
            continue
        middle = ((left + right) / 2, (top + bottom) / 2)
        if any(a <= middle[0] <= c and b <= middle[1] <= d for a, b, c, d in free):
            continue
        near = (
            (letters.boxes[:, 0] < right + reach)
            & (letters.boxes[:, 2] > left - reach)
            & (letters.boxes[:, 1] < bottom + reach)
            & (letters.boxes[:, 3] > top - reach)
            & (letters.area >= _LEAST_LETTER)
        )
        if near.any():
            found.append(box)
    return found


def _not_text(
    layout: PageLayout, places: Sequence[Place], shape: tuple[int, int], strokes: Strokes
) -> list[tuple[float, float, float, float]]:
    """Where people write as they should: places to sign, lines to fill, the inside of stamps; fine pixels."""
    mm = 72 / 25.4
    boxes = []
    for place in places:
        around = _AROUND_SIGNATURE * mm
        boxes.append(
            Box(
                place.x - 2 * around,
                place.y - around,
                place.x + place.width + 2 * around,
                place.y + place.height + around,
            )
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
