"""Phrases: found where they fit, filled in for each attestee, shared with a colleague."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from attest_desktop.domain.errors import BadFileError
from attest_desktop.domain.names import gender
from attest_desktop.store import PhraseText, StoredPhrase
from attest_desktop.work.desk import Desk
from attest_desktop.work.phrases import (
    Spot,
    export_phrases,
    forget_imported,
    import_phrases,
    keep_phrase,
    note_used,
    phrases,
    ranked,
)
from attest_desktop.work.placeholders import NameCase, Who, generalised, resolve

WHEN = datetime(2026, 9, 1, tzinfo=UTC)
SHE = Who("Пчёлкина Ольга Львовна", "учитель физики", "физика", gender("Пчёлкина Ольга Львовна"))
FORMS = {
    NameCase.GENITIVE: "Пчёлкиной Ольги Львовны",
    NameCase.DATIVE: "Пчёлкиной Ольге Львовне",
    NameCase.INSTRUMENTAL: "Пчёлкиной Ольгой Львовной",
}


def decline(text: str, case: NameCase, is_name: bool) -> str | None:
    return FORMS.get(case) if is_name and text == SHE.full_name else None


def stored(number: int, text: str, used: int = 0, **places: str) -> StoredPhrase:
    return StoredPhrase(number, PhraseText(text, **places), used, None, WHEN)


def test_the_best_phrase_for_the_place_comes_first_and_every_word_must_occur() -> None:
    kept = [
        stored(1, "Чужой показатель, всё о росте", used=50, criterion="3"),
        stored(2, "Для любого места: рост", used=9),
        stored(3, "Рост качества, высшая", criterion="1", category="высшая"),
        stored(4, "Рост качества по физике", criterion="1", subject="Физика"),
        stored(5, "Рост качества, чаще", used=2, criterion="1"),
    ]
    spot = Spot("1", "первая", "учитель", "физика")
    assert [one.id for one in ranked(kept, spot)] == [4, 5, 3, 2, 1]
    assert [one.id for one in ranked(kept, spot, "все РОСТЕ")] == [1]
    assert [one.id for one in ranked(kept, spot, "качеств физ")] == [4]
    assert ranked(kept, spot, "рост химия") == ()


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("{ФИО} {провёл/провела} урок.", "Пчёлкина Ольга Львовна провела урок."),
        ("Опыт {ФИО:р}; {Он/она} рада.", "Опыт Пчёлкиной Ольги Львовны; Она рада."),
        ("Дано {Фамилия И.О.:д}, {Имя Отчество:т}", "Дано Пчёлкиной\u00a0О.Л., Ольгой Львовной"),
        ("{Должность} ведёт предмет «{предмет}».", "Учитель физики ведёт предмет «физика»."),
        ("О {ФИО:п}", "О [ФИО в предложном падеже: заполните]"),
        ("{класс} класс", "[класс: заполните] класс"),
    ],
)
def test_a_phrase_is_filled_in(phrase: str, expected: str) -> None:
    assert resolve(phrase, SHE, decline).text == expected


def test_where_the_gender_is_not_known_a_person_is_asked() -> None:
    who = Who("Ким Вера")
    made = resolve("{Он/она} {вёл/вела} кружок.", who)
    assert made.text == "[Он/она: заполните] [вёл/вела: заполните] кружок."
    assert made.unfilled == ("Он/она", "вёл/вела")


def test_the_name_in_a_saved_phrase_becomes_a_placeholder_and_comes_back() -> None:
    text = "Пчелкина О. Л. умеет. Уроки Ольги Львовны ясны; Пчёлкиной Ольге  Львовне спасибо. Пчёлкинаград."
    made = generalised(text, SHE, decline)
    assert made == "{Фамилия И.О.} умеет. Уроки {Имя Отчество:р} ясны; {ФИО:д} спасибо. Пчёлкинаград."
    assert "Уроки Ольги Львовны ясны" in resolve(made, SHE, decline).text


def test_phrases_go_to_a_colleague_and_come_back_once(desk: Desk, tmp_path: Path) -> None:
    first = keep_phrase(desk, PhraseText("{ФИО} обобщает опыт.", "4", "высшая"))
    again = keep_phrase(desk, PhraseText("{фио}  обобщает опыт", "4"))
    assert again.id == first.id
    note_used(desk, first.id)
    keep_phrase(desk, PhraseText("Вторая фраза.\nВ две строки."))
    as_json = export_phrases(desk, tmp_path / "фразы.json")
    as_text = export_phrases(desk, tmp_path / "фразы.txt")
    assert import_phrases(desk, as_json).known == 2
    assert import_phrases(desk, as_text).added == ()
    before = phrases(desk)
    as_text.write_bytes("Фраза из Блокнота.\r\n\r\nЕщё одна\r\nв две строки.\r\n".encode("cp1251"))
    came = import_phrases(desk, as_text)
    assert [one.phrase.text for one in came.added] == ["Фраза из Блокнота.", "Ещё одна в две строки."]
    forget_imported(desk, came.added)
    assert phrases(desk) == before


@pytest.mark.parametrize(
    "content", [b'{"kind": "other"}', b"\x00\x01\x02", b" \n\n ", b'{"kind": "attest-phrases", "phrases": [1]}']
)
def test_a_file_without_phrases_is_told(desk: Desk, tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "a.json"
    file.write_bytes(content)
    with pytest.raises(BadFileError):
        import_phrases(desk, file)
    assert phrases(desk) == ()
