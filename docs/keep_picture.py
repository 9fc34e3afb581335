"""Pictures into files: in 256 colours where nobody sees the difference, written while the next one is taken."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from PIL import Image

if TYPE_CHECKING:
    from PySide6.QtGui import QImage

# How far any pixel may go from what the window showed, in one of red, green and blue of 0–255. Only the softened
# edges of letters and icons move at all: a colour that fills anything stands in the palette as it is.
FARTHEST = 16
# How much of the picture may lie in soft transitions and move: of a photograph it is several times as much, and
# there even small steps are seen as bands.
SOFT_STEP = 4
MOST_SOFT = 0.01
COLOURS = 256

Pixels = NDArray[np.uint8]


class Keeper:
    """Writes pictures in a process of its own, in the order given, while the next one is being come to."""

    def __init__(self) -> None:
        # This very file: a process that begins with no window and none of the program.
        self._writer = subprocess.Popen([sys.executable, __file__], stdin=subprocess.PIPE)  # noqa: S603  # our own

    def keep(self, image: QImage, path: Path, *, roughly: bool = False) -> None:
        """Have the picture written as PNG; `roughly`: in 256 colours even where that is seen.

        Waits for a writer that is behind. Raises OSError when it is gone.
        """
        whole = image.convertToFormat(image.Format.Format_RGB888)
        lines = np.frombuffer(whole.constBits(), np.uint8).reshape(whole.height(), whole.bytesPerLine())
        pixels = lines[:, : whole.width() * 3]
        assert self._writer.stdin is not None
        head = json.dumps([str(path), whole.height(), whole.width(), roughly])
        self._writer.stdin.write(head.encode() + b"\n" + pixels.tobytes())

    def finish(self) -> None:
        """Wait until all are written. Raises CalledProcessError when some are not."""
        assert self._writer.stdin is not None
        self._writer.stdin.close()
        if self._writer.wait():
            raise subprocess.CalledProcessError(self._writer.returncode, __file__)


def write_given() -> None:
    """Write what a Keeper gives: a line that tells where, how high, how wide, how; then the pixels; and so on."""
    os.nice(5)
    while head := sys.stdin.buffer.readline():
        path, height, width, roughly = json.loads(head)
        pixels = np.frombuffer(sys.stdin.buffer.read(height * width * 3), np.uint8)
        write(pixels.reshape(height, width, 3), Path(path), roughly=roughly)


def write(pixels: Pixels, path: Path, *, roughly: bool) -> None:
    """The PNG of height × width × 3 pixels, whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    stream = io.BytesIO()
    (_few(pixels, roughly=roughly) or Image.fromarray(pixels)).save(stream, "PNG", optimize=True)
    beside = path.with_name(f".{path.name}.part")
    with beside.open("wb") as file:
        file.write(stream.getvalue())
        file.flush()
        os.fsync(file.fileno())
    beside.replace(path)


def _few(pixels: Pixels, *, roughly: bool) -> Image.Image | None:
    """In 256 colours, or nothing where that would be seen."""
    whole = Image.fromarray(pixels)
    made = whole.quantize(COLOURS, Image.Quantize.MAXCOVERAGE, kmeans=1, dither=Image.Dither.NONE)
    chosen = np.asarray(made)
    palette = _commonest(pixels, chosen)
    moved = np.abs(palette[chosen].astype(np.int16) - pixels).max(axis=2)
    step = np.abs(np.diff(pixels.astype(np.int16), axis=1)).max(axis=2)
    soft = (step > 0) & (step <= SOFT_STEP) & (moved[:, 1:] > 0)
    seen = moved.max() > FARTHEST or np.count_nonzero(soft) > MOST_SOFT * soft.size
    if seen and not roughly:
        return None
    made.putpalette(palette.tobytes())
    return made


def _commonest(pixels: Pixels, chosen: Pixels) -> Pixels:
    """For each place of the palette the colour that most of its pixels have, instead of their mean."""
    packed = pixels.astype(np.uint32) @ np.array([1 << 16, 1 << 8, 1], np.uint32)
    colours, where, times = np.unique(packed, return_inverse=True, return_counts=True)
    place = np.zeros(len(colours), np.intp)
    place[where.ravel()] = chosen.ravel()
    rising = np.argsort(times, kind="stable")
    best = np.zeros(COLOURS, np.uint32)
    best[place[rising]] = colours[rising]
    return np.stack([best >> 16, best >> 8 & 255, best & 255], axis=1).astype(np.uint8)


if __name__ == "__main__":
    write_given()
