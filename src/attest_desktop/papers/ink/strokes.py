"""Marks on the paper that may be ink: two thresholds, without rulings, print and shadows of edges."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

from attest_desktop.papers.ink.paper import grown
from attest_desktop.papers.ink.photo import BadPhotoError, Map, Mask

# Depth is 0 on bare paper and 1 where no light comes back.
_LEAST_DEPTH = 0.07
_NOISES = 5.0
_GROW = 0.45  # of the threshold between ink and paper
_FEWEST = 30
# Rulings: straight runs at least this share of the width, most of the width long in all.
_RUN = 0.055
_RULING = 0.55
_COLOURED, _GREY = 0.16, 0.08


@dataclass(frozen=True, slots=True)
class Strokes:
    """Marks that hold together: their mask, which of them are dark enough to be ink, depths and colours there.

    `ruled`: the printed lines of the paper.
    """

    mask: Mask
    strong: Mask
    depth: Map
    colours: Map
    noise: float
    ruled: Mask


def find_strokes(colours: Map, paper: Mask) -> Strokes:
    """Marks in a small picture. `colours`: depth in each channel. Raises BadPhotoError without any."""
    deepest = colours.max(axis=2)
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
    ruled = rulings(mask)
    mask = _without_print(mask, strong & paper & ~ruled, colours)
    if ruled.any():
        # Ink that crosses a ruling is darker than the ruling.
        line = float(np.median(depth[ruled]))
        mask &= ~ruled | (depth > min(0.9, line + max(0.12, 0.3 * line)))
    return Strokes(mask, strong & mask, depth, colours, noise, ruled)


def likely_ink(strokes: Strokes, paper: Mask) -> Mask:
    """The marks without what is surely no ink: faint ones, the frame, lines, blots, the edge of the paper."""
    height, width = strokes.mask.shape
    count, labels, stats, _ = cv2.connectedComponentsWithStats(strokes.mask.astype(np.uint8), connectivity=8)
    flat = labels.ravel()
    left, top, wide, high, area = (stats[:, number] for number in range(5))
    dark = np.bincount(flat, strokes.strong.ravel(), count)
    longer, shorter = np.maximum(wide, high), np.minimum(wide, high)
    at_frame = (left <= 1) | (top <= 1) | (left + wide >= width - 1) | (top + high >= height - 1)
    good = (dark >= np.maximum(3, 0.04 * area)) & (area >= 4)
    good &= ~(at_frame & ((longer > 0.15 * width) | (dark < 40)))
    good &= ~((longer > 0.25 * width) & (shorter < 0.02 * width) & (longer > 18 * shorter))
    good &= ~((area > 0.6 * wide * high) & (area > 0.004 * width * height))
    off_paper = np.bincount(flat, grown(~paper, 9).ravel(), count)
    good &= ~(off_paper > 0.3 * area)
    good[0] = False
    found: Mask = good[labels]
    if not found.any():
        raise BadPhotoError("На снимке не видно подписи.")
    return found


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


def _without_print(mask: Mask, strong: Mask, colours: Map) -> Mask:
    """Coloured marks alone, where a good share of the dark ones is coloured: the rest is print."""
    colourful = np.ptp(colours, axis=2)
    coloured, grey = int((strong & (colourful > _COLOURED)).sum()), int((strong & (colourful < _GREY)).sum())
    if coloured > max(60, 0.12 * strong.sum()) and grey > 0.12 * strong.sum():
        return mask & grown(colourful > 0.10, 3)
    return mask
