"""The same bytes are looked through once, however many steps of a signing ask whether they are safe."""

from __future__ import annotations

from functools import lru_cache

from attest_desktop.papers.pdf_guards import refuse_unsafe

# A scan of many pages is not kept in memory for this.
_LARGEST_KEPT = 4_000_000


def refuse_unsafe_once(pdf: bytes) -> None:
    """What `refuse_unsafe` raises, for the file that is being signed; a refusal is told each time anew."""
    if len(pdf) <= _LARGEST_KEPT:
        passed(pdf)
    else:
        refuse_unsafe(pdf)


@lru_cache(maxsize=2)
def passed(pdf: bytes) -> None:
    """Raise what `refuse_unsafe` does; who has passed is not looked through again."""
    refuse_unsafe(pdf)
