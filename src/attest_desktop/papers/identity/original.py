"""The original: what is needed to recognise its pages on paper, computed when first asked for."""

from __future__ import annotations

from functools import cached_property
from types import TracebackType
from typing import Self

import cv2
import numpy as np
from numpy.typing import NDArray

from attest_desktop.domain.errors import BadFileError
from attest_desktop.papers.identity.inking import FINE_DPI, Grey
from attest_desktop.papers.identity.letters import Letters, letters_of
from attest_desktop.papers.identity.pieces import pieces
from attest_desktop.papers.pdf_guards import Called, refuse_long, refuse_unsafe
from attest_desktop.papers.rendering import PdfPages
from attest_desktop.papers.signing import Place, find_places
from attest_desktop.papers.signing.layout import PageLayout, read_layout

COARSE_DPI = 10.0
_CHAIN = (FINE_DPI, 100.0, 50.0, 25.0)  # each is made from a finer one: from the finest, all would cost as much
_LARGEST_SIDE = 1300.0  # points, a little over A3
_SMOOTH = 1.0
_DRAWN = 60
_TALL_PEN = 12  # fine pixels: a millimetre and a half
_LEAST_DRAWN = 150  # fine pixels: two square millimetres and a half


class Original:
    """An original PDF whose pages are to be recognised. A context manager; may serve any number of pictures.

    Raises BadFileError when the bytes are not a readable PDF or an unsafe one, it has over a hundred pages or
    pages larger than A3. Not to be used by several threads at once.
    """

    def __init__(self, pdf: bytes) -> None:
        called = Called(todo="Выберите файл итогового заключения.")
        refuse_unsafe(pdf, called)
        self.pdf = pdf
        self.pages = PdfPages(pdf)
        try:
            refuse_long(len(self.pages), called)
        except BadFileError:
            self.close()
            raise
        self._sizes = [self.pages.size(number) for number in range(1, len(self.pages) + 1)]
        if any(max(size) > _LARGEST_SIDE for size in self._sizes):
            self.close()
            raise BadFileError("В исходном документе есть страница больше листа A3.", called.todo)
        self._inks: dict[tuple[int, float], Grey] = {}
        self._letters: dict[int, Letters] = {}
        self._layouts: dict[int, PageLayout] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def __len__(self) -> int:
        return len(self._sizes)

    def close(self) -> None:
        """Let the document go."""
        self.pages.close()

    def size(self, page: int) -> tuple[float, float]:
        """Width and height of a page (from 1), in points."""
        return self._sizes[page - 1]

    def ink(self, page: int, dpi: float) -> Grey:
        """The page's print at `dpi`: 0 paper, 255 black."""
        if (page, dpi) not in self._inks:
            if dpi == FINE_DPI:
                made = 255 - self.pages.grey(page, scale=dpi / 72)
            else:
                finer = self.ink(page, min((known for known in _CHAIN if known >= 2 * dpi), default=FINE_DPI))
                width, height = (max(1, round(side * dpi / 72)) for side in self.size(page))
                made = np.asarray(cv2.resize(finer, (width, height), interpolation=cv2.INTER_AREA), np.uint8)
            self._inks[page, dpi] = made
        return self._inks[page, dpi]

    def coarse(self, page: int) -> NDArray[np.float32]:
        """The page's print smeared at 10 dots to the inch, mean 0 and length 1 (all zeros for an empty page)."""
        return self._coarse[page - 1]

    @cached_property
    def _coarse(self) -> list[NDArray[np.float32]]:
        return [unit_vector(smeared(self.ink(number, COARSE_DPI))) for number in range(1, len(self) + 1)]

    def letters(self, page: int) -> Letters:
        """The page's print, letter by letter."""
        if page not in self._letters:
            self._letters[page] = letters_of(self.ink(page, FINE_DPI))
        return self._letters[page]

    def layout(self, page: int) -> PageLayout:
        """The page's words and rules."""
        if page not in self._layouts:
            self._layouts[page] = read_layout(self.pages, page)
        return self._layouts[page]

    def pen(self, page: int) -> NDArray[np.bool_] | None:
        """Where the original itself carries signatures (pictures on its lines), at 200 dpi; None if nowhere."""
        places = [place for place in self.places if place.page == page]
        words = self.layout(page).words if places else ()
        if not words:
            return None
        ink = self.ink(page, FINE_DPI)
        near = np.zeros(ink.shape, bool)
        for place in places:
            near[self._fine(page, place.x - 14, place.y - 12, place.x + place.width + 14, place.y + 55)] = True
        drawn = (ink > _DRAWN) & near
        for word in words:
            drawn[self._fine(page, word.box.left - 1, word.box.bottom, word.box.right + 1, word.box.top)] = False
        flat = cv2.morphologyEx(drawn.astype(np.uint8), cv2.MORPH_OPEN, np.ones((1, 60), np.uint8))
        tall = cv2.morphologyEx(drawn.astype(np.uint8), cv2.MORPH_OPEN, np.ones((60, 1), np.uint8))
        drawn &= cv2.dilate(np.maximum(flat, tall), np.ones((5, 5), np.uint8)) == 0
        # Dots and dashes of a printed line are no handwriting.
        found = pieces(drawn.astype(np.uint8))
        low = (found.boxes[:, 3] - found.boxes[:, 1] < _TALL_PEN)[found.piece]
        drawn[found.rows[low], found.columns[low]] = False
        return drawn if int(drawn.sum()) > _LEAST_DRAWN else None

    def has_pen(self, place: Place) -> bool:
        """Whether the original itself carries a signature at this place."""
        drawn = self.pen(place.page)
        if drawn is None:
            return False
        rows, columns = self._fine(
            place.page, place.x - 6, place.y - 8, place.x + place.width + 6, place.y + place.height
        )
        return int(drawn[rows, columns].sum()) > _LEAST_DRAWN

    def _fine(self, page: int, left: float, bottom: float, right: float, top: float) -> tuple[slice, slice]:
        """The rows and columns at 200 dpi of a box in points."""
        height, point = self.size(page)[1], FINE_DPI / 72
        rows = slice(max(0, round((height - top) * point)), max(0, round((height - bottom) * point)))
        return rows, slice(max(0, round(left * point)), max(0, round(right * point)))

    @cached_property
    def places(self) -> tuple[Place, ...]:
        """Where somebody signs, in document order."""
        return find_places(self.pdf)


def smeared(ink: Grey) -> NDArray[np.float32]:
    """The ink of a small picture, smeared over a few millimetres."""
    return np.asarray(cv2.GaussianBlur(ink.astype(np.float32), (0, 0), _SMOOTH), np.float32)


def unit_vector(picture: NDArray[np.float32]) -> NDArray[np.float32]:
    """The picture less its mean, of length one; all zeros when it is even."""
    centred = picture - picture.mean()
    length = float(np.linalg.norm(centred))
    return np.asarray(centred / length if length > 1e-3 else centred * 0, np.float32)
