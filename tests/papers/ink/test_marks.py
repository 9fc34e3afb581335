"""Small marks on paper, made as numbers: what is printed, what a hand drew, and how dark the ink is."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from attest_desktop.papers.ink.crossings import without_lines
from attest_desktop.papers.ink.matte import cut_out
from attest_desktop.papers.ink.photo import Map, Mask
from attest_desktop.papers.ink.printed import printed_lines
from attest_desktop.papers.ink.strokes import find_strokes, likely_ink
from attest_desktop.papers.ink.underlines import apart_from_lines

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


def test_a_line_of_the_paper_adds_nothing_to_the_stroke_that_crosses_it() -> None:
    true = np.zeros((120, 200), np.float32)
    true[:, 95:105] = 0.45
    line = np.zeros_like(true)
    line[60:63] = 0.3
    light = (1 - 0.8 * true) * (1 - line)
    seen: Map = ((1 - light) / 0.8).astype(np.float32)
    bare = np.zeros(true.shape, np.bool_)
    bare[:, :90] = bare[:, 110:] = True
    cleared = without_lines(seen, bare, 30, 0.8)
    assert seen[61, 100] > 0.6
    assert np.abs(cleared - true)[~bare].max() < 0.02
    assert (cleared == seen)[bare].all()
    # What ends at the stroke is of the hand.
    seen[60:63, 105:] = 0
    assert np.array_equal(without_lines(seen, bare, 30, 0.8), seen)


def scrawl() -> Mask:
    down, across = np.mgrid[0:HEIGHT, 0:WIDTH]
    waves = np.abs(down - 110 - 40 * np.sin(across / 14)) < 4
    found: Mask = waves & (across > 110) & (across < 330)
    return found


def slanting(thick: float, fall: float) -> Mask:
    """A straight stroke under the scrawl that rises to the right."""
    down, across = np.mgrid[0:HEIGHT, 0:WIDTH]
    found: Mask = (np.abs(down - 215 + fall * (across - 220)) < thick / 2) & (across > 120) & (across < 340)
    return found


def test_pale_squares_of_noisy_paper_join_nothing() -> None:
    colours = np.random.default_rng(5).normal(0, 0.02, (HEIGHT, WIDTH, 3)).astype(np.float32)
    pale = (np.arange(WIDTH) + 7) % 25 < 2
    colours[pale[:HEIGHT]] += 0.08
    colours[:, pale] += 0.08
    colours[scrawl()] = 0.7
    strokes = find_strokes(colours, np.ones((HEIGHT, WIDTH), np.bool_))
    assert strokes.bridges[60:160, 105:335].sum() > scrawl().sum() // 2
    assert strokes.bridges[200:].mean() < 0.01


def test_a_straight_grey_stroke_is_kept_where_it_thins_out() -> None:
    paper = np.ones((HEIGHT, WIDTH), np.bool_)
    kept = []
    for least in (1.0, 0.4):
        depth = np.where(scrawl() | slanting(4, 0.02), 0.7, 0).astype(np.float32)
        depth[180:, :150] *= least
        marks = likely_ink(find_strokes(np.repeat(depth[..., None], 3, axis=2), paper), paper)
        kept.append(float(marks[slanting(4, 0.02)].mean()))
    assert kept[0] == 0
    assert kept[1] > 0.95


def test_a_stroke_that_crosses_the_form_s_line_is_not_its_ruling() -> None:
    depth = np.where(scrawl() | slanting(7, 0.1), 0.7, 0).astype(np.float32)
    depth[214:217, 20:420] = 0.7
    strokes = find_strokes(np.repeat(depth[..., None], 3, axis=2), np.ones((HEIGHT, WIDTH), np.bool_))
    assert strokes.ruled[214:217, 20:100].all()
    assert not strokes.ruled[:208].any()
    # Rulings of both ways that hold together are no such stroke.
    squares = np.zeros((HEIGHT, WIDTH), np.bool_)
    squares[40:260:60, 60:280] = squares[40:260, 60:280:55] = True
    numbers = np.zeros(squares.shape, np.int32)
    numbers[280:283] = 1
    numbers[:, 400:403] = 2
    assert not apart_from_lines(squares, numbers).any()
