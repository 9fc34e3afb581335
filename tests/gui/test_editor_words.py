"""What the editor knows without a window: fields, days, counting, what is missing."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attest_desktop.domain.attestee import Attestee
from attest_desktop.domain.record import Conclusion, CriterionText, Expert, Lesson
from attest_desktop.gui.editor.counting import saved_label, word_count, words_label
from attest_desktop.gui.editor.fields import FIELDS, correction_of, from_row, read_day, shown, written_day
from attest_desktop.gui.editor.missing import missing, own_blanks, place_of
from attest_desktop.gui.finish.surplus import is_surplus
from attest_desktop.papers.template import Blank, BlankKind, EmptyBlank
from attest_desktop.work.draft import DraftText

ATTESTEE = Attestee(
    "0123456789",
    "Ткаченко Любовь Игоревна",
    subjects=("математики", "информатики"),
    appointed_on=date(2017, 8, 28),
    age=34,
)
TEXT = DraftText(
    Conclusion(criteria=(CriterionText("1"), CriterionText("2")), lessons=(Lesson(), Lesson())),
    (Expert(), Expert()),
)


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("05.10.2026", date(2026, 10, 5)),
        ("5.10.26", date(2026, 10, 5)),
        (" 5/10/2026 ", date(2026, 10, 5)),
        ("05 10 2026 г.", date(2026, 10, 5)),
        ("5-10-2026", date(2026, 10, 5)),
        ("31.02.2026", None),
        ("5.10", None),
        ("5.10.202", None),
        ("осенью", None),
        ("", None),
    ],
)
def test_days_as_people_type_them(typed: str, day: date | None) -> None:
    assert read_day(typed) == day


@given(st.dates(date(2000, 1, 1), date(2099, 12, 31)))
def test_a_written_day_is_read_back(day: date) -> None:
    assert read_day(written_day(day)) == day


def test_the_row_is_shown_as_people_write_it() -> None:
    assert from_row(ATTESTEE, "subjects") == "математики; информатики"
    assert from_row(ATTESTEE, "appointed_on") == "28.08.2017"
    assert from_row(ATTESTEE, "age") == "34"
    assert from_row(ATTESTEE, "workplace") == ""
    assert from_row(replace(ATTESTEE, age=None), "age") == ""


@pytest.mark.parametrize("name", [field.name for field in FIELDS])
def test_what_says_the_same_as_the_row_is_no_correction(name: str) -> None:
    assert correction_of(ATTESTEE, name, from_row(ATTESTEE, name)) is None
    assert correction_of(ATTESTEE, name, f" {from_row(ATTESTEE, name)} ") is None


def test_a_corrected_day_is_kept_as_the_draft_wants_it_and_shown_as_people_do() -> None:
    kept = correction_of(ATTESTEE, "appointed_on", "1.9.2018")
    assert kept == "2018-09-01"
    assert shown(ATTESTEE, "appointed_on", {"appointed_on": kept}) == "01.09.2018"


def test_half_a_day_is_not_thrown_away() -> None:
    kept = correction_of(ATTESTEE, "appointed_on", "1.9.")
    assert kept == "1.9."
    assert shown(ATTESTEE, "appointed_on", {"appointed_on": kept}) == "1.9."


def test_an_emptied_value_is_a_correction() -> None:
    assert correction_of(ATTESTEE, "age", "") == ""
    assert shown(ATTESTEE, "age", {"age": ""}) == ""


def test_words_are_counted_as_people_do() -> None:
    assert word_count("Учебно-методический комплекс, 7 «Б» — готов!") == 5
    assert words_label("") == ""
    assert words_label("одно").replace("\u00a0", " ") == "1 слово, 4 знака"
    assert words_label("раз два три").replace("\u00a0", " ") == "3 слова, 11 знаков"


def test_saved_when() -> None:
    moment = datetime(2026, 10, 5, 9, 3, tzinfo=UTC)
    assert saved_label(moment) == f"Сохранено в {moment.astimezone().hour}:03"
    assert saved_label(None) == ""


@pytest.mark.parametrize(
    ("field", "place"),
    [
        ("attestee.workplace", "attestee.workplace"),
        ("attestee.email", None),
        ("attestee.form", None),
        ("experts.1.position", "expert.1"),
        ("experts.2.position", None),
        ("conclusion.lessons.0.topic", "lesson.0"),
        ("conclusion.lessons.2.topic", None),
        ("conclusion.criteria.1.text", "criterion.1"),
        ("conclusion.criteria.5.text", None),
        ("conclusion.result", "result"),
        ("conclusion.date", "date"),
        ("conclusion.recommendations", "recommendations"),
        ("conclusion.else", None),
        (None, None),
    ],
)
def test_where_a_blank_is_written(field: str | None, place: str | None) -> None:
    assert place_of(field, TEXT) == place


def blank(number: int, field: str | None, *, signature: bool = False) -> Blank:
    return Blank(f"b{number}", f"Место {number}", BlankKind.TABLE_CELL, field, confidence=1.0, signature=signature)


BLANKS = (
    blank(1, "attestee.workplace"),
    blank(2, "conclusion.lessons.0.date"),
    blank(3, "conclusion.lessons.0.topic"),
    blank(4, "conclusion.lessons.2.topic"),
    blank(5, None),
    blank(6, None, signature=True),
    blank(7, "attestee.email"),
)
EMPTY = tuple(EmptyBlank(one.id, one.label, "нет данных") for one in BLANKS)


def test_each_empty_place_counts_once_and_surplus_lessons_do_not() -> None:
    assert [one.place for one in missing(BLANKS, EMPTY, TEXT)] == ["attestee.workplace", "lesson.0"]
    assert missing(BLANKS, (), TEXT) == ()


def test_what_the_form_does_not_fill_is_written_by_hand() -> None:
    assert [one.id for one in own_blanks(BLANKS, EMPTY, TEXT, {})] == ["b5", "b7"]
    # Written ones stay in the form although they are not empty any more.
    assert [one.id for one in own_blanks(BLANKS, (), TEXT, {"b5": "12 лет"})] == ["b5"]


def test_a_third_lesson_that_was_not_is_surplus() -> None:
    assert is_surplus("conclusion.lessons.2.topic", TEXT)
    assert not is_surplus("conclusion.lessons.1.topic", TEXT)
    assert is_surplus("experts.2.full_name", TEXT)
    assert not is_surplus("conclusion.criteria.7.text", TEXT)
    assert not is_surplus(None, TEXT)
