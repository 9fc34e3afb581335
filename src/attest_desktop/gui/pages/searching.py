"""Where on the pages some words stand."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import accumulate

from attest_desktop.papers.rendering import Character

# Enough letters to mean one spot, few enough that a page break seldom falls among them.
LONGEST = 40
SHORTEST = 3
HEADINGS = (160, 80, 40)


@dataclass(frozen=True, slots=True)
class Sought:
    """The words to find, and the heading after which they stand (empty: anywhere) with its number."""

    words: str
    after: str = ""
    number: str = ""


def squeezed(text: str) -> str:
    """The text without any white space: lines break elsewhere on paper than in the form."""
    return "".join(text.split())


def needles(words: str) -> tuple[str, ...]:
    """What to look for, the surest first: the last letters of the words without spaces, then fewer of them."""
    letters = squeezed(words)[-LONGEST:]
    found = [letters[-length:] for length in (LONGEST, LONGEST // 2, LONGEST // 4) if len(letters) >= SHORTEST]
    return tuple(dict.fromkeys(found))


def beginnings(heading: str, number: str = "") -> tuple[str, ...]:
    """What of a heading to look for, the surest first: two may begin alike, and a page may end within one."""
    letters = squeezed(heading.rstrip("…"))
    if not letters:
        return ()
    long, short = [letters[:length] for length in HEADINGS], letters[: HEADINGS[-1] // 2]
    numbered = [f"{number}{mark}{short}" for mark in ("", ".", ")")] if number else []
    return tuple(dict.fromkeys([long[0], *numbered, *long[1:]]))


def place_of(texts: Sequence[str], sought: Sought) -> tuple[int, int] | None:
    """Page (from 1) and number of the letter in it (white space not counted) where the words end.

    Words that are not written yet are where their heading is.
    """
    plain = [squeezed(text) for text in texts]
    whole = "".join(plain)
    heading, begin = "", 0
    for heading in beginnings(sought.after, sought.number):
        begin = whole.find(heading)
        if begin >= 0:
            break
    end = begin + len(heading) if heading and begin >= 0 else -1
    for needle in needles(sought.words):
        at = whole.find(needle, max(0, begin))
        if at >= 0:
            end = at + len(needle)
            break
    if end < 0:
        return None
    ends = list(accumulate(len(one) for one in plain))
    page = next(number for number, last in enumerate(ends) if end <= last)
    return page + 1, end - (ends[page] - len(plain[page]))


def spot_of(
    texts: Sequence[str], characters: Callable[[int], Sequence[Character]], sought: Sought
) -> tuple[int, float, float] | None:
    """Page, left and bottom (points) of the end of the words; None when they are not on the pages."""
    found = place_of(texts, sought)
    if found is None:
        return None
    page, count = found
    printed = [one for one in characters(page) if one.text.strip()]
    if not printed:
        return None
    last = printed[min(max(count, 1), len(printed)) - 1]
    return page, last.left, last.bottom
