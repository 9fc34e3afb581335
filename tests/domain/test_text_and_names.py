"""Comparing texts, and full names."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attest_desktop.domain.names import Gender, gender, parts, same_person, short_name
from attest_desktop.domain.text import normalised, one_line, without_brackets


def test_labels_are_equal_whatever_their_spelling() -> None:
    assert normalised("Прикрепление  итогового\nзаключения/") == normalised("прикрепление итогового заключения")
    assert normalised("Учётная запись:") == normalised("УЧЕТНАЯ ЗАПИСЬ")
    assert normalised("№ 7") == "№ 7"


def test_brackets_go_nested_ones_too() -> None:
    assert without_brackets("Иванов Иван (Заявление (новое) зарегистрировано.)") == "Иванов Иван"
    assert without_brackets("Иванов (без конца") == "Иванов (без конца"


@given(st.text())
def test_normalising_twice_changes_nothing(text: str) -> None:
    assert normalised(normalised(text)) == normalised(text)
    assert one_line(one_line(text)) == one_line(text)


@pytest.mark.parametrize(
    ("full_name", "expected"),
    [
        ("Ткаченко Любовь Игоревна", Gender.FEMININE),
        ("Кузнецов Павел Ильич", Gender.MASCULINE),
        ("Мамедов Рашид Али оглы", Gender.MASCULINE),
        ("Мамедова Лейла Али кызы", Gender.FEMININE),
        ("Чайковский Пётр Никитич", Gender.MASCULINE),
        ("Пак Ольга Фоминична", Gender.FEMININE),
        ("Ли Ким", None),
    ],
)
def test_gender_is_told_by_the_patronymic(full_name: str, expected: Gender | None) -> None:
    assert gender(full_name) is expected


def test_short_names() -> None:
    assert short_name("Иванова Мария Ивановна") == "Иванова\u00a0М.И."
    assert short_name("Иванова Мария Ивановна", initials_first=True) == "М.И.\u00a0Иванова"
    assert short_name("Ли Ким") == "Ли\u00a0К."
    assert short_name("Ли") == "Ли"
    assert parts("") == ("", "", "")


def test_same_person() -> None:
    assert same_person("Семёнов  Пётр Ильич", "семенов петр ильич")
    assert not same_person("Семёнов Пётр Ильич", "Семёнов Павел Ильич")
