"""A three-page conclusion with everything such papers use: merged cells, lists, a chart, fields, struck words."""

from __future__ import annotations

import datetime
import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import docx
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt
from PIL import Image, ImageDraw

STRUCK = "не соответствует"
UNDERLINED = "соответствует"
SPECIALISTS = ("Иванова М.И.", "Сидоренко П.А.", "Кузнецова-Белова Т.В.")
TITLE = "Итоговое заключение"

_LEFT = WD_ALIGN_PARAGRAPH.LEFT
_CENTER = WD_ALIGN_PARAGRAPH.CENTER
_RIGHT = WD_ALIGN_PARAGRAPH.RIGHT
_JUSTIFY = WD_ALIGN_PARAGRAPH.JUSTIFY
_MIDDLE = WD_CELL_VERTICAL_ALIGNMENT.CENTER


@dataclass(frozen=True, slots=True)
class _Criterion:
    name: str
    marks: tuple[tuple[str, int, int], ...]


_CRITERIA = (
    _Criterion(
        "Результаты освоения образовательных программ",
        (
            ("Качество знаний за межаттестационный период", 10, 9),
            ("Результаты государственной итоговой аттестации", 10, 8),
            ("Результаты независимой оценки качества", 10, 10),
        ),
    ),
    _Criterion(
        "Развитие способностей обучающихся",
        (
            ("Победители и призёры олимпиад (муниципальный уровень)", 5, 5),
            ("Победители и призёры олимпиад (региональный уровень)", 10, 7),
            ("Внеурочная деятельность по предмету", 5, 4),
        ),
    ),
    _Criterion(
        "Личный вклад в повышение качества образования",
        (
            ("Открытые уроки, мастер-классы", 10, 10),
            ("Авторские методические разработки", 10, 6),
            ("Использование цифровых образовательных ресурсов", 5, 5),
        ),
    ),
    _Criterion(
        "Участие в методической работе",
        (
            ("Руководство методическим объединением", 5, 5),
            ("Работа в составе жюри, экспертных групп", 5, 3),
            ("Участие в профессиональных конкурсах", 10, 8),
        ),
    ),
)


def sample_conclusion() -> bytes:
    """The .docx."""
    document = docx.Document()
    _set_page(document)
    _heading(document)
    _about(document)
    _findings(document)
    _marks(document)
    _decision(document)
    _signatures(document)
    document.core_properties.title = TITLE
    document.core_properties.created = document.core_properties.modified = datetime.datetime(2024, 3, 1)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def _set_page(document: Any) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin, section.right_margin = Cm(3), Cm(1.5)
    section.top_margin = section.bottom_margin = Cm(2)
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = "Times New Roman", Pt(14)
    fonts = normal.element.get_or_add_rPr().get_or_add_rFonts()
    for name in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(qn("w:" + name), "Times New Roman")
    for name in ("asciiTheme", "hAnsiTheme", "cstheme", "eastAsiaTheme"):
        fonts.attrib.pop(qn("w:" + name), None)
    normal.paragraph_format.space_after = normal.paragraph_format.space_before = Pt(0)
    header = section.header.paragraphs[0]
    header.alignment = _RIGHT
    run = header.add_run("Аттестация педагогических работников. Форма № 3")
    run.italic, run.font.size = True, Pt(10)
    footer = section.footer.paragraphs[0]
    footer.alignment = _CENTER
    footer.add_run("Страница ").font.size = Pt(10)
    _field(footer, "PAGE")
    footer.add_run(" из ").font.size = Pt(10)
    _field(footer, "NUMPAGES")


def _field(paragraph: Any, code: str) -> None:
    for kind in ("begin", "code", "separate", "value", "end"):
        run = paragraph.add_run("1" if kind == "value" else "")
        run.font.size = Pt(10)
        if kind == "code":
            element = OxmlElement("w:instrText")
            element.set(qn("xml:space"), "preserve")
            element.text = f" {code} "
            run._r.append(element)
        elif kind != "value":
            element = OxmlElement("w:fldChar")
            element.set(qn("w:fldCharType"), kind)
            run._r.append(element)


