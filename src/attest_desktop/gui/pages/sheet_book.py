"""Pages painted straight from the laid-out text; words can be looked for in them once their PDF is there."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from typing import Protocol

from PySide6.QtGui import QImage

from attest_desktop.gui.pages.book import Book
from attest_desktop.gui.pages.pointing import Pointed
from attest_desktop.gui.pages.searching import Sought


class Painted(Protocol):
    """Pages laid out, as the built-in engine's `Sheets`."""

    @property
    def sizes(self) -> tuple[tuple[float, float], ...]:
        """Width and height in points, first page first."""

    def picture(self, page: int, scale: float) -> QImage:
        """The page (from 1) at `scale` pixels a point."""


@dataclass(frozen=True, slots=True)
class Sight:
    """What is seen of a book: numbers of pages, pixels a point, and the screen's pixels to one of the window's."""

    pages: tuple[int, ...]
    scale: float
    ratio: float


class SheetBook:
    """A book for the canvas; its pictures are painted in the runner's steady thread, to which its pages belong."""

    steady = True

    def __init__(self, sheets: Painted) -> None:
        self.sizes = sheets.sizes
        self._sheets: Painted | None = sheets
        self._lock = threading.Lock()
        self._read: Book | None = None

    def __len__(self) -> int:
        return len(self.sizes)

    @property
    def pdf(self) -> bytes | None:
        """The bytes of the same pages; None until they are written."""
        return self._read.pdf if self._read is not None else None

    def settle(self, read: Book) -> None:
        """Take the PDF of these very pages."""
        self._read = read

    def pictures(self, sight: Sight) -> dict[int, QImage]:
        """The pages in sight, by their numbers."""
        made: dict[int, QImage] = {}
        for page in sight.pages:
            picture = self.picture(page, sight.scale) if page <= len(self) else None
            if picture is not None:
                picture.setDevicePixelRatio(sight.ratio)
                made[page] = picture
        return made

    def picture(self, page: int, scale: float) -> QImage | None:
        """The page (from 1) at `scale` pixels a point; None once the book is closed."""
        with self._lock:
            return self._sheets.picture(page, scale) if self._sheets is not None else None

    def spot(self, sought: Sought) -> tuple[int, float, float] | None:
        """Page, left and bottom (points) of where the words end; None when they are not there."""
        return self._read.spot(sought) if self._read is not None else None

    def pointed_at(self, page: int, x: float, y: float) -> Pointed | None:
        """What is printed around a spot (points) of the page; None while the PDF is not there."""
        return self._read.pointed_at(page, x, y) if self._read is not None else None

    def close(self) -> None:
        """Let the pages go, after the one that is being painted."""
        with self._lock:
            self._sheets = None
        if self._read is not None:
            self._read.close()
