"""Formulas: printed as they are written by hand, found by their text, and never the end of a page's time."""

from __future__ import annotations

import time
from collections import Counter
from typing import Any

import pypdfium2
import pytest
from docx.shared import RGBColor
from hypothesis import given, settings
from hypothesis import strategies as st

from attest_desktop.papers.pdf import Converted
from tests.papers.pdf.archival import violations
from tests.papers.pdf.making import element, new_document, printed

_M = 'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
_AS_TEXT = "Формула напечатана обычным текстом."
_PAGE_RIGHT = 612.0 - 90.0
Boxes = dict[str, tuple[float, float, float, float]]


def _run(text: str) -> str:
    return f"<m:r><m:t>{text}</m:t></m:r>"


def _in(name: str, *parts: tuple[str, str], properties: str = "") -> str:
    return f"<m:{name}>{properties}{''.join(f'<m:{key}>{xml}</m:{key}>' for key, xml in parts)}</m:{name}>"


def _fraction(upper: str, lower: str) -> str:
    return _in("f", ("num", upper), ("den", lower))


def _paragraph(document: Any, xml: str, *, alone: bool = False) -> Any:
    inner = f"<m:oMath {_M}>{xml}</m:oMath>"
    paragraph = document.add_paragraph()
    paragraph._p.append(element(f"<m:oMathPara {_M}>{inner}</m:oMathPara>" if alone else inner))
    return paragraph


def _printed(xml: str, *, alone: bool = False) -> tuple[Boxes, str, tuple[str, ...]]:
    """Boxes (left, bottom, right, top; points) of the last of each letter, the text read, the warnings."""
    document = new_document()
    _paragraph(document, xml, alone=alone)
    made = printed(document)
    assert violations(made.pdf) == []
    boxes, text = _read(made)
    return boxes, text, made.warnings


def _read(made: Converted) -> tuple[Boxes, str]:
    with pypdfium2.PdfDocument(made.pdf) as pdf:
        page = pdf[0].get_textpage()
        text = page.get_text_range()
        found = {text[at]: page.get_charbox(at) for at in range(page.count_chars())}
    return found, text


def test_parts_of_a_fraction_stand_over_and_under_its_bar() -> None:
    boxes, _, warnings = _printed(_run("k=") + _fraction(_run("a+b"), _run("c")))
    assert not warnings
    assert boxes["a"][1] > boxes["="][3] > boxes["="][1] > boxes["c"][3]
    middle = (boxes["a"][0] + boxes["b"][2]) / 2
    assert abs((boxes["c"][0] + boxes["c"][2]) / 2 - middle) < 1


def test_powers_stand_higher_indices_lower_and_both_smaller() -> None:
    boxes, _, _ = _printed(
        _run("n") + _in("sSubSup", ("e", _run("x")), ("sub", _run("u")), ("sup", _run("z"))), alone=True
    )
    assert boxes["z"][1] > boxes["x"][1] + 3 > boxes["x"][1] > boxes["u"][1] + 1
    height = boxes["n"][3] - boxes["n"][1]
    assert boxes["u"][3] - boxes["u"][1] < 0.8 * height
    assert boxes["u"][0] >= boxes["x"][2] - 0.5


def test_brackets_and_roots_grow_with_what_they_hold() -> None:
    inner = _fraction(_run("a"), _run("b"))
    root = _in("rad", ("deg", ""), ("e", inner), properties='<m:radPr><m:degHide m:val="1"/></m:radPr>')
    for signs, xml in (("()", _in("d", ("e", inner))), ("√", root)):
        boxes, _, _ = _printed(xml)
        for sign in signs:
            assert boxes[sign][3] > boxes["a"][3]
            assert boxes[sign][1] <= boxes["b"][1] + 0.5
    plain, _, _ = _printed(_in("d", ("e", _run("a"))))
    assert plain["("][3] - plain["("][1] < 15


def test_bounds_of_a_sum_are_over_it_and_of_an_integral_beside_it() -> None:
    parts = (("sub", _run("i")), ("sup", _run("n")), ("e", _run("y")))
    total, _, _ = _printed(_in("nary", *parts, properties='<m:naryPr><m:chr m:val="∑"/></m:naryPr>'))
    assert total["n"][1] >= total["∑"][3] - 0.5
    assert total["i"][3] <= total["∑"][1] + 0.5
    assert total["y"][0] > total["∑"][2]
    area, _, _ = _printed(_in("nary", *parts))
    assert area["n"][0] > area["∫"][0] + 2
    assert area["n"][1] > area["i"][3]


def test_rows_of_a_matrix_and_columns_are_in_line() -> None:
    row = _in("mr", ("e", _run("a")), ("e", _run("b"))) + _in("mr", ("e", _run("c")), ("e", _run("d")))
    boxes, _, _ = _printed(f"<m:m>{row}</m:m>")
    centers = {sign: (boxes[sign][0] + boxes[sign][2]) / 2 for sign in "abcd"}
    assert abs(centers["a"] - centers["c"]) < 1
    assert centers["b"] > centers["a"] + 5
    assert boxes["a"][1] > boxes["c"][3]


def test_number_of_columns_that_nobody_counts_does_no_harm() -> None:
    counted = _in("mc", ("mcPr", f'<m:count m:val="{"9" * 5000}"/>'))
    boxes, _, _ = _printed(f"<m:m><m:mPr><m:mcs>{counted}</m:mcs></m:mPr>{_in('mr', ('e', _run('a')))}</m:m>")
    assert "a" in boxes


