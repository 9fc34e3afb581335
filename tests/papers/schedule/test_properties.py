"""Columns in any order under any of their names: the rows that were written are the rows that are read."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from attest_desktop.domain.attestee import Form
from attest_desktop.domain.period import Period
from attest_desktop.papers.schedule import read_schedule
from attest_desktop.papers.schedule.heads import Hints
from attest_desktop.papers.schedule.raw import RawCell, RawRow, RawTable
from attest_desktop.papers.schedule.understanding import understood
from tests.papers.schedule.layouts import EXPERTS, PEOPLE, Expected
from tests.papers.schedule.making import WRITERS, Table
from tests.papers.schedule.test_layouts import told

HEADS = {
    "number": ("№", "№ п/п", "п/п", "№ п.п."),
    "name": (
        "ФИО аттестуемого", "Аттестуемый", "Педагог", "Ф.И.О.", "Фамилия, имя, отчество", "Ф.И.О. учителя",
        "Фамилия Имя Отчество аттестуемого педагогического работника", "Педагогический работник",
        "ФИО педагогического работника",
        "Аттестуемый педагогический работник (ФИО)", "Фамилия, И.О. аттестующегося",
    ),
    "experts": (
        ("Специалист 1", "Специалист 2"), ("Эксперт 1", "Эксперт 2"), ("Первый специалист", "Второй специалист"),
        ("ФИО эксперта 1", "ФИО эксперта 2"), ("Специалист I", "Специалист II"), ("1-й эксперт", "2-й эксперт"),
        ("Специалист по аттестации", "Второй специалист по аттестации"), ("Эксперт", "Эксперт"),
    ),
    "both": (
        "Специалисты", "Эксперты", "Состав аттестационной группы", "Аттестационная группа",
        "Специалисты (эксперты)",
        "Члены аттестационной группы (ФИО)", "Специалисты, осуществляющие всесторонний анализ", "Специалист 1/2",
    ),
    "form": (
        "Форма", "Форма аттестации", "Очно/дистанционно", "Форма проведения аттестации (очно, дистанционно)",
        "Форма проведения аттестации педагогических работников", "Форма проведения процедуры",
    ),
    "period": (
        "Период", "Период аттестации", "Аттестационный период", "Срок аттестации", "Дата",
        "Сроки проведения аттестации",
        "Период проведения аттестации педагогического работника", "Месяц проведения",
    ),
    "place": ("ОО", "Образовательная организация", "Место работы", "Наименование ОО", "Школа"),
    "municipality": ("Муниципалитет", "Муниципальное образование", "МО", "Район", "Территория"),
    "position": ("Должность", "Должность, предмет", "Должность аттестуемого"),
    "passed over": (
        "Примечание", "Телефон", "Дата назначения на должность", "Имеющаяся категория", "Срок действия категории",
    ),
}  # fmt: skip
FORMS = {
    Form.IN_PERSON: ("очно", "Очная", "очная форма", "ОЧНО"),
    Form.REMOTE: ("дистанционно", "Дистанционная", "дистанц."),
}
PERIOD = Period(2026, 11)
PERIODS = ("ноябрь-декабрь 2026", "Ноябрь – декабрь 2026 г.", "ноябрь, декабрь 2026 года", "01.11.2026-31.12.2026")
SPELT: dict[str, Callable[[str], str]] = {
    "whole": lambda name: name,
    "loud": lambda name: f"{name.split(' ', 1)[0].upper()} {name.split(' ', 1)[1]}",
    "in lines": lambda name: name.replace(" ", "\n"),
    "noted": lambda name: f"{name} (по согласованию)",
    "spaced": lambda name: name.replace(" ", "\u00a0 "),
}


@st.composite
def schedules(draw: st.DrawFn) -> tuple[Table, tuple[Expected, ...]]:
    """A table with its columns in some order, and what must be read."""
    together = draw(st.booleans())
    optional = draw(st.sets(st.sampled_from(["number", "place", "municipality", "position", "passed over"])))
    keys = ["name", "form", "period", *sorted(optional), *(["both"] if together else ["one", "two"])]
    order = draw(st.permutations(keys))
    pair = draw(st.sampled_from(HEADS["experts"]))
    heads = {key: draw(st.sampled_from(HEADS[key])) for key in keys if key in HEADS}
    heads |= {"one": pair[0], "two": pair[1]}
    spelt = SPELT[draw(st.sampled_from(sorted(SPELT)))]
    rows, expected = [], []
    for n, who in enumerate(PEOPLE[: draw(st.integers(2, len(PEOPLE)))]):
        form = draw(st.sampled_from(sorted(FORMS, key=lambda one: one.value)))
        experts = (EXPERTS[n % 2], EXPERTS[2 + n % 2])
        cells = {
            "number": str(n + 1),
            "name": spelt(who[0]),
            "form": draw(st.sampled_from(FORMS[form])),
            "period": draw(st.sampled_from(PERIODS[:3])),
            "place": who[2],
            "municipality": who[3],
            "position": who[1],
            "passed over": draw(st.sampled_from(["", "+7 (900) 000-00-00", "15.02.1994", "первая"])),
            "both": draw(st.sampled_from(["\n", ", ", "; ", " и ", " "])).join(experts),
            "one": experts[0],
            "two": experts[1],
        }
        rows.append([cells[key] for key in order])
        swapped = not together and order.index("two") < order.index("one")
        expected.append(Expected(who[0], experts[::-1] if swapped else experts, form, PERIOD))
    body = [[heads[key] for key in order], *rows]
    if draw(st.booleans()):
        body.insert(1, [str(n + 1) for n in range(len(order))])
    for place in draw(st.sets(st.integers(2, len(body)), max_size=2)):
        body.insert(place, [""] * len(order))
    if draw(st.booleans()):
        body.insert(3, body[0])  # the head once more
    return Table(body), tuple(expected)


def raw(table: Table) -> RawTable:
    """The table as a reader of files gives it."""
    return RawTable(
        "таблица 1",
        tuple(RawRow(n, tuple(RawCell(str(one)) for one in row)) for n, row in enumerate(table.rows, 1)),
    )


def check(table: Table, expected: tuple[Expected, ...]) -> None:
    schedule = understood([raw(table)], Hints())
    assert told(schedule) == expected
    assert schedule.not_read == ()
    assert [row.unclear for row in schedule.rows if row.unclear] == []


@given(schedules())
@settings(max_examples=25, deadline=None)
def test_any_order_under_any_names(made: tuple[Table, tuple[Expected, ...]]) -> None:
    check(*made)


@pytest.mark.slow
@pytest.mark.timeout(600)
@given(schedules())
@settings(max_examples=2_000, deadline=None, derandomize=False)
def test_any_order_under_any_names_at_length(made: tuple[Table, tuple[Expected, ...]]) -> None:
    check(*made)


@pytest.mark.slow
@pytest.mark.parametrize("kind", WRITERS)
@given(schedules())
@settings(max_examples=60, deadline=None, derandomize=False)
def test_the_same_through_real_files(kind: str, made: tuple[Table, tuple[Expected, ...]]) -> None:
    table, expected = made
    assert told(read_schedule(WRITERS[kind]([table]))) == expected


SCRAPS = (
    *HEADS["name"], *HEADS["both"], *HEADS["form"], *HEADS["period"], *(who[0] for who in PEOPLE), *EXPERTS,
    "№", "с", "по", "", "1", "2", "x" * 300, "очно", "ноябрь-декабрь", "31.02.2026", "г. Томск", "Итого: 5",
    "Специалист: Кедров А.П.", "(", "((", "и", "\n", "Иванова\nМария\nИ", "оглы", "№ 1. 2) 3", "Фамилия", "Имя",
)  # fmt: skip


@given(st.lists(st.lists(st.sampled_from(SCRAPS), min_size=1, max_size=7), max_size=12))
@settings(max_examples=40, deadline=None)
def test_rows_at_random_never_end_in_a_bug(rows: list[list[str]]) -> None:
    schedule = understood([raw(Table(rows))], Hints(tuple(who[0] for who in PEOPLE), EXPERTS[0]))
    for row in schedule.rows:
        assert row.attestee
        assert all(one.full_name for one in row.experts)
