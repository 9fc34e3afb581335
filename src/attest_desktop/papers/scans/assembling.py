"""Scans and photographs of signed pages into one PDF, in the order of the original."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

import numpy as np

from attest_desktop.domain.errors import BadFileError
from attest_desktop.domain.progress import Cancelled, Progress, never, silent, stop_if
from attest_desktop.papers.identity import Original, PageMatch, SignedPlace
from attest_desktop.papers.identity.matching import Matcher
from attest_desktop.papers.identity.signatures import signed_places
from attest_desktop.papers.kinds import SheetSource
from attest_desktop.papers.scans import ordering
from attest_desktop.papers.scans.assembled import Assembled, AssembledPage, warnings_of
from attest_desktop.papers.scans.binding import Bound, bound_within
from attest_desktop.papers.scans.book import Leaf
from attest_desktop.papers.scans.placing import shift
from attest_desktop.papers.scans.reading import close_sheets, read_sheets
from attest_desktop.papers.scans.shrinking import Fineness
from attest_desktop.papers.scans.treating import seen_of, treated
from attest_desktop.papers.scans.treatment import Cleaning, Found, Sheet, Treatment

log = logging.getLogger(__name__)

MOST_BYTES = 10_000_000
"""What is sent is no larger, unless told otherwise."""
_TITLE = "Итоговое заключение"
# The last part of the bar is binding.
_PAGES_PART = 0.9


@dataclass(slots=True)
class _Ready:
    """A page made ready, and what is known of it."""

    sheet: Sheet
    leaf: Leaf
    match: PageMatch | None
    signatures: tuple[SignedPlace, ...]
    treatment: tuple[Treatment, ...]
    doubts: tuple[str, ...]


def assemble(
    sources: Sequence[SheetSource],
    *,
    original: bytes | None = None,
    cleaning: Cleaning = Cleaning.AUTO,
    most_bytes: int = MOST_BYTES,
    title: str = _TITLE,
    progress: Progress = silent,
    cancelled: Cancelled = never,
) -> Assembled:
    """One PDF of all pages of the files (pictures and PDFs); equal input gives equal bytes.

    With an `original` (a PDF) pages are recognised, turned upright and put into its order. One page at a time is
    held decoded. Raises BadFileError naming the file that is not fit, CancelledError when the user stops.
    """
    progress("Открываем файлы…", 0.0)
    sheets = read_sheets(sources)
    try:
        with _opened(original) as against:
            matcher = None if against is None else Matcher(against)
            ready = []
            for number, sheet in enumerate(sheets):
                stop_if(cancelled)
                progress(f"Страница {number + 1} из {len(sheets)}…", _PAGES_PART * number / len(sheets))
                ready.append(_made_ready(sheet, against, matcher, cleaning))
            count = 0 if against is None else len(against)
        if matcher is not None:
            found = matcher.in_turn([one.match for one in ready if one.match is not None])
            for one, match in zip(ready, found, strict=True):
                one.match = match
        matches = [None if one.match is None else one.match.page for one in ready]
        ready = [ready[place] for place in ordering.in_order(matches)]
        made = _bound(ready, title, most_bytes, progress, cancelled)
    finally:
        close_sheets(sheets)
    pages = tuple(_page(number, one) for number, one in enumerate(ready, 1))
    missing, doubled = ordering.missing(matches, count), ordering.doubled(matches)
    warnings = [
        *warnings_of(pages, missing, doubled, compared=original is not None),
        *_about_size(made, most_bytes),
    ]
    log.info("%d pages put together, %d bytes, %s", len(pages), len(made.pdf), made.fineness.name)
    strangers = [one for one in pages if one.matches is None and not one.blank] if count else []
    return Assembled(
        made.pdf,
        pages,
        missing,
        doubled,
        tuple(one.page for one in strangers if one.sure),
        tuple(one.page for one in strangers if not one.sure),
        tuple(one.page for one in pages if one.altered),
        original is not None,
        made.fineness,
        tuple(warnings),
    )


@contextmanager
def _opened(original: bytes | None) -> Iterator[Original | None]:
    if original is None:
        yield None
        return
    try:
        against = Original(original)
    except BadFileError as error:
        raise BadFileError(f"Исходный документ не открывается. {error.what}", error.todo) from error
    with against:
        yield against


def _made_ready(sheet: Sheet, against: Original | None, matcher: Matcher | None, cleaning: Cleaning) -> _Ready:
    seen = seen_of(sheet)
    match: PageMatch | None = None
    found: Found | None = None
    signatures: tuple[SignedPlace, ...] = ()
    if against is not None and matcher is not None:
        matched = matcher.match(seen.small)
        match = matched.result
        found = _found(match, against)
        if match.page is not None and matched.strokes is not None:
            places = [place for place in against.places if place.page == match.page]
            signatures = signed_places(
                places, against.size(match.page)[1], matched.strokes, against.layout(match.page).rules
            )
    made = treated(sheet, seen, found, cleaning)
    return _Ready(sheet, made.leaf, match, signatures, made.done, made.doubts)


def _found(match: PageMatch, against: Original) -> Found | None:
    if match.page is None or match.transform is None:
        return None
    # They count pixels at their middles, we at their edges.
    matrix = np.asarray(match.transform, np.float64) @ shift(-0.5, -0.5)
    return Found(matrix, against.size(match.page), match.turns)


def _bound(
    ready: Sequence[_Ready], title: str, most_bytes: int, progress: Progress, cancelled: Cancelled
) -> Bound:
    """The PDF as fine as it may be; pages that were made smaller are marked."""

    def later(step: str, part: float | None = None, /) -> None:
        progress(step, _PAGES_PART + (1 - _PAGES_PART) * (part or 0.0))

    leaves = [one.leaf for one in ready]
    made = bound_within(leaves, most_bytes, title=title, progress=later, cancelled=cancelled)
    for number in made.coarser:
        ready[number].treatment = (*ready[number].treatment, Treatment.COMPRESSED)
    return made


def _page(number: int, one: _Ready) -> AssembledPage:
    match = one.match
    return AssembledPage(
        number,
        one.sheet.source,
        one.sheet.number,
        one.sheet.of,
        None if match is None else match.page,
        match is None or match.sure,
        0.0 if match is None else match.score,
        one.signatures,
        match is not None and bool(match.altered),
        match is not None and match.blank,
        one.treatment,
        one.doubts,
        () if match is None else match.alike,
    )


def _about_size(made: Bound, most_bytes: int) -> Iterator[str]:
    if made.fineness is not Fineness.FULL:
        yield f"Чтобы файл был меньше, изображения сжаты до {made.fineness.dpi} точек на дюйм."
    if len(made.pdf) > most_bytes:
        yield (
            f"Файл получился большим: {_megabytes(len(made.pdf))} МБ при желаемых {_megabytes(most_bytes)} МБ. "
            "Отсканируйте страницы серыми, с разрешением 150–200 точек на дюйм."
        )


def _megabytes(size: int) -> str:
    return f"{size / 1_000_000:.1f}".replace(".", ",")
