"""A file that the desktop gave the program: it goes to the window that can take it, as soon as one can."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from attest_desktop.gui.context import Message
from attest_desktop.gui.main_window import MainWindow
from attest_desktop.gui.sign_in import SignInWindow

BACKUP = ".attest"
IS_BACKUP = (
    "«{name}» — резервная копия. Восстановление заменяет данные, поэтому делается из окна входа: программа "
    "откроет его с этим файлом и спросит фразу копии. Всё написанное сохранено."
)
LEAVE = "Выйти и восстановить"
AFTER_SIGN_IN = "Войдите: после этого откроется файл «{name}»."


class _Windows(Protocol):
    sign_in: SignInWindow | None
    window: MainWindow | None


class Opening(QObject):
    """Holds one file at most: the last one given."""

    def __init__(self, windows: _Windows, parent: QObject) -> None:
        super().__init__(parent)
        self._windows = windows
        self._file: Path | None = None
        # A dialog was closed, or the locked window opened again.
        app = QGuiApplication.instance()
        if isinstance(app, QGuiApplication):
            # Queued: a window that is just being shown or closed is not to be worked with.
            app.focusWindowChanged.connect(self.look, Qt.ConnectionType.QueuedConnection)

    def give(self, file: Path) -> None:
        """Open it now, or when that can be done."""
        self._file = file.absolute()
        if self._windows.sign_in is not None and not self._is_backup:
            self._windows.sign_in.form.say(AFTER_SIGN_IN.format(name=file.name))
        self.look()

    def look(self) -> None:
        """Whether what waits can be opened now; call when another window has come."""
        if self._file is None or QApplication.activeModalWidget() is not None:
            return
        window, sign_in = self._windows.window, self._windows.sign_in
        if window is not None and window.isVisible():
            file, backup = self._file, self._is_backup
            self._file = None
            if backup:
                self._ask_to_leave(window, file)
            else:
                self._take(window, file)
        elif sign_in is not None and sign_in.isVisible() and sign_in.training.isEnabled() and self._is_backup:
            file, self._file = self._file, None
            sign_in.rescue.by_backup(file)

    @property
    def _is_backup(self) -> bool:
        return self._file is not None and self._file.suffix.lower() == BACKUP

    def _take(self, window: MainWindow, file: Path) -> None:
        words, good = window.drops.offer([file])
        if good:
            window.drops.take([file])
        else:
            window.context.message.emit(Message(words, title=f"Файл «{file.name}» не открыт", is_error=True))

    def _ask_to_leave(self, window: MainWindow, file: Path) -> None:
        def leave() -> None:
            self._file = file
            window.leave()

        text = IS_BACKUP.format(name=file.name)
        window.context.message.emit(
            Message(text, title="Восстановить данные из копии?", action_text=LEAVE, action=leave)
        )
