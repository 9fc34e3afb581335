"""What is amiss with the pages that were signed on paper, and what to do about it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from attest_desktop.domain.errors import UserError
from attest_desktop.papers.scans import AssembledPage
from attest_desktop.papers.signing import SignerRole


class NotAgreedError(UserError):
    """Something is amiss with the pages, and the user has not agreed to leave it so."""

    title = "Со страницами не всё в порядке"
    todo = "Исправьте или подтвердите, что оставляете как есть."


@dataclass(frozen=True, slots=True)
class PaperReport:
    """The pages of the strip (numbered from 1 as they stand) against what was printed.

    `missing` and `doubled` are pages of what was printed; `foreign`, `unsure`, `altered`, `blank` and `unread`
    (not looked at yet) pages of the strip. `signed` and `unsigned` are the places with and without ink, as
    (printed page, label, role), on pages that are there, `unclear` those of which it cannot be told. `order_ok`:
    recognised pages stand as printed. `names` are the pages' files.
    """

    names: tuple[str, ...]
    missing: tuple[int, ...]
    doubled: tuple[int, ...]
    foreign: tuple[int, ...]
    unsure: tuple[int, ...]
    altered: tuple[int, ...]
    blank: tuple[int, ...]
    unread: tuple[int, ...]
    order_ok: bool
    unsigned: tuple[tuple[int, str, SignerRole], ...]
    signed: tuple[tuple[int, str, SignerRole], ...]
    unclear: tuple[tuple[int, str, SignerRole], ...] = ()

    @classmethod
    def of(
        cls,
        count: int,
        places: Sequence[tuple[int, str, SignerRole]],
        pages: Sequence[tuple[str, AssembledPage | None]],
    ) -> PaperReport:
        """`count` pages were printed, with these places; `pages` are the strip's names and what was recognised."""
        known = [(number, page) for number, (_, page) in enumerate(pages, 1) if page is not None]
        shown = [page.matches for _, page in known if page.matches is not None]
        times = Counter(shown)
        seen = [((page.matches, index), one) for _, page in known for index, one in enumerate(page.signatures)]
        inked = {where for where, one in seen if one.present and not one.doubtful}
        doubtful = {where for where, one in seen if one.doubtful} - inked
        on_page: Counter[int] = Counter()
        signed: list[tuple[int, str, SignerRole]] = []
        unsigned: list[tuple[int, str, SignerRole]] = []
        unclear: list[tuple[int, str, SignerRole]] = []
        for place in places:
            index = on_page[place[0]]
            on_page[place[0]] += 1
            if place[0] in times:
                where = place[0], index
                (signed if where in inked else unclear if where in doubtful else unsigned).append(place)
        strangers = [(number, page) for number, page in known if page.matches is None and not page.blank]
        return cls(
            tuple(name for name, _ in pages),
            tuple(number for number in range(1, count + 1) if number not in times),
            tuple(sorted(number for number, many in times.items() if many > 1)),
            tuple(number for number, page in strangers if page.sure),
            tuple(number for number, page in strangers if not page.sure),
            tuple(number for number, page in known if page.altered),
            tuple(number for number, page in known if page.blank),
            tuple(number for number, (_, page) in enumerate(pages, 1) if page is None),
            shown == sorted(shown),
            tuple(unsigned),
            tuple(signed),
            tuple(unclear),
        )

    @property
    def faults(self) -> tuple[str, ...]:
        """What is amiss, a sentence or two each, with what to do; empty when all is in order."""
        return tuple(self._faults())

    def _faults(self) -> Iterator[str]:
        if self.missing:
            one = len(self.missing) == 1
            numbers = _listed(self.missing)
            yield (
                f"Нет страницы {numbers}. Отсканируйте её и добавьте."
                if one
                else f"Нет страниц {numbers}. Отсканируйте их и добавьте."
            )
        for page in self.doubled:
            yield f"Страница {page} добавлена несколько раз. Оставьте лучшую, остальные уберите."
        for number in self.foreign:
            yield f"{self._which(number)} не из этого документа. Уберите её."
        for number in self.unsure:
            yield (
                f"{self._which(number)}: не удалось узнать, какая это страница. Посмотрите её сами или снимите "
                "ещё раз: целиком, резко, при ровном свете."
            )
        for number in self.altered:
            yield (
                f"{self._which(number)}: напечатанное отличается от заключения. Сравните её с заключением; если "
                "распечатали другую редакцию, распечатайте эту страницу заново."
            )
        for number in self.blank:
            yield f"{self._which(number)} пустая. Если это оборот листа, уберите её."
        if not self.order_ok:
            yield "Страницы стоят не по порядку. Нажмите «По порядку» или переставьте их."
        for page, label, role in self.unsigned:
            yield f"Нет подписи на странице {page}: {label}. {_ADVICE.get(role, _SIGN)}"
        for page, label, _ in self.unclear:
            yield (
                f"Неясно, есть ли подпись на странице {page}: {label}. Посмотрите сами: это может быть и подпись, "
                "и пометка."
            )

    def _which(self, number: int) -> str:
        return f"{number}-я по счёту страница («{self.names[number - 1]}»)"


_SIGN = "Если подпись есть, но бледная, подтвердите это; если нет — подпишите и отсканируйте страницу заново."
_ADVICE = {
    SignerRole.ATTESTEE: "Аттестуемый может подписать и позже: все страницы он загружает в своём личном кабинете.",
}


def _listed(numbers: Sequence[int]) -> str:
    if len(numbers) == 1:
        return str(numbers[0])
    return f"{', '.join(map(str, numbers[:-1]))} и {numbers[-1]}"
