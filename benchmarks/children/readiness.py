"""Tells when a window has been painted with what it shows and has taken a key, and what it has cost by then."""

from __future__ import annotations

import json
import resource
import sys
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget


def _work() -> float:
    spent = resource.getrusage(resource.RUSAGE_SELF)
    return spent.ru_utime + spent.ru_stime


def _memory() -> int:
    """Bytes of memory held (what is shared counts in part), on Linux; else the peak."""
    rollup = Path("/proc/self/smaps_rollup")
    if rollup.exists():
        pss = next(line for line in rollup.read_text().splitlines() if line.startswith("Pss:"))
        return int(pss.split()[1]) * 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


class Readiness(QObject):
    """Watches a window.

    `shown` says whether what it is to show is there: no key is sent before it has been painted. `loaded` says
    whether nothing goes on in the background any more.
    """

    def __init__(self, window: QWidget, shown: Callable[[], bool], loaded: Callable[[], bool]) -> None:
        super().__init__(window)
        self._window, self._shown, self._loaded = window, shown, loaded
        self._told: dict[str, float] = {}
        self._pressed = False
        QApplication.instance().installEventFilter(self)  # type: ignore[union-attr]  # there is one

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """After the first paint of what is shown a key is sent; its arrival is readiness."""
        if not self._pressed and event.type() == QEvent.Type.Paint and self._shown():
            self._pressed = True
            QTimer.singleShot(0, self._press)
        elif not self._told and event.type() == QEvent.Type.KeyPress:
            self._told = {"ready_at": time.time(), "work": _work()}
            self._wait()
        return super().eventFilter(watched, event)

    def _press(self) -> None:
        key = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Shift, Qt.KeyboardModifier.NoModifier)
        QApplication.postEvent(QApplication.focusWidget() or self._window, key)

    def _wait(self) -> None:
        if not self._loaded():
            QTimer.singleShot(5, self._wait)
            return
        told = {**self._told, "loaded": _work(), "memory": _memory()}
        sys.stdout.write(json.dumps(told) + "\n")
        sys.stdout.flush()
        QApplication.quit()
