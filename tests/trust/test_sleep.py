"""The computer falls asleep in mid-upload and wakes when the service was started anew: sent once, and known."""

from __future__ import annotations

import os
import shutil
import signal
import sys
from pathlib import Path

import pytest

from attest_desktop.practice import Fault, PracticeServer
from tests.end_to_end.conftest import until
from tests.trust.checking import check
from tests.trust.killing import ready_child

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="POSIX signals")


def test_asleep_while_the_service_answers_and_starts_anew(
    beginnings: dict[str, Path], tmp_path: Path, server: PracticeServer
) -> None:
    server.reset()
    folder = tmp_path / "asleep"
    shutil.copytree(beginnings["sending"], folder)
    server.faults.set(Fault.SLOW_AFTER_UPLOAD)
    with ready_child("sending", folder, server.url) as (child, pipe):
        assert child.pid is not None
        pipe.send("go")
        until(lambda: any(row.kept for row in server.state.rows.values()))
        os.kill(child.pid, signal.SIGSTOP)
        # Meanwhile the other end answers, closes everything and starts anew.
        server.stop()
        server.faults.clear()
        server.start()
        os.kill(child.pid, signal.SIGCONT)
        told = [pipe.recv()]
        while told[-1] != "done":
            told.append(pipe.recv())
    check("sending", folder, server, tuple(told[:-1]))
