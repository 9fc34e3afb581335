"""Pages put into the order of the original, and what is wrong with the set."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence


def in_order(matches: Sequence[int | None]) -> tuple[int, ...]:
    """The places (from 0) of the pages in their right order; a page without a match stays where it was given.

    The same page twice stays together, in the order given.
    """
    known = iter(sorted((page, place) for place, page in enumerate(matches) if page is not None))
    return tuple(place if page is None else next(known)[1] for place, page in enumerate(matches))


def given_out(matches: Sequence[int | None], alike: Sequence[Sequence[int]]) -> tuple[int | None, ...]:
    """The matches, with pages of the original that are printed the same (`alike`) given out in their order.

    What was recognised file by file may name the same one of them again and again.
    """
    given: set[int] = set()
    made = []
    for page, equals in zip(matches, alike, strict=True):
        if page is not None:
            page = next((one for one in sorted(equals) if one not in given), page)
            given.add(page)
        made.append(page)
    return tuple(made)


def missing(matches: Sequence[int | None], count: int) -> tuple[int, ...]:
    """The pages of the original (of so many) that nobody gave."""
    return tuple(page for page in range(1, count + 1) if page not in matches)


def doubled(matches: Sequence[int | None]) -> tuple[int, ...]:
    """The pages of the original that were given more than once."""
    return tuple(sorted(page for page, times in Counter(matches).items() if page is not None and times > 1))
