"""Photographs of signatures made for tests: the ink's true opacity is known."""

from __future__ import annotations

import io
import math

import numpy as np
import numpy.typing as npt
from PIL import Image, ImageDraw, ImageFilter

Alpha = npt.NDArray[np.float32]
BLUE = (34, 44, 122)


def handwriting(width: int = 1600, height: int = 1200, seed: int = 1) -> Alpha:
    """The opacity (0…1) of a signature-like scrawl in the middle of the picture."""
    chance = np.random.default_rng(seed)
    big = Image.new("L", (width * 2, height * 2))
    draw = ImageDraw.Draw(big)
    scale = width / 800  # drawn at twice the size
    left, line = width * 0.6, height * 1.1
    points = [
        (left + scale * 17 * step, line + scale * (78 - 1.2 * step) * math.sin(step * 1.3 + chance.random() * 0.5))
        for step in range(34)
    ]
    draw.line(points, fill=255, width=round(scale * 7), joint="curve")
    flourish = [
        (left + scale * (16 * step - 20), line + scale * (112 - 22 * math.sin(step / 9))) for step in range(37)
    ]
    draw.line(flourish, fill=255, width=round(scale * 6), joint="curve")
    small = big.resize((width, height), Image.Resampling.BOX)
    return (np.asarray(small) / 255).astype(np.float32)


def photograph(
    alpha: Alpha,
    *,
    ink: tuple[int, int, int] = BLUE,
    shadow: bool = False,
    rulings: bool = False,
    table: bool = False,
    noise: float = 2.0,
    blur: float = 0.8,
    seed: int = 1,
) -> bytes:
    """A JPEG of paper with this ink on it: uneven light, and whatever else is wanted."""
    height, width = alpha.shape
    chance = np.random.default_rng(seed)
    down, across = (one.astype(np.float32) for one in np.mgrid[0:height, 0:width])
    light: Alpha = 1 - 0.3 * ((across / width - 0.3) ** 2 + (down / height - 0.4) ** 2)
    if shadow:
        # Its edge is a few points wide, as behind a hand.
        depth = (across + 0.4 * down - 0.62 * width) / 6
        light = light * (1 - 0.58 / (1 + np.exp(-np.clip(depth, -30, 30))))
    paper = np.array([238, 236, 228], np.float32)[None, None] * np.ones((height, width, 1), np.float32)
    if rulings:
        paper[:: height // 22] *= np.array([0.72, 0.82, 0.97], np.float32)
        paper[1 :: height // 22] *= np.array([0.72, 0.82, 0.97], np.float32)
    seen = paper * (1 - alpha[..., None]) + np.array(ink, np.float32) * alpha[..., None]
    seen = seen * light[..., None]
    if table:
        wood = np.array([120, 84, 52], np.float32) + 12 * np.sin(down / 9)[..., None]
        edge = (across < 0.06 * width) | (down < 0.07 * height) | (across > 0.95 * width)
        seen = np.where(edge[..., None], wood, seen)
    seen += chance.normal(0, noise, seen.shape).astype(np.float32)
    image = Image.fromarray(np.clip(seen, 0, 255).astype(np.uint8))
    image = image.filter(ImageFilter.GaussianBlur(blur))
    out = io.BytesIO()
    image.save(out, "JPEG", quality=88)
    return out.getvalue()
