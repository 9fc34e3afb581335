"""A lock that holds between threads and between processes.

The lock is the operating system's own on an open file (flock, or LockFile on Windows) and not a row in the
database: the system lets go of it the moment its holder dies, however it dies, so there is no stale lock to detect
and no guess about whether another process still lives. The file itself stays: removing it would let two
processes lock two different files of one name.
"""

from __future__ import annotations

import os
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from attest_desktop.store.errors import StoreBusyError, explaining_os_errors

_PAUSE = 0.02  # seconds between two tries; neither system wakes a waiter with a time limit

if sys.platform == "win32":
    import msvcrt

    def _take(handle: int) -> None:
        os.lseek(handle, 0, os.SEEK_SET)
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)

    def _let_go(handle: int) -> None:
        os.lseek(handle, 0, os.SEEK_SET)
        msvcrt.locking(handle, msvcrt.LK_UNLCK, 1)

else:
    import fcntl

    def _take(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)

    def _let_go(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_UN)


class FileLock:
    """One holder at a time among all threads and processes; the thread that holds it may take it again."""

    def __init__(self, path: Path, busy: str = "") -> None:
        """`path` is the lock file; `busy` is what the user is told while somebody else holds it."""
        self._path = path
        self._busy = busy
        self._thread = threading.RLock()
        self._depth = 0

    @contextmanager
    def held(self, wait: float = 0.0) -> Iterator[None]:
        """Hold the lock; raises StoreBusyError when it is not free within `wait` seconds."""
        until = time.monotonic() + wait
        if not self._thread.acquire(blocking=wait > 0, timeout=wait if wait > 0 else -1):
            raise StoreBusyError(self._busy)
        try:
            handle = None if self._depth else self._taken(until)
            self._depth += 1
            try:
                yield
            finally:
                self._depth -= 1
                if handle is not None:
                    try:
                        _let_go(handle)
                    finally:
                        os.close(handle)
        finally:
            self._thread.release()

    def _taken(self, until: float) -> int:
        with explaining_os_errors():
            handle = os.open(self._path, os.O_RDWR | os.O_CREAT | getattr(os, "O_CLOEXEC", 0), 0o600)
        while True:
            try:
                _take(handle)
            except (BlockingIOError, PermissionError) as fault:  # flock says the first, Windows the second
                if time.monotonic() >= until:
                    os.close(handle)
                    raise StoreBusyError(self._busy) from fault
                time.sleep(_PAUSE)
            except BaseException:
                os.close(handle)
                raise
            else:
                return handle
