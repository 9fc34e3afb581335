"""Makes the program's own copies of the data now and then."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer

from attest_desktop.domain.errors import AttestError
from attest_desktop.gui.context import Context
from attest_desktop.work.copies import keep_copy

FIRST_MS = 2 * 60_000  # after the start has settled
LATER_MS = 60 * 60_000


class CopyKeeper(QObject):
    """Looks every hour whether a copy is due. That the data are damaged, or the disk is full, is said at once."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._context = context
        self._timer = QTimer(self, singleShot=True, interval=FIRST_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    def look(self) -> None:
        """Make a copy if one is due."""
        desk = self._context.desk
        self._context.runner.start(
            lambda _p, _c: keep_copy(desk),
            owner=self,
            on_done=lambda _copy: self._timer.start(LATER_MS),
            on_failed=self._on_failed,
            quiet=True,
        )

    def _on_failed(self, error: AttestError) -> None:
        self._timer.start(LATER_MS)
        self._context.show_error(error)
