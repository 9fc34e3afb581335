"""Parts of speech and genders of Russian words; the dictionary is loaded at its first use."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

_LOCK = threading.Lock()
_NAMES = ("Surn", "Name", "Patr", "Geox", "Orgn", "Abbr")


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read a word form: part of speech and grammemes as OpenCorpora names them."""

    lemma: str
    part: str
    grammemes: frozenset[str]


@lru_cache(maxsize=1)
def _analyser() -> Any:
    # Loading takes a fifth of a second and some memory: only who checks a text pays for it.
    import pymorphy3

    return pymorphy3.MorphAnalyzer(lang="ru")


@lru_cache(maxsize=20_000)
def readings(word: str) -> tuple[Reading, ...]:
    """The readings of a lower-case word, the likeliest first. May be called from any thread."""
    with _LOCK:
        return tuple(
            Reading(one.normal_form, str(one.tag.POS or ""), frozenset(one.tag.grammemes))
            for one in _analyser().parse(word)
        )


def is_common_word(word: str) -> bool:
    """Whether the lower-case word also means a thing, a quality or an act, not only a name."""
    with _LOCK:
        known = _analyser().word_is_known(word)
    return known and any(not one.grammemes.intersection(_NAMES) and one.part for one in readings(word))


def is_known_word(word: str) -> bool:
    """Whether the dictionary has the lower-case word form; е may stand for ё."""
    with _LOCK:
        return bool(_analyser().word_is_known(word))
