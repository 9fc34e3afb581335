"""Third set, written after finding was mended on the second one."""

from __future__ import annotations

from collections.abc import Callable

from tests.papers.signing.layouts.canvas import Canvas
from tests.papers.signing.layouts.sheet import Sheet


def official_letter() -> Sheet:
    """An institution's usual ending: position at the left, name at the far right, the line between."""
    s = Sheet(size=13)
    s.filler(2)
    s.p("Специалист по аттестации,")
    s.p("учитель МБОУ «СОШ № 5»\t<1:______________>\tА.С. Лебедева", tabs=((7.5, ""), (12.5, "")), after=8)
    s.p("Специалист по аттестации,")
    s.p("методист МАУ ДО «ДДТ»\t<2:______________>\tИ.П. Громов", tabs=((7.5, ""), (12.5, "")), after=8)
    s.p("«____» ________________ 20____ года")
    return s


def questionnaire() -> Sheet:
    """Data of each expert on labelled lines, his signature the last of them."""
    s = Sheet(size=12)
    for tag, number in ((1, "первом"), (2, "втором")):
        s.p(f"Сведения о {number} специалисте", bold=True)
        s.p("Фамилия, имя, отчество " + "_" * 40)
        s.p("Место работы, должность " + "_" * 38)
        s.p("Контактный телефон ____________________ E-mail ____________________")
        s.p(f"Дата ______________   Личная подпись <{tag}:__________________>", after=8)
    s.p("С результатами аттестации ознакомлен(а) <3:______________________>   ________________ (дата)")
    return s


def initials_before() -> Sheet:
    """Name in brackets before the line; the word «подпись» under it in small type without brackets."""
    s = Sheet()
    s.filler(1)
    s.p("Эксперт (Лебедева А.С.)\t<1:__________________>", tabs=((8, ""),))
    s.p("\tподпись", tabs=((9.3, ""),), size=7)
    s.p("Эксперт (Громов И.П.)\t<2:__________________>", tabs=((8, ""),))
    s.p("\tподпись", tabs=((9.3, ""),), size=7)
    s.p("Аттестуемый (Соловьёва Д.О.)\t<3:__________________>", tabs=((8, ""),))
    s.p("\tподпись", tabs=((9.3, ""),), size=7)
    return s


def table_name_last() -> Sheet:
    """Grid: role, empty cell, name, empty cell for the date; headers in small italics below each cell's row."""
    s = Sheet(size=11)
    s.filler(2)
    s.table(
        (
            ("Роль", "Подпись", "И.О. Фамилия", "Дата подписания"),
            ("Эксперт по предмету", "<1>", "А.С. Лебедева", ""),
            ("Эксперт по педагогике", "<2>", "И.П. Громов", ""),
            ("Педагог ознакомлен", "<3>", "Д.О. Соловьёва", ""),
        ),
        (4.5, 4, 4.5, 3.5),
        height=1.1,
    )
    return s


def results_then_signatures() -> Sheet:
    """A score table whose last rows, merged, hold the signatures' lines."""
    s = Sheet(size=11)
    s.table(
        (
            ("Показатель", "Балл"),
            ("Результаты освоения", "5"),
            ("Транслирование опыта", "4"),
            ("Итого", ""),
        ),
        (12, 3),
        height=0.7,
    )
    s.p("", after=4)
    s.p("Количество баллов достаточно / недостаточно для высшей категории")
    s.p("Эксперты:\t1. <1:________________> / Лебедева А.С.", tabs=((3, ""),), after=5)
    s.p("\t2. <2:________________> / Громов И.П.", tabs=((3, ""),), after=5)
    s.p("\t3. <5:________________> / Яхно О.В.", tabs=((3, ""),), after=5)
    return s


def sans_wide() -> Sheet:
    """A wide sans-serif, ruled leaders to the right margin, full names."""
    s = Sheet(size=11, font="DejaVu Sans", left=2)
    s.filler(1)
    s.p("Подписи специалистов, проводивших анализ:", after=6)
    s.p("Лебедева Анна Сергеевна <1:\t>", tabs=((15, "_"),), after=8)
    s.p("Громов Игорь Петрович <2:\t>", tabs=((15, "_"),), after=8)
    s.p("Подпись аттестуемого: <3:\t>", tabs=((15, "_"),), after=8)
    return s


