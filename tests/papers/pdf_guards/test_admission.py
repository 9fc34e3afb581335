from __future__ import annotations

import zlib
from collections.abc import Callable

import pytest
from pypdf import PdfWriter
from pypdf.generic import (
    ArrayObject,
    DecodedStreamObject,
    DictionaryObject,
    NameObject,
    NumberObject,
    StreamObject,
    TextStringObject,
)

from attest_desktop.domain.errors import BadFileError
from attest_desktop.papers.pdf_guards import MOST_PAGES, UnsafePdfError, refuse_unsafe
from attest_desktop.papers.signing import find_places, stamp
from tests.papers.signing.papers import reopened, sheet, written


def program(writer: PdfWriter) -> None:
    """A script that runs when the file is opened."""
    writer._root_object[NameObject("/OpenAction")] = DictionaryObject(
        {NameObject("/S"): NameObject("/JavaScript"), NameObject("/JS"): TextStringObject("app.alert(1)")}
    )


def launch(writer: PdfWriter) -> None:
    """A link that starts a program."""
    action = DictionaryObject(
        {NameObject("/S"): NameObject("/Launch"), NameObject("/F"): TextStringObject("a.exe")}
    )
    link = DictionaryObject({NameObject("/Subtype"): NameObject("/Link"), NameObject("/A"): action})
    writer.pages[0][NameObject("/Annots")] = ArrayObject([writer._add_object(link)])


def bomb(writer: PdfWriter) -> None:
    """A page whose content unpacks to 60 MB."""
    packer = zlib.compressobj(9)
    stream = StreamObject()
    stream._data = b"".join(packer.compress(bytes(1 << 20)) for _ in range(60)) + packer.flush()
    stream[NameObject("/Filter")] = NameObject("/FlateDecode")
    writer.pages[0][NameObject("/Contents")] = writer._add_object(stream)


def wide_picture(writer: PdfWriter) -> None:
    """A picture of 30 000 by 30 000 points."""
    stream = StreamObject()
    side = NumberObject(30_000)
    stream.update({NameObject("/Subtype"): NameObject("/Image"), NameObject("/Width"): side})
    stream[NameObject("/Height")] = side
    _drawn(writer, stream)


def loop(writer: PdfWriter) -> None:
    """A form that draws itself."""
    form = DecodedStreamObject()
    form.set_data(b"/Loop Do /Loop Do")
    form[NameObject("/Subtype")] = NameObject("/Form")
    own = _drawn(writer, form)
    inner = DictionaryObject({NameObject("/Loop"): own})
    form[NameObject("/Resources")] = DictionaryObject({NameObject("/XObject"): inner})


def borrowed(writer: PdfWriter) -> None:
    """A form without resources of its own draws itself by the page's name for it, written in another way."""
    form = DecodedStreamObject()
    form.set_data(b"/O#77n Do /Own Do")
    form[NameObject("/Subtype")] = NameObject("/Form")
    _drawn(writer, form)


def again_and_again(writer: PdfWriter) -> None:
    """A page that draws one small form very often."""
    form = DecodedStreamObject()
    form[NameObject("/Subtype")] = NameObject("/Form")
    _drawn(writer, form)
    content = DecodedStreamObject()
    content.set_data(b"/Own Do " * 20_001)
    writer.pages[0][NameObject("/Contents")] = writer._add_object(content.flate_encode())


def strokes(writer: PdfWriter) -> None:
    """A page with more lines than a renderer draws in a minute."""
    content = DecodedStreamObject()
    content.set_data(b"0 0 m 9 9 l S\n" * 100_000)
    writer.pages[0][NameObject("/Contents")] = writer._add_object(content.flate_encode())


def long_strokes(writer: PdfWriter) -> None:
    """Fewer, all in one path, each from edge to edge."""
    content = DecodedStreamObject()
    content.set_data(b"0 0 m" + b" 595 842 l 0 9 l" * 25_000 + b" S")
    writer.pages[0][NameObject("/Contents")] = writer._add_object(content.flate_encode())


def _drawn(writer: PdfWriter, stream: StreamObject) -> NameObject:
    reference = writer._add_object(stream)
    named = DictionaryObject({NameObject("/Own"): reference})
    writer.pages[0][NameObject("/Resources")] = DictionaryObject({NameObject("/XObject"): named})
    content = DecodedStreamObject()
    content.set_data(b"/Own Do")
    writer.pages[0][NameObject("/Contents")] = writer._add_object(content)
    return reference  # type: ignore[return-value]  # an indirect reference serves wherever an object does


@pytest.mark.parametrize(
    "spoil", [program, launch, bomb, wide_picture, loop, borrowed, again_and_again, strokes, long_strokes]
)
def test_what_no_conclusion_holds_is_refused(spoil: Callable[[PdfWriter], None]) -> None:
    writer = reopened(sheet("form-two"))
    spoil(writer)
    pdf = written(writer)
    for use in (find_places, lambda pdf: stamp(pdf, [])):
        with pytest.raises(UnsafePdfError, match="Файл PDF не открыт"):
            use(pdf)


def test_a_page_that_packs_well_is_no_bomb() -> None:
    # White paper packs a thousandfold, and a line end stands behind what is packed.
    packed = zlib.compress(bytes(80_000_000), 9)
    assert len(packed) > 60_000
    writer = reopened(sheet("form-two"))
    picture = StreamObject()
    picture._data = packed + b"\n"
    picture.update(
        {NameObject("/Subtype"): NameObject("/Image"), NameObject("/Filter"): NameObject("/FlateDecode")}
    )
    picture.update({NameObject(key): NumberObject(5_000) for key in ("/Width", "/Height")})
    _drawn(writer, picture)
    refuse_unsafe(written(writer))


def test_a_traced_drawing_of_many_short_lines_is_let_in() -> None:
    writer = reopened(sheet("form-two"))
    content = DecodedStreamObject()
    content.set_data(b"0 0 m" + b"".join(b" %d %d l" % (n % 595, n % 7) for n in range(60_000)) + b" 0 842 l S")
    writer.pages[0][NameObject("/Contents")] = writer._add_object(content.flate_encode())
    refuse_unsafe(written(writer))


def test_a_book_is_refused() -> None:
    writer = reopened(sheet("form-two"))
    first = writer.pages[0]
    for _ in range(MOST_PAGES):
        writer.add_page(first)
    with pytest.raises(BadFileError, match="слишком длинный: 102"):
        find_places(written(writer))
