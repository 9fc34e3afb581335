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
from tests.trust.killing import Kill, at_work, chosen_kill, strace_is_there
from tests.trust.works import WORKS

# Where each of the works is killed in the usual run: in the midst of writing.
USUAL = {
    "typing": Kill(call="pwrite64", nth=60),
    "finishing": Kill(call="pwrite64", nth=12),
    "sending": Kill(call="pwrite64", nth=25),
    "refreshing_table": Kill(call="pwrite64", nth=6),
    "backing_up": Kill(call="rename", nth=2),
    "restoring": Kill(call="rename", nth=1),
    "migrating": Kill(call="pwrite64", nth=30),
    "saving_files": Kill(call="rename", nth=5),
}
MANY = int(os.environ.get("KILLS", "80"))  # for each of the works

pytestmark = [
    pytest.mark.skipif(not strace_is_there(), reason="chosen instants need strace"),
    # The service's own uploads, which come only to their half.
    pytest.mark.filterwarnings("ignore:Exception ignored in. <function SpooledTemporaryFile"),
]


def _killed(name: str, kill: Kill, begin: Path, folder: Path, server: PracticeServer) -> bool:
    """Whether the kill hit the work before its end; any loss fails."""
    server.reset()
    shutil.copytree(begin, folder)
    left = at_work(name, folder, server.url, kill)
    try:
        check(name, folder, server, left.told)
    except BaseException as fault:
        fault.add_note(f"{name}, killed at {kill}, had told {left.told}")
        raise
    shutil.rmtree(folder)
    return left.killed


@pytest.mark.parametrize("name", WORKS)
def test_nothing_is_lost_by_a_kill(
    name: str, beginnings: dict[str, Path], tmp_path: Path, server: PracticeServer
) -> None:
    assert _killed(name, USUAL[name], beginnings[name], tmp_path / "killed", server), "it was done before"


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
    chance = Random(f"{name} {seed}")
    server.reset()
    whole = tmp_path / "whole"
    shutil.copytree(beginnings[name], whole)
    began = time.perf_counter()
    ended = at_work(name, whole, server.url, None)
    seconds = time.perf_counter() - began
    check(name, whole, server, ended.told)
    hits = sum(
        _killed(name, chosen_kill(ended.calls, seconds, chance), beginnings[name], tmp_path / f"{number}", server)
        for number in range(MANY)
    )
    record_property(TOLD, f"kills, {name}: {hits} of {MANY} hit the work, 0 losses (KILL_SEED={seed})")
