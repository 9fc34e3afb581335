"""The window that has the keyboard while its pictures are taken."""

from __future__ import annotations

from collections.abc import Callable
from weakref import ref

from PySide6.QtWidgets import QWidget
from shiboken6 import isValid


class _Front:
    window: Callable[[], QWidget | None] = staticmethod(lambda: None)


def put_in_front(window: QWidget) -> None:
    """Show it; it has the keyboard from now on, unless a dialog lies over it."""
    _Front.window = ref(window)
    window.show()
    window.activateWindow()


def in_front() -> QWidget | None:
    """The window that was put in front last, while it is to be seen."""
    window = _Front.window()
    return window if window is not None and isValid(window) and window.isVisible() else None
