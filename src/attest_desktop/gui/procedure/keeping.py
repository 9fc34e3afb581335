"""Keeping what is typed in an unfolded step: on disk half a second after a key, at once when the step is left."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QObject, QTimer, Signal

from attest_desktop.domain.errors import AttestError
from attest_desktop.domain.procedure import StepId
from attest_desktop.gui.context import Context
from attest_desktop.store import StepMark
from attest_desktop.work.procedure import write_step

SOON_MS = 400


NOT_KEPT = "День не сохранён: {}. Остальное сохранено."
NO_DAY = "«{}» — не день, пишите так: 05.10.2026"
AHEAD = "{} ещё не наступило"


@dataclass(frozen=True, slots=True)
class Written:
    """What stands in a step's fields. `with_day`: its day was changed by hand; `unread`: words that are no day."""

    mark: StepMark
    with_day: bool
    unread: str = ""


class Keeping(QObject):
    """Keeps what `note` was last given. `kept` comes once a step that was typed in was left and is on disk."""

    kept = Signal()

    def __init__(self, context: Context, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._whose = self._step = ""
        self._written: Written | None = None
        self._before: StepMark | None = None
        self._soon = QTimer(self, singleShot=True, interval=SOON_MS)
        self._soon.timeout.connect(self._flush)

    def note(self, attestee_id: str, written: Written) -> None:
        """The fields as they are now; whoever types without a pause is kept up with all the same."""
        if self._step and (self._whose, self._step) != (attestee_id, written.mark.step):
            self.leave()
        self._whose, self._step, self._written = attestee_id, written.mark.step, written
        if not self._soon.isActive():
            self._soon.start()

    def settle(self) -> None:
        """A button is about to keep the same: what is typed goes first, and not again when the step is left."""
        if self._soon.isActive():
            self._flush()
        self._written = None

    def before(self, step: str) -> StepMark | None:
        """What was kept of the step before it was typed in; None when it was not, or that is not known yet."""
        return self._before if step == self._step else None

    def leave(self) -> None:
        """The step is folded, or another attestee or view comes: what is typed is kept now."""
        if self._written is not None:
            self._tell_of(self._written)
            self._flush(leaving=True)
        self._step, self._written, self._before = "", None, None

    def _tell_of(self, written: Written) -> None:
        day, fault = written.mark.day, ""
        if written.unread:
            fault = NO_DAY.format(written.unread)
        elif day and day > self._context.today() and written.mark.step != StepId.VISIT_DAY.value:
            fault = AHEAD.format(f"{day:%d.%m.%Y}")
        if fault and written.with_day:
            self._context.say(NOT_KEPT.format(fault))

    def _flush(self, *, leaving: bool = False) -> None:
        self._soon.stop()
        written, whose, desk = self._written, self._whose, self._context.desk
        if written is None:
            return

        def done(former: StepMark) -> None:
            if self._before is None and (whose, former.step) == (self._whose, self._step):
                self._before = former
            if leaving:
                self.kept.emit()

        def failed(error: AttestError) -> None:
            # A full disk: the words stay in the fields, and those left already are kept by «Повторить».
            self._context.show_error(error, start)

        def start() -> None:
            with_day = written.with_day and not written.unread
            self._context.runner.start(
                lambda _p, _c: write_step(desk, whose, written.mark, with_day=with_day),
                owner=self,
                on_done=done,
                on_failed=failed,
                quiet=True,
                in_order=True,
            )

        start()
