"""Copies of the store that the program makes by itself, in a folder beside it, encrypted with the same key.

They help when the database is damaged or an update of it goes wrong. They lie on the same disk: against its loss
only a backup kept elsewhere helps.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from attest_desktop.store import moments
from attest_desktop.store.aside import ASIDE, fold, set_aside
from attest_desktop.store.database import Database
from attest_desktop.store.errors import explaining_os_errors
from attest_desktop.store.keys import KeySheet, StoreKey, write_sheet

logger = logging.getLogger(__name__)

FOLDER = "copies"
NEWEST, DAYS, WEEKS = 3, 7, 5  # how many copies stay: the newest, one a day, one a week

_STAMP = "%Y%m%dT%H%M%SZ"
_SUFFIX = ".db"


@dataclass(frozen=True, slots=True, order=True)
class Copy:
    """A copy that was whole when it was made; `size` in bytes."""

    moment: datetime
    path: Path
    size: int


def copies(folder: Path) -> tuple[Copy, ...]:
    """The copies beside the store in `folder`, newest first; names that the program did not give are left out."""
    found = []
    with explaining_os_errors():
        for path in (folder / FOLDER).glob(f"*{_SUFFIX}"):
            try:
                moment = datetime.strptime(path.stem, _STAMP).replace(tzinfo=UTC)
            except ValueError:
                continue
            found.append(Copy(moment, path, path.stat().st_size))
    return tuple(sorted(found, reverse=True))


def drop_copies(folder: Path) -> int:
    """Remove all copies beside the store, and stores that were set aside; how many files went.

    For when the copies still hold what must no longer be there. Raises DiskFaultError.
    """
    gone = 0
    with explaining_os_errors():
        for path in (*(folder / FOLDER).glob("*"), *folder.glob(f"{ASIDE}*")):
            if path.is_file():
                path.unlink(missing_ok=True)
                gone += 1
    return gone


def make_copy(database: Database, folder: Path, now: datetime | None = None) -> Copy:
    """Copy the open database, read the copy through, and let go of copies that are too many.

    Others may go on writing meanwhile. Raises StoreDamagedError (the copy is not whole, so the store is not
    either), DiskFaultError; copies that were there stay.
    """
    moment = moments.utc(now).replace(microsecond=0)
    with explaining_os_errors():
        place = folder / FOLDER
        place.mkdir(mode=0o700, exist_ok=True)
        for torn in place.glob("*.part*"):
            torn.unlink(missing_ok=True)
        part = place / f"{os.getpid()}.part"
        try:
            database.copy_to(part)
            path = place / f"{moment.strftime(_STAMP)}{_SUFFIX}"
            part.replace(path)
        finally:
            for end in ("", "-wal", "-shm", "-journal"):
                part.with_name(part.name + end).unlink(missing_ok=True)
        made = Copy(moment, path, path.stat().st_size)
        _let_go(folder)
    return made


def put_back(copy: Copy, path: Path, key: StoreKey, sheet: KeySheet, now: datetime | None = None) -> None:
    """Put a copy in the place of the store at `path`, which is set aside; call it under the opening lock.

    Raises StoreBusyError (it is open somewhere), StoreDamagedError (the copy is damaged too), DiskFaultError; then
    nothing has changed.
    """
    fresh = path.with_name("restore-fresh.db")
    with explaining_os_errors():
        fresh.unlink(missing_ok=True)
        source = Database(copy.path, key.key, key.salt)
        try:
            source.copy_to(fresh)
            if path.exists():
                fold(path, key)
            with set_aside(path, moments.utc(now)):
                write_sheet(path.parent, sheet)
                fresh.replace(path)
        finally:
            source.close()
            fresh.unlink(missing_ok=True)
    logger.info("a copy took the store's place")


def surplus(made: Iterable[datetime], newest: int = NEWEST, days: int = DAYS, weeks: int = WEEKS) -> set[datetime]:
    """Which copies to let go of: all but the newest, the last one of each late day and of each late week.

    Days and weeks without a copy don't count: who comes back after a month finds as many copies as were there.
    """
    ordered = sorted(made, reverse=True)
    keep = set(ordered[:newest])
    by_day: dict[date, datetime] = {}
    by_week: dict[tuple[int, int], datetime] = {}
    for moment in ordered:
        by_day.setdefault(moment.date(), moment)
        by_week.setdefault(moment.isocalendar()[:2], moment)
    keep.update(list(by_day.values())[:days])
    keep.update(list(by_week.values())[:weeks])
    return set(ordered) - keep


def _let_go(folder: Path) -> None:
    made = copies(folder)
    too_many = surplus(one.moment for one in made)
    for one in made:
        if one.moment in too_many:
            one.path.unlink(missing_ok=True)
