"""Which account a command works with, and its secrets: from the keyring, the environment, or a prompt."""

from __future__ import annotations

import argparse
import getpass
import os
import sys
from pathlib import Path

from attest_desktop.domain.errors import EnvironmentFault, UserError
from attest_desktop.store import Account, KeyringState, Secrets, Store
from attest_desktop.work.desk import DEFAULT_SERVER, Desk, default_data_dir
from attest_desktop.work.sign_in import account_at, known_accounts, open_offline, sign_in
from attest_desktop.work.site import site_in

PASSWORD = "ATTEST_DESKTOP_PASSWORD"  # noqa: S105 (the variable's name, not a password)
PASSPHRASE = "ATTEST_DESKTOP_PASSPHRASE"  # noqa: S105


def data_dir(options: argparse.Namespace) -> Path:
    """Where the program's data lie for this call."""
    return Path(getattr(options, "data_dir", None) or default_data_dir())


def account_of(options: argparse.Namespace, secrets: Secrets) -> Account:
    """The account named, or the only one known on this machine."""
    server = getattr(options, "server", None)
    name = getattr(options, "account", None)
    if name:
        return account_at(DEFAULT_SERVER if server is None else server, name)
    known = known_accounts(secrets)
    if server:
        known = tuple(one for one in known if one.digest == account_at(server, one.user_name).digest)
    if len(known) == 1:
        return known[0]
    raise UserError(
        "Не указано, чей личный кабинет открыть.", "Добавьте --account ИМЯ.", title="Нет учётной записи"
    )


def open_desk(options: argparse.Namespace, *, offline_ok: bool = False) -> Desk:
    """Sign in; with `offline_ok`, when the service is out of reach, open what is kept on this machine."""
    secrets = Secrets()
    account = account_of(options, secrets)
    folder = data_dir(options)
    if problem := site_in(folder).problem:
        print(problem, file=sys.stderr)
    passphrase = passphrase_of(folder, account, secrets)
    password = _password(account, secrets)
    try:
        return sign_in(
            account,
            password,
            data_dir=folder,
            secrets=secrets,
            remember=secrets.state() is KeyringState.AVAILABLE and secrets.password(account) == password,
            passphrase=passphrase,
        )
    except EnvironmentFault as fault:
        if not offline_ok or not Store.exists(folder, account):
            raise
        print(f"{fault.what} Работаем с тем, что есть на этом компьютере.", file=sys.stderr)
        return open_offline(account, data_dir=folder, secrets=secrets, passphrase=passphrase)


def open_kept(options: argparse.Namespace) -> Desk:
    """Open what is kept on this machine, without the network."""
    secrets = Secrets()
    account = account_of(options, secrets)
    folder = data_dir(options)
    return open_offline(
        account, data_dir=folder, secrets=secrets, passphrase=passphrase_of(folder, account, secrets)
    )


def _password(account: Account, secrets: Secrets) -> str:
    given = os.environ.get(PASSWORD)
    if given:
        return given
    kept = secrets.password(account) if secrets.state() is KeyringState.AVAILABLE else None
    return kept or ask("Пароль личного кабинета: ", PASSWORD)


def passphrase_of(folder: Path, account: Account, secrets: Secrets) -> str | None:
    """The passphrase of the account's store; None where the keyring has its key."""
    if not Store.needs_passphrase(folder, account, secrets):
        return None
    return os.environ.get(PASSPHRASE) or ask("Секретная фраза хранилища: ", PASSPHRASE)


def ask(words: str, variable: str) -> str:
    """A secret typed by hand, not shown; `variable` is named where there is nobody to ask."""
    if not sys.stdin.isatty():
        raise UserError(
            f"Некого спросить: {words.rstrip(': ').lower()}.",
            f"Задайте переменную {variable}.",
            title="Нужен пароль",
        )
    return getpass.getpass(words, stream=sys.stderr)
