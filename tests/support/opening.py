"""Standing where the system's viewer and browser would: what the program opens is taken down."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QObject, QUrl, Slot
from PySide6.QtGui import QDesktopServices

SCHEMES = ("file", "http", "https")


class Opener(QObject):
    """`opened` holds every address in order."""

    def __init__(self) -> None:
        super().__init__()
        self.opened: list[QUrl] = []

    @Slot(QUrl)
    def take(self, url: QUrl) -> None:
        """Called by Qt in place of the system."""
        self.opened.append(url)


@contextmanager
def opening_watched() -> Iterator[Opener]:
    """Nothing is really opened inside."""
    made = Opener()
    for scheme in SCHEMES:
        QDesktopServices.setUrlHandler(scheme, made, "take")  # type: ignore[arg-type]  # the stub wants bytes, PySide str
    try:
        yield made
    finally:
        for scheme in SCHEMES:
            QDesktopServices.unsetUrlHandler(scheme)
