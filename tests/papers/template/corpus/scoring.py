"""How well found blanks agree with the truth: matched by the words of their labels, one to one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from attest_desktop.papers.template import Blank
from tests.papers.template.corpus.model import Expected

_ENOUGH = 0.62


@dataclass(slots=True)
class Score:
    """Pairs of truth and found, what was missed, what was found in excess."""

    pairs: list[tuple[Expected, Blank]] = field(default_factory=list)
    missed: list[Expected] = field(default_factory=list)
    excess: list[Blank] = field(default_factory=list)


def score(truth: Sequence[Expected], found: Sequence[Blank]) -> Score:
    """Truth and found blanks matched, the most alike first."""
    candidates = []
    for at, wanted in enumerate(truth):
        for place, blank in enumerate(found):
            alike = _alike(wanted, blank)
            if alike >= _ENOUGH:
                kind = 0.05 if wanted.kind == blank.kind.value else 0.0
                apart = 0.02 * abs(at / len(truth) - place / len(found))
                candidates.append((alike + kind - apart, at, place))
    pairs: dict[int, int] = {}
    for _, at, place in sorted(candidates, reverse=True):
        if at not in pairs and place not in pairs.values():
            pairs[at] = place
    result = Score([(truth[at], found[place]) for at, place in sorted(pairs.items()) if not truth[at].optional])
    result.missed = [one for at, one in enumerate(truth) if at not in pairs and not one.optional]
    spared = [one for one in truth if one.repeat or one.optional]
    for place, blank in enumerate(found):
        if place not in pairs.values() and not any(_alike(one, blank) >= _ENOUGH for one in spared):
            result.excess.append(blank)
    return result


def _alike(wanted: Expected, blank: Blank) -> float:
    return max(_likeness(_plain(one), _plain(blank.label)) for one in (wanted.label, *wanted.aka))


def _plain(label: str) -> str:
    return " ".join(re.sub(r"[^0-9a-zа-я№]+", " ", label.lower().replace("ё", "е")).split())


def _likeness(one: str, other: str) -> float:
    if not one or not other:
        return 0.0
    if one == other:
        return 1.0
    first, second = set(one.split()), set(other.split())
    fewer = min(first, second, key=lambda words: sum(map(len, words)))
    long = sum(map(len, fewer))
    ratio = SequenceMatcher(None, one, other, autojunk=False).ratio()
    shared = sum(len(word) for word in first & second) / max(1, long)
    return ratio if long < 3 else max(ratio, (0.9 if shared > 0.99 else 0.8) * shared)
