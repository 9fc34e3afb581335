"""How opaque the ink is at each point of the full picture, and its colour."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

from attest_desktop.papers.ink.crossings import without_lines
from attest_desktop.papers.ink.paper import grown, square
from attest_desktop.papers.ink.photo import Map, Mask, Pixels, largest

_OUTSIDE = 50  # points of bare paper that are enough to judge it by
# Of the picture's height: the paper that is looked at, and the transparent ground given around the ink. With it
# the result is found on the picture again even where the signature stands at the very bottom.
_CLOSE, _MARGIN = 0.016, 0.15
_BLOCK = 16
_BRIGHTNESS = np.array([0.299, 0.587, 0.114], np.float32)  # of the channels, as JPEG counts it
_BESIDE = 32  # pixels of the mask: how far a line of the paper is followed on each side of a stroke
# The finest waves (cycles a pixel) that are strokes' edges and not noise: the softer the edges, the longer they
# are. How steeply what is finer ends, how much edges are sharpened, how far the filter reaches.
_FINEST, _COARSEST, _STEEP, _SHARPENED, _REACH = 1.15, 0.14, 8, 0.12, 6
_CALM, _INKED = 0.6, 0.35  # of the deepest ink
_AROUND_EDGE = 2.06  # pixels of the mask
_EDGE = 2.5  # times the spread of a soft edge
_WAVES = 64
_FULL = 97  # percentile of the ink that counts as fully opaque


@dataclass(frozen=True, slots=True)
class Matte:
    """Ink cut out: RGBA pixels and where they lie in the picture (left, top, in its pixels).

    `edge`: over how many pixels of the picture the opacity rises at the edges of strokes.
    """

    rgba: Pixels
    left: int
    top: int
    edge: float


def cut_out(picture: Pixels, ground: Map, ink: Mask) -> Matte:
    """The ink of the small mask, cut out of the full picture with soft edges and one colour.

    `ground` is the paper's colour at the mask's size.
    """
    height, width = picture.shape[:2]
    factor = width / ink.shape[1]
    left, top, right, bottom = _box(ink, factor, width, height, _CLOSE)
    crop = picture[top:bottom, left:right].astype(np.float32)
    size = right - left, bottom - top
    place = np.array(
        [[1 / factor, 0, (left + 0.5) / factor - 0.5], [0, 1 / factor, (top + 0.5) / factor - 0.5]], np.float32
    )

    def enlarged(small: Map) -> Map:
        flags = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
        return np.asarray(
            cv2.warpAffine(small, place, size, flags=flags, borderMode=cv2.BORDER_REPLICATE), np.float32
        )

    depth: Map = (1 - crop / np.maximum(enlarged(ground), 4)).astype(np.float32)
    near = enlarged(grown(ink, 3).astype(np.float32))
    bare = near == 0
    judged = int(bare.sum()) > _OUTSIDE
    if judged:
        # What is taken for the paper's colour is that of its lightest points.
        usual = np.clip(np.median(depth[bare], axis=0), -0.5, 0.5).astype(np.float32)
        depth = (depth - usual) / (1 - usual)
    marks = near > 0.5
    ink_colour = _colour_of(depth, marks)
    # As much by the channels in which the ink is deep as by brightness, which JPEG keeps finer than colour.
    weights = (ink_colour / ink_colour.sum() + _BRIGHTNESS) / 2
    alpha: Map = depth @ (weights / float(ink_colour @ weights))
    del crop, depth  # of a whole photograph too large to be kept
    if judged:
        dark = float((weights * ink_colour**2).sum() / (weights * ink_colour).sum())
        alpha = without_lines(alpha, bare, round(_BESIDE * factor), dark)
    edge = _edge_width(alpha, marks, factor)
    alpha = np.asarray(cv2.filter2D(alpha, -1, _filter(edge)), np.float32)
    full = float(np.percentile(alpha[marks], _FULL))
    colour = np.clip(255 * (1 - np.clip(ink_colour * full, 0, 0.985)), 0, 255).astype(np.uint8)
    alpha /= np.float32(full)
    noise = 1.4826 * float(np.median(np.abs(alpha[bare]))) if judged else 0.02
    alpha = _without_noise(alpha, min(0.25, 2 * noise))
    reach = cv2.GaussianBlur(cv2.dilate(near, np.ones((3, 3), np.uint8)), (0, 0), max(0.8, factor * 0.5))
    alpha *= np.clip(np.asarray(reach, np.float32) * 2.2, 0, 1)
    frame = _box(ink, factor, width, height, _MARGIN)
    rgba = np.zeros((frame[3] - frame[1], frame[2] - frame[0], 4), np.uint8)
    rgba[..., :3] = colour
    at = np.s_[top - frame[1] : bottom - frame[1], left - frame[0] : right - frame[0]]
    rgba[..., 3][at] = np.rint(alpha * 255).astype(np.uint8)
    return Matte(rgba, frame[0], frame[1], edge)


def _colour_of(depth: Map, marks: Mask) -> npt.NDArray[np.float32]:
    """How deep the ink is in each channel: what the darkest of its points have in common."""
    deepest = largest(depth)
    core = marks & (deepest > np.percentile(deepest[marks], 60))
    return np.clip(np.median(depth[core], axis=0), 0.02, 1).astype(np.float32)


def _edge_width(alpha: Map, marks: Mask, factor: float) -> float:
    """Over how many pixels the opacity rises at the steeper edges of the strokes.

    `factor`: how many times the picture is larger than the mask.
    """
    calm = cv2.GaussianBlur(alpha, (0, 0), _CALM)
    steep = cv2.magnitude(*(cv2.Sobel(calm, cv2.CV_32F, way, 1 - way, scale=1 / 8) for way in (1, 0)))
    peak = cv2.dilate(calm, square(2 * round(_AROUND_EDGE * factor) + 1))
    edges = marks & (steep >= 0.98 * cv2.dilate(steep, square(3)))
    edges &= peak > _INKED * float(np.percentile(calm[marks], 95))
    if not edges.any():
        return factor
    return float(np.percentile(peak[edges] / np.maximum(steep[edges], 1e-3), 25))


def _filter(edge: float) -> Map:
    """A brush that keeps the edges of strokes as steep as they are and takes away what is finer: noise, ripples.

    `edge`: over how many pixels the opacity rises there.
    """
    finest = float(np.clip(_FINEST / edge, _COARSEST, 0.5))
    waves = np.fft.fftfreq(_WAVES)
    often = np.hypot(waves[:, None], waves[None, :])
    sharper = 1 + _SHARPENED * (1 - np.exp(-2 * (np.pi * edge / _EDGE * often) ** 2))
    passing = sharper / (1 + (often / finest) ** _STEEP)
    spread_out = np.fft.fftshift(np.real(np.fft.ifft2(passing)))
    middle = np.s_[_WAVES // 2 - _REACH : _WAVES // 2 + _REACH + 1]
    fading = np.hanning(2 * _REACH + 3)[1:-1]
    brush = spread_out[middle, middle] * np.outer(fading, fading)
    return np.asarray(brush / brush.sum(), np.float32)


def _without_noise(alpha: Map, floor: float) -> Map:
    """Bare paper fully transparent; what is above the noise keeps its strength."""
    raised = np.clip((alpha - floor) / (1 - floor), 0, 1)
    kept = raised * (1 - floor) + floor * np.minimum(1, raised / 0.15)
    return np.where(raised > 0, kept, 0).astype(np.float32)


def _box(ink: Mask, factor: float, width: int, height: int, margin: float) -> tuple[int, int, int, int]:
    """Left, top, right, bottom of the ink in the full picture, with empty paper around it.

    The corner lies on the picture's even blocks, so that a reduced copy of the picture keeps it in place.
    """
    lines, columns = np.nonzero(ink)
    pad = max(4, int(margin * ink.shape[0]))
    left, top = ((max(0, int((int(one.min()) - pad) * factor)) // _BLOCK * _BLOCK) for one in (columns, lines))
    return (
        left,
        top,
        min(width, int(np.ceil((int(columns.max()) + pad + 1) * factor))),
        min(height, int(np.ceil((int(lines.max()) + pad + 1) * factor))),
    )
