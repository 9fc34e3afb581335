"""How a sheet bends as a whole, where the usual blocks lie too far off to be found: one smooth surface.

Few words at the top of a page tell badly how its other end lies, and paper on a table bends by millimetres.
"""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from attest_desktop.papers.identity.inking import FINE_DPI, Grey, Matrix, ink_of, scaling
from attest_desktop.papers.identity.registering import Step, find_blocks

WIDE, NEARER = Step(50, 18, 9, 4.5), Step(50, 14, 7, 2.0)
"""First far and wide, then near."""
_PLAIN_BLOCK, _FEWEST_BLOCKS = 0.55, 12
_TRIALS, _SAMPLE, _ROUNDS = 400, 10, 6
_OFF = 0.6  # millimetres
_STIFF = np.array([1e-6, 1e-5, 1e-5, 1e-4, 1e-4, 1e-4])

Field = tuple[NDArray[np.float64], NDArray[np.float64]]


def bent(grey: Grey, onto: Matrix, target: Grey, cells: tuple[int, int], step: Step) -> Field:
    """How far right and down, in fine pixels, the paper lies from where `onto` puts it: two grids of `cells`.

    `onto` leads from the picture's pixels to fine ones, `target` is the page's ink at the step's resolution. What
    most blocks agree upon counts; no bend at all where too few are found.
    """
    height, width = target.shape
    seen = cv2.warpPerspective(
        grey, scaling(step.dpi / FINE_DPI) @ onto, (width, height), flags=cv2.INTER_AREA, borderValue=255
    )
    found = find_blocks(ink_of(np.asarray(seen, np.uint8), step.dpi), target, step)
    unit = step.dpi / 25.4
    moved = (found.here - found.there) / unit
    # What was found at the end of the search was not found.
    good = (found.alike > _PLAIN_BLOCK) & (np.abs(moved).max(axis=1, initial=0.0) < step.search - 1 / unit)
    if int(good.sum()) < _FEWEST_BLOCKS:
        return np.zeros(cells), np.zeros(cells)
    bend = _agreed(_terms(found.there[good] / (width, height)), moved[good], found.alike[good] ** 2)
    down, across = np.mgrid[0 : cells[0], 0 : cells[1]]
    at = np.stack([(across.ravel() + 0.5) / cells[1], (down.ravel() + 0.5) / cells[0]], axis=1)
    field = np.clip(_terms(at) @ bend, -step.search, step.search) / 25.4 * FINE_DPI
    return field[:, 0].reshape(cells), field[:, 1].reshape(cells)


def _agreed(
    terms: NDArray[np.float64], moved: NDArray[np.float64], weight: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Factors of the terms (6 x 2) that move most blocks so far (n x 2, millimetres).

    Blocks that were altered, or found in another line, have no say: many samples of a few are tried.
    """

    def solved(fitting: NDArray[np.float64]) -> NDArray[np.float64]:
        """By sets of weights (m x n): factors (m x 6 x 2)."""
        weighed = terms.T[None] * fitting[:, None, :]
        stiff = (_STIFF[None] * fitting.sum(axis=1)[:, None])[:, :, None] * np.eye(len(_STIFF))
        return np.asarray(np.linalg.solve(weighed @ terms + stiff, weighed @ moved), np.float64)

    def say(bends: NDArray[np.float64]) -> NDArray[np.float64]:
        off = np.linalg.norm(moved[None] - terms[None] @ bends, axis=2)
        return np.asarray(weight / (1 + (off / _OFF) ** 2) ** 2, np.float64)

    picked = np.zeros((_TRIALS, len(weight)))
    some = np.argsort(np.random.default_rng(1).random(picked.shape), axis=1)[:, :_SAMPLE]
    np.put_along_axis(picked, some, 1.0, axis=1)
    tried = say(solved(picked))
    fitting = tried[int(tried.sum(axis=1).argmax())][None]
    for _ in range(_ROUNDS):
        bends = solved(fitting)
        fitting = say(bends)
    return np.asarray(bends[0], np.float64)


def _terms(at: NDArray[np.float64]) -> NDArray[np.float64]:
    """Terms of a surface of the second order at points (n x 2, 0 to 1 across the page): n x 6."""
    x, y = at[:, 0] - 0.5, at[:, 1] - 0.5
    return np.stack([np.ones(len(at)), x, y, x * y, x**2, y**2], axis=1)
