"""What lifting or drawing a signature gives."""

from __future__ import annotations

import io
from dataclasses import dataclass

from PIL import Image

from attest_desktop.papers.ink.photo import Pixels


@dataclass(frozen=True, slots=True)
class Ink:
    """Ink on a transparent ground, cropped: RGBA PNG, its size, where it lay, its share of the crop, remarks.

    `width`, `height`, `left`, `top` are in pixels of the picture as people see it, above 24 megapixels at half
    its size (of a drawing, `left` and `top` are 0). `ink_fraction` is the mean opacity of the crop (0…1).
    `warnings` are Russian sentences.
    """

    png: bytes
    width: int
    height: int
    left: int
    top: int
    ink_fraction: float
    warnings: tuple[str, ...]


def packed(rgba: Pixels, left: int = 0, top: int = 0, warnings: tuple[str, ...] = ()) -> Ink:
    """The ink of RGBA pixels (height x width x 4)."""
    written = io.BytesIO()
    Image.fromarray(rgba).save(written, "PNG", compress_level=6)
    height, width = rgba.shape[:2]
    return Ink(written.getvalue(), width, height, left, top, float(rgba[..., 3].mean() / 255), warnings)
