"""Straight strokes of a coloured pen among what was taken for printed lines: a hand underlines its own name."""

from __future__ import annotations

import cv2
import numpy as np
import numpy.typing as npt

from attest_desktop.papers.ink.photo import Map, Mask, largest, spread

_ENOUGH = 200  # points of the small picture
_COLOURED = 0.2  # how much the channels differ at least, of the depth
_ALIKE = 0.08  # between colours as directions
_AS_DARK, _DARK_PART = 0.75, 0.5  # of the pen; of the line
_BOW, _FAR_OFF = 3.0, 2.0  # pixels of the small picture: how high the bow is at least; from it at most
_RULED_PAPER = 4  # lines of one colour; then they are the paper's, though it is the pen's
_MANY_LINES = 8  # then the paper is ruled, and nothing is asked of a single line
_PARTS, _THINNER = 12, 0.75  # of the line; of the ink that it has elsewhere
# A stroke across a line: how long at least (pixels of the small picture), at most (of its longer side); how steep
# at least (pixels aside for each along), how crooked at most (pixels; as its thickness makes it).
_PIECE, _THROUGH, _ASLANT, _CROOKED = 40, 0.55, 0.04, 5.0

_Labels = npt.NDArray[np.int32]


def without_strokes(numbers: _Labels, strong: Mask, colours: Map) -> _Labels:
    """The lines without those of the pen's own colour and darkness. `numbers`: the line's at each point, else 0.

    `strong`: what is dark enough to be ink; `colours`: depth in each channel. A grey pen is not told from print.
    """
    lines = np.unique(numbers[numbers > 0])
    if not 0 < lines.size < _MANY_LINES:
        return numbers
    pen = strong & (numbers == 0)
    own = [line for line in lines if of_the_pen(numbers == line, pen, strong, colours)]
    # Among some lines of print a few of the pen's colour are its long strokes.
    if len(own) >= _RULED_PAPER or (lines.size >= _RULED_PAPER and 2 * len(own) > lines.size):
        return numbers
    return np.where(np.isin(numbers, own), 0, numbers).astype(np.int32)


def of_the_pen(line: Mask, pen: Mask, strong: Mask, colours: Map) -> bool:
    """Whether the line has the colour and the darkness that the `pen`'s marks have, and this is no grey."""
    dark = line & strong
    if int(dark.sum()) < _DARK_PART * int(line.sum()):
        return False
    # Beside a coloured pen the grey is print.
    colourful = colours[pen & (spread(colours) > _COLOURED * largest(colours))]
    if len(colourful) < _ENOUGH:
        return False
    ink, own = (np.median(some, axis=0).astype(np.float64) for some in (colourful, colours[dark]))
    away = own / np.linalg.norm(own) - ink / np.linalg.norm(ink)
    return float(np.linalg.norm(away)) < _ALIKE and float(own.max()) > _AS_DARK * float(ink.max())


def thins_out(line: Mask, depth: Map, strong: Mask) -> bool:
    """Whether the dark thin long mark has less ink towards an end, as a hand's stroke has and no print.

    `depth`: how dark each point is; `strong`: what is dark enough to be ink.
    """
    down, across = np.nonzero(line)
    if np.ptp(down) > np.ptp(across) or int((line & strong).sum()) < _DARK_PART * int(line.sum()):
        return False
    along = across - int(across.min())
    thick, ink = np.bincount(along), np.bincount(along, depth[down, across])
    # Not where another stroke goes over it.
    plain = ink[(thick > 0) & (thick <= np.median(thick) + 1)]
    parts = [float(np.median(part)) for part in np.array_split(plain, _PARTS)]
    return min(parts[0], parts[-1]) < _THINNER * float(np.median(parts))


def apart_from_lines(marks: Mask, numbers: _Labels) -> Mask:
    """Those of the marks that lie aslant to all the lines: a stroke that crosses them. `numbers`: as above."""
    falls = [_fall(numbers == line) for line in np.unique(numbers[numbers > 0])]
    pieces, stats = cv2.connectedComponentsWithStats(marks.astype(np.uint8), connectivity=8)[1:3]
    longer = np.maximum(stats[:, cv2.CC_STAT_WIDTH], stats[:, cv2.CC_STAT_HEIGHT])
    # What goes through the whole picture is the paper's.
    long = (longer >= _PIECE) & (longer < _THROUGH * max(marks.shape))
    long[0] = False
    other = np.zeros(len(stats), np.bool_)
    for piece in np.nonzero(long)[0] if falls else ():
        upright, fall, off = _fall(pieces == piece)
        beside = [own for way, own, _ in falls if way == upright]
        other[piece] = off < _CROOKED and bool(beside) and min(abs(fall - own) for own in beside) > _ASLANT
    found: Mask = other[pieces]
    return found


def _fall(line: Mask) -> tuple[bool, float, float]:
    """Whether it goes down more than across, by how much it leaves that way for each pixel, how crooked it is."""
    down, across = np.nonzero(line)
    upright = bool(np.ptp(down) > np.ptp(across))
    along, aside = (down, across) if upright else (across, down)
    centred, away = along - along.mean(), aside - aside.mean()
    fall = float(centred @ away) / max(1.0, float(centred @ centred))
    return upright, fall, float(np.percentile(np.abs(away - fall * centred), 80))


def is_bow(line: Mask) -> bool:
    """Whether the thin long mark is bent evenly, as a hand's quick stroke is and no press, fold or edge."""
    down, across = np.nonzero(line)
    if np.ptp(down) > np.ptp(across):
        return False
    first = int(across.min())
    many = np.bincount(across - first)
    at = np.nonzero(many)[0]
    middles = np.bincount(across - first, down)[at] / many[at]
    scaled = 2 * at / max(1, int(at[-1])) - 1
    bow = np.polyfit(scaled, middles, 2)
    off = np.abs(middles - np.polyval(bow, scaled))
    return abs(float(bow[0])) > _BOW and float(np.percentile(off, 80)) < _FAR_OFF
