"""Background work: a use case runs in a pool thread, its result or error arrives in the GUI thread.

Objects of Qt may be destroyed in the GUI thread only. So a pool thread holds no task, owner or outcome once it has
told of its end: the last to let go of them is always the GUI thread.
"""

from __future__ import annotations

import logging
import threading
import time
from collections import deque
from collections.abc import Callable
from itertools import count
from typing import Any, TypeVar

from PySide6.QtCore import QEventLoop, QMetaObject, QObject, QThreadPool, QTimer, Signal, Slot
from shiboken6 import isValid

from attest_desktop.domain.errors import AttestError
from attest_desktop.domain.progress import Cancelled, Progress

logger = logging.getLogger(__name__)
T = TypeVar("T")
_Outcome = tuple[int, Any, BaseException | None]
POOL_SIZE = 4
# A progress bar is read by a person: more than twenty changes a second only load the GUI thread.
LEAST_BETWEEN_REPORTS = 0.05
_numbers = count(1)


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
        steady: bool = False,
    ) -> None:
        super().__init__()
        self.number = next(_numbers)
        self.job = job
        self.owner = owner
        self.title = title
        self.on_done = on_done
        self.on_failed = on_failed
        self.quiet = quiet
        self.in_order = in_order
        self.steady = steady
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

    @property
    def asked(self) -> Cancelled:
        """Tells the same, for the job; holds nothing of the task."""
        return self._cancelled.is_set


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
    _told = Signal(int, str, object)
    _ended = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tasks: dict[int, Task] = {}
        self._outcomes: deque[_Outcome] = deque()
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(POOL_SIZE)
        self._line = QThreadPool(self)
        self._line.setMaxThreadCount(1)
        # What fonts keep for a text belongs to the thread that laid it out: this one lives as long as the runner.
        self._steady = QThreadPool(self)
        self._steady.setMaxThreadCount(1)
        self._steady.setExpiryTimeout(-1)
        self._told.connect(self._on_told)
        self._ended.connect(self._on_ended)

    @property
    def tasks(self) -> tuple[Task, ...]:
        """The tasks that have not ended."""
        return tuple(self._tasks.values())

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
        steady: bool = False,
    ) -> Task:
        """Run `job(progress, cancelled)`; `on_done` or `on_failed` is called in the GUI thread.

        `in_order` jobs run one after another in the order they were started: for saving. So do `steady` ones, all
        in one thread that never ends: for what keeps texts laid out.
        """
        task = Task(job, owner, title, on_done, on_failed, quiet=quiet, in_order=in_order, steady=steady)
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
            steady=task.steady,
        )

    def cancel_all(self) -> None:
        """Ask every job to stop."""
        for task in self._tasks.values():
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
        number = task.number
        self._tasks[number] = task
        task.tie = task.owner.destroyed.connect(task.cancel)
        self.started.emit(task)
        pool = self._steady if task.steady else self._line if task.in_order else self._pool
        pool.start(lambda: self._run(number))

    def _run(self, number: int) -> None:
        """In a pool thread."""
        self._outcomes.append(self._outcome(number))
        self._ended.emit()

    def _outcome(self, number: int) -> _Outcome:
        last = 0.0

        def progress(what: str, part: float | None = None, /) -> None:
            nonlocal last
            now = time.monotonic()
            if now - last >= LEAST_BETWEEN_REPORTS or part == 1.0:
                last = now
                self._told.emit(number, what, part)

        try:
            return number, self._tasks[number].job(progress, self._tasks[number].asked), None
        except BaseException as error:  # handed to the GUI thread, which shows or reports it
            return number, None, error

    @Slot(int, str, object)
    def _on_told(self, number: int, what: str, part: float | None) -> None:
        task = self._tasks.get(number)
        if task is not None and not task.quiet:
            self.progressed.emit(task, what, part)

    @Slot()
    def _on_ended(self) -> None:
        number, result, error = self._outcomes.popleft()
        task = self._tasks.pop(number)
        task.running = False
        if task.tie is not None and isValid(task.owner):
            # A task may be the last to hold its owner: the owner's end must not call into a task half gone.
            QObject.disconnect(task.tie)
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
        self._tasks[task.number] = task
        self.started.emit(task)
        self._run(task.number)
