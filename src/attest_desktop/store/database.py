"""One encrypted SQLite file: connections for many threads, transactions, and its errors in words for the user."""

from __future__ import annotations

import logging
import os
import shutil
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as sqlcipher

from attest_desktop.domain.errors import AttestError, DiskFaultError
from attest_desktop.store.connection import Connection, Row
from attest_desktop.store.errors import DiskFullError, StoreBusyError, StoreDamagedError

logger = logging.getLogger(__name__)

BUSY_SECONDS = 10.0  # how long a writer waits for another one; a save takes milliseconds
_LITTLE_ROOM = 1 << 20  # bytes; with less free than this an I/O error means a full disk
_PRIMARY_CODE = 0xFF  # the rest of SQLite's error code is detail

# A copy or an export that fails tells SQLite's words for the code, and not the code.
_CODES = {
    "database or disk is full": sqlite3.SQLITE_FULL,
    "database is locked": sqlite3.SQLITE_BUSY,
    "disk I/O error": sqlite3.SQLITE_IOERR,
    "database disk image is malformed": sqlite3.SQLITE_CORRUPT,
    "file is not a database": sqlite3.SQLITE_NOTADB,
    "unable to open database file": sqlite3.SQLITE_CANTOPEN,
    "attempt to write a readonly database": sqlite3.SQLITE_READONLY,
}
_KEPT_OPEN = 4  # opening one takes longer than most reads
_MOST_OPEN = 32  # a thread more waits until another one is through


