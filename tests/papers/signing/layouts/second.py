"""Second set, written after finding was mended on the first one, to see how it does on what it has not met."""

from __future__ import annotations

from collections.abc import Callable

from tests.papers.signing.layouts.canvas import Canvas
from tests.papers.signing.layouts.sheet import Sheet


def commission_protocol() -> Sheet:
    """A commission: chair, members in a hanging block, secretary's wording."""
    s = Sheet(size=13)
    s.p("ПРОТОКОЛ РАБОТЫ ЭКСПЕРТНОЙ ГРУППЫ № ____", align="center", bold=True)
    s.p("от «____» ______________ 20____ г.", align="center", after=6)
    s.p("Присутствовали: Дроздова Е.Ю., Лебедева А.С., Громов И.П.")
    s.filler(2)
    s.p("Решили: ____________________________________________________________")
    s.p("Председатель комиссии\t<6:______________>\tЕ.Ю. Дроздова", tabs=((7, ""), (12, "")), after=6)
    s.p("Члены комиссии:\t<1:______________>\tА.С. Лебедева", tabs=((7, ""), (12, "")), after=6)
    s.p("\t<2:______________>\tИ.П. Громов", tabs=((7, ""), (12, "")), after=6)
    return s


def header_names() -> Sheet:
    """The experts are presented at the top; at the foot only «Эксперт» with full names in brackets."""
    s = Sheet()
    s.p("ЛИСТ ЭКСПЕРТНОЙ ОЦЕНКИ", align="center", bold=True)
    s.p("Эксперты: Лебедева Анна Сергеевна, учитель; Громов Игорь Петрович, учитель")
    s.p("Аттестуемый педагог: Соловьёва Дарья Олеговна")
    s.p("Дата проведения экспертизы: ____________________")
    s.filler(2)
    s.p("Эксперт:\t<1:_______________________> (Лебедева Анна Сергеевна)", tabs=((3, ""),), after=8)
    s.p("Эксперт:\t<2:_______________________> (Громов Игорь Петрович)", tabs=((3, ""),), after=8)
    s.p("Итоговый балл эксперта ________ Сумма баллов ________")
    return s


def declaration_style() -> Sheet:
    """Place and date first, the signature after them with «(подпись)» and «(ФИО)» below."""
    s = Sheet(size=12)
    s.filler(1)
    for tag, name in ((1, "Лебедева Анна Сергеевна"), (2, "Громов Игорь Петрович")):
        s.p(f"«____» ________ 2026 г.\t<{tag}:______________>\t{name}", tabs=((6.5, ""), (10.5, "")))
        s.p("\tподпись\tФИО специалиста", tabs=((7.6, ""), (12, "")), size=8, after=4)
    s.p("Экземпляр заключения на руки получил(а):")
    s.p("«____» ________ 2026 г.\t<3:______________>\tСоловьёва Дарья Олеговна", tabs=((6.5, ""), (10.5, "")))
    s.p("\tподпись\tФИО педагога", tabs=((7.6, ""), (12, "")), size=8)
    return s


def table_two_by_two() -> Sheet:
    """A grid for two experts: everything of one in his own column."""
    s = Sheet(size=11, left=2)
    s.filler(2)
    s.table(
        (
            ("Специалист 1", "Специалист 2"),
            ("Лебедева А.С.", "Громов И.П."),
            ("Подпись <1:__________________>", "Подпись <2:__________________>"),
            ("Дата _______________", "Дата _______________"),
        ),
        (8.5, 8.5),
        height=0.9,
    )
    s.p()
    s.p("Со специалистами, сроками и заключением ознакомлена: <3:______________> Соловьёва Д.О.")
    return s


