"""The built-in engine: tables that text goes round stand where they are asked to and cover nothing."""

from __future__ import annotations

from typing import Any

import pytest
from docx.oxml.ns import qn

from tests.papers.pdf.layout_compare import words
from tests.papers.pdf.making import LEFT_MARGIN, TOP_MARGIN, element, new_document, printed, printed_words

LINE = 12 * 1.1499
TWIP = 1 / 20
TEXT = " ".join(f"слово{number}" for number in range(60))


def _aside(place: str, texts: list[list[str]], width: int = 2000) -> Any:
    """A table of cells without margins, `width` twips each, beside the text by the attributes of `w:tblpPr`."""
    rows = "".join(
        "<w:tr>" + "".join(f"<w:tc><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>" for text in row) + "</w:tr>"
        for row in texts
    )
    return element(
        f"""<w:tbl><w:tblPr><w:tblpPr w:leftFromText="180" w:rightFromText="180" {place}/>
      <w:tblCellMar><w:left w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/></w:tblCellMar></w:tblPr>
      <w:tblGrid>{f'<w:gridCol w:w="{width}"/>' * len(texts[0])}</w:tblGrid>{rows}</w:tbl>"""
    )


def _put(document: Any, table: Any) -> None:
    """The table after the last paragraph."""
    body = document.element.body
    body.insert(len(body) - 1, table)


def test_two_blocks_side_by_side_stand_at_one_height_with_the_text_below() -> None:
    document = new_document()
    document.add_paragraph("Выше")
    for x, name in ((0, "левый"), (4400, "правый")):
        _put(
            document,
            _aside(f'w:vertAnchor="text" w:tblpX="{x}" w:tblpY="200"', [[name, "а"], ["подпись", "б"]]),
        )
    document.add_paragraph(TEXT)
    found = printed_words(document)
    left, right, below = found["левый"], found["правый"], found["слово0"]
    assert left.y == pytest.approx(right.y, abs=0.1)
    assert left.x == pytest.approx(LEFT_MARGIN, abs=1)
    assert right.x == pytest.approx(LEFT_MARGIN + 4400 * TWIP, abs=1)
    assert left.y == pytest.approx(found["Выше"].y + LINE + 200 * TWIP, abs=1)
    # No inch is left between them or at the side: all of the text stands below.
    assert below.y > left.y + 1.9 * LINE


def test_text_goes_beside_a_narrow_table_and_in_full_width_below() -> None:
    document = new_document()
    _put(document, _aside('w:vertAnchor="text" w:horzAnchor="margin" w:tblpXSpec="right"', [["угол"], ["вниз"]]))
    document.add_paragraph(TEXT)
    result = printed(document)
    shown = words(result.pdf)
    corner = next(word for word in shown if word.text == "угол")
    beside = [word for word in shown if abs(word.y - corner.y) < 2 and word is not corner]
    assert beside
    assert max(word.x for word in beside) < corner.x
    below = [word for word in shown if word.y > corner.y + 2.5 * LINE]
    assert max(word.x for word in below) > corner.x
    assert not result.warnings


def test_tables_asked_to_one_place_stand_one_under_another() -> None:
    document = new_document()
    for name in ("верхняя", "нижняя"):
        _put(document, _aside('w:vertAnchor="text" w:horzAnchor="margin" w:tblpY="60"', [[name], ["строка"]]))
    document.add_paragraph(TEXT)
    found = printed_words(document)
    assert found["нижняя"].y >= found["верхняя"].y + 1.9 * LINE


