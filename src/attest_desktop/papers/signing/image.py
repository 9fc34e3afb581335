"""A signature picture: read from a PNG that the user gives, checked, cropped to the ink."""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt
from PIL import Image

from attest_desktop.papers.pictures import DAMAGE
from attest_desktop.papers.signing.places import BadSignatureError

_PNG = b"\x89PNG\r\n\x1a\n"
_MOST_PIXELS = 40_000_000
# The longest line takes less than this at 600 dpi.
_LONGEST_SIDE = 3300
_FAINTEST_ALPHA = 8
_SMALLEST_INK = 4
# Paper: what is this bright in all colours; ink becomes fully opaque this far below it.
_WHITE = 236
_FULL_INK_DEPTH = 110
_MOST_INK = 0.6
_TODO = "Выберите изображение подписи в формате PNG с прозрачным фоном или фото подписи на белом листе."

_Pixels = npt.NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class SignatureImage:
    """Ink on a transparent ground, cropped: size in pixels and the bytes of an RGBA PNG."""

    width: int
    height: int
    png: bytes

    @property
    def aspect(self) -> float:
        """Width to height."""
        return self.width / self.height

    def pixels(self) -> _Pixels:
        """Height x width x (red, green, blue, alpha)."""
        with Image.open(io.BytesIO(self.png)) as image:
            return np.asarray(image.convert("RGBA"))


@lru_cache(maxsize=4)
def read_signature(content: bytes) -> SignatureImage:
    """The signature in a PNG file, made ready to be put on paper.

    White paper around the ink is made transparent when it is clearly uniform. Raises BadSignatureError when the
    file is not a PNG, is damaged or too large, or shows no ink. The last few are kept: a paper asks often.
    """
    rgba = _decoded(content)
    if int(rgba[..., 3].min()) == 255:
        rgba = _without_paper(rgba)
    return _packed(_cropped(rgba))


def is_ready(content: bytes) -> bool:
    """Whether the file is a PNG with a transparent ground, or a damaged one: no photograph to take ink from."""
    if not content.startswith(_PNG):
        return False
    try:
        return int(_decoded(content)[..., 3].min()) < 255
    except BadSignatureError:
        return True


def _decoded(content: bytes) -> _Pixels:
    plain = _critical_chunks(content)
    try:
        with Image.open(io.BytesIO(plain), formats=["PNG"]) as image:
            if image.mode == "I;16":
                # Sixteen bits of grey: the upper eight are what is seen.
                grey = (np.asarray(image).astype(np.uint16) >> 8).astype(np.uint8)
                return np.asarray(Image.fromarray(grey).convert("RGBA"))
            return np.asarray(image.convert("RGBA"))
    except DAMAGE as error:
        raise _damaged() from error


def _critical_chunks(content: bytes) -> bytes:
    """The PNG with nothing but what its pixels need: no texts, profiles, animation, or anything after the end."""
    if not content.startswith(_PNG):
        raise BadSignatureError("Выбранный файл — не изображение PNG.", _TODO)
    kept = [_PNG]
    seen: list[bytes] = []
    for kind, data in _chunks(content):
        if kind == b"IHDR":
            _check_header(data)
        elif not seen:
            break
        if kind in (b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"IEND"):
            kept.append(struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data)))
        seen.append(kind)
        if kind == b"IEND" and b"IDAT" in seen:
            return b"".join(kept)
    raise _damaged()