def _paragraph(
    document: Any,
    text: str = "",
    align: WD_ALIGN_PARAGRAPH = _JUSTIFY,
    *,
    indent: bool = True,
    size: float | None = None,
    bold: bool = False,
    italic: bool = False,
    before: float = 0,
    after: float = 0,
    spacing: float | None = None,
) -> Any:
    """A paragraph; `**bold**` and `//italic//` parts are marked in the text."""
    paragraph = document.add_paragraph()
    paragraph.alignment = align
    layout = paragraph.paragraph_format
    layout.space_after, layout.space_before = Pt(after), Pt(before)
    if spacing is not None:
        layout.line_spacing = spacing
    if indent:
        layout.first_line_indent = Cm(1.25)
    for place, part in enumerate(text.split("**")):
        for inner, chunk in enumerate(part.split("//")):
            if chunk:
                run = paragraph.add_run(chunk)
                run.bold = bold or place % 2 == 1 or None
                run.italic = italic or inner % 2 == 1 or None
                if size is not None:
                    run.font.size = Pt(size)
    return paragraph


def _heading(document: Any) -> None:
    _paragraph(document, "МИНИСТЕРСТВО ОБРАЗОВАНИЯ ЭНСКОЙ ОБЛАСТИ", _CENTER, indent=False, size=12, after=2)
    _paragraph(document, "Аттестационная комиссия", _CENTER, indent=False, size=12, after=12)
    _paragraph(document, "ИТОГОВОЕ ЗАКЛЮЧЕНИЕ", _CENTER, indent=False, size=16, bold=True, after=2)
    text = (
        "об уровне профессиональной деятельности педагогического работника,\n"
        "аттестуемого в целях установления **высшей** квалификационной категории"
    )
    _paragraph(document, text, _CENTER, indent=False, after=8)


def _cell(
    cell: Any,
    text: str,
    align: WD_ALIGN_PARAGRAPH = _LEFT,
    *,
    bold: bool = False,
    italic: bool = False,
    middle: bool = False,
) -> None:
    paragraph = cell.paragraphs[0]
    paragraph.alignment = align
    run = paragraph.add_run(text)
    run.bold, run.italic, run.font.size = bold or None, italic or None, Pt(12)
    if middle:
        cell.vertical_alignment = _MIDDLE


def _shade(cell: Any, fill: str) -> None:
    element = OxmlElement("w:shd")
    for name, value in (("val", "clear"), ("color", "auto"), ("fill", fill)):
        element.set(qn("w:" + name), value)
    cell._tc.get_or_add_tcPr().append(element)


def _table(document: Any, rows: int, widths: Sequence[float]) -> Any:
    table = document.add_table(rows=rows, cols=len(widths))
    table.style = "Table Grid"
    table.autofit = False
    for column, width in enumerate(widths):
        table.columns[column].width = Cm(width)
        for cell in table.columns[column].cells:
            cell.width = Cm(width)
    return table


def _about(document: Any) -> None:
    table = _table(document, 8, (5.5, 4, 3, 4))
    head = table.cell(0, 0).merge(table.cell(0, 3))
    _cell(head, "Сведения об аттестуемом", _CENTER, bold=True)
    _shade(head, "D9E2F3")
    school = "Муниципальное бюджетное общеобразовательное учреждение «Средняя общеобразовательная школа № 17»"
    facts = (
        ("Фамилия, имя, отчество", "Петрова Анна Сергеевна"),
        ("Место работы (полное наименование)", f"{school} г. Энска"),
        ("Должность, преподаваемый предмет", "учитель русского языка и литературы"),
        ("Образование, год окончания", ""),
    )
    for row, (label, value) in enumerate(facts, start=1):
        _cell(table.cell(row, 0), label)
        _cell(table.cell(row, 1).merge(table.cell(row, 3)), value, italic=True)
    for column, text in enumerate(("Стаж педагогической работы", "18 лет", "в должности", "12 лет")):
        _cell(table.cell(5, column), text)
    _cell(table.cell(6, 0).merge(table.cell(7, 0)), "Имеющаяся категория", middle=True)
    for column, text in enumerate(("первая", "дата", "«__» ______ 20__ г."), start=1):
        _cell(table.cell(6, column), text)
    _cell(table.cell(7, 1).merge(table.cell(7, 3)), "приказ № ________ от ______________")


