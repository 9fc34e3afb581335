"""What is no page is refused in words that name the file; what acts in a PDF does not come along."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from typing import Any

import numpy as np
import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.generic import (
    ArrayObject,
    DecodedStreamObject,
    DictionaryObject,
    FloatObject,
    NameObject,
    NumberObject,
    TextStringObject,
)

from attest_desktop.domain.errors import BadFileError
from attest_desktop.papers.scans import SheetSource, assemble
from tests.papers.scans.sheets import ORIGINAL, jpeg, pages_of, saved, scan
from tests.papers.signing.papers import reopened, written

GOOD = jpeg("x", scan(2)[:400, :400]).content
PNG = saved(scan(2)[:400, :400], "PNG")


def archive() -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as zipped:
        zipped.writestr("страница.jpg", GOOD)
    return packed.getvalue()


def giant_png() -> bytes:
    header = struct.pack(">IIBBBBB", 30_000, 30_000, 8, 2, 0, 0, 0)
    return PNG[:16] + header + struct.pack(">I", zlib.crc32(b"IHDR" + header)) + PNG[33:]


def encrypted(password: str) -> bytes:
    writer = reopened(ORIGINAL)
    writer.encrypt(password, "владелец", algorithm="RC4-128")
    return written(writer)


def many_pages() -> bytes:
    writer = PdfWriter()
    for _ in range(101):
        writer.add_blank_page(595, 842)
    return written(writer)


def with_stream(**entries: Any) -> bytes:
    """A page whose content unpacks into 300 MB."""
    packing = zlib.compressobj(9)
    packed = b"".join(packing.compress(b" " * 1_000_000) for _ in range(300)) + packing.flush()
    writer = PdfWriter()
    page = writer.add_blank_page(595, 842)
    stream = DecodedStreamObject()
    stream.set_data(packed)
    stream[NameObject("/Filter")] = NameObject("/FlateDecode")
    for key, value in entries.items():
        stream[NameObject(f"/{key}")] = value
    page[NameObject("/Contents")] = writer._add_object(stream)
    return written(writer)


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("пусто.jpg", b"", "пустой"),
        ("архив.jpg", archive(), "архив"),
        ("архив.pdf", archive(), "архив"),
        ("письмо.pdf", b"Hello", "не изображение"),
        ("снимок.avif", b"\0\0\0\x18ftypavif" + bytes(100), "AVIF"),
        ("обрыв.jpg", GOOD[: len(GOOD) // 2], "не полностью"),
        ("обрыв.png", PNG[: len(PNG) // 2], "не полностью"),
        ("обрыв.pdf", ORIGINAL[: len(ORIGINAL) // 2], "повреждён"),
        ("тайный.pdf", encrypted("слово"), "паролем"),
        ("защищён.pdf", encrypted(""), "защищён"),
        ("стена.png", giant_png(), "слишком большое"),
        ("книга.pdf", many_pages(), "101"),
        ("бомба.pdf", with_stream(), "непомерно"),
        ("афиша.pdf", with_stream(Width=NumberObject(30_000), Height=NumberObject(30_000)), "слишком большое"),
        ("точка.png", saved(np.zeros((20, 20, 3), np.uint8), "PNG"), "слишком маленькое"),
    ],
    ids=lambda value: value if isinstance(value, str) and "." in value else "",
)
def test_what_is_no_page_is_refused_by_name(name: str, content: bytes, words: str) -> None:
    with pytest.raises(BadFileError) as refused:
        assemble([SheetSource("хорошая.jpg", GOOD), SheetSource(name, content)])
    assert f"«{name}»" in refused.value.what
    assert words in refused.value.what
    assert refused.value.todo


def test_no_pages_at_all_and_an_original_that_is_none() -> None:
    with pytest.raises(BadFileError):
        assemble([])
    with pytest.raises(BadFileError, match="Исходный"):
        assemble([SheetSource("x.jpg", GOOD)], original=b"nothing")


def action(kind: str, key: str, what: str) -> DictionaryObject:
    return DictionaryObject({NameObject("/S"): NameObject(kind), NameObject(key): TextStringObject(what)})


def text_of(pdf: bytes) -> str:
    return PdfReader(io.BytesIO(pdf)).pages[0].extract_text()


def acting() -> bytes:
    """The original with scripts, launches, links and attachments, and a signature drawn as an annotation."""
    writer = reopened(ORIGINAL)
    launch = action("/Launch", "/F", "calc.exe")
    script = action("/JavaScript", "/JS", "x()")
    writer.root_object[NameObject("/OpenAction")] = launch
    writer.add_attachment("вложение.exe", b"MZ-attached")
    page = writer.pages[0]
    page[NameObject("/AA")] = DictionaryObject({NameObject("/O"): launch})
    look = DecodedStreamObject()
    look.set_data(b"0 0 1 rg 0 0 10 10 re f")
    look[NameObject("/Type")], look[NameObject("/Subtype")] = NameObject("/XObject"), NameObject("/Form")
    look[NameObject("/BBox")] = ArrayObject(FloatObject(one) for one in (0, 0, 10, 10))
    ink = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Annot"),
            NameObject("/Subtype"): NameObject("/Ink"),
            NameObject("/Rect"): ArrayObject(FloatObject(one) for one in (100, 20, 200, 60)),
            NameObject("/AP"): DictionaryObject({NameObject("/N"): writer._add_object(look)}),
            NameObject("/A"): script,
        }
    )
    link = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Annot"),
            NameObject("/Subtype"): NameObject("/Link"),
            NameObject("/Rect"): ArrayObject(FloatObject(one) for one in (0, 0, 50, 50)),
            NameObject("/A"): script,
        }
    )
    page[NameObject("/Annots")] = ArrayObject((writer._add_object(ink), writer._add_object(link)))
    return written(writer)


def test_pages_are_copied_without_actions_and_with_the_ink_drawn_over_them() -> None:
    content = acting()
    made = assemble([SheetSource("x.pdf", content)])
    for bad in (b"Launch", b"JavaScript", b"OpenAction", b"/AA", b"/Annots", b"EmbeddedFile", b"/Link"):
        assert bad in content
        assert bad not in made.pdf
    before, after = pages_of(ORIGINAL), pages_of(made.pdf)
    assert [one.shape for one in before] == [one.shape for one in after]
    changed = np.argwhere(np.abs(before[0] - after[0]) > 30)
    height = before[0].shape[0]
    assert (changed.min(axis=0) >= (height - 62, 99)).all()
    assert (changed.max(axis=0) <= (height - 18, 201)).all()
    assert len(changed) > 3000
    assert all(np.array_equal(one, other) for one, other in zip(before[1:], after[1:], strict=True))
    assert text_of(made.pdf).strip() == text_of(ORIGINAL).strip()
