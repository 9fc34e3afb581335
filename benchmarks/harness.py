"""What all rows share: ours and the peer in turn in one run, both clocks, medians with spread, and the verdict.

Two clocks are read at once. `wall` is what a person waits. `work` is processor time of this process and of the
children that ended meanwhile: what else runs on the machine does not count. Each row says which one decides.
"""

from __future__ import annotations

import gc
import os
import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from enum import Enum
from typing import Any

WALL, WORK = "wall clock", "processor time"


class Unit(Enum):
    """How numbers are printed."""

    SECONDS = "s"
    MILLISECONDS = "ms"
    MEGABYTES = "MB"
    REQUESTS = "requests"


class NotMeasuredError(Exception):
    """The row, or its peer, cannot be measured here; the text says why."""


@dataclass(frozen=True, slots=True)
class Taken:
    """Seconds of each run by both clocks."""

    wall: list[float] = field(default_factory=list)
    work: list[float] = field(default_factory=list)

    def by(self, clock: str) -> list[float]:
        """The runs by the clock that decides."""
        return self.wall if clock == WALL else self.work


@dataclass(frozen=True, slots=True)
class Line:
    """One comparison as it stands in the table; `reached` None: not measured, and `why` says so.

    `ours` and `peer` are samples in `unit`; `ratio` is put as the target is («3.1× faster», «1.2×»).
    """

    what: str
    beside: str
    target: str
    reached: bool | None
    ratio: str = "—"
    ours: str = "—"
    peer: str = "—"
    clock: str = ""
    why: str = ""

    def but(self, **changes: Any) -> Line:
        """The same line with other words or another verdict."""
        return replace(self, **changes)

    def with_other(self, ours: Sequence[float], peer: Sequence[float]) -> Line:
        """The same line with what a person waited (seconds) told beside, where processor time decides."""
        waits = f"waited {said(ours)} beside {said(peer)}"
        return replace(self, why=f"{waits}. {self.why}" if self.why else waits)


@dataclass(frozen=True, slots=True)
class Scale:
    """How much is run: `quick` shows only that the benchmarks work, `short` takes a third of the runs."""

    quick: bool = False
    short: bool = False

    def runs(self, usual: int) -> int:
        """So many runs, two when quick."""
        if self.quick:
            return min(2, usual)
        return max(min(2, usual), usual // 3) if self.short else usual

    def size(self, usual: int, least: int) -> int:
        """So many things, the least when quick."""
        return least if self.quick else usual


def timed(action: Callable[[], object]) -> tuple[float, float]:
    """Seconds by the wall and of processor time, ended children included."""
    gc.collect()
    before, began = os.times(), time.perf_counter()
    own = time.process_time()
    action()
    wall, work = time.perf_counter() - began, time.process_time() - own
    after = os.times()
    children = after.children_user + after.children_system - before.children_user - before.children_system
    return wall, work + children


def in_turn(runs: int, *actions: Callable[[], object], warm: int = 1) -> list[Taken]:
    """Each action so many times, one after the other in every round, after rounds that are not counted."""
    taken = [Taken() for _ in actions]
    for number in range(-warm, runs):
        # Whoever comes second may find the machine warmer; the order changes with every round.
        order = list(enumerate(actions))
        for place, action in order if number % 2 else reversed(order):
            wall, work = timed(action)
            if number >= 0:
                taken[place].wall.append(wall)
                taken[place].work.append(work)
    return taken


def quantile(samples: Sequence[float], share: float) -> float:
    """The sample below which this share lies (nearest rank)."""
    ordered = sorted(samples)
    return ordered[min(len(ordered) - 1, max(0, round(share * len(ordered) + 0.5) - 1))]


def said(samples: Sequence[float], unit: Unit = Unit.MILLISECONDS) -> str:
    """The median and the spread: «12.3 ms (11.9–14.0, 9 runs)»; samples of time are seconds."""
    scale = 1000.0 if unit is Unit.MILLISECONDS else 1.0
    middle, low, high = (scale * one for one in (statistics.median(samples), min(samples), max(samples)))
    digits = 0 if middle >= 100 else 1 if middle >= 10 else 2
    numbers = f"{middle:.{digits}f} {unit.value}"
    return f"{numbers} ({low:.{digits}f}–{high:.{digits}f}, {len(samples)} runs)" if len(samples) > 1 else numbers


def at_most(
    what: str,
    beside: str,
    limit: float,
    ours: Sequence[float],
    peer: Sequence[float],
    *,
    clock: str = WORK,
    unit: Unit = Unit.MILLISECONDS,
    target: str = "",
    why: str = "",
) -> Line:
    """The median of ours may be so many times the peer's."""
    ratio = statistics.median(ours) / statistics.median(peer)
    return Line(
        what,
        beside,
        target or f"≤ {limit:g}×",
        ratio <= limit,
        f"{ratio:.2f}×",
        said(ours, unit),
        said(peer, unit),
        clock,
        why,
    )


def times_faster(
    what: str,
    beside: str,
    least: float,
    ours: Sequence[float],
    peer: Sequence[float],
    *,
    clock: str = WORK,
    unit: Unit = Unit.MILLISECONDS,
    target: str = "",
    why: str = "",
) -> Line:
    """The peer's median must be so many times ours; 1 is «not slower»."""
    ratio = statistics.median(peer) / statistics.median(ours)
    words = target or (f"≥ {least:g}× faster" if least > 1 else "not slower")
    return Line(
        what, beside, words, ratio >= least, f"{ratio:.2f}× faster", said(ours, unit), said(peer, unit), clock, why
    )


def within(
    what: str,
    limit: float,
    measured: float,
    samples: Sequence[float],
    *,
    clock: str = WORK,
    unit: Unit = Unit.MILLISECONDS,
    target: str = "",
    why: str = "",
) -> Line:
    """A figure of ours (seconds, or in `unit`) that has a limit and no peer."""
    share = measured / limit
    return Line(
        what,
        "—",
        target or f"≤ {said([limit], unit)}",
        measured <= limit,
        f"{share:.2f} of the limit",
        said(samples, unit),
        "—",
        clock,
        why,
    )


def not_measured(what: str, beside: str, target: str, why: str) -> Line:
    """A line without figures, and why."""
    return Line(what, beside, target, None, why=why)
