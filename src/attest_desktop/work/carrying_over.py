"""What a colleague changed in the Word file, carried into the texts that the file was made from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from attest_desktop.papers.handover import paired, plain
from attest_desktop.work.draft import DraftText

_QUOTES = str.maketrans("«»„“”", '"""""')
# A shorter line is found only where the paragraph is that line: «Нет» is a part of too much.
_SHORTEST_PART = 12


@dataclass(frozen=True, slots=True)
class CarriedOver:
    """The texts as the file has them. `left` are paragraphs that differ and are none of the texts."""

    text: DraftText
    left: tuple[str, ...] = ()


@dataclass(slots=True)
class _Spot:
    """A paragraph of the file as it was handed over that holds a line of a text, between printed words."""

    slot: int
    line: str
    before: str
    after: str


def carried_over(text: DraftText, handed: Sequence[str], now: Sequence[tuple[str, int | None]]) -> CarriedOver:
    """The texts with the paragraphs changed, added and removed since; `handed` is what the file said then.

    `now` are its paragraphs with the cells that they stand in. A new paragraph belongs to the text that it follows
    or replaces, or that it precedes in the same cell.
    """
    slots = _texts(text)
    spots = _found(slots, handed)
    made: list[list[str]] = [[] for _ in slots]
    left: list[str] = []
    pairs = list(paired(handed, [words for words, _ in now]))
    slot_of: dict[int, int] = {
        new: spots[old].slot for old, new in pairs if old is not None and new is not None and old in spots
    }
    touched: set[int] = set()
    last: int | None = None  # the slot of the paragraph before
    gone: _Spot | None = None  # that paragraph, when it was taken out
    for old, new in pairs:
        spot = spots.get(old) if old is not None else None
        if new is None:
            assert old is not None
            if spot is None:
                left.append(handed[old])
            else:
                touched.add(spot.slot)
            last, gone = (spot.slot, spot) if spot is not None else (None, None)
            continue
        words, cell = now[new]
        if old is None:
            if gone is None and (last is None or cell != now[new - 1][1]):
                last = _slot_after(new, now, slot_of)
            if last is None:
                left.append(words)
            else:
                slot_of[new] = last
                touched.add(last)
                inner = _between(words, gone) if gone is not None else None
                made[last].append(words if inner is None else inner)
            gone = None
            continue
        last, gone = (spot.slot if spot is not None else None), None
        same = plain(handed[old]) == plain(words)
        if spot is None:
            left += [] if same else [words]
            continue
        inner = spot.line if same else _between(words, spot)
        if inner is None:
            left.append(words)
        made[spot.slot].append(spot.line if inner is None else inner)
        touched.update(() if same else (spot.slot,))
    known = {spot.slot for spot in spots.values()}
    became = ["\n".join(made[at]) if at in touched and at in known else former for at, former in enumerate(slots)]
    return CarriedOver(_with_texts(text, became), tuple(left))


def _texts(text: DraftText) -> list[str]:
    conclusion = text.conclusion
    return [
        *(one.topic for one in conclusion.lessons),
        *(one.text for one in conclusion.criteria),
        conclusion.recommendations,
    ]


def _with_texts(text: DraftText, became: Sequence[str]) -> DraftText:
    conclusion = text.conclusion
    rest = iter(became)
    lessons = tuple(replace(one, topic=next(rest)) for one in conclusion.lessons)
    criteria = tuple(replace(one, text=next(rest)) for one in conclusion.criteria)
    return replace(
        text,
        conclusion=replace(conclusion, lessons=lessons, criteria=criteria, recommendations=next(rest)),
    )


def _found(slots: Sequence[str], handed: Sequence[str]) -> dict[int, _Spot]:
    """Where the lines of the texts stand. A text of which a line is not found is left out: it stays as it is."""
    squeezed = [_squeezed(one)[0] for one in handed]
    taken: dict[int, _Spot] = {}
    for number, text in enumerate(slots):
        lines = [line for line in text.split("\n") if line.strip()]
        # On some forms the lines of a text are paragraphs, on others one paragraph holds them all.
        for parts in (lines, [text]) if len(lines) > 1 else (lines,):
            here: dict[int, _Spot] = {}
            for part in parts:
                at = _place(_squeezed(part)[0], squeezed, {*taken, *here}, max(here, default=-1))
                if at is None:
                    break
                before, _, after = squeezed[at].partition(_squeezed(part)[0])
                here[at] = _Spot(number, part, before, after)
            else:
                taken |= here
                break
    return taken


def _place(line: str, squeezed: Sequence[str], taken: set[int], after: int) -> int | None:
    free = [at for at in range(after + 1, len(squeezed)) if at not in taken]
    whole = next((at for at in free if squeezed[at] == line), None)
    if whole is not None or len(line) < _SHORTEST_PART:
        return whole
    return next((at for at in free if line in squeezed[at]), None)


def _slot_after(new: int, now: Sequence[tuple[str, int | None]], slot_of: dict[int, int]) -> int | None:
    """The text that follows in the same cell; None when there is none."""
    cell = now[new][1]
    for at in range(new + 1, len(now)) if cell is not None else ():
        if now[at][1] != cell:
            break
        if at in slot_of:
            return slot_of[at]
    return None


def _between(words: str, spot: _Spot) -> str | None:
    """The text between the printed words of its paragraph; None when those were changed too."""
    squeezed, places = _squeezed(words)
    end = len(squeezed) - len(spot.after)
    start = len(spot.before)
    if start > end or not squeezed.startswith(spot.before) or not squeezed.endswith(spot.after):
        return None
    return words[places[start] : places[end - 1] + 1] if end > start else ""


def _squeezed(text: str) -> tuple[str, list[int]]:
    """The text without what forms change: spaces, kinds of quotes and hyphens; and where each letter stood."""
    kept = [(letter, at) for at, letter in enumerate(text) if not letter.isspace()]
    letters = "".join(letter for letter, _ in kept).replace("\u2011", "-").translate(_QUOTES)
    return letters, [at for _, at in kept]