def test_a_place_on_a_later_page_is_kept_free_of_text_before_its_paragraph_too() -> None:
    document = new_document()
    document.add_paragraph("Первая страница")
    document.add_paragraph(TEXT).paragraph_format.page_break_before = True
    document.add_paragraph(TEXT)
    # The table stands at the height of the first paragraph of the page and belongs to the third.
    _put(document, _aside('w:vertAnchor="page" w:tblpY="1440"', [["место"], ["занято"], ["всё"]], width=3000))
    document.add_paragraph(TEXT)
    found = printed_words(document)
    table, text = found["место"], found["слово0"]
    assert (table.page, text.page) == (1, 1)
    assert table.y == pytest.approx(text.y, abs=2)
    assert table.y < TOP_MARGIN + 1.5 * LINE
    assert text.x >= LEFT_MARGIN + 3000 * TWIP


def test_a_block_that_does_not_fit_the_foot_of_the_page_goes_over_with_its_paragraph() -> None:
    document = new_document()
    for _ in range(45):
        document.add_paragraph("строка")
    _put(document, _aside('w:vertAnchor="text" w:tblpY="20"', [[f"блок{row}"] for row in range(6)]))
    document.add_paragraph("ниже")
    document.add_paragraph("конец")
    found = printed_words(document)
    assert {found[f"блок{row}"].page for row in range(6)} == {1}
    assert found["ниже"].page == 1


def test_a_table_in_the_flow_keeps_clear_of_one_beside_the_text() -> None:
    document = new_document()
    _put(document, _aside('w:vertAnchor="text" w:tblpXSpec="right"', [[f"бок{row}"] for row in range(4)]))
    document.add_paragraph("рядом")
    document.add_table(1, 2).cell(0, 0).text = "таблица"
    found = printed_words(document)
    assert found["рядом"].y == pytest.approx(found["бок0"].y, abs=1)
    assert found["таблица"].y > found["бок3"].y + 0.9 * LINE


@pytest.mark.parametrize(("width", "rows"), [(4300, 3), (2000, 70)])
def test_a_table_as_wide_as_the_column_or_longer_than_the_page_stands_in_the_text(width: int, rows: int) -> None:
    document = new_document()
    document.add_paragraph("Выше")
    _put(document, _aside('w:vertAnchor="text" w:tblpY="60"', [["а", f"ряд{row}"] for row in range(rows)], width))
    document.add_paragraph("ниже")
    result = printed(document)
    found = {word.text: word for word in words(result.pdf)}
    last = found[f"ряд{rows - 1}"]
    assert (found["ниже"].page, found["ниже"].y) > (last.page, last.y)
    assert not result.warnings


def test_a_table_beside_the_text_of_a_cell_is_printed_in_it_and_said() -> None:
    document = new_document()
    cell = document.add_table(1, 2).cell(0, 0)
    cell.text = "ниже"
    cell._tc.insert(1, _aside('w:vertAnchor="text" w:tblpY="60"', [["внутри"]]))
    result = printed(document)
    assert any("обтекал" in text for text in result.warnings)
    found = {word.text: word for word in words(result.pdf)}
    assert found["внутри"].y < found["ниже"].y


def test_a_frame_with_a_table_in_it_is_kept_whole_and_goes_over_with_what_follows() -> None:
    document = new_document()
    for _ in range(44):
        document.add_paragraph("строка")
    frame = (
        '<w:framePr w:w="4000" w:wrap="notBeside" w:vAnchor="text" w:hAnchor="text" w:xAlign="center" w:y="1"/>'
    )
    document.add_paragraph("Название")._p.get_or_add_pPr().insert(0, element(frame))
    table = _aside("", [[f"внутри{row}"] for row in range(6)])
    table.tblPr.remove(table.tblPr[0])
    for paragraph in table.iter(qn("w:p")):
        paragraph.get_or_add_pPr().insert(0, element(frame))
    _put(document, table)
    document.add_paragraph("ниже")
    found = printed_words(document)
    title, last, below = found["Название"], found["внутри5"], found["ниже"]
    assert (title.page, last.page, below.page) == (1, 1, 1)
    assert title.y < found["внутри0"].y < last.y < below.y
    assert title.x == pytest.approx(LEFT_MARGIN + (8640 - 4000) / 2 * TWIP, abs=1)
