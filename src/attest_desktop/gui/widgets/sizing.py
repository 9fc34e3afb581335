"""Dialogs no larger than the screen they come up on."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget

# What the window's own frame and title bar take, px.
FRAME = QSize(16, 40)


def resize_within_screen(window: QWidget, width: int, height: int) -> None:
    """Give a window this size (px, without its frame), or what the screen has room for."""
    room = window.screen().availableSize() - FRAME
    above = window.parentWidget()
    if above is not None:
        # Where the window behind it stands there is room for a dialog too.
        room = room.expandedTo(above.window().size())
    window.resize(QSize(width, height).boundedTo(room))


def grow_to_words(window: QWidget) -> None:
    """Make a dialog as high as its words need at its width, where the screen has room.

    Left to itself Qt gives it two thirds of the screen at the most: on a small one lines lie upon each other.
    """
    layout = window.layout()
    if layout is None:
        return
    layout.activate()
    width = max(window.width(), window.minimumWidth())
    high = layout.totalHeightForWidth(width) if layout.hasHeightForWidth() else layout.totalSizeHint().height()
    resize_within_screen(window, width, high)
