"""Keeping the draft: on disk within a second after the last key, in the order of typing."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QObject, QTimer, Signal

from attest_desktop.domain.errors import AttestError
from attest_desktop.gui.context import Context
from attest_desktop.work.draft import DraftText, save_draft

PAUSE_MS = 400
# While a person types without a pause the text still gets to the disk this often.
LONGEST_MS = 900


class Autosave(QObject):
    """Saves what `note` was last given. `saved` carries the moment from which it is safe on disk."""

    saved = Signal(object)
    failed = Signal(object)

    def __init__(self, context: Context, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._attestee_id = ""
        self._pending: DraftText | None = None
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._longest = QTimer(self, singleShot=True, interval=LONGEST_MS)
        self._pause.timeout.connect(self.flush)
        self._longest.timeout.connect(self.flush)

    @property
    def waiting(self) -> bool:
        """Whether something typed is not on its way to the disk yet."""
        return self._pending is not None

    def begin(self, attestee_id: str) -> None:
        """Save what follows under this attestee; what was pending for another one is saved first."""
        self.flush()
        self._attestee_id = attestee_id

    def note(self, text: DraftText) -> None:
        """The draft as it is now; it is saved soon."""
        self._pending = text
        self._pause.start()
        if not self._longest.isActive():
            self._longest.start()

    def flush(self) -> None:
        """Start saving what is pending at once."""
        self._pause.stop()
        self._longest.stop()
        if self._pending is None:
            return
        text, self._pending = self._pending, None
        desk, attestee_id = self._context.desk, self._attestee_id

        def failed(error: AttestError) -> None:
            # A full disk: what was typed stays pending, unless newer words are already.
            if self._attestee_id == attestee_id and self._pending is None:
                self._pending = text
            self.failed.emit(error)

        def done(saved_at: datetime) -> None:
            if self._attestee_id == attestee_id:
                self.saved.emit(saved_at)

        self._context.runner.start(
            lambda _progress, _cancelled: save_draft(desk, attestee_id, text),
            owner=self,
            on_done=done,
            on_failed=failed,
            quiet=True,
            in_order=True,
        )
