"""Spelling: what is marked, what never is, what is suggested."""

from __future__ import annotations

import time

import pytest

from attest_desktop.domain.record import AttesteeData, Expert, Record
from attest_desktop.work.desk import Desk
from attest_desktop.work.spelling import (
    Speller,
    add_own_word,
    load_speller,
    names_of,
    remove_own_word,
    turn_spelling,
)

RIGHT = """Педагог ведёт межпредметные вебинары и учебно-исследовательскую работу; ещё и еще раз. ФГОС, ВПР и МБОУ
СОШ № 7 г. Кедрового: 9А класс, 63 % качества, сайт https://example.org, Zoom и e-mail. Системно-деятельностный
подход, практико-ориентированные задания, онлайн-урок, видеоуроки здоровьесбережения, ул. Ленина, 15 руб. и т.д.
Метапредметные результаты в межаттестационный период; тьюторами стали Ткаченко и Мурзаханова из Стрежевого."""


def marked(text: str, speller: Speller) -> list[str]:
    return [text[start : start + length] for start, length in speller.unknown(text)]


def test_right_words_of_the_school_are_not_marked() -> None:
    speller = Speller()
    assert [word for line in RIGHT.splitlines() for word in marked(line, speller)] == []


@pytest.mark.parametrize(
    ("slip", "meant"),
    [
        ("презинтация", "презентация"),
        ("агенство", "агентство"),
        ("Результты", "Результаты"),
        ("обучаюшихся", "обучающихся"),
        ("кокчество", None),
        ("накаждом", "на каждом"),
        ("програмы", "программы"),
        ("расчитывает", "рассчитывает"),
    ],
)
def test_a_slip_is_marked_and_mended(slip: str, meant: str | None) -> None:
    speller = Speller()
    assert marked(f"Вот {slip} здесь", speller) == [slip]
    if meant:
        assert meant in speller.suggestions(slip)[:2]


def test_names_of_the_record_are_known_in_their_cases() -> None:
    speller = Speller()
    text = "Урок Дзюбецкой и Дзюбецкого видел Ыбыкбеков"
    assert "Ыбыкбеков" in marked("Пришёл. Ыбыкбеков видел", speller)
    record = Record(AttesteeData("Дзюбецкий Акакий Ыбыкович"), (Expert("Ыбыкбеков Иван"),))
    speller.set_names(names_of(record))
    assert marked(text, speller) == []


def test_own_words_are_kept_with_their_forms_and_the_check_can_be_off(desk: Desk) -> None:
    speller = load_speller(desk)
    assert speller is not None
    assert marked("Два бумбокса", speller) == ["бумбокса"] or marked("Два кванторчика", speller)
    add_own_word(desk, "Кванторчик")
    again = load_speller(desk)
    assert again is not None
    assert marked("Два кванторчика, с кванторчиком", again) == []
    remove_own_word(desk, "кванторчик")
    turn_spelling(desk, on=False)
    assert load_speller(desk) is None


def test_a_long_text_is_looked_up_once() -> None:
    speller = Speller()
    text = (RIGHT.replace("\n", " ") + " презинтация ") * 12
    assert len(text) > 5000
    list(speller.unknown(text))
    begun = time.perf_counter()
    assert len(list(speller.unknown(text))) == 12
    assert time.perf_counter() - begun < 0.05
