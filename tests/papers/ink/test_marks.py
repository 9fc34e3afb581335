"""Small marks on paper, made as numbers: what is printed, what a hand drew, and how dark the ink is."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from attest_desktop.papers.ink.matte import cut_out
from attest_desktop.papers.ink.photo import Map, Mask
from attest_desktop.papers.ink.printed import printed_lines
from attest_desktop.papers.ink.strokes import find_strokes

HEIGHT, WIDTH = 300, 440


def fading_line() -> Map:
    """A level line that gets lighter from its left end to its right one, as under a hand."""
    depth = np.zeros((HEIGHT, WIDTH), np.float32)
    depth[150:153, 120:340] = np.linspace(0.8, 0.25, 220, dtype=np.float32)
    return depth


def test_a_fading_line_is_a_hand_s_unless_its_colour_is_not_the_pen_s() -> None:
    depth = fading_line()
    mask = depth > 0
    assert not printed_lines(mask, depth, np.zeros_like(mask)).any()
    assert (printed_lines(mask, depth, mask) > 0)[mask].mean() > 0.95


def test_an_upright_stroke_is_no_printed_line_where_a_level_one_is() -> None:
    mask = np.zeros((HEIGHT, HEIGHT), np.bool_)
    mask[100, 40:90] = True
    depth = np.where(mask, 0.6, 0).astype(np.float32)
    nobody = np.zeros_like(mask)
    assert (printed_lines(mask, depth, nobody) > 0)[mask].mean() > 0.95
    across: Mask = np.ascontiguousarray(mask.T)
    assert not printed_lines(across, np.ascontiguousarray(depth.T), nobody).any()


def test_the_colour_of_a_table_is_no_pen_s() -> None:
    chance = np.random.default_rng(3)
    colours: Map = chance.normal(0, 0.004, (HEIGHT, WIDTH, 3)).astype(np.float32)
    colours += fading_line()[..., None]
    pen = colours.copy()
    paper = np.ones((HEIGHT, WIDTH), np.bool_)
    paper[:60] = False
    table = np.array([0.2, 0.5, 0.8], np.float32)
    colours[:60] = table
    # The same colour on the paper is a pen's: then the grey line beside it is print.
    pen[60:100, 60:380] = table
    everywhere = np.ones_like(paper)
    line = fading_line() > 0.3
    assert not find_strokes(colours, paper).ruled[line].any()
    assert find_strokes(pen, everywhere).ruled[line].mean() > 0.9


def test_paper_taken_for_too_light_does_not_make_the_ink_lighter() -> None:
    down, across = np.mgrid[0:HEIGHT, 0:WIDTH]
    waves = np.abs(down - 150 - 40 * np.sin(across / 25)) < 4
    ink: Mask = waves & (across > 80) & (across < 360)
    paper = np.array([214, 210, 200], np.float32)
    seen = np.where(ink[..., None], np.array([60, 66, 120], np.float32), paper)
    picture = np.rint(seen + np.random.default_rng(4).normal(0, 2, seen.shape)).clip(0, 255).astype(np.uint8)
    darkness: list[npt.NDArray[np.float64]] = []
    for lighter in (1.0, 1.06):
        ground = np.ones((HEIGHT, WIDTH, 1), np.float32) * paper * np.float32(lighter)
        rgba = cut_out(picture, ground, ink).rgba.astype(np.float64)
        full = rgba[..., 3] > 200
        darkness.append(((255 - rgba[..., :3]) * rgba[..., 3:] / 255)[full].mean(axis=0))
    assert np.abs(darkness[1] / darkness[0] - 1).max() < 0.01
    assert np.abs(darkness[0] / (255 * (1 - np.array([60, 66, 120]) / paper)) - 1).max() < 0.03
