"""A child at work, killed with SIGKILL: after a while, or right before a chosen system call that writes."""

from __future__ import annotations

import re
import select
import shutil
import signal
import subprocess
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from random import Random
from typing import Any

from tests.support import tally
from tests.support.forking import context
from tests.trust.works import Refused, run, run_refusing

# Everything by which bytes, names and sizes of files change, or requests leave.
WRITING = (
    "write",
    "pwrite64",
    "writev",
    "pwritev",
    "fsync",
    "fdatasync",
    "ftruncate",
    "rename",
    "renameat",
    "renameat2",
    "unlink",
    "unlinkat",
    "mkdir",
    "sendto",
    "sendmsg",
    "copy_file_range",
    "sendfile",
)
_CALL = re.compile(r"^\d+ +(\w+)\(")
_ATTACHED_SECONDS = 10
_WORK_SECONDS = 120


# Those of them by which files alone are changed: pipes and sockets know them not.
FILE_CALLS = {
    "pwrite64": ("ENOSPC", "EIO", "EDQUOT"),
    "fsync": ("EIO", "ENOSPC"),
    "fdatasync": ("EIO", "ENOSPC"),
    "ftruncate": ("ENOSPC", "EIO"),
    "rename": ("ENOSPC", "EACCES", "EROFS"),
    "unlink": ("EACCES", "EROFS"),
    "mkdir": ("ENOSPC", "EACCES"),
}


@dataclass(frozen=True, slots=True)
class Kill:
    """When: `seconds` after the word to begin, or before the `nth` (from 1) `call` of a thread."""

    seconds: float = 0.0
    call: str = ""
    nth: int = 0


@dataclass(frozen=True, slots=True)
class BadDisk:
    """The `nth` (from 1) `call` fails with `error`, once or `lasting` from then on; only on `path` if given."""

    call: str
    nth: int
    error: str
    lasting: bool = False
    path: Path | None = None


@dataclass(frozen=True, slots=True)
class Ended:
    """How a child ended: what it had told, whether it was killed before it was done, its calls if counted."""

    told: tuple[Any, ...]
    killed: bool
    calls: Counter[str]


def strace_is_there() -> bool:
    return shutil.which("strace") is not None


@contextmanager
def ready_child(
    name: str, folder: Path, server: str, target: Callable[..., None] = run
) -> Iterator[tuple[BaseProcess, Connection]]:
    """A child that waits for the word to begin, with the pipe to it; killed at the end if it is still there."""
    ours, theirs = context.Pipe()
    child: BaseProcess = context.Process(target=target, args=(theirs, name, folder, server))
    child.start()
    theirs.close()
    try:
        assert ours.recv() == "ready"
        yield child, ours
    finally:
        child.kill()
        child.join()
        child.close()
        ours.close()


def at_work(name: str, folder: Path, server: str, kill: Kill | None) -> Ended:
    """Let a child do the work in `folder`; with no `kill` let it come to its end and count its writing calls."""
    told: list[Any] = []
    if kill is not None:
        tally.count(tally.Fault.KILL)
    listing = folder / "calls.txt"
    tracer: subprocess.Popen[str] | None = None
    with ready_child(name, folder, server) as (child, ours):
        if kill is None:
            # Where no process may look into another one, only kills at any moment are left.
            with suppress(PermissionError):
                tracer = _trace(child.pid, ",".join(WRITING), f"--output={listing}")
        elif kill.call:
            inject = f"--inject={kill.call}:signal=SIGKILL:when={kill.nth}"
            tracer = _trace(child.pid, kill.call, "--output=/dev/null", inject)
        ours.send("go")
        if kill is not None and not kill.call:
            child.join(kill.seconds)
            child.kill()
        # What it had told before it died can still be read.
        with suppress(EOFError, ConnectionResetError):
            while ours.poll(_WORK_SECONDS):
                told.append(ours.recv())
        child.kill()
        child.join()
        ended = child.exitcode
    if tracer is not None:
        tracer.communicate(timeout=_ATTACHED_SECONDS)
    done = bool(told) and told[-1] == "done"
    if not done and (kill is None or ended != -signal.SIGKILL):
        raise AssertionError(f"{name} ended by itself with {ended}; it had told {told}")
    return Ended(tuple(told[:-1] if done else told), not done, _calls(listing))


def on_a_bad_disk(name: str, folder: Path, server: str, fault: BadDisk) -> tuple[tuple[Any, ...], Refused | None]:
    """Let a child work while the system answers so; what it told, and what it said to the user if it gave up."""
    told: list[Any] = []
    tally.count(tally.Fault.DISK)
    with ready_child(name, folder, server, run_refusing) as (child, ours):
        nth = f"{fault.nth}+" if fault.lasting else str(fault.nth)
        where = [f"--trace-path={fault.path}"] if fault.path is not None else []
        inject = f"--inject={fault.call}:error={fault.error}:when={nth}"
        tracer = _trace(child.pid, fault.call, "--output=/dev/null", *where, inject)
        ours.send("go")
        # One that breaks says no more; its own words are on the standard error.
        with suppress(EOFError):
            while ours.poll(_WORK_SECONDS):
                told.append(ours.recv())
        child.join(_WORK_SECONDS)
    tracer.communicate(timeout=_ATTACHED_SECONDS)
    assert told, "it broke"
    assert told.pop() == "done", "it broke"
    if told and isinstance(told[-1], Refused):
        return tuple(told[:-1]), told[-1]
    return tuple(told), None


def _calls(listing: Path) -> Counter[str]:
    if not listing.exists():
        return Counter()
    lines = listing.read_text("ascii", "replace").splitlines()
    listing.unlink()
    return Counter(found[1] for line in lines if (found := _CALL.match(line)))


def _trace(pid: int | None, calls: str, *options: str) -> subprocess.Popen[str]:
    """A tracer of these calls that holds the child; returned when it does."""
    tracer = subprocess.Popen(
        ["strace", "--follow-forks", f"--attach={pid}", f"--trace={calls}", *options],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert tracer.stderr is not None
    ready, _, _ = select.select([tracer.stderr], [], [], _ATTACHED_SECONDS)
    line = tracer.stderr.readline() if ready else ""
    if "attached" not in line:
        tracer.kill()
        tracer.communicate()
        if "not permitted" in line:
            raise PermissionError(line.strip())
        raise RuntimeError(f"strace could not attach: {line.strip()}")
    return tracer


def chosen_kill(calls: Counter[str], seconds: float, chance: Random) -> Kill:
    """Three of four kills right before a writing call, each call as likely as any other; else at any moment."""
    if calls and chance.random() < 0.75:
        call = chance.choices(list(calls), list(calls.values()))[0]
        return Kill(call=call, nth=chance.randint(1, calls[call]))
    return Kill(seconds=chance.uniform(0, seconds))


def chosen_fault(calls: Counter[str], chance: Random) -> BadDisk:
    """One of the calls that change files, each as likely as any other, and one of the ways it can fail."""
    there = {call: count for call, count in calls.items() if call in FILE_CALLS}
    call = chance.choices(list(there), list(there.values()))[0]
    return BadDisk(call, chance.randint(1, there[call]), chance.choice(FILE_CALLS[call]), chance.random() < 0.5)