def _chunks(content: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = len(_PNG)
    while at + 12 <= len(content):
        (length,) = struct.unpack_from(">I", content, at)
        kind, end = content[at + 4 : at + 8], at + 8 + length
        if end + 4 > len(content):
            return
        data = content[at + 8 : end]
        if struct.unpack_from(">I", content, end)[0] != zlib.crc32(kind + data):
            return
        yield kind, data
        at = end + 4


def _check_header(data: bytes) -> None:
    if len(data) != 13:
        raise _damaged()
    width, height = struct.unpack(">II", data[:8])
    if not width or not height:
        raise _damaged()
    if width * height > _MOST_PIXELS:
        raise BadSignatureError(
            f"Изображение слишком большое: {width} × {height} точек.",
            "Обрежьте его до самой подписи или уменьшите и выберите снова.",
        )


def _damaged() -> BadSignatureError:
    return BadSignatureError(
        "Файл PNG повреждён или записан не полностью.", "Сохраните или скачайте изображение подписи заново."
    )


def _without_paper(rgba: _Pixels) -> _Pixels:
    """Ink alone, of a picture on uniformly white paper; the ink's own colour is restored where it thins out."""
    darkest = rgba[..., :3].min(axis=2)
    edge = np.concatenate((darkest[0], darkest[-1], darkest[:, 0], darkest[:, -1]))
    if np.mean(edge >= _WHITE) < 0.97 or np.mean(darkest >= _WHITE) < 1 - _MOST_INK:
        raise BadSignatureError(
            "У изображения нет прозрачного фона, а бумага на нём не белая: подпись закрыла бы текст.",
            "Выделите подпись из фотографии в программе или выберите PNG с прозрачным фоном.",
        )
    # A scan may be of tens of megapixels: only the part with ink, no finer than is of use, goes into the sums.
    rgba = _bearable(rgba[_around(darkest < _WHITE)])
    darkest = rgba[..., :3].min(axis=2)
    depth = np.clip(_WHITE - darkest.astype(np.int16), 0, _FULL_INK_DEPTH)
    alpha = (depth.astype(np.uint16) * 255 // _FULL_INK_DEPTH).astype(np.uint8)
    share = np.maximum(alpha.astype(np.float32) / 255, 1 / 255)[..., None]
    colour = 255 - (255 - rgba[..., :3].astype(np.float32)) / share
    ink = np.clip(np.rint(colour), 0, 255).astype(np.uint8)
    ink[alpha == 0] = 0
    return np.dstack((ink, alpha))


def _around(seen: npt.NDArray[np.bool_]) -> tuple[slice, slice]:
    """The part of the picture that holds everything seen."""
    lines, columns = np.flatnonzero(seen.any(axis=1)), np.flatnonzero(seen.any(axis=0))
    if not lines.size:
        raise BadSignatureError("На изображении нет подписи: оно пустое.", _TODO)
    return slice(lines[0], lines[-1] + 1), slice(columns[0], columns[-1] + 1)


def _cropped(rgba: _Pixels) -> _Pixels:
    ink = rgba[_around(rgba[..., 3] >= _FAINTEST_ALPHA)]
    if max(ink.shape[:2]) < _SMALLEST_INK:
        raise BadSignatureError("На изображении нет подписи, только отдельная точка.", _TODO)
    if int(ink[..., 3].min()) >= 250:
        raise BadSignatureError("На изображении не видно подписи: оно закрашено целиком.", _TODO)
    return ink


def _bearable(rgba: _Pixels) -> _Pixels:
    factor = _LONGEST_SIDE / max(rgba.shape[:2])
    return rgba if factor >= 1 else np.asarray(shrunk(Image.fromarray(rgba), factor))


def _packed(rgba: _Pixels) -> SignatureImage:
    rgba = _bearable(rgba)
    written = io.BytesIO()
    Image.fromarray(rgba).save(written, "PNG", compress_level=6)
    return SignatureImage(rgba.shape[1], rgba.shape[0], written.getvalue())


def shrunk(image: Image.Image, factor: float) -> Image.Image:
    """The RGBA picture made smaller by the factor; untouched when the factor is not below 1."""
    if factor >= 1:
        return image
    size = max(1, round(image.width * factor)), max(1, round(image.height * factor))
    # Premultiplied, or the colour of fully transparent points would bleed into the ink's edge.
    return image.convert("RGBa").resize(size, Image.Resampling.LANCZOS).convert("RGBA")
