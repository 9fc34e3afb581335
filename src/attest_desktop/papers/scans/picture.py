"""Pages in picture files: photographs and scans, opened when they are needed and let go at once."""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from attest_desktop.domain.errors import BadFileError
from attest_desktop.papers.heif import HeifDamagedError, HeifTooLargeError, as_jpeg
from attest_desktop.papers.kinds import Kind, SheetSource, refusal
from attest_desktop.papers.pictures import DAMAGE, MOST_PASSES, Pixels, on_white, passes_of
from attest_desktop.papers.scans.jpeg import BareJpeg, NotEmbeddableError, bare_jpeg
from attest_desktop.papers.scans.png import PackedRows, packed, packed_rows

# 50 megapixels take 200 MB when decoded; a JPEG of the largest telephones is decoded smaller.
_MOST_PIXELS = 50_000_000
_MOST_PIXELS_OF_JPEG = 120_000_000
_COARSER = "Отсканируйте страницу с разрешением 200–300 точек на дюйм."
_TOO_LARGE = "— слишком большое изображение."
_DAMAGED, _AGAIN = "повреждён или записан не полностью.", "Отсканируйте или скопируйте страницу заново."
_MOST_FRAMES = 200
_LEAST_SIDE = 100
# Smaller numbers are what programs write when nothing is known.
_SCANNER_DPI = (100.0, 1300.0)
_ORIENTATION, _EXIF, _GPS = 0x0112, 0x8769, 0x8825
_EXPOSURE, _FOCAL_LENGTH = 0x829A, 0x920A
# From the stored picture's corner and directions to the seen one's, each 0..1, y down: (a, b, c; d, e, f).
_SEEN: dict[int, tuple[float, ...]] = {
    1: (1, 0, 0, 0, 1, 0),
    2: (-1, 0, 1, 0, 1, 0),
    3: (-1, 0, 1, 0, -1, 1),
    4: (1, 0, 0, 0, -1, 1),
    5: (0, 1, 0, 1, 0, 0),
    6: (0, -1, 1, 1, 0, 0),
    7: (0, -1, 1, -1, 0, 1),
    8: (0, 1, 0, -1, 0, 1),
}

_TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}


