"""Phrases of the lexicon as expressions over normalised text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from attest_desktop.domain.text import normalised

WORD_END = r"(?!\S)"
_MOST_SEEN = 2000
T = TypeVar("T")


class Phrase:
    """A phrase of the lexicon, compiled only when its longest word stands in a text: there are a thousand."""

    __slots__ = ("_compiled", "phrase", "stem")

    def __init__(self, phrase: str) -> None:
        self.phrase = phrase
        needed = (normalised(one.rstrip("*")) for one in phrase.split() if not one.startswith("["))
        self.stem = max(needed, key=len, default="")
        self._compiled: re.Pattern[str] | None = None

    def spans(self, text: str) -> Iterator[tuple[int, int]]:
        """Where the phrase stands in the normalised text, without a space at its end."""
        if self.stem not in text:
            return
        if self._compiled is None:
            self._compiled = pattern_of(self.phrase)
        for match in self._compiled.finditer(text):
            end = match.start() + len(match.group().rstrip())
            if end > match.start():
                yield match.start(), end


def pattern_of(phrase: str) -> re.Pattern[str]:
    """A phrase of the lexicon as an expression over normalised text."""
    pieces = []
    for token in phrase.split():
        optional = token.startswith("[")
        # «№» stays in compared text, so it is a word as any other.
        bare = token.strip("[]")
        piece = re.escape(normalised(bare.rstrip("*"))) + (r"\S*" if bare.endswith("*") else "")
        pieces.append(f"(?:{piece}{WORD_END} ?)?" if optional else f"{piece}{WORD_END} ?")
    return re.compile(r"(?<!\S)" + "".join(pieces))


class Phrases:
    """Phrases any of which may stand in a text; compiled as one expression, the longest first, when first needed.

    Iterating gives the compiled expression. What was asked is remembered: a form repeats its words.
    """

    __slots__ = ("_compiled", "_phrases", "_seen", "_stems")

    def __init__(self, phrases: Iterable[str]) -> None:
        self._phrases = sorted(phrases, key=lambda phrase: -len(phrase.split()))
        self._stems = tuple({Phrase(one).stem for one in self._phrases})
        self._compiled: re.Pattern[str] | None = None
        self._seen: dict[str, bool] = {}

    def __iter__(self) -> Iterator[re.Pattern[str]]:
        if self._compiled is None:
            self._compiled = re.compile("|".join(pattern_of(phrase).pattern for phrase in self._phrases))
        yield self._compiled

    def within(self, text: str) -> bool:
        """Whether one of the phrases is in the normalised text."""
        known = self._seen.get(text)
        if known is None:
            if len(self._seen) >= _MOST_SEEN:
                self._seen.clear()
            likely = any(stem in text for stem in self._stems) if self._phrases else True
            known = self._seen[text] = likely and any(pattern.search(text) for pattern in self)
        return known


def remembered(known: dict[str, T], text: str, ask: Callable[[str], T]) -> T:
    """What is told of the text, asked once; the same texts are asked about again and again."""
    if text not in known:
        if len(known) >= _MOST_SEEN:
            known.clear()
        known[text] = ask(text)
    return known[text]


def union_of(phrases: Iterable[str]) -> Phrases:
    """All phrases as one."""
    return Phrases(phrases)


def any_in(phrases: Phrases, text: str) -> bool:
    """Whether one of the phrases is in the normalised text."""
    return phrases.within(text)
