"""What may be done to a page, what was done, and what is known of where it lies."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

import numpy as np
from numpy.typing import NDArray

from attest_desktop.papers.scans.book import Leaf
from attest_desktop.papers.scans.pdf_page import PdfPage
from attest_desktop.papers.scans.picture import PicturePage

Sheet = PicturePage | PdfPage


class Cleaning(Enum):
    """What may be done to the pixels. AUTO: only photographs and poor scans, colours kept."""

    NONE = "none"
    AUTO = "auto"
    GREY = "grey"
    BILEVEL = "bilevel"

    @property
    def words(self) -> str:
        """What the user reads."""
        return {
            Cleaning.NONE: "Не обрабатывать",
            Cleaning.AUTO: "Очищать снимки и плохие сканы",
            Cleaning.GREY: "Сделать все страницы серыми",
            Cleaning.BILEVEL: "Сделать все страницы чёрно-белыми (синие чернила станут чёрными)",
        }[self]


class Treatment(Enum):
    """What was done to a page; the values are what the user reads."""

    TURNED = "повёрнута"
    STRAIGHTENED = "выровнена"
    FLATTENED = "распрямлена из снимка"
    TRIMMED = "обрезаны края"
    CLEANED = "очищен фон"
    REPAINTED = "перерисована"
    COMPRESSED = "сжата"


@dataclass(frozen=True, slots=True, eq=False)
class Found:
    """Where the match with the original found a page.

    `matrix` leads from pixels of the picture looked at (edges, y down) to points of the original (y up), `page` is
    the original's size in points, `turns` the quarter turns counter-clockwise to upright.
    """

    matrix: NDArray[np.float64]
    page: tuple[float, float]
    turns: int


@dataclass(frozen=True, slots=True, eq=False)
class Treated:
    """A page ready to be bound, what was done to it, and what the user should look at (Russian)."""

    leaf: Leaf
    done: tuple[Treatment, ...]
    doubts: tuple[str, ...] = ()
