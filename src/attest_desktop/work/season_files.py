"""The register as files: a workbook and a table of text, for the contract's payment."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence

from attest_desktop.work.season import Line, Register

HEADS = (
    "№",
    "ФИО аттестуемого",
    "Форма",
    "Категория",
    "Период",
    "Сдано",
    "Состояние",
    "Файл",
    "Контрольная сумма файла (SHA-256)",
)
TOTAL = "Всего"
_WIDTHS = (6, 36, 16, 12, 26, 13, 20, 44, 70)
# A cell that begins so would be reckoned as a formula when the file is opened.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
# Signs that a workbook cannot hold.
_ILLEGAL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")


def cells(number: int, line: Line) -> tuple[str, ...]:
    """One line's texts, in the order of HEADS."""
    return (
        str(number),
        line.name,
        line.form.russian,
        line.category,
        line.period_words,
        f"{line.sent_on:%d.%m.%Y}" if line.sent_on else "",
        line.state,
        line.file_name,
        line.sha256,
    )


def totals(shown: Register) -> tuple[tuple[str, ...], ...]:
    """Months down, forms across, with their sums: titles first, «Всего» last."""
    forms = shown.forms
    rows = [("Месяц", *(form.russian or "форма не указана" for form in forms), TOTAL)]
    for month in shown.months:
        rows.append((month.title, *(str(month.by_form.get(form, 0)) for form in forms), str(month.total)))
    rows.append((TOTAL, *(str(shown.of_form(form)) for form in forms), str(len(shown.lines))))
    return tuple(rows)


def as_csv(shown: Register) -> bytes:
    """A file that a Russian Excel opens by a double click: semicolons, and a mark of its encoding."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow(HEADS)
    for number, line in enumerate(shown.lines, 1):
        writer.writerow(["'" + one if one.startswith(_FORMULA) else one for one in cells(number, line)])
    return out.getvalue().encode("utf-8-sig")


def as_xlsx(shown: Register, expert: str) -> bytes:
    """A workbook of two sheets, the register and its totals; days are days, and a text is never a formula."""
    # Loaded when it is needed: it takes a third of a second.
    from openpyxl import Workbook
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.worksheet import Worksheet

    bold, top = Font(bold=True), Alignment(wrap_text=True, vertical="top")

    def write(sheet: Worksheet, down: int, texts: Sequence[str], font: Font | None = None) -> None:
        for across, words in enumerate(texts, 1):
            cell = sheet.cell(down, across, _ILLEGAL.sub("", words) or None)
            if words:
                cell.data_type = "s"
            cell.alignment = top
            if font:
                cell.font = font

    book = Workbook()
    sheet = book.create_sheet("Реестр", 0)
    write(sheet, 1, HEADS, bold)
    for number, line in enumerate(shown.lines, 1):
        write(sheet, number + 1, cells(number, line))
        sheet.cell(number + 1, 1).value = number
        if line.sent_on:
            day = sheet.cell(number + 1, HEADS.index("Сдано") + 1)
            day.value, day.number_format = line.sent_on, "DD.MM.YYYY"
    for across, width in enumerate(_WIDTHS, 1):
        sheet.column_dimensions[get_column_letter(across)].width = width
    sheet.freeze_panes = "C2"
    sheet.auto_filter.ref = sheet.dimensions
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = "1:1"

    summary = book["Sheet"]
    summary.title = "Сколько сдано"
    write(summary, 1, (f"{shown.span.title}: {expert}" if expert else shown.span.title,), bold)
    for down, row in enumerate(totals(shown), 3):
        write(summary, down, row, bold if row[0] in ("Месяц", TOTAL) else None)
        for across, words in enumerate(row[1:], 2):
            if words.isdecimal():
                summary.cell(down, across).value = int(words)
    summary.column_dimensions["A"].width = 28
    for across in range(2, len(shown.forms) + 3):
        summary.column_dimensions[get_column_letter(across)].width = 18
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def as_file(suffix: str, shown: Register, expert: str = "") -> bytes:
    """The register as a file with this suffix: «.csv», else a workbook."""
    return as_csv(shown) if suffix.lower() == ".csv" else as_xlsx(shown, expert)
