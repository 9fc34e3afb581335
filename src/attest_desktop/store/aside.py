"""Setting a store aside so that another takes its place, in steps any of which may be the program's last.

While the place is empty, a marker beside it tells the next start that the old store must come back.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path

from attest_desktop.store import keys
from attest_desktop.store.database import Database
from attest_desktop.store.errors import StoreDamagedError
from attest_desktop.store.keys import StoreKey

logger = logging.getLogger(__name__)

_MARKER = "restoring-"
ASIDE = "before-restore-"
"""Begins the names of the files of a store that was set aside."""


def fold(path: Path, key: StoreKey) -> None:
    """Make sure that nobody has the store open, and that it is one file. Raises StoreBusyError, DiskFaultError."""
    old = Database(path, key.key, key.salt)
    try:
        old.fold()
    except StoreDamagedError:
        logger.warning("the store is damaged; it is set aside as it is")
    finally:
        old.close()


@contextmanager
def set_aside(path: Path, now: datetime) -> Iterator[None]:
    """Move the store at `path` with all that belongs to it out of the way; the block puts another one there.

    It stays in the same folder under names that tell when. If the block fails, it comes back.
    """
    marker = path.with_name(f"{_MARKER}{now.strftime('%Y%m%dT%H%M%S')}")
    with marker.open("w") as file:
        os.fsync(file.fileno())
    try:
        # The database first: as long as it is in its place, nothing has happened.
        for original, aside in _moves(path, marker):
            with suppress(FileNotFoundError):
                original.replace(aside)
        yield
    finally:
        bring_back(path)


def bring_back(path: Path) -> None:
    """If something came in between, and no store is at `path`, put the one that was set aside back.

    Call it under the store's opening lock.
    """
    for marker in path.parent.glob(f"{_MARKER}*"):
        if not path.exists():
            # The database last: until then this can be begun again.
            for original, aside in reversed(_moves(path, marker)):
                with suppress(FileNotFoundError):
                    aside.replace(original)
            logger.warning("restoring was interrupted; the store that was there is back")
        marker.unlink()


def is_set_aside(path: Path) -> bool:
    """Whether `bring_back` would bring a store back."""
    return not path.exists() and any(
        aside.exists() for marker in path.parent.glob(f"{_MARKER}*") for _, aside in _moves(path, marker)[:1]
    )


def _moves(path: Path, marker: Path) -> list[tuple[Path, Path]]:
    stamp = marker.name.removeprefix(_MARKER)
    # The journal too: beside the new file it would be taken for the new file's own.
    names = (path.name, f"{path.name}-wal", f"{path.name}-shm", keys.SHEET_NAME)
    return [(path.with_name(name), path.with_name(f"{ASIDE}{stamp}-{name}")) for name in names]
