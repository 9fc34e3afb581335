"""The paper under the ink: how bright it is at each place, and what is not paper at all."""

from __future__ import annotations

import cv2
import numpy as np

from attest_desktop.papers.ink.photo import Map, Mask, Pixels, brightness, largest, spread

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
# A shadow makes the paper's grain weaker, never stronger; where it is, the edge may be less steep.
_GRAINY, _EDGE_OF_GRAIN = 1.4, 1.3
_GRAIN_AROUND = 15  # pixels
_HALF_DARK = 0.5
_OTHER_HUE = 0.05
_TABLE = 0.004  # of the picture
_AROUND = 1 / 20
# Of 255; of the picture; times what is darker than its ground.
_DARK_GROUND, _STANDS_OUT, _FEWEST_LIGHT, _TIMES_MORE = 140, 50, 0.001, 4


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


def is_negative(picture: Pixels) -> bool:
    """Whether thin light strokes stand on a dark ground: colours turned round, chalk, a screen in dark colours."""
    light = brightness(picture)
    if float(np.median(light)) > _DARK_GROUND:
        return False
    usual = cv2.medianBlur(np.rint(light).astype(np.uint8), max(7, int(max(light.shape) * _AROUND) | 1))
    above = light - usual.astype(np.float32)
    # A white sheet on a dark table is light too, but not thin: there the light is the usual.
    lighter, darker = float((above > _STANDS_OUT).mean()), float((above < -_STANDS_OUT).mean())
    return lighter > max(_FEWEST_LIGHT, _TIMES_MORE * darker)


def paper_mask(ground: Map, picture: Pixels) -> Mask:
    """Where there is paper. A dark area is a table when its edge is sharp, its colour another, its grain stronger.

    `ground`: the paper's colour at each place of the `picture`, of the same size. What lies
    at the picture's border and has another hue than the bright middle is a table too, however light.
    """
    return _not_too_dark(ground, _grain(picture)) & ~_other_hue(ground)


def _grain(picture: Pixels) -> Map:
    """How much neighbouring points differ (0…255), whatever is written: thin strokes do not count."""
    grey = brightness(picture)
    rough = np.clip(8 * np.abs(grey - cv2.GaussianBlur(grey, (0, 0), 1.5)), 0, 255).astype(np.uint8)
    return np.asarray(cv2.medianBlur(rough, _GRAIN_AROUND), np.float32) / np.float32(8)


def _other_hue(ground: Map) -> Mask:
    """Large areas at the border whose hue is not the paper's."""
    light = brightness(ground)
    hue = ground / np.maximum(3 * light, 12)[..., None]
    usual = np.median(hue[light >= np.percentile(light, 60)], axis=0)
    away = (hue - usual).astype(np.float32)
    other: Mask = away[..., 0] ** 2 + away[..., 1] ** 2 + away[..., 2] ** 2 > _OTHER_HUE**2
    count, areas, stats, _ = cv2.connectedComponentsWithStats(other.astype(np.uint8))
    height, width = other.shape
    left, top, wide, high, area = (stats[:, number] for number in range(5))
    at_border = (left == 0) | (top == 0) | (left + wide == width) | (top + high == height)
    table = at_border & (area > _TABLE * height * width)
    table[0] = False
    found: Mask = table[areas]
    return grown(found, 5) if count > 1 and found.any() else found


def _not_too_dark(ground: Map, grain: Map) -> Mask:
    """Without dark areas that are no shadows."""
    light = brightness(ground)
    dark: Mask = light < _DARK * np.percentile(light, 90)
    paper: Mask = ~dark
    if not dark.any():
        return paper
    colour = spread(ground) / np.maximum(largest(ground), 4)
    usual = float(np.median(colour[paper]))
    rough = _GRAINY * float(np.median(grain[paper]))
    table = np.zeros_like(dark)
    count, areas, stats, _ = cv2.connectedComponentsWithStats(dark.astype(np.uint8))
    for number in range(1, count):
        area = areas == number
        small = stats[number, cv2.CC_STAT_AREA] < _SMALL_AREA
        contrast = _edge_contrast(area, dark, light)
        if not small and contrast > _EDGE_OF_GRAIN and float(np.median(grain[area])) > rough:
            table |= area
        elif small or (contrast < _EDGE_CONTRAST and float(np.median(colour[area])) < usual + _COLOURED):
            paper |= area
    if table.any():
        # The lighter parts of the same table.
        alike = table | ((grain > rough) & (light < _HALF_DARK * np.percentile(light, 90)))
        areas = cv2.connectedComponents(alike.astype(np.uint8))[1]
        paper &= ~(np.isin(areas, np.unique(areas[table])) & alike)
    return paper


def _edge_contrast(area: Mask, dark: Mask, light: Map) -> float:
    """How many times brighter it is just outside the area than just inside."""
    outside = grown(area, 9) & ~dark
    inside = area & ~(cv2.erode(area.astype(np.uint8), square(9), borderValue=1) > 0)
    if not outside.any() or not inside.any():
        return float("inf")
    return float(light[outside].mean() / max(1.0, float(light[inside].mean())))
