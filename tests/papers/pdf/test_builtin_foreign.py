"""The built-in engine: what documents of other people's making hold."""

from __future__ import annotations

import io
import struct
from typing import Any

import pytest
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Pt
from PIL import Image
from pypdf import PdfReader

from attest_desktop.papers.pdf.builtin.metafiles import bitmap_of
from tests.papers.pdf.layout_compare import words
from tests.papers.pdf.making import element, new_document, printed, printed_words

LINE = 1.1499
METAFILE = "WMF"
_STRETCH, _END = 81, 14


def _record(kind: int, body: bytes = b"") -> bytes:
    return struct.pack("<2I", kind, 8 + len(body)) + body


def _screenshot() -> bytes:
    """An EMF with a red bitmap of 8 by 4 pixels on a canvas as large."""
    stream = io.BytesIO()
    Image.new("RGB", (8, 4), "red").save(stream, "BMP")
    info, bits = stream.getvalue()[14:54], stream.getvalue()[54:]
    places = struct.pack("<10i", 0, 0, 7, 3, 0, 0, 0, 0, 8, 4)
    parts = struct.pack("<6I2i", 80, len(info), 80 + len(info), len(bits), 0, 0xCC0020, 8, 4)
    canvas = struct.pack("<4i", 0, 0, 7, 3) + bytes(64)
    return _record(1, canvas) + _record(_STRETCH, places + parts + info + bits) + _record(_END, bytes(12))


def _with_picture(data: bytes) -> Any:
    """A document with a picture 100 points high between two words; its file holds the data."""
    png = io.BytesIO()
    Image.new("RGB", (8, 4), "blue").save(png, "PNG")
    document = new_document()
    document.add_paragraph("выше")
    document.add_paragraph().add_run().add_picture(io.BytesIO(png.getvalue()), height=Pt(100))
    document.add_paragraph("ниже")
    for part in document.part.package.iter_parts():
        if part.partname.endswith(".png"):
            part._blob = data
    return document


def test_screenshot_kept_as_a_metafile_is_drawn() -> None:
    document = _with_picture(_screenshot())
    converted = printed(document)
    assert METAFILE not in " ".join(converted.warnings)
    image = next(iter(PdfReader(io.BytesIO(converted.pdf)).pages[0].images)).image
    assert image is not None
    red, green, blue = image.convert("RGB").getpixel((1, 1))  # type: ignore[misc]  # three values in this mode
    assert red > 200
    assert max(green, blue) < 60


@pytest.mark.parametrize(
    "data",
    [_screenshot()[:150], b"\xd7\xcd\xc6\x9a" + bytes(60)],
    ids=["torn", "wmf"],
)
def test_metafile_that_cannot_be_drawn_keeps_its_room_and_is_told(data: bytes) -> None:
    assert bitmap_of(data) is None
    document = _with_picture(data)
    assert METAFILE in " ".join(printed(document).warnings)
    word = printed_words(document)
    assert word["ниже"].y - word["выше"].y == pytest.approx(100 + 12 * LINE, abs=0.3)


def test_lone_word_of_a_justified_line_is_not_spread() -> None:
    document = new_document()
    paragraph = document.add_paragraph("раскроя " + "ы" * 50 + " конец")
    paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
    word = printed_words(document)
    assert word["раскроя"].y < word["ы" * 50].y < word["конец"].y


def test_row_of_underscores_as_wide_as_the_column_stays_in_its_line() -> None:
    document = new_document()
    document.add_paragraph("_" * 72)
    assert [word.text for word in words(printed(document).pdf)] == ["_" * 72]


def test_blanks_of_another_size_make_no_line_higher() -> None:
    document = new_document(size=10)
    document.add_paragraph("один")
    paragraph = document.add_paragraph("два")
    paragraph.add_run("  ").font.size = Pt(30)
    paragraph.add_run("слова")
    document.add_paragraph("три")
    word = printed_words(document)
    assert word["три"].y - word["один"].y == pytest.approx(20 * LINE, abs=0.2)


def test_bullets_that_are_letters_and_numbers_by_example() -> None:
    document = new_document()
    numbering = document.part.numbering_part.element
    levels = {
        "90": '<w:numFmt w:val="bullet"/><w:lvlText w:val="o"/><w:rPr><w:rFonts w:hAnsi="Courier New"/></w:rPr>',
        "91": '<w:numFmt w:val="custom" w:format="001, 002, 003, ..."/><w:lvlText w:val="%1)"/>',
    }
    for identifier, level in levels.items():
        numbering.insert(
            0,
            element(
                f'<w:abstractNum w:abstractNumId="{identifier}"><w:lvl w:ilvl="0"><w:start w:val="7"/>{level}'
                "</w:lvl></w:abstractNum>"
            ),
        )
        numbering.append(element(f'<w:num w:numId="{identifier}"><w:abstractNumId w:val="{identifier}"/></w:num>'))
        document.add_paragraph("пункт")._p.get_or_add_pPr().append(
            element(f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{identifier}"/></w:numPr>')
        )
    assert {"o", "007)"} <= printed_words(document).keys()


def test_macro_buttons_are_printed_and_corrections_told() -> None:
    document = new_document()
    paragraph = document.add_paragraph()
    for part in (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>',
        "<w:r><w:instrText> MACROBUTTON  Ничего [впишите имя] </w:instrText></w:r>",
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>',
        '<w:del w:id="1"><w:r><w:delText>прежнее</w:delText></w:r></w:del>',
        '<w:ins w:id="2"><w:r><w:t>новое</w:t></w:r></w:ins>',
    ):
        paragraph._p.append(element(part))
    assert "исправления" in " ".join(printed(document).warnings)
    text = " ".join(printed_words(document))
    assert "[впишите имя]" in text
    assert "новое" in text
    assert "прежнее" not in text


def test_empty_paragraph_that_ends_a_cell_after_a_table_has_no_height() -> None:
    document = new_document()
    cell = document.add_table(1, 1).cell(0, 0)
    cell._tc.remove(cell.paragraphs[0]._p)
    cell.add_table(1, 1).cell(0, 0).text = "внутри"
    document.add_paragraph("ниже")
    word = printed_words(document)
    assert word["ниже"].y - word["внутри"].y == pytest.approx(12 * LINE, abs=0.2)
