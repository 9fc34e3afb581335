"""A password line with an eye, and a pair of them for a new password."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from attest_desktop.domain.credentials import password_faults
from attest_desktop.gui.theme import icons, tokens
from attest_desktop.gui.widgets import Field

REPEAT = "Подтверждение пароля"


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


class NewPassword(QWidget):
    """A new password and its confirmation; that they differ is said as soon as it is sure."""

    def __init__(self, name: str, hint: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.line = PasswordLine(name)
        self.repeat = PasswordLine(REPEAT)
        self.field = Field(name, self.line, hint)
        self.repeat_field = Field(REPEAT, self.repeat)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens.M)
        column.addWidget(self.field)
        column.addWidget(self.repeat_field)
        self.setFocusProxy(self.line)
        self.line.textEdited.connect(self._on_typed)
        self.repeat.textEdited.connect(self._on_typed)
        self.repeat.editingFinished.connect(self._on_finished)

    def typed(self) -> tuple[str, str]:
        """The password and its confirmation."""
        return self.line.text(), self.repeat.text()

    def clear(self) -> None:
        """Empty both lines."""
        self.line.clear()
        self.repeat.clear()
        self.show_fault(())

    def show_fault(self, faults: Sequence[str]) -> None:
        """Say what is wrong beside the line that it is about, and put the cursor there."""
        words = " ".join(faults)
        first = bool(words) and not self.line.text()
        self.field.show_error(words if first else "")
        self.repeat_field.show_error("" if first else words)
        if words:
            (self.line if first else self.repeat).setFocus()

    def _on_typed(self) -> None:
        password, repeat = self.typed()
        if password:
            self.field.show_error("")
        differs = bool(repeat) and not password.startswith(repeat)
        self.repeat_field.show_error(" ".join(password_faults(password, repeat)) if differs and password else "")

    def _on_finished(self) -> None:
        password, repeat = self.typed()
        if password and repeat:
            self.repeat_field.show_error(" ".join(password_faults(password, repeat)))
