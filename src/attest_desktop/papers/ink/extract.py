"""From a picture to ink: the whole way, and what is to be said about the picture."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass

import cv2
import numpy as np
from PIL import Image

from attest_desktop.papers.ink.choosing import signature_of
from attest_desktop.papers.ink.matte import Matte, cut_out
from attest_desktop.papers.ink.paper import background, paper_mask
from attest_desktop.papers.ink.photo import BadPhotoError, Map, Mask, Pixels, read_photo
from attest_desktop.papers.ink.strokes import find_strokes, likely_ink

# Strokes are looked for in a picture of this size; the ink is then cut out of the full one.
_SMALL = 1100
_FAINT = 0.22
_DARK_PAPER = 70
_NARROW = 250
_SOFT_EDGES = 0.78
_CROWDED_MARKS = 250


@dataclass(frozen=True, slots=True)
class Box:
    """A part of the picture, in its pixels as people see it."""

    left: int
    top: int
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Ink:
    """Ink on a transparent ground, cropped: RGBA PNG, its size, where it lay, its share of the crop, remarks.

    `ink_fraction` is the mean opacity of the crop (0…1). `warnings` are Russian sentences.
    """

    png: bytes
    width: int
    height: int
    left: int
    top: int
    ink_fraction: float
    warnings: tuple[str, ...]


def extract_ink(content: bytes, within: Box | None = None) -> Ink:
    """The signature in a photograph or scan; of a page, the part to look in can be told.

    Raises BadPhotoError when the file is no picture or shows no signature.
    """
    picture = read_photo(content)
    if within is not None:
        picture = _part(picture, within)
    factor = max(1.0, max(picture.shape[:2]) / _SMALL)
    size = max(1, round(picture.shape[1] / factor)), max(1, round(picture.shape[0] / factor))
    small = np.asarray(cv2.resize(picture, size, interpolation=cv2.INTER_AREA), np.uint8)
    ground = background(small)
    colours: Map = np.clip(1 - small / np.maximum(ground, 4), -0.2, 1).astype(np.float32)
    paper = paper_mask(ground)
    strokes = find_strokes(colours, paper)
    marks = likely_ink(strokes, paper)
    ink = signature_of(marks, strokes)
    matte = cut_out(picture, ground, ink)
    warnings = tuple(_remarks(ground, strokes.depth, marks, ink, matte))
    return _packed(matte, within, warnings)


def _part(picture: Pixels, box: Box) -> Pixels:
    height, width = picture.shape[:2]
    left, top = max(0, box.left), max(0, box.top)
    right, bottom = min(width, box.left + box.width), min(height, box.top + box.height)
    if right - left < 40 or bottom - top < 20:
        raise BadPhotoError("Выделенная часть снимка слишком мала.", "Обведите подпись целиком.")
    return np.ascontiguousarray(picture[top:bottom, left:right])


def _packed(matte: Matte, within: Box | None, warnings: tuple[str, ...]) -> Ink:
    written = io.BytesIO()
    Image.fromarray(matte.rgba).save(written, "PNG", compress_level=6)
    height, width = matte.rgba.shape[:2]
    return Ink(
        written.getvalue(),
        width,
        height,
        matte.left + (max(0, within.left) if within else 0),
        matte.top + (max(0, within.top) if within else 0),
        float(matte.rgba[..., 3].mean() / 255),
        warnings,
    )


def _remarks(ground: Map, depth: Map, marks: Mask, ink: Mask, matte: Matte) -> Iterator[str]:
    """What to do better, in words for the person who took the picture."""
    if float(np.percentile(ground.mean(axis=2), 90)) < _DARK_PAPER:
        yield "Снимок очень тёмный: снимите при дневном свете, так подпись будет чище."
    if float(np.percentile(depth[ink], 90)) < _FAINT:
        yield "Чернила бледные: подпишитесь ручкой потемнее или снимите ближе."
    if matte.rgba.shape[1] < _NARROW:
        yield "Подпись на снимке мелкая: снимите её ближе, во весь кадр."
    alpha = matte.rgba[..., 3]
    visible = alpha > 25
    if visible.any() and float(((alpha > 25) & (alpha < 205)).sum() / visible.sum()) > _SOFT_EDGES:
        yield "Снимок нерезкий: держите телефон неподвижно и дайте ему навести резкость."
    if cv2.connectedComponents(marks.astype(np.uint8))[0] > _CROWDED_MARKS:
        yield "На снимке много текста: проверьте, что выделена именно подпись, или обведите её рамкой."
