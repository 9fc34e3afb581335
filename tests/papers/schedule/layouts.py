"""Layouts of schedules: what stands in the file, and what must be read out of it. Invented people only."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from attest_desktop.domain.attestee import Form
from attest_desktop.domain.period import Period
from tests.papers.schedule.making import Cell, Table

EXPERTS = (
    "Снегирёва Ольга Викторовна",
    "Кедров Артём Павлович",
    "Лугинина Вера Степановна",
    "Чулымский Роман Олегович",
)
PEOPLE = (
    ("Алтаева Марина Сергеевна", "учитель математики", "МАОУ СОШ № 104 г. Томска", "г. Томск"),
    ("Берёзкин Илья Андреевич", "учитель физики", "МБОУ «Гимназия № 98»", "ЗАТО Северск"),
    ("Васюганская Нина Петровна", "воспитатель", "МАДОУ № 77", "Асиновский район"),
    ("Гривенный Пётр Львович", "педагог-психолог", "МАОУ лицей № 93", "г. Томск"),
    ("Кетская-Обская Анна Ильинична", "учитель английского языка", "МБОУ СОШ № 51", "Колпашевский район"),
    ("Ушайкин Сергей Фёдорович", "учитель музыки", "МКОУ Вершининская СОШ", "Томский район"),
)
AUTUMN, WINTER = Period(2026, 11), Period(2027, 1)


@dataclass(frozen=True)
class Expected:
    """What a row must say; None: not looked at."""

    attestee: str
    experts: tuple[str, ...]
    form: Form = Form.UNKNOWN
    period: Period | None = None
    begins: date | None = None
    ends: date | None = None


@dataclass(frozen=True)
class Layout:
    """A layout and its rows."""

    tables: Sequence[Table]
    rows: tuple[Expected, ...]


def _form(number: int) -> Form:
    return Form.REMOTE if number % 3 == 2 else Form.IN_PERSON


def _pair(number: int) -> tuple[str, str]:
    return EXPERTS[number % 2], EXPERTS[2 + number % 2]


def plain() -> Layout:
    """One head, one row a person, numbered experts."""
    head = ("№ п/п", "Период аттестации", "ФИО аттестуемого", "Должность", "Место работы", "Муниципалитет",
            "Форма аттестации", "Специалист 1", "Специалист 2")  # fmt: skip
    rows = [
        (str(n + 1), "ноябрь-декабрь 2026", who[0], who[1], who[2], who[3], _form(n).russian, *_pair(n))
        for n, who in enumerate(PEOPLE)
    ]
    expected = tuple(Expected(who[0], _pair(n), _form(n), AUTUMN) for n, who in enumerate(PEOPLE))
    return Layout(
        [Table([head, *rows], ["УТВЕРЖДЁН", "График проведения аттестации педагогических работников"])], expected
    )


def two_rows_of_head() -> Layout:
    """Groups over columns, a row of numbers, days from and to, brackets behind names."""
    head = [
        (Cell("№", down=2), Cell("Аттестуемый педагогический работник", across=3),
         Cell("Срок проведения аттестации", across=2), Cell("Форма (очно/ дистанционно)", down=2),
         Cell("Состав аттестационной группы", across=2)),
        ("Фамилия, имя, отчество", "Должность, предмет", "ОО", "с", "по", "первый эксперт", "второй эксперт"),
        tuple(str(n) for n in range(1, 10)),
    ]  # fmt: skip
    rows, expected = [], []
    for n, who in enumerate(PEOPLE):
        one, two = _pair(n)
        name = who[0] + (" (отпуск до 10.11)" if n == 1 else "")
        word = "очная" if _form(n) is Form.IN_PERSON else "дистанционная"
        rows.append(
            (
                f"{n + 1}.",
                name,
                who[1],
                who[2],
                f"{n + 2:02}.11.2026",
                "10.12.2026",
                word,
                f"{one} ({who[3]})",
                two,
            )
        )
        expected.append(Expected(who[0], (one, two), _form(n), AUTUMN, date(2026, 11, n + 2), date(2026, 12, 10)))
    above = ["График аттестации", "на ноябрь-декабрь 2026 года"]
    return Layout([Table([*head, *rows], above, repeat=3)], tuple(expected))


def experts_over_several() -> Layout:
    """Both experts in one cell that several people share; periods as titles within the table."""
    head = ("№", "Педагог", "Образовательная организация", "Эксперты", "Форма")
    rows: list[Sequence[str | Cell]] = [head]
    expected = []
    for start, title, period in ((0, "Ноябрь – декабрь 2026 г.", AUTUMN), (3, "Январь – февраль 2027 г.", WINTER)):
        rows.append((Cell(title, across=5),))
        pair = (EXPERTS[0], EXPERTS[2 + start // 3])
        for n, who in enumerate(PEOPLE[start : start + 3], start):
            cells: list[str | Cell] = [str(n + 1), who[0], who[2]]
            if n == start:
                cells.append(Cell("\n".join(f"{i}. {name}" for i, name in enumerate(pair, 1)), down=3))
            rows.append([*cells, _form(n).russian])
            expected.append(Expected(who[0], pair, _form(n), period))
        rows.append([""] * 5)
    rows.append((Cell("Итого: 6 человек", across=5),))
    return Layout([Table(rows, ["Сводный график"])], tuple(expected))


def names_in_parts() -> Layout:
    """Surname, name and patronymic apart; the form ticked; municipalities as titles."""
    head = [
        (Cell("№ п/п", down=2), Cell("Фамилия", down=2), Cell("Имя", down=2), Cell("Отчество", down=2),
         Cell("Форма аттестации", across=2), Cell("Специалист (ФИО, должность, место работы)", down=2)),
        ("очно", "дистанционно"),
    ]  # fmt: skip
    rows: list[Sequence[str | Cell]] = [*head]
    expected = []
    for n, who in enumerate(PEOPLE):
        if n % 3 == 0:
            rows.append((Cell(("г. Томск", "Колпашевский район")[n // 3], across=7),))
        one, two = _pair(n)
        surname, name, patronymic = who[0].split(" ")
        marks = ("+", "") if _form(n) is Form.IN_PERSON else ("", "+")
        experts = f"{one}, учитель МАОУ СОШ № 100; {two}, методист, МБУ Центр развития"
        rows.append((str(n + 1), surname.upper(), name, patronymic, *marks, experts))
        expected.append(Expected(who[0], (one, two), _form(n), AUTUMN))
    return Layout([Table(rows, ["Период аттестации: ноябрь-декабрь 2026"])], tuple(expected))


def tables_by_period() -> Layout:
    """A table for each period under its title, columns in another order, days in one cell, experts by initials."""
    made, expected = [], []
    for start, title, period in ((0, "ноябрь-декабрь", AUTUMN), (3, "январь-февраль", WINTER)):
        rows: list[Sequence[str]] = [
            ("Специалисты", "Аттестуемый", "Сроки", "Форма проведения", "Заявленная категория")
        ]
        for n, who in enumerate(PEOPLE[start : start + 3], start):
            one, two = _pair(n)
            short = [f"{name.split()[0]} {name.split()[1][0]}.{name.split()[2][0]}." for name in (one, two)]
            day = period.first_day
            last = period.hand_in_by
            rows.append(
                (", ".join(short), who[0], f"с {day:%d.%m.%Y} по {last:%d.%m.%Y}", _form(n).russian, "первая")
            )
            expected.append(Expected(who[0], (short[0], short[1]), _form(n), period, day, last))
        made.append(
            Table(rows, [f"Период: {title}"] if start else ["График на 2026-2027 учебный год", f"Период: {title}"])
        )
    return Layout(made, tuple(expected))


def by_expert() -> Layout:
    """The experts' own sheets: an expert as a title, under it whom he evaluates and with whom."""
    made, expected = [], []
    for n, expert in enumerate(EXPERTS[:2]):
        rows: list[Sequence[str | Cell]] = [
            (
                "ФИО педагогического работника",
                "Муниципалитет",
                "Второй специалист",
                "Дата начала",
                "Очно/дистанционно",
            ),
            (Cell(f"Специалист: {expert}", across=5),),
        ]
        for m, who in enumerate(PEOPLE[n::2]):
            rows.append((who[0], who[3], EXPERTS[2 + m % 2], "16.11.2026", _form(m).russian))
            expected.append(Expected(who[0], (EXPERTS[2 + m % 2], expert), _form(m), AUTUMN, date(2026, 11, 16)))
        made.append(Table(rows, ["ноябрь-декабрь 2026"], sheet=f"Группа {n + 1}"))
    return Layout(made, tuple(expected))


def poor_heads() -> Layout:
    """Heads that say little: «ФИО» alone, no head over form and period; blank rows between."""
    rows: list[Sequence[str]] = [("", "ФИО", "", "", "Эксперт", "Эксперт")]
    expected = []
    for n, who in enumerate(PEOPLE):
        rows.append((str(n + 1), who[0], "ноябрь-декабрь 2026", _form(n).russian, *_pair(n)))
        rows.append([""] * 6)
        expected.append(Expected(who[0], _pair(n), _form(n), AUTUMN))
    return Layout([Table(rows)], tuple(expected))


LAYOUTS: dict[str, Callable[[], Layout]] = {
    one.__name__: one
    for one in (
        plain,
        two_rows_of_head,
        experts_over_several,
        names_in_parts,
        tables_by_period,
        by_expert,
        poor_heads,
    )
}
