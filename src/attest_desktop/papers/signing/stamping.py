"""Signatures into a PDF: each an image with its own transparency, drawn over the page after its own content.

Nothing that the page had is changed: its content is only framed so that no graphics state can leak out of it.
"""

from __future__ import annotations

import io
import logging
import re
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
from PIL import Image
from pypdf import PdfReader, PdfWriter
from pypdf.generic import (
    ArrayObject,
    ContentStream,
    DecodedStreamObject,
    DictionaryObject,
    EncodedStreamObject,
    IndirectObject,
    NameObject,
    NumberObject,
    StreamObject,
)

from attest_desktop.papers.pdf_guards import refuse_long
from attest_desktop.papers.pdf_objects import DAMAGE, inherited, resolved
from attest_desktop.papers.rendering import PdfPages
from attest_desktop.papers.signing.admitted import refuse_unsafe_once
from attest_desktop.papers.signing.fitting import ink_box
from attest_desktop.papers.signing.image import SignatureImage, read_signature, shrunk
from attest_desktop.papers.signing.layout import Box
from attest_desktop.papers.signing.places import CannotStampError, Place

log = logging.getLogger(__name__)

_FINEST_DPI = 600
_PDF_A_1 = re.compile(rb"""pdfaid:part(?:>|=["'])\s*1\b""")
_CLAIM = re.compile(
    rb"""<pdfaid:(part|conformance)>[^<]*</pdfaid:\1>|pdfaid:(?:part|conformance)=(["'])[^"']*\2"""
)
# What an operator may only seem to stand in: strings, comments, pictures within the content.
_HIDING = re.compile(rb"[(%]|\bBI\b")
_STATE = re.compile(rb"(?<![^\s\]>])[qQ](?![^\s\[</])")
_STATES = (b"q", b"Q")
_Matrix = tuple[float, float, float, float, float, float]


@dataclass(frozen=True, slots=True)
class Placement:
    """A signature (bytes of a PNG) and where it goes."""

    place: Place
    image: bytes


def stamp(pdf: bytes, placements: Sequence[Placement]) -> bytes:
    """The PDF with the signatures drawn in; equal input gives equal bytes.

    Raises BadFileError when it is not a PDF or one too large, UnsafePdfError when it holds programs, loops or
    bombs, CannotStampError when it is encrypted, electronically signed or damaged, BadSignatureError when a
    picture is no signature.
    """
    images = [read_signature(placement.image) for placement in placements]
    refuse_unsafe_once(pdf)
    with PdfPages(pdf) as pages:
        count = len(pages)
    refuse_long(count)
    writer = _writable(pdf)
    if len(writer.pages) != count:
        raise _damaged()
    by_page: dict[int, list[tuple[Place, SignatureImage]]] = {}
    for placement, image in zip(placements, images, strict=True):
        if not 1 <= placement.place.page <= count:
            raise ValueError(f"page {placement.place.page} of {count}")
        by_page.setdefault(placement.place.page, []).append((placement.place, image))
    stored: dict[tuple[bytes, tuple[int, int]], IndirectObject] = {}
    for number, signatures in sorted(by_page.items()):
        _draw(writer, writer.pages[number - 1], signatures, stored)
    if by_page:
        _drop_old_claim(writer)
    written = io.BytesIO()
    writer.write(written)
    log.info("%d signatures put on %d pages", len(images), len(by_page))
    return written.getvalue()


def _writable(pdf: bytes) -> PdfWriter:
    try:
        reader = PdfReader(io.BytesIO(pdf))
        encrypted = reader.is_encrypted
        signed = not encrypted and _is_signed(reader)
        writer = None if encrypted or signed else PdfWriter(clone_from=reader)
        if writer is not None:
            len(writer.pages)  # a damaged page tree shows here
    except DAMAGE as error:
        raise _damaged() from error
    if encrypted:
        raise CannotStampError(
            "Файл PDF зашифрован или защищён от изменений.", "Сохраните его без защиты и повторите."
        )
    if writer is None:
        raise CannotStampError(
            "Файл PDF уже подписан электронной подписью: любая вставка сделала бы её недействительной.",
            "Вставьте изображения подписей в исходный файл, до электронной подписи.",
        )
    writer.pdf_header = max(reader.pdf_header[:8], "%PDF-1.4")  # the first version with transparency
    return writer


def _damaged() -> CannotStampError:
    return CannotStampError("Файл PDF повреждён.", "Создайте его заново и повторите.")