@dataclass(frozen=True, slots=True)
class PicturePage:
    """A page that is a picture: a whole file, or one page of a TIFF (`number` counts from 1 of `of`).

    `width` and `height` are of the picture as people see it, in pixels; `dpi` is what a scanner wrote, None when
    nothing trustworthy is known; `camera`: a camera took it.
    """

    source: str
    number: int
    of: int
    content: bytes
    kind: Kind
    width: int
    height: int
    orientation: int
    dpi: tuple[float, float] | None
    camera: bool
    mode: str

    def pixels(self, longest: int | None = None) -> Pixels:
        """The picture as people see it, on white; its longer side at most `longest`. Raises BadFileError."""
        with _opened(self.source, self.content, self.kind, self.number) as image:
            if self.kind is Kind.JPEG:
                # A JPEG is decoded smaller at little cost, and never larger than 50 megapixels.
                halved = longest or max(image.size)
                if image.width * image.height > _MOST_PIXELS:
                    halved = min(halved, max(image.size) // 2)
                image.draft("RGB", (halved, halved))
            image.load()
            plain = on_white(image)
            if longest is not None and max(plain.size) > longest:
                factor = longest / max(plain.size)
                size = max(1, round(plain.width * factor)), max(1, round(plain.height * factor))
                plain = plain.resize(size, Image.Resampling.BOX, reducing_gap=2.0)
            turned = _turned(plain, self.orientation)
            return np.asarray(turned if turned.mode == "RGB" else turned.convert("RGB"))

    def stored(self) -> BareJpeg | PackedRows | Image.Image | None:
        """What a PDF may hold without loss, as stored (not turned); None when it must be painted anew.

        The page must have been decoded once without a fault: `pixels` tells of damage.

        An image is of mode "1": black and white. Raises BadFileError.
        """
        if self.kind is Kind.JPEG:
            try:
                bare = bare_jpeg(self.content)
            except NotEmbeddableError:
                return None
            return bare if bare.width * bare.height <= _MOST_PIXELS else None
        with _opened(self.source, self.content, self.kind, self.number) as image:
            rows = packed_rows(self.content) if self.kind is Kind.PNG and image.mode != "1" else None
            if rows is not None:
                return rows
            image.load()
            if image.mode == "1":
                return image.copy()
            plain = on_white(image)
            return packed(plain if plain.mode in ("L", "RGB") else plain.convert("RGB"))

    def seen(self) -> NDArray[np.float64]:
        """The 3 x 3 matrix from the stored picture to the seen one; both run from 0 to 1, y down."""
        return np.array([*_SEEN[self.orientation], 0, 0, 1], np.float64).reshape(3, 3)


def picture_pages(source: SheetSource, kind: Kind) -> tuple[PicturePage, ...]:
    """The pages of a picture file; only headings are read, but HEIC is decoded. Raises BadFileError naming it."""
    if kind is Kind.HEIF:
        source, kind = _from_heif(source), Kind.JPEG
    if kind is Kind.JPEG and passes_of(source.content) > MOST_PASSES:
        raise refusal(source.name, _DAMAGED, _AGAIN)
    pages: list[PicturePage] = []
    with _opened(source.name, source.content, kind, 1) as image:
        count = int(getattr(image, "n_frames", 1)) if kind is Kind.TIFF else 1
        if count > _MOST_FRAMES:
            raise refusal(source.name, f"слишком длинный: {count} страниц.", "Выберите файл с одним заключением.")
        for number in range(1, count + 1):
            if number > 1:
                image.seek(number - 1)
            pages.append(_page(source, kind, image, number, count))
    return tuple(pages)


def _from_heif(source: SheetSource) -> SheetSource:
    """The photograph of an iPhone as a JPEG."""
    try:
        return SheetSource(source.name, as_jpeg(source.content))
    except HeifTooLargeError as error:
        raise refusal(source.name, _TOO_LARGE, _COARSER) from error
    except HeifDamagedError as error:
        raise refusal(source.name, _DAMAGED, _AGAIN) from error


def _page(source: SheetSource, kind: Kind, image: Image.Image, number: int, count: int) -> PicturePage:
    _check_size(source.name, kind, image)
    exif = image.getexif()
    orientation = exif.get(_ORIENTATION, 1)
    orientation = orientation if orientation in _SEEN else 1
    width, height = image.size if orientation < 5 else image.size[::-1]
    details = exif.get_ifd(_EXIF)
    camera = _EXPOSURE in details or _FOCAL_LENGTH in details or bool(exif.get_ifd(_GPS))
    return PicturePage(
        source.name,
        number,
        count,
        source.content,
        kind,
        width,
        height,
        orientation,
        None if camera else _dpi(image, orientation),
        camera,
        image.mode,
    )


def _dpi(image: Image.Image, orientation: int) -> tuple[float, float] | None:
    try:
        across, down = (float(one) for one in image.info.get("dpi", (0, 0)))
    except (TypeError, ValueError, ZeroDivisionError):
        return None
    if not all(_SCANNER_DPI[0] <= one <= _SCANNER_DPI[1] for one in (across, down)):
        return None
    return (across, down) if orientation < 5 else (down, across)


def _check_size(name: str, kind: Kind, image: Image.Image) -> None:
    most = _MOST_PIXELS_OF_JPEG if kind is Kind.JPEG and not image.info.get("progressive") else _MOST_PIXELS
    if image.width * image.height > most:
        raise refusal(
            name,
            f"— слишком большое изображение: {image.width} × {image.height} точек.",
            _COARSER,
        )
    if min(image.size) < _LEAST_SIDE:
        raise refusal(
            name,
            f"— слишком маленькое изображение: {image.width} × {image.height} точек.",
            "Отсканируйте или снимите страницу целиком.",
        )


@contextmanager
def _opened(name: str, content: bytes, kind: Kind, number: int) -> Iterator[Image.Image]:
    """The opened file at its page, sizes checked; whatever is wrong with the data inside becomes a refusal."""
    try:
        with warnings.catch_warnings():
            # The number of pixels is judged here; odd values of tags do no harm.
            warnings.simplefilter("ignore")
            with Image.open(io.BytesIO(content), formats=[kind.value]) as image:
                if number > 1:
                    image.seek(number - 1)
                _check_size(name, kind, image)
                yield image
    except BadFileError:
        raise
    except Image.DecompressionBombError as error:
        raise refusal(name, _TOO_LARGE, _COARSER) from error
    except DAMAGE as error:
        raise refusal(name, _DAMAGED, _AGAIN) from error


def _turned(image: Image.Image, orientation: int) -> Image.Image:
    return image if orientation == 1 else image.transpose(_TURNS[orientation])
