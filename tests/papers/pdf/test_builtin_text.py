"""The built-in engine: characters, lines, lists and fields."""

from __future__ import annotations

import io

import pytest
from docx.enum.text import WD_BREAK, WD_LINE_SPACING, WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.shared import Pt
from pypdf import PdfReader

from attest_desktop.papers.rendering import PdfPages, text_of
from tests.papers.pdf.making import LEFT_MARGIN, TOP_MARGIN, element, new_document, printed, printed_words

# Times' ascent with its line gap, and the whole line, for size 1.
ASCENT, LINE = 0.9336, 1.1499


def test_lines_stand_where_word_sets_them() -> None:
    document = new_document()
    document.add_paragraph("один")
    document.add_paragraph("два").paragraph_format.line_spacing = 2.0
    document.add_paragraph("три")
    document.add_paragraph("ровно").paragraph_format.line_spacing = Pt(30)
    least = document.add_paragraph("минимум").paragraph_format
    least.line_spacing, least.line_spacing_rule = Pt(40), WD_LINE_SPACING.AT_LEAST
    word = printed_words(document)
    line = 12 * LINE
    assert word["один"].y == pytest.approx(TOP_MARGIN + 12 * ASCENT, abs=0.2)
    assert word["два"].y - word["один"].y == pytest.approx(line, abs=0.1)
    assert word["три"].y - word["два"].y == pytest.approx(2 * line, abs=0.1)
    below = line - 12 * ASCENT
    assert word["ровно"].y - word["три"].y == pytest.approx(below + 0.8 * 30, abs=0.1)
    assert word["минимум"].y - word["ровно"].y == pytest.approx(0.2 * 30 + 40 - below, abs=0.1)


def test_larger_of_two_spaces_parts_paragraphs() -> None:
    document = new_document()
    document.add_paragraph("выше").paragraph_format.space_after = Pt(20)
    document.add_paragraph("ниже").paragraph_format.space_before = Pt(30)
    word = printed_words(document)
    assert word["ниже"].y - word["выше"].y == pytest.approx(12 * LINE + 30, abs=0.1)


def test_list_items_of_one_style_stand_close() -> None:
    document = new_document()
    style = document.styles["List Bullet"]
    style.paragraph_format.space_after = Pt(15)
    for text in ("первый", "второй"):
        document.add_paragraph(text, style="List Bullet")
    document.add_paragraph("после")
    word = printed_words(document)
    assert word["второй"].y - word["первый"].y == pytest.approx(12 * LINE, abs=0.1)
    assert word["после"].y - word["второй"].y == pytest.approx(12 * LINE + 15, abs=0.1)


def test_indents_and_alignment() -> None:
    document = new_document()
    width = 432.0
    document.add_paragraph("отступ").paragraph_format.first_line_indent = Pt(36)
    hanging = document.add_paragraph("висячий\nстрока").paragraph_format
    hanging.left_indent, hanging.first_line_indent = Pt(36), Pt(-18)
    document.add_paragraph("вправо").alignment = 2
    word = printed_words(document)
    assert word["отступ"].x == pytest.approx(LEFT_MARGIN + 36, abs=0.1)
    assert word["висячий"].x == pytest.approx(LEFT_MARGIN + 18, abs=0.1)
    assert word["строка"].x == pytest.approx(LEFT_MARGIN + 36, abs=0.1)
    with PdfPages(printed(document).pdf) as pages:
        right = max(one.right for one in pages.characters(1) if one.text != " ")
    assert right == pytest.approx(LEFT_MARGIN + width, abs=0.3)


def test_justified_lines_end_at_the_margin() -> None:
    document = new_document()
    document.add_paragraph("\tслово " * 3 + "Итоговое заключение о деятельности педагога " * 12).alignment = 3
    with PdfPages(printed(document).pdf) as pages:
        rights: dict[int, float] = {}
        for one in pages.characters(1):
            if one.text != " ":
                rights[round(one.bottom)] = max(rights.get(round(one.bottom), 0.0), one.right)
    full = [right for _, right in sorted(rights.items(), reverse=True)][:-1]
    assert len(full) >= 4
    assert full == pytest.approx([LEFT_MARGIN + 432.0] * len(full), abs=0.3)


