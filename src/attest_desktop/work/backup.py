"""The whole store in one file under a passphrase, and the way back, on this computer or another."""

from __future__ import annotations

from pathlib import Path

from attest_desktop.store import Account, KeyringState, Secrets, Store, account_of_backup
from attest_desktop.work.desk import Desk


def back_up(desk: Desk, target: Path, passphrase: str) -> None:
    """Write everything that the account keeps on this computer to one encrypted file and read it through.

    A file of that name is replaced. Raises PassphraseNeededError, StoreDamagedError, DiskFaultError.
    """
    desk.store.back_up(target, passphrase)


def whose(source: Path, passphrase: str) -> Account | None:
    """The account whose data the backup holds; None when it does not say.

    Raises BadFileError, WrongPassphraseError, StoreFromNewerVersionError, DiskFaultError.
    """
    return account_of_backup(source, passphrase)


def restore(
    source: Path,
    backup_passphrase: str,
    account: Account,
    *,
    data_dir: Path,
    secrets: Secrets,
    passphrase: str | None = None,
) -> None:
    """Make the backup the account's data on this computer; those that were there are set aside, never removed.

    `passphrase` is that of the store on this computer, where there is no keyring. Raises BadFileError,
    WrongPassphraseError, OthersBackupError, StoreFromNewerVersionError, StoreBusyError, DiskFaultError and the
    keyring's errors; then nothing has changed.
    """
    Store.restore(source, backup_passphrase, data_dir, account, secrets, passphrase=passphrase)
    if secrets.state() is KeyringState.AVAILABLE:
        secrets.remember_account(account)
