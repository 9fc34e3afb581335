"""First set: forms where the places to sign are in tables."""

from __future__ import annotations

from collections.abc import Callable

from tests.papers.signing.layouts.sheet import Sheet


def column_of_names() -> Sheet:
    """«№ | ФИО | Должность | Подпись», rows of full names."""
    s = Sheet(size=11)
    s.filler(1)
    s.table(
        (
            ("№", "Фамилия, имя, отчество", "Должность", "Подпись"),
            ("1", "Лебедева Анна Сергеевна", "учитель истории", "<1>"),
            ("2", "Громов Игорь Петрович", "учитель физики", "<2>"),
            ("3", "Яхно Ольга Васильевна", "методист", "<5>"),
        ),
        (1, 7, 5, 3.5),
        height=0.9,
    )
    return s


def date_column() -> Sheet:
    """A column of dates next to that of signatures; the attestee's row in the same table."""
    s = Sheet(size=11)
    s.filler(2)
    s.table(
        (
            ("", "Ф.И.О.", "Дата", "Личная подпись"),
            ("Специалист", "Лебедева А.С.", "", "<1>"),
            ("Специалист", "Громов И.П.", "", "<2>"),
            ("С заключением ознакомлен(а)", "Соловьёва Д.О.", "", "<3>"),
        ),
        (4.5, 4, 3, 4),
        height=1,
    )
    return s


def rows_of_labels() -> Sheet:
    """A form of two columns: «Подпись» at the left, the empty cell at the right."""
    s = Sheet()
    s.table(
        (
            ("Эксперт", "Лебедева Анна Сергеевна"),
            ("Место работы", "МБОУ «СОШ № 5»"),
            ("Подпись", "<1>"),
            ("Эксперт", "Громов Игорь Петрович"),
            ("Место работы", "МАОУ «Лицей № 2»"),
            ("Подпись", "<2>"),
            ("Аттестуемый", "Соловьёва Дарья Олеговна"),
            ("Подпись", "<3>"),
        ),
        (5, 10),
        height=0.9,
    )
    return s


def no_grid_bottoms() -> Sheet:
    """No grid: the cells of signatures have a lower border, names beside."""
    s = Sheet()
    s.filler(2)
    s.table(
        (
            ("Специалист", "<1>", "", "А.С. Лебедева"),
            ("", "(подпись)", "", "(расшифровка)"),
            ("Специалист", "<2>", "", "И.П. Громов"),
            ("", "(подпись)", "", "(расшифровка)"),
        ),
        (4, 4.5, 0.5, 5),
        grid=False,
        bottoms=((0, 1), (0, 3), (2, 1), (2, 3)),
        size=11,
    )
    return s


def no_grid_underscores() -> Sheet:
    """No grid, underscores in the cells, two experts side by side."""
    s = Sheet(size=12, left=2)
    s.filler(2)
    s.table(
        (
            ("Специалист по аттестации\n\n<1:_________________>\nЛебедева А.С.", "Специалист по аттестации\n\n"
             "<2:_________________>\nГромов И.П."),
            ("«____» __________ 20__ г.", "«____» __________ 20__ г."),
        ),
        (8, 8),
        grid=False,
    )  # fmt: skip
    s.p()
    s.p("С заключением ознакомлена: <3:_________________>")
    return s


def slash_cells() -> Sheet:
    """The slash and the name in the cell after the line's."""
    s = Sheet()
    s.filler(1)
    s.table(
        (
            ("Специалисты:", "<1:_________________>", "/ Лебедева Анна Сергеевна /"),
            ("", "<2:_________________>", "/ Громов Игорь Петрович /"),
            ("Ознакомлен(а):", "<3:_________________>", "/ ______________________ /"),
        ),
        (4, 5, 7),
        grid=False,
        height=0.8,
    )
    return s


