"""Phrases of the lexicon as expressions over normalised text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from attest_desktop.domain.text import normalised

WORD_END = r"(?!\S)"


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


def union_of(phrases: Iterable[str]) -> tuple[re.Pattern[str], ...]:
    """All phrases as one expression, the longest first."""
    longest = sorted(phrases, key=lambda phrase: -len(phrase.split()))
    return (re.compile("|".join(pattern_of(phrase).pattern for phrase in longest)),)


def any_in(patterns: Iterable[re.Pattern[str]], text: str) -> bool:
    """Whether one of the expressions is in the normalised text."""
    return any(pattern.search(text) for pattern in patterns)
