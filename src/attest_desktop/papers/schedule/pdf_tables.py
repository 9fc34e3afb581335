"""Tables of a PDF: cells between printed lines, else columns between gaps."""

from __future__ import annotations

from attest_desktop.domain.progress import Cancelled, Progress, never, silent, stop_if
from attest_desktop.papers.pdf_guards import Called, refuse_unsafe
from attest_desktop.papers.rendering import PdfPages
from attest_desktop.papers.schedule.page_turns import mended
from attest_desktop.papers.schedule.pdf_columns import columns_of
from attest_desktop.papers.schedule.pdf_grid import ruled_tables
from attest_desktop.papers.schedule.raw import BadScheduleError, RawTable, measured
from attest_desktop.papers.signing.layout import read_layout

MOST_PAGES = 300
"""A schedule of a whole region for a year has less; a page takes a tenth of a second."""
_CALLED = Called("Файл PDF", "Скачайте график заново; если не поможет, попросите его в Word или Excel.")


def pdf_tables(
    content: bytes, *, progress: Progress = silent, cancelled: Cancelled = never
) -> tuple[list[RawTable], int]:
    """The tables page by page, and how many pages there are.

    Raises BadScheduleError (a scan, over 300 pages), UnsafePdfError, BadFileError, CancelledError.
    """
    refuse_unsafe(content, _CALLED, programs=True)
    with PdfPages(content) as pages:
        if len(pages) > MOST_PAGES:
            raise BadScheduleError(
                f"В файле {len(pages)} страниц, а в графике их не бывает больше {MOST_PAGES}.",
                "Проверьте, тот ли файл выбран.",
            )
        tables: list[RawTable] = []
        letters = 0
        for number in range(1, len(pages) + 1):
            stop_if(cancelled)
            progress(f"Читаем страницу {number} из {len(pages)}…", (number - 1) / len(pages))
            layout = read_layout(pages, number, fine=True)
            letters += len(layout.words)
            tables += ruled_tables(layout) or columns_of(layout)
            measured(tables)
        if not letters:
            raise BadScheduleError(
                "В файле PDF нет текста: это скан или фотография.",
                "Попросите у координатора график в Word или Excel либо PDF, сохранённый из них.",
            )
        return mended(tables), len(pages)
