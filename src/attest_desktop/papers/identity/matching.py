"""Which page of the original each picture shows."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from attest_desktop.papers.identity.original import Original
from attest_desktop.papers.identity.results import PageMatch


def match_pages(original: Original, pages: Sequence[NDArray[np.uint8]]) -> tuple[PageMatch, ...]:
    """A match for each picture (height x width grey, or height x width x 3 red, green, blue), in the order given.

    Scans and photographs, turned any way up; under a second each. A picture that shows no page of the original, or
    one that cannot be told from another, has no page: never a guess.
    """
    raise NotImplementedError
