"""The live preview: finished pages a moment after each change, the newest text only."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QObject, QTimer, Signal

from attest_desktop.domain.errors import AttestError, CancelledError
from attest_desktop.domain.progress import Cancelled, Progress
from attest_desktop.gui.context import Context
from attest_desktop.gui.runner import Task
from attest_desktop.papers.pdf import EngineName
from attest_desktop.papers.template import Blank
from attest_desktop.work.draft import DraftText
from attest_desktop.work.finish import Prepared, prepare
from attest_desktop.work.template import current_template

PAUSE_MS = 350
# While a person types without a pause the pages still follow this often.
LONGEST_MS = 1500


@dataclass(frozen=True, slots=True)
class Made:
    """Pages made from a text, and the blanks of the template that they were made from."""

    text: DraftText
    prepared: Prepared
    blanks: tuple[Blank, ...]


class Preview(QObject):
    """Makes pages of what `note` was last given; one making at a time, an outdated one is given up."""

    made = Signal(object)
    failed = Signal(object)

    def __init__(self, context: Context, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._attestee_id = ""
        self._pending: DraftText | None = None
        self._task: Task | None = None
        self._busy = False
        self._turn = 0
        self._timer = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._timer.timeout.connect(self._make)
        self._longest = QTimer(self, singleShot=True, interval=LONGEST_MS)
        self._longest.timeout.connect(self._make)

    def begin(self, attestee_id: str, text: DraftText) -> None:
        """Another attestee: make the pages at once."""
        self.stop()
        self._attestee_id = attestee_id
        self._pending = text
        self._make()

    def note(self, text: DraftText) -> None:
        """The text changed."""
        self._pending = text
        self._timer.start()
        if not self._longest.isActive():
            self._longest.start()

    def stop(self) -> None:
        """Give up what is being made."""
        self._timer.stop()
        self._longest.stop()
        self._pending = None
        self._turn += 1
        if self._task is not None:
            self._task.cancel()

    def _make(self) -> None:
        if self._pending is None:
            return
        if self._busy:
            # The outdated making is asked to stop; the newest text follows when it has.
            if self._task is not None:
                self._task.cancel()
            return
        self._timer.stop()
        self._longest.stop()
        text, self._pending = self._pending, None
        self._busy = True
        desk, attestee_id, turn = self._context.desk, self._attestee_id, self._turn

        def job(progress: Progress, cancelled: Cancelled) -> Made:
            prepared = prepare(
                desk, attestee_id, text, engine=EngineName.BUILTIN, progress=progress, cancelled=cancelled
            )
            return Made(text, prepared, tuple(current_template(desk).template.blanks))

        def done(made: Made) -> None:
            self._busy = False
            if turn == self._turn:
                self.made.emit(made)
            self._follow()

        def failed(error: AttestError) -> None:
            self._busy = False
            if turn == self._turn and not isinstance(error, CancelledError):
                self.failed.emit(error)
            self._follow()

        self._task = self._context.runner.start(job, owner=self, on_done=done, on_failed=failed, quiet=True)

    def _follow(self) -> None:
        if self._pending is not None and not self._timer.isActive():
            self._make()
