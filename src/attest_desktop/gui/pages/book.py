"""An open PDF whose pages become pictures in any thread."""

from __future__ import annotations

import threading

from PySide6.QtGui import QImage

from attest_desktop.gui.pages.pointing import Pointed, pointed_at
from attest_desktop.gui.pages.searching import Sought, spot_of
from attest_desktop.papers.rendering import PdfPages


class Book:
    """The pages of one PDF: opened once, rendered in the runner, closed when another one takes its place.

    Raises BadFileError when the bytes are no sound PDF. `sizes` are width and height in points, first page first.
    """

    steady = False

    def __init__(self, pdf: bytes) -> None:
        self.pdf = pdf
        self._pages = PdfPages(pdf)
        self._lock = threading.Lock()
        self._open = True
        self._texts: tuple[str, ...] | None = None
        self.sizes = tuple(self._pages.size(number) for number in range(1, len(self._pages) + 1))

    def __len__(self) -> int:
        return len(self.sizes)

    def picture(self, page: int, scale: float) -> QImage | None:
        """The page (from 1) at `scale` pixels a point; None once the book is closed."""
        with self._lock:
            if not self._open:
                return None
            made = self._pages.render(page, scale=scale)
        # The copy owns its pixels: the bytes may go.
        return QImage(made.data, made.width, made.height, made.stride, QImage.Format.Format_RGB32).copy()

    def spot(self, sought: Sought) -> tuple[int, float, float] | None:
        """Page, left and bottom (points) of where the words end; None when they are not there."""
        with self._lock:
            if not self._open:
                return None
            return spot_of(self._all_texts(), self._pages.characters, sought)

    def pointed_at(self, page: int, x: float, y: float) -> Pointed | None:
        """What is printed around a spot (points) of the page."""
        with self._lock:
            if not self._open:
                return None
            return pointed_at(self._all_texts(), self._pages.characters(page), page, x, y)

    def _all_texts(self) -> tuple[str, ...]:
        if self._texts is None:
            self._texts = tuple(self._pages.text(number) for number in range(1, len(self) + 1))
        return self._texts

    def close(self) -> None:
        """Let the document go, after the page that is being rendered."""
        with self._lock:
            if self._open:
                self._open = False
                self._pages.close()