def _findings(document: Any) -> None:
    _paragraph(document, indent=False)
    text = (
        "Экспертная группа в составе трёх специалистов рассмотрела материалы, представленные аттестуемым "
        "педагогическим работником, и провела **всесторонний анализ** его профессиональной деятельности в "
        "соответствии с //Порядком проведения аттестации// педагогических работников организаций, осуществляющих "
        "образовательную деятельность."
    )
    _paragraph(document, text, spacing=1.15)
    period = "Период проведения экспертизы: с «____» ______________ 20___ г. по «____» ______________ 20___ г."
    _paragraph(document, period, after=6)
    _paragraph(document, "По результатам экспертизы **установлено следующее:**", after=4)
    for text in (
        "стабильные положительные результаты освоения обучающимися образовательных программ по итогам "
        "мониторингов, проводимых организацией;",
        "выявление и развитие способностей обучающихся к научной (интеллектуальной), творческой, "
        "физкультурно-спортивной деятельности, а также их участие в олимпиадах, конкурсах, фестивалях, "
        "соревнованиях;",
        "личный вклад в повышение качества образования, совершенствование методов обучения и воспитания и "
        "продуктивное использование новых образовательных технологий;",
        "активное участие в работе методических объединений педагогических работников организаций.",
    ):
        item = document.add_paragraph(style="List Number")
        item.alignment = _JUSTIFY
        item.add_run(text)
    _paragraph(document, "Дополнительно отмечается:", before=6)
    for text in (
        "ведение персонального сайта;",
        "наставничество над молодыми педагогами (3 человека);",
        "публикации в профессиональных изданиях.",
    ):
        document.add_paragraph(style="List Bullet").add_run(text)


def _marks(document: Any) -> None:
    _paragraph(document, indent=False)
    caption = "Таблица 1 — Показатели профессиональной деятельности"
    _paragraph(document, caption, _CENTER, indent=False, size=12, bold=True, before=6, after=4)
    table = _table(document, 3 + sum(len(item.marks) for item in _CRITERIA), (1.2, 4.6, 6.2, 2.25, 2.25))
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    for column, text in enumerate(("№", "Критерий", "Показатель")):
        head = table.cell(0, column).merge(table.cell(1, column))
        _cell(head, text, _CENTER, bold=True, middle=True)
        _shade(head, "E7E6E6")
    head = table.cell(0, 3).merge(table.cell(0, 4))
    _cell(head, "Баллы", _CENTER, bold=True)
    _shade(head, "E7E6E6")
    for column, text in ((3, "макс."), (4, "факт.")):
        _cell(table.cell(1, column), text, _CENTER, bold=True)
        _shade(table.cell(1, column), "E7E6E6")
    for row in table.rows:
        row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    for row in table.rows[:2]:
        row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    line = 2
    for number, criterion in enumerate(_CRITERIA, start=1):
        last = line + len(criterion.marks) - 1
        _cell(table.cell(line, 0).merge(table.cell(last, 0)), str(number), _CENTER, middle=True)
        _cell(table.cell(line, 1).merge(table.cell(last, 1)), criterion.name, middle=True)
        for text, most, got in criterion.marks:
            _cell(table.cell(line, 2), text)
            _cell(table.cell(line, 3), str(most), _CENTER)
            _cell(table.cell(line, 4), str(got), _CENTER)
            line += 1
    most, got = _sums()
    _cell(table.cell(line, 0).merge(table.cell(line, 2)), "ИТОГО", _RIGHT, bold=True)
    _cell(table.cell(line, 3), str(most), _CENTER, bold=True)
    _cell(table.cell(line, 4), str(got), _CENTER, bold=True)


def _sums() -> tuple[int, int]:
    marks = [mark for criterion in _CRITERIA for mark in criterion.marks]
    return sum(mark[1] for mark in marks), sum(mark[2] for mark in marks)


