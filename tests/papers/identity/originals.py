"""Originals for the tests: conclusions of several pages, some of them the same table with other marks."""

from __future__ import annotations

import io
import random
from functools import cache
from typing import Any

import docx
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

from attest_desktop.papers.pdf import EngineName, convert

NAMES = (
    "Петрова Анна Сергеевна",
    "Сидоренко Павел Андреевич",
    "Кузнецова Тамара Викторовна",
    "Заяц Марина Юрьевна",
    "Воронцов Илья Петрович",
    "Белова Ольга Николаевна",
)
_SUBJECTS = ("Русский язык", "Литература", "Родной язык", "Риторика")
_PROSE = (
    "Педагогический работник систематически использует в урочной и внеурочной деятельности современные "
    "образовательные технологии, в том числе информационно-коммуникационные.",
    "Качество знаний обучающихся за межаттестационный период выросло с 54 % до 63 %, успеваемость стабильна.",
    "Обучающиеся становились победителями и призёрами муниципального этапа олимпиады школьников.",
    "Обобщён опыт работы на областной научно-практической конференции, имеются публикации.",
    "Посещены уроки в 5 «А», 7 «Б» и 9 «В» классах; цели уроков достигнуты, организована рефлексия.",
    "Материалы представлены в полном объёме и соответствуют требованиям порядка проведения аттестации.",
)
_ROWS = (
    "Качество знаний за межаттестационный период",
    "Результаты государственной итоговой аттестации",
    "Победители и призёры олимпиад",
    "Внеурочная деятельность по предмету",
    "Открытые уроки, мастер-классы",
    "Авторские методические разработки",
    "Использование цифровых образовательных ресурсов",
    "Руководство методическим объединением",
    "Участие в профессиональных конкурсах",
)


@cache
def conclusion(
    seed: int = 0, *, tables: int = 3, signers: int = 3, old: str = "", new: str = "", struck: str = ""
) -> bytes:
    """The PDF: a page of prose, `tables` near-identical pages, a page with lines to sign on.

    `old` is retyped as `new` wherever it stands; «@2,5» for `old` is the fifth mark of the second table, «@2,+»
    one more row of it. `struck` is struck out wherever it stands.
    """
    document = _document(seed, tables, signers)
    if old.endswith("+"):
        cells = document.tables[int(old[1:-2]) - 1].add_row().cells
        for cell, text in zip(cells, (str(len(_ROWS) + 1), new, "10", "7"), strict=True):
            cell.text = text
    elif old.startswith("@"):
        number, row = map(int, old[1:].split(","))
        document.tables[number - 1].cell(row, 3).text = new
    elif old:
        _replace(document, old, new)
    if struck:
        _strike(document, struck)
    stream = io.BytesIO()
    document.save(stream)
    return convert(stream.getvalue(), engine=EngineName.BUILTIN, title="Заключение").pdf


def marks(seed: int, *, tables: int = 3, signers: int = 3) -> list[list[str]]:
    """The marks of each table, as they are printed."""
    document = _document(seed, tables, signers)
    return [[table.cell(row, 3).text for row in range(1, len(_ROWS) + 1)] for table in document.tables]


def _document(seed: int, tables: int, signers: int) -> Any:
    chance = random.Random(seed)
    document = docx.Document()
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin, section.right_margin = Cm(2.5), Cm(1.5)
    section.top_margin = section.bottom_margin = Cm(2)
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = "Times New Roman", Pt(chance.choice((11, 12, 13, 14)))
    fonts = normal.element.get_or_add_rPr().get_or_add_rFonts()
    for name in ("asciiTheme", "hAnsiTheme", "cstheme", "eastAsiaTheme"):
        fonts.attrib.pop(qn("w:" + name), None)
    normal.paragraph_format.space_after = Pt(4)
    names = chance.sample(NAMES, len(NAMES))
    _front(document, chance, names)
    base = [chance.randint(3, 10) for _ in _ROWS]
    alike = chance.random() < 0.5
    for number in range(tables):
        scores = list(base)
        for row in chance.sample(range(len(scores)), chance.randint(1, 3) if alike else len(scores)):
            scores[row] = scores[row] % 10 + 1
        _table_page(document, names[0], number, scores, "Русский язык" if alike else _SUBJECTS[number % 4])
    _signing_page(document, names, signers)
    return document


