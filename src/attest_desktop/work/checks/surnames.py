"""Every form in which a surname may stand in a text: for finding people, so rather one form too many."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from attest_desktop.domain.names import Gender

_CONSONANTS = "бвгджзклмнпрстфхцчшщ"


@lru_cache(maxsize=512)
def surname_forms(surname: str, who: Gender | None) -> frozenset[str]:
    """The surname in all cases, lower case; a double one with its parts declined alike. Empty for no surname."""
    pieces = [piece for piece in surname.lower().split("-") if piece]
    if not pieces:
        return frozenset()
    whole: set[str] = {surname.lower()}
    declined = [_declined(piece, who) for piece in pieces]
    if len(declined) == 1:
        whole |= declined[0]
    else:
        whole |= {"-".join(pair) for pair in _pairs(declined)}
    return frozenset(whole | {form.replace("ё", "е") for form in whole})


def _pairs(declined: list[set[str]]) -> Iterable[tuple[str, ...]]:
    made: list[tuple[str, ...]] = [()]
    for forms in declined:
        made = [(*head, form) for head in made for form in sorted(forms)]
    return made


def _declined(name: str, who: Gender | None) -> set[str]:
    forms = {name}
    if who is not Gender.MASCULINE:
        forms |= _feminine(name)
    if who is not Gender.FEMININE:
        forms |= _masculine(name)
    return forms


def _feminine(name: str) -> set[str]:
    stem = name[:-1]
    if name.endswith(("ова", "ева", "ёва", "ина", "ына")):
        return {stem + end for end in ("а", "ой", "ою", "у")}
    if name.endswith(("ская", "цкая", "ая")):
        return {name[:-2] + end for end in ("ая", "ой", "ою", "ую")}
    return _by_vowel(name)


def _masculine(name: str) -> set[str]:
    if name.endswith(("ов", "ев", "ёв", "ин", "ын")):
        return {name + end for end in ("", "а", "у", "ым", "е")}
    if name.endswith(("ий", "ый", "ой")):
        stem = name[:-2]
        return {stem + end for end in (name[-2:], "ого", "ому", "им", "ым", "ом", "его", "ему", "ем")}
    if name.endswith(("их", "ых")):
        return {name}
    if name.endswith("й"):
        return {name[:-1] + end for end in ("й", "я", "ю", "ем", "е")}
    if name.endswith("ь"):
        return {name[:-1] + end for end in ("ь", "я", "ю", "ем", "ём", "е")}
    if name[-1] in _CONSONANTS:
        stems = {name}
        if len(name) > 3 and name[-2] in "еяо" and name[-1] in "цк":
            # Заяц — Зайца, Борец — Борца: the vowel runs away.
            stems.add(name[:-2] + ("й" if name[-3] in "аоуеия" or name[-2] == "я" else "") + name[-1])
        return {stem + end for stem in stems for end in ("а", "у", "ом", "ем", "е")} | {name}
    return _by_vowel(name)


def _by_vowel(name: str) -> set[str]:
    stem = name[:-1]
    if name.endswith("а"):
        return {stem + end for end in ("а", "ы", "и", "е", "у", "ой", "ей")}
    if name.endswith("я"):
        return {stem + end for end in ("я", "и", "е", "ю", "ей")}
    return {name}
