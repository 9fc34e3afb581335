"""Pages of a PDF as pictures, text and character boxes. The one door to pdfium.

pdfium is not thread-safe, so every call into it holds one lock of this module; pages may be rendered from any
thread, one at a time. Page numbers count from 1, as people count them.
"""

from __future__ import annotations

import ctypes
import logging
import threading
import weakref
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from attest_desktop.domain.errors import BadFileError
from attest_desktop.papers.painting import EndlessPageError, painted

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

log = logging.getLogger(__name__)

_LOCK = threading.RLock()
# A scan of many pages would only fill the memory; what the program makes itself is far smaller.
_LARGEST_KEPT = 4_000_000
# A page may claim to be a wall poster: its picture never takes more than 240 MB.
_MOST_PIXELS = 60_000_000
_LONGEST_SIDE = 40_000
_PASSWORD_WANTED = 4
# PageToDevice answers in whole pixels; on a device this large they are fine enough for points.
_FINE = 1_000_000


@dataclass(frozen=True, slots=True)
class PageImage:
    """A rendered page: opaque pixels of four bytes, blue, green, red, unused; `stride` bytes a row.

    For Qt: `QImage(data, width, height, stride, QImage.Format.Format_RGB32)`, with `data` kept alive or `.copy()`.
    """

    width: int
    height: int
    stride: int
    data: bytes

    def colours(self) -> npt.NDArray[np.uint8]:
        """Height x width x (blue, green, red): a view of the bytes, not to be written to."""
        # Loaded when pictures are reckoned with: making and reading a PDF does without.
        import numpy as np

        rows = np.frombuffer(self.data, np.uint8).reshape(self.height, self.stride)
        return rows[:, : 4 * self.width].reshape(self.height, self.width, 4)[..., :3]


@dataclass(frozen=True, slots=True)
class Character:
    """A printed character and its box in points, origin bottom-left of the page as displayed.

    `bottom` and `top` are those of the type's line; `ink_bottom` and `ink_top` those of the glyph itself.
    """

    text: str
    left: float
    bottom: float
    right: float
    top: float
    ink_bottom: float
    ink_top: float


class PdfPages:
    """An open PDF: opened once, read and rendered many times, from any thread.

    Raises BadFileError when the bytes are not a PDF, are damaged, or want a password.
    """

    def __init__(self, pdf: bytes) -> None:
        with _LOCK:
            self._document = _opened(pdf)
            self._length = len(self._document)
        # Without close() the document would be freed by the garbage collector, in any thread and without the lock.
        self._finalizer = weakref.finalize(self, _close, self._document)
        if not self._length:
            self.close()
            raise BadFileError("В файле PDF нет ни одной страницы.", "Выберите другой файл.")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def __len__(self) -> int:
        return self._length

    def close(self) -> None:
        """Let the document go; a second call does nothing."""
        self._finalizer()

    def size(self, page: int) -> tuple[float, float]:
        """Width and height of the page as displayed, in points."""
        with self._page(page) as one:
            width, height = one.get_size()
            return float(width), float(height)

    def render(self, page: int, *, scale: float) -> PageImage:
        """The page at `scale` pixels a point; smaller when that would take more than 60 megapixels."""
        with self._page(page) as one:
            bitmap = _painted(one, page, scale, grey=False)
            try:
                image = PageImage(bitmap.width, bitmap.height, bitmap.stride, bytes(bitmap.buffer))
            finally:
                bitmap.close()
        return image

    def grey(self, page: int, *, scale: float) -> npt.NDArray[np.uint8]:
        """The page's brightness (height x width, 0 black to 255 white) at `scale` pixels a point."""
        import numpy as np

        with self._page(page) as one:
            bitmap = _painted(one, page, scale, grey=True)
            try:
                pixels: npt.NDArray[np.uint8] = np.array(bitmap.to_numpy(), dtype=np.uint8)
            finally:
                bitmap.close()
        return pixels.reshape(pixels.shape[0], pixels.shape[1])

    def text(self, page: int) -> str:
        """The page's text, lines parted by newlines; empty on a page that is a picture."""
        with self._page(page) as one, _textpage(one) as textpage:
            text: str = textpage.get_text_range()
        return text.replace("\r\n", "\n").replace("\r", "\n")

    def characters(self, page: int) -> tuple[Character, ...]:
        """Every character with its box, in the order of the content; white space has no place and is a space."""
        with self._page(page) as one, _textpage(one) as textpage:
            return tuple(_characters(one, textpage))

    @contextmanager
    def _page(self, page: int) -> Iterator[Any]:
        if not 1 <= page <= self._length:
            raise ValueError(f"page {page} of {self._length}")
        with _LOCK:
            if not self._finalizer.alive:
                raise ValueError("the document is closed")
            try:
                one = self._document[page - 1]
            except pdfium.PdfiumError as error:
                raise BadFileError(
                    f"Страница {page} файла PDF повреждена.", "Создайте или скачайте этот файл заново."
                ) from error
            try:
                yield one
            finally:
                one.close()


