"""The weak ends of strokes: where the pen was quick or ran dry, beside ink that is certain."""

from __future__ import annotations

import cv2
import numpy as np

from attest_desktop.papers.ink.paper import grown
from attest_desktop.papers.ink.photo import Map, Mask
from attest_desktop.papers.ink.strokes import Strokes, rulings

_NOISES = 4.5
_SHARE = 0.16  # of the certain ink's depth
_GAP = 7  # pixels of the small picture between the dots of a dry pen
_BEYOND = 0.06  # of the width: how far a stroke's end may leave the box of the rest
_OTHER_COLOUR = 0.2
_THICK = 9
_MOST = 0.7  # of the certain ink; more is not ends of strokes but something else


def with_faint(ink: Mask, marks: Mask, strokes: Strokes, paper: Mask) -> Mask:
    """The chosen ink with the faint strokes that go on from it. `marks`: all that may be ink, chosen or not."""
    core = ink & strokes.strong
    if not core.any():
        return ink
    colour = np.median(strokes.colours[core], axis=0).astype(np.float32)
    length = float(np.linalg.norm(colour))
    along: Map = cv2.GaussianBlur(strokes.colours, (0, 0), 0.7) @ (colour / max(length, 1e-6))
    bare = paper & ~grown(strokes.mask, 9)
    if int(bare.sum()) < 100 or length < 0.02:
        return ink
    usual = float(np.median(along[bare]))
    noise = 1.4826 * float(np.median(np.abs(along[bare] - usual)))
    weak = (along - usual > max(_NOISES * noise, _SHARE * length)) & paper
    # What was seen and not chosen is a word, a ruling, print: neither it nor its soft edge belongs here.
    weak &= ~grown(strokes.ruled | strokes.alien | (strokes.mask & ~ink) | (marks & ~ink), 5) | ink
    weak &= ~(rulings(weak) & ~ink)
    thick = cv2.morphologyEx(weak.astype(np.uint8), cv2.MORPH_OPEN, np.ones((_THICK, _THICK), np.uint8)) > 0
    weak &= ~(grown(thick, _THICK) & ~ink)
    fresh = weak & ~ink
    added = np.zeros_like(ink)
    allowed = _room(ink)
    count, labels, stats, _ = cv2.connectedComponentsWithStats(grown(fresh, 3).astype(np.uint8))
    pieces = np.where(fresh, labels, 0)
    direction = colour / length
    sums = np.stack(
        [np.bincount(pieces.ravel(), strokes.colours[..., one].ravel(), count) for one in range(3)], axis=1
    )
    lengths = np.maximum(np.linalg.norm(sums, axis=1), 1e-6)
    good = np.linalg.norm(sums / lengths[:, None] - direction, axis=1) < _OTHER_COLOUR
    beyond = np.bincount(pieces.ravel(), (~allowed).ravel(), count) > 0
    good &= ~beyond & (stats[:, cv2.CC_STAT_AREA] >= 4)
    good[0] = False
    candidates = good[pieces]
    joined = cv2.connectedComponents(grown(candidates | ink, _GAP).astype(np.uint8))[1]
    reached = np.zeros(int(joined.max()) + 1, bool)
    reached[np.unique(joined[ink])] = True
    added = candidates & reached[joined]
    if int(added.sum()) > _MOST * int(ink.sum()):
        return ink
    whole: Mask = ink | added
    return whole


def _room(ink: Mask) -> Mask:
    """Where the ends of this ink's strokes may lie."""
    lines, columns = np.nonzero(ink)
    more = int(_BEYOND * ink.shape[1])
    room = np.zeros_like(ink)
    room[
        max(0, int(lines.min()) - more) : int(lines.max()) + more + 1,
        max(0, int(columns.min()) - more) : int(columns.max()) + more + 1,
    ] = True
    return room