def _drop_old_claim(writer: PdfWriter) -> None:
    """Claim PDF/A-1 no more: it allows no transparency. PDF/A-2 and later ones do, and stay what they are."""
    metadata = resolved(writer.root_object.get("/Metadata"))
    if not isinstance(metadata, StreamObject):
        return
    try:
        text = metadata.get_data()
    except DAMAGE:
        log.warning("metadata is not readable, left as it is")
        return
    if _PDF_A_1.search(text):
        honest = DecodedStreamObject()
        honest.set_data(_CLAIM.sub(b"", text))
        honest.update({NameObject("/Type"): NameObject("/Metadata"), NameObject("/Subtype"): NameObject("/XML")})
        writer.root_object[NameObject("/Metadata")] = writer._add_object(honest)


def _is_signed(reader: PdfReader) -> bool:
    root = resolved(reader.trailer["/Root"])
    if "/Perms" in root:
        return True
    form = resolved(root.get("/AcroForm"))
    if not isinstance(form, DictionaryObject):
        return False
    return "/Fields" in form and _has_signature(form.raw_get("/Fields"))


def _has_signature(fields: Any) -> bool:
    """Each field is looked at once: those of a damaged file may be their own children."""
    waiting, seen = [fields], set()
    while waiting:
        value = waiting.pop()
        if isinstance(value, IndirectObject):
            if value.idnum in seen:
                continue
            seen.add(value.idnum)
        field = resolved(value)
        if isinstance(field, ArrayObject):
            waiting += field
        elif isinstance(field, DictionaryObject):
            if resolved(field.get("/FT")) == "/Sig" and resolved(field.get("/V")):
                return True
            if "/Kids" in field:
                waiting.append(field.raw_get("/Kids"))
    return False


def _copied(value: Any) -> DictionaryObject:
    """A copy of the dictionary; an empty one when the file has something else there."""
    value = resolved(value)
    return DictionaryObject(value) if isinstance(value, DictionaryObject) else DictionaryObject()


def _draw(
    writer: PdfWriter,
    page: DictionaryObject,
    signatures: Sequence[tuple[Place, SignatureImage]],
    stored: dict[tuple[bytes, tuple[int, int]], IndirectObject],
) -> None:
    """Draw the signatures of one page."""
    to_page = _from_displayed(page)
    xobjects = _own_xobjects(page)
    opening, closing = _frame(writer, page)
    drawn = [closing]
    for place, image in signatures:
        box = ink_box(place, image.aspect)
        name = next(f"/Signature{n}" for n in range(1, len(xobjects) + 2) if f"/Signature{n}" not in xobjects)
        xobjects[NameObject(name)] = _stored(writer, image, box, stored)
        matrix = _times((box.width, 0, 0, box.height, box.left, box.bottom), to_page)
        numbers = " ".join(f"{number:.4f}".rstrip("0").rstrip(".") for number in matrix)
        # An artifact: readers of tagged documents pass it over.
        drawn.append(f"/Artifact BMC q {numbers} cm {name} Do Q EMC")
    contents = page.raw_get("/Contents") if "/Contents" in page else None
    own = resolved(contents)
    parts = list(own) if isinstance(own, ArrayObject) else [contents] if isinstance(own, StreamObject) else []
    page[NameObject("/Contents")] = ArrayObject(
        [_stream(writer, opening), *parts, _stream(writer, "\n".join(["", *drawn, ""]))]
    )


def _stream(writer: PdfWriter, text: str) -> IndirectObject:
    stream = DecodedStreamObject()
    stream.set_data(text.encode("ascii"))
    return writer._add_object(stream)


def _frame(writer: PdfWriter, page: DictionaryObject) -> tuple[str, str]:
    """What to put around the page's own content, so that its graphics state ends there, even when left open."""
    try:
        saves = _saves(resolved(page.get("/Contents")), writer)
    except DAMAGE:
        # Content that cannot be parsed is framed as if it were balanced; viewers will do with it what they did.
        log.warning("page content is not readable, framed as it is")
        saves = []
    depth = lowest = 0
    for saved in saves:
        depth += 1 if saved else -1
        lowest = min(lowest, depth)
    before = 1 - lowest
    return "q " * before + "\n", "Q " * (before + depth)


def _saves(contents: Any, writer: PdfWriter) -> list[bool]:
    """The operators that save (True) and restore the graphics state, in their order."""
    if contents is None:
        return []
    if isinstance(contents, StreamObject):
        data = contents.get_data()
        if not _HIDING.search(data):
            return [operator == b"q" for operator in _STATE.findall(data)]
    return [operator == b"q" for _, operator in ContentStream(contents, writer).operations if operator in _STATES]


