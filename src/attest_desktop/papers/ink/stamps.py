"""Round stamps: a closed ring, round or seen aslant, with many small marks in it."""

from __future__ import annotations

import cv2
import numpy as np

from attest_desktop.papers.ink.paper import grown
from attest_desktop.papers.ink.photo import Mask

_LEAST = 0.05  # of the picture's longer side
_OUT_OF_ROUND = 2.2
_FULL = 0.05  # how far the hull's area may be from the ellipse's, as a share
_CLOSED, _SEEN_WITHIN = 0.85, 2.5  # the share of the ring that is seen; pixels
_MARKS = 12
_BROKEN, _CLOSED_IN_PIECES = 0.012, 0.7  # of the longer side, between the pieces of a ring
_THICK = 7  # pixels, what counts as the ring


def stamps(marks: Mask) -> Mask:
    """The marks that are stamps: the ring and what is wholly in it."""
    found = _ringed(marks, marks, _CLOSED)
    left = marks & ~found
    # The ring of a pale stamp is in pieces.
    return found | _ringed(left, grown(left, round(_BROKEN * max(marks.shape)) | 1), _CLOSED_IN_PIECES)


def _ringed(marks: Mask, pieces: Mask, closed: float) -> Mask:
    """The marks of those pieces that are rings, and the marks in them. `closed`: how much of the ring is seen."""
    count, labels, stats, _ = cv2.connectedComponentsWithStats(marks.astype(np.uint8), connectivity=8)
    found = np.zeros(count, bool)
    if count < 2 + _MARKS:
        return np.zeros_like(marks)
    least = _LEAST * max(marks.shape)
    away = cv2.distanceTransform((~marks).astype(np.uint8), cv2.DIST_L2, 3)
    many, which, boxes, _ = cv2.connectedComponentsWithStats(pieces.astype(np.uint8), connectivity=8)
    for number in range(1, many):
        left, top, wide, high, _ = (int(one) for one in boxes[number])
        if min(wide, high) < least or max(wide, high) > _OUT_OF_ROUND * min(wide, high):
            continue
        place = np.s_[top : top + high, left : left + wide]
        piece = (which[place] == number) & marks[place]
        hull = cv2.convexHull(np.argwhere(piece)[:, ::-1].astype(np.int32))
        if len(hull) < 6:
            continue
        (across, down), axes, turn = cv2.fitEllipse(hull)
        if abs(cv2.contourArea(hull) / (np.pi / 4 * axes[0] * axes[1]) - 1) > _FULL:
            continue
        ring = cv2.ellipse2Poly(
            (round(across + left), round(down + top)),
            (round(axes[0] / 2), round(axes[1] / 2)),
            round(turn),
            0,
            360,
            3,
        )
        around = np.asarray(ring, np.int32)
        seen = away[np.clip(around[:, 1], 0, marks.shape[0] - 1), np.clip(around[:, 0], 0, marks.shape[1] - 1)]
        if float((seen < _SEEN_WITHIN).mean()) < closed:
            continue
        inside = np.zeros(marks.shape, np.uint8)
        cv2.fillConvexPoly(inside, around, 1)
        cv2.polylines(inside, [around], True, 1, _THICK)
        whole = np.bincount(labels.ravel(), inside.ravel(), count) > 0.9 * stats[:, cv2.CC_STAT_AREA]
        whole[0] = False
        if int(whole.sum()) > _MARKS:
            found |= whole
    kept: Mask = found[labels]
    return kept