def long_position() -> Sheet:
    """A cell with the long position, one to sign in, one with the name; no grid, no borders but one."""
    s = Sheet(size=12)
    s.filler(1)
    s.table(
        (
            ("Специалист по аттестации, учитель истории и обществознания МБОУ «СОШ № 5» г. Колпашево", "<1>",
             "А.С. Лебедева"),
            ("Специалист по аттестации, методист МАУ ДО «Дом творчества»", "<2>", "И.П. Громов"),
            ("Заведующий отделом аттестации", "<4>", "В.Е. Панин"),
        ),
        (8, 4, 4.5),
        grid=False,
        bottoms=((0, 1), (1, 1), (2, 1)),
    )  # fmt: skip
    return s


def review_form() -> Sheet:
    """A review of a lesson: many labelled lines, signature of the visitor at the end."""
    s = Sheet(size=11)
    s.p("Лист анализа урока", align="center", bold=True)
    for label in (
        "Класс",
        "Предмет",
        "Тема урока",
        "Цель посещения",
        "Вывод эксперта",
        "Предложения аттестуемому",
    ):
        s.p(f"{label}: " + "_" * 50)
    s.p("С анализом урока ознакомлен(а): <3:__________________> / Соловьёва Д.О. /", after=6)
    s.p("Урок посетили:", after=4)
    s.p("<1:__________________> / Лебедева А.С. /", after=4)
    s.p("<2:__________________> / Громов И.П. /", after=4)
    return s


def indented_right_block() -> Sheet:
    """Role over the line over the name, in a block at the right."""
    s = Sheet(size=12)
    s.filler(2)
    for tag, name in ((1, "Лебедева А.С."), (2, "Громов И.П.")):
        s.p("Специалист по аттестации", indent=9)
        s.p(f"<{tag}:______________________>", indent=9)
        s.p(f"{name}", indent=9.5, size=10, after=8)
    s.p("«_____» ______________________ 2026 г.", indent=9)
    return s


def headers_upper() -> Sheet:
    """Capitals in the headers, a column for remarks, signature column in the middle."""
    s = Sheet(size=10)
    s.filler(1)
    s.table(
        (
            ("№ п/п", "ПОДПИСЬ", "РАСШИФРОВКА ПОДПИСИ", "ПРИМЕЧАНИЕ"),
            ("1", "<1>", "А.С. Лебедева", ""),
            ("2", "<2>", "И.П. Громов", ""),
        ),
        (2, 5, 5, 4),
        height=1,
    )
    s.p()
    s.p("Начальник отдела ДОО <4:________________> В.Е. Панин")
    return s


def three_abreast() -> Sheet:
    """Three signers in one row of tab stops, captions beneath all of them."""
    s = Sheet(size=10, left=1.5)
    s.filler(2)
    s.p(
        "<1:______________> Лебедева А.С.\t<2:______________> Громов И.П.\t<5:______________> Яхно О.В.",
        tabs=((6.2, ""), (12.3, "")),
    )
    s.p("(подпись эксперта)\t(подпись эксперта)\t(подпись эксперта)", tabs=((6.2, ""), (12.3, "")), size=7)
    return s


def acquainted_long() -> Sheet:
    """«Ознакомлен» sentences before and after the line; the objections' lines."""
    s = Sheet()
    s.filler(1)
    s.p("Специалист ________________________________ <1:______________>")
    s.p("\tФ.И.О.\tподпись", tabs=((5.5, ""), (10.3, "")), size=8)
    s.p("Специалист ________________________________ <2:______________>")
    s.p("\tФ.И.О.\tподпись", tabs=((5.5, ""), (10.3, "")), size=8, after=4)
    s.p("С итоговым заключением ознакомлен(а), с выводами согласен(на)/не согласен(на) <3:______________>")
    s.p("Замечания аттестуемого: _____________________________________________")
    s.p("____________________________________________________________________")
    return s


