"""The profile to read."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from attest_desktop.domain.profile import Profile
from attest_desktop.gui.widgets import Pairs

NAME_WIDTH = 264


class ProfileFacts(QWidget):
    """The facts under the labels of the cabinet's page."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(0, 0, 0, 0)

    def show_profile(self, profile: Profile) -> None:
        """Show another profile."""
        while (item := self._rows.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        inside = QWidget()
        pairs = Pairs(inside)
        for name, value in (
            ("Фамилия", profile.surname),
            ("Имя", profile.first_name),
            ("Отчество", profile.patronymic),
            ("Адрес электронной почты", profile.email),
            ("Номер телефона (сотовый)", profile.phone),
            ("Муниципалитет, в котором находится образовательная организация", profile.municipality),
            ("Тип образовательной организации", profile.organisation_type),
            ("Место работы (образовательная организация)", profile.workplace),
            ("Должность", profile.position),
            ("Преподаваемый(ые) предмет(ы)", ", ".join(profile.subjects)),
        ):
            pairs.add(name, value, name_width=NAME_WIDTH)
        self._rows.addWidget(inside)
