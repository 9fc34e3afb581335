"""Marks on the paper that may be ink: two thresholds, without rulings, print and shadows of edges."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

from attest_desktop.papers.ink.paper import grown
from attest_desktop.papers.ink.photo import BadPhotoError, Map, Mask, Pixels, largest, spread
from attest_desktop.papers.ink.printed import REST, ink_on_lines, printed_lines
from attest_desktop.papers.ink.underlines import (
    apart_from_lines,
    is_bow,
    of_the_pen,
    thins_out,
    without_strokes,
)

# Depth is 0 on bare paper and 1 where no light comes back.
_LEAST_DEPTH = 0.07
_NOISES = 5.0
_GROW = 0.45  # of the threshold between ink and paper
_FEWEST = 30
# Rulings: straight runs at least this share of the width, most of the width long in all.
_RUN = 0.055
_RULING = 0.55
_COLOURED, _GREY = 0.16, 0.08
_GREYISH, _GREY_SHARE = 0.2, 0.15  # of the mark's depth
_MANY = 0.2  # of the dark marks
_PRINT = 0.75
_EDGE = 7  # pixels
# Where the paper is grainy, weak strokes are seen only in the mean of their neighbourhood.
_NOISY, _BRIDGE_NOISES = 0.014, 3.5
_BROKEN, _PALE = 9, 0.3  # pixels that noise takes from a pale line; of the width and the height
# A coloured pen: how much its channels differ, of the depth; how many points, of the dark ones.
_PEN_COLOURED, _PEN, _PEN_SHARE = 0.2, 300, 0.1
_NOTE = 60  # pixels
# A stroke of a light hand: how long (of the width), how dark (of what is surely ink), how thin.
_LONG, _LIGHT, _THICK = 0.025, 0.6, 11


@dataclass(frozen=True, slots=True)
class Strokes:
    """Marks that hold together: their mask, which of them are dark enough to be ink, depths and colours there.

    `ruled`: the printed lines of the paper. `bridges`: what is hardly above the noise, but holds marks together.
    `alien`: print and notes beside the writing of one pen.
    """

    mask: Mask
    strong: Mask
    depth: Map
    colours: Map
    noise: float
    ruled: Mask
    bridges: Mask
    alien: Mask


def find_strokes(colours: Map, paper: Mask) -> Strokes:
    """Marks in a small picture. `colours`: depth in each channel. Raises BadPhotoError without any."""
    deepest = largest(colours)
    usual = float(np.median(deepest))
    noise = 1.4826 * float(np.median(np.abs(deepest - usual)))
    depth: Map = deepest - np.float32(usual)
    least = max(_NOISES * noise, _LEAST_DEPTH)
    seen = (depth > least) & paper
    if int(seen.sum()) < _FEWEST:
        raise BadPhotoError("На снимке не видно подписи.")
    threshold = _between(depth[grown(seen, 7)])
    strong = depth > max(threshold, least)
    mask: Mask = (depth > max(least, _GROW * threshold)) & paper
    calm: Map = np.asarray(cv2.blur(colours, (3, 3)), np.float32)
    numbers = printed_lines(mask, depth, _not_the_pens(mask, strong & ~grown(~paper, 15), calm))
    rest = rulings(mask) & (numbers == 0)
    numbers[rest & ~apart_from_lines(rest, numbers)] = REST
    numbers = without_strokes(numbers, strong, calm)
    ruled: Mask = numbers > 0
    every = mask
    mask = _of_one_pen(mask, strong & ~grown(~paper, 15) & ~ruled, colours, bool(ruled.any()))
    alien: Mask = every & ~mask & (spread(calm) < _GREY_SHARE * largest(calm))
    if ruled.any():
        mask &= ~ruled | ink_on_lines(numbers, mask, depth, spread(calm))
    # The soft edges of the lines hold nothing together.
    edged = grown(ruled, _EDGE)
    bridges = _bridges(mask, depth, noise, paper & ~edged)
    return Strokes(mask, strong & mask, depth, colours, noise, ruled, bridges, alien)


def _not_the_pens(mask: Mask, strong: Mask, calm: Map) -> Mask:
    """Grey marks beside those of a coloured pen; none where there is no such pen."""
    colourful, deepest = spread(calm), largest(calm)
    pen = int((strong & (colourful > _PEN_COLOURED * deepest)).sum())
    if pen < max(_PEN, _PEN_SHARE * int(strong.sum())):
        return np.zeros_like(mask)
    grey: Mask = mask & (colourful < _GREY_SHARE * deepest)
    return grey


def _bridges(mask: Mask, depth: Map, noise: float, paper: Mask) -> Mask:
    """Thin weak strokes that begin at the marks, where the noise hides them."""
    if noise < _NOISY:
        return np.zeros_like(mask)
    calm = cv2.GaussianBlur(depth, (0, 0), 1.5)
    level = _BRIDGE_NOISES * 1.4826 * float(np.median(np.abs(calm - np.median(calm))))
    weak = (((calm > level) & paper) | mask).astype(np.uint8)
    thick = cv2.morphologyEx(weak, cv2.MORPH_OPEN, np.ones((_THICK, _THICK), np.uint8)) > 0
    weak[grown(thick, 3)] = 0
    # Pale lines of the paper hold everything on the sheet together.
    weak[_pale_lines(weak) & ~mask] = 0
    count, labels, stats, _ = cv2.connectedComponentsWithStats(weak, connectivity=8)
    good = (np.bincount(labels.ravel(), mask.ravel(), count) > 0) & (stats[:, cv2.CC_STAT_AREA] > _FEWEST)
    good[0] = False
    found: Mask = good[labels]
    return found


def _pale_lines(weak: Pixels) -> Mask:
    """Long straight runs, upright or level, however often the noise breaks them. `weak`: 0 or 1."""
    found = np.zeros(weak.shape, np.bool_)
    run = int(_RUN * weak.shape[1])
    for across in (True, False):
        gap, least = ((1, _BROKEN), (1, run)) if across else ((_BROKEN, 1), (run, 1))
        closed = cv2.morphologyEx(weak, cv2.MORPH_CLOSE, np.ones(gap, np.uint8))
        straight = cv2.morphologyEx(closed, cv2.MORPH_OPEN, np.ones(least, np.uint8)) > 0
        joined = grown(straight, 3)
        labels, stats = cv2.connectedComponentsWithStats(joined.astype(np.uint8))[1:3]
        long = stats[:, cv2.CC_STAT_WIDTH if across else cv2.CC_STAT_HEIGHT] > _PALE * weak.shape[int(across)]
        long[0] = False
        found |= long[labels]
    return found


def likely_ink(strokes: Strokes, paper: Mask) -> Mask:
    """The marks without what is surely no ink: faint ones, the frame, lines, blots, the edge of the paper."""
    height, width = strokes.mask.shape
    count, labels, stats, _ = cv2.connectedComponentsWithStats(strokes.mask.astype(np.uint8), connectivity=8)
    flat = labels.ravel()
    left, top, wide, high, area = (stats[:, number] for number in range(5))
    dark = np.bincount(flat, strokes.strong.ravel(), count)
    longer, shorter = np.maximum(wide, high), np.minimum(wide, high)
    at_frame = (left <= 1) | (top <= 1) | (left + wide >= width - 1) | (top + high >= height - 1)
    good = ((dark >= np.maximum(3, 0.04 * area)) & (area >= 4)) | _light_strokes(strokes, labels, stats)
    good &= ~(at_frame & ((longer > 0.15 * width) | (dark < 40)))
    lines = (longer > 0.25 * width) & (shorter < 0.02 * width) & (longer > 18 * shorter)
    lines[0] = False
    for line in np.nonzero(good & lines)[0]:
        there = labels == line
        good[line] = (
            of_the_pen(there, strokes.strong & ~there, strokes.strong, strokes.colours)
            or is_bow(there)
            or thins_out(there, strokes.depth, strokes.strong)
        )
    good &= ~((area > 0.6 * wide * high) & (area > 0.004 * width * height))
    # The edges of the sheet, not a signature.
    good &= ~((wide > 0.85 * width) & (high > 0.7 * height))
    off_paper = np.bincount(flat, grown(~paper, 9).ravel(), count)
    good &= ~(off_paper > 0.3 * area)
    good[0] = False
    found: Mask = good[labels]
    if not found.any():
        raise BadPhotoError("На снимке не видно подписи.")
    return found


def _light_strokes(
    strokes: Strokes, labels: cv2.typing.MatLike, stats: cv2.typing.MatLike
) -> npt.NDArray[np.bool_]:
    """Which marks are whole strokes of a light hand: long, thin, and not much lighter than the rest."""
    count = len(stats)
    if not strokes.strong.any():
        return np.zeros(count, np.bool_)
    least = _LIGHT * float(strokes.depth[strokes.strong].min())
    area = np.maximum(1, stats[:, cv2.CC_STAT_AREA])
    mean = np.bincount(labels.ravel(), strokes.depth.ravel(), count) / area
    thick = cv2.morphologyEx(strokes.mask.astype(np.uint8), cv2.MORPH_OPEN, np.ones((_THICK, _THICK), np.uint8))
    longer = np.maximum(stats[:, cv2.CC_STAT_WIDTH], stats[:, cv2.CC_STAT_HEIGHT])
    light: npt.NDArray[np.bool_] = (mean > least) & (longer > _LONG * strokes.mask.shape[1])
    thin: npt.NDArray[np.bool_] = light & (np.bincount(labels.ravel(), thick.ravel(), count) == 0)
    return thin


def _between(depths: npt.NDArray[np.float32]) -> float:
    """The depth that best parts ink from paper (Otsu 1979)."""
    counts, edges = np.histogram(depths, 128, (0, 1))
    shares = counts / max(1, int(counts.sum()))
    middles = (edges[:-1] + edges[1:]) / 2
    below, moment = np.cumsum(shares), np.cumsum(shares * middles)
    spread = (moment[-1] * below - moment) ** 2 / np.maximum(below * (1 - below), 1e-9)
    return float(middles[int(np.argmax(spread))])


def rulings(mask: Mask) -> Mask:
    """Printed lines of the paper: nearly as long as the picture, or standing in line with such a one."""
    found = np.zeros_like(mask)
    run = max(20, int(_RUN * mask.shape[1]))
    for axis, brush in ((0, np.ones((run, 1), np.uint8)), (1, np.ones((1, run), np.uint8))):
        straight = cv2.morphologyEx(mask.astype(np.uint8), cv2.MORPH_OPEN, brush) > 0
        count, labels, stats, _ = cv2.connectedComponentsWithStats(grown(straight, 3).astype(np.uint8))
        if count < 2:
            continue
        extent = stats[:, cv2.CC_STAT_WIDTH if axis else cv2.CC_STAT_HEIGHT].copy()
        extent[0] = 0
        along = mask.shape[1 if axis else 0]
        full = np.convolve(straight.sum(axis=axis) / along > 0.5, np.ones(5), "same") > 0
        found |= straight & ((extent > _RULING * along)[labels] | (full[:, None] if axis else full[None, :]))
    return grown(found, 3) & mask


def _of_one_pen(mask: Mask, strong: Mask, colours: Map, lined: bool) -> Mask:
    """The marks of the colour that the largest writing has, where dark marks are both coloured and grey.

    Beside a coloured signature the grey is print; beside a grey one the coloured is somebody's note.
    """
    calm: Map = np.asarray(cv2.blur(colours, (3, 3)), np.float32)
    colourful = spread(calm)
    coloured, grey = strong & (colourful > _COLOURED), strong & (colourful < _GREY)
    if not lined:
        # The light strokes of a coloured pen have little colour, but as much for their depth; so have rulings.
        pale = grey & (colourful >= _GREYISH * largest(calm))
        # A few are the soft edges of strokes.
        if int(pale.sum()) > _MANY * int(strong.sum()):
            grey &= ~pale
    dark_in_all = int(strong.sum())
    if coloured.sum() <= _NOTE or grey.sum() <= 0.12 * dark_in_all:
        return mask
    if _stature(coloured) >= _stature(grey):
        enough = coloured.sum() > 0.12 * dark_in_all
        if not enough:
            return mask
        hue = 0.5 * float(np.median(colourful[coloured]))
        return (
            mask & grown(spread(colours) > 0.10, 3) & ~_of_share(mask, strong, strong & (colourful < hue), _PRINT)
        )
    if grey.sum() < coloured.sum():
        return mask
    alien = _of_share(mask, strong, coloured, 0.5)
    kept: Mask = mask & ~alien & ~grown(coloured, 3)
    return kept


def _of_share(mask: Mask, strong: Mask, some: Mask, share: float) -> Mask:
    """The marks whose dark points are for more than this share among those."""
    count, labels = cv2.connectedComponents(mask.astype(np.uint8), connectivity=8)
    dark = np.bincount(labels.ravel(), strong.ravel(), count)
    found: npt.NDArray[np.bool_] = np.bincount(labels.ravel(), some.ravel(), count) > share * np.maximum(1, dark)
    found[0] = False
    marked: Mask = found[labels]
    return marked


def _stature(marks: Mask) -> float:
    """How much handwriting is like the largest of the marks: print is of small pieces, a line has no height."""
    stats = cv2.connectedComponentsWithStats(grown(marks, 3).astype(np.uint8))[2][1:]
    left, top, wide, high, area = (stats[:, number].astype(float) for number in range(5))
    # Shadows of edges and the frame stand at the border; handwriting does not.
    inner = (left > 1) & (top > 1) & (left + wide < marks.shape[1] - 1) & (top + high < marks.shape[0] - 1)
    return float((inner * area * high).max(initial=0.0))
