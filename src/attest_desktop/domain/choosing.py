"""Which of the offered words a person means: exact words first, then looser ones, never a guess."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from difflib import SequenceMatcher

from attest_desktop.domain.text import normalised, one_line, without_brackets, words

_NEAR = 0.4


def _bare(text: str) -> str:
    return normalised(without_brackets(text))


def _words(text: str) -> frozenset[str]:
    """Words as a set; «№4», «№ 4» and «4» are the same number."""
    return frozenset(words(text.replace("№", " ")))


_LEVELS: tuple[Callable[[str], str], ...] = (
    one_line,
    normalised,
    lambda text: normalised(text).replace(" ", ""),
    _bare,
)


def fitting(wanted: str, offered: Sequence[str]) -> tuple[int, ...]:
    """Places of the texts that fit best: word for word, else but for case, ё/е, brackets and spaces, else those
    that hold every wanted word. One place is an answer, several are an ambiguity, none is no fit.
    """
    for spelt in _LEVELS:
        meant = spelt(wanted)
        found = tuple(place for place, text in enumerate(offered) if meant and spelt(text) == meant)
        if found:
            return found
    meant_words = _words(wanted)
    if not meant_words:
        return ()
    return tuple(place for place, text in enumerate(offered) if meant_words <= _words(text))


def nearest(wanted: str, offered: Sequence[str], most: int = 12) -> tuple[str, ...]:
    """Texts to suggest in place of one that is not offered, nearest first; a short list comes whole."""
    distinct = list(dict.fromkeys(offered))
    if len(distinct) <= most:
        return tuple(distinct)
    meant = normalised(wanted)

    def closeness(text: str) -> float:
        said = normalised(text)
        shared = frozenset(meant.split()) & frozenset(said.split())
        return SequenceMatcher(None, meant, said).ratio() + 0.3 * len(shared)

    ranked = sorted(((closeness(text), text) for text in distinct), key=lambda one: -one[0])
    return tuple(text for score, text in ranked[: most // 2] if score >= _NEAR)
