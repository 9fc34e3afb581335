"""Copies of the account's data that the program keeps by itself, and going back to one."""

from __future__ import annotations

import logging
from datetime import timedelta
from pathlib import Path

from attest_desktop.store import Account, Copy, Secrets, Store
from attest_desktop.work.desk import Desk

logger = logging.getLogger(__name__)

DUE_AFTER = timedelta(hours=4)


def keep_copy(desk: Desk) -> Copy | None:
    """Make a copy if the newest one is some hours old; None when it is not. May take seconds.

    Raises StoreDamagedError (the data themselves are not whole: say so at once), DiskFaultError.
    """
    # Else the copy would hold what a removal has not yet cleared out of the file.
    desk.store.compact_if_due()
    newest = desk.store.own_copies()[:1]
    if newest and timedelta() <= desk.now() - newest[0].moment < DUE_AFTER:
        return None
    made = desk.store.make_copy(desk.now())
    logger.info("a copy of the store was made")
    return made


def copies(data_dir: Path, account: Account) -> tuple[Copy, ...]:
    """The copies of the account's data on this computer, newest first."""
    return Store.copies(data_dir, account)


def go_back_to(
    copy: Copy, account: Account, *, data_dir: Path, secrets: Secrets, passphrase: str | None = None
) -> None:
    """Put a copy in the place of the damaged data, which are set aside, never removed.

    Raises StoreBusyError, StoreDamagedError (this copy is damaged too), DiskFaultError and the errors of getting
    at the key; then nothing has changed.
    """
    Store.put_back(copy, data_dir, account, secrets, passphrase=passphrase)
