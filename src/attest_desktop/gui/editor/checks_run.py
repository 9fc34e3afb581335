"""Checking the draft beside the live pages: after each making of pages, in the background."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from attest_desktop.domain.errors import AttestError
from attest_desktop.gui.context import Context
from attest_desktop.gui.editor.preview import Settled
from attest_desktop.work.checking import check_draft
from attest_desktop.work.checks import Finding


class Checker(QObject):
    """Checks what `note` was last given; one check at a time. `checked` carries the findings."""

    checked = Signal(object)

    def __init__(self, context: Context, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._attestee_id = ""
        self._pending: Settled | None = None
        self._busy = False
        self._turn = 0

    def begin(self, attestee_id: str) -> None:
        """What follows is about this attestee; what was being checked is of no interest any more."""
        self._turn += 1
        self._attestee_id = attestee_id
        self._pending = None

    def note(self, made: Settled) -> None:
        """New pages."""
        self._pending = made
        self._check()

    def _check(self) -> None:
        if self._pending is None or self._busy:
            return
        made, self._pending = self._pending, None
        self._busy = True
        desk, attestee_id, today, turn = self._context.desk, self._attestee_id, self._context.today(), self._turn

        def done(findings: tuple[Finding, ...]) -> None:
            self._busy = False
            if turn == self._turn:
                self.checked.emit(findings)
            self._check()

        def failed(_error: AttestError) -> None:
            # The pages themselves tell of a template that cannot be read; a check adds nothing to that.
            done(())

        self._context.runner.start(
            lambda _p, _c: check_draft(desk, attestee_id, made.text, made.prepared, today),
            owner=self,
            on_done=done,
            on_failed=failed,
            quiet=True,
        )
