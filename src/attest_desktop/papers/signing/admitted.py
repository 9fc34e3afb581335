"""The same bytes are looked through once, however many steps of a signing ask whether they are safe."""

from __future__ import annotations

from functools import lru_cache

from attest_desktop.papers.pdf_guards import refuse_unsafe


@lru_cache(maxsize=2)
def refuse_unsafe_once(pdf: bytes) -> None:
    """What `refuse_unsafe` raises, for the file that is being signed; a refusal is told each time anew."""
    refuse_unsafe(pdf)
