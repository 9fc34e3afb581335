"""Looks now and then whether there is something to tell, and tells it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, QTimer

from attest_desktop.domain.errors import AttestError
from attest_desktop.gui.context import Context
from attest_desktop.gui.reminders.tray import Tray
from attest_desktop.work.desk import Desk
from attest_desktop.work.remind import agenda
from attest_desktop.work.telling import (
    HowOften,
    Telling,
    after,
    due_count,
    how_often,
    keep_told,
    told_before,
    what_to_tell,
)

FIRST_MS = 60_000  # after the start has settled
LATER_MS = 15 * 60_000


@dataclass(frozen=True, slots=True)
class Looked:
    """What a look found: the number for the badge and what is to be told."""

    count: int
    telling: Telling | None


class ReminderKeeper(QObject):
    """Tells by the tray; where there is none, by a word on «Главная». `come_forward` shows the window."""

    def __init__(self, context: Context, come_forward: Callable[[], object], tray: Tray | None = None) -> None:
        super().__init__(context)
        self._context, self._come_forward = context, come_forward
        self.tray = tray or Tray(self.open_home, self.open_settings, self)
        self._timer = QTimer(self, singleShot=True, interval=FIRST_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()
        context.people_changed.connect(self.look)
        context.reminders_changed.connect(self.look)
        self._looking = False

    def look(self) -> None:
        """See what there is to tell; several wishes at once are one look."""
        if self._looking:
            return
        self._looking = True
        desk = self._context.desk
        self._context.runner.start(
            lambda _p, _c: looked(desk),
            owner=self,
            on_done=self._on_looked,
            on_failed=self._on_failed,
            quiet=True,
            in_order=True,
        )

    def open_home(self) -> None:
        """A notification was pressed."""
        self._come_forward()
        self._context.navigate.emit("home", None)

    def open_settings(self) -> None:
        """To where it is set how often."""
        self._come_forward()
        self._context.navigate.emit("settings", "reminders")

    def end(self) -> None:
        """The window closes: nothing of it stays beside the clock."""
        self._timer.stop()
        self.tray.hide()

    def _on_looked(self, found: Looked) -> None:
        self._looking = False
        self._timer.start(LATER_MS)
        self.tray.show_count(found.count)
        if found.telling is not None and not self.tray.tell(found.telling):
            self._context.reminded.emit(found.telling)

    def _on_failed(self, _error: AttestError) -> None:
        # Whoever opens «Главная» reads of it there; a reminder is no place for it.
        self._looking = False
        self._timer.start(LATER_MS)


def looked(desk: Desk) -> Looked:
    """What there is to tell now; it counts as told from here on, so that it never comes twice."""
    how, now = how_often(desk), desk.now()
    if how is HowOften.NEVER:
        return Looked(0, None)
    made, told = agenda(desk), told_before(desk)
    telling = what_to_tell(made, told, now, how)
    if telling is not None:
        keep_told(desk, after(told, telling, made, now))
    return Looked(due_count(made), telling)
