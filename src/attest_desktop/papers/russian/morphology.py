"""Parts of speech and genders of Russian words, for who reads a text rather than declines it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from attest_desktop.papers.russian.analyser import analyser

_NAMES = ("Surn", "Name", "Patr", "Geox", "Orgn", "Abbr")


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read a word form: part of speech and grammemes as OpenCorpora names them."""

    lemma: str
    part: str
    grammemes: frozenset[str]


@lru_cache(maxsize=20_000)
def readings(word: str) -> tuple[Reading, ...]:
    """The readings of a lower-case word, the likeliest first. May be called from any thread."""
    return tuple(
        Reading(one.normal_form, str(one.tag.POS or ""), frozenset(one.tag.grammemes))
        for one in analyser().parse(word)
    )


def is_common_word(word: str) -> bool:
    """Whether the lower-case word also means a thing, a quality or an act, not only a name."""
    return is_known_word(word) and any(
        not one.grammemes.intersection(_NAMES) and one.part for one in readings(word)
    )


def is_known_word(word: str) -> bool:
    """Whether the dictionary has the lower-case word form; е may stand for ё."""
    return bool(analyser().word_is_known(word))
