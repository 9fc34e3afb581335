"""The schedule of a file, whatever it is: Word, Excel or PDF."""

from __future__ import annotations

from dataclasses import replace

from attest_desktop.domain.progress import Cancelled, Progress, never, silent
from attest_desktop.papers.schedule.entry import NotRead, Schedule
from attest_desktop.papers.schedule.heads import Hints
from attest_desktop.papers.schedule.pdf_tables import pdf_tables
from attest_desktop.papers.schedule.raw import BadScheduleError, RawTable, measured
from attest_desktop.papers.schedule.understanding import understood
from attest_desktop.papers.schedule.word_tables import word_tables
from attest_desktop.papers.schedule.workbook import workbook_tables

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HEAD = 1024
_KINDS = "График читается из файлов Word (.docx), Excel (.xlsx) и PDF."


def read_schedule(
    content: bytes, hints: Hints | None = None, *, progress: Progress = silent, cancelled: Cancelled = never
) -> Schedule:
    """The schedule, its rows typed and what was not understood named. The kind of file is told by its bytes.

    `hints` tell columns of names apart where their heads do not. Raises BadScheduleError (no schedule in it,
    damaged, with macros, without measure), UnsafePdfError, BadFileError (a PDF with a password), CancelledError.
    """
    tables, pages, hidden = _tables(content, progress, cancelled)
    schedule = understood(measured(tables), hints or Hints(), pages, cancelled)
    if hidden and not schedule.rows and not schedule.not_read:
        raise BadScheduleError(
            f"Таблица графика не на виду: {hidden[0].where}.",
            "Откройте файл в Excel, нажмите правой кнопкой на вкладку листа, выберите «Показать…», сохраните файл "
            "и выберите его заново.",
        )
    schedule = replace(schedule, not_read=(*schedule.not_read, *hidden))
    if not schedule.rows and not schedule.not_read:
        raise BadScheduleError(
            "В файле не нашлось таблицы графика: со столбцом аттестуемых и строками под ним.",
            "Проверьте, тот ли файл выбран. " + _KINDS,
        )
    return schedule


def _tables(content: bytes, progress: Progress, cancelled: Cancelled) -> tuple[list[RawTable], int, list[NotRead]]:
    if not content:
        raise BadScheduleError("Файл пуст.", "Скачайте график заново.")
    if b"%PDF-" in content[:_HEAD]:
        return *pdf_tables(content, progress=progress, cancelled=cancelled), []
    if content.startswith(_OLE):
        raise BadScheduleError(
            "Файл закрыт паролем или сохранён в старом формате (.doc, .xls).",
            "Откройте его в Word или Excel, снимите пароль, сохраните как .docx или .xlsx и выберите заново.",
        )
    if not content.startswith(b"PK"):
        raise BadScheduleError("Это не файл Word, Excel и не PDF.", _KINDS)
    if b"xl/workbook.xml" in content or b"xl/worksheets" in content:
        visible, hidden = workbook_tables(content)
        return visible, 0, hidden
    return word_tables(content), 0, []
