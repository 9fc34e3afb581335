"""Commands on everything that an account keeps here: backup, restore. Nothing here needs the network."""

from __future__ import annotations

import argparse
import getpass
import os
import sys

from attest_desktop.cli import account
from attest_desktop.cli.run import DONE
from attest_desktop.domain.errors import BadFileError, UserError
from attest_desktop.store import Secrets, Store
from attest_desktop.work.backup import back_up, restore, whose

# A phrase for the copy alone; without it the store's own serves.
PASSPHRASES = ("ATTEST_DESKTOP_BACKUP_PASSPHRASE", account.PASSPHRASE)
_SHORT = 12


def backup(options: argparse.Namespace) -> int:
    """Write everything that is kept here to one file under a passphrase."""
    with account.open_kept(options) as desk:
        if options.file.is_dir():
            raise BadFileError(f"«{options.file}» — это папка.", "Укажите имя файла для копии.")
        passphrase = _given() or _new_passphrase()
        back_up(desk, options.file, passphrase)
    print(f"Резервная копия записана и проверена: {options.file}")
    print("Без секретной фразы её не открыть никому, и Вам тоже: сохраните фразу отдельно от файла.")
    return DONE


def restore_kept(options: argparse.Namespace) -> int:
    """Make a backup the data of its account on this computer."""
    backup_passphrase = _given() or account.ask("Секретная фраза копии: ", PASSPHRASES[0])
    secrets = Secrets()
    owner = whose(options.file, backup_passphrase)
    if owner is None or getattr(options, "account", None):
        owner = account.account_of(options, secrets)
    folder = account.data_dir(options)
    replaced = Store.exists(folder, owner)
    restore(
        options.file,
        backup_passphrase,
        owner,
        data_dir=folder,
        secrets=secrets,
        passphrase=account.passphrase_of(folder, owner, secrets),
    )
    print(f"Данные восстановлены из копии: {options.file}")
    if replaced:
        print("То, что было на этом компьютере раньше, сохранено рядом, в файлах before-restore-….")
    return DONE


def _given() -> str | None:
    return next((os.environ[name] for name in PASSPHRASES if os.environ.get(name)), None)


def _new_passphrase() -> str:
    """Asked twice: a slip of the finger would lock the copy for good."""
    first = account.ask("Придумайте секретную фразу для копии: ", PASSPHRASES[0])
    if len(first) < _SHORT:
        print("Короткую фразу легко подобрать: лучше взять несколько слов.", file=sys.stderr)
    if getpass.getpass("Повторите фразу: ", stream=sys.stderr) != first:
        raise UserError("Фразы не совпали, копия не записана.", "Повторите команду.", title="Копия не сделана")
    return first
