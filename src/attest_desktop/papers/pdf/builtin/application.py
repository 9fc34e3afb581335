"""The Qt application object that fonts need, made without a window when there is none."""

from __future__ import annotations

import sys
import threading

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QGuiApplication

_made: list[QGuiApplication] = []


def ensure_application() -> None:
    """Make an application object unless there is one; from then on any thread may convert.

    Raises RuntimeError outside the main thread when there is none yet: Qt wants it made there.
    """
    existing = QCoreApplication.instance()
    if isinstance(existing, QGuiApplication):
        return
    if existing is not None:
        raise RuntimeError("the application object cannot draw: a QGuiApplication is needed")
    if threading.current_thread() is not threading.main_thread():
        raise RuntimeError("the first conversion without a window must start in the main thread")
    # Nothing is shown, so nothing need be connected to: no display server on Linux, no window station elsewhere.
    arguments = (
        ["attest-desktop", "-platform", "offscreen"] if sys.platform.startswith("linux") else ["attest-desktop"]
    )
    widgets = sys.modules.get("PySide6.QtWidgets")
    # There can be only one application object: where widgets are loaded it must be the kind that serves them.
    kind = widgets.QApplication if widgets is not None else QGuiApplication
    _made.append(kind(arguments))
