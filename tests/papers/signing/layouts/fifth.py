"""The measuring set, fifth part: pairs of columns, captions under everything, boxes, names over lines."""

from __future__ import annotations

from collections.abc import Callable

from tests.papers.signing.layouts.canvas import Canvas
from tests.papers.signing.layouts.sheet import Sheet


def two_parties() -> Sheet:
    """A contract's foot: a gridded table of two columns, in each a role, a line and a name."""
    s = Sheet(size=11)
    s.filler(2)
    s.table(
        (
            ("ЭКСПЕРТНАЯ ГРУППА", "ОБРАЗОВАТЕЛЬНАЯ ОРГАНИЗАЦИЯ"),
            ("Специалист по аттестации", "Директор МБОУ «СОШ № 14»"),
            ("<1:__________________> / Лебедева А.С.", "<4:__________________> / Панин В.Е."),
            ("Специалист по аттестации", "Педагогический работник"),
            ("<2:__________________> / Громов И.П.", "<3:__________________> / Соловьёва Д.О."),
            ("«___» ____________ 2026 г.", "«___» ____________ 2026 г.\nМ.П."),
        ),
        (8, 8),
    )
    return s


def captions_under_both() -> Sheet:
    """Two ruled cells for each signer: «подпись» under the one, «расшифровка подписи» under the other."""
    s = Sheet(size=12)
    s.filler(1)
    s.p("Заключение составили:", after=6)
    s.table(
        (
            ("Специалист", "<1>", "", "Лебедева Анна Сергеевна"),
            ("", "подпись", "", "расшифровка подписи"),
            ("Специалист", "<2>", "", "Громов Игорь Петрович"),
            ("", "подпись", "", "расшифровка подписи"),
            ("Ознакомлен(а)", "<3>", "", "Соловьёва Дарья Олеговна"),
            ("", "подпись", "", "расшифровка подписи"),
        ),
        (4, 4.5, 0.6, 7),
        grid=False,
        bottoms=((0, 1), (0, 3), (2, 1), (2, 3), (4, 1), (4, 3)),
    )
    return s


def name_over_line() -> Canvas:
    """The signer's name printed above the line, caption and position under it; two by two."""
    c = Canvas()
    c.text(70, 90, "Выводы экспертной группы доведены до сведения педагогического работника.")
    places = (
        (70, 190, 1, "Лебедева А.С.", "специалист"),
        (330, 190, 2, "Громов И.П.", "специалист"),
        (70, 290, 4, "Панин В.Е.", "директор"),
        (330, 290, 3, "Соловьёва Д.О.", "аттестуемый педагог"),
    )
    for x, y, tag, name, position in places:
        c.text(x, y, name)
        c.line(x, y + 34, x + 180, y + 34, tag=tag)
        c.text(x + 40, y + 44, f"(подпись, {position})", size=8)
    c.text(70, 390, "Томск, 2026 год", size=9)
    return c


def one_line_for_both() -> Sheet:
    """Date and signature share a row of leaders: «дата ……… подпись ………»."""
    s = Sheet(size=12)
    s.filler(2)
    s.p("Лебедева А.С., специалист", after=2)
    s.p("дата ..................  подпись <1:..................................>", after=10)
    s.p("Громов И.П., специалист", after=2)
    s.p("дата ..................  подпись <2:..................................>", after=10)
    s.p("С заключением ознакомлена Соловьёва Д.О.", after=2)
    s.p("дата ..................  подпись <3:..................................>")
    return s


def rounded_boxes() -> Canvas:
    """Drawn boxes to sign in, each under its own heading, with the name at the box's foot."""
    c = Canvas(font="Liberation Sans")
    c.text(60, 80, "ИТОГОВОЕ ЗАКЛЮЧЕНИЕ", size=14)
    c.text(60, 110, "Уровень квалификации соответствует требованиям к первой категории.", size=10)
    for x, tag, head, name in (
        (60, 1, "Подпись специалиста", "Лебедева Анна Сергеевна"),
        (310, 2, "Подпись специалиста", "Громов Игорь Петрович"),
    ):
        c.text(x, 170, head, size=10)
        c.cell(x, 176, 220, 52, tag=tag)
        c.text(x, 242, name, size=10)
    return c


def stitched_line() -> Canvas:
    """Lines drawn of short strokes, as an older program draws them, position before and name after."""
    c = Canvas()
    y = 130.0
    c.text(70, 100, "Члены экспертной группы:")
    for tag, position, name in (
        (1, "учитель математики", "А. С. Лебедева"),
        (2, "методист", "И. П. Громов"),
        (5, "заместитель директора", "О. В. Яхно"),
    ):
        c.text(70, y, position)
        for step in range(27):
            c.line(215 + 5 * step, y + 2, 218.4 + 5 * step, y + 2, tag=tag)
        c.text(365, y, name)
        y += 32
    return c


