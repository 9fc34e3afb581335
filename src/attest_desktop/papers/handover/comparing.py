"""Two states of a text, paragraph by paragraph and word by word."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from enum import Enum

from attest_desktop.papers.handover.content import plain

# Above this many words the pairing of words takes too long: then the whole paragraph counts as rewritten.
_MOST_WORDS = 1_500
_ALIKE = 0.4
# How far ahead the counterpart of a rewritten paragraph is looked for.
_REACH = 12
_LETTERS = re.compile(r"\w+")
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
    """A paragraph that differs; `number` counts the paragraphs of the newer text from 1.

    `near` is the last paragraph above it, in the newer text, that has words to know the place by; empty for none.
    """

    kind: ChangeKind
    number: int
    pieces: tuple[Piece, ...]
    near: str = ""

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
    return tuple(replace(one, near=_near(after, one.number)) for one in _changes(before, after))


def paired(before: Sequence[str], after: Sequence[str]) -> Iterator[tuple[int | None, int | None]]:
    """All paragraphs of both in reading order, by index: with the counterpart, gone (x, None) or new (None, x)."""
    matcher = SequenceMatcher(None, [plain(one) for one in before], [plain(one) for one in after], autojunk=False)
    for tag, old, old_to, new, new_to in matcher.get_opcodes():
        if tag == "equal":
            yield from zip(range(old, old_to), range(new, new_to), strict=True)
            continue
        for was in range(old, old_to):
            near = range(new, min(new_to, new + _REACH))
            now = next((one for one in near if _alike(before[was], after[one])), None)
            if now is None:
                yield was, None
                continue
            yield from ((None, one) for one in range(new, now))
            yield was, now
            new = now + 1
        yield from ((None, one) for one in range(new, new_to))


def _near(after: Sequence[str], number: int) -> str:
    above = (after[place] for place in range(min(number - 1, len(after)) - 1, -1, -1))
    return next((one for one in above if len(_LETTERS.findall(one)) > 1), "")


def _changes(before: Sequence[str], after: Sequence[str]) -> Iterator[Change]:
    number = 0
    gone: list[str] = []
    for was, now in paired(before, after):
        if now is None:
            assert was is not None
            gone.append(before[was])
            continue
        if was is None and gone:
            # Written anew in the place of another.
            pieces = (Piece(ChangeKind.REMOVED, gone.pop(0)), Piece(ChangeKind.ADDED, after[now]))
            yield Change(ChangeKind.CHANGED, now + 1, pieces)
        elif was is None:
            yield Change(ChangeKind.ADDED, now + 1, (Piece(ChangeKind.ADDED, after[now]),))
        else:
            yield from _removed(gone, number + 1)
            gone = []
            if plain(before[was]) != plain(after[now]):
                yield Change(ChangeKind.CHANGED, now + 1, tuple(_pieces(before[was], after[now])))
        number = now + 1
    yield from _removed(gone, max(1, min(number + 1, len(after))))


def _removed(paragraphs: Sequence[str], number: int) -> Iterator[Change]:
    for text in paragraphs:
        yield Change(ChangeKind.REMOVED, number, (Piece(ChangeKind.REMOVED, text),))


def _alike(was: str, now: str) -> bool:
    # Any two Russian sentences are alike by their letters: their words tell.
    old, new = (_LETTERS.findall(one)[:_MOST_WORDS] for one in (was, now))
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    return matcher.quick_ratio() > _ALIKE and matcher.ratio() > _ALIKE


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
