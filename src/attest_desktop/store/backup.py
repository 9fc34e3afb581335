"""The whole store in one file under a passphrase, to be kept elsewhere, and the way back.

A backup is a database like the store's own, only that its key always comes from a passphrase: its first 16 bytes
are the salt, so the file needs nothing beside it.
"""

from __future__ import annotations

import logging
import os
import secrets as random
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path

from attest_desktop.domain.errors import BadFileError
from attest_desktop.store import keys, migrate, moments
from attest_desktop.store.database import Database
from attest_desktop.store.errors import (
    PassphraseNeededError,
    StoreDamagedError,
    StoreKeyMissingError,
    WrongPassphraseError,
    explaining_os_errors,
)
from attest_desktop.store.keys import StoreKey
from attest_desktop.store.secrets import Secrets

logger = logging.getLogger(__name__)

_SMALLEST = 4096  # bytes: one page


def write_backup(database: Database, target: Path, passphrase: str, scrypt_n: int = keys.SCRYPT_N) -> None:
    """Write the backup, whole or not at all; a file of that name is replaced.

    Raises PassphraseNeededError for an empty passphrase, DiskFaultError.
    """
    if not passphrase:
        raise PassphraseNeededError
    salt = random.token_bytes(keys.SALT_BYTES)
    key = keys.key_from_passphrase(passphrase, salt, scrypt_n)
    with explaining_os_errors(), _temporary(target.with_name(f".{target.name}.{os.getpid()}.tmp")) as temporary:
        database.export(temporary, key, salt)
        _sync(temporary)
        temporary.replace(target)


def restore_backup(
    source: Path,
    backup_passphrase: str,
    path: Path,
    secrets: Secrets,
    passphrase: str | None,
    scrypt_n: int,
    now: datetime | None = None,
) -> None:
    """Make the backup the store at `path`; call it under the store's opening lock.

    The store that was there is set aside in the same folder, never removed. Its key is kept if it can be had, else
    a new one is made as for a new store. Raises BadFileError, WrongPassphraseError, StoreFromNewerVersionError,
    StoreDamagedError, StoreBusyError (the store is open somewhere), DiskFaultError, and the errors of keys.
    """
    folder = path.parent
    incoming, fresh = folder / "restore-incoming.db", folder / "restore-fresh.db"
    with explaining_os_errors(), _temporary(incoming), _temporary(fresh):
        salt = _copied(source, incoming)
        backup = Database(incoming, keys.key_from_passphrase(backup_passphrase, salt, scrypt_n), salt)
        try:
            with backup.reading() as connection:
                if migrate.version_of(connection) is None:
                    raise BadFileError("Это не резервная копия программы.", "Выберите другой файл.")
                migrate.needs_migration(connection)
        except StoreDamagedError as fault:
            # A wrong key and other bytes look alike here, and a slip of the finger is likelier.
            raise WrongPassphraseError from fault
        else:
            old_key = _old_key(folder, path, secrets, passphrase)
            key, sheet = old_key or keys.new_key(secrets, passphrase, scrypt_n)
            backup.export(fresh, key.key, key.salt)
            _sync(fresh)
        finally:
            backup.close()
        if path.exists():
            if old_key is not None:
                _fold(path, key)
            _set_aside(path, moments.utc(now))
        keys.write_sheet(folder, sheet)
        fresh.replace(path)
    logger.info("the store was restored from a backup")


def _old_key(
    folder: Path, path: Path, secrets: Secrets, passphrase: str | None
) -> tuple[StoreKey, keys.KeySheet] | None:
    sheet = keys.read_sheet(folder, path)
    if sheet is None:
        return None
    try:
        return keys.key_for(sheet, secrets, passphrase)
    except StoreKeyMissingError:
        logger.warning("the old store's key is gone; the restored one gets a new key")
        return None


def _fold(path: Path, key: StoreKey) -> None:
    """Make sure that nobody has the old store open, and that it is one file."""
    old = Database(path, key.key, key.salt)
    try:
        old.fold()
    except StoreDamagedError:
        logger.warning("the old store is damaged; it is set aside as it is")
    finally:
        old.close()


def _set_aside(path: Path, now: datetime) -> None:
    """Move the old database with all that belongs to it out of the way, under names that tell when."""
    stamp = now.strftime("%Y%m%dT%H%M%S")
    # The journal too: beside the new file it would be taken for the new file's own.
    for name in (path.name, f"{path.name}-wal", f"{path.name}-shm", keys.SHEET_NAME):
        with suppress(FileNotFoundError):
            path.with_name(name).replace(path.with_name(f"before-restore-{stamp}-{name}"))


def _copied(source: Path, incoming: Path) -> bytes:
    """Copy the backup, whose own folder may be closed for writing; gives its salt."""
    if not source.is_file():
        raise BadFileError("Файла резервной копии нет на месте.", "Выберите другой файл.")
    if source.stat().st_size < _SMALLEST or source.stat().st_size % _SMALLEST:
        raise BadFileError(
            "Это не резервная копия программы, или файл скопирован не целиком.", "Выберите другой файл."
        )
    shutil.copyfile(source, incoming)
    with incoming.open("rb") as file:
        return file.read(keys.SALT_BYTES)


@contextmanager
def _temporary(path: Path) -> Iterator[Path]:
    """A path that has no file before and after."""
    names = [path.with_name(path.name + end) for end in ("", "-wal", "-shm", "-journal")]
    for name in names:
        name.unlink(missing_ok=True)
    try:
        yield path
    finally:
        for name in names:
            name.unlink(missing_ok=True)


def _sync(path: Path) -> None:
    with path.open("r+b") as file:
        os.fsync(file.fileno())
