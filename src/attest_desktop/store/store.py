"""The store of one account: where it lies, how it is opened, and its shelves."""

from __future__ import annotations

import hmac
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from types import TracebackType

from attest_desktop.domain.errors import NotFoundError
from attest_desktop.store import keys, migrate
from attest_desktop.store.account import Account
from attest_desktop.store.aside import ASIDE, bring_back, is_set_aside
from attest_desktop.store.attestees import AttesteeShelf
from attest_desktop.store.backup import OWNER, restore_backup, write_backup
from attest_desktop.store.conclusions import ConclusionShelf
from attest_desktop.store.copies import Copy, copies, drop_copies, make_copy, put_back
from attest_desktop.store.database import Database
from attest_desktop.store.drafts import DraftShelf
from attest_desktop.store.errors import (
    StoreBusyError,
    StoreDamagedError,
    StoreKeyMissingError,
    WrongPassphraseError,
    explaining_os_errors,
)
from attest_desktop.store.facts import FactShelf
from attest_desktop.store.files import FileShelf
from attest_desktop.store.keys import KeyWay
from attest_desktop.store.locks import FileLock
from attest_desktop.store.messages import MessageShelf
from attest_desktop.store.outbox import OutboxShelf
from attest_desktop.store.phrases import PhraseShelf
from attest_desktop.store.procedure import ProcedureShelf
from attest_desktop.store.recovery import new_code, wrap
from attest_desktop.store.removal import RemovalShelf
from attest_desktop.store.secrets import KeyringState, Secrets
from attest_desktop.store.signatures import SignatureShelf
from attest_desktop.store.signings import SigningShelf

DATABASE_NAME = "store.db"
LOCK_NAME = "open.lock"
_OPENING_SECONDS = 30.0  # another process may be migrating


