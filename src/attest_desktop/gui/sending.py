"""Sending and deciding about outbox rows while the window itself may be sending in the background."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Sequence
from typing import TypeVar

from attest_desktop.domain.errors import EnvironmentFault
from attest_desktop.domain.progress import Cancelled, Progress, stop_if
from attest_desktop.store import StoreBusyError
from attest_desktop.work.desk import Desk
from attest_desktop.work.send import Unsent, send_due

T = TypeVar("T")
# An upload over a weak line takes its time; after that it is another window that is sending.
PATIENCE_S = 60.0
LOOK_EVERY_S = 0.25


class NotSentNowError(EnvironmentFault):
    """The batch stopped; what it did not reach waits in the outbox for its next try."""

    title = "Пока не отправлено: программа повторит сама"


def when_free(action: Callable[[], T], cancelled: Cancelled, patience: float = PATIENCE_S) -> T:
    """Do it as soon as nobody else is sending. Raises StoreBusyError when patience ends, CancelledError."""
    until = time.monotonic() + patience
    pause = threading.Event()
    while True:
        try:
            return action()
        except StoreBusyError:
            if time.monotonic() >= until:
                raise
        stop_if(cancelled)
        pause.wait(LOOK_EVERY_S)


def send_rows(desk: Desk, row_ids: Sequence[int], progress: Progress, cancelled: Cancelled) -> Unsent | None:
    """Send these rows now, due or not; what stopped it, if anything did."""
    _, stopped = when_free(lambda: send_due(desk, only=row_ids, progress=progress, cancelled=cancelled), cancelled)
    return stopped
