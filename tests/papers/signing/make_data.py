"""Makes the PDFs in `data/`: invented forms and invented people, laid out in the ways that forms are.

Run by hand, only when a layout is added (LibreOffice must be installed):

    python -m tests.papers.signing.make_data tests/papers/signing/data
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
from docx.enum.text import WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

Document = Any


def paragraph(document: Document, text: str, *, tabs: tuple[float, ...] = (), size: float = 12) -> Any:
    one = document.add_paragraph()
    one.paragraph_format.space_after = Pt(0)
    for at in tabs:
        one.paragraph_format.tab_stops.add_tab_stop(Cm(at), WD_TAB_ALIGNMENT.LEFT)
    one.add_run(text).font.size = Pt(size)
    return one


def begun(title: str) -> Document:
    document = docx.Document()
    document.styles["Normal"].font.name = "Liberation Serif"
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin, section.right_margin = Cm(3), Cm(1.5)
    document.core_properties.title = title
    document.core_properties.author = "Экспертная группа"
    paragraph(document, title, size=14)
    paragraph(
        document,
        "Специалисты по аттестации Кузнецов П.О. и Заяц М.Ю. провели всесторонний анализ профессиональной "
        "деятельности аттестуемого педагогического работника. Аттестуемый ознакомлен с порядком аттестации.",
    )
    paragraph(document, "Аттестуемый: ______________________________________________")
    paragraph(document, "\t(фамилия, имя, отчество)", tabs=(6,), size=8)
    paragraph(document, "Рекомендации: ____________________________________________")
    paragraph(document, "__________________________________________________________")
    return document


def date_and_acquainted(document: Document) -> None:
    paragraph(document, "«___» ______________ 20___ г.")
    paragraph(document, "С заключением ознакомлен(а):")
    paragraph(document, "Аттестуемый ___________________ /Ткаченко Л.И./ «___» _______ 20__ г.")
    paragraph(document, "\t(подпись)\t(расшифровка подписи)", tabs=(3.4, 7.9), size=8)


def underscores() -> Document:
    """Underscores, the transcript between slashes, captions below; filled in."""
    document = begun("ИТОГОВОЕ ЗАКЛЮЧЕНИЕ")
    for name in ("П.О. Кузнецов", "М.Ю. Заяц"):
        paragraph(document, f"Специалист ______________________ /{name}/")
        paragraph(document, "\t(подпись)\t(расшифровка подписи)", tabs=(3.4, 7.9), size=8)
    date_and_acquainted(document)
    paragraph(document, "Руководитель организации _______________ /Кузнецов П.О./")
    return document


def blank_underscores() -> Document:
    """The same, not filled in: nothing but the order tells the experts apart."""
    document = begun("ИТОГОВОЕ ЗАКЛЮЧЕНИЕ")
    for _ in range(2):
        paragraph(document, "Специалист\t________________\t________________________", tabs=(4, 9.5))
        paragraph(document, "\t(подпись)\t(расшифровка подписи)", tabs=(5, 10.4), size=8)
    paragraph(document, "С заключением ознакомлен(а), один экземпляр получил(а): ___________ «__» ______ 20__ г.")
    paragraph(document, "\t(подпись аттестуемого)", tabs=(9.2,), size=8)
    paragraph(document, "Директор _______________ /__________________/")
    return document


def bordered_table() -> Document:
    """A grid with a column «Подпись»."""
    document = begun("ЗАКЛЮЧЕНИЕ ЭКСПЕРТНОЙ ГРУППЫ")
    table = document.add_table(rows=5, cols=4)
    table.style = "Table Grid"
    rows = (
        ("Роль", "Фамилия, инициалы", "Подпись", "Дата"),
        ("Специалист", "Кузнецов П.О.", "", ""),
        ("Специалист", "Заяц М.Ю.", "", ""),
        ("Аттестуемый", "Ткаченко Л.И.", "", ""),
        ("Руководитель", "Ильин Р.С.", "", ""),
    )
    for row, texts in zip(table.rows, rows, strict=True):
        row.height = Cm(0.9)
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    return document


def bottom_borders() -> Document:
    """A table without a grid, the signature cells have a lower border only; captions in rows of their own."""
    document = begun("ЭКСПЕРТНОЕ ЗАКЛЮЧЕНИЕ")
    table = document.add_table(rows=6, cols=5)
    for number, (role, name) in enumerate(
        (("Эксперт", "Кузнецов П.О."), ("Эксперт", "Заяц М.Ю."), ("Ознакомлен(а)", "Ткаченко Л.И."))
    ):
        row, captions = table.rows[2 * number].cells, table.rows[2 * number + 1].cells
        row[0].text, row[4].text = role, name
        captions[2].text, captions[4].text = "(подпись)", "(расшифровка подписи)"
        for cell in (row[2], row[4]):
            borders = OxmlElement("w:tcBorders")
            bottom = OxmlElement("w:bottom")
            for key, value in (("val", "single"), ("sz", "4"), ("color", "000000")):
                bottom.set(qn(f"w:{key}"), value)
            borders.append(bottom)
            cell._tc.get_or_add_tcPr().append(borders)
        for cell in captions:
            for run in cell.paragraphs[0].runs:
                run.font.size = Pt(8)
    return document


def leaders() -> Document:
    """Tab leaders; two signers in one row; the name to the left of the line; a row with no line at all."""
    document = begun("ЗАКЛЮЧЕНИЕ")
    paragraph(document, "Подписи специалистов:")
    paragraph(document, "Кузнецов П.О.\t\t  Заяц М.Ю.\t\t", tabs=(3.5, 8, 11.5, 16))
    row = document.paragraphs[-1]
    for stop, kind in zip(
        row.paragraph_format.tab_stops,
        (WD_TAB_LEADER.SPACES, WD_TAB_LEADER.LINES, WD_TAB_LEADER.SPACES, WD_TAB_LEADER.LINES),
        strict=True,
    ):
        stop.leader = kind
    paragraph(document, "Специалист\tСидоренко П.А.", tabs=(12,))
    paragraph(document, "С заключением ознакомлен(а):\t«____» ____________ 20___ г.", tabs=(10.5,))
    return document


LAYOUTS: dict[str, Callable[[], Document]] = {
    "underscores": underscores,
    "blank-underscores": blank_underscores,
    "bordered-table": bordered_table,
    "bottom-borders": bottom_borders,
    "leaders": leaders,
}


def main(folder: Path) -> None:
    with tempfile.TemporaryDirectory() as work:
        made = []
        for name, layout in LAYOUTS.items():
            path = Path(work, f"{name}.docx")
            layout().save(str(path))
            made.append(str(path))
        profile = f"-env:UserInstallation=file://{work}/profile"
        command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), *made]
        subprocess.run(command, check=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
