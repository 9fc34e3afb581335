"""The light on the paper: how even it is, and the paper made white without losing the colour of ink."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from attest_desktop.papers.pictures import Pixels

Grey = NDArray[np.uint8]

# The paper is the brightest of its neighbourhood, wider than the thickest stroke and the bars of
# a chart (19 mm), on a copy of this size.
_SMALL = 260
# Deeper shadows than this share of the brightest paper are things, not shadows.
_DEEPEST = 0.3
# Of a good scan: no place of the paper darker than this, and none that much darker than another.
_GOOD_PAPER = 205
_EVEN = 28
# What is this bright after levelling is paper; what is this dark is black.
_WHITE, _BLACK = 226, 24
# Of levelled paper, 0..255: how far channels differ in ink that has a colour, and how much of it there must be.
_COLOURED = 34
_LEAST_COLOURED = 60


@dataclass(frozen=True, slots=True)
class Light:
    """The paper's brightness: the darkest place of it and the brightest, 0 to 255; shadows' corners left out."""

    darkest: float
    brightest: float

    @property
    def good(self) -> bool:
        """Whether the paper is white enough everywhere to be left alone."""
        return self.darkest >= _GOOD_PAPER and self.brightest - self.darkest <= _EVEN


def light_on(pixels: Pixels) -> Light:
    """The light on a sheet that fills the picture."""
    ground = _ground(pixels).min(axis=2)
    edge_y, edge_x = max(1, ground.shape[0] // 25), max(1, ground.shape[1] // 25)
    inner = ground[edge_y:-edge_y, edge_x:-edge_x]
    darkest, brightest = np.percentile(inner, (4, 98))
    return Light(float(darkest), float(brightest))


def whitened(pixels: Pixels) -> Pixels:
    """The sheet on white paper: shadows and yellow light are levelled away, ink keeps its colour."""
    return np.asarray(cv2.LUT(levelled(pixels), _curve(_BLACK, _WHITE)), np.uint8)


def levelled(pixels: Pixels) -> Pixels:
    """Each channel as a share of the paper's own brightness around it."""
    ground = _ground(pixels)
    top = np.percentile(ground.reshape(-1, 3), 95, axis=0)
    ground = np.maximum(ground, (top * _DEEPEST).astype(np.uint8))
    full = cv2.resize(ground, (pixels.shape[1], pixels.shape[0]), interpolation=cv2.INTER_LINEAR)
    return np.asarray(cv2.divide(pixels, full, scale=255), np.uint8)


def greyed(pixels: Pixels) -> Grey:
    """The sheet in shades of grey on white paper; blue ink is dark grey."""
    # The darkest channel: pale blue ink is pale in the mean, and dark in red.
    level = levelled(pixels)
    mixed = cv2.addWeighted(level.min(axis=2), 0.6, cv2.cvtColor(level, cv2.COLOR_RGB2GRAY), 0.4, 0)
    return np.asarray(cv2.LUT(mixed, _curve(_BLACK, _WHITE)), np.uint8)


def bilevel(pixels: Pixels) -> NDArray[np.bool_]:
    """Black and white alone: True is paper."""
    grey = greyed(pixels)
    soft = cv2.GaussianBlur(grey, (0, 0), 0.7)
    level, _ = cv2.threshold(soft, 0, 255, cv2.THRESH_BINARY | cv2.THRESH_OTSU)
    # Print and pen are never paler than this, paper never darker.
    return np.asarray(soft > min(200.0, max(120.0, float(level) + 25)), np.bool_)


def has_colour(pixels: Pixels) -> bool:
    """Whether there is coloured ink on (white) paper."""
    small = cv2.resize(pixels, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA)
    red, green, blue = cv2.split(small)
    spread = cv2.subtract(cv2.max(cv2.max(red, green), blue), cv2.min(cv2.min(red, green), blue))
    # Single points are noise; a stroke is wider.
    mask = cv2.morphologyEx((spread > _COLOURED).astype(np.uint8), cv2.MORPH_OPEN, np.ones((2, 2), np.uint8))
    return int(mask.sum()) > _LEAST_COLOURED


def ink_on(grey: Grey) -> Grey:
    """How much darker than the paper around it each pixel is: 0 paper, 255 black."""
    return np.asarray(255 - cv2.divide(grey, _up(_ground(grey), grey), scale=255), np.uint8)


def _up(ground: NDArray[np.uint8], like: NDArray[np.uint8]) -> NDArray[np.uint8]:
    size = (like.shape[1], like.shape[0])
    return np.asarray(cv2.resize(np.maximum(ground, 24), size, interpolation=cv2.INTER_LINEAR), np.uint8)


def _ground(pixels: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """The paper's colour (or brightness) as if nothing were written, on a small copy."""
    factor = min(1.0, _SMALL / max(pixels.shape[:2]))
    small = cv2.resize(pixels, None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA)
    around = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (17, 17))
    paper = cv2.morphologyEx(small, cv2.MORPH_CLOSE, around, borderType=cv2.BORDER_REPLICATE)
    return np.asarray(cv2.GaussianBlur(cv2.medianBlur(paper, 5), (0, 0), 1.5), np.uint8)


def _curve(black: int, white: int) -> NDArray[np.uint8]:
    levels = (np.arange(256, dtype=np.float32) - black) / (white - black)
    return (np.clip(levels, 0, 1) * 255).round().astype(np.uint8)
