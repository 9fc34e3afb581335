"""«Есть версия …»: told once, never in the way."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget

from attest_desktop.domain.progress import Cancelled, Progress
from attest_desktop.gui.context import Context, Message

if TYPE_CHECKING:
    from attest_desktop.work.updates import Release

# Nothing of it takes part in the start, its libraries neither; then often enough for one question a day, however
# long the window stays open.
FIRST_MS, EVERY_MS = 60_000, 3_600_000


class UpdateKeeper(QObject):
    """Looks in the background and tells of each version once."""

    def __init__(self, context: Context, folder: Path) -> None:
        super().__init__(context)
        self._context, self._folder = context, folder
        self._told = ""
        self._timer = QTimer(self, interval=FIRST_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    def look(self) -> None:
        """Look now, if it is time; whatever goes wrong is nobody's concern."""
        self._timer.setInterval(EVERY_MS)
        folder = self._folder

        def job(_progress: Progress, cancelled: Cancelled) -> Release | None:
            from attest_desktop.gui.help.updates import updates_in

            return updates_in(folder).look(cancelled=cancelled)

        self._context.runner.start(job, owner=self, on_done=self._tell, quiet=True)

    def _tell(self, found: Release | None) -> None:
        if found is None or found.version == self._told:
            return
        self._told = found.version
        self._context.message.emit(
            Message(
                f"Есть версия {found.version} этой программы.",
                action_text="Что нового",
                action=lambda: self._show(found),
            )
        )

    def _show(self, found: Release) -> None:
        from attest_desktop.gui.help.updates import open_news

        above = self._context.parent()
        open_news(self._context, found, above if isinstance(above, QWidget) else None)
