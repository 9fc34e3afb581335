"""Pages bound into a file no larger than it may be: pictures are made coarser only when they must, in steps."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from attest_desktop.domain.progress import Cancelled, Progress, stop_if
from attest_desktop.papers.scans.book import Leaf, bound
from attest_desktop.papers.scans.shrinking import Fineness, smaller


@dataclass(frozen=True, slots=True, eq=False)
class Bound:
    """The PDF, how fine its pictures stayed, and which of its pages (from 0) were made coarser."""

    pdf: bytes
    fineness: Fineness
    coarser: frozenset[int]


def bound_within(
    leaves: Sequence[Leaf], most_bytes: int, *, title: str, progress: Progress, cancelled: Cancelled
) -> Bound:
    """One PDF of the pages, as fine as it may be; larger than `most_bytes` when the coarsest still is.

    `progress` runs from 0 to 1. Raises CancelledError.
    """
    progress("Собираем файл…", 0.0)
    made = Bound(bound(leaves, title=title), Fineness.FULL, frozenset())
    for fineness in (Fineness.GOOD, Fineness.COARSE):
        if len(made.pdf) <= most_bytes:
            break
        shrunk: list[Leaf] = []
        for number, leaf in enumerate(leaves):
            stop_if(cancelled)
            progress("Уменьшаем файл…", number / len(leaves))
            shrunk.append(smaller(leaf, fineness))
        coarser = frozenset(number for number, leaf in enumerate(leaves) if shrunk[number] is not leaf)
        made = Bound(bound(shrunk, title=title), fineness, coarser)
    return made
