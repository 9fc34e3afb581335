"""Fourth set, written after finding was mended on the third one; nothing was mended on it."""

from __future__ import annotations

from collections.abc import Callable

from tests.papers.signing.layouts.canvas import Canvas
from tests.papers.signing.layouts.sheet import Sheet


def kindergarten() -> Sheet:
    """A kindergarten's form: educator, names in full, signature lines with a caption in brackets beneath."""
    s = Sheet(size=12)
    s.p("ЭКСПЕРТНОЕ ЗАКЛЮЧЕНИЕ", align="center", bold=True)
    s.p("на воспитателя Соловьёву Дарью Олеговну, МАДОУ № 7", align="center")
    s.filler(2)
    s.p("Эксперты аттестационной комиссии:", after=6)
    for tag, name in ((1, "Лебедева Анна Сергеевна"), (2, "Громов Игорь Петрович")):
        s.p(f"<{tag}:___________________>\t{name}", tabs=((7, ""),))
        s.p("(подпись)\t(Ф.И.О. полностью)", tabs=((7, ""),), size=8, indent=1, after=6)
    s.p("Воспитатель ознакомлен: <3:___________________>\tСоловьёва Дарья Олеговна", tabs=((10.5, ""),))
    return s


def marks_and_names() -> Sheet:
    """Marks in a table, then a row for each expert: place of work, name, line."""
    s = Sheet(size=11)
    s.table((("№", "Критерий", "Да", "Нет"), ("1", "Динамика", "", ""), ("2", "Вклад", "", "")), (1, 9, 2, 2))
    s.p()
    s.p("Специалист: Лебедева А.С., учитель, МБОУ «СОШ № 5» <1:________________>", after=6)
    s.p("Специалист: Громов И.П., учитель, МАОУ «Лицей № 2» <2:________________>", after=6)
    s.p("Дата составления заключения: ____________________")
    return s


def col_signature_first() -> Sheet:
    """The column to sign in stands before that of names; the table has a title row."""
    s = Sheet(size=11)
    s.filler(1)
    s.table(
        (
            ("Должность", "Подпись", "Ф.И.О."),
            ("Специалист 1", "<1>", "Лебедева Анна Сергеевна"),
            ("Специалист 2", "<2>", "Громов Игорь Петрович"),
            ("Директор школы", "<4>", "Панин Виктор Егорович"),
        ),
        (5, 4, 6.5),
        height=0.8,
    )
    return s


def separate_pages() -> Sheet:
    """An attachment with lines to fill in comes after the signatures."""
    s = Sheet(size=12)
    s.filler(3)
    s.p("Члены экспертной группы: <1:_______________> Лебедева А.С.", after=6)
    s.p("                                                <2:_______________> Громов И.П.", after=6)
    s.page_break()
    s.p("Приложение. Карта посещения занятия", bold=True)
    s.p("Дата посещения ____________  Класс ______  Количество обучающихся ______")
    s.p("Педагог ______________________________________________")
    s.p("Эксперт отметил: _______________________________________")
    s.p("________________________________________________________")
    return s


def signed_in_words() -> Sheet:
    """«Подпись эксперта» on each line, no names; attestee's and head's lines likewise."""
    s = Sheet(size=12)
    s.filler(2)
    s.p("Подпись первого эксперта <1:____________________>", after=6)
    s.p("Подпись второго эксперта <2:____________________>", after=6)
    s.p("Подпись аттестуемого <3:____________________>", after=6)
    s.p("Подпись руководителя <4:____________________>   М.П.", after=6)
    return s


def no_grid_three_columns() -> Sheet:
    """A table without a grid: role, underscores, name; captions in rows between."""
    s = Sheet(size=12)
    s.filler(1)
    s.table(
        (
            ("Эксперт:", "<1:_______________>", "Лебедева А.С."),
            ("", "подпись", "расшифровка"),
            ("Эксперт:", "<2:_______________>", "Громов И.П."),
            ("", "подпись", "расшифровка"),
            ("Ознакомлен:", "<3:_______________>", "Соловьёва Д.О."),
        ),
        (4, 5, 6),
        grid=False,
    )
    return s