def footer_each_page() -> Sheet:
    """Page one has lines to be filled in only; the signatures are on page two under a repeated heading."""
    s = Sheet(size=12)
    s.p("Специалисты: ____________________________________________________")
    s.p("Педагогический работник: _________________________________________")
    s.filler(4)
    s.page_break()
    s.p("Продолжение заключения", align="center")
    s.filler(1)
    s.p("Специалисты, осуществлявшие анализ:")
    s.p("<1:____________________>/Лебедева Анна Сергеевна/")
    s.p("<2:____________________>/Громов Игорь Петрович/")
    s.p("Ознакомлен и согласен: <3:____________________>/Соловьёва Дарья Олеговна/")
    return s


def head_confirms_first() -> Sheet:
    """«УТВЕРЖДАЮ» at the top right, signed by the head; the experts at the foot."""
    s = Sheet(size=12)
    s.p("УТВЕРЖДАЮ", indent=9.5)
    s.p("Директор МАОУ «Лицей № 2»", indent=9.5)
    s.p("<4:______________> В.Е. Панин", indent=9.5)
    s.p("«___» ____________ 20__ г.", indent=9.5, after=10)
    s.filler(2)
    s.p("Эксперты: <1:______________> А.С. Лебедева", after=4)
    s.p("                 <2:______________> И.П. Громов", after=4)
    return s


def date_in_front_of_names() -> Sheet:
    """A table without borders: date, line, name in separate cells."""
    s = Sheet(size=11)
    s.filler(1)
    s.p("Специалисты:")
    s.table(
        (
            ("«___» ______ 2026 г.", "<1:__________________>", "Лебедева А.С."),
            ("«___» ______ 2026 г.", "<2:__________________>", "Громов И.П."),
        ),
        (5, 5.5, 5),
        grid=False,
        height=0.8,
    )
    s.p("Заключение получила: <3:__________________> Соловьёва Д.О. «___» ______ 2026 г.")
    return s


def typed_by_hand() -> Sheet:
    """As a tired person types: spaces instead of tabs, lines of unequal length, small letters."""
    s = Sheet(size=14)
    s.filler(1)
    s.p("эксперт     <1:_________________>         Лебедева А.С.")
    s.p("эксперт     <2:____________________>    Громов И.П.")
    s.p("ознакомлена  <3:___________>   Соловьёва Д.О.")
    s.p("дата  ___________")
    return s


def brochure() -> Canvas:
    """Two framed columns side by side, with a rule inside each and the name beneath it."""
    c = Canvas(font="Liberation Sans")
    c.text(60, 60, "Сведения о проведённой экспертизе", size=13)
    c.line(60, 66, 535, 66, width=1.5)
    for tag, name, x in ((1, "Лебедева Анна Сергеевна", 60), (2, "Громов Игорь Петрович", 310)):
        c.cell(x, 120, 225, 110)
        c.text(x + 10, 140, f"Специалист № {tag}", size=10)
        c.text(x + 10, 160, name, size=10)
        c.line(x + 20, 205, x + 200, 205, tag=tag)
        c.text(x + 85, 216, "(подпись)", size=7)
    return c


def tight_block() -> Canvas:
    """Nine-point rows close under each other."""
    c = Canvas()
    c.text(60, 100, "Подписи членов аттестационной группы:", size=9)
    for row, (tag, name) in enumerate(((1, "Лебедева А. С."), (2, "Громов И. П."), (5, "Яхно О. В."))):
        y = 122 + row * 20
        c.line(60, y + 1, 180, y + 1, tag=tag)
        c.text(186, y, name, size=9)
        c.text(300, y, "«___» ________ 20__ г.", size=9)
    return c


THIRD: dict[str, Callable[[], Sheet] | Callable[[], Canvas]] = {
    "official-letter": official_letter,
    "questionnaire": questionnaire,
    "initials-before": initials_before,
    "table-name-last": table_name_last,
    "results-then-signatures": results_then_signatures,
    "sans-wide": sans_wide,
    "footer-each-page": footer_each_page,
    "head-confirms-first": head_confirms_first,
    "date-in-front-of-names": date_in_front_of_names,
    "typed-by-hand": typed_by_hand,
    "brochure": brochure,
    "tight-block": tight_block,
}
