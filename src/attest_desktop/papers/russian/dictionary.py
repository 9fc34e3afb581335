"""What the dictionary knows of a word that is to be declined: its forms, gender and kind."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from attest_desktop.domain.names import Gender
from attest_desktop.papers.russian.analyser import analyser
from attest_desktop.papers.russian.case import OBLIQUE, Case, Forms
from attest_desktop.papers.russian.spelling import begins_alike

_NAMES = {"Name", "Surn", "Patr", "Geox", "Orgn", "Trad"}
_ODD = {"Infr", "Slng", "Arch", "Erro", "Dist", "Init", "Abbr"}


@dataclass(frozen=True, slots=True)
class Word:
    """One reading of a word as a nominative singular; forms in lower case."""

    forms: Forms
    gender: Gender | None  # None: both
    adjective: bool
    participle: bool
    alive: bool
    name: bool
    fixed: bool
    guessed: bool  # not in the dictionary itself, but made of a word of it


def adjectives(word: str) -> list[Word]:
    """Readings as an adjective, participle or ordinal in the nominative singular."""
    return [one for one in _readings(word) if one.adjective]


def nouns(word: str) -> list[Word]:
    """Readings as a common noun in the nominative singular, those for living beings first."""
    found = [one for one in _readings(word) if not one.adjective and not one.name]
    return sorted(found, key=lambda one: not one.alive)


def first_names(word: str) -> list[Word]:
    """Readings as a first name in the nominative singular."""
    return [one for one in _readings(word) if one.name]


@cache
def is_surname(word: str) -> bool:
    """Whether the dictionary lists the word as a man's surname."""
    return any(
        parse.is_known and {"Surn", "masc", "nomn", "sing"} <= set(map(str, parse.tag.grammemes))
        for parse in analyser().parse(word.lower())
    )


def _readings(word: str) -> list[Word]:
    return list(_known(word.lower()))


@cache
def _known(word: str) -> tuple[Word, ...]:
    return tuple(one for parse in analyser().parse(word) if (one := _word(parse)) is not None)


def _word(parse: Any) -> Word | None:
    tag = parse.tag
    noun = tag.POS == "NOUN"
    if not noun and tag.POS not in ("ADJF", "PRTF"):
        return None
    if tag.case != "nomn" or tag.number != "sing" or _ODD & set(map(str, tag.grammemes)):
        return None
    if not _trusted(parse):
        return None
    grammemes = set(map(str, tag.grammemes))
    if noun and grammemes & (_NAMES - {"Name"}):
        return None
    gender = {"masc": Gender.MASCULINE, "femn": Gender.FEMININE}.get(tag.gender)
    if gender is None and not (noun and "ms-f" in grammemes):
        return None
    forms = [_form(parse, case, tag.gender, noun) for case in OBLIQUE]
    if not all(forms):
        return None
    genitive, dative, accusative, instrumental, locative = (form or "" for form in forms)
    return Word(
        (genitive, dative, accusative, instrumental, locative),
        gender,
        adjective=not noun,
        participle=tag.POS == "PRTF",
        alive="anim" in grammemes,
        name="Name" in grammemes,
        fixed="Fixd" in grammemes,
        guessed=not parse.is_known,
    )


def _trusted(parse: Any) -> bool:
    """Known itself, or made of a known word by a beginning («вебдизайнер»); nothing guessed by its ending."""
    if parse.is_known:
        return True
    by = [type(step[0]).__name__ for step in parse.methods_stack]
    if by == ["DictionaryAnalyzer", "UnknownPrefixAnalyzer"]:
        return len(parse.methods_stack[0][1]) > _ROOT
    return by == ["DictionaryAnalyzer", "KnownPrefixAnalyzer"]


_ROOT = 5  # letters: «педагог» of «олигофренопедагог», but not «тор» of «тьютор»


def _form(parse: Any, case: Case, gender: str | None, noun: bool) -> str | None:
    fitting = []
    for one in parse.lexeme:
        tag = one.tag
        if tag.case != case.value or tag.number != "sing":
            continue
        grammemes = set(map(str, tag.grammemes))
        # «старшею», «сестрою» are right and not used in papers.
        if any(mark.startswith("V-") for mark in grammemes):
            continue
        if not noun and (tag.gender != gender or (case is Case.ACCUSATIVE and "inan" in grammemes)):
            continue
        fitting.append(str(one.word))
    # «Высокий», «высочайший» and «высший» are one word there: its forms are those that begin alike.
    return max(fitting, key=lambda form: begins_alike(form, parse.word), default=None)