def page_sizes(pdf: bytes) -> tuple[tuple[float, float], ...]:
    """Width and height of every page as displayed, in points."""
    with PdfPages(pdf) as pages:
        return tuple(pages.size(number) for number in range(1, len(pages) + 1))


def render_page(pdf: bytes, page: int, *, scale: float) -> PageImage:
    """One page (from 1) at `scale` pixels a point: 1.0 is 72 dpi."""
    with PdfPages(pdf) as pages:
        return pages.render(page, scale=scale)


def text_of(pdf: bytes) -> tuple[str, ...]:
    """The text of every page; of small files the last ones are kept, since every check of a paper asks."""
    return _kept_text(pdf) if len(pdf) <= _LARGEST_KEPT else _text(pdf)


@lru_cache(maxsize=2)
def _kept_text(pdf: bytes) -> tuple[str, ...]:
    return _text(pdf)


def _text(pdf: bytes) -> tuple[str, ...]:
    with PdfPages(pdf) as pages:
        return tuple(pages.text(number) for number in range(1, len(pages) + 1))


def _opened(pdf: bytes) -> Any:
    try:
        return pdfium.PdfDocument(bytes(pdf))
    except pdfium.PdfiumError as error:
        if getattr(error, "err_code", None) == _PASSWORD_WANTED:
            raise BadFileError(
                "Файл PDF защищён паролем, поэтому его нельзя прочитать.", "Сохраните его без пароля и повторите."
            ) from error
        raise BadFileError(
            "Это не файл PDF, или он повреждён.", "Проверьте, тот ли файл выбран, или создайте его заново."
        ) from error


def _close(document: Any) -> None:
    with _LOCK:
        document.close()


@contextmanager
def _textpage(page: Any) -> Iterator[Any]:
    try:
        textpage = page.get_textpage()
    except pdfium.PdfiumError as error:
        raise BadFileError(
            "Текст страницы в файле PDF повреждён.", "Создайте или скачайте этот файл заново."
        ) from error
    try:
        yield textpage
    finally:
        textpage.close()


def _painted(page: Any, number: int, scale: float, *, grey: bool) -> Any:
    try:
        return painted(page, _bearable(page, scale), grey=grey)
    except EndlessPageError as error:
        raise BadFileError(
            f"Страница {number} файла PDF не показана: на ней непомерно много линий.",
            "Отсканируйте эту страницу или сохраните документ в PDF ещё раз.",
        ) from error


def _bearable(page: Any, scale: float) -> float:
    width, height = page.get_size()
    most: float = (_MOST_PIXELS / max(1.0, width * height)) ** 0.5
    # A page as thin as a thread has few pixels by its area and very many by its length.
    longest: float = _LONGEST_SIDE / max(1.0, width, height)
    return min(scale, most, longest)


def _to_displayed(page: Any) -> tuple[float, float, float, float, float, float]:
    """The matrix from the page's own space (turned, cropped) to points of the page as displayed."""
    width, height = page.get_size()

    def displayed(x: float, y: float) -> tuple[float, float]:
        across, down = ctypes.c_int(), ctypes.c_int()
        pdfium_c.FPDF_PageToDevice(page, 0, 0, _FINE, _FINE, 0, x, y, across, down)
        return across.value / _FINE * width, height - down.value / _FINE * height

    (e, f), (ax, ay), (bx, by) = displayed(0, 0), displayed(100, 0), displayed(0, 100)
    return (ax - e) / 100, (ay - f) / 100, (bx - e) / 100, (by - f) / 100, e, f


def _characters(page: Any, textpage: Any) -> Iterator[Character]:
    a, b, c, d, e, f = _to_displayed(page)
    # Most pages are not turned: then the corners keep their order, and eight products less are reckoned a letter.
    upright = b == c == 0 and a > 0 and d > 0
    loose = pdfium_c.FS_RECTF()
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    for index in range(textpage.count_chars()):
        text = chr(pdfium_c.FPDFText_GetUnicode(textpage, index))
        if text.isspace() or text in "\x00\ufeff\u200b":
            yield Character(" ", 0, 0, 0, 0, 0, 0)
            continue
        if not pdfium_c.FPDFText_GetLooseCharBox(textpage, index, loose):
            continue
        if not pdfium_c.FPDFText_GetCharBox(textpage, index, left, right, bottom, top):
            continue
        if upright and loose.left <= loose.right and loose.bottom <= loose.top and bottom.value <= top.value:
            yield Character(
                text,
                a * loose.left + e,
                d * loose.bottom + f,
                a * loose.right + e,
                d * loose.top + f,
                d * bottom.value + f,
                d * top.value + f,
            )
            continue
        across = [a * x + c * y + e for x in (loose.left, loose.right) for y in (loose.bottom, loose.top)]
        upward = [b * x + d * y + f for x in (loose.left, loose.right) for y in (loose.bottom, loose.top)]
        ink = [b * x + d * y + f for x in (left.value, right.value) for y in (bottom.value, top.value)]
        yield Character(text, min(across), min(upward), max(across), max(upward), min(ink), max(ink))
