"""A forgotten password: have a new one mailed."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from attest_desktop.domain.credentials import MAIL_DOES_NOT_COME, NAME_FORGOTTEN
from attest_desktop.domain.errors import AttestError
from attest_desktop.gui.sign_in.pane import Pane
from attest_desktop.gui.widgets import Caption, Field, Tone
from attest_desktop.service import ResetRefusedError

LEAD = "При сбросе пароля новый пароль придет на эл. почту, указанную в Вашем личном кабинете."


class ResetPane(Pane):
    """Emits `wanted` with the user name."""

    wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Сброс пароля", LEAD, "Сбросить пароль", parent)
        self._name = QLineEdit()
        self._name.setAccessibleName("Введите логин")
        self.name_field = Field("Введите логин:", self._name, NAME_FORGOTTEN)
        self.body.addWidget(self.name_field)
        self.body.addWidget(Caption(MAIL_DOES_NOT_COME))
        self._name.textEdited.connect(self._on_name)

    def fields(self) -> list[QWidget]:
        """The only line."""
        return [self.name_field]

    def begin(self, user_name: str) -> None:
        """Begin with the name that stands in the sign-in form."""
        self.banner.hide()
        self.button.show()
        self.name_field.show_error("")
        self._name.setText(user_name)
        self._name.setFocus()
        self._name.selectAll()

    def user_name(self) -> str:
        """The name entered."""
        return self._name.text().strip()

    def submit(self) -> None:
        """Want the reset once; it is not wanted again until the name is another."""
        if self.button.isHidden():
            self.back.emit()
            return
        name = self.user_name()
        self.name_field.show_error("" if name else "Введите логин.")
        if name:
            self.wanted.emit(name)
        else:
            self._name.setFocus()

    def show_done(self, lines: Sequence[str]) -> None:
        """Say what the site said; the button goes, because a second reset would void the mailed password."""
        self.set_busy(False)
        self.banner.show_as(" ".join(lines), title="Пароль сброшен", tone=Tone.OK)
        self.banner.show()
        self.button.hide()
        self.leave.setFocus()

    def show_error(self, error: AttestError) -> None:
        """Say what went wrong; a wrong name can be typed over at once."""
        super().show_error(error)
        if isinstance(error, ResetRefusedError):
            self._name.setFocus()
            self._name.selectAll()

    def _on_name(self) -> None:
        self.name_field.show_error("")
        self.button.show()
