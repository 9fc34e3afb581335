"""Background work: a use case runs in a pool thread, its result or error arrives in the GUI thread."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from typing import Any, TypeVar

from PySide6.QtCore import QEventLoop, QMetaObject, QObject, QThreadPool, QTimer, Signal, Slot
from shiboken6 import isValid

from attest_desktop.domain.errors import AttestError
from attest_desktop.domain.progress import Cancelled, Progress

logger = logging.getLogger(__name__)
T = TypeVar("T")
POOL_SIZE = 4
# A progress bar is read by a person: more than twenty changes a second only load the GUI thread.
LEAST_BETWEEN_REPORTS = 0.05


class Task(QObject):
    """One job on its way. Keep it to cancel it; forgetting it does no harm."""

    def __init__(
        self,
        job: Callable[[Progress, Cancelled], Any],
        owner: QObject,
        title: str,
        on_done: Callable[[Any], None] | None,
        on_failed: Callable[[AttestError], None] | None,
        *,
        quiet: bool,
        in_order: bool,
    ) -> None:
        super().__init__()
        self.job = job
        self.owner = owner
        self.title = title
        self.on_done = on_done
        self.on_failed = on_failed
        self.quiet = quiet
        self.in_order = in_order
        self.running = True
        self.tie: QMetaObject.Connection | None = None
        self._cancelled = threading.Event()

    def cancel(self) -> None:
        """Ask the job to stop; it ends with CancelledError when it notices."""
        self._cancelled.set()

    @property
    def cancelled(self) -> bool:
        """Whether the job was asked to stop."""
        return self._cancelled.is_set()


class Runner(QObject):
    """Runs jobs in threads. Nothing outlives its owner: results for a destroyed owner are dropped.

    `failed` tells of an expected error that nobody took by `on_failed`; `crashed` of a bug. `quiet` tasks are
    not for the progress bar.
    """

    started = Signal(object)
    progressed = Signal(object, str, object)
    finished = Signal(object)
    failed = Signal(object, object)
    crashed = Signal(object)
    idle = Signal()
    _told = Signal(object, str, object)
    _ended = Signal(object, object, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tasks: set[Task] = set()
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(POOL_SIZE)
        self._line = QThreadPool(self)
        self._line.setMaxThreadCount(1)
        self._told.connect(self._on_told)
        self._ended.connect(self._on_ended)

    @property
    def tasks(self) -> tuple[Task, ...]:
        """The tasks that have not ended."""
        return tuple(self._tasks)

    def start(
        self,
        job: Callable[[Progress, Cancelled], T],
        *,
        owner: QObject,
        title: str = "",
        on_done: Callable[[T], None] | None = None,
        on_failed: Callable[[AttestError], None] | None = None,
        quiet: bool = False,
        in_order: bool = False,
    ) -> Task:
        """Run `job(progress, cancelled)`; `on_done` or `on_failed` is called in the GUI thread.

        `in_order` jobs run one after another in the order they were started: for saving.
        """
        task = Task(job, owner, title, on_done, on_failed, quiet=quiet, in_order=in_order)
        self._begin(task)
        return task

    def again(self, task: Task) -> Task | None:
        """Start the same job once more, for the same owner; None when the owner is gone."""
        if not isValid(task.owner):
            return None
        return self.start(
            task.job,
            owner=task.owner,
            title=task.title,
            on_done=task.on_done,
            on_failed=task.on_failed,
            quiet=task.quiet,
            in_order=task.in_order,
        )

    def cancel_all(self) -> None:
        """Ask every job to stop."""
        for task in self._tasks:
            task.cancel()

    def wait_idle(self, timeout_ms: int) -> bool:
        """Keep the event loop going until no task is left; False when time ran out first."""
        until = time.monotonic() + timeout_ms / 1000
        while self._tasks and (left := until - time.monotonic()) > 0:
            loop = QEventLoop()
            self.idle.connect(loop.quit)
            QTimer.singleShot(int(left * 1000) + 1, loop, loop.quit)
            loop.exec()
            self.idle.disconnect(loop.quit)
        return not self._tasks

    def _begin(self, task: Task) -> None:
        self._tasks.add(task)
        task.tie = task.owner.destroyed.connect(task.cancel)
        self.started.emit(task)
        (self._line if task.in_order else self._pool).start(lambda: self._run(task))

    def _run(self, task: Task) -> None:
        """In a pool thread."""
        last = 0.0

        def progress(what: str, part: float | None = None, /) -> None:
            nonlocal last
            now = time.monotonic()
            if now - last >= LEAST_BETWEEN_REPORTS or part == 1.0:
                last = now
                self._told.emit(task, what, part)

        try:
            result = task.job(progress, lambda: task.cancelled)
        except BaseException as error:  # handed to the GUI thread, which shows or reports it
            self._ended.emit(task, None, error)
        else:
            self._ended.emit(task, result, None)

    @Slot(object, str, object)
    def _on_told(self, task: Task, what: str, part: float | None) -> None:
        if task.running and not task.quiet:
            self.progressed.emit(task, what, part)

    @Slot(object, object, object)
    def _on_ended(self, task: Task, result: object, error: BaseException | None) -> None:
        task.running = False
        if task.tie is not None and isValid(task.owner):
            # A task may be the last to hold its owner: the owner's end must not call into a task half gone.
            QObject.disconnect(task.tie)
        self._tasks.discard(task)
        self.finished.emit(task)
        try:
            if error is not None and not isinstance(error, AttestError):
                self.crashed.emit(error)
            elif isValid(task.owner):
                self._deliver(task, result, error)
        finally:
            if not self._tasks:
                self.idle.emit()

    def _deliver(self, task: Task, result: object, error: AttestError | None) -> None:
        if error is None:
            if task.on_done is not None:
                task.on_done(result)
        elif task.on_failed is not None:
            task.on_failed(error)
        else:
            self.failed.emit(task, error)


class SyncRunner(Runner):
    """Runs each job at once in the calling thread: for tests of single views."""

    def _begin(self, task: Task) -> None:
        self._tasks.add(task)
        self.started.emit(task)
        self._run(task)
