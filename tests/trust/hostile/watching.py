"""What a hostile file is watched for: time, memory, files opened for writing, connections, programs started."""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from attest_desktop.domain.errors import AttestError
from tests.slowness import slowness
from tests.support import tally

MOST_SECONDS = 2.0
"""Of processor time, on an idle office computer."""
MOST_BYTES = 500_000_000
_STATUS = Path("/proc/self/status")
_PEAK_RESET = Path("/proc/self/clear_refs")
_WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_APPEND | os.O_TRUNC
_CALLS = ("socket.connect", "socket.getaddrinfo", "socket.sendto", "subprocess.Popen", "os.system", "os.exec")
_CHANGES = ("os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.link", "os.symlink", "os.chmod", "os.truncate")


@dataclass
class _Watch:
    """What happened while it was on."""

    on: bool = False
    seen: list[str] = field(default_factory=list)


_watch = _Watch()


def _hook(event: str, arguments: tuple[Any, ...]) -> None:
    if not _watch.on:
        return
    if event == "open":
        path, _, flags = arguments
        if isinstance(path, str | bytes | os.PathLike) and isinstance(flags, int) and flags & _WRITES:
            _note_path(event, os.fsdecode(path))
    elif event in _CHANGES:
        _note_path(event, str(arguments[0]))
    elif event in _CALLS:
        _watch.seen.append(f"{event} {arguments[1:2] or arguments}")


def _note_path(event: str, path: str) -> None:
    # The program's own temporary files are its own business; compiled modules are Python's.
    allowed = (os.path.realpath(tempfile.gettempdir()), os.devnull)
    if not os.path.realpath(path).startswith(allowed) and "__pycache__" not in path:
        _watch.seen.append(f"{event} {path}")


sys.addaudithook(_hook)


@contextmanager
def alone() -> Iterator[None]:
    """Inside, this process connects to nobody, starts nothing and writes nowhere but among temporary files."""
    _watch.seen.clear()
    _watch.on = True
    try:
        yield
    finally:
        _watch.on = False
    assert not _watch.seen, _watch.seen


def seen() -> int:
    """How many forbidden things the last watch noted."""
    return len(_watch.seen)


def _memory(name: str) -> int:
    """Bytes; none where the system does not tell."""
    try:
        lines = _STATUS.read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) * 1024 for line in lines if line.startswith(name + ":")), 0)


@dataclass(frozen=True)
class Outcome:
    """How a door took a file; `refusal` is None when it let it in."""

    refusal: AttestError | None
    value: Any
    seconds: float
    memory: int


def tried(door: Callable[[bytes], Any], content: bytes) -> Outcome:
    """Let a door have the file, watched. Anything but words for the user goes on as it is: a bug."""
    tally.count(tally.Fault.HOSTILE)
    with suppress(OSError):
        _PEAK_RESET.write_text("5")
    before, began = _memory("VmRSS"), time.process_time()
    refusal, value = None, None
    with alone():
        try:
            value = door(content)
        except AttestError as error:
            refusal = error
    return Outcome(refusal, value, time.process_time() - began, max(0, _memory("VmHWM") - before))


def held(outcome: Outcome, most_seconds: float = MOST_SECONDS) -> None:
    """The refusal is in plain Russian, and neither time nor memory was without measure."""
    if outcome.refusal is not None:
        plain_words(outcome.refusal)
    if outcome.seconds > most_seconds:
        slower = slowness()
        assert outcome.seconds <= most_seconds * slower, f"{outcome.seconds:.1f} s, machine x{slower:.1f}"
    assert outcome.memory <= MOST_BYTES, f"{outcome.memory / 1e6:.0f} MB"


def plain_words(error: AttestError) -> None:
    """Russian words that say what happened and what to do, without the insides of the program."""
    for words in (error.title, error.what, error.todo):
        assert words.strip()
        assert any("а" <= letter <= "я" for letter in words.lower()), words
        assert "Traceback" not in words
        assert "Error" not in words
