"""Two hundred conclusions filled and converted, beside one `soffice --convert-to` over two hundred files.

The program has no command for many at once; here its fill and its engine run in a process on each core. The peer
gets the files filled already. In seconds on the wall: both cores are the point.
"""

from __future__ import annotations

import multiprocessing
import os
import statistics
import tempfile
import time
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from attest_desktop.papers.pdf import EngineName, convert
from benchmarks import office, papers
from benchmarks.harness import (
    WALL,
    Line,
    NotMeasuredError,
    Scale,
    Unit,
    not_measured,
    timed,
    times_faster,
    within,
)

WHAT, TARGET = "conclusions filled and converted, both cores", "faster"
LINEAR = 1.15


def _one(number: int) -> tuple[int, float]:
    """A conclusion on the way to its PDF; its size in bytes and what it cost of processor time."""
    began = time.process_time()
    made = convert(papers.filled(number), engine=EngineName.BUILTIN, title="Заключение")
    return len(made.pdf), time.process_time() - began


def _ours(count: int, first: int) -> tuple[float, list[float]]:
    """Seconds until so many of the first were made, the processes' start included; and the cost of each of all."""
    began, first_took = time.perf_counter(), 0.0
    costs: list[float] = []
    with ProcessPoolExecutor(os.cpu_count(), mp_context=multiprocessing.get_context("spawn")) as pool:
        for _, cost in pool.map(_one, range(count), chunksize=max(1, min(5, first // 8))):
            costs.append(cost)
            if len(costs) == first:
                first_took = time.perf_counter() - began
    return first_took, costs


def measure(scale: Scale) -> Sequence[Line]:
    """A thousand in one go, the clock read at the two hundredth; the peer once over two hundred."""
    count, all_of_them = (40, 120) if scale.short else (scale.size(200, 6), scale.size(1000, 20))
    took, costs = _ours(all_of_them, count)
    return [_beside_office(count, took, sum(costs[:count])), _linear(costs)]


def _beside_office(count: int, took: float, cost: float) -> Line:
    what, beside = f"{count} {WHAT}", f"one soffice --convert-to over {count} files"
    with tempfile.TemporaryDirectory(prefix="bench-") as name:
        folder = Path(name)
        files = [folder / f"{number}.docx" for number in range(count)]
        for number, path in enumerate(files):
            path.write_bytes(papers.filled(number))
        try:
            # The profile is made by a first start that does not count.
            office.convert_cold(files[:1], folder, folder / "profile")
            wall, work = timed(lambda: office.convert_cold(files, folder, folder / "profile"))
        except NotMeasuredError as error:
            return not_measured(what, beside, TARGET, str(error))
    why = f"processor time {cost:.1f} s beside {work:.1f} s; the peer's files are filled before"
    return times_faster(what, beside, 1, [took], [wall], clock=WALL, unit=Unit.SECONDS, target=TARGET, why=why)


def _linear(costs: Sequence[float]) -> Line:
    few = max(10, len(costs) // 10)
    first, last = statistics.median(costs[10 : 10 + few]), statistics.median(costs[-few:])
    return within(
        f"growth from 10 to {len(costs)}: a conclusion at the end beside one at the beginning",
        LINEAR,
        last / first,
        [first, last],
        target=f"linear (≤ {LINEAR}×)",
    ).but(ratio=f"{last / first:.2f}×", ours=f"{first * 1000:.0f} ms, then {last * 1000:.0f} ms")
