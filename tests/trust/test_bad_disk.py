"""The disk fails at work: full, broken, read-only, or no longer ours. What was accepted is there afterwards."""

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
from tests.trust.killing import BadDisk, at_work, chosen_fault, on_a_bad_disk, strace_is_there
from tests.trust.works import DATA, WORKS, Refused

MANY = int(os.environ.get("DISK_FAULTS", "25"))  # for each of the works

pytestmark = [
    pytest.mark.skipif(not strace_is_there(), reason="faults of the system's calls need strace"),
    pytest.mark.filterwarnings("ignore:Exception ignored in. <function SpooledTemporaryFile"),
]


def _tried(name: str, fault: BadDisk, begin: Path, folder: Path, server: PracticeServer) -> Refused | None:
    """What the user was told; any loss fails."""
    server.reset()
    shutil.copytree(begin, folder, dirs_exist_ok=True)
    told, refused = on_a_bad_disk(name, folder, server.url, fault)
    try:
        if refused is not None:
            for words in (refused.what, refused.todo):
                assert any("а" <= letter <= "я" for letter in words.lower()), refused
        check(name, folder, server, told)
    except BaseException as error:
        error.add_note(f"{name}, {fault}, had told {told}, then {refused}")
        raise
    shutil.rmtree(folder)
    return refused


@pytest.mark.parametrize(
    ("name", "fault"),
    [
        ("typing", BadDisk("pwrite64", 40, "ENOSPC", lasting=True)),
        ("sending", BadDisk("pwrite64", 12, "EIO", lasting=True)),
        ("backing_up", BadDisk("rename", 1, "EROFS")),
        ("migrating", BadDisk("pwrite64", 3, "ENOSPC", lasting=True)),
        ("saving_files", BadDisk("fsync", 3, "EIO")),
    ],
)
def test_a_disk_that_fails_is_told_and_loses_nothing(
    name: str, fault: BadDisk, beginnings: dict[str, Path], tmp_path: Path, server: PracticeServer
) -> None:
    refused = _tried(name, fault, beginnings[name], tmp_path / "tried", server)
    assert refused is not None
    assert refused.kind in ("DiskFullError", "DiskFaultError", "BackupNotWrittenError")


@pytest.mark.parametrize("name", ["typing", "sending"])
def test_the_permission_is_lost_in_mid_work(
    name: str, beginnings: dict[str, Path], tmp_path: Path, server: PracticeServer
) -> None:
    folder = tmp_path / "tried"
    shutil.copytree(beginnings[name], folder)
    (database,) = (folder / DATA / "accounts").glob("*/store.db")
    fault = BadDisk("openat", 2, "EACCES", lasting=True, path=database)
    _tried(name, fault, beginnings[name], folder, server)


@pytest.mark.slow
@pytest.mark.timeout(1800)
@pytest.mark.parametrize("name", WORKS)
def test_many_faults_of_the_disk_lose_nothing(
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
    calls = at_work(name, whole, server.url, None).calls
    said = [
        _tried(name, chosen_fault(calls, chance), beginnings[name], tmp_path / f"{number}", server)
        for number in range(MANY)
    ]
    told = sum(one is not None for one in said)
    record_property(TOLD, f"faults of the disk, {name}: {told} of {MANY} told, 0 losses (KILL_SEED={seed})")
