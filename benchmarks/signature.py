"""A signature lifted off a photograph of twelve megapixels, beside OpenCV's adaptive threshold."""

from __future__ import annotations

import io
from collections.abc import Sequence

import cv2
import numpy as np
import numpy.typing as npt
from PIL import Image
from tests.papers.ink.paper_photo import handwriting, photograph

from attest_desktop.papers.ink import extract_ink
from benchmarks.harness import Line, Scale, at_most, in_turn

SIZE = (4000, 3000)


def _threshold(photo: bytes) -> bytes:
    """The ink by an adaptive threshold, as a PNG with a transparent ground."""
    picture = cv2.imdecode(np.frombuffer(photo, np.uint8), cv2.IMREAD_COLOR)
    assert picture is not None
    grey = cv2.cvtColor(picture, cv2.COLOR_BGR2GRAY)
    ink = cv2.adaptiveThreshold(grey, 255, cv2.ADAPTIVE_THRESH_GAUSSIAN_C, cv2.THRESH_BINARY_INV, 51, 15)
    return bytes(cv2.imencode(".png", np.dstack([picture, ink]))[1])


def _opacity(png: bytes, left: int, top: int) -> npt.NDArray[np.float32]:
    """The opacity (0…1) as a picture of the photograph's size."""
    with Image.open(io.BytesIO(png)) as opened:
        alpha = np.asarray(opened.convert("RGBA"))[..., 3].astype(np.float32) / 255
    whole = np.zeros((SIZE[1], SIZE[0]), np.float32)
    height, width = alpha.shape
    whole[top : top + height, left : left + width] = alpha[: SIZE[1] - top, : SIZE[0] - left]
    return whole


def measure(scale: Scale) -> Sequence[Line]:
    """In processor time, decoding and encoding included; the error is that of the opacity, of 255.

    Quality is the mean over three photographs: half in shadow, on ruled paper, in a form's table.
    """
    cv2.setNumThreads(1)
    truth = handwriting(*SIZE, seed=3)
    photos = [photograph(truth, shadow=True, seed=3)]
    if not scale.quick:
        photos += [photograph(truth, rulings=True, seed=4), photograph(truth, table=True, seed=5)]
    errors, its_errors = [], []
    for photo in photos:
        made = extract_ink(photo)
        errors.append(_error(made.png, made.left, made.top, truth))
        its_errors.append(_error(_threshold(photo), 0, 0, truth))
    mine, peer = in_turn(scale.runs(7), lambda: extract_ink(photos[0]), lambda: _threshold(photos[0]))
    line = at_most(
        "signature from a photograph of 12 Mpx, half of it in shadow",
        "OpenCV adaptive threshold (51, 15), JPEG in and PNG out",
        2,
        mine.work,
        peer.work,
        target="≤ 2× at the better quality",
        why=f"error of opacity (of 255; shadow, rulings, table): {_listed(errors)}, "
        f"the peer's {_listed(its_errors)}; OpenCV on one thread for both",
    )
    better = sum(errors) < sum(its_errors)
    return [line.but(reached=bool(line.reached and better)).with_other(mine.wall, peer.wall)]


def _error(png: bytes, left: int, top: int, truth: npt.NDArray[np.float32]) -> float:
    return float(np.abs(_opacity(png, left, top) - truth).mean()) * 255


def _listed(errors: Sequence[float]) -> str:
    return ", ".join(f"{one:.2f}" for one in errors)
