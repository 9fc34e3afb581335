"""The screen on which pictures are taken: a bare X server, where nobody but this gives a window the keyboard."""

from __future__ import annotations

import os
import sys

from front import in_front
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
    """Does what a window manager does: the newest dialog, or else the window in front, is the active one.

    The window is told to it: to ask Qt for all of its windows, thirty times a second, would hand Python the
    passing ones too, that Qt makes and destroys by itself.
    """

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
        wanted = QApplication.activeModalWidget() or QApplication.activeWindow() or in_front()
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