def _own_xobjects(page: DictionaryObject) -> DictionaryObject:
    """The page's own dictionary of XObjects, parted from any that other pages share."""
    resources = _copied(inherited(page, "/Resources"))
    xobjects = _copied(resources.get("/XObject"))
    resources[NameObject("/XObject")] = xobjects
    page[NameObject("/Resources")] = resources
    return xobjects


def _stored(
    writer: PdfWriter,
    image: SignatureImage,
    box: Box,
    stored: dict[tuple[bytes, tuple[int, int]], IndirectObject],
) -> IndirectObject:
    """The image as an object of the file; the same picture is kept once."""
    size, packed_mask, packed_colour = _samples(image.png, min(1.0, box.width / 72 * _FINEST_DPI / image.width))
    key = (image.png, size)
    if key not in stored:
        mask = _image_object(size, "/DeviceGray", packed_mask)
        colour = _image_object(size, "/DeviceRGB", packed_colour)
        colour[NameObject("/SMask")] = writer._add_object(mask)
        stored[key] = writer._add_object(colour)
    return stored[key]


@lru_cache(maxsize=8)
def _samples(png: bytes, factor: float) -> tuple[tuple[int, int], bytes, bytes]:
    """Size of the picture made smaller by the factor, its opacity and its colours, packed by Flate.

    The last ones are kept: a person signs many papers with one picture.
    """
    with Image.open(io.BytesIO(png)) as opened:
        fit = shrunk(opened.convert("RGBA"), factor)
    pixels = np.array(fit)
    alpha = pixels[..., 3]
    # Viewers that smooth the picture mix in the colour of transparent points: let it be the ink's.
    pixels[alpha == 0, :3] = np.rint(np.average(pixels[..., :3].reshape(-1, 3), axis=0, weights=alpha.ravel()))
    return fit.size, zlib.compress(alpha.tobytes(), 9), zlib.compress(pixels[..., :3].tobytes(), 9)


def _image_object(size: tuple[int, int], space: str, data: bytes) -> StreamObject:
    packed = EncodedStreamObject()
    packed[NameObject("/Filter")] = NameObject("/FlateDecode")
    packed._data = data
    # Not to be smoothed by the viewer: archival PDFs do not allow it.
    packed.update(
        {
            NameObject("/Type"): NameObject("/XObject"),
            NameObject("/Subtype"): NameObject("/Image"),
            NameObject("/Width"): NumberObject(size[0]),
            NameObject("/Height"): NumberObject(size[1]),
            NameObject("/ColorSpace"): NameObject(space),
            NameObject("/BitsPerComponent"): NumberObject(8),
        }
    )
    return packed


def _rectangle(value: Any) -> tuple[float, float, float, float] | None:
    value = resolved(value)
    if not isinstance(value, ArrayObject) or len(value) != 4:
        return None
    numbers = [resolved(number) for number in value]
    if not all(isinstance(number, (int, float)) for number in numbers):
        return None
    a, b, c, d = (float(number) for number in numbers)
    left, bottom, right, top = min(a, c), min(b, d), max(a, c), max(b, d)
    return (left, bottom, right, top) if right > left and top > bottom else None


def _from_displayed(page: DictionaryObject) -> _Matrix:
    """The matrix from points of the page as displayed to the page's own space: undoes cropping and /Rotate."""
    media = _rectangle(inherited(page, "/MediaBox")) or (0.0, 0.0, 612.0, 792.0)
    crop = _rectangle(inherited(page, "/CropBox")) or media
    left, bottom = max(media[0], crop[0]), max(media[1], crop[1])
    right, top = min(media[2], crop[2]), min(media[3], crop[3])
    if right <= left or top <= bottom:
        left, bottom, right, top = media
    angle = resolved(inherited(page, "/Rotate"))
    turned = int(angle) % 360 if isinstance(angle, (int, float)) else 0
    if turned == 90:
        return (0, 1, -1, 0, right, bottom)
    if turned == 180:
        return (-1, 0, 0, -1, right, top)
    if turned == 270:
        return (0, -1, 1, 0, left, top)
    return (1, 0, 0, 1, left, bottom)


def _times(first: _Matrix, second: _Matrix) -> _Matrix:
    """The matrix that applies `first`, then `second`."""
    a, b, c, d, e, f = first
    g, h, i, j, k, m = second
    return (a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m)
