"""The whole store in one file under a passphrase, and the way back, on this computer or another."""

from __future__ import annotations

from pathlib import Path

from attest_desktop.domain.errors import DiskFaultError
from attest_desktop.store import Account, DiskFullError, KeyringState, Secrets, Store, account_of_backup
from attest_desktop.work.desk import Desk


class BackupNotWrittenError(DiskFaultError):
    """The file could not be written where the person wanted it; nothing that is kept here has changed."""

    title = "Копия не записана"
    todo = "Проверьте, что диск или флешка подключены и в эту папку можно записывать, или выберите другую."

    def __init__(self, target: Path, *, no_room: bool = False) -> None:
        folder = target.parent
        where = folder.name or str(folder)
        if no_room:
            super().__init__(
                "На диске не хватило места. Сами данные целы.", "Освободите место или выберите другой диск."
            )
        elif not folder.is_dir():
            super().__init__(
                f"Папки «{where}» больше нет. Сами данные целы.",
                "Возможно, отключена флешка или сетевой диск: подключите или выберите другую папку.",
            )
        else:
            super().__init__(f"В папку «{where}» записать не удалось. Сами данные целы.")


def back_up(desk: Desk, target: Path, passphrase: str) -> None:
    """Write everything that the account keeps on this computer to one encrypted file and read it through.

    A file of that name is replaced. Raises PassphraseNeededError, StoreDamagedError, BackupNotWrittenError.
    """
    try:
        desk.store.back_up(target, passphrase)
    except DiskFaultError as fault:
        raise BackupNotWrittenError(target, no_room=isinstance(fault, DiskFullError)) from fault


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
