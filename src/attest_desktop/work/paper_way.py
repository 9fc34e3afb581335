"""Signed on paper: scans of what was printed are kept, recognised, bound and frozen as the conclusion."""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from attest_desktop.domain.errors import NotFoundError
from attest_desktop.domain.names import short_name
from attest_desktop.domain.progress import Cancelled, Progress, never, silent
from attest_desktop.papers.scans import (
    MOST_BYTES,
    AssembledPage,
    Cleaning,
    SheetSource,
    assemble,
)
from attest_desktop.papers.scans.binding import Bound as Bound
from attest_desktop.papers.scans.binding import bound_within
from attest_desktop.papers.scans.book import Copied, Leaf
from attest_desktop.papers.scans.ordering import given_out, in_order
from attest_desktop.papers.scans.pdf_page import PdfPage, pdf_pages
from attest_desktop.papers.scans.reading import close_sheets
from attest_desktop.store import FrozenConclusion
from attest_desktop.work.desk import Desk
from attest_desktop.work.paper_lot import PaperWay, Sheet, close_lot, printed_of
from attest_desktop.work.paper_report import NotAgreedError, PaperReport

logger = logging.getLogger(__name__)

ENGINE = "scans"
"""What a conclusion made of scans has for its engine."""
AGREED = "Специалист видел эти замечания и решил оставить страницы как есть."
# Pages are made smaller together, when all of them are known.
_UNBOUNDED = 1_000_000_000


@dataclass(frozen=True, slots=True, eq=False)
class Seen:
    """A page as it was recognised and made ready: page `page.page` of `pdf`."""

    page: AssembledPage
    pdf: bytes


def look(
    desk: Desk,
    attestee_id: str,
    file_id: int,
    cleaning: Cleaning,
    *,
    progress: Progress = silent,
    cancelled: Cancelled = never,
) -> dict[tuple[int, int], Seen]:
    """Recognise the pages of one kept file and make them ready; by the keys of their sheets.

    Raises BadFileError naming the file, CancelledError.
    """
    file = desk.store.files.get(file_id)
    made = assemble(
        [SheetSource(file.file_name, desk.store.files.content(file_id))],
        original=printed_of(desk, attestee_id).pdf,
        cleaning=cleaning,
        most_bytes=_UNBOUNDED,
        progress=progress,
        cancelled=cancelled,
    )
    return {(file_id, one.source_page): Seen(one, made.pdf) for one in made.pages}


def ordered(sheets: Sequence[Sheet], seen: Mapping[tuple[int, int], Seen]) -> tuple[Sheet, ...]:
    """The pages in the order of what was printed; those not recognised stay where they are."""
    matches = [page.matches if page is not None else None for page in _told_apart(sheets, seen)]
    return tuple(sheets[place] for place in in_order(matches))


def _told_apart(sheets: Sequence[Sheet], seen: Mapping[tuple[int, int], Seen]) -> tuple[AssembledPage | None, ...]:
    """The pages as recognised; those printed just the same are taken for one after the other of them."""
    pages = [seen[one.key].page if one.key in seen else None for one in sheets]
    matches = given_out(
        [None if page is None else page.matches for page in pages],
        [() if page is None else page.alike for page in pages],
    )
    return tuple(
        None if page is None else replace(page, matches=match) for page, match in zip(pages, matches, strict=True)
    )


def report_on(way: PaperWay, sheets: Sequence[Sheet], seen: Mapping[tuple[int, int], Seen]) -> PaperReport:
    """What is amiss with these pages."""
    return PaperReport.of(
        way.pages,
        way.places,
        [(one.name, page) for one, page in zip(sheets, _told_apart(sheets, seen), strict=True)],
    )


def bind(
    sheets: Sequence[Sheet],
    seen: Mapping[tuple[int, int], Seen],
    full_name: str,
    *,
    most_bytes: int = MOST_BYTES,
    progress: Progress = silent,
    cancelled: Cancelled = never,
) -> Bound:
    """One PDF of the pages as they stand in the strip; pictures are made coarser only when it would be too large.

    Raises NotFoundError when a page was not looked at yet or there is none.
    """
    if not sheets or any(one.key not in seen for one in sheets):
        raise NotFoundError("Не все страницы ещё узнаны.", "Дождитесь, пока программа посмотрит все страницы.")
    title = f"Итоговое заключение. {short_name(full_name)}"
    opened: dict[bytes, tuple[PdfPage, ...]] = {}
    try:
        full: list[Leaf] = []
        for one in sheets:
            pdf = seen[one.key].pdf
            if pdf not in opened:
                opened[pdf] = pdf_pages(SheetSource(one.file_name, pdf))
            full.append(Copied(opened[pdf][seen[one.key].page.page - 1], one.turns))
        return bound_within(full, most_bytes, title=title, progress=progress, cancelled=cancelled)
    finally:
        close_sheets([page for pages in opened.values() for page in pages])


def freeze(
    desk: Desk, way: PaperWay, made: Bound, report: PaperReport, *, agreed: bool = False
) -> FrozenConclusion:
    """Make the PDF the finished conclusion, with the Word file and the record of what was printed.

    The added files are thrown away; what was printed is kept to compare with. Raises NotAgreedError when something
    is amiss and the user has not agreed to it.
    """
    if report.faults and not agreed:
        raise NotAgreedError(" ".join(report.faults))
    printed = printed_of(desk, way.attestee_id)
    notes = ["Подписано на бумаге, собрано из сканов.", *report.faults, *([AGREED] if report.faults else [])]
    frozen = desk.store.conclusions.freeze(
        way.attestee_id, printed.record, printed.docx, made.pdf, ENGINE, notes, desk.now()
    )
    close_lot(desk, frozen)
    logger.info("paper way: %d pages, %s", way.pages, "agreed" if report.faults else "in order")
    return frozen
