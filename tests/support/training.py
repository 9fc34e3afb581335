"""Training that stands at its beginning at once: what takes long is done once for all tests of a process."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from attest_desktop.domain.progress import Cancelled, Progress, never, silent
from attest_desktop.practice import PracticeServer
from attest_desktop.store import Account, Secrets, Store
from attest_desktop.work.desk import Desk
from attest_desktop.work.training import TRAINING_PASSPHRASE, Training

CHEAP = 2**4  # scrypt cost that lets tests run fast


def make_store(data_dir: Path, account: Account, passphrase: str) -> None:
    """An empty store whose passphrase is quickly tried."""
    Store.open(data_dir, account, Secrets.absent(), passphrase=passphrase, scrypt_n=CHEAP).close()


class FirstTraining(Training):
    """A training whose desk was opened, refreshed and closed: the pattern of all others."""

    def __init__(self) -> None:
        super().__init__()
        make_store(self.folder, self.account, TRAINING_PASSPHRASE)
        self.open_desk().close()

    @property
    def folder(self) -> Path:
        """Where its store lies."""
        return Path(self._folder.name)


class TrainingAgain(Training):
    """The first training's service, as new, and a copy of its store; like a fresh training, only quicker."""

    def __init__(self, first: FirstTraining) -> None:
        self.server: PracticeServer = first.server
        self.server.faults.clear()
        self.server.reset()
        self._folder = tempfile.TemporaryDirectory(prefix="attest-training-", ignore_cleanup_errors=True)
        shutil.copytree(first.folder, self._folder.name, dirs_exist_ok=True)

    def open_desk(self, *, progress: Progress = silent, cancelled: Cancelled = never) -> Desk:
        """Sign in; all the rest is in the store."""
        return self.signed_in(progress=progress, cancelled=cancelled)

    def close(self) -> None:
        """Remove the copy; the service goes on for the next."""
        self._folder.cleanup()
