"""Two states of a text, paragraph by paragraph and word by word."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import Enum

from attest_desktop.papers.handover.content import plain

# Above this many words the pairing of words takes too long: then the whole paragraph counts as rewritten.
_MOST_WORDS = 1_500
_ALIKE = 0.4
_WORD = re.compile(r"\s+|\w+|[^\w\s]")


class ChangeKind(Enum):
    """What became of a paragraph, or of a few words."""

    SAME = "same"
    REMOVED = "removed"
    ADDED = "added"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words: SAME, REMOVED or ADDED."""

    kind: ChangeKind
    text: str


@dataclass(frozen=True, slots=True)
class Change:
    """A paragraph that differs; `number` counts the paragraphs of the newer text from 1."""

    kind: ChangeKind
    number: int
    pieces: tuple[Piece, ...]

    @property
    def before(self) -> str:
        """The paragraph as it was; empty when it is new."""
        return "".join(piece.text for piece in self.pieces if piece.kind is not ChangeKind.ADDED)

    @property
    def after(self) -> str:
        """The paragraph as it is; empty when it is gone."""
        return "".join(piece.text for piece in self.pieces if piece.kind is not ChangeKind.REMOVED)


def compared(before: Sequence[str], after: Sequence[str]) -> tuple[Change, ...]:
    """The paragraphs that differ, in reading order; empty when the texts say the same."""
    return tuple(_changes(before, after))


def _changes(before: Sequence[str], after: Sequence[str]) -> Iterator[Change]:
    matcher = SequenceMatcher(None, [plain(one) for one in before], [plain(one) for one in after], autojunk=False)
    for tag, old_from, old_to, new_from, new_to in matcher.get_opcodes():
        if tag == "equal":
            continue
        old, new = list(before[old_from:old_to]), list(after[new_from:new_to])
        for place in range(max(len(old), len(new))):
            was = old[place] if place < len(old) else ""
            now = new[place] if place < len(new) else ""
            number = min(new_from + place, len(after) - 1) + 1
            if was and now and _alike(was, now):
                yield Change(ChangeKind.CHANGED, number, tuple(_pieces(was, now)))
                continue
            if was:
                yield Change(ChangeKind.REMOVED, number, (Piece(ChangeKind.REMOVED, was),))
            if now:
                yield Change(ChangeKind.ADDED, number, (Piece(ChangeKind.ADDED, now),))


def _alike(was: str, now: str) -> bool:
    return SequenceMatcher(None, was[:2000], now[:2000], autojunk=False).quick_ratio() > _ALIKE


def _pieces(was: str, now: str) -> Iterator[Piece]:
    old, new = _WORD.findall(was), _WORD.findall(now)
    if len(old) + len(new) > _MOST_WORDS * 2:
        yield Piece(ChangeKind.REMOVED, was)
        yield Piece(ChangeKind.ADDED, now)
        return
    for tag, old_from, old_to, new_from, new_to in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            yield Piece(ChangeKind.SAME, "".join(new[new_from:new_to]))
            continue
        if old_to > old_from:
            yield Piece(ChangeKind.REMOVED, "".join(old[old_from:old_to]))
        if new_to > new_from:
            yield Piece(ChangeKind.ADDED, "".join(new[new_from:new_to]))
