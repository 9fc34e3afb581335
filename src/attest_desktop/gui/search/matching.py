"""Finding by words: in any order, by beginnings and initials, with a slip of one letter, on the wrong layout."""

from __future__ import annotations

import heapq
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from attest_desktop.domain.text import words

_LATIN = "`qwertyuiop[]asdfghjkl;'zxcvbnm,.~QWERTYUIOP{}ASDFGHJKL:\"ZXCVBNM<>"
_RUSSIAN = "ёйцукенгшщзхъфывапролджэячсмитьбюЁЙЦУКЕНГШЩЗХЪФЫВАПРОЛДЖЭЯЧСМИТЬБЮ"
_OTHER_LAYOUT = str.maketrans(_LATIN, _RUSSIAN)
# A shorter word with one letter changed is another word.
SHORTEST_SLIP = 4
EXACT, BEGINNING, SLIP, ASIDE = 0.0, 1.0, 3.0, 2.0
LATER_WORD = 0.1
WORST = float("inf")


@dataclass(frozen=True, slots=True)
class Found:
    """The place of what was found among what was indexed; the less `cost`, the better it fits."""

    at: int
    cost: float


def on_russian_layout(text: str) -> str:
    """What the same keys give on the Russian layout: «bdfyjdf» is «иванова»."""
    return text.translate(_OTHER_LAYOUT)


def readings(query: str) -> tuple[tuple[str, ...], ...]:
    """The words that may be meant: as typed and, where there are Latin letters, on the other layout."""
    as_typed = words(query)
    other = words(on_russian_layout(query)) if any("a" <= letter.lower() <= "z" for letter in query) else ()
    return tuple(dict.fromkeys(one for one in (as_typed, other) if one))


def slip(token: str, word: str) -> bool:
    """Whether the word begins like the token but for one letter: changed, left out, added, or two swapped."""
    at = 0
    length, whole = len(token), len(word)
    while at < length and at < whole and token[at] == word[at]:
        at += 1
    if at == length:
        return True
    rest = token[at + 1 :]
    return (
        (at < whole and word.startswith(rest, at + 1))
        or word.startswith(token[at:], at + 1)
        or word.startswith(rest, at)
        or (
            at + 1 < length
            and at + 1 < whole
            and token[at] == word[at + 1]
            and token[at + 1] == word[at]
            and word.startswith(token[at + 2 :], at + 2)
        )
    )


class Index:
    """What can be found, by title and by further words. Made once, asked at each key.

    `entries` are pairs: the title (a person's full name), and words by which it is found too.
    """

    def __init__(self, entries: Iterable[tuple[str, str]]) -> None:
        # Word → where it stands: entry, and how much a hit costs there.
        places: dict[str, list[tuple[int, float]]] = defaultdict(list)
        self._whole: dict[str, list[int]] = defaultdict(list)
        self._names: list[tuple[str, ...]] = []
        for at, (title, further) in enumerate(entries):
            name = words(title)
            self._names.append(name)
            for number, word in enumerate(name):
                places[word].append((at, number * LATER_WORD))
            for word in set(words(further)) - set(name):
                places[word].append((at, ASIDE))
            if len(name) == 3:
                initials = name[1][0] + name[2][0]
                for together in (initials, name[0][0] + initials, initials + name[0][0]):
                    self._whole[together].append(at)
        self._places = dict(places)
        self._vocabulary = sorted(places)

    def __len__(self) -> int:
        return len(self._names)

    def find(self, query: str, most: int = 0) -> list[Found]:
        """What fits every word of the query, the best first; `most` 0 is all. An empty query finds nothing."""
        best: dict[int, float] = {}
        for tokens in readings(query):
            for at, cost in self._fitting(tokens).items():
                if cost < best.get(at, WORST):
                    best[at] = cost
        order = ((cost, self._names[at], at) for at, cost in best.items())
        chosen = heapq.nsmallest(most, order) if most else sorted(order)
        return [Found(at, cost) for cost, _name, at in chosen]

    def _fitting(self, tokens: Sequence[str]) -> dict[int, float]:
        """By exact words and beginnings; slips are looked for only where these find nothing."""
        # The longest word leaves the fewest to look at.
        longest_first = sorted(tokens, key=len, reverse=True)
        for slips in (False, True):
            fitting = self._costs(longest_first[0], slips=slips)
            for token in longest_first[1:]:
                if not fitting:
                    break
                costs = self._costs(token, slips=slips)
                fitting = {at: cost + costs[at] for at, cost in fitting.items() if at in costs}
            if len(tokens) > 1:
                fitting = {at: cost for at, cost in fitting.items() if self._each_its_own(longest_first, at)}
            if fitting:
                return fitting
        return {}

    def _costs(self, token: str, *, slips: bool) -> dict[int, float]:
        costs: dict[int, float] = {}
        for word, cost in self._meant(token, slips=slips and len(token) >= SHORTEST_SLIP):
            for at, further in self._places[word]:
                if cost + further < costs.get(at, WORST):
                    costs[at] = cost + further
        for at in self._whole.get(token, ()):
            costs[at] = EXACT
        return costs

    def _meant(self, token: str, *, slips: bool) -> Iterator[tuple[str, float]]:
        """Known words that begin like the token, each with its cost."""
        if slips:
            for word in self._vocabulary:
                if slip(token, word):
                    yield word, BEGINNING if word.startswith(token) else SLIP
            return
        for at in range(bisect_left(self._vocabulary, token), len(self._vocabulary)):
            word = self._vocabulary[at]
            if not word.startswith(token):
                return
            yield word, EXACT if len(word) == len(token) else BEGINNING

    def _each_its_own(self, longest_first: Sequence[str], at: int) -> bool:
        """Whether single letters stand for words of their own: «Иванова И» wants an «И» besides the surname."""
        if len(longest_first[-1]) > 1:
            return True
        left = list(self._names[at])
        for token in longest_first:
            taken = next((word for word in left if word.startswith(token)), None)
            if taken is not None:
                left.remove(taken)
            elif len(token) == 1:
                return False
        return True
