"""The built-in engine: text round boxes and frames, columns of equal height, lines broken where Word does."""

from __future__ import annotations

import io
import zipfile
from typing import Any

import pytest
from docx.enum.section import WD_SECTION
from docx.enum.text import WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.oxml.ns import qn
from docx.shared import Pt

from attest_desktop.papers.pdf import EngineName, convert
from attest_desktop.papers.rendering import PdfPages, text_of
from tests.papers.pdf.layout_compare import Word, words
from tests.papers.pdf.making import (
    LEFT_MARGIN,
    TOP_MARGIN,
    element,
    new_document,
    printed,
    printed_words,
    saved,
)

LINE = 12 * 1.1499
TEXT = " ".join(f"слово{number}" for number in range(60))


def _lines(document: Any) -> dict[float, list[Word]]:
    """The words of the first page by the height of their line."""
    found: dict[float, list[Word]] = {}
    for word in words(printed(document).pdf):
        if word.page == 0:
            found.setdefault(round(word.y, 1), []).append(word)
    return found


def _box(text: str, wrap: str, x: int, y: int, width: int, height: int) -> Any:
    """A text box, measured in points from the column and the paragraph."""
    emu = 12700
    return element(
        f"""<w:r><w:drawing><wp:anchor xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
      xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"
      xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" behindDoc="0">
      <wp:positionH relativeFrom="column"><wp:posOffset>{x * emu}</wp:posOffset></wp:positionH>
      <wp:positionV relativeFrom="paragraph"><wp:posOffset>{y * emu}</wp:posOffset></wp:positionV>
      <wp:extent cx="{width * emu}" cy="{height * emu}"/><wp:{wrap}/>
      <a:graphic><a:graphicData><wps:wsp><wps:spPr><a:prstGeom prst="rect"/></wps:spPr>
      <wps:txbx><w:txbxContent><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:txbxContent></wps:txbx>
      <wps:bodyPr lIns="0" tIns="0"/></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></w:r>"""
    )


def test_text_goes_round_a_box_at_its_side_and_on_below() -> None:
    document = new_document()
    document.add_paragraph(TEXT)._p.append(_box("надпись", "wrapSquare", 200, 20, 232, 30))
    document.add_paragraph(TEXT)
    result = printed(document)
    assert result.warnings == ()
    right, full = LEFT_MARGIN + 200, 0
    for height, line in _lines(document).items():
        upper = height - 12 * 0.9
        if upper + LINE > TOP_MARGIN + 20 and upper < TOP_MARGIN + 50:
            assert all(word.x < right for word in line if word.text != "надпись")
        else:
            full += any(word.x > right for word in line)
    assert full > 10
    assert len(text_of(result.pdf)[0].split()) == 121


def test_text_goes_on_below_a_picture_that_lets_nothing_beside() -> None:
    document = new_document()
    document.add_paragraph(TEXT)._p.append(_box("надпись", "wrapTopAndBottom", 100, 10, 50, 60))
    heights = sorted(height for height, line in _lines(document).items() if line[0].text != "надпись")
    # The first line would reach into it: all stand below.
    assert heights[0] == pytest.approx(TOP_MARGIN + 70 + 12 * 0.9, abs=1)


def test_page_number_in_a_frame_takes_no_line_of_the_footer() -> None:
    document = new_document()
    footer = document.sections[0].footer
    number = footer.paragraphs[0]
    number._p.append(element('<w:r><w:fldChar w:fldCharType="begin"/></w:r>'))
    number._p.append(element("<w:r><w:instrText>PAGE</w:instrText></w:r>"))
    number._p.append(element('<w:r><w:fldChar w:fldCharType="end"/></w:r>'))
    number._p.get_or_add_pPr().append(
        element('<w:framePr w:wrap="around" w:vAnchor="text" w:hAnchor="margin" w:xAlign="right" w:y="1"/>')
    )
    footer.add_paragraph("слева")
    document.add_paragraph("текст")
    word = printed_words(document)
    assert word["1"].y == pytest.approx(word["слева"].y, abs=0.2)
    assert word["1"].x == pytest.approx(LEFT_MARGIN + 432 - 6, abs=1)