def _chart() -> io.BytesIO:
    image = Image.new("RGB", (900, 360), "white")
    draw = ImageDraw.Draw(image)
    for place, criterion in enumerate(_CRITERIA):
        most, got = sum(mark[1] for mark in criterion.marks), sum(mark[2] for mark in criterion.marks)
        left = 120 + 190 * place
        draw.rectangle((left, 320 - 9 * most, left + 70, 320), fill="#c5cde0", outline="black")
        draw.rectangle((left + 80, 320 - 9 * got, left + 150, 320), fill="#3b64ad", outline="black")
    draw.line((90, 320, 880, 320), fill="black", width=3)
    draw.line((90, 20, 90, 320), fill="black", width=3)
    stream = io.BytesIO()
    image.save(stream, "PNG")
    stream.seek(0)
    return stream


def _decision(document: Any) -> None:
    most, got = _sums()
    _paragraph(document, indent=False)
    text = (
        f"Итоговый балл аттестуемого составляет **{got} из {most}** возможных ({100 * got / most:.1f} %), что "
        "соответствует требованиям, предъявляемым к //высшей квалификационной категории//. Диаграмма "
        "распределения баллов приведена на рисунке 1."
    )
    _paragraph(document, text, spacing=1.5)
    picture = document.add_paragraph()
    picture.alignment = _CENTER
    picture.add_run().add_picture(_chart(), width=Cm(12))
    caption = "Рисунок 1 — Распределение баллов по критериям"
    _paragraph(document, caption, _CENTER, indent=False, size=12, italic=True, after=8)
    _paragraph(document, "Рекомендации аттестуемому", _LEFT, bold=True, before=6, after=3)
    text = (
        "Продолжить работу по обобщению и распространению педагогического опыта на региональном уровне, "
        "расширить использование электронных образовательных ресурсов, совершенствовать формы работы с "
        "одарёнными детьми."
    )
    _paragraph(document, text, spacing=1.5)
    for _ in range(2):
        _paragraph(document, "_" * 62, _LEFT, indent=False)
    heading = "ЗАКЛЮЧЕНИЕ ЭКСПЕРТНОЙ ГРУППЫ"
    _paragraph(document, heading, _CENTER, indent=False, bold=True, before=14, after=4)
    decision = _paragraph(
        document, "Уровень профессиональной деятельности педагогического работника ", spacing=1.5
    )
    run = decision.add_run(UNDERLINED)
    run.underline = run.bold = True
    decision.add_run(" / ")
    decision.add_run(STRUCK).font.strike = True
    decision.add_run(" требованиям, предъявляемым к высшей квалификационной категории (нужное подчеркнуть).")


def _signatures(document: Any) -> None:
    _paragraph(document, indent=False)
    _paragraph(document, "Подписи специалистов:", _LEFT, indent=False, after=4)
    for name in SPECIALISTS:
        line = _paragraph(document, "Специалист", _LEFT, indent=False, before=6)
        stops = line.paragraph_format.tab_stops
        stops.add_tab_stop(Cm(9), WD_TAB_ALIGNMENT.LEFT, WD_TAB_LEADER.LINES)
        stops.add_tab_stop(Cm(16.5), WD_TAB_ALIGNMENT.RIGHT)
        line.add_run(f" ______________________ /{name}/")
        text = "\t(подпись)\t(расшифровка подписи)"
        under = _paragraph(document, text, _LEFT, indent=False, size=9, italic=True)
        under.paragraph_format.tab_stops.add_tab_stop(Cm(4))
        under.paragraph_format.tab_stops.add_tab_stop(Cm(16.5), WD_TAB_ALIGNMENT.RIGHT)
    _paragraph(document, indent=False)
    text = "С заключением ознакомлен(а):\t«____» ____________ 20___ г."
    seen = _paragraph(document, text, _LEFT, indent=False)
    seen.paragraph_format.tab_stops.add_tab_stop(Cm(16.5), WD_TAB_ALIGNMENT.RIGHT)
    _paragraph(document, "М.П.", _LEFT, indent=False, before=10)