def test_tabs_stop_where_they_are_set() -> None:
    document = new_document()
    paragraph = document.add_paragraph("а\tлевый\tправый")
    paragraph.paragraph_format.left_indent = Pt(10)
    paragraph.paragraph_format.tab_stops.add_tab_stop(Pt(100))
    paragraph.paragraph_format.tab_stops.add_tab_stop(Pt(432), WD_TAB_ALIGNMENT.RIGHT)
    document.add_paragraph("б\tобычный")
    word = printed_words(document)
    assert word["левый"].x == pytest.approx(LEFT_MARGIN + 100, abs=0.2)
    assert word["обычный"].x == pytest.approx(LEFT_MARGIN + 36, abs=0.2)
    assert word["правый"].y == word["левый"].y
    with PdfPages(printed(document).pdf) as pages:
        right = max(one.right for one in pages.characters(1) if one.text == "й")
    assert right == pytest.approx(LEFT_MARGIN + 432, abs=0.3)


def test_tab_leader_fills_the_gap() -> None:
    document = new_document()
    paragraph = document.add_paragraph("Глава\t7")
    paragraph.paragraph_format.tab_stops.add_tab_stop(Pt(300), WD_TAB_ALIGNMENT.LEFT, WD_TAB_LEADER.DOTS)
    with PdfPages(printed(document).pdf) as pages:
        dots = [one for one in pages.characters(1) if one.text == "."]
    assert len(dots) > 60
    assert max(dot.right for dot in dots) == pytest.approx(LEFT_MARGIN + 300, abs=0.5)


def test_underlined_tab_is_a_line_to_write_on() -> None:
    document = new_document()
    paragraph = document.add_paragraph("Подпись ")
    paragraph.paragraph_format.tab_stops.add_tab_stop(Pt(300))
    paragraph.add_run("\t").underline = True
    with PdfPages(printed(document).pdf) as pages:
        picture = pages.grey(1, scale=4.0)
    rows = (picture[:, int((LEFT_MARGIN + 60) * 4) : int((LEFT_MARGIN + 298) * 4)] < 128).mean(axis=1)
    assert rows.max() > 0.98


def test_raised_and_lowered_signs_are_smaller_and_off_the_line() -> None:
    document = new_document()
    paragraph = document.add_paragraph("м")
    paragraph.add_run("2").font.superscript = True
    paragraph.add_run("Н")
    paragraph.add_run("3").font.subscript = True
    with PdfPages(printed(document).pdf) as pages:
        box = {one.text: one for one in pages.characters(1)}
    assert box["2"].ink_bottom > box["м"].ink_bottom + 2
    assert box["3"].ink_bottom < box["Н"].ink_bottom - 0.5
    assert box["2"].ink_top - box["2"].ink_bottom < 0.8 * (box["Н"].ink_top - box["Н"].ink_bottom)


def test_capitals_hidden_and_deleted_text() -> None:
    document = new_document()
    paragraph = document.add_paragraph()
    paragraph.add_run("прописные ").font.all_caps = True
    paragraph.add_run("скрытое ").font.hidden = True
    paragraph._p.append(
        element('<w:del w:id="1" w:author="x"><w:r><w:delText>убрано</w:delText><w:t>убрано</w:t></w:r></w:del>')
    )
    paragraph._p.append(element('<w:ins w:id="2" w:author="x"><w:r><w:t>вставлено</w:t></w:r></w:ins>'))
    assert text_of(printed(document).pdf)[0].split() == ["ПРОПИСНЫЕ", "вставлено"]


def test_signs_that_fonts_of_signs_hold_are_printed() -> None:
    document = new_document()
    run = document.add_paragraph("да ").add_run()
    run._r.append(element('<w:sym w:font="Wingdings" w:char="F0FE"/>'))
    run._r.append(element("<w:noBreakHyphen/>"))
    document.add_paragraph("☐ нет ☒ есть 1\u2011го")
    document.add_paragraph().add_run("o\uf0fe").font.name = "Wingdings"
    text = text_of(printed(document).pdf)[0]
    text = text.replace("\u2060", "")
    assert "да ☑-" in text
    assert "☐ нет ☒ есть 1-го" in text
    assert "☐☑" in text


