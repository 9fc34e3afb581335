"""The screen on which pictures are taken: a bare X server, where nobody but this gives a window the keyboard."""

from __future__ import annotations

import os
import sys

from PySide6.QtCore import QObject, QPoint, QTimer
from PySide6.QtGui import QCursor, QGuiApplication
from PySide6.QtWidgets import QApplication, QWidget
from scene import live

EVERY = 30
PATIENCE = 100
NO_SCREEN = (
    "Нет X-сервера. `make screenshots` запускает свой, без экрана: ему нужны пакеты xvfb и xauth\n"
    "(apt-get install xvfb xauth). Быстро, без X-сервера: QT_QPA_PLATFORM=offscreen."
)


def need_screen() -> None:
    """End with words, not with Qt's abort, where there is no X server."""
    if os.environ.get("QT_QPA_PLATFORM") == "xcb" and not os.environ.get("DISPLAY"):
        sys.exit(NO_SCREEN)


class Attention(QObject):
    """Does what a window manager does: the newest dialog, or else the window, is the active one."""

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.give)
        self._timer.start(EVERY)
        # Away from anything that would light up under it.
        QCursor.setPos(QPoint(0, 0))

    def give(self) -> None:
        """Activate what should be active."""
        if QApplication.activePopupWidget() is not None:
            return
        wanted = QApplication.activeModalWidget() or _main_window()
        if wanted is not None and not wanted.isActiveWindow():
            wanted.activateWindow()


def bring_up(widget: QWidget) -> bool:
    """Give the keyboard to the window that is to be taken; whether it, or what lies over it, came to have it."""
    window = widget.window()
    if QApplication.activePopupWidget() is not None:
        return True
    window.activateWindow()
    for _ in range(PATIENCE):
        now = QApplication.activeModalWidget() or window
        if now.isActiveWindow():
            live(EVERY)
            return True
        live(EVERY)
    return False


def fits(widget: QWidget) -> bool:
    """Whether the whole window is within the screen. Without an X server there is none to speak of."""
    if QGuiApplication.platformName() != "xcb":
        return True
    room = widget.screen().size()
    return widget.width() <= room.width() and widget.height() <= room.height()


def _main_window() -> QWidget | None:
    if (now := QApplication.activeWindow()) is not None:
        return now
    shown = [one for one in QApplication.topLevelWidgets() if one.isVisible() and one.isWindow()]
    return next((one for one in shown if one.windowType().name in ("Window", "Dialog")), None)
