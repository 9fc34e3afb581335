"""A signed document against its original: all pages, in order, unaltered, signed?"""

from __future__ import annotations

import logging
from collections import Counter
from dataclasses import replace

import cv2
import numpy as np
from numpy.typing import NDArray

from attest_desktop.domain.errors import BadFileError
from attest_desktop.domain.progress import Cancelled, Progress, never, silent, stop_if
from attest_desktop.papers.identity.matching import Matched, Matcher
from attest_desktop.papers.identity.original import Original
from attest_desktop.papers.identity.results import CheckedPage, CheckReport, PageMatch, SignedPlace
from attest_desktop.papers.identity.signatures import signed_places
from attest_desktop.papers.identity.wording import Wording, page_saying, same_words, wordings
from attest_desktop.papers.kinds import Kind, SheetSource, kind_of
from attest_desktop.papers.pdf_guards import Called, refuse_long, refuse_unsafe
from attest_desktop.papers.rendering import PdfPages
from attest_desktop.papers.signing import Box

log = logging.getLogger(__name__)

_SEEN_DPI = 220.0
_MOST_PIXELS = 9_000_000


def check_document(
    signed_pdf: bytes,
    original_pdf: bytes,
    *,
    progress: Progress = silent,
    cancelled: Cancelled = never,
    signed_name: str = "подписанный документ",
    original_name: str = "исходный документ",
) -> CheckReport:
    """Compare every page of the signed document (scans, photographs or a PDF with words) with the original.

    Raises BadFileError naming the file that cannot be read, is no PDF, wants a password, has over a hundred pages
    or would unpack into too much; CancelledError.
    """
    with _opened(signed_name, signed_pdf) as pages, _original(original_name, original_pdf) as original:
        said, should_say = wordings(signed_pdf, pages), wordings(original_pdf, original.pages)
        whole = same_words(said, should_say)
        matcher = Matcher(original)
        found: list[Matched] = []
        for number in range(1, len(pages) + 1):
            stop_if(cancelled)
            progress(f"Сверяем страницу {number} из {len(pages)}…", (number - 1) / len(pages))
            one = matcher.match(_picture(pages, number))
            found.append(_by_words(one, said[number - 1], should_say, original, whole=whole))
        matches = matcher.in_turn([one.result for one in found])
        checked = tuple(
            CheckedPage(number, match, _signatures(original, match, one))
            for number, (match, one) in enumerate(zip(matches, found, strict=True), 1)
        )
        progress("Готово", 1.0)
        return report_of(checked, original, whole=whole)


def report_of(pages: tuple[CheckedPage, ...], original: Original, *, whole: bool = False) -> CheckReport:
    """The pages as checked, summed up; `whole`: every word of the original is known to be there, in order."""
    shown = [page.match.page for page in pages if page.match.page is not None]
    counts = Counter(shown)
    missing = () if whole else tuple(number for number in range(1, len(original) + 1) if number not in counts)
    seen = [((page.match.page, index), place) for page in pages for index, place in enumerate(page.signatures)]
    signed = {where for where, place in seen if place.present and not place.doubtful}
    doubtful = {where for where, place in seen if place.doubtful} - signed
    unsigned, unclear = [], []
    for number in range(1, len(original) + 1):
        places = [place for place in original.places if place.page == number]
        for index, place in enumerate(places):
            if (number, index) in doubtful:
                unclear.append((number, place.label))
            elif (number, index) not in signed:
                unsigned.append((number, place.label))
    return CheckReport(
        pages,
        missing,
        tuple(sorted(number for number, count in counts.items() if count > 1 and not whole)),
        tuple(
            page.number for page in pages if page.match.page is None and page.match.sure and not page.match.blank
        ),
        tuple(page.number for page in pages if not page.match.sure),
        tuple(page.number for page in pages if page.match.altered),
        shown == sorted(shown),
        tuple(unsigned),
        tuple(unclear),
    )


def _refuse_other_kinds(name: str, pdf: bytes) -> None:
    if kind_of(SheetSource(name, pdf)) is not Kind.PDF:
        raise BadFileError(
            f"Файл «{name}» — изображение, а не PDF.", "Соберите страницы в один файл PDF и повторите проверку."
        )


def _opened(name: str, pdf: bytes) -> PdfPages:
    """The signed document, once it is known to be safe. Its programs are never run here."""
    _refuse_other_kinds(name, pdf)
    called = Called(f"Файл «{name}»", "Отсканируйте страницы заново или сохраните документ в PDF ещё раз.")
    refuse_unsafe(pdf, called, programs=True)
    try:
        pages = PdfPages(pdf)
    except BadFileError as error:
        raise BadFileError(f"Файл «{name}». {error.what}", error.todo) from error
    try:
        refuse_long(len(pages), called)
    except BadFileError:
        pages.close()
        raise
    return pages


def _original(name: str, pdf: bytes) -> Original:
    _refuse_other_kinds(name, pdf)
    try:
        return Original(pdf)
    except BadFileError as error:
        raise BadFileError(f"Файл «{name}». {error.what}", error.todo) from error


def _picture(pages: PdfPages, number: int) -> NDArray[np.uint8]:
    """The page as a grey picture, about as fine as it is compared; posters are made smaller."""
    width, height = pages.size(number)
    scale = min(_SEEN_DPI / 72, float(np.sqrt(_MOST_PIXELS / max(1.0, width * height))))
    seen = pages.grey(number, scale=scale)
    least = 200 / min(seen.shape)
    if least > 1:
        seen = np.asarray(cv2.resize(seen, None, fx=least, fy=least), np.uint8)
    return seen


def _by_words(
    one: Matched, said: Wording, should_say: list[Wording], original: Original, *, whole: bool
) -> Matched:
    """The match corrected by words that can be read: another layout of the same words is no alteration."""
    match = one.result
    if not said.readable:
        return one
    page, alike, same = page_saying(said, should_say)
    if match.page is not None:
        if said.words == should_say[match.page - 1].words:
            return Matched(replace(match, altered=(), doubtful=()), one.fine, one.strokes)
        # What looks the same is the same, whatever words lie hidden under the print.
        return Matched(replace(match, altered=()), one.fine, one.strokes) if whole else one
    if page is None:
        return one
    width, height = original.size(page)
    altered = () if same or whole else (Box(0.0, 0.0, width, height),)
    return Matched(PageMatch(page, True, alike, altered=altered))


def _signatures(original: Original, match: PageMatch, one: Matched) -> tuple[SignedPlace, ...]:
    """The places of the matched page; without ink where only words, not looks, could be compared."""
    places = [place for place in original.places if place.page == match.page]
    if not places or match.page is None:
        return ()
    if one.strokes is None:
        return tuple(SignedPlace(place.label, place.role, False, 0.0) for place in places)
    return signed_places(places, original.size(match.page)[1], one.strokes, original.layout(match.page).rules)
