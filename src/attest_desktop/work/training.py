"""«Учебный режим»: the practice service on this machine, with invented people."""

from __future__ import annotations

import tempfile
from pathlib import Path
from types import TracebackType
from typing import Self

from attest_desktop.domain.progress import Cancelled, Progress, never, silent
from attest_desktop.papers.signing import draw_sample_signature
from attest_desktop.practice import SAMPLE_ACCOUNT, PracticeServer
from attest_desktop.store import Account, Secrets
from attest_desktop.work.desk import Desk
from attest_desktop.work.draft import SECOND_EXPERT
from attest_desktop.work.refresh import kept_profile, refresh
from attest_desktop.work.sign_in import sign_in
from attest_desktop.work.signatures import add_signature

COLLEAGUE = {
    "full_name": "Заречная Полина Андреевна",
    "position": "учитель русского языка и литературы",
    "workplace": "МБОУ «Средняя общеобразовательная школа № 9» г. Кедрового",
}
# Training data are invented people's: nothing to protect, and no question asked at the start.
TRAINING_PASSPHRASE = "учебный режим"  # noqa: S105


class Training:
    """A running practice service and a folder for its account; both are gone when the training ends.

    Training starts anew each time: the practice service forgets what was uploaded, so must the store.
    """

    def __init__(self) -> None:
        self.server = PracticeServer().start()
        self._folder = tempfile.TemporaryDirectory(prefix="attest-training-", ignore_cleanup_errors=True)

    @property
    def account(self) -> Account:
        """The sample expert's account."""
        return Account(self.server.url, SAMPLE_ACCOUNT.user_name)

    def open_desk(self, *, progress: Progress = silent, cancelled: Cancelled = never) -> Desk:
        """Sign in as the sample expert, refresh, and lay out both sample signatures."""
        desk = self.signed_in(progress=progress, cancelled=cancelled)
        refresh(desk, progress=progress, cancelled=cancelled)
        add_sample_signatures(desk)
        return desk

    def signed_in(self, *, progress: Progress = silent, cancelled: Cancelled = never) -> Desk:
        """Sign in as the sample expert and nothing more."""
        return sign_in(
            self.account,
            SAMPLE_ACCOUNT.password,
            data_dir=Path(self._folder.name),
            # Nothing of the training may touch the user's own keyring.
            secrets=Secrets.absent(),
            passphrase=TRAINING_PASSPHRASE,
            practice_only=True,
            progress=progress,
            cancelled=cancelled,
        )

    def close(self) -> None:
        """Stop the service and remove the folder. Close the desk first."""
        self.server.stop()
        self._folder.cleanup()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def add_sample_signatures(desk: Desk) -> None:
    """Give the training expert and the colleague a drawn signature each, once."""
    if desk.store.signatures.all():
        return
    desk.store.facts.set(SECOND_EXPERT, COLLEAGUE, desk.now())
    profile = kept_profile(desk)
    if profile:
        image = draw_sample_signature(profile.full_name, seed=1)
        add_signature(desk, image, profile.full_name, is_mine=True)
    colleague = COLLEAGUE["full_name"]
    add_signature(desk, draw_sample_signature(colleague, seed=2), colleague, is_mine=False)
