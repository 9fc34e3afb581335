"""Another attestee's name left over from the text that this one was begun with."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from attest_desktop.domain.names import Gender, gender, parts, short_name
from attest_desktop.work.checks.finding import Finding, Kind, Severity, Subject, Written, around, written
from attest_desktop.work.checks.morphology import is_common_word

_CONSONANTS = "бвгджзклмнпрстфхцчшщ"
_CAPITALISED = re.compile(r"(?<![\w-])[А-ЯЁ][^\W\d_]*(?:-[^\W\d_]+)*")
_INITIALS_AFTER = re.compile(r"\s*([А-ЯЁ])\.\s*(?:([А-ЯЁ])\.)?")
_INITIALS_BEFORE = re.compile(r"([А-ЯЁ])\.\s*(?:([А-ЯЁ])\.)?\s*$")
_NAME_AFTER = re.compile(r"\s+([А-ЯЁ][а-яё]+)")
_SENTENCE_START = re.compile(r"(?:^|[.!?…:]\s*|\n\s*|[«\"(]\s*)$")


def other_people(subject: Subject) -> Iterator[Finding]:
    """The surname of another attestee, in any case, in any text."""
    record = subject.record
    own = [record.attestee.full_name, *(expert.full_name for expert in record.experts)]
    known = {form for name in own if name.strip() for form in _forms(parts(name)[0], gender(name))}
    wanted: dict[str, list[str]] = {}
    for name in subject.others:
        for form in _forms(parts(name)[0], gender(name)) - known:
            wanted.setdefault(form, []).append(name)
    for one in written(subject):
        told: set[str] = set()
        for found in _CAPITALISED.finditer(one.text):
            for name in wanted.get(found.group().lower(), ()):
                if name not in told and _is_meant(name, one.text, found):
                    told.add(name)
                    yield _finding(one, name, found)


def _finding(one: Written, name: str, found: re.Match[str]) -> Finding:
    return Finding(
        Kind.OTHER_PERSON,
        Severity.STOP,
        f"{one.label}: упомянут другой аттестуемый, {short_name(name)}: "
        f"«{around(one.text, found.start(), found.end())}».",
        one.place,
        found.group(),
    )


def _is_meant(name: str, text: str, found: re.Match[str]) -> bool:
    """Whether the surname stands for this person and not for a namesake or a thing."""
    _, first, patronymic = parts(name)
    before, after = text[: found.start()], text[found.end() :]
    initials = _INITIALS_AFTER.match(after) or _INITIALS_BEFORE.search(before)
    if initials:
        return _initials_fit(initials, first, patronymic)
    follows = _NAME_AFTER.match(after)
    if follows and first and _starts_alike(follows.group(1), first):
        return True
    ordinary = is_common_word(found.group().lower())
    return not (ordinary and _SENTENCE_START.search(before))


def _initials_fit(initials: re.Match[str], first: str, patronymic: str) -> bool:
    one, two = initials.group(1), initials.group(2)
    if first and one != first[0].upper():
        return False
    return not (two and patronymic and two != patronymic[0].upper())


def _starts_alike(word: str, name: str) -> bool:
    stem = name.lower().replace("ё", "е")[: max(2, len(name) - 2)]
    return word.lower().replace("ё", "е").startswith(stem)


@lru_cache(maxsize=512)
def _forms(surname: str, who: Gender | None) -> frozenset[str]:
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
