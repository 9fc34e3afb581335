"""Words: the lexicon, cases by neighbours, typography, dates."""

from __future__ import annotations

from datetime import date

import pytest

from attest_desktop.papers.template.blank import Case
from attest_desktop.papers.template.lexicon import lexicon
from attest_desktop.papers.template.typography import fitted, read_date, spelled, typeset

WORDS = lexicon()


@pytest.mark.parametrize(
    ("label", "keys"),
    [
        ("Фамилия, имя, отчество (полностью)", ("person.full_name",)),
        ("(Ф.И.О., должность, место работы)", ("person.full_name", "person.position", "person.workplace")),
        ("(место работы, муниципальное образование)", ("person.workplace", "attestee.municipality")),
        (
            "Дата назначения на должность, № и дата распорядительного акта",
            ("attestee.appointed_on", "attestee.appointment_order"),
        ),
        ("Имеющаяся (имевшаяся, в случае истечения срока действия) категория", ("attestee.current_category",)),
        ("ЗАЯВЛЕННАЯ КВАЛИФИКАЦИОННАЯ КАТЕГОРИЯ:", ("attestee.claimed_category",)),
        ("Преподаваемый(ые) предмет(ы)", ("attestee.subjects",)),
        ("Адрес электронной почты", ("attestee.email",)),
        ("Приём", ()),
    ],
)
def test_labels_are_read_as_people_read_them(label: str, keys: tuple[str, ...]) -> None:
    assert WORDS.read_label(label).keys == keys


@pytest.mark.parametrize("label", ["Стаж педагогической работы / в данной должности", "Срок действия категории"])
def test_what_a_record_does_not_hold_is_known_as_such(label: str) -> None:
    assert WORDS.read_label(label).keys[0] == ""


@pytest.mark.parametrize(
    ("before", "after", "case"),
    [
        ("результаты профессиональной деятельности", "", Case.GENITIVE),
        ("Главной аттестационной комиссии установить", "высшую категорию", Case.DATIVE),
        ("заключение на", "", Case.ACCUSATIVE),
        ("проведена в", "форме", Case.LOCATIVE),
        ("", "категория,", Case.NOMINATIVE),
        ("", "", None),
    ],
)
def test_the_words_around_govern_the_case(before: str, after: str, case: Case | None) -> None:
    assert WORDS.case_by_neighbours(before, after) is case


def test_titles_of_people_who_are_not_in_the_record_are_known() -> None:
    assert WORDS.person("Ф.И.О. руководителя организации") == "other"
    assert WORDS.person("(Ф.И.О. аттестуемого в родительном падеже)") == "attestee"
    assert WORDS.person("Специалист 2") == "expert"
    assert WORDS.ordinal("Второй специалист") == 1


@pytest.mark.parametrize(
    ("name", "field"),
    [
        ("ФИО_аттестуемого", "attestee.full_name"),
        ("expert2Position", "experts.1.position"),
        ("experts.0.workplace", "experts.0.workplace"),
        ("Показатель_3", "conclusion.criteria.2.text"),
        ("lesson1.date", "conclusion.lessons.0.date"),
        ("teacher_position", "attestee.position"),
        ("FIO_eksperta_2", "experts.1.full_name"),
        ("urok1_data", "conclusion.lessons.0.date"),
        ("company_name", None),
        ("experts.7.full_name", None),
    ],
)
def test_tags_name_fields(name: str, field: str | None) -> None:
    assert WORDS.tag(name) == field


@pytest.mark.parametrize(
    ("plain", "set_in_type"),
    [
        ("№112-к от 25.08.2017г.", "№~112-к от 25.08.2017~г."),
        ("школа № 43 г. Томска", "школа №~43 г.~Томска"),
        ("П. О. Кузнецов и Кузнецов П.О.", "П.О.~Кузнецов и Кузнецов~П.О."),
        ("5 октября 2026 г.", "5~октября~2026~г."),
        ("2024, 2025 гг., 96 %", "2024, 2025~гг., 96~%"),
        ("2024 г.г.", "2024~гг."),
    ],
)
def test_places_that_must_not_break(plain: str, set_in_type: str) -> None:
    assert typeset(plain) == set_in_type.replace("~", "\u00a0")
    assert typeset(typeset(plain)) == typeset(plain)


@pytest.mark.parametrize(
    ("value", "before", "after", "written"),
    [
        ("№31 от 30.10.2009 г.", "приказом № ", " г., на", "31 от 30.10.2009"),
        ("ноябрь-декабрь 2026 г.", "в период ", " г. в", "ноябрь-декабрь 2026"),
        ("первая квалификационная категория", "", " категория", "первая"),
        ("Опыт обобщён.", "", ".", "Опыт обобщён"),
        ("26", "20", "г.", "\u00a026\u00a0"),
        ("«учитель»", "по должности «", "».", "учитель"),
    ],
)
def test_nothing_is_written_twice_beside_print(value: str, before: str, after: str, written: str) -> None:
    assert fitted(value, before, after) == written


@pytest.mark.parametrize(
    "text", ["05.10.2026", "5 октября 2026 г.", "«05» октября 2026", "2026-10-05", "5.10.2026г."]
)
def test_dates_are_read_as_people_type_them(text: str) -> None:
    assert read_date(text) == date(2026, 10, 5)


@pytest.mark.parametrize("text", ["", "осень", "32.10.2026", "5 октобря 2026"])
def test_what_is_no_date_is_none(text: str) -> None:
    assert read_date(text) is None


def test_dates_are_spelled_in_the_genitive() -> None:
    assert spelled(date(2026, 5, 1)) == "1\u00a0мая\u00a02026\u00a0г."
