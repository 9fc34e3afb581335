"""What this machine knows of an account before it signs in."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from attest_desktop.store import Account, KeyringState, Secrets, Store
from attest_desktop.work.sign_in import known_accounts


@dataclass(frozen=True, slots=True)
class Known:
    """One account: whether its data are here, how they are locked, whether its password is kept."""

    account: Account
    has_store: bool
    needs_passphrase: bool
    password_kept: bool


@dataclass(frozen=True, slots=True)
class Machine:
    """The keyring's state and the accounts that were used here, last used first."""

    keyring: KeyringState
    accounts: tuple[Account, ...]


def look_around(secrets: Secrets) -> Machine:
    """May wait for the system's password storage."""
    return Machine(secrets.state(), known_accounts(secrets))


def look_at(account: Account, data_dir: Path, secrets: Secrets) -> Known:
    """May wait for the system's password storage."""
    kept = secrets.state() is KeyringState.AVAILABLE and secrets.password(account) is not None
    return Known(
        account,
        Store.exists(data_dir, account),
        Store.needs_passphrase(data_dir, account, secrets),
        kept,
    )
