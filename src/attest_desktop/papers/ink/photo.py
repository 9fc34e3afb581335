"""A picture that people give, read as pixels: photographs, scans, screenshots."""

from __future__ import annotations

import io
import warnings

import numpy as np
import numpy.typing as npt
from PIL import Image, ImageOps, UnidentifiedImageError

from attest_desktop.domain.errors import UserError
from attest_desktop.papers.heif import HeifTooLargeError, as_jpeg, is_heif
from attest_desktop.papers.pictures import DAMAGE, MOST_PASSES, on_white, passes_of
from attest_desktop.papers.pictures import Pixels as Pixels

Map = npt.NDArray[np.float32]
"""One number (or one a channel) for each pixel."""
Mask = npt.NDArray[np.bool_]
"""Yes or no for each pixel."""

_FORMATS = ("JPEG", "PNG", "TIFF", "BMP", "WEBP")
# A telephone takes 12 to 50 megapixels; what is more is a mistake or an attack.
_MOST_PIXELS = 64_000_000
_LEAST_SIDE = 40
# More is of no use: above this every second point across and down is enough.
_ENOUGH_PIXELS = 24_000_000
_TOO_LARGE = "Уменьшите его или снимите подпись ещё раз."


def largest(picture: Map) -> Map:
    """The largest of the channels at each pixel (NumPy's own way along a short axis takes ten times as long)."""
    return np.maximum(np.maximum(picture[..., 0], picture[..., 1]), picture[..., 2])


def spread(picture: Map) -> Map:
    """How much the channels differ at each pixel: the largest less the smallest."""
    return largest(picture) - np.minimum(np.minimum(picture[..., 0], picture[..., 1]), picture[..., 2])


def brightness(picture: Map | Pixels) -> Map:
    """The mean of the channels at each pixel."""
    first, second, third = (picture[..., one].astype(np.float32) for one in range(3))
    return (first + second + third) / np.float32(3)


class BadPhotoError(UserError):
    """The picture cannot be used."""

    title = "Снимок не подходит"
    todo = "Снимите подпись ещё раз: белый лист, ровный свет, подпись во весь кадр, без смаза."


def read_photo(content: bytes) -> Pixels:
    """The picture as people see it: turned as the camera says, what is transparent on white.

    Above 24 megapixels it is half as wide and half as high. RGB, height x width x 3.
    Raises BadPhotoError for what is no picture, is damaged, too large or too small.
    """
    try:
        if is_heif(content[:64]):
            content = as_jpeg(content)
        with warnings.catch_warnings():
            # The number of pixels is judged here.
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            image: Image.Image
            with Image.open(io.BytesIO(content), formats=_FORMATS) as image:
                _check_size(image.width, image.height)
                if image.format == "JPEG" and passes_of(content) > MOST_PASSES:
                    raise BadPhotoError("Изображение сохранено так, что открывается слишком долго.")
                halved = image.width * image.height > _ENOUGH_PIXELS
                size = image.size
                if halved:
                    # Of a JPEG less is decoded.
                    image.draft("RGB", (image.width // 2, image.height // 2))
                image.load()
                return _upright(_half(image) if halved and image.size == size else image)
    except UnidentifiedImageError as error:
        raise BadPhotoError(
            "Выбранный файл — не изображение.", "Выберите фотографию или скан подписи: JPG, HEIC, PNG или TIFF."
        ) from error
    except (Image.DecompressionBombError, HeifTooLargeError) as error:
        raise BadPhotoError("Изображение слишком большое.", _TOO_LARGE) from error
    except DAMAGE as error:
        raise BadPhotoError("Изображение повреждено или записано не полностью.") from error


def _check_size(width: int, height: int) -> None:
    if width * height > _MOST_PIXELS:
        raise BadPhotoError(f"Изображение слишком большое: {width} × {height} точек.", _TOO_LARGE)
    if min(width, height) < _LEAST_SIDE:
        raise BadPhotoError(f"Изображение слишком маленькое: {width} × {height} точек.")


def _half(image: Image.Image) -> Image.Image:
    """Half as wide and half as high, with the camera's notes on how it was held."""
    notes = image.getexif()
    smaller = (image if image.mode in ("L", "LA", "RGB", "RGBA") else on_white(image)).reduce(2)
    smaller.info["exif"] = notes.tobytes()
    return smaller


def _upright(image: Image.Image) -> Pixels:
    turned = on_white(ImageOps.exif_transpose(image))
    return np.asarray(turned if turned.mode == "RGB" else turned.convert("RGB"))
