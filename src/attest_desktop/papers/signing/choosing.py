"""Where a given person signs."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from attest_desktop.domain.names import short_name
from attest_desktop.papers.signing.finding import FoundPlace, find_all
from attest_desktop.papers.signing.places import AmbiguousPlaceError, Place, PlaceNotFoundError, SignerRole
from attest_desktop.papers.signing.wording import says_name, says_surname

# Of two places with the person's name, one this much surer is the one.
_MUCH_SURER = 0.3


def place_for(pdf: bytes, full_name: str, *, nth_expert: int | None = None) -> Place:
    """Where this expert signs: by the name printed beside a line, else the `nth_expert` line (1 is the first).

    Never the attestee's line nor the head's. Raises PlaceNotFoundError, or AmbiguousPlaceError with candidates.
    """
    if nth_expert is not None and nth_expert < 1:
        raise ValueError("nth_expert counts from 1")
    found = [one for one in find_all(pdf) if one.place.role in (SignerRole.EXPERT, SignerRole.OTHER)]
    who = short_name(full_name)
    if not found:
        raise PlaceNotFoundError(f"В документе не найдено строки, где подписывается специалист ({who}).")
    for says in (says_name, says_surname):
        named = _named(found, full_name, says)
        if named:
            return _only(_experts(named), _experts(found), who, nth_expert)
    return _by_order(_experts(found), who, nth_expert)


def _named(found: Sequence[FoundPlace], full_name: str, says: Callable[[str, str], bool]) -> list[FoundPlace]:
    """The places with the person's name; where a place has a name of its own, only that one counts."""
    return [one for one in found if says(one.names[0] if one.names else one.context, full_name)]


def _experts(found: Sequence[FoundPlace]) -> list[FoundPlace]:
    """The experts' places; those of unknown signers only when no line is an expert's."""
    return [one for one in found if one.place.role is SignerRole.EXPERT] or list(found)


def _only(named: Sequence[FoundPlace], experts: Sequence[FoundPlace], who: str, nth_expert: int | None) -> Place:
    places = [one.place for one in named]
    surest = max(places, key=lambda place: place.confidence)
    places = [place for place in places if place.confidence > surest.confidence - _MUCH_SURER]
    if len(places) == 1:
        return places[0]
    if nth_expert is not None and nth_expert <= len(experts) and experts[nth_expert - 1].place in places:
        return experts[nth_expert - 1].place
    raise AmbiguousPlaceError(f"Для подписи ({who}) подходит несколько мест: {_listed(places)}.", tuple(places))


def _by_order(experts: Sequence[FoundPlace], who: str, nth_expert: int | None) -> Place:
    """No line names the person: the n-th line, unless it names somebody else."""
    unnamed = [one.place for one in experts if not one.names]
    if nth_expert is not None:
        if nth_expert <= len(experts) and experts[nth_expert - 1].place in unnamed:
            return experts[nth_expert - 1].place
        raise PlaceNotFoundError(
            f"Строка для подписи специалиста № {nth_expert} ({who}) не найдена. "
            f"Найдены: {_listed([one.place for one in experts])}."
        )
    if not unnamed:
        raise PlaceNotFoundError(
            f"Ни одна строка для подписи не относится к этому специалисту ({who}). "
            f"Найдены: {_listed([one.place for one in experts])}."
        )
    if len(unnamed) > 1:
        raise AmbiguousPlaceError(
            f"Не ясно, которая из строк — для подписи ({who}): {_listed(unnamed)}.", tuple(unnamed)
        )
    return unnamed[0]


def _listed(places: Sequence[Place]) -> str:
    return "; ".join(f"«{place.label}», страница {place.page}" for place in places)