def test_numbers_of_lists_go_on_and_nest() -> None:
    document = new_document()
    numbering = document.part.numbering_part.element
    levels = "".join(
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/>'
        f'<w:pPr><w:ind w:left="{720 * (depth + 1)}" w:hanging="500"/></w:pPr></w:lvl>'
        for depth, (form, text) in enumerate((("decimal", "%1."), ("decimal", "%1.%2."), ("russianLower", "%3)")))
    )
    numbering.insert(0, element(f'<w:abstractNum w:abstractNumId="77">{levels}</w:abstractNum>'))
    numbering.append(element('<w:num w:numId="77"><w:abstractNumId w:val="77"/></w:num>'))
    for depth, text in (
        (0, "один"),
        (1, "внутри"),
        (2, "глубоко"),
        (2, "ещё"),
        (1, "снова"),
        (0, "два"),
        (1, "вновь"),
    ):
        paragraph = document.add_paragraph(text)
        paragraph._p.get_or_add_pPr().append(
            element(f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="77"/></w:numPr>')
        )
    text = " ".join(text_of(printed(document).pdf)[0].split())
    assert text == "1. один 1.1. внутри а) глубоко б) ещё 1.2. снова 2. два 2.1. вновь"
    word = printed_words(document)
    assert word["внутри"].x == pytest.approx(LEFT_MARGIN + 72, abs=0.2)


def test_answers_of_old_form_fields_are_printed() -> None:
    document = new_document()
    paragraph = document.add_paragraph("Согласие: ")._p
    for data in (
        "<w:checkBox><w:default w:val='1'/></w:checkBox>",
        "<w:ddList><w:result w:val='1'/><w:listEntry w:val='да'/><w:listEntry w:val='возможно'/></w:ddList>",
    ):
        for mark in (f"<w:fldChar w:fldCharType='begin'><w:ffData>{data}</w:ffData></w:fldChar>",
                     "<w:instrText>FORM</w:instrText>", "<w:fldChar w:fldCharType='end'/>"):  # fmt: skip
            paragraph.append(element(f"<w:r>{mark}</w:r>"))
    assert text_of(printed(document).pdf)[0].split() == ["Согласие:", "☒возможно"]


def test_page_break_opens_a_page_without_an_empty_line() -> None:
    document = new_document()
    document.add_paragraph("первая").add_run().add_break(WD_BREAK.PAGE)
    document.add_paragraph("вторая")
    split = document.add_paragraph("ещё вторая")
    split.add_run().add_break(WD_BREAK.PAGE)
    split.add_run("третья")
    word = printed_words(document)
    assert [word[text].page for text in ("первая", "вторая", "ещё", "третья")] == [0, 1, 1, 2]
    assert word["вторая"].y == word["третья"].y == word["первая"].y


def test_long_word_is_broken_rather_than_lost() -> None:
    document = new_document()
    document.add_paragraph("_" * 300 + "конец")
    with PdfPages(printed(document).pdf) as pages:
        characters = [one for one in pages.characters(1) if one.text != " "]
    assert len(characters) == 305
    assert max(one.right for one in characters) <= LEFT_MARGIN + 432 + 0.5


def test_times_is_set_in_a_face_of_the_same_widths_with_cyrillic() -> None:
    document = new_document()
    document.add_paragraph("Съешь ещё этих мягких французских булок, да выпей чаю — № 1 «ЁЖ»")
    converted = printed(document)
    fonts = PdfReader(io.BytesIO(converted.pdf)).pages[0]["/Resources"]["/Font"].get_object()  # type: ignore[index]  # a page with text has fonts
    names = {str(font.get_object()["/BaseFont"]) for font in fonts.values()}
    assert {name.split("+")[-1] for name in names} <= {"LiberationSerif", "TimesNewRomanPSMT"}
    assert converted.warnings == ()


def test_missing_font_is_named() -> None:
    document = new_document()
    document.add_paragraph("Бумага").runs[0].font.name = "Нет Такого Шрифта"
    (warning,) = printed(document).warnings
    assert "Нет Такого Шрифта" in warning
