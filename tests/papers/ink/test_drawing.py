"""Ink of what was drawn by hand: smooth, as wide as asked, and heavier where the hand was slow or pressed."""

from __future__ import annotations

import io
import math

import numpy as np
import numpy.typing as npt
import pytest
from PIL import Image

from attest_desktop.papers.ink import Ink, NothingDrawnError, ink_from_strokes

Line = list[tuple[float, float, float]]


def pixels(ink: Ink) -> npt.NDArray[np.uint8]:
    with Image.open(io.BytesIO(ink.png)) as image:
        assert image.mode == "RGBA"
        return np.asarray(image)


def wave(pressure: float = 0.5, count: int = 40) -> Line:
    """A line as a mouse gives it: whole pixels of the screen."""
    return [(round(20 + 7 * step), round(60 + 40 * math.sin(step / 3)), pressure) for step in range(count)]


def test_the_line_is_smooth_and_where_it_was_drawn() -> None:
    ink = ink_from_strokes([wave()], width=900, colour=(10, 20, 90))
    found = pixels(ink)
    assert (ink.width, ink.height) == (found.shape[1], found.shape[0])
    assert ink.width == 900
    alpha = found[..., 3]
    assert tuple(found[alpha == 255][0][:3]) == (10, 20, 90)
    # Transparent all around, soft at the edges, a band of one width: nearly as long as its skeleton is.
    assert not np.concatenate((alpha[0], alpha[-1], alpha[:, 0], alpha[:, -1])).any()
    assert ((alpha > 0) & (alpha < 255)).sum() > 0.05 * (alpha == 255).sum()
    columns = (alpha > 127).sum(axis=0)
    assert (columns[40:-40] > 4).all()
    assert 0.01 < ink.ink_fraction < 0.3


def test_pressure_and_haste_change_the_width() -> None:
    level: Line = [(10.0 * step, 0.0, 0.5) for step in range(60)]
    pressed: Line = [(x, y, 0.1 if x < 300 else 0.9) for x, y, _ in level]
    sums = (pixels(ink_from_strokes([pressed], width=900))[..., 3] > 127).sum(axis=0)
    assert sums[650:750].mean() > 1.3 * sums[150:250].mean()
    slow: Line = [(3.0 * step, 0.0, 1.0) for step in range(60)]
    quick: Line = [(180 + 14.0 * step, 0.0, 1.0) for step in range(30)]
    sums = (pixels(ink_from_strokes([slow + quick], width=900))[..., 3] > 127).sum(axis=0)
    assert sums[100:200].mean() > 1.3 * sums[500:700].mean()


def test_a_tall_drawing_a_dot_beside_it_and_a_pen_of_choice() -> None:
    tall = ink_from_strokes([[(y, x, p) for x, y, p in wave()], [(0.0, 0.0, 0.5)]], width=400)
    assert tall.height == 400
    assert tall.width < 400
    corner = pixels(tall)[:60, :60, 3]
    assert (corner > 200).any()
    thick = ink_from_strokes([wave()], width=400, pen=12.0)
    assert thick.ink_fraction > 1.7 * ink_from_strokes([wave()], width=400, pen=4.0).ink_fraction


@pytest.mark.parametrize(
    "strokes",
    [[], [[]], [[(5.0, 5.0, 0.5)]], [[(5.0, 5.0, 0.5)] * 9], [[(math.nan, 0.0, 0.5), (0.0, math.inf, 1.0)]]],
)
def test_nothing_drawn_is_told(strokes: list[Line]) -> None:
    with pytest.raises(NothingDrawnError, match="Распишитесь"):
        ink_from_strokes(strokes)


def test_sizes_out_of_range() -> None:
    for width, pen in ((50, None), (9000, None), (900, 0.0), (900, math.nan)):
        with pytest.raises(ValueError, match=r"^\S+$"):
            ink_from_strokes([wave()], width=width, pen=pen)