def running_sentence() -> Sheet:
    """Signatures within a sentence: «Эксперт ____ (Лебедева А.С.), эксперт ____ (Громов И.П.)»."""
    s = Sheet(size=12)
    s.filler(2)
    s.p("Эксперт <1:________________> (Лебедева А.С.),", after=4)
    s.p("эксперт <2:________________> (Громов И.П.).", after=10)
    s.p("Срок действия категории __________ лет. Протокол № ______ от ______________.")
    return s


def approval_above() -> Sheet:
    """«УТВЕРЖДАЮ» at the upper right, with the head's line; the experts at the foot."""
    s = Sheet(size=12)
    for text in (
        "УТВЕРЖДАЮ",
        "Директор МАОУ «Гимназия № 6»",
        "<4:______________> В.Е. Панин",
        "«___» ________ 2026 г.",
    ):
        s.p(text, indent=9)
    s.p()
    s.filler(2)
    s.p("Тема занятия: ______________________________________________", after=6)
    s.p("Специалисты:", after=4)
    s.p("А.С. Лебедева\t<1:______________________>", tabs=((8, ""),), after=6)
    s.p("И.П. Громов\t<2:______________________>", tabs=((8, ""),))
    return s


def wide_register() -> Sheet:
    """A lying register: signature cells amid cells for dates and marks, all of them empty."""
    s = Sheet(size=10, landscape=True)
    s.filler(1)
    s.table(
        (
            ("№", "Специалист", "Место работы", "Дата посещения", "Балл", "Дата", "Личная подпись"),
            ("1", "Лебедева Анна Сергеевна", "МБОУ «СОШ № 5»", "", "", "", "<1>"),
            ("2", "Громов Игорь Петрович", "МАОУ «Лицей № 2»", "", "", "", "<2>"),
            ("3", "Яхно Ольга Васильевна", "МБДОУ № 31", "", "", "", "<5>"),
        ),
        (1, 6, 5, 3, 2, 2.5, 4.5),
        height=0.9,
    )
    s.p()
    s.p("Количество занятий: ________   Количество баллов: ________")
    return s


def caption_before_name_under() -> Canvas:
    """«Подпись» before a short line, the transcript's own line right after it with the name upon it."""
    c = Canvas()
    c.text(70, 90, "Настоящее заключение составлено в двух экземплярах.")
    y = 150.0
    for tag, who, name in (
        (1, "Эксперт", "Лебедева А.С."),
        (2, "Эксперт", "Громов И.П."),
        (3, "Педагог", "Соловьёва Д.О."),
    ):
        c.text(70, y, f"{who}:  подпись")
        c.line(170, y + 2, 290, y + 2, tag=tag)
        c.text(300, y, "расшифровка", size=10)
        c.line(365, y + 2, 520, y + 2)
        c.text(375, y, name)
        y += 36
    return c


def two_pages_of_visas() -> Sheet:
    """Each sheet's foot has a visa of the experts, the last one the whole block."""
    s = Sheet(size=12)
    s.filler(2)
    s.p("Лист 1. Подписи специалистов: <1:____________> Лебедева А.С.  <2:____________> Громов И.П.", size=10)
    s.page_break()
    s.filler(1)
    s.p("Специалист аттестационной комиссии <7:__________________> Лебедева А.С.", after=6)
    s.p("Специалист аттестационной комиссии <8:__________________> Громов И.П.", after=6)
    return s


def frame_around() -> Canvas:
    """A frame around the whole sheet, a double rule under the heading, lines without captions."""
    c = Canvas()
    c.cell(30, 30, 535, 780)
    c.text(200, 70, "Экспертное заключение", size=14)
    c.line(60, 80, 535, 80)
    c.line(60, 83, 535, 83)
    for number in range(4):
        c.line(60, 130 + 22 * number, 535, 130 + 22 * number)
    c.text(60, 124, "Рекомендации:")
    y = 300
    for tag, name in ((1, "Лебедева Анна Сергеевна"), (2, "Громов Игорь Петрович")):
        c.text(60, y, f"Специалист {name}")
        c.line(330, y + 2, 520, y + 2, tag=tag)
        y += 40
    return c


FIFTH: dict[str, Callable[[], Sheet] | Callable[[], Canvas]] = {
    "two-parties": two_parties,
    "captions-under-both": captions_under_both,
    "name-over-line": name_over_line,
    "one-line-for-both": one_line_for_both,
    "rounded-boxes": rounded_boxes,
    "stitched-line": stitched_line,
    "running-sentence": running_sentence,
    "approval-above": approval_above,
    "wide-register": wide_register,
    "caption-before-name-under": caption_before_name_under,
    "two-pages-of-visas": two_pages_of_visas,
    "frame-around": frame_around,
}
