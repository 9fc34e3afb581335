"""Registration by the coordinator's personal link."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from attest_desktop.domain.credentials import NAME_RULE, WRITE_DOWN, password_faults, user_name_faults
from attest_desktop.domain.errors import AttestError
from attest_desktop.gui.sign_in.fields import NewPassword
from attest_desktop.gui.sign_in.pane import Pane
from attest_desktop.gui.widgets import Caption, Field
from attest_desktop.service import ForeignHostError, LinkNotGoodError

LEAD = "Создайте новую учетную запись. Понадобится персональная ссылка из письма муниципального координатора."
LINK_HINT = "Скопируйте ссылку из письма целиком."


@dataclass(frozen=True, slots=True)
class Newcomer:
    """What was entered, without known faults."""

    link: str
    user_name: str
    password: str
    repeat: str


class RegistrationPane(Pane):
    """Emits `wanted` with a Newcomer once nothing known is wrong with it."""

    wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Регистрация по ссылке координатора", LEAD, "Зарегистрироваться", parent)
        self._link = QLineEdit()
        self._link.setPlaceholderText("https://…")
        self._name = QLineEdit()
        self.link_field = Field("Персональная ссылка", self._link, LINK_HINT)
        self.name_field = Field("Имя пользователя", self._name, NAME_RULE)
        self.password = NewPassword("Пароль")
        for part in (self.link_field, self.name_field, self.password, Caption(WRITE_DOWN)):
            self.body.addWidget(part)
        self._link.textEdited.connect(lambda: self.link_field.show_error(""))
        self._name.textEdited.connect(self._on_name)

    def fields(self) -> list[QWidget]:
        """All lines."""
        return [self.link_field, self.name_field, self.password]

    def focus_first(self) -> None:
        """Put the cursor into the first line."""
        self._link.setFocus()

    def forget(self) -> None:
        """Empty the lines after the account was made."""
        self._link.clear()
        self._name.clear()
        self.password.clear()
        self.banner.hide()

    def submit(self) -> None:
        """Check everything that can be checked here, then want the account."""
        self.banner.hide()
        link, name = self._link.text().strip(), self._name.text().strip()
        password, repeat = self.password.typed()
        wrong_name, wrong_password = user_name_faults(name), password_faults(password, repeat)
        self.password.show_fault(wrong_password)
        self.name_field.show_error(" ".join(wrong_name))
        self.link_field.show_error("" if link else "Вставьте ссылку из письма координатора.")
        if wrong_name:
            self._name.setFocus()
        if not link:
            self._link.setFocus()
        if link and not wrong_name and not wrong_password:
            self.wanted.emit(Newcomer(link, name, password, repeat))

    def show_error(self, error: AttestError) -> None:
        """Say what went wrong, and go to the line that it is about."""
        super().show_error(error)
        said = getattr(error, "site_words", "").lower()
        if isinstance(error, (LinkNotGoodError, ForeignHostError)):
            self._link.setFocus()
        elif "имя" in said or "логин" in said:
            self._name.setFocus()
            self._name.selectAll()
        elif "парол" in said:
            self.password.setFocus()

    def _on_name(self, name: str) -> None:
        # Said with the first wrong letter: a name is often typed in Russian letters that look Latin.
        self.name_field.show_error(" ".join(user_name_faults(name.strip())) if name.strip() else "")