class Store:
    """One account's encrypted database. Any thread may use it; close it when the account is left."""

    def __init__(self, database: Database) -> None:
        """Use `Store.open`."""
        self._database = database
        self.attestees = AttesteeShelf(database)
        self.drafts = DraftShelf(database)
        self.files = FileShelf(database)
        self.signatures = SignatureShelf(database)
        self.conclusions = ConclusionShelf(database)
        self.signings = SigningShelf(database)
        self.outbox = OutboxShelf(database)
        self.facts = FactShelf(database)
        self.phrases = PhraseShelf(database)
        self.procedure = ProcedureShelf(database)
        self.messages = MessageShelf(database)
        self.removal = RemovalShelf(database)

    @classmethod
    def open(
        cls,
        data_dir: Path,
        account: Account,
        secrets: Secrets,
        *,
        passphrase: str | None = None,
        recovery_code: str | None = None,
        create: bool = True,
        scrypt_n: int = keys.SCRYPT_N,
    ) -> Store:
        """Open the account's store, migrated to this release; make it when there is none and `create` is set.

        A new store is locked with `passphrase` when one is given and with a key in the keyring when not; for
        a store with its key in the keyring the passphrase is not looked at. `recovery_code` opens a store whose
        key or phrase is lost, see `make_recovery_code`. `scrypt_n` is what a guess at the passphrase of a new
        store costs.

        Raises NotFoundError (none there, `create` not set), PassphraseNeededError, WrongPassphraseError,
        WrongRecoveryCodeError, NoRecoveryCodeError, KeyringAbsentError, KeyringLockedError, KeyringRefusedError,
        StoreKeyMissingError, StoreDamagedError, StoreFromNewerVersionError, StoreBusyError, DiskFaultError.
        """
        folder = folder_of(data_dir, account)
        path = folder / DATABASE_NAME
        if not create and not cls.exists(data_dir, account):
            raise NotFoundError(
                "На этом компьютере ещё нет данных этой учётной записи.",
                "Войдите в личный кабинет через программу.",
            )
        _made(folder)
        # One at a time: two processes must not make two keys for one file, nor migrate it twice.
        with FileLock(folder / LOCK_NAME).held(_OPENING_SECONDS):
            with explaining_os_errors():
                bring_back(path)
            sheet = keys.read_sheet(folder, path)
            if sheet is None:
                key, full_sheet = keys.new_key(secrets, passphrase, scrypt_n)
                keys.write_sheet(folder, full_sheet)
                check_known = True
            else:
                key, full_sheet = keys.key_for(sheet, secrets, passphrase, recovery_code)
                check_known = bool(sheet.check)
            database = Database(path, key.key, key.salt)
            try:
                _bring_up(database, folder)
                _keep_owner(FactShelf(database), account)
                if not check_known:
                    keys.write_sheet(folder, full_sheet)
            except StoreDamagedError as fault:
                database.close()
                if not check_known and full_sheet.way is KeyWay.PASSPHRASE:
                    # Without the sheet's check value the two look alike, and a slip of the finger is likelier.
                    raise WrongPassphraseError from fault
                raise
            except BaseException:
                database.close()
                raise
        return cls(database)

    @staticmethod
    def any_here(data_dir: Path) -> bool:
        """Whether any account has a store on this machine."""
        return any((data_dir / "accounts").glob("*/*"))

    @classmethod
    def exists(cls, data_dir: Path, account: Account) -> bool:
        """Whether the account has a store on this machine."""
        path = folder_of(data_dir, account) / DATABASE_NAME
        with explaining_os_errors():
            return (path.is_file() and path.stat().st_size > 0) or is_set_aside(path)

    @classmethod
    def needs_passphrase(cls, data_dir: Path, account: Account, secrets: Secrets) -> bool:
        """Whether `open` will want a passphrase: for a new store, when the system has no keyring."""
        folder = folder_of(data_dir, account)
        sheet = keys.read_sheet(folder, folder / DATABASE_NAME)
        if sheet is None:
            return secrets.state() is KeyringState.ABSENT
        return keys.way_of(sheet, secrets) is KeyWay.PASSPHRASE

    def back_up(self, target: Path, passphrase: str, *, scrypt_n: int = keys.SCRYPT_N) -> None:
        """Write the whole store to one file under a passphrase; a file of that name is replaced.

        Others may go on writing meanwhile. Raises PassphraseNeededError (an empty one), DiskFaultError.
        """
        write_backup(self._database, target, passphrase, scrypt_n)

    @classmethod
    def restore(
        cls,
        source: Path,
        backup_passphrase: str,
        data_dir: Path,
        account: Account,
        secrets: Secrets,
        *,
        passphrase: str | None = None,
        scrypt_n: int = keys.SCRYPT_N,
    ) -> None:
        """Make a backup the account's store; the store that was there is set aside beside it.

        `passphrase` is the store's own, as for `open`. Close the store first: raises StoreBusyError while it is
        open. Raises BadFileError, WrongPassphraseError, OthersBackupError, StoreFromNewerVersionError,
        DiskFaultError, and the errors of getting at a key; then nothing has changed.
        """
        folder = _made(folder_of(data_dir, account))
        with FileLock(folder / LOCK_NAME).held(_OPENING_SECONDS):
            with explaining_os_errors():
                bring_back(folder / DATABASE_NAME)
            restore_backup(
                source, backup_passphrase, folder / DATABASE_NAME, account, secrets, passphrase, scrypt_n
            )

    def make_copy(self, now: datetime | None = None) -> Copy:
        """Copy the store into the folder of its own copies and read the copy through; old ones are let go.

        Others may go on writing meanwhile. Raises StoreDamagedError (the store itself is not whole),
        DiskFaultError.
        """
        return make_copy(self._database, self._database.path.parent, now)

    @property
    def has_passphrase(self) -> bool:
        """Whether a passphrase opens this store. Raises DiskFaultError."""
        path = self._database.path
        sheet = keys.read_sheet(path.parent, path)
        return sheet is not None and sheet.way is KeyWay.PASSPHRASE

    def passphrase_fits(self, passphrase: str) -> bool:
        """Whether this passphrase opens this store; takes as long as a guess must. Raises DiskFaultError."""
        path = self._database.path
        sheet = keys.read_sheet(path.parent, path)
        if sheet is None or sheet.way is not KeyWay.PASSPHRASE:
            return False
        made = keys.key_from_passphrase(passphrase, sheet.salt, sheet.scrypt_n)
        return hmac.compare_digest(made, self._database.key)

    @property
    def has_recovery_code(self) -> bool:
        """Whether a recovery code was made for this store. Raises DiskFaultError."""
        path = self._database.path
        sheet = keys.read_sheet(path.parent, path)
        return sheet is not None and sheet.recovery is not None

    def make_recovery_code(self, *, scrypt_n: int = keys.SCRYPT_N) -> str:
        """A new code, six groups of four digits, that opens the store; the one before it no longer does.

        It is shown to the user once and kept nowhere. Raises StoreBusyError, DiskFaultError.
        """
        code = new_code()
        path = self._database.path
        with FileLock(path.with_name(LOCK_NAME)).held(_OPENING_SECONDS):
            sheet = keys.read_sheet(path.parent, path)
            if sheet is None or not sheet.check:
                raise StoreDamagedError
            keys.write_sheet(path.parent, replace(sheet, recovery=wrap(self._database.key, code, scrypt_n)))
        return code

    def own_copies(self) -> tuple[Copy, ...]:
        """The copies that the program made of this store, newest first. Raises DiskFaultError."""
        return copies(self._database.path.parent)

    @property
    def set_aside(self) -> int:
        """How many files of stores that gave way to a backup or a copy still lie beside this one."""
        with explaining_os_errors():
            return sum(1 for _ in self._database.path.parent.glob(f"{ASIDE}*"))

    def drop_copies(self) -> int:
        """Remove all own copies and stores that were set aside; how many files went. Raises DiskFaultError."""
        return drop_copies(self._database.path.parent)

    def compact_if_due(self) -> bool:
        """Write the file anew if something was removed since; False while another window is in the way.

        Raises DiskFullError, DiskFaultError.
        """
        if self.removal.compact_due:
            try:
                self.removal.compact()
            except StoreBusyError:
                return False
        return True

    @staticmethod
    def copies(data_dir: Path, account: Account) -> tuple[Copy, ...]:
        """The copies that the program made of the account's store, newest first. Raises DiskFaultError."""
        return copies(folder_of(data_dir, account))

    @staticmethod
    def put_back(
        copy: Copy, data_dir: Path, account: Account, secrets: Secrets, *, passphrase: str | None = None
    ) -> None:
        """Put a copy in the place of a damaged store, which is set aside beside it, never removed.

        Raises StoreBusyError, StoreDamagedError (this copy too), the errors of getting at the key, DiskFaultError;
        then nothing has changed.
        """
        folder = folder_of(data_dir, account)
        path = folder / DATABASE_NAME
        with FileLock(folder / LOCK_NAME).held(_OPENING_SECONDS):
            sheet = keys.read_sheet(folder, path)
            if sheet is None:
                raise StoreKeyMissingError
            key, full_sheet = keys.key_for(sheet, secrets, passphrase)
            put_back(copy, path, key, full_sheet)

    def check(self) -> tuple[str, ...]:
        """Read the whole file and give the faults found, in the database's words; empty when it is sound."""
        return self._database.faults()

    def close(self) -> None:
        """Close the file. Threads that are still in the middle of something finish it first."""
        self._database.close()

    def __enter__(self) -> Store:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def folder_of(data_dir: Path, account: Account) -> Path:
    """The folder of an account's store; its name tells nobody's name."""
    return data_dir / "accounts" / account.digest


def _made(folder: Path) -> Path:
    with explaining_os_errors():
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def _keep_owner(facts: FactShelf, account: Account) -> None:
    """Whose store it is stands inside it too: a backup travels without its folder."""
    if facts.get(OWNER) is None:
        facts.set(OWNER, {"server": account.server, "user_name": account.user_name})


def _bring_up(database: Database, folder: Path) -> None:
    with database.reading() as connection:
        up_to_date = not migrate.needs_migration(connection)
        is_new = migrate.version_of(connection) is None
    if up_to_date:
        return
    if not is_new:
        # Should an update go wrong in a way that no transaction undoes, there is something to go back to.
        make_copy(database, folder)
    with database.writing() as connection:
        migrate.bring_to_head(connection)