def _front(document: Any, chance: random.Random, names: list[str]) -> None:
    _line(document, "ИТОГОВОЕ ЗАКЛЮЧЕНИЕ", WD_ALIGN_PARAGRAPH.CENTER, bold=True)
    _line(
        document, "по результатам всестороннего анализа профессиональной деятельности", WD_ALIGN_PARAGRAPH.CENTER
    )
    _line(document, f"Аттестуемый педагогический работник: {names[0]}")
    _line(document, f"Должность: учитель, образовательная организация: МБОУ «СОШ № {chance.randint(2, 64)}»")
    for text in chance.sample(_PROSE, 5):
        _line(document, text, WD_ALIGN_PARAGRAPH.JUSTIFY)
    for text in chance.sample(_PROSE, 3):
        _line(document, text, WD_ALIGN_PARAGRAPH.JUSTIFY)
    words = chance.choice(("соответствует", "не соответствует"))
    _line(document, f"Деятельность {words} требованиям, предъявляемым к высшей квалификационной категории.")


def _table_page(document: Any, name: str, number: int, scores: list[int], subject: str) -> None:
    _break(document)
    _line(document, "Приложение. Результаты по предмету", WD_ALIGN_PARAGRAPH.CENTER, bold=True)
    _line(document, f"Педагог: {name}. Предмет: {subject}, {5 + number} класс")
    table = document.add_table(rows=len(_ROWS) + 1, cols=4)
    table.style = "Table Grid"
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    widths = (1.2, 9.5, 3, 3)
    for column, text in enumerate(("№", "Показатель", "Максимум", "Балл")):
        table.cell(0, column).text = text
    for row, text in enumerate(_ROWS, start=1):
        values = (str(row), text, "10", str(scores[row - 1]))
        for column, value in enumerate(values):
            table.cell(row, column).text = value
    for column, width in enumerate(widths):
        for cell in table.columns[column].cells:
            cell.width = Cm(width)
    _line(document, f"Итого: {sum(scores)} баллов")


def _signing_page(document: Any, names: list[str], signers: int) -> None:
    _break(document)
    _line(document, "Рекомендации: продолжать обобщение опыта, готовить обучающихся к конкурсам и олимпиадам.")
    _line(document, "Заключение составили:")
    for name in names[1 : signers + 1]:
        surname, first, patronymic = name.split()
        short = f"{first[0]}.{patronymic[0]}. {surname}"
        _line(document, f"Специалист по аттестации _____________________ / {short} /")
    surname, first, patronymic = names[0].split()
    short = f"{first[0]}.{patronymic[0]}. {surname}"
    _line(document, f"С заключением ознакомлен(а) _____________________ / {short} /")
    _line(document, "Дата: «____» ______________ 20___ г.")


def _line(document: Any, text: str, align: Any = WD_ALIGN_PARAGRAPH.LEFT, *, bold: bool = False) -> None:
    paragraph = document.add_paragraph()
    paragraph.alignment = align
    paragraph.add_run(text).bold = bold or None


def _break(document: Any) -> None:
    document.paragraphs[-1].add_run().add_break(WD_BREAK.PAGE)


def _replace(document: Any, old: str, new: str) -> None:
    cells = [cell for table in document.tables for row in table.rows for cell in row.cells]
    for paragraph in [*document.paragraphs, *(one for cell in cells for one in cell.paragraphs)]:
        for run in paragraph.runs:
            if old in run.text:
                run.text = run.text.replace(old, new)


def _strike(document: Any, words: str) -> None:
    for paragraph in document.paragraphs:
        before, found, after = paragraph.text.partition(words)
        if found:
            # A run of its own for what is struck out; the page's break, if there is one, is lost with the others.
            for run in paragraph.runs[1:]:
                run.text = ""
            paragraph.runs[0].text = before
            paragraph.add_run(found).font.strike = True
            paragraph.add_run(after)
