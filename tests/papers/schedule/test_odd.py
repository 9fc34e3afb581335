"""Small oddities of schedules, each understood or named, never guessed."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date

import openpyxl
import pytest

from attest_desktop.domain.attestee import Form
from attest_desktop.papers.schedule import BadScheduleError, Hints, Schedule, read_schedule
from attest_desktop.papers.schedule.people import people_in
from attest_desktop.papers.schedule.raw import RawCell, RawRow, RawTable
from attest_desktop.papers.schedule.understanding import understood
from attest_desktop.papers.schedule.values import Days, municipality_in, read_days, read_form
from tests.papers.schedule.layouts import AUTUMN, EXPERTS, PEOPLE

A, B, C = PEOPLE[0][0], EXPERTS[0], EXPERTS[2]


def read(*rows: Sequence[str], above: Sequence[str] = (), hints: Hints | None = None) -> Schedule:
    made = tuple(RawRow(n, tuple(RawCell(one) for one in row)) for n, row in enumerate(rows, 1))
    return understood([RawTable("таблица 1", made, tuple(above))], hints or Hints())


@pytest.mark.parametrize(
    ("cell", "names"),
    [
        ("1. Иванова М.И. (г. Томск)\n2. Петров П. П., учитель", ["Иванова М.И.", "Петров П.П."]),
        ("М.И. Иванова, учитель МАОУ СОШ № 4 им. А.С. Пушкина", ["Иванова М.И."]),
        ("Мария Ивановна Петрова", ["Петрова Мария Ивановна"]),
        ("Константино-\nпольская Анна\nИльинич\nна", ["Константинопольская Анна Ильинична"]),
        ("Римская-\nКорсакова А.П.", ["Римская-Корсакова А.П."]),
        ("Ивaновa Мaрия Ивановна", ["Иванова Мария Ивановна"]),
        ("Гасанов Али Гусейн оглы; Ким Анна Петровна", ["Гасанов Али Гусейн оглы", "Ким Анна Петровна"]),
        ("Иванова (до брака Петрова) Мария Ивановна", ["Иванова Мария Ивановна"]),
        ("Ким Анна", ["Ким Анна"]),
        ("МАОУ Гимназия Томск", []),
        ("вакансия", []),
        ("", []),
    ],
)
def test_people_of_a_cell(cell: str, names: list[str]) -> None:
    assert [one.full_name for one in people_in(cell)] == names


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("с 9 ноября по 10 января 2027 г.", Days(date(2026, 11, 9), date(2027, 1, 10))),
        ("09.11-10.12.2026", Days(date(2026, 11, 9), date(2026, 12, 10))),
        ("21.12 по 10.01.27", Days(date(2026, 12, 21), date(2027, 1, 10))),
        ("9-20.11.2026", Days(date(2026, 11, 9), date(2026, 11, 20))),
        ("с 9 по 20 ноября 2026 г.", Days(date(2026, 11, 9), date(2026, 11, 20))),
        ("02.11.26 – 11.12.26", Days(date(2026, 11, 2), date(2026, 12, 11))),
        ("2026-11-02", Days(date(2026, 11, 2))),
        ("9 ноября", Days(problem="у дня не указан год")),
        ("31.11.2026", Days(problem="дня «31.11.2026» нет в календаре")),
        ("12.12.2026 - 01.12.2026", Days(problem="первый день позже последнего")),
        ("01.01.1026", Days(problem="год 1026 не похож на год аттестации")),
        ("ноябрь", Days()),
    ],
)
def test_days(text: str, days: Days) -> None:
    assert read_days(text) == days


def test_forms_and_places() -> None:
    assert [read_form(one) for one in ("Очная форма", "дистанц.", "очно/дистанционно", "очно-заочная", "да")] == [
        Form.IN_PERSON,
        Form.REMOTE,
        Form.UNKNOWN,
        Form.UNKNOWN,
        Form.UNKNOWN,
    ]
    for line in ("г. Томск", "ЗАТО Северск", "Колпашевский район", "Томский муниципальный район"):
        assert municipality_in(f"График аттестации, {line}, 2026") == line
    assert municipality_in("График проведения аттестации") == ""


def test_position_and_workplace_belong_to_the_name_before_them() -> None:
    head = (
        "ФИО",
        "Должность",
        "Специалист 1",
        "Должность",
        "Место работы",
        "Специалист 2",
        "Должность",
        "Место работы",
    )
    (row,) = read(head, (A, "учитель", B, "методист", "МБУ ЦРО", C, "завуч", "МАОУ СОШ № 1")).rows
    assert row.position == "учитель"
    assert [(one.position, one.workplace) for one in row.experts] == [
        ("методист", "МБУ ЦРО"),
        ("завуч", "МАОУ СОШ № 1"),
    ]
    # One alone behind the experts may be anybody's.
    (row,) = read(("ФИО", "Специалист 1", "Специалист 2", "Место работы"), (A, B, C, "МАОУ СОШ № 1")).rows
    assert (row.workplace, {one.workplace for one in row.experts}) == ("", {""})


def test_two_columns_of_names_are_told_by_whom_they_name_or_not_at_all() -> None:
    rows = (("ФИО", "ФИО", "Форма"), (A, B, "очно"), (PEOPLE[1][0], B, "очно"))
    blind = read(*rows)
    assert blind.rows == ()
    assert [one.why for one in blind.not_read] == ["в таблице нет столбца с именами аттестуемых"]
    seen = read(*rows, hints=Hints((A,), B))
    assert [(one.attestee, one.experts[0].full_name) for one in seen.rows] == [(A, B), (PEOPLE[1][0], B)]


def test_what_is_not_understood_is_named_with_its_place() -> None:
    schedule = read(
        ("Педагог", "Эксперт 1", "Эксперт 2", "Дата", "Форма"),
        (A, B, "вакансия", "31.11.2026", "очно/дистанционно"),
        ("", B, C, "", "очно"),
        (f"{A}, {PEOPLE[1][0]}", B, C, "", "очно"),
        above=["Период: ноябрь-декабрь 2026"],
    )
    (row,) = schedule.rows
    assert row.unclear == (
        "период: «31.11.2026» (дня «31.11.2026» нет в календаре)",
        "специалист: «вакансия»",
        "форма: «очно/дистанционно»",
    )
    assert (row.period, row.form, row.begins) == (AUTUMN, Form.UNKNOWN, None)
    assert [(one.where, one.why) for one in schedule.not_read] == [
        ("таблица 1, строка 3", "имя аттестуемого не указано"),
        ("таблица 1, строка 4", "в ячейке аттестуемого несколько имён"),
    ]
    (lost,) = read((A, B, "очно"), (PEOPLE[1][0], B, "очно")).not_read
    assert (lost.why, lost.rows) == ("таблица без понятной шапки", 2)


def test_a_year_that_is_not_written_is_said_to_be_assumed() -> None:
    head = ("Педагог", "Эксперты", "Период")
    (row,) = read(head, (A, f"{B}, {C}", "ноябрь-декабрь"), above=["на 2026-2027 учебный год"]).rows
    assert (row.period, row.assumed) == (AUTUMN, (f"год не указан: принят {AUTUMN}",))
    (row,) = read(head, (A, f"{B}, {C}", "ноябрь-декабрь")).rows
    assert row.period is None
    assert row.unclear == ("период: «ноябрь-декабрь»",)


def test_an_expert_in_a_row_of_his_own_is_of_the_person_above() -> None:
    d = EXPERTS[3]
    head = ("№", "ФИО аттестуемого", "Форма", "Специалист", "Должность специалиста")
    found = read(head, ("1", A, "очно", B, "учитель"), ("", "", "", C, "методист"), ("", "", "", d, "завуч"))
    assert [(row.attestee, [one.full_name for one in row.experts]) for row in found.rows] == [(A, [B, C])]
    assert found.rows[0].experts[1].position == "методист"
    # A third one may be of somebody whose name is missing: it is told of, not guessed.
    assert [one.why for one in found.not_read] == ["имя аттестуемого не указано"]


def test_a_head_of_initials_and_cut_words_is_a_head() -> None:
    head = ("№ п/п", "Фамилия И.О.", "Форма прове- дения", "Аттеста- ционная группа", "Сроки (начало – окончание)")
    (row,) = read(
        head, ("1", "Берёзкин И. А.", "очно", f"{B}, {C}", "9–20.11.2026"), ("", "ИТОГО:", "1", "", "")
    ).rows
    assert (row.attestee, len(row.experts), row.form) == ("Берёзкин И.А.", 2, Form.IN_PERSON)
    assert (row.begins, row.ends) == (date(2026, 11, 9), date(2026, 11, 20))


def test_hidden_sheets_with_people_are_told_of() -> None:
    head = ("ФИО аттестуемого", "Форма", "Специалист 1", "Специалист 2")
    book = openpyxl.Workbook()
    for sheet, rows in (
        (book.active, [head, (A, "очно", B, C)]),
        (book.create_sheet("Архив"), [head, (PEOPLE[1][0], "очно", B, C)]),
        (book.create_sheet("Списки"), [("очно",), ("дистанционно",)]),
    ):
        for cells in rows:
            sheet.append(cells)
    for name in ("Архив", "Списки"):
        book[name].sheet_state = "hidden"
    stream = io.BytesIO()
    book.save(stream)
    found = read_schedule(stream.getvalue())
    assert [row.attestee for row in found.rows] == [A]
    assert [(one.where, one.why, one.text) for one in found.not_read] == [
        ("скрытый лист «Архив»", "лист скрыт, поэтому не прочитан", "1\u00a0строка с именами")
    ]
    # Nothing but hidden sheets: what to do is said.
    book.create_sheet("Пусто")
    book["Sheet"].sheet_state = "hidden"
    stream = io.BytesIO()
    book.save(stream)
    with pytest.raises(BadScheduleError, match="скрытый лист «Sheet»") as refused:
        read_schedule(stream.getvalue())
    assert "Показать" in refused.value.todo
