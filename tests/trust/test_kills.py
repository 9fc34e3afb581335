"""The program is killed while it works: the next start finds all that it had accepted, and nothing false."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest

from attest_desktop.practice import PracticeServer
from tests.conftest import TOLD
from tests.trust.checking import check
from tests.trust.killing import at_work, chosen_kill, strace_is_there
from tests.trust.works import WORKS

FEW = 2
MANY = int(os.environ.get("KILLS", "80"))  # for each of the works

pytestmark = [
    pytest.mark.skipif(not strace_is_there(), reason="chosen instants need strace"),
    # The service's own uploads, which come only to their half.
    pytest.mark.filterwarnings("ignore:Exception ignored in. <function SpooledTemporaryFile"),
]


def _kill_again_and_again(
    name: str, times: int, chance: Random, begin: Path, tmp_path: Path, server: PracticeServer
) -> tuple[int, int]:
    """How many of how many kills hit the work before its end; any loss fails."""
    server.reset()
    whole = tmp_path / "whole"
    shutil.copytree(begin, whole)
    began = time.perf_counter()
    ended = at_work(name, whole, server.url, None)
    seconds = time.perf_counter() - began
    check(name, whole, server, ended.told)
    shutil.rmtree(whole)
    hits = 0
    for number in range(times):
        server.reset()
        folder = tmp_path / f"{number}"
        shutil.copytree(begin, folder)
        kill = chosen_kill(ended.calls, seconds, chance)
        left = at_work(name, folder, server.url, kill)
        try:
            check(name, folder, server, left.told)
        except BaseException as fault:
            fault.add_note(f"{name}, killed at {kill}, had told {left.told}")
            raise
        hits += left.killed
        shutil.rmtree(folder)
    return hits, times


@pytest.mark.parametrize("name", WORKS)
def test_nothing_is_lost_by_a_kill(
    name: str,
    beginnings: dict[str, Path],
    tmp_path: Path,
    server: PracticeServer,
    record_property: Callable[[str, object], None],
) -> None:
    hits, times = _kill_again_and_again(name, FEW, Random(name), beginnings[name], tmp_path, server)
    record_property(TOLD, f"kills, {name}: {hits} of {times} hit the work, 0 losses")


@pytest.mark.slow
@pytest.mark.timeout(1800)
@pytest.mark.parametrize("name", WORKS)
def test_nothing_is_lost_by_many_kills(
    name: str,
    beginnings: dict[str, Path],
    tmp_path: Path,
    server: PracticeServer,
    record_property: Callable[[str, object], None],
) -> None:
    seed = int(os.environ.get("KILL_SEED", time.time_ns()))
    hits, times = _kill_again_and_again(name, MANY, Random(f"{name} {seed}"), beginnings[name], tmp_path, server)
    record_property(TOLD, f"kills, {name}: {hits} of {times} hit the work, 0 losses (KILL_SEED={seed})")
