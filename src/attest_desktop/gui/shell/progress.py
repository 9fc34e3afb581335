"""What goes on in the background, with «Отмена»; appears only for work that takes over half a second."""

from __future__ import annotations

import time

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QWidget

from attest_desktop.gui.runner import Runner, Task
from attest_desktop.gui.shell.pace import Pace
from attest_desktop.gui.theme import tokens
from attest_desktop.gui.widgets import Caption, Elided, TextButton

SHOWN_AFTER_MS = 400
STEPS = 1000


class ProgressStrip(QWidget):
    """A line at the foot of the window: what is being done, how far, how long yet, «Отмена».

    Shows the oldest of several, and how many wait behind it.
    """

    def __init__(self, runner: Runner) -> None:
        super().__init__()
        self._runner = runner
        self._tasks: list[Task] = []
        self._said: dict[Task, tuple[str, float | None]] = {}
        self._paces: dict[Task, Pace] = {}
        self.setAccessibleName("Ход работы")
        self.words = Elided("")
        self.left = Caption("")
        self.left.setWordWrap(False)
        self.bar = QProgressBar()
        self.bar.setMinimumWidth(80)
        self.bar.setMaximumWidth(200)
        self.bar.setTextVisible(False)
        self.cancel = TextButton("Отмена", self._on_cancel)
        row = QHBoxLayout(self)
        row.setContentsMargins(tokens.XL, tokens.XS, tokens.XL, tokens.XS)
        row.setSpacing(tokens.M)
        row.addWidget(self.words, 1)
        row.addWidget(self.left)
        row.addWidget(self.bar, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.cancel)
        self._timer = QTimer(self, singleShot=True, interval=SHOWN_AFTER_MS)
        self._timer.timeout.connect(self._on_late)
        runner.started.connect(self._on_started)
        runner.progressed.connect(self._on_progressed)
        runner.finished.connect(self._on_finished)
        self.hide()

    def _on_started(self, task: Task) -> None:
        if not task.quiet and task.title:
            self._tasks.append(task)
            self._paces[task] = Pace(time.monotonic())
            if len(self._tasks) == 1:
                self._timer.start()

    def _on_progressed(self, task: Task, what: str, part: float | None) -> None:
        if task in self._tasks:
            self._said[task] = (what, part)
            if part is not None:
                self._paces[task].tell(part, time.monotonic())
            self._draw()

    def _on_finished(self, task: Task) -> None:
        if task in self._tasks:
            self._tasks.remove(task)
            self._said.pop(task, None)
            self._paces.pop(task, None)
        if not self._tasks:
            self._timer.stop()
            self.hide()
        else:
            self._draw()

    def _on_late(self) -> None:
        if self._tasks:
            self._draw()
            self.show()

    def _draw(self) -> None:
        task = self._tasks[0]
        what, part = self._said.get(task, ("", None))
        behind = f" (и ещё дел: {len(self._tasks) - 1})" if len(self._tasks) > 1 else ""
        said = f"{task.title}: {_going_on(what)}" if what else f"{task.title}…"
        self.words.set_text(f"{said}{behind}")
        self.left.setText(self._paces[task].words)
        self.left.setVisible(bool(self.left.text()))
        self.bar.setRange(0, 0 if part is None else STEPS)
        if part is not None:
            self.bar.setValue(round(part * STEPS))
        self.bar.setAccessibleName(task.title)
        self.cancel.setEnabled(not task.cancelled)

    def _on_cancel(self) -> None:
        if self._tasks:
            self._tasks[0].cancel()
            self.cancel.setEnabled(False)


def _going_on(what: str) -> str:
    """As it stands after a colon: with a small letter, but for a person's name."""
    second = what.partition(" ")[2]
    return what if second[:1].isupper() else what[:1].lower() + what[1:]
