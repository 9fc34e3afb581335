"""What a check found, in words for people and as JSON for scripts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from attest_desktop.papers.identity.results import CheckedPage, CheckReport, SignedPlace

IN_ORDER = "Все страницы на месте, текст не изменён, подписи есть."


def as_json(report: CheckReport, source: str) -> dict[str, Any]:
    """The report as the command line prints it; `source` is the signed file's name."""
    return {
        "pages": [
            {
                "page": page.number,
                "source": source,
                "matches": page.match.page,
                "score": round(page.match.score, 4),
                "signatures": signatures_as_json(page.signatures),
            }
            for page in report.pages
        ],
        "missing": list(report.missing),
        "doubled": list(report.doubled),
        "foreign": list(report.foreign),
        "unsure": list(report.unsure),
        "altered": list(report.altered),
        "order_ok": report.order_ok,
        "ok": report.ok,
    }


def signatures_as_json(places: Sequence[SignedPlace]) -> list[dict[str, Any]]:
    """Places to sign as the command line prints them; where "sure" is false, `present` is but the likelier."""
    return [
        {"label": place.label, "present": place.present} | ({"sure": False} if place.doubtful else {})
        for place in places
    ]


def standing(place: SignedPlace) -> str:
    """How a place to sign stands, in a word or three: «есть»."""
    if place.doubtful:
        return "неясно, посмотрите сами"
    return "есть" if place.present else "нет"


def in_words(report: CheckReport) -> tuple[str, ...]:
    """The report in Russian, a line a page, then what is amiss."""
    return (*(_of_page(page) for page in report.pages), *(faults(report) or (IN_ORDER,)))


def faults(report: CheckReport) -> tuple[str, ...]:
    """What is amiss, a sentence each; empty when the document is in order."""
    return tuple(_faults(report))


def _faults(report: CheckReport) -> Iterator[str]:
    if report.missing:
        yield f"Нет страниц исходного документа: {_listed(report.missing)}. Добавьте их."
    if report.doubled:
        yield f"Повторяются страницы исходного документа: {_listed(report.doubled)}. Уберите лишние."
    if report.foreign:
        yield f"Не из этого документа страницы файла: {_listed(report.foreign)}. Уберите или замените их."
    if report.unsure:
        yield (
            f"Не удалось уверенно узнать страницы файла: {_listed(report.unsure)}. Посмотрите их сами или "
            "отсканируйте заново."
        )
    if report.altered:
        yield (
            f"Текст отличается от исходного на страницах файла: {_listed(report.altered)}. Сравните их с исходным "
            "документом."
        )
    hazy = [page.number for page in report.pages if page.match.doubtful and not page.match.altered]
    if hazy:
        yield f"Не весь текст удалось сверить на страницах файла: {_listed(hazy)}. Просмотрите их сами."
    if not report.order_ok:
        yield "Страницы стоят не по порядку."
    for number, label in report.unsigned:
        # Without its page nothing can be said of a place to sign.
        if number not in report.missing:
            yield f"Нет подписи: {label}, страница {number} исходного документа."
    for number, label in report.unclear:
        yield (
            f"Неясно, есть ли подпись: {label}, страница {number} исходного документа. Посмотрите сами: это может "
            "быть и подпись, и пометка."
        )


def _of_page(page: CheckedPage) -> str:
    if page.match.blank:
        return f"Страница {page.number}: пустая."
    if page.match.page is None:
        known = "не из этого документа" if page.match.sure else "не удалось узнать"
        return f"Страница {page.number}: {known}{', текст отличается' if page.match.altered else ''}."
    said = f"Страница {page.number}: это страница {page.match.page} исходного документа"
    if page.match.altered:
        said += ", текст отличается"
    signed = [f"{place.label} — {standing(place)}" for place in page.signatures]
    return said + (f"; подписи: {', '.join(signed)}." if signed else ".")


def _listed(numbers: Sequence[int]) -> str:
    return ", ".join(map(str, numbers))
