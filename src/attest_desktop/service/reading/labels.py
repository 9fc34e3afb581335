"""Comparing what stands on the page with the labels known from the decks.

Every match carries its confidence (0 to 1) and the reason, so that a person can judge why a thing was recognised.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from attest_desktop.domain.text import normalised, without_brackets

ENOUGH = 0.6
"""Below this confidence nothing is recognised."""
TIE = 0.02
"""Two candidates nearer than this cannot be told apart, unless one of them fits word for word."""
_SMALL = frozenset(
    {"и", "в", "во", "на", "к", "ко", "о", "об", "по", "или", "для", "с", "со", "от", "из", "у", "за", "при", "г"}
)
_LONGEST = 200  # of a text that can be a label


@dataclass(frozen=True, slots=True)
class Match:
    """A label that was recognised: which, how surely (0 to 1), and why (Russian)."""

    label: str
    confidence: float
    reason: str


def _alike(one: str, other: str) -> bool:
    """Whether two words differ in their endings only."""
    if one == other:
        return True
    common = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        common += 1
    return common >= 3 and common >= 0.75 * max(len(one), len(other))


@lru_cache(maxsize=8192)
def _content_words(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(word for word in normalised(text).split() if word not in _SMALL))


@lru_cache(maxsize=8192)
def _stems(text: str) -> frozenset[str]:
    """What words alike must share: whole short words, the first three letters of longer ones."""
    return frozenset(word[:3] for word in _content_words(text))


class Weights:
    """How much a word tells: words that many labels share tell little."""

    def __init__(self, vocabulary: Mapping[str, Iterable[str]]) -> None:
        self._keys = [
            tuple(dict.fromkeys(word for label in labels for word in _content_words(label)))
            for labels in vocabulary.values()
        ]
        self._counted: dict[str, float] = {}

    def of(self, word: str) -> float:
        """Weight of a word, 1 for a word of one label or of none."""
        if word not in self._counted:
            self._counted[word] = self._count(word)
        return self._counted[word]

    def _count(self, word: str) -> float:
        count = sum(any(_alike(word, known) for known in known_words) for known_words in self._keys)
        return 1.0 / max(1, count)


@lru_cache(maxsize=16)
def _weights(vocabulary: tuple[tuple[str, tuple[str, ...]], ...]) -> Weights:
    """Counted once for a vocabulary, not once for every row that may be a header."""
    return Weights(dict(vocabulary))


_EVEN = Weights({})


def _overlap(text: str, label: str, weights: Weights) -> float:
    if _stems(text).isdisjoint(_stems(label)):
        return 0.0
    left, right = list(_content_words(text)), list(_content_words(label))
    both = 0.0
    unmatched = 0.0
    for word in left:
        partner = next((other for other in right if _alike(word, other)), None)
        if partner is None:
            unmatched += weights.of(word)
        else:
            right.remove(partner)
            both += weights.of(word)
    whole = both + unmatched + sum(weights.of(word) for word in right)
    return both / whole if whole else 0.0


def compare(text: str, label: str, weights: Weights = _EVEN) -> Match | None:
    """How well the text fits one label; None when not at all."""
    if len(text) > _LONGEST:
        return None
    said, wanted = normalised(text), normalised(label)
    if not said or not wanted:
        return None
    if said == wanted:
        return Match(label, 1.0, "слово в слово")
    if said.replace(" ", "") == wanted.replace(" ", ""):
        return Match(label, 0.98, "слово в слово, кроме пробелов")
    bare, bare_label = normalised(without_brackets(text)), normalised(without_brackets(label))
    if bare and bare == bare_label:
        return Match(label, 0.95, "без слов в скобках")
    if f"{said} ".startswith(f"{wanted} "):
        # The less is added, the surer: «Пароль *» against «Пароль для просмотра».
        return Match(label, 0.7 + 0.2 * len(wanted) / len(said), "начинается этими словами")
    score = max(_overlap(text, label, weights), _overlap(without_brackets(text), without_brackets(label), weights))
    confidence = 0.9 * score
    if confidence < ENOUGH:
        return None
    return Match(label, confidence, "почти те же слова")


def match(text: str, labels: Iterable[str], weights: Weights = _EVEN) -> Match | None:
    """The best fitting of several spellings of one label; None when none fits well enough."""
    return _best_match(text, tuple(labels), weights) if len(text) <= _LONGEST else None


# The same few words stand on each page, and a page is read again before and after each step.
@lru_cache(maxsize=16384)
def _best_match(text: str, labels: tuple[str, ...], weights: Weights) -> Match | None:
    found = [one for label in labels if (one := compare(text, label, weights)) and one.confidence >= ENOUGH]
    return max(found, key=lambda one: one.confidence, default=None)


def contains(text: str, phrases: Iterable[str]) -> bool:
    """Whether one of the phrases stands in the text as whole words."""
    said = f" {normalised(text)} "
    return any(f" {wanted} " in said for phrase in phrases if (wanted := normalised(phrase)))


def assign(
    texts: Sequence[Iterable[str]], vocabulary: Mapping[str, Sequence[str]]
) -> tuple[dict[str, tuple[int, Match]], tuple[str, ...]]:
    """Give each key of the vocabulary at most one place, best fits first; each place has one or more spellings.

    Returns the places by key, and the keys for which several places fit equally well: those are left out.
    """
    weights = _weights(tuple((key, tuple(labels)) for key, labels in vocabulary.items()))
    fits: list[tuple[float, int, str, Match]] = []
    known: dict[tuple[str, str], Match | None] = {}
    for place, spellings in enumerate(texts):
        tried = tuple(spellings)
        for key, labels in vocabulary.items():
            for text in tried:
                if (text, key) not in known:
                    known[text, key] = match(text, labels, weights)
            found = [one for text in tried if (one := known[text, key])]
            if found:
                best = max(found, key=lambda one: one.confidence)
                fits.append((best.confidence, place, key, best))
    fits.sort(key=lambda fit: (-fit[0], fit[1]))
    given: dict[str, tuple[int, Match]] = {}
    unclear: list[str] = []
    taken: set[int] = set()
    for confidence, place, key, best in fits:
        if key in given or key in unclear or place in taken:
            continue
        rivals = [
            other
            for other_confidence, other, other_key, _ in fits
            if other_key == key and other != place and other not in taken and confidence - other_confidence < TIE
        ]
        if rivals:
            unclear.append(key)
            continue
        given[key] = (place, best)
        taken.add(place)
    return given, tuple(unclear)