class Database:
    """An open file with a pool of connections: a connection serves one thread at a time."""

    def __init__(self, path: Path, key: bytes, salt: bytes) -> None:
        """`key` is 32 bytes, `salt` 16; nothing is opened before the first use."""
        self.path = path
        self.key, self._salt = key, salt
        # The salt is given as well as the key. It then stands in the file's first 16 bytes, where it can be found
        # again should the key sheet be lost, and the file opens even when those 16 bytes are spoilt.
        self._pragma = f"PRAGMA key = \"x'{key.hex()}{salt.hex()}'\""
        self._free: list[Any] = []
        self._lock = threading.Lock()
        self._places = threading.BoundedSemaphore(_MOST_OPEN)
        self._closings = 0

    def _connect(self) -> Any:
        try:
            connection: Any = sqlcipher.connect(
                str(self.path),
                timeout=BUSY_SECONDS,
                isolation_level=None,  # transactions are begun by `_transaction`, not by the driver's guess
                check_same_thread=False,  # the pool lends a connection to one thread after another
            )
        except sqlcipher.Error as fault:
            raise self._for_user(fault) from fault
        try:
            connection.execute("PRAGMA cipher_log_level = NONE")  # else it writes to standard error in English
            connection.execute(self._pragma)
            connection.execute("PRAGMA foreign_keys = ON")
            connection.execute("PRAGMA synchronous = FULL")
            connection.execute("PRAGMA temp_store = MEMORY")  # nothing in the clear in temporary files
            connection.execute("PRAGMA journal_mode = WAL").fetchall()
        except sqlcipher.Error as fault:
            connection.close()
            raise self._for_user(fault) from fault
        except BaseException:
            connection.close()
            raise
        connection.row_factory = Row
        return connection

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection that sees one unchanging state of the file."""
        with self._transaction("BEGIN") as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A connection inside one write transaction: all or nothing, on the disk when the block ends."""
        # It takes its lock at once: waiting happens here, by the busy timeout, and never halfway through.
        with self._transaction("BEGIN IMMEDIATE") as connection:
            yield connection

    @contextmanager
    def _transaction(self, begin: str) -> Iterator[Connection]:
        with self._places:
            closings = self._closings
            driver = self._lent()
            ended = False
            try:
                driver.execute(begin)
                yield Connection(driver)
                driver.execute("COMMIT")
                ended = True
            except sqlcipher.Error as fault:
                explained = self.explained(fault)
                if explained is None:
                    raise
                raise explained from fault
            finally:
                # Lent again only after a clean end: SQLCipher refuses everything on a connection that has met
                # a bad page, and a reading that a traceback keeps half-done would begin anew in another's midst.
                self._give_back(driver, good=_undone(driver) and ended, closings=closings)

    def _lent(self) -> Any:
        with self._lock:
            if self._free:
                return self._free.pop()
        return self._connect()

    def _give_back(self, driver: Any, *, good: bool, closings: int) -> None:
        with self._lock:
            if good and closings == self._closings and len(self._free) < _KEPT_OPEN:
                self._free.append(driver)
                return
        driver.close()

    def export(self, target: Path, key: bytes, salt: bytes) -> None:
        """Write everything, as it is at one moment, to a new file with a key of its own; on the disk when done."""
        with self._alone() as connection:
            connection.execute(f"ATTACH DATABASE ? AS copy KEY \"x'{key.hex()}{salt.hex()}'\"", (str(target),))
            connection.execute("PRAGMA copy.synchronous = FULL")
            connection.execute("BEGIN")
            connection.execute("SELECT sqlcipher_export('copy')").fetchall()
            connection.execute("COMMIT")
            connection.execute("DETACH DATABASE copy")

    def copy_to(self, target: Path) -> None:
        """Write a copy with the same key, as it is at one moment, and read it through; on the disk when done.

        Raises StoreDamagedError when the copy is not whole.
        """
        copy = Database(target, self.key, self._salt)
        try:
            with self._alone() as source, copy._alone() as written:
                # The copy is one file: no journal stays beside it.
                written.execute("PRAGMA journal_mode = DELETE").fetchall()
                source.backup(written)
            if copy.faults():
                raise StoreDamagedError("Копия данных не читается, поэтому она не сохранена.")
            copy.close()
            copy.fold()
        finally:
            copy.close()
        with target.open("r+b") as file:
            os.fsync(file.fileno())

    def fold(self) -> None:
        """Fold the journal into the file and remove it; raises StoreBusyError while anybody has the file open."""
        with self._alone() as connection:
            connection.execute("PRAGMA busy_timeout = 0")
            (mode,) = connection.execute("PRAGMA journal_mode = DELETE").fetchone()
        if mode != "delete":
            raise StoreBusyError

    def compact(self) -> None:
        """Write the file anew without the room that removed rows left, and empty the journal.

        Others may have the file open, but not be in the middle of something for longer than a writer waits.
        Raises StoreBusyError, DiskFullError, DiskFaultError.
        """
        with self._alone() as connection:
            connection.execute("VACUUM")
            busy, *_pages = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        if busy:
            raise StoreBusyError

    @contextmanager
    def _alone(self) -> Iterator[Any]:
        """A connection outside the pool."""
        connection: Any = self._connect()
        try:
            yield connection
        except sqlcipher.Error as fault:
            raise self._for_user(fault) from fault
        finally:
            connection.close()

    def faults(self) -> tuple[str, ...]:
        """Read the whole file and give the faults found, in the database's words; empty when it is sound."""
        with self.reading() as connection:
            found = [str(row[0]) for row in connection.execute("PRAGMA cipher_integrity_check")]
            if not found:
                answers = [str(row[0]) for row in connection.execute("PRAGMA quick_check")]
                found = [answer for answer in answers if answer != "ok"]
        return tuple(found)

    def close(self) -> None:
        """Close the connections that are not in use; SQLite folds its journal into the file."""
        with self._lock:
            self._closings += 1
            free, self._free = self._free, []
        for driver in free:
            driver.close()

    def explained(self, fault: BaseException) -> AttestError | None:
        """SQLite's failure in words for the user; None for a bug (wrong SQL, a broken rule)."""
        code = getattr(fault, "sqlite_errorcode", None)
        if code in (None, sqlite3.SQLITE_ERROR) and isinstance(fault, sqlcipher.Error):
            code = _CODES.get(str(fault))
        if code is None:
            return None
        match code & _PRIMARY_CODE:
            case sqlite3.SQLITE_FULL:
                return DiskFullError()
            case sqlite3.SQLITE_BUSY | sqlite3.SQLITE_LOCKED:
                return StoreBusyError()
            case sqlite3.SQLITE_CORRUPT | sqlite3.SQLITE_NOTADB:
                return StoreDamagedError()
            case sqlite3.SQLITE_IOERR:
                return DiskFullError() if self._no_room() else DiskFaultError("Диск не отвечает как должен.")
            case sqlite3.SQLITE_CANTOPEN | sqlite3.SQLITE_READONLY | sqlite3.SQLITE_PERM:
                return DiskFaultError(
                    "Файл с Вашими данными не открывается для записи.",
                    "Проверьте доступ к папке с данными программы и повторите.",
                )
        return None

    def _for_user(self, fault: BaseException) -> Exception:
        # An error without an explanation is a bug, and must look like one.
        return self.explained(fault) or RuntimeError("the database could not be opened")

    def _no_room(self) -> bool:
        try:
            return shutil.disk_usage(self.path.parent).free < _LITTLE_ROOM
        except OSError:
            logger.warning("free space is not known")
            return False


def _undone(driver: Any) -> bool:
    """Undo what was not committed; whether the connection is of use still."""
    try:
        driver.rollback()
    except sqlcipher.Error:
        return False
    return True
