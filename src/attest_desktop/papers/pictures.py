"""Pictures that people give: how they are held in memory, what is transparent put on white, what damage raises."""

from __future__ import annotations

import re
import struct
import zlib

import numpy as np
import numpy.typing as npt
from PIL import Image

Pixels = npt.NDArray[np.uint8]
"""Height x width x (red, green, blue)."""

# What Pillow may raise on a damaged file, beside its own errors (which are of OSError).
DAMAGE = (OSError, SyntaxError, ValueError, EOFError, LookupError, TypeError, struct.error, zlib.error)

MOST_PASSES = 64
"""Over one JPEG. Cameras and programs write about ten; each costs as much as the whole picture."""
_FRAME = re.compile(rb"\xff[\xc0-\xc2]")


def passes_of(jpeg: bytes) -> int:
    """How many times a reader goes over the picture; what a camera says before it is left aside."""
    frame = _FRAME.search(jpeg)
    return jpeg.count(b"\xff\xda", frame.start()) if frame else 0


def on_white(image: Image.Image) -> Image.Image:
    """A picture of mode L or RGB, with nothing transparent and eight bits a colour."""
    if image.mode.startswith("I") or image.mode == "F":
        grey = np.asarray(image, np.float32)
        top = max(255.0, float(grey.max()))
        return Image.fromarray((np.clip(grey, 0, None) * (255.0 / top)).astype(np.uint8))
    if image.mode in ("RGBA", "LA", "PA", "RGBa", "La") or "transparency" in image.info:
        seen = image.convert("RGBA")
        paper = Image.new("RGBA", seen.size, "white")
        paper.alpha_composite(seen)
        return paper.convert("RGB")
    if image.mode in ("L", "RGB"):
        return image
    # Pixels of one bit are made grey, or they could not be made smaller smoothly.
    return image.convert("L" if image.mode == "1" else "RGB")