def merged_role() -> Sheet:
    """A merged cell «Специалисты» over two rows, headers above."""
    s = Sheet(size=11)
    s.filler(1)
    s.table(
        (
            ("Кто подписывает", "Подпись", "Расшифровка подписи"),
            ("Специалисты", "<1>", "Лебедева А.С."),
            ("", "<2>", "Громов И.П."),
            ("Аттестуемый", "<3>", "Соловьёва Д.О."),
        ),
        (5, 4.5, 5.5),
        height=0.9,
        merged=((1, 0, 2, 0),),
    )
    return s


def criteria_and_signature() -> Sheet:
    """A grid of marks with empty cells that nobody signs, then lines."""
    s = Sheet(size=11)
    s.table(
        (
            ("Критерий", "Оценка эксперта 1", "Оценка эксперта 2", "Комментарий специалиста"),
            ("Результаты обучающихся", "", "", ""),
            ("Развитие способностей", "", "", ""),
            ("Личный вклад", "", "", ""),
        ),
        (6, 3, 3, 4),
        height=0.8,
    )
    s.p()
    s.p("Эксперт 1: <1:_________________> Лебедева А.С.", after=6)
    s.p("Эксперт 2: <2:_________________> Громов И.П.", after=6)
    return s


def narrow_cells() -> Sheet:
    """Names at the head of the columns, «подпись» at the left of the row."""
    s = Sheet(size=11)
    s.filler(1)
    s.table(
        (
            ("", "Лебедева А.С.", "Громов И.П."),
            ("Должность", "учитель", "учитель"),
            ("Подпись", "<1>", "<2>"),
            ("Дата", "", ""),
        ),
        (4, 5, 5),
        height=0.9,
    )
    return s


def table_unnamed() -> Sheet:
    """Headers, roles, nobody's name yet."""
    s = Sheet(size=12)
    s.filler(2)
    s.table(
        (
            ("", "Подпись", "Фамилия И.О."),
            ("Первый специалист", "<1>", ""),
            ("Второй специалист", "<2>", ""),
            ("Аттестуемый", "<3>", ""),
            ("Руководитель ОО", "<4>", ""),
        ),
        (5, 5, 5),
        height=0.9,
    )
    return s


def lines_in_grid() -> Sheet:
    """A gridded row for each signer with the underscores inside."""
    s = Sheet(size=11)
    s.filler(1)
    s.table(
        (
            ("Специалист:\n<1:____________________> (Лебедева А.С.)", "Дата: «___» ________ 2026 г."),
            ("Специалист:\n<2:____________________> (Громов И.П.)", "Дата: «___» ________ 2026 г."),
            ("Ознакомлен(а):\n<3:____________________> (Соловьёва Д.О.)", "Дата: «___» ________ 2026 г."),
        ),
        (10, 6),
        height=1.2,
    )
    return s


def ruled_under_block() -> Sheet:
    """«Специалисты:» in the text, then a table without a grid whose middle cells have lower borders."""
    s = Sheet(size=12)
    s.filler(1)
    s.p("Специалисты:", after=4)
    s.table(
        (("Лебедева Анна Сергеевна", "", "<1>"), ("Громов Игорь Петрович", "", "<2>")),
        (7, 1, 5),
        grid=False,
        bottoms=((0, 2), (1, 2)),
        height=0.9,
    )
    s.p()
    s.p("С заключением ознакомлен(а):", after=4)
    s.table((("Соловьёва Дарья Олеговна", "", "<3>"),), (7, 1, 5), grid=False, bottoms=((0, 2),), height=0.9)
    return s


FIRST_TABLES: dict[str, Callable[[], Sheet]] = {
    "column-of-names": column_of_names,
    "date-column": date_column,
    "rows-of-labels": rows_of_labels,
    "no-grid-bottoms": no_grid_bottoms,
    "no-grid-underscores": no_grid_underscores,
    "slash-cells": slash_cells,
    "merged-role": merged_role,
    "criteria-and-signature": criteria_and_signature,
    "narrow-cells": narrow_cells,
    "table-unnamed": table_unnamed,
    "lines-in-grid": lines_in_grid,
    "ruled-under-block": ruled_under_block,
}