def test_box_of_old_word_stands_where_it_is_put() -> None:
    document = new_document()
    vml = (
        '<w:r><w:pict><v:rect xmlns:v="urn:schemas-microsoft-com:vml" style="position:absolute;margin-left:150pt;'
        'margin-top:100pt;width:120pt;height:40pt;z-index:1"><v:textbox inset="0,0,0,0"><w:txbxContent><w:p><w:r>'
        "<w:t>надпись</w:t></w:r></w:p></w:txbxContent></v:textbox></v:rect></w:pict></w:r>"
    )
    document.add_paragraph("текст")._p.append(element(vml))
    result = printed(document)
    word = {one.text: one for one in words(result.pdf)}
    assert result.warnings == ()
    assert word["надпись"].x == pytest.approx(LEFT_MARGIN + 150, abs=0.5)
    assert word["надпись"].y == pytest.approx(TOP_MARGIN + 100 + 12 * 0.9, abs=1)


def test_columns_end_at_one_height_where_a_section_follows() -> None:
    document = new_document()
    document.add_paragraph("сверху")
    document.add_section(WD_SECTION.CONTINUOUS)
    for number in range(10):
        document.add_paragraph(f"столбец{number}")
    below = document.add_section(WD_SECTION.CONTINUOUS)
    document.add_paragraph("снизу")
    for section, count in ((document.sections[1], "2"), (below, "1")):
        section._sectPr.find(qn("w:cols")).set(qn("w:num"), count)
    word = printed_words(document)
    assert word["столбец0"].y == pytest.approx(word["столбец5"].y, abs=0.1)
    assert word["столбец4"].y == pytest.approx(word["столбец9"].y, abs=0.1)
    assert word["столбец5"].x > word["столбец0"].x + 200
    assert word["столбец0"].y - word["сверху"].y == pytest.approx(LINE, abs=0.1)
    assert word["снизу"].y - word["столбец4"].y == pytest.approx(LINE, abs=0.1)


def test_lines_break_at_hyphens_but_not_at_obliques() -> None:
    document = new_document()
    for indent in range(300, 420, 10):
        paragraph = document.add_paragraph("категория соответствует/не тел.8-900-000")
        paragraph.paragraph_format.left_indent = Pt(indent)
        paragraph.paragraph_format.right_indent = Pt(300 - indent)
    # The column is 432 pt wide: no room is left for the digits.
    narrow = document.add_paragraph("ИСП-431 до -5")
    narrow.paragraph_format.left_indent = Pt(396)
    found = {word.text for word in words(printed(document).pdf)}
    assert "соответствует/не" in found
    assert not {"соответствует/", "не"} & found
    # The reader marks a hyphen at the end of a line so.
    assert {"ИСП\x02431", "-5"} <= found
    assert "\u2060" not in "".join(found)
    # What rules where lines break is not read as a space.
    alone = new_document()
    alone.add_paragraph("тел.8-900-000 и/или")
    assert text_of(printed(alone).pdf)[0].split() == ["тел.8-900-000", "и/или"]


def test_leaders_and_fonts_of_one_width_keep_words_whole() -> None:
    document = new_document()
    run = document.add_paragraph().add_run("<inv:price>100</inv:price>")
    run.font.name = "Courier New"
    calibri = document.add_paragraph().add_run("Microsoft section office")
    calibri.font.name = "Calibri"
    small = document.add_paragraph().add_run("Малые прописные")
    small.font.small_caps = True
    contents = document.add_paragraph("Глава\t7")
    contents.paragraph_format.tab_stops.add_tab_stop(Pt(300), WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.DOTS)
    result = printed(document)
    found = text_of(result.pdf)[0].split()
    assert found[:6] == ["<inv:price>100</inv:price>", "Microsoft", "section", "office", "МАЛЫЕ", "ПРОПИСНЫЕ"]
    assert found[6].startswith("Глава...")
    assert found[6].endswith("...7")
    with PdfPages(result.pdf) as pages:
        letter = {one.text: one for one in pages.characters(1)}
    assert letter["М"].ink_top - letter["М"].ink_bottom > 1.15 * (letter["Ы"].ink_top - letter["Ы"].ink_bottom)


def test_strict_open_xml_is_read() -> None:
    document = new_document()
    document.add_paragraph("строгий")
    usual, strict = b"http://schemas.openxmlformats.org/", b"http://purl.oclc.org/ooxml/"
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(saved(document))) as source, zipfile.ZipFile(stream, "w") as made:
        for entry in source.infolist():
            data = source.read(entry).replace(
                usual + b"officeDocument/2006/relationships", strict + b"officeDocument/relationships"
            )
            data = data.replace(usual + b"wordprocessingml/2006/main", strict + b"wordprocessingml/main")
            made.writestr(entry.filename, data)
    result = convert(stream.getvalue(), engine=EngineName.BUILTIN, title="Проба")
    assert text_of(result.pdf)[0].split() == ["строгий"]
