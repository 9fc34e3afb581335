"""Takes one picture of a window after another, and remembers which of them are not as on somebody's screen."""

from __future__ import annotations

import sys
from pathlib import Path

from keep_picture import Keeper
from on_screen import bring_up, fits
from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget


class Camera:
    """Pictures of one look into a folder: NAME-LOOK.png."""

    def __init__(self, folder: Path, look: str = "light") -> None:
        self._folder = folder
        self.look = look
        self.amiss: list[str] = []
        self._keeper = Keeper()

    def take(self, widget: QWidget, name: str) -> None:
        """One picture."""
        path = self._folder / f"{name}-{self.look}.png"
        if not bring_up(widget):
            self.amiss.append(f"{path.name}: the window is not the active one")
        if not fits(widget):
            self.amiss.append(f"{path.name}: {widget.width()}×{widget.height()} does not fit the screen")
        picture = widget.grab()
        under = widget.parentWidget()
        if widget.windowType() is Qt.WindowType.Popup and under is not None:
            # What came up beside a field is shown where it stands in its window.
            whole = under.window().grab()
            painter = QPainter(whole)
            painter.drawPixmap(widget.pos() - under.window().pos(), picture)
            painter.end()
            picture = whole
        self._keeper.keep(picture.toImage(), path)
        sys.stdout.write(f"{path}\n")

    def finish(self) -> bool:
        """Wait for the last file; tell what was amiss. Whether nothing was."""
        self._keeper.finish()
        for told in self.amiss:
            sys.stderr.write(f"{told}\n")
        return not self.amiss
