"""Lists grow by a row for every lesson that the form has no row for, in the look of the last one."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from attest_desktop.domain.record import Lesson, Record
from attest_desktop.papers.template import Filled, fill, open_template
from tests.papers.template.corpus.model import auto_number
from tests.papers.template.forms import record
from tests.papers.template.wordfile import W, bold, cell, docx, para, part, table, words_of

HEADER = ["№", "Дата", "Класс", "Тема урока"]
TITLE = para(bold("Посещённые уроки"))


def _with_lessons(count: int) -> Record:
    lessons = tuple(Lesson(date(2026, 9, 10 + at), f"{at + 5} «А»", f"Тема {at + 1}") for at in range(count))
    base = record()
    return replace(base, conclusion=replace(base.conclusion, lessons=lessons))


def _rows(filled: Filled) -> list[list[str]]:
    return [
        [words_of(one).replace("\u00a0", " ") for one in row.findall(f"{{{W}}}tc")]
        for row in part(filled.content).iter(f"{{{W}}}tr")
    ]


def _filled(body: list[str], lessons: int) -> Filled:
    return fill(open_template(docx(TITLE, *body)), _with_lessons(lessons))


def test_a_row_is_added_for_every_further_lesson_and_printed_numbers_go_on() -> None:
    filled = _filled([table(HEADER, ["1.", "", "", ""], ["2.", "", "", ""])], 4)
    assert _rows(filled)[1:] == [
        [f"{at + 1}.", f"{10 + at}.09.2026", f"{at + 5} «А»", f"Тема {at + 1}"] for at in range(4)
    ]
    assert not [one for one in filled.unplaced if "Занятие" in one]
    added = [(one.id, one.label) for one in filled.filled if one.id.count(".")]
    assert added[0][1] == "Урок 3: Дата"
    assert len({name for name, _ in added}) == len(added) == 6


def test_automatic_numbers_the_look_and_rows_below_stay() -> None:
    look = '<w:pPr><w:jc w:val="center"/><w:rPr><w:sz w:val="20"/></w:rPr></w:pPr>'
    vacant = cell(f"<w:p>{look}</w:p>")
    body = table(
        HEADER, *([cell(auto_number()), vacant, vacant, vacant] for _ in range(2)), ["Итого", "3", "4", "5"]
    )
    filled = _filled([body], 3)
    rows = list(part(filled.content).iter(f"{{{W}}}tr"))
    assert _rows(filled)[3:] == [["", "12.09.2026", "7 «А»", "Тема 3"], ["Итого", "3", "4", "5"]]
    assert len(list(rows[3].iter(f"{{{W}}}numPr"))) == 1
    assert [one.get(f"{{{W}}}val") for one in rows[3].iter(f"{{{W}}}jc")] == ["center"] * 3
    assert {one.get(f"{{{W}}}val") for one in rows[3].iter(f"{{{W}}}r") for one in one.iter(f"{{{W}}}sz")} == {
        "20"
    }


def test_a_cell_merged_over_the_rows_reaches_into_the_added_one() -> None:
    body = table(
        HEADER,
        [cell("5", merge="restart"), "", "", ""],
        [cell(merge="continue"), "", "", ""],
    )
    rows = list(part(_filled([body], 3).content).iter(f"{{{W}}}tr"))
    merges = [row.find(f"{{{W}}}tc/{{{W}}}tcPr/{{{W}}}vMerge") for row in rows[1:]]
    assert [None if one is None else one.get(f"{{{W}}}val") for one in merges] == ["restart", None, None]
    assert None not in merges


@pytest.mark.parametrize(
    "body",
    [
        pytest.param([table(HEADER, ["1", "", "", ""], ["Последний урок", "", "", ""])], id="words of their own"),
        pytest.param([para("Дата: _____ Класс: ____ Тема: _______") * 2], id="lines"),
        pytest.param([table(["Дата урока", ""], ["Тема урока", ""])], id="no names of columns"),
    ],
)
def test_what_is_not_certainly_a_list_is_left_and_told(body: list[str]) -> None:
    before = open_template(docx(TITLE, *body))
    filled = _filled(body, 4)
    assert [one for one in filled.unplaced if one.startswith("Занятие 4")]
    assert len(_rows(filled)) == len(list(part(docx(TITLE, *body)).iter(f"{{{W}}}tr")))
    done, left = {one.id for one in filled.filled}, {one.id for one in filled.empty}
    assert done | left == {one.id for one in before.blanks}


def test_a_copied_row_has_no_marks_that_must_be_unique() -> None:
    body = table(HEADER, ["1", "", "", ""], ["2", "", "", ""])
    named = body.replace("<w:tr>", '<w:tr w14:paraId="0A0A0A0A">').replace(
        "<w:tc><w:tcPr></w:tcPr><w:p>", '<w:tc><w:tcPr></w:tcPr><w:p><w:bookmarkStart w:id="7" w:name="b"/>', 1
    )
    rows = list(part(_filled([named], 3).content).iter(f"{{{W}}}tr"))
    assert not rows[3].keys()
    assert not list(rows[3].iter(f"{{{W}}}bookmarkStart"))
