"""What came of scans and photographs: the PDF, and what is to be said about each page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from attest_desktop.papers.identity import SignedPlace
from attest_desktop.papers.scans.shrinking import Fineness
from attest_desktop.papers.scans.treatment import Treatment


@dataclass(frozen=True, slots=True)
class AssembledPage:
    """A page of the result: its number, and the file and the page in that file (`of` so many) it came from.

    `matches` is the page of the original, None when there is no original, the page is foreign (`sure`) or it
    cannot be told (not `sure`). `score` runs from 0 to 1. `altered`: the print differs from the original's.
    `blank`: nothing is printed on it. `signatures` are the places to sign on it. `doubts`: what the user should
    look at (Russian). `alike` are the pages of the original printed just the same, `matches` among them.
    """

    page: int
    source: str
    source_page: int
    of: int
    matches: int | None
    sure: bool
    score: float
    signatures: tuple[SignedPlace, ...]
    altered: bool
    blank: bool
    treatment: tuple[Treatment, ...]
    doubts: tuple[str, ...] = ()
    alike: tuple[int, ...] = ()

    @property
    def name(self) -> str:
        """The file, with the page in it when it has several."""
        return f"«{self.source}»" if self.of == 1 else f"«{self.source}», страница {self.source_page}"


@dataclass(frozen=True, slots=True)
class Assembled:
    """The PDF and its pages in its order.

    `missing` and `doubled` are pages of the original; `foreign`, `unsure` and `altered` are pages of the PDF.
    `compared`: there was an original. `fineness` tells how far pictures had to be made coarser.
    """

    pdf: bytes
    pages: tuple[AssembledPage, ...]
    missing: tuple[int, ...]
    doubled: tuple[int, ...]
    foreign: tuple[int, ...]
    unsure: tuple[int, ...]
    altered: tuple[int, ...]
    compared: bool
    fineness: Fineness
    warnings: tuple[str, ...]

    @property
    def ok(self) -> bool:
        """Nothing is missing, doubled, foreign, doubtful or altered; true of any pages without an original."""
        return not (self.missing or self.doubled or self.foreign or self.unsure or self.altered)


def warnings_of(
    pages: Sequence[AssembledPage], missing: Sequence[int], doubled: Sequence[int], *, compared: bool
) -> Iterator[str]:
    """What is wrong with the pages, in words that name files."""
    if missing:
        several = len(missing) > 1
        numbers = ", ".join(map(str, missing))
        yield (
            f"Не хватает страниц {numbers} исходного документа: отсканируйте их и добавьте."
            if several
            else f"Не хватает страницы {numbers} исходного документа: отсканируйте её и добавьте."
        )
    for page in doubled:
        names = ", ".join(one.name for one in pages if one.matches == page)
        yield f"Страница {page} дана несколько раз: {names}. Оставьте лучшую."
    for one in pages:
        yield from _of_page(one, compared)


def _of_page(one: AssembledPage, compared: bool) -> Iterator[str]:
    if one.blank:
        yield f"{one.name}: на странице ничего не напечатано. Если это оборот листа, уберите её."
    elif one.matches is None and one.sure and compared:
        yield f"{one.name}: это не страница исходного документа. Уберите её."
    elif one.matches is None and compared:
        yield (
            f"{one.name}: не удалось понять, какая это страница; она оставлена на своём месте. "
            "Снимите её ещё раз: резко, целиком, при ровном свете."
        )
    if one.altered:
        of = f"страницы {one.matches} исходного документа" if one.matches else "исходного документа"
        yield f"{one.name}: напечатанное отличается от {of}. Проверьте её."
    for place in one.signatures:
        if place.doubtful:
            yield (
                f"{one.name}: неясно, есть ли подпись ({place.label or 'место для подписи'}). Посмотрите сами: "
                "это может быть и подпись, и пометка."
            )
    for doubt in one.doubts:
        yield f"{one.name}: {doubt}."