def test_formula_is_read_where_it_stands_in_the_text() -> None:
    document = new_document()
    paragraph = document.add_paragraph("Пусть ")
    paragraph._p.append(element(f"<m:oMath {_M}>{_run('x=1')}</m:oMath>"))
    run = paragraph.add_run(", тогда верно.")
    run.underline = True
    _, text = _read(printed(document))
    assert text.split() == ["Пусть", "x=1,", "тогда", "верно."]


def test_formula_by_itself_stands_in_the_middle() -> None:
    boxes, _, _ = _printed(_run("x"), alone=True)
    assert abs((boxes["x"][0] + boxes["x"][2]) / 2 - 612 / 2) < 3


def test_long_formula_is_parted_at_its_signs() -> None:
    boxes, text, warnings = _printed(_run("+".join(["сумма"] * 24)) + _run("=Q"), alone=True)
    assert not warnings
    assert text.count("сумма") == 24
    assert max(box[2] for box in boxes.values()) <= _PAGE_RIGHT + 1
    lines = [line.split() for line in text.splitlines()]
    assert len(lines) > 2
    assert all(line[0].startswith("+") for line in lines[1:])


def _nested(depth: int) -> str:
    return "<m:sSup><m:e>" * depth + _run("дно") + f"</m:e><m:sup>{_run('w')}</m:sup></m:sSup>" * depth


_CELLS = _run("да") + "<m:d>" + "<m:e/>" * 5000 + "</m:d>"
_WIDE = f"<m:m>{_in('mr', ('e', _run('да')))}" + ("<m:mr>" + "<m:e/>" * 100 + "</m:mr>") * 50 + "</m:m>"


@pytest.mark.parametrize(
    "xml",
    [_nested(60), _run("да") * 2100, _run("да" * 2100), _CELLS, _WIDE],
    ids=["deep", "long", "letters", "brackets", "cells"],
)
def test_formula_that_nobody_could_read_is_printed_as_text(xml: str) -> None:
    _, text, warnings = _printed(xml)
    assert _AS_TEXT in warnings
    assert "дно" in text or "да" in text


@pytest.mark.slow
def test_formulas_of_a_document_have_a_limit_together() -> None:
    document = new_document()
    for number in range(30):
        _paragraph(document, _run(str(number) + "да" * 1900))
    assert _AS_TEXT in printed(document).warnings


def test_bracket_of_many_letters_is_cut() -> None:
    sign = f'<m:dPr><m:begChr m:val="{"да" * 5000}"/></m:dPr>'
    _, text, _ = _printed(_in("d", ("e", _run("x")), properties=sign))
    assert 0 < text.count("да") <= 2


def _many(count: int) -> tuple[str, float]:
    """The text of a paragraph with formulas between coloured words, and the processor time it took."""
    document = new_document()
    paragraph = document.add_paragraph()
    for number in range(count):
        paragraph.add_run(f"и{number} ").font.color.rgb = RGBColor(255, 0, 0)
        paragraph._p.append(element(f"<m:oMath {_M}>{_run('x')}</m:oMath>"))
    began = time.process_time()
    made = printed(document)
    return _read(made)[1], time.process_time() - began


def test_formulas_and_words_of_a_paragraph_keep_their_order() -> None:
    text, _ = _many(60)
    assert text.replace("x", " ").split() == [f"и{number}" for number in range(60)]
    assert text.count("x") == 60


@pytest.mark.slow
def test_many_formulas_in_one_paragraph_take_as_long_as_they_are() -> None:
    _, few = _many(500)
    _, many = _many(3000)
    assert many < 6 * few * 2


_SIGNS = "bcdghknqrsuv"
_LETTER = st.sampled_from(_SIGNS)
_FORMULAS = st.recursive(
    _LETTER.map(_run),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3).map("".join),
        st.tuples(inner, inner).map(lambda two: _fraction(*two)),
        st.tuples(st.sampled_from(["sSup", "sPre"]), inner, inner, inner).map(
            lambda it: _in(it[0], ("sub", it[1]), ("sup", it[2]), ("e", it[3]))
        ),
        st.tuples(inner, inner).map(lambda two: _in("rad", ("deg", two[0]), ("e", two[1]))),
        inner.map(lambda one: _in("d", ("e", one))),
        inner.map(lambda one: _in("groupChr", ("e", one))),
        inner.map(lambda one: _in("borderBox", ("e", one))),
        inner.map(lambda one: _in("eqArr", ("e", one), ("e", one + _run("&amp;") + one))),
        st.tuples(inner, inner).map(lambda two: _in("limLow", ("e", two[0]), ("lim", two[1]))),
        st.tuples(inner, inner).map(lambda two: _in("nary", ("sup", two[0]), ("e", two[1]))),
        inner.map(lambda one: _in("acc", ("e", one))),
    ),
    max_leaves=16,
)


@pytest.mark.slow
@settings(max_examples=5, deadline=None)
@given(_FORMULAS)
def test_every_letter_of_a_formula_is_printed_once(xml: str) -> None:
    _, text, warnings = _printed(xml)
    assert not warnings
    wanted = Counter(sign for part in xml.split("<m:t>")[1:] for sign in part.partition("<")[0] if sign in _SIGNS)
    assert Counter(sign for sign in text if sign in _SIGNS) == wanted
