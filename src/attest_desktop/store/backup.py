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
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from attest_desktop.domain.errors import BadFileError
from attest_desktop.store import keys, migrate, moments
from attest_desktop.store.account import Account
from attest_desktop.store.aside import fold, set_aside
from attest_desktop.store.database import Database
from attest_desktop.store.errors import (
    OthersBackupError,
    PassphraseNeededError,
    StoreDamagedError,
    StoreKeyMissingError,
    WrongPassphraseError,
    explaining_os_errors,
)
from attest_desktop.store.facts import FactShelf
from attest_desktop.store.keys import StoreKey
from attest_desktop.store.secrets import Secrets

logger = logging.getLogger(__name__)

OWNER = "store.account"
"""The fact that tells whose store it is: {"server", "user_name"}."""

_SMALLEST = 4096  # bytes: one page


def write_backup(database: Database, target: Path, passphrase: str, scrypt_n: int = keys.SCRYPT_N) -> None:
    """Write the backup, whole and read through, or not at all; a file of that name is replaced.

    Raises PassphraseNeededError for an empty passphrase, StoreDamagedError, DiskFaultError.
    """
    if not passphrase:
        raise PassphraseNeededError
    salt = random.token_bytes(keys.SALT_BYTES)
    key = keys.key_from_passphrase(passphrase, salt, scrypt_n)
    with explaining_os_errors(), _temporary(target.with_name(f".{target.name}.{os.getpid()}.tmp")) as temporary:
        database.export(temporary, key, salt)
        _sync(temporary)
        written = Database(temporary, key, salt)
        try:
            faults = written.faults()
        finally:
            written.close()
        if faults:
            raise StoreDamagedError("Записанная копия не читается, поэтому она не сохранена.")
        temporary.replace(target)


def restore_backup(
    source: Path,
    backup_passphrase: str,
    path: Path,
    account: Account,
    secrets: Secrets,
    passphrase: str | None,
    scrypt_n: int,
    now: datetime | None = None,
) -> None:
    """Make the backup the account's store at `path`; call it under the store's opening lock.

    The store that was there is set aside in the same folder, never removed. Its key is kept if it can be had, else
    a new one is made as for a new store. Raises BadFileError, WrongPassphraseError, OthersBackupError,
    StoreFromNewerVersionError, StoreDamagedError, StoreBusyError (the store is open somewhere), DiskFaultError and
    the errors of keys.
    """
    folder = path.parent
    fresh = folder / "restore-fresh.db"
    with explaining_os_errors(), _opened(source, backup_passphrase, folder, scrypt_n) as backup, _temporary(fresh):
        owner = _owner(backup)
        # A backup of an earlier release does not tell whose it is.
        if owner is not None and owner.digest != account.digest:
            raise OthersBackupError
        old_key = _old_key(folder, path, secrets, passphrase)
        key, sheet = old_key or keys.new_key(secrets, passphrase, scrypt_n)
        backup.export(fresh, key.key, key.salt)
        _sync(fresh)
        if path.exists() and old_key is not None:
            fold(path, key)
        with set_aside(path, moments.utc(now)):
            keys.write_sheet(folder, sheet)
            fresh.replace(path)
    logger.info("the store was restored from a backup")


def account_of_backup(source: Path, passphrase: str, scrypt_n: int = keys.SCRYPT_N) -> Account | None:
    """Whose store the backup holds; None when a release made it that did not say.

    Raises BadFileError, WrongPassphraseError, StoreFromNewerVersionError, DiskFaultError.
    """
    with (
        explaining_os_errors(),
        TemporaryDirectory(prefix="attest-restore-") as folder,
        _opened(source, passphrase, Path(folder), scrypt_n) as backup,
    ):
        return _owner(backup)


@contextmanager
def _opened(source: Path, passphrase: str, folder: Path, scrypt_n: int) -> Iterator[Database]:
    """The backup, by way of a copy in `folder` that is gone afterwards; its bytes stay encrypted there."""
    with _temporary(folder / "restore-incoming.db") as incoming:
        salt = _copied(source, incoming)
        backup = Database(incoming, keys.key_from_passphrase(passphrase, salt, scrypt_n), salt)
        try:
            try:
                with backup.reading() as connection:
                    if migrate.version_of(connection) is None:
                        raise BadFileError("Это не резервная копия программы.", "Выберите другой файл.")
                    migrate.needs_migration(connection)
            except StoreDamagedError as fault:
                # A wrong key and other bytes look alike here, and a slip of the finger is likelier.
                raise WrongPassphraseError from fault
            yield backup
        finally:
            backup.close()


def _owner(backup: Database) -> Account | None:
    kept = FactShelf(backup).get(OWNER)
    return Account(kept["server"], kept["user_name"]) if kept else None


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
