"""What the program is not sure of is left to a person, whose answers it then obeys."""

from __future__ import annotations

import pytest

from attest_desktop.domain.errors import UserError
from attest_desktop.papers.template import BlankKind, Certainty, field_titles, fill, open_template
from tests.papers.template.corpus import FORMS
from tests.papers.template.forms import opened_and_filled, record, template_bytes
from tests.papers.template.wordfile import W, docx, lines, para, part, words_of

REFERENCE = next(one for one in FORMS if one.name == "reference").content


def test_a_form_of_another_matter_is_doubtful_and_stays_empty() -> None:
    template, filled = opened_and_filled(REFERENCE)
    doubtful = [one for one in template.blanks if one.certainty is Certainty.DOUBTFUL]
    assert {one.field for one in doubtful} == {"attestee.full_name", "attestee.workplace", "attestee.position"}
    reasons = {one.id: one.reason for one in filled.empty}
    assert reasons[doubtful[0].id] == "не ясно, это ли «Ф.И.О. аттестуемого»: подтвердите или впишите сами"
    assert not filled.filled


def test_answers_make_sure_and_are_obeyed_in_the_case_of_the_place() -> None:
    blanks = {one.label: one.id for one in open_template(REFERENCE).blanks}
    said = {
        blanks["в должности"]: "attestee.position",
        blanks["Справка выдана для предъявления"]: "attestee.email",
    }
    template = open_template(REFERENCE, said)
    assert template.fingerprint == open_template(REFERENCE).fingerprint
    assert [one.certainty for one in template.blanks if one.id in said] == [Certainty.SURE] * 2
    values = {one.id: one.value for one in fill(template, record()).filled}
    assert values == {
        blanks["в должности"]: "учитель",
        blanks["Справка выдана для предъявления"]: record().attestee.email,
    }


def test_nothing_of_the_record_is_an_answer_too() -> None:
    content = docx(para("Аттестуемый ____________ (Ф.И.О.)"), para("Возраст: ____"))
    filled = fill(open_template(content, {"b01": None}), record())
    assert [one.reason for one in filled.empty] == ["Вы указали, что из записи сюда ничего не вписывать"]
    assert [one.id for one in filled.filled] == ["b02"]
    assert lines(filled.content)[0] == "Аттестуемый ____________ (Ф.И.О.)"


def test_a_value_given_by_hand_wins_over_doubt_and_answers() -> None:
    blanks = {one.label: one.id for one in open_template(REFERENCE).blanks}
    name = blanks["Дана (Ф.И.О. полностью)"]
    filled = fill(open_template(REFERENCE, {name: "attestee.age"}), record(), {name: "Петрова Анна"})
    assert [one.value for one in filled.filled] == ["Петрова Анна"]


@pytest.mark.parametrize("said", [{"b99": "attestee.age"}, {"b01": "attestee.shoe_size"}])
def test_an_answer_about_nothing_is_an_error_in_russian(said: dict[str, str]) -> None:
    with pytest.raises(UserError):
        open_template(docx(para("Возраст: ____")), said)


def test_every_field_has_a_title_and_answers_do_not_shift_other_rows() -> None:
    titles = field_titles()
    assert all(title for _, title in titles)
    assert len({title for _, title in titles}) == len(titles)
    plain = open_template(template_bytes("open-1")).blanks
    lesson = next(one for one in plain if one.field == "conclusion.lessons.0.topic")
    told = open_template(template_bytes("open-1"), {lesson.id: None}).blanks
    assert [one.field for one in told if one.id != lesson.id] == [
        one.field for one in plain if one.id != lesson.id
    ]
    assert all(one.certainty is not Certainty.DOUBTFUL for one in plain)


def test_a_place_taken_for_a_signature_can_be_said_to_be_a_field() -> None:
    content = docx(para("Ознакомлен(а): ____________"), para("Возраст: ____"))
    (taken, age) = open_template(content).blanks
    assert taken.signature
    told = open_template(content, {taken.id: "attestee.full_name"})
    assert [(one.field, one.signature) for one in told.blanks] == [
        ("attestee.full_name", False),
        (age.field, False),
    ]
    assert fill(told, record()).filled[0].value == record().attestee.full_name


def test_consent_to_a_paper_is_no_signature() -> None:
    (blank,) = open_template(docx(para("Назначить согласно заявлению ____________ (Ф.И.О.)"))).blanks
    assert (blank.signature, blank.field) == (False, "attestee.full_name")


def test_one_of_answers_that_stand_a_paragraph_each_is_marked() -> None:
    content = docx(
        para("Заявленная категория (выберите одну):"), para("а) первая;"), para("б) высшая."), para("Стаж ___")
    )
    template, filled = opened_and_filled(content)
    assert [one.kind for one in template.blanks] == [BlankKind.CHOICE, BlankKind.UNDERSCORE]
    assert template.blanks[0].field == "attestee.claimed_category"
    assert lines(filled.content) == lines(content)
    marked = [run for run in part(filled.content).iter(f"{{{W}}}r") if run.find(f".//{{{W}}}u") is not None]
    assert [words_of(one) for one in marked] == [record().attestee.claimed_category]
