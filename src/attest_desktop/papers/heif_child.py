"""Run as a program of its own: a photograph in HEIC on standard input becomes a JPEG on standard output.

The decoder may crash on a damaged file, and then it must not take the window along.
"""

from __future__ import annotations

import io
import sys

import pi_heif  # type: ignore[import-untyped]  # it brings no types
from PIL import Image

_TOO_LARGE = 3
_MOST_PIXELS = 50_000_000
_MOST_MEMORY = 3_000_000_000
# Fine enough that the photograph loses nothing that can be seen; it is a photograph's only form from here on.
_QUALITY = 95


def main() -> int:
    """The exit code: 0, 3 for too many pixels, or another one for what cannot be read."""
    _limit_memory()
    pi_heif.register_heif_opener(thumbnails=False, depth_images=False, aux_images=False, decode_threads=2)
    # The number of pixels is judged here.
    Image.MAX_IMAGE_PIXELS = None
    with Image.open(io.BytesIO(sys.stdin.buffer.read()), formats=["HEIF"]) as image:
        if image.width * image.height > _MOST_PIXELS:
            return _TOO_LARGE
        image.load()
        # The library has turned the picture already and says so in these notes of the camera's.
        exif = image.getexif()
        if image.mode in ("RGBA", "LA"):
            paper = Image.new("RGBA", image.size, "white")
            paper.alpha_composite(image.convert("RGBA"))
            plain = paper.convert("RGB")
        else:
            plain = image.convert("RGB")
        plain.save(sys.stdout.buffer, "JPEG", quality=_QUALITY, subsampling=0, exif=exif)
    return 0


def _limit_memory() -> None:
    try:
        import resource  # Windows has none.
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (_MOST_MEMORY, _MOST_MEMORY))


if __name__ == "__main__":
    sys.exit(main())
