"""A password line with an eye."""

from __future__ import annotations

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLineEdit, QWidget

from attest_desktop.gui.theme import icons


class PasswordLine(QLineEdit):
    """Hidden text; the eye shows it while it is pressed in."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setEchoMode(QLineEdit.EchoMode.Password)
        self.eye = QAction(f"Показать: {name.lower()}", self)
        self.eye.setCheckable(True)
        self.eye.toggled.connect(self._on_toggled)
        icons.put(self.eye, "eye", "text_3", 18)
        self.addAction(self.eye, QLineEdit.ActionPosition.TrailingPosition)

    def _on_toggled(self, shown: bool) -> None:
        self.setEchoMode(QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password)
        self.eye.setToolTip("Скрыть" if shown else "Показать")
        icons.put(self.eye, "eye-off" if shown else "eye", "text_3", 18)
