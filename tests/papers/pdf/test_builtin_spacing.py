"""The built-in engine: spaces and breaks in documents pasted from the web or made by scripts.

The figures were measured on LibreOffice's pages of the same documents.
"""

from __future__ import annotations

import io
from itertools import pairwise
from typing import Any

import pytest
from docx.enum.text import WD_BREAK
from docx.oxml.ns import qn
from docx.shared import Pt
from PIL import Image

from attest_desktop.papers.pdf.builtin.numbering import Numbering
from tests.papers.pdf.making import element, new_document, printed_words

LINE = 13.8  # of 12 points
AUTOMATIC = '<w:spacing w:before="100" w:beforeAutospacing="1" w:after="100" w:afterAutospacing="1"/>'


def _put(paragraph: Any, xml: str) -> None:
    paragraph._p.get_or_add_pPr().append(element(xml))


def _steps(document: Any, names: str) -> list[float]:
    """From each word's base line to the next one's, in points."""
    found = printed_words(document)
    places = [found[name].y for name in names.split()]
    return [lower - upper for upper, lower in pairwise(places)]


def _page_of_the_web(*, plain: bool = False) -> Any:
    """Paragraphs with automatic space, in text and cells; `plain` when the document wants none of the web."""
    document = new_document()
    for name in ("раз", "два"):
        _put(document.add_paragraph(name), AUTOMATIC)
    table = document.add_table(2, 1)
    for cell, name in zip((row.cells[0] for row in table.rows), ("верх", "низ"), strict=True):
        cell.text = name
        _put(cell.paragraphs[0], AUTOMATIC)
    document.add_paragraph("конец")
    if plain:
        compat = document.settings.element.find(qn("w:compat"))
        if compat is None:
            compat = element("<w:compat/>")
            document.settings.element.append(compat)
        compat.insert(0, element("<w:doNotUseHTMLParagraphAutoSpacing/>"))
    return document


def test_automatic_space_is_that_of_a_web_page() -> None:
    document = _page_of_the_web()
    assert printed_words(document)["раз"].y == pytest.approx(83.2, abs=0.3)
    # None at the beginning and the end of a cell, an empty line elsewhere.
    assert _steps(document, "раз два верх низ конец") == pytest.approx([LINE + 14, LINE + 14, LINE, LINE], abs=0.3)


def test_automatic_space_is_small_and_added_where_the_document_says_so() -> None:
    document = _page_of_the_web(plain=True)
    steps = _steps(document, "раз два верх низ конец")
    assert steps == pytest.approx([LINE + 10, LINE + 10, LINE + 10, LINE + 5], abs=0.3)


def test_items_of_one_list_stand_close_with_automatic_space() -> None:
    document = new_document()
    for name, style in (("до", ""), ("первый", "List Bullet"), ("второй", "List Bullet"), ("после", "")):
        paragraph = document.add_paragraph(name, style=style or None)
        _put(paragraph, AUTOMATIC)
    assert _steps(document, "до первый второй после") == pytest.approx([LINE + 14, LINE, LINE + 14], abs=0.3)


def test_document_without_defaults_is_kerned_and_its_headings_stand_on_the_text_style() -> None:
    document = new_document()
    document.styles["Normal"].paragraph_format.line_spacing = 2.0
    heading = document.styles["Heading 1"]
    heading.font.size, heading.font.name = Pt(12), "Times New Roman"
    heading.element.remove(heading.element.find(qn("w:basedOn")))
    document.add_paragraph("Глава", style="Heading 1")
    document.add_paragraph("AVAVAVAVAVAV текст")
    kept, wide = _steps(document, "Глава текст")[0], printed_words(document)["текст"].x
    styles = document.styles.element
    styles.remove(styles.find(qn("w:docDefaults")))
    assert _steps(document, "Глава текст")[0] > kept + 10
    assert printed_words(document)["текст"].x < wide - 5


def test_what_follows_a_leading_page_break_takes_the_whole_paragraph_along() -> None:
    document = new_document()
    document.add_paragraph("до")
    broken = document.add_paragraph()
    broken.paragraph_format.space_before, broken.paragraph_format.first_line_indent = Pt(20), Pt(30)
    broken.add_run().add_break(WD_BREAK.PAGE)
    broken.add_run("после ")
    broken.add_run().add_break(WD_BREAK.PAGE)
    broken.add_run("снова")
    found = printed_words(document)
    assert [found[name].page for name in ("до", "после", "снова")] == [0, 1, 2]
    for name in ("после", "снова"):
        assert (found[name].x, found[name].y) == pytest.approx((found["до"].x + 30, found["до"].y + 20), abs=0.3)


def test_level_of_a_list_without_indents_has_none() -> None:
    level = '<w:lvl w:ilvl="0"><w:pPr><w:ind w:left="500"/></w:pPr></w:lvl><w:lvl w:ilvl="1"/>'
    lists = Numbering(
        element(
            f'<w:numbering><w:abstractNum w:abstractNumId="0">{level}</w:abstractNum>'
            '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
        )
    ).paragraph_levels()
    assert [lists["1", depth]["ind"].get("left") for depth in "01"] == ["500", "0"]
    assert [lists["1", depth]["ind"].get("firstLine") for depth in "01"] == ["0", "0"]


def test_shadow_of_a_picture_in_the_line_takes_room() -> None:
    png = io.BytesIO()
    Image.new("RGB", (8, 8), "blue").save(png, "PNG")
    document = new_document()
    document.add_paragraph("выше")
    run = document.add_paragraph().add_run()
    run.add_picture(io.BytesIO(png.getvalue()), height=Pt(100))
    run.add_text("рядом")
    plain = printed_words(document)["рядом"]
    inline = next(run._r.iter(qn("wp:inline")))
    extent = inline.find(qn("wp:extent"))
    extent.addnext(
        extent.makeelement(qn("wp:effectExtent"), {"l": "76200", "t": "50800", "r": "127000", "b": "0"})
    )
    shape = next(inline.iter(qn("pic:spPr")))
    shape.append(shape.makeelement(qn("a:effectLst")))
    shape[-1].append(shape.makeelement(qn("a:outerShdw")))
    shaded = printed_words(document)["рядом"]
    assert (shaded.x - plain.x, shaded.y - plain.y) == pytest.approx((16, 4), abs=0.3)