def ends_with_dots() -> Sheet:
    """Lines of typed dots."""
    s = Sheet(size=12)
    s.filler(2)
    s.p("Замечания .........................................................................")
    s.p("Специалист <1:................................> А.С. Лебедева", after=4)
    s.p("Специалист <2:................................> И.П. Громов", after=4)
    s.p("г. Томск, «......» .................... 2026 г.")
    return s


def very_long_names() -> Sheet:
    """The name takes two rows of its cell."""
    s = Sheet(size=12)
    s.filler(1)
    s.table(
        (
            ("ФИО", "Место работы", "Подпись"),
            ("Лебедева\nАнна Сергеевна", "МБОУ «Средняя школа № 5»", "<1>"),
            ("Громов\nИгорь Петрович", "МАОУ «Лицей № 2 имени Ф.И. Петрова»", "<2>"),
        ),
        (5, 6.5, 4),
        height=1.2,
    )
    return s


def report_tail() -> Sheet:
    """«Заключение составили», names in the instrumental above, initials beside the lines."""
    s = Sheet(size=13)
    s.p("Заключение составлено специалистами Лебедевой Анной Сергеевной и Громовым Игорем Петровичем.")
    s.filler(2)
    s.p("Заключение составили:", after=6)
    s.p("<1:_________________> (А.С. Лебедева)\t<2:_________________> (И.П. Громов)", tabs=((9, ""),), after=8)
    s.p("Копию заключения получила «____» _________ 2026 г. <3:_________________> (Д.О. Соловьёва)", size=11)
    return s


def boxes_for_all() -> Canvas:
    """A ruled box for each signer: role and name above, the box empty."""
    c = Canvas(font="Liberation Sans")
    c.text(60, 80, "ИТОГОВОЕ ЗАКЛЮЧЕНИЕ", size=14)
    x = 60
    for tag, role, name in ((1, "Специалист", "Лебедева А.С."), (2, "Специалист", "Громов И.П.")):
        c.cell(x, 300, 220, 20)
        c.text(x + 5, 314, f"{role} {name}", size=10)
        c.cell(x, 320, 70, 40)
        c.text(x + 5, 344, "Подпись", size=9)
        c.cell(x + 70, 320, 150, 40, tag=tag)
        x += 240
    return c


def old_typewriter() -> Canvas:
    """Typewriter's monospace, everything in columns of spaces."""
    c = Canvas(font="Liberation Mono")
    c.text(60, 100, "Эксперты установили соответствие результатов требованиям.", size=10)
    for number, (tag, role, name) in enumerate(
        ((1, "Эксперт", "А.С.Лебедева"), (2, "Эксперт", "И.П.Громов"), (4, "Директор", "В.Е.Панин"))
    ):
        y = 180 + number * 30
        c.text(60, y, role, size=11)
        c.text(160, y, "_" * 20, size=11, tag=tag)
        c.text(320, y, name, size=11)
    return c


def thin_lines_with_dates() -> Canvas:
    """A rule to sign on and a rule for the date in the same row, captions beneath both."""
    c = Canvas()
    c.text(70, 90, "Специалисты, проводившие анализ профессиональной деятельности:", size=11)
    for number, (tag, name) in enumerate(((1, "Лебедева Анна Сергеевна"), (2, "Громов Игорь Петрович"))):
        y = 130 + number * 48
        c.text(70, y, name, size=11)
        c.line(230, y + 2, 360, y + 2, tag=tag, width=0.5)
        c.line(400, y + 2, 500, y + 2, width=0.5)
        c.text(275, y + 12, "(подпись)", size=8)
        c.text(438, y + 12, "(дата)", size=8)
    return c


FOURTH: dict[str, Callable[[], Sheet] | Callable[[], Canvas]] = {
    "kindergarten": kindergarten,
    "marks-and-names": marks_and_names,
    "col-signature-first": col_signature_first,
    "separate-pages": separate_pages,
    "signed-in-words": signed_in_words,
    "no-grid-three-columns": no_grid_three_columns,
    "ends-with-dots": ends_with_dots,
    "very-long-names": very_long_names,
    "report-tail": report_tail,
    "boxes-for-all": boxes_for_all,
    "old-typewriter": old_typewriter,
    "thin-lines-with-dates": thin_lines_with_dates,
}
