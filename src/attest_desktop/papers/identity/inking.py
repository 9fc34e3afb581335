"""Ink out of pictures of paper: shadows, yellow light and grey paper are levelled away."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

Grey = NDArray[np.uint8]
Matrix = NDArray[np.float64]
FINE_DPI = 200.0
"""Print is compared letter by letter at this resolution."""


def grey_of(pixels: NDArray[np.uint8]) -> Grey:
    """The brightness (height x width) of a grey or RGB picture."""
    if pixels.ndim == 2:
        return np.ascontiguousarray(pixels)
    if pixels.ndim == 3 and pixels.shape[2] == 1:
        return np.ascontiguousarray(pixels[:, :, 0])
    if pixels.ndim == 3 and pixels.shape[2] >= 3:
        return np.asarray(cv2.cvtColor(np.ascontiguousarray(pixels[:, :, :3]), cv2.COLOR_RGB2GRAY), np.uint8)
    raise ValueError("a picture is height x width, or height x width x 3")


def ink_of(grey: Grey, dpi: float) -> Grey:
    """How much darker than the paper around it each pixel is: 0 paper, 255 black. `dpi` is of the picture."""
    # The paper is the brightest of its neighbourhood, wider than the thickest stroke; looked for on a small copy.
    shrink = max(1, round(dpi / 25))
    small = cv2.resize(
        grey, (max(4, grey.shape[1] // shrink), max(4, grey.shape[0] // shrink)), interpolation=cv2.INTER_AREA
    )
    around = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (7, 7))
    paper = cv2.morphologyEx(small, cv2.MORPH_CLOSE, around, borderType=cv2.BORDER_REPLICATE)
    paper = cv2.GaussianBlur(cv2.medianBlur(paper, 5), (0, 0), 2.0)
    paper = cv2.resize(np.maximum(paper, 24), (grey.shape[1], grey.shape[0]), interpolation=cv2.INTER_LINEAR)
    return np.asarray(255 - cv2.divide(grey, paper, scale=255), np.uint8)


def scaling(factor: float) -> Matrix:
    """From pixels of a picture to those of it made `factor` times as large (centres at whole numbers)."""
    shift = (factor - 1) / 2
    return np.array([[factor, 0, shift], [0, factor, shift], [0, 0, 1]], np.float64)


def warped(picture: Grey, to_target: Matrix, width: int, height: int, *, outside: int = 255) -> Grey:
    """The picture in another frame; `to_target` leads from its pixels to the target's."""
    return np.asarray(
        cv2.warpPerspective(
            picture, to_target, (width, height), flags=cv2.INTER_LINEAR, borderValue=(outside, outside, outside)
        ),
        np.uint8,
    )


def mapped(matrix: Matrix, points: NDArray[np.float64]) -> NDArray[np.float64]:
    """Points (n x 2) through a homography."""
    made = np.column_stack([points, np.ones(len(points))]) @ matrix.T
    return np.asarray(made[:, :2] / made[:, 2:3], np.float64)


class Pyramid:
    """A picture's ink at full size, half size, a quarter… so that it can be laid into smaller frames cleanly."""

    def __init__(self, ink: Grey, to_given: Matrix) -> None:
        """`to_given` leads from this ink's pixels to the picture's own."""
        self.levels = [(ink, to_given)]
        while max(self.levels[-1][0].shape) > 160:
            last, to_own = self.levels[-1]
            size = (max(1, last.shape[1] // 2), max(1, last.shape[0] // 2))
            half = np.asarray(cv2.resize(last, size, interpolation=cv2.INTER_AREA), np.uint8)
            self.levels.append((half, to_own @ scaling(2.0)))

    def seen(self, to_target: Matrix, width: int, height: int) -> Grey:
        """The ink in a frame of this size; `to_target` leads from the picture's own pixels to the frame's."""
        for ink, to_given in reversed(self.levels):
            matrix = to_target @ to_given
            middle = np.array([[ink.shape[1] / 2, ink.shape[0] / 2]])
            corner = mapped(matrix, middle + np.array([(0, 0), (1, 0), (0, 1)]))
            area = abs(float(np.linalg.det(corner[1:] - corner[0])))
            if area <= 1.5:
                return warped(ink, matrix, width, height, outside=0)
        ink, to_given = self.levels[0]
        return warped(ink, to_target @ to_given, width, height, outside=0)
