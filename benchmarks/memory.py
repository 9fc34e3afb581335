"""Memory after the start, beside the same bare window."""

from __future__ import annotations

from collections.abc import Sequence

from benchmarks.harness import Line, Scale, Unit, at_most
from benchmarks.starting import ATTESTEES, started
from benchmarks.window import BESIDE


def measure(scale: Scale) -> Sequence[Line]:
    """Proportional set size once everything is loaded (what processes share counts in part)."""
    ours, bare = started(scale, 3)
    return [
        at_most(
            f"memory after the start, {ATTESTEES} attestees",
            BESIDE,
            1.8,
            ours.memory,
            bare.memory,
            clock="memory",
            unit=Unit.MEGABYTES,
        )
    ]
