"""The built-in engine: tables."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
import pytest
from docx.shared import Pt

from attest_desktop.papers.rendering import PdfPages, text_of
from tests.papers.pdf.layout_compare import words
from tests.papers.pdf.making import LEFT_MARGIN, TOP_MARGIN, element, new_document, printed, printed_words

SCALE = 4.0
PADDING = 5.4
LINE = 12 * 1.1499


def _table(document: Any, rows: int, widths: tuple[float, ...]) -> Any:
    table = document.add_table(rows=rows, cols=len(widths))
    table.style = "Table Grid"
    table.autofit = False
    for column, width in enumerate(widths):
        table.columns[column].width = Pt(width)
        for cell in table.columns[column].cells:
            cell.width = Pt(width)
    return table


def _ink(document: Any) -> npt.NDArray[np.bool_]:
    with PdfPages(printed(document).pdf) as pages:
        return np.asarray(pages.grey(1, scale=SCALE) < 140)


def _vertical(ink: npt.NDArray[np.bool_], x: float, top: float, bottom: float) -> float:
    """The share of a vertical line that is drawn, the darkest column within a point and a half."""
    area = ink[int(top * SCALE) : int(bottom * SCALE), int((x - 1.5) * SCALE) : int((x + 1.5) * SCALE)]
    return float(area.mean(axis=0).max())


def test_columns_have_the_widths_of_the_grid_and_of_the_cells_where_it_has_none() -> None:
    document = new_document()
    table = _table(document, 1, (144, 144, 200))
    for column, text in enumerate(("раз", "два", "три")):
        table.cell(0, column).text = text
    for column, width in zip(table._tbl.tblGrid.gridCol_lst, (100, 0, 200), strict=True):
        column.w = Pt(width)
    word = printed_words(document)
    assert word["раз"].x == pytest.approx(LEFT_MARGIN, abs=0.2)
    assert word["два"].x == pytest.approx(LEFT_MARGIN + 100, abs=0.2)
    assert word["три"].x == pytest.approx(LEFT_MARGIN + 244, abs=0.2)


def test_merged_cells_span_and_centre_their_text() -> None:
    document = new_document()
    table = _table(document, 3, (100, 100, 100))
    wide = table.cell(0, 0).merge(table.cell(0, 2))
    wide.text = "широкая"
    wide.paragraphs[0].alignment = 1
    tall = table.cell(1, 0).merge(table.cell(2, 0))
    tall.text = "высокая"
    tall.vertical_alignment = 1
    table.cell(1, 1).text, table.cell(2, 1).text = "верх", "низ"
    word = printed_words(document)
    assert word["широкая"].x > LEFT_MARGIN + 100
    assert word["высокая"].y == pytest.approx((word["верх"].y + word["низ"].y) / 2, abs=0.5)
    ink = _ink(document)
    top = TOP_MARGIN + LINE + 2
    assert _vertical(ink, LEFT_MARGIN - PADDING + 100, TOP_MARGIN + 2, top - 4) < 0.5
    assert _vertical(ink, LEFT_MARGIN - PADDING + 100, top, top + 2 * LINE - 4) > 0.95


def test_absent_borders_are_not_drawn() -> None:
    document = new_document()
    table = _table(document, 1, (100, 100))
    for column in (0, 1):
        side = ("right", "left")[column]
        table.cell(0, column)._tc.get_or_add_tcPr().append(
            element(f'<w:tcBorders><w:{side} w:val="nil"/></w:tcBorders>')
        )
    ink = _ink(document)
    left = LEFT_MARGIN - PADDING
    bottom = TOP_MARGIN + LINE
    assert _vertical(ink, left, TOP_MARGIN + 1, bottom) > 0.95
    assert _vertical(ink, left + 100, TOP_MARGIN + 2, bottom - 1) == 0
    assert _vertical(ink, left + 200, TOP_MARGIN + 1, bottom) > 0.95


def test_shading_fills_the_cell() -> None:
    document = new_document()
    table = _table(document, 1, (100, 100))
    table.cell(0, 1)._tc.get_or_add_tcPr().append(element('<w:shd w:val="clear" w:fill="000080"/>'))
    ink = _ink(document)
    middle = int((TOP_MARGIN + LINE / 2) * SCALE)
    assert ink[middle, int((LEFT_MARGIN + 150) * SCALE)]
    assert not ink[middle, int((LEFT_MARGIN + 50) * SCALE)]


def test_row_heights_are_obeyed() -> None:
    document = new_document()
    table = _table(document, 3, (200,))
    for row, (text, rule) in enumerate((("первая", "atLeast"), ("вторая", "exact"), ("третья", ""))):
        table.cell(row, 0).text = text
        if rule:
            height = f'<w:trHeight w:val="{40 * 20}" w:hRule="{rule}"/>'
            table.rows[row]._tr.get_or_add_trPr().append(element(height))
    word = printed_words(document)
    assert word["вторая"].y - word["первая"].y == pytest.approx(40, abs=0.1)
    assert word["третья"].y - word["вторая"].y == pytest.approx(40, abs=0.1)


def test_header_row_is_repeated_and_a_long_cell_goes_on() -> None:
    document = new_document()
    table = _table(document, 2, (100, 300))
    table.cell(0, 1).text = "шапка"
    table.rows[0]._tr.get_or_add_trPr().append(element("<w:tblHeader/>"))
    table.cell(1, 0).text = "показатель"
    table.cell(1, 1).text = "\n".join(f"строка{number}" for number in range(100))
    converted = printed(document)
    assert converted.pages == 3
    for page in text_of(converted.pdf):
        assert page.split().count("шапка") == 1
    lines = [word for word in words(converted.pdf) if word.text.startswith("строка")]
    assert [word.text for word in lines] == [f"строка{number}" for number in range(100)]
    assert [word.text for word in words(converted.pdf)].count("показатель") == 1
    assert all(TOP_MARGIN < word.y < 720.5 for word in lines)


def test_row_that_must_stay_whole_moves_to_the_next_page() -> None:
    document = new_document()
    for number in range(40):
        document.add_paragraph(f"текст{number}")
    table = _table(document, 2, (300,))
    table.cell(0, 0).text = "короткая"
    table.cell(1, 0).text = "\n".join(f"строка{number}" for number in range(10))
    table.rows[1]._tr.get_or_add_trPr().append(element("<w:cantSplit/>"))
    word = printed_words(document)
    assert word["короткая"].page == 0
    assert {word[f"строка{number}"].page for number in range(10)} == {1}


def test_row_higher_than_a_page_is_printed_though_it_must_stay_whole() -> None:
    document = new_document()
    table = _table(document, 1, (300,))
    table.cell(0, 0).text = "\n".join(f"строка{number}" for number in range(60))
    table.rows[0]._tr.get_or_add_trPr().append(element("<w:cantSplit/>"))
    converted = printed(document)
    found = [word.text for word in words(converted.pdf)]
    assert found == [f"строка{number}" for number in range(60)]


def test_merged_cell_over_a_page_break_loses_nothing() -> None:
    document = new_document()
    table = _table(document, 60, (150, 150))
    table.cell(0, 0).merge(table.cell(59, 0)).text = "\n".join(f"слева{number}" for number in range(55))
    for row in range(60):
        table.cell(row, 1).text = f"справа{row}"
    found = [word.text for word in words(printed(document).pdf)]
    assert sorted(found) == sorted(
        [f"слева{number}" for number in range(55)] + [f"справа{row}" for row in range(60)]
    )


def test_table_in_a_table() -> None:
    document = new_document()
    outer = _table(document, 1, (300,))
    outer.cell(0, 0).text = "снаружи"
    inner = outer.cell(0, 0).add_table(1, 2)
    inner.cell(0, 0).text, inner.cell(0, 1).text = "внутри", "рядом"
    outer.cell(0, 0).add_paragraph("после")
    word = printed_words(document)
    assert word["снаружи"].y < word["внутри"].y == word["рядом"].y < word["после"].y


@pytest.mark.parametrize(("direction", "first_is_lower"), [("btLr", True), ("tbRl", False)])
def test_turned_text_runs_along_the_row(direction: str, first_is_lower: bool) -> None:
    document = new_document()
    table = _table(document, 1, (30, 200))
    table.cell(0, 0).text = "верх низ"
    table.cell(0, 0)._tc.get_or_add_tcPr().append(element(f'<w:textDirection w:val="{direction}"/>'))
    table.rows[0]._tr.get_or_add_trPr().append(element('<w:trHeight w:val="2000"/>'))
    document.add_paragraph("после")
    with PdfPages(printed(document).pdf) as pages:
        place = {one.text: one for one in pages.characters(1) if one.text in "вз"}
    assert (place["в"].bottom < place["з"].bottom) == first_is_lower
    assert place["в"].left == pytest.approx(place["з"].left, abs=4)
    assert printed_words(document)["после"].y == pytest.approx(TOP_MARGIN + 100 + 12, abs=1.5)


def test_broken_table_is_printed_as_far_as_it_goes() -> None:
    document = new_document()
    document.element.body.insert(
        0,
        element(
            "<w:tbl><w:tblPr/><w:tr><w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p><w:r><w:t>раз</w:t></w:r></w:p></w:tc>"
            '<w:tc><w:tcPr><w:gridSpan w:val="0"/></w:tcPr><w:p><w:r><w:t>два</w:t></w:r></w:p></w:tc></w:tr>'
            "<w:tr/><w:tr><w:tc><w:p><w:r><w:t>три</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
        ),
    )
    assert text_of(printed(document).pdf)[0].split() == ["раз", "два", "три"]
