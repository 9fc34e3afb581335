"""The table of exceptions: what ships with the program, and the user's file over it."""

from __future__ import annotations

from pathlib import Path

import pytest

from attest_desktop.domain.errors import BadFileError
from attest_desktop.papers.russian import Case, Inflector, load_exceptions


def test_the_users_words_win_and_the_others_stay(tmp_path: Path) -> None:
    file = tmp_path / "declension.toml"
    file.write_text(
        """
["мужские фамилии"]
"Журавель" = ["Журавеля", "Журавелю", "Журавеля", "Журавелем", "Журавеле"]
"Черемош" = "не склоняется"
["женские имена"]
"Саша" = ["Саши", "Саше", "Сашу", "Сашей", "Саше"]
"Айгуль" = "не склоняется"
["должности"]
"абырвалг" = ["абырвалга", "абырвалгу", "абырвалга", "абырвалгом", "абырвалге"]
""",
        "utf-8",
    )
    russian = Inflector(load_exceptions(file))
    assert russian.person("Журавель Илья Львович", Case.GENITIVE) == "Журавеля Ильи Львовича"
    assert russian.person("Черемош Лев Ильич", Case.DATIVE) == "Черемош Льву Ильичу"
    assert russian.person("Заяц Лев Ильич", Case.DATIVE) == "Зайцу Льву Ильичу"
    assert russian.person("Ли Саша", Case.DATIVE) == "Ли Саше"
    assert russian.person("Ким Айгуль Маратовна", Case.DATIVE) == "Ким Айгуль Маратовне"
    assert russian.post("Старший абырвалг", Case.GENITIVE) == "Старшего абырвалга"


def test_no_file_is_no_fault(tmp_path: Path) -> None:
    assert load_exceptions(tmp_path / "declension.toml") == load_exceptions()


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('["должности"]\nзавуч = "не склоняется"\n', "ошибка в записи, строка 2"),
        ('["должности"]\n"завуч" = [', "файл оборван"),
        ('["фамилии"]\n"Заяц" = "не склоняется"\n', "неизвестный раздел «фамилии», строка 1"),
        ('["должности"]\n\n"завуч" = ["завуча"]\n', "у «завуч» форм 1, а нужно 5, строка 3"),
        ('["должности"]\n"завуч" = "как угодно"\n', "у «завуч» ожидается список слов в кавычках"),
        ('["должности"]\n"завуч" = ["а", "б", "в", "г", ""]\n', "строка 2"),
        ('["должности"]\n"завуч" = ["а", "б", "в", "г", "д е"]\n', "другое число слов, строка 2"),
    ],
)
def test_a_broken_file_is_told_with_its_line(text: str, told: str, tmp_path: Path) -> None:
    file = tmp_path / "declension.toml"
    file.write_text(text, "utf-8")
    with pytest.raises(BadFileError) as caught:
        load_exceptions(file)
    assert told in caught.value.what


def test_a_file_in_another_encoding_is_told(tmp_path: Path) -> None:
    file = tmp_path / "declension.toml"
    file.write_bytes('["должности"]\n'.encode("cp1251"))
    with pytest.raises(BadFileError, match="UTF-8, строка 1"):
        load_exceptions(file)
