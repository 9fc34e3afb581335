"""PDFs for the tests: those in `data/`, and the same turned, cropped or otherwise made difficult."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from pypdf import PdfReader, PdfWriter, Transformation
from pypdf.generic import ArrayObject, DecodedStreamObject, FloatObject, NameObject, NumberObject

from attest_desktop.papers.rendering import PdfPages

DATA = Path(__file__).parent / "data"
KUZNETSOV, ZAYATS = "Кузнецов Павел Олегович", "Заяц Марина Юрьевна"


def sheet(name: str) -> bytes:
    return (DATA / f"{name}.pdf").read_bytes()


def written(writer: PdfWriter) -> bytes:
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def reopened(pdf: bytes) -> PdfWriter:
    return PdfWriter(clone_from=PdfReader(io.BytesIO(pdf)))


def turned(pdf: bytes, angle: int, *, offset: tuple[float, float] = (0, 0)) -> bytes:
    """The same sheets to the eye, but stored turned (/Rotate) and, with an offset, cut out of larger ones."""
    writer = reopened(pdf)
    for page in writer.pages:
        width, height = float(page.mediabox.width), float(page.mediabox.height)
        # The content is turned against /Rotate, so that it is displayed upright.
        moved = {
            0: Transformation(),
            90: Transformation((0, 1, -1, 0, height, 0)),
            180: Transformation((-1, 0, 0, -1, width, height)),
            270: Transformation((0, -1, 1, 0, 0, width)),
        }[angle].translate(*offset)
        page.add_transformation(moved)
        if angle in (90, 270):
            width, height = height, width
        left, bottom = offset
        page[NameObject("/MediaBox")] = _box(0, 0, left + width + left, bottom + height + bottom)
        page[NameObject("/CropBox")] = _box(left, bottom, left + width, bottom + height)
        page[NameObject("/Rotate")] = NumberObject(angle)
    return written(writer)


def _box(*numbers: float) -> ArrayObject:
    return ArrayObject([FloatObject(number) for number in numbers])


def with_content(pdf: bytes, *, before: str = "", after: str = "") -> bytes:
    """The PDF with raw operators around every page's content."""
    writer = reopened(pdf)
    for page in writer.pages:
        streams: list[Any] = []
        for text in (before, after):
            stream = DecodedStreamObject()
            stream.set_data(f"\n{text}\n".encode())
            streams.append(writer._add_object(stream))
        page[NameObject("/Contents")] = ArrayObject([streams[0], page.raw_get("/Contents"), streams[1]])
    return written(writer)


def picture(pdf: bytes, page: int, scale: float = 2.0) -> npt.NDArray[np.int16]:
    """The rendered page, height x width x (blue, green, red)."""
    with PdfPages(pdf) as pages:
        image = pages.render(page, scale=scale)
    return image.colours().astype(np.int16)


def changed_box(before: bytes, after: bytes, page: int) -> tuple[float, float, float, float]:
    """Left, bottom, right, top (points, as displayed) around all pixels that differ."""
    scale = 2.0
    one, two = picture(before, page, scale), picture(after, page, scale)
    differs = np.abs(one - two).max(axis=2) > 24
    lines, columns = np.flatnonzero(differs.any(axis=1)), np.flatnonzero(differs.any(axis=0))
    assert lines.size, "nothing changed on the page"
    height = one.shape[0] / scale
    return (
        columns[0] / scale,
        height - (lines[-1] + 1) / scale,
        (columns[-1] + 1) / scale,
        height - lines[0] / scale,
    )
