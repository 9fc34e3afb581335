"""A cold process to its window ready for input, beside a bare PySide6 window with an empty table."""

from __future__ import annotations

from collections.abc import Sequence

from benchmarks.harness import Line, Scale, at_most, said
from benchmarks.starting import ATTESTEES, started

BESIDE = "a bare PySide6 window with an empty table"


def measure(scale: Scale) -> Sequence[Line]:
    """In processor time since the process was born; the window has been painted and has taken a key."""
    ours, bare = started(scale, 7)
    why = f"with everything loaded {said(ours.loaded)}"
    line = at_most(f"window ready for input, {ATTESTEES} attestees", BESIDE, 1.5, ours.work, bare.work, why=why)
    return [line.with_other(ours.wall, bare.wall)]
