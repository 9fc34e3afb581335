"""Ugly layouts, as they come when many hands have kept a table: read in all three formats in the long run."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from attest_desktop.domain.attestee import Form
from tests.papers.schedule.layouts import AUTUMN, PEOPLE, WINTER, Expected, Layout, _form, _pair
from tests.papers.schedule.making import Cell, Row, Table


def _short(name: str) -> str:
    surname, first, patronymic = name.split(" ")
    return f"{surname} {first[0]}. {patronymic[0]}."


def _read(name: str) -> str:
    return _short(name).replace(". ", ".")


def initials_and_ranges() -> Layout:
    """Everybody by initials; a head of two rows with words cut; «09.11-10.12.2026» in one cell; totals."""
    head: list[Row] = [
        (Cell("№\nп/п", down=2), Cell("Сведения об аттестуемом", across=3),
         Cell("Аттеста-\nционная группа", across=2), Cell("Сроки аттестации\n(начало – окончание)", down=2),
         Cell("Форма прове-\nдения", down=2)),
        ("Фамилия И.О.", "Должность", "Место работы\n(сокращённо)", "1-й специалист", "2-й специалист"),
    ]  # fmt: skip
    rows: list[Row] = [*head]
    expected = []
    for n, who in enumerate(PEOPLE):
        one, two = _pair(n)
        days = f"{9 + n:02}.11-1{n}.12.2026"
        form = "очн." if _form(n) is Form.IN_PERSON else "дист."
        rows.append((str(n + 1), _short(who[0]), who[1], who[2], _short(one), _short(two), days, form))
        expected.append(
            Expected(
                _read(who[0]),
                (_read(one), _read(two)),
                _form(n),
                AUTUMN,
                date(2026, 11, 9 + n),
                date(2026, 12, 10 + n),
            )
        )
    rows.append(("", "ИТОГО:", "6", "", "", "", "", ""))
    above = ["Приложение № 1 к распоряжению Департамента", "График аттестации (ноябрь-декабрь 2026 г.)"]
    return Layout([Table(rows, above, repeat=2)], tuple(expected))


def by_municipality() -> Layout:
    """A table for each municipality under its title, the head over the first only; totals; days in words."""
    head = ("№ п/п", "ФИО аттестующегося", "Долж-ность", "ОУ", "Кат.", "Эксперты", "Дата проведения", "Очно/дист.")
    tables, expected = [], []
    for k, place in enumerate(("Город Томск", "Колпашевский район", "ЗАТО Северск")):
        rows: list[Row] = [] if k else [head]
        for n, who in list(enumerate(PEOPLE))[2 * k : 2 * k + 2]:
            one, two = _pair(n)
            days = f"с {n + 2} ноября по {n + 8} декабря 2026 года"
            number = str(n - 2 * k + 1)
            rows.append((number, who[0].upper(), who[1], who[2], "в", f"{one}\n{two}", days, _form(n).russian))
            expected.append(
                Expected(who[0], (one, two), _form(n), AUTUMN, date(2026, 11, n + 2), date(2026, 12, n + 8))
            )
        rows.append(("", "Всего по муниципалитету: 2", "", "", "", "", "", ""))
        tables.append(Table(rows, [place] if k else ["График на период: ноябрь-декабрь 2026", place]))
    return Layout(tables, tuple(expected))


def numbers_beside_names() -> Layout:
    """A number and a post in the name's cell, telephones behind experts, one period merged over everybody."""
    head = ("Аттестационный период", "Ф.И.О. педагога, должность", "Наименование ОО", "Вид аттестации",
            "Члены аттестационной группы (Ф.И.О., место работы)")  # fmt: skip
    rows: list[Row] = [head]
    expected = []
    for n, who in enumerate(PEOPLE):
        one, two = _pair(n)
        period = [Cell("январь-февраль 2027", down=len(PEOPLE))] if n == 0 else []
        group = f"{one} – учитель, МАОУ СОШ № 100 г. Томска, тел. 8-900-000-00-0{n};\n{two} – методист, МБУ Центр"
        rows.append((*period, f"{n + 1}) {who[0]}, {who[1]}", who[2], _form(n).russian, group))
        expected.append(Expected(who[0], (one, two), _form(n), WINTER))
    return Layout([Table(rows, ["ГРАФИК"])], tuple(expected))


def two_lines_a_person() -> Layout:
    """Two lines of the table for each person: the experts one under the other, the rest merged."""
    head = ("№", "ФИО аттестуемого", "Организация", "Период", "Форма", "Специалист (ФИО)", "Должность специалиста")
    rows: list[Row] = [head]
    expected = []
    for n, who in enumerate(PEOPLE):
        one, two = _pair(n)
        merged = (str(n + 1), who[0], who[2], "ноябрь – декабрь 2026 г.", _form(n).russian)
        rows.append((*(Cell(text, down=2) for text in merged), one, "учитель"))
        rows.append((two, "методист"))
        expected.append(Expected(who[0], (one, two), _form(n), AUTUMN))
    return Layout([Table(rows, ["Сводный график"])], tuple(expected))


def long_over_pages() -> Layout:
    """A long table over pages without a repeated head, rows of several lines, the head's days merged."""
    head: list[Row] = [
        (Cell("№ п/п", down=2), Cell("Дата", across=2), Cell("Педагогический работник (Ф.И.О. полностью)", down=2),
         Cell("Полное наименование образовательной организации", down=2), Cell("Форма", down=2),
         Cell("Эксперт № 1", down=2), Cell("Эксперт № 2", down=2)),
        ("начала", "окончания"),
    ]  # fmt: skip
    school = (
        "Муниципальное автономное общеобразовательное учреждение средняя общеобразовательная школа с углублённым "
        "изучением отдельных предметов № 104 г. Томска"
    )
    rows: list[Row] = [*head]
    expected = []
    for n, who in enumerate(PEOPLE * 7):
        one, two = _pair(n)
        day = n % 20 + 2
        rows.append((str(n + 1), f"{day:02}.11.26", "10.12.26", who[0], school, _form(n).russian, one, two))
        expected.append(Expected(who[0], (one, two), _form(n), None, date(2026, 11, day), date(2026, 12, 10)))
    rows.append((Cell("Итого очно: 28, дистанционно: 14", across=8),))
    return Layout([Table(rows, ["График проведения аттестации на 2026/2027 учебный год"])], tuple(expected))


UGLY: dict[str, Callable[[], Layout]] = {
    one.__name__: one
    for one in (initials_and_ranges, by_municipality, numbers_beside_names, two_lines_a_person, long_over_pages)
}
