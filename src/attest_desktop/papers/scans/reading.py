"""Every page of the files that were given, in the order given; nothing is decoded yet."""

from __future__ import annotations

from collections.abc import Sequence

from attest_desktop.domain.errors import BadFileError
from attest_desktop.papers.kinds import Kind, SheetSource, kind_of
from attest_desktop.papers.pdf_guards import MOST_PAGES
from attest_desktop.papers.scans.pdf_page import PdfPage, pdf_pages
from attest_desktop.papers.scans.picture import picture_pages
from attest_desktop.papers.scans.treatment import Sheet


def read_sheets(sources: Sequence[SheetSource]) -> tuple[Sheet, ...]:
    """The pages. Raises BadFileError naming the first file that is not fit; `close_sheets` when done."""
    sheets: list[Sheet] = []
    try:
        for source in sources:
            kind = kind_of(source)
            sheets += pdf_pages(source) if kind is Kind.PDF else picture_pages(source, kind)
            _check_number(len(sheets))
    except BadFileError:
        close_sheets(sheets)
        raise
    if not sheets:
        raise BadFileError("Не выбрано ни одной страницы.", "Выберите сканы или фотографии страниц.")
    return tuple(sheets)


def _check_number(count: int) -> None:
    if count > MOST_PAGES:
        raise BadFileError(f"Страниц слишком много: больше {MOST_PAGES}.", "Выберите страницы одного заключения.")


def close_sheets(sheets: Sequence[Sheet]) -> None:
    """Let the files of these pages go."""
    for file in {id(sheet.file): sheet.file for sheet in sheets if isinstance(sheet, PdfPage)}.values():
        file.close()
