"""Blanks that only several texts tell: groups of rows, numbered columns, heads of sentences, names of tags."""

from __future__ import annotations

from attest_desktop.papers.template import open_template
from tests.papers.template.wordfile import docx, para, table

TITLE = para("Итоговое заключение по результатам аттестации")


def _fields(*body: str) -> list[tuple[str, str | None]]:
    return [(one.label, one.field) for one in open_template(docx(TITLE, *body)).blanks]


def test_columns_that_the_header_only_numbers_are_lessons() -> None:
    assert _fields(
        table(["Занятие", "1", "2"], ["дата проведения", "", ""], ["класс", "", ""], ["тема", "", ""])
    ) == [
        (f"Занятие {number + 1}: {label}", f"conclusion.lessons.{number}.{name}")
        for label, name in (("дата проведения", "date"), ("класс", "group"), ("тема", "topic"))
        for number in range(2)
    ]


def test_a_name_over_pairs_of_columns_tells_whose_they_are() -> None:
    said = _fields(
        table(["Приказ о назначении", "номер", "", "дата", ""], ["Категория", "имеется", "", "заявлена", ""])
    )
    assert said == [
        ("Приказ о назначении: номер", None),
        ("Приказ о назначении: дата", None),
        ("Категория: имеется", "attestee.current_category"),
        ("Категория: заявлена", "attestee.claimed_category"),
    ]


def test_lines_of_a_lesson_are_no_date_of_the_conclusion() -> None:
    assert _fields(
        para("Занятие № 2. Дата ________, группа ______, тема ____________"),
        para("Посетили / посмотрели в записи:"),
        para("1) __.__.20__ в ______ классе урок по теме «____________»"),
    ) == [
        ("Занятие 2: дата занятия", "conclusion.lessons.1.date"),
        ("Занятие 2: класс (группа)", "conclusion.lessons.1.group"),
        ("Занятие 2: тема занятия", "conclusion.lessons.1.topic"),
        ("Урок 1: дата занятия", "conclusion.lessons.0.date"),
        ("Урок 1: класс (группа)", "conclusion.lessons.0.group"),
        ("Урок 1: тема занятия", "conclusion.lessons.0.topic"),
    ]


def test_the_rest_of_a_sentence_goes_on_from_its_head() -> None:
    assert _fields(
        para("Квалификационная категория: имеющаяся ________, заявленная ________"),
        para("Согласие действует с «__» ______ 20__ г. до «__» ______ 20__ г."),
        para("Стаж педагогический ____, по занимаемой должности ____"),
        para("Работает в должности с ________ по настоящее время"),
    ) == [
        ("Квалификационная категория: имеющаяся", "attestee.current_category"),
        ("заявленная (заявленная категория)", "attestee.claimed_category"),
        ("дата (Согласие действует с)", None),
        ("Согласие действует до (дата)", None),
        ("Стаж педагогический", None),
        ("по занимаемой должности", None),
        ("Работает в должности с", "attestee.appointed_on"),
    ]


def test_a_criterion_never_stands_before_its_place() -> None:
    (told,) = _fields(para("Личный вклад педагога: ____________________"))
    assert told == ("Личный вклад педагога", None)


def test_names_of_tags_in_any_order_with_case_and_length() -> None:
    blanks = open_template(
        docx(TITLE, para("Эксперт: {{ ФИО_эксперта_2_кратко }} {{ фио_рп }} {{ Кат_заявленная }}"))
    ).blanks
    assert [(one.field, one.case.value if one.case else None) for one in blanks[:2]] == [
        ("experts.1.full_name", "nomn"),
        ("attestee.full_name", "gent"),
    ]
    assert blanks[2].field == "attestee.claimed_category"


def test_phones_and_mail_are_one_place_each() -> None:
    assert len(_fields(para("тел. +7 (___) ___-__-__"), para("e-mail ______@______.ru"))) == 2