def stamp_place() -> Sheet:
    """The head confirms; place of the seal; executor's telephone in small type."""
    s = Sheet(size=12)
    s.filler(2)
    s.p("Эксперт высшей категории <1:________________> Лебедева А.С.", after=6)
    s.p("Эксперт высшей категории <2:________________> Громов И.П.", after=6)
    s.p("Сведения верны. Директор МБОУ «СОШ № 5» <4:________________> Панин В.Е.", after=6)
    s.p("М.П.", indent=8)
    s.p("Исполнитель: Дроздова Е.Ю., тел. ______________", size=8)
    return s


def excel_print() -> Canvas:
    """A spreadsheet's print: hair lines, names far to the right, a total row with empty boxes."""
    c = Canvas(width=842, height=595, font="Liberation Sans")
    c.text(40, 50, "Экспертный лист педагогического работника: Соловьёва Д.О.", size=12)
    for row in range(4):
        for x, width in ((40, 300), (340, 100), (440, 100), (540, 120)):
            c.cell(x, 80 + row * 22, width, 22)
    for x, text in ((44, "Показатель"), (344, "Эксперт 1"), (444, "Эксперт 2"), (544, "Среднее")):
        c.text(x, 95, text, size=9)
    y = 220
    for tag, name in ((1, "Лебедева Анна Сергеевна"), (2, "Громов Игорь Петрович")):
        c.text(40, y, f"Эксперт {tag}", size=10)
        c.line(140, y + 3, 300, y + 3, tag=tag, width=0.4)
        c.text(340, y, name, size=10)
        c.line(338, y + 3, 520, y + 3, width=0.4)
        c.text(195, y + 12, "подпись", size=7)
        c.text(395, y + 12, "Ф.И.О.", size=7)
        y += 44
    return c


def designer_boxes() -> Canvas:
    """Separate boxes with the label inside at the top left."""
    c = Canvas(font="Liberation Sans")
    c.text(60, 70, "Заключение специалистов о соответствии заявленной категории", size=12)
    for tag, role, name, x, y in (
        (1, "Специалист", "Лебедева А.С.", 60, 200),
        (2, "Специалист", "Громов И.П.", 310, 200),
        (3, "С заключением ознакомлена", "Соловьёва Д.О.", 60, 300),
    ):
        c.text(x, y, role, size=9)
        c.line(x, y + 40, x + 130, y + 40, tag=tag)
        c.text(x + 135, y + 38, name, size=9)
    c.line(60, 380, 530, 380)
    c.text(60, 392, "Заполняется в двух экземплярах", size=8)
    return c


def scanned_crooked() -> Canvas:
    """As recognised from a scan: base lines that jump by a point or two, uneven gaps."""
    c = Canvas()
    for number, text in enumerate(
        ("Настоящее заключение составлено специалистами в том, что", "результаты верны.")
    ):
        c.text(70, 100 + 16 * number, text, size=11)
    for tag, name, y in ((1, "/Лебедева А.С./", 180), (2, "/Громов И.П./", 215)):
        c.text(70, y, "Специалист", size=11)
        c.line(142, y + 1.5, 262, y + 1.5, tag=tag, width=1.1)
        c.text(268, y + 1.2, name, size=11.4)
    c.text(70, 250, "Ознакомлен(а)", size=11)
    c.line(150, 252, 270, 252, tag=3, width=1.1)
    c.text(280, 251, "«   » ______ 20   г.", size=10.6)
    return c


SECOND: dict[str, Callable[[], Sheet] | Callable[[], Canvas]] = {
    "commission-protocol": commission_protocol,
    "header-names": header_names,
    "declaration-style": declaration_style,
    "table-two-by-two": table_two_by_two,
    "long-position": long_position,
    "review-form": review_form,
    "indented-right-block": indented_right_block,
    "headers-upper": headers_upper,
    "three-abreast": three_abreast,
    "acquainted-long": acquainted_long,
    "stamp-place": stamp_place,
    "excel-print": excel_print,
    "designer-boxes": designer_boxes,
    "scanned-crooked": scanned_crooked,
}
