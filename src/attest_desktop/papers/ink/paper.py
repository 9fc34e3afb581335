"""The paper under the ink: how bright it is at each place, and what is not paper at all."""

from __future__ import annotations

import cv2
import numpy as np

from attest_desktop.papers.ink.photo import Map, Mask, Pixels

# Of the picture's longer side: a little more than the widest stroke, so that no stroke counts as paper.
_STROKE = 1 / 55
_SPECK = 1 / 140
_SMOOTH = 1 / 500
# Darker than this share of the bright paper is either a deep shadow or the table.
_DARK = 0.33
_SMALL_AREA = 200
# A shadow has a soft edge; at a table's edge the paper ends at once.
_EDGE_CONTRAST = 1.8
_COLOURED = 0.25
_OTHER_HUE = 0.05
_TABLE = 0.004  # of the picture


def square(side: int) -> Pixels:
    """A square brush."""
    return np.ones((side, side), np.uint8)


def grown(mask: Mask, side: int) -> Mask:
    """The mask with a border around it."""
    return cv2.dilate(mask.astype(np.uint8), square(side)) > 0


def background(picture: Pixels) -> Map:
    """The paper's colour at each place, as if nothing were written; shadows with hard edges are followed."""
    size = max(picture.shape[:2])
    stroke = max(7, int(size * _STROKE) | 1)
    speck = max(3, int(size * _SPECK) | 1)
    calm = cv2.blur(picture, (3, 3))
    closed = cv2.morphologyEx(calm, cv2.MORPH_CLOSE, square(stroke), borderType=cv2.BORDER_REPLICATE)
    opened = cv2.morphologyEx(closed, cv2.MORPH_OPEN, square(speck), borderType=cv2.BORDER_REPLICATE)
    return np.asarray(cv2.GaussianBlur(opened.astype(np.float32), (0, 0), max(0.6, size * _SMOOTH)), np.float32)


def paper_mask(ground: Map) -> Mask:
    """Where there is paper. A dark area is a table when its edge is sharp or its colour is another.

    What lies at the picture's border and has another hue than the bright middle is a table too, however light.
    """
    return _not_too_dark(ground) & ~_other_hue(ground)


def _other_hue(ground: Map) -> Mask:
    """Large areas at the border whose hue is not the paper's."""
    hue = ground / np.maximum(ground.sum(axis=2, keepdims=True), 12)
    light = ground.mean(axis=2)
    usual = np.median(hue[light >= np.percentile(light, 60)], axis=0)
    other: Mask = np.linalg.norm(hue - usual, axis=2) > _OTHER_HUE
    count, areas, stats, _ = cv2.connectedComponentsWithStats(other.astype(np.uint8))
    height, width = other.shape
    left, top, wide, high, area = (stats[:, number] for number in range(5))
    at_border = (left == 0) | (top == 0) | (left + wide == width) | (top + high == height)
    table = at_border & (area > _TABLE * height * width)
    table[0] = False
    found: Mask = table[areas]
    return grown(found, 5) if count > 1 and found.any() else found


def _not_too_dark(ground: Map) -> Mask:
    """Without dark areas that are no shadows."""
    light = ground.mean(axis=2)
    dark: Mask = light < _DARK * np.percentile(light, 90)
    paper: Mask = ~dark
    if not dark.any():
        return paper
    colour = np.ptp(ground, axis=2) / np.maximum(ground.max(axis=2), 4)
    usual = float(np.median(colour[paper]))
    count, areas, stats, _ = cv2.connectedComponentsWithStats(dark.astype(np.uint8))
    for number in range(1, count):
        area = areas == number
        small = stats[number, cv2.CC_STAT_AREA] < _SMALL_AREA
        if small or (
            _edge_contrast(area, dark, light) < _EDGE_CONTRAST
            and float(np.median(colour[area])) < usual + _COLOURED
        ):
            paper |= area
    return paper


def _edge_contrast(area: Mask, dark: Mask, light: Map) -> float:
    """How many times brighter it is just outside the area than just inside."""
    outside = grown(area, 9) & ~dark
    inside = area & ~(cv2.erode(area.astype(np.uint8), square(9), borderValue=1) > 0)
    if not outside.any() or not inside.any():
        return float("inf")
    return float(light[outside].mean() / max(1.0, float(light[inside].mean())))
