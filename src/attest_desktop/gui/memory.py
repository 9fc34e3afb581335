"""Python's garbage collector kept out of the pool threads, and from stopping the window.

By itself it runs in whichever thread happens to reach its threshold, and destroys there what has gone round in
circles: widgets and timers too, which Qt allows in the GUI thread only; the program may crash of it. And a full
collection looks at every living object and holds all threads meanwhile: with the heavy libraries loaded that took
up to 400 ms, which is seen as a stuck key.
"""

from __future__ import annotations

import gc
import time

from PySide6.QtCore import QObject, QTimer

EVERY_MS = 1_000
# Of all time full collections may take one part in a hundred.
FULL_SHARE = 0.01


def leave_alone() -> None:
    """What lives now (modules, widgets) stays: later collections look only at what is made after this."""
    gc.freeze()


class Collector(QObject):
    """While it is on, garbage is collected by a timer in the thread that made it, and nowhere else."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._timer = QTimer(self, interval=EVERY_MS)
        self._timer.timeout.connect(self.look)
        self._next_full = 0.0

    def begin(self) -> None:
        """Take over from Python; what lives by now stays."""
        gc.disable()
        leave_alone()
        self._timer.start()

    def end(self) -> None:
        """Give it back to Python: for when the pool threads have ended."""
        self._timer.stop()
        gc.enable()

    def look(self) -> None:
        """Collect what is due by Python's own thresholds; everything only now and then."""
        due = [count > limit for count, limit in zip(gc.get_count(), gc.get_threshold(), strict=True)]
        now = time.monotonic()
        if due[2] and now >= self._next_full:
            gc.collect()
            ended = time.monotonic()
            self._next_full = ended + (ended - now) / FULL_SHARE
        elif due[1]:
            gc.collect(1)
        elif due[0]:
            gc.collect(0)
