"""Leads from an error at the opening of the data to the way that may help, and goes that way."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from attest_desktop.domain.errors import AttestError, UserError
from attest_desktop.gui.runner import Runner
from attest_desktop.gui.sign_in.pane import Pane
from attest_desktop.gui.sign_in.rescue import BackupChosen, BackupPane, CodePane, CopiesPane
from attest_desktop.gui.theme import tokens
from attest_desktop.gui.widgets import LinkButton
from attest_desktop.store import (
    Account,
    Copy,
    KeyringAbsentError,
    KeyringState,
    PassphraseNeededError,
    Secrets,
    StoreDamagedError,
    StoreKeyMissingError,
    WrongPassphraseError,
)
from attest_desktop.work.backup import restore, whose
from attest_desktop.work.copies import copies, go_back_to
from attest_desktop.work.desk import utc_now

KEY_IS_LOST = (StoreKeyMissingError, KeyringAbsentError, PassphraseNeededError, WrongPassphraseError)
BACK_FROM_COPY = "Данные возвращены из копии. Войдите, чтобы продолжить работу."
BACK_FROM_FILE = "Данные восстановлены из резервной копии. Войдите, чтобы продолжить работу."


class Rescue(QObject):
    """Three links below the sign-in form, each with its pane.

    Emits `shown` with the pane that takes the form's place, `left` when it goes, `code_given` with a recovery
    code, `brought_back` with the account and what to say when its data are back.
    """

    shown = Signal(object)
    left = Signal()
    code_given = Signal(str)
    brought_back = Signal(object, str)

    def __init__(
        self,
        runner: Runner,
        data_dir: Path,
        secrets: Secrets,
        account: Callable[[], Account],
        phrase: Callable[[], str | None],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._runner, self._data_dir, self._secrets = runner, data_dir, secrets
        self._account, self._phrase = account, phrase
        self.code, self.copies, self.backup = CodePane(), CopiesPane(), BackupPane()
        self.links = QWidget()
        self._by_code = LinkButton("Открыть данные кодом восстановления", self._on_by_code, icon="key-round")
        self._by_copy = LinkButton("Вернуть данные из копии", self._on_by_copy, icon="history")
        self._by_backup = LinkButton("Восстановить из резервной копии", self.by_backup, icon="archive")
        column = QVBoxLayout(self.links)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens.S)
        for link in (self._by_code, self._by_copy, self._by_backup):
            column.addWidget(link, 0, Qt.AlignmentFlag.AlignLeft)
        self.offer(None)
        for pane in self.panes:
            pane.back.connect(self.left)
            pane.hide()
        self.code.wanted.connect(self.code_given)
        self.copies.wanted.connect(self._on_copy)
        self.backup.wanted.connect(self._on_backup)

    @property
    def panes(self) -> tuple[Pane, ...]:
        """All three."""
        return self.code, self.copies, self.backup

    def offer(self, error: AttestError | None) -> None:
        """Show the ways that may help against the error; a backup can be restored at any time."""
        self._by_code.setVisible(isinstance(error, KEY_IS_LOST))
        self._by_copy.setVisible(isinstance(error, StoreDamagedError))

    def _on_by_code(self) -> None:
        self.shown.emit(self.code)
        self.code.begin()

    def _on_by_copy(self) -> None:
        account = self._account()

        def done(found: tuple[Copy, ...]) -> None:
            self.shown.emit(self.copies)
            self.copies.begin(found, utc_now())

        self._runner.start(
            lambda _p, _c: copies(self._data_dir, account),
            owner=self,
            on_done=done,
            on_failed=partial(self._failed, self.copies),
            quiet=True,
        )

    def by_backup(self, path: Path | None = None) -> None:
        """Offer to restore a backup: the one named, or one to choose."""
        self.shown.emit(self.backup)
        self.backup.begin(path)

    def _on_copy(self, copy: Copy) -> None:
        account, phrase = self._account(), self._phrase()

        def job() -> Account:
            go_back_to(copy, account, data_dir=self._data_dir, secrets=self._secrets, passphrase=phrase)
            return account

        self._go(self.copies, job, BACK_FROM_COPY)

    def _on_backup(self, chosen: BackupChosen) -> None:
        entered, typed = self._account(), self._phrase()

        def job() -> Account:
            # On a new computer no name stands in the form yet: the backup knows whose it is.
            owner = None if entered.user_name else whose(chosen.path, chosen.phrase)
            account = owner or entered
            if not account.user_name:
                raise UserError("В этой копии не записано, чья она.", "Введите имя пользователя и повторите.")
            # Where there is no keyring, the data need a phrase: the one typed in the form, or the backup's.
            absent = self._secrets.state() is KeyringState.ABSENT
            phrase = typed or (chosen.phrase if absent else None)
            restore(
                chosen.path,
                chosen.phrase,
                account,
                data_dir=self._data_dir,
                secrets=self._secrets,
                passphrase=phrase,
            )
            return account

        self._go(self.backup, job, BACK_FROM_FILE)

    def _go(self, pane: Pane, job: Callable[[], Account], words: str) -> None:
        pane.set_busy(True)

        def done(account: Account) -> None:
            pane.set_busy(False)
            self.offer(None)
            self.left.emit()
            self.brought_back.emit(account, words)

        self._runner.start(
            lambda _p, _c: job(), owner=self, title=pane.button.text(), on_done=done,
            on_failed=partial(self._failed, pane),
        )  # fmt: skip

    def _failed(self, pane: Pane, error: AttestError) -> None:
        pane.show_error(error)
