"""What stands around a blank decides what it asks for: the row, the line, the printed number."""

from __future__ import annotations

import pytest

from attest_desktop.papers.template import open_template
from tests.papers.template.wordfile import cell, docx, para, table

CRITERIA = (
    "Стабильные положительные результаты освоения обучающимися образовательных программ",
    "Выявление развития у обучающихся способностей к научной деятельности",
)


@pytest.mark.parametrize(
    ("body", "fields"),
    [
        pytest.param(
            [table(*([label, ""] for label in ("Занятие 1", "Дата", "Тема", "Занятие 2", "Дата", "Тема")))],
            [
                field
                for n in range(2)
                for field in (None, f"conclusion.lessons.{n}.date", f"conclusion.lessons.{n}.topic")
            ],
            id="lessons one after another",
        ),
        pytest.param(
            [para("Дата посещения ________ Класс ______ Тема ________")],
            [f"conclusion.lessons.0.{name}" for name in ("date", "group", "topic")],
            id="a lesson on a line",
        ),
        pytest.param(
            [para("Результаты деятельности")]
            + [
                para(f"{n}. {text}: {'_' * 30 if n != 8 else 'не оценивается'}")
                for n, text in enumerate((CRITERIA[0], "Прочее", CRITERIA[1]), 7)
            ],
            ["conclusion.criteria.0.text", "conclusion.criteria.2.text"],
            id="a criterion passed over",
        ),
        pytest.param(
            [table(["Категория", cell("имеющаяся: ______  заявленная: ______")])],
            ["attestee.current_category", "attestee.claimed_category"],
            id="the label beside goes on in the cell",
        ),
        pytest.param(
            [para("Аттестация в период с ______ по ______, приказ от ______ № ____")],
            [None, None, None, None],
            id="halves of what a record holds as one",
        ),
    ],
)
def test_what_stands_around_tells_what_is_asked_for(body: list[str], fields: list[str | None]) -> None:
    assert [blank.field for blank in open_template(docx(*body)).blanks] == fields
