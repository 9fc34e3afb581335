"""The phrases as the window holds them: read once, changed through the runner."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QObject, Signal

from attest_desktop.domain.errors import AttestError
from attest_desktop.gui.context import Context
from attest_desktop.store import PhraseText, StoredPhrase
from attest_desktop.work.desk import Desk
from attest_desktop.work.phrases import (
    Imported,
    bring_phrase_back,
    change_phrase,
    export_phrases,
    forget_imported,
    import_phrases,
    keep_phrase,
    note_used,
    phrases,
    remove_phrase,
)

T = TypeVar("T")


class PhraseBank(QObject):
    """`changed` comes whenever `all` is new, `removed` with a phrase that can be brought back.

    `known` tells that `all` was read; `unread` carries the error when it cannot be.
    """

    changed = Signal()
    removed = Signal(object)
    unread = Signal(object)

    def __init__(self, context: Context, parent: QObject) -> None:
        super().__init__(parent)
        self.context = context
        self.all: tuple[StoredPhrase, ...] = ()
        self.known = False

    def load(self) -> None:
        """Read the phrases."""
        desk = self.context.desk
        self.context.runner.start(
            lambda _p, _c: phrases(desk),
            owner=self,
            on_done=self._show,
            on_failed=self._on_unread,
            quiet=True,
            in_order=True,
        )

    def _on_unread(self, error: AttestError) -> None:
        self.unread.emit(error)
        self.context.show_error(error, self.load)

    def keep(self, phrase: PhraseText, then: Callable[[StoredPhrase], None] | None = None) -> None:
        """Keep a new phrase."""
        self._change(lambda desk: keep_phrase(desk, phrase), then)

    def change(self, phrase_id: int, phrase: PhraseText) -> None:
        """Let a phrase say something else."""
        self._change(lambda desk: change_phrase(desk, phrase_id, phrase))

    def remove(self, phrase: StoredPhrase) -> None:
        """Remove a phrase; `removed` lets it be brought back."""
        self._change(lambda desk: remove_phrase(desk, phrase.id), lambda _none: self.removed.emit(phrase))

    def bring_back(self, phrase: StoredPhrase) -> None:
        """Undo a removal."""
        self._change(lambda desk: bring_phrase_back(desk, phrase))

    def note_used(self, phrase: StoredPhrase) -> None:
        """The phrase was put into a conclusion."""
        self._change(lambda desk: note_used(desk, phrase.id))

    def write_to(self, path: Path, then: Callable[[Path], None]) -> None:
        """Write all phrases to a file."""
        self._do(lambda desk: export_phrases(desk, path), then)

    def read_from(self, path: Path, then: Callable[[Imported], None]) -> None:
        """Take over the phrases of a file."""
        self._change(lambda desk: import_phrases(desk, path), then)

    def forget(self, imported: Imported) -> None:
        """Undo what `read_from` brought."""
        self._change(lambda desk: forget_imported(desk, imported.added))

    def _show(self, kept: tuple[StoredPhrase, ...]) -> None:
        self.all, self.known = kept, True
        self.changed.emit()

    def _change(self, act: Callable[[Desk], T], then: Callable[[T], None] | None = None) -> None:
        def job(desk: Desk) -> tuple[T, tuple[StoredPhrase, ...]]:
            return act(desk), phrases(desk)

        def done(made: tuple[T, tuple[StoredPhrase, ...]]) -> None:
            self._show(made[1])
            if then is not None:
                then(made[0])

        self._do(job, done)

    def _do(self, act: Callable[[Desk], T], then: Callable[[T], None]) -> None:
        desk = self.context.desk
        self.context.runner.start(lambda _p, _c: act(desk), owner=self, on_done=then, quiet=True, in_order=True)
