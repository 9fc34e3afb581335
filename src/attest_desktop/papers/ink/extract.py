"""From a picture to ink: the whole way, and what is to be said about the picture."""

from __future__ import annotations

from collections.abc import Iterator

import cv2
import numpy as np

from attest_desktop.papers.ink.choosing import another_signature, print_among, signature_of
from attest_desktop.papers.ink.faint import with_faint
from attest_desktop.papers.ink.matte import Matte, cut_out
from attest_desktop.papers.ink.paper import background, is_negative, paper_mask
from attest_desktop.papers.ink.photo import BadPhotoError, Map, Mask, Pixels, brightness, read_photo
from attest_desktop.papers.ink.result import Ink, packed
from attest_desktop.papers.ink.strokes import Strokes, find_strokes, likely_ink

# Strokes are looked for in a picture of this size; the ink is then cut out of the full one.
_SMALL = 1100
_FAINT = 0.22
_DARK_PAPER = 70
_NARROW = 150  # pixels of the ink itself
_BLOT = 0.7  # of its hull; handwriting fills up to 0.4
# Of a blurred picture: over how many pixels the edges of strokes rise, of the small one and at least of its own.
# Still softer ones are seen by how little (of 255) the opacity changes over a pixel of the small one.
_SOFT, _SOFT_OF_OWN, _STEEP = 2.6, 3.8, 44
_CROWDED_MARKS = 250
_NEGATIVE = "Подпись на снимке светлая на тёмном: она сделана тёмной. Лучше снимите подпись ручкой на белом листе."


Part = tuple[float, float, float, float]
"""Left, top, right, bottom of a part of the picture as people see it, as shares of its width and height (0…1)."""


def extract_ink(photo: bytes, box: Part | None = None) -> Ink:
    """The signature in a photograph or scan; of a page, the part to look in can be told.

    Raises BadPhotoError when the file is no picture or shows no signature, or the part is too small.
    """
    picture = read_photo(photo)
    left = top = 0
    if box is not None:
        picture, left, top = _part(picture, box)
    factor = max(1.0, max(picture.shape[:2]) / _SMALL)
    size = max(1, round(picture.shape[1] / factor)), max(1, round(picture.shape[0] / factor))
    small = np.asarray(cv2.resize(picture, size, interpolation=cv2.INTER_AREA), np.uint8)
    negative = is_negative(small)
    if negative:
        picture, small = 255 - picture, 255 - small
    ground = background(small)
    colours: Map = np.clip(1 - small / np.maximum(ground, 4), -0.2, 1).astype(np.float32)
    paper = paper_mask(ground, small)
    strokes = find_strokes(colours, paper)
    marks = likely_ink(strokes, paper)
    printed = print_among(marks, strokes)
    ink = signature_of(marks, strokes, printed)
    if _is_blot(ink):
        raise BadPhotoError("На снимке не видно подписи.")
    ink = with_faint(ink, marks, strokes, paper)
    matte = cut_out(picture, ground, ink)
    warnings = tuple(_remarks(ground, strokes, marks, printed, ink, matte, factor))
    if negative:
        warnings = (_NEGATIVE, *warnings)
    return packed(matte.rgba, left + matte.left, top + matte.top, warnings)


def _part(picture: Pixels, box: Part) -> tuple[Pixels, int, int]:
    """The part, and the pixel where it begins."""
    height, width = picture.shape[:2]
    left, right = sorted(round(min(1.0, max(0.0, share)) * width) for share in (box[0], box[2]))
    top, bottom = sorted(round(min(1.0, max(0.0, share)) * height) for share in (box[1], box[3]))
    if right - left < 40 or bottom - top < 20:
        raise BadPhotoError("Выделенная часть снимка слишком мала.", "Обведите подпись целиком.")
    return np.ascontiguousarray(picture[top:bottom, left:right]), left, top


def _is_blot(ink: Mask) -> bool:
    """Whether it is one full spot without any strokes: a dot, a shadow."""
    hull = cv2.convexHull(np.argwhere(ink)[:, ::-1].astype(np.int32))
    around = np.zeros(ink.shape, np.uint8)
    cv2.fillConvexPoly(around, hull, 1)
    return int(ink.sum()) > _BLOT * int(around.sum())


def _remarks(
    ground: Map, strokes: Strokes, marks: Mask, printed: Mask, ink: Mask, matte: Matte, factor: float
) -> Iterator[str]:
    """What to do better, in words for the person who took the picture."""
    if float(np.percentile(brightness(ground), 90)) < _DARK_PAPER:
        yield "Снимок очень тёмный: снимите при дневном свете, так подпись будет чище."
    if float(np.percentile(strokes.depth[ink & strokes.mask], 90)) < _FAINT:
        yield "Чернила бледные: подпишитесь ручкой потемнее или снимите ближе."
    if float(np.ptp(np.nonzero(ink)[1]) + 1) * factor < _NARROW:
        yield "Подпись на снимке мелкая: снимите её ближе, во весь кадр."
    soft = matte.edge > max(_SOFT * factor, _SOFT_OF_OWN)
    if soft or _steepness(matte.rgba[..., 3]) * factor < _STEEP:
        yield "Снимок нерезкий: держите телефон неподвижно и дайте ему навести резкость."
    if cv2.connectedComponents(marks.astype(np.uint8))[0] > _CROWDED_MARKS:
        yield "На снимке много текста: проверьте, что выделена именно подпись, или обведите её рамкой."
    elif another_signature(marks & ~printed, ink, strokes):
        yield "На снимке не одна подпись: проверьте, что выделена нужная, или обведите её рамкой."


def _steepness(alpha: Pixels) -> float:
    """How much the opacity (0…255) changes from pixel to pixel at the steepest tenth of the ink."""
    level = alpha.astype(np.int16)
    across, down = np.abs(np.diff(level, axis=1))[:-1], np.abs(np.diff(level, axis=0))[:, :-1]
    steps = np.maximum(across, down)[level[:-1, :-1] > 64]
    return float(np.percentile(steps, 90)) if steps.size else 255.0
