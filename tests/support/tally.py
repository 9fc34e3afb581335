"""How often which kind of fault was tried, counted while a test runs and summed up at the end of the run.

A test that fails counts as a loss of each kind that it tried.
"""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Iterable
from enum import Enum

PROPERTY = "faults"
_lock = threading.Lock()
_now: Counter[str] = Counter()


class Fault(Enum):
    """What was done to the program."""

    KILL = "kills at work"
    CUT = "cuts of the network"
    DISK = "faults of the disk"
    HOSTILE = "hostile files and answers"
    WORLD = "clocks, keyrings, other windows"


def count(fault: Fault, times: int = 1) -> None:
    """Note that the test that runs now has tried this."""
    with _lock:
        _now[fault.value] += times


def taken() -> dict[str, int]:
    """What was counted since the last time."""
    with _lock:
        made = dict(_now)
        _now.clear()
    return made


def table(tests: Iterable[tuple[dict[str, int], bool]]) -> list[str]:
    """Lines of the table; for each test what it tried and whether it failed."""
    times: Counter[str] = Counter()
    losses: Counter[str] = Counter()
    for tried, failed in tests:
        times.update(tried)
        losses.update({kind: int(failed) for kind in tried})
    if not times:
        return []
    lines = [f"{'faults tried':<32}{'times':>8}{'losses':>8}"]
    lines += [f"{one.value:<32}{times[one.value]:>8}{losses[one.value]:>8}" for one in Fault if times[one.value]]
    return [*lines, f"{'together':<32}{times.total():>8}{losses.total():>8}"]
