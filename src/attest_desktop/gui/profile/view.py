"""«Профиль», in the words of the cabinet's page."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from attest_desktop.domain.profile import Profile
from attest_desktop.gui.context import Context
from attest_desktop.gui.theme import tokens
from attest_desktop.gui.view import View
from attest_desktop.gui.widgets import (
    Banner,
    Caption,
    Card,
    EmptyState,
    Line,
    Pairs,
    PrimaryButton,
    SecondaryButton,
    Tone,
    page,
)
from attest_desktop.gui.words import ago
from attest_desktop.work.refresh import LastRefresh, kept_profile, last_refresh

NAME_WIDTH = 264


@dataclass(frozen=True, slots=True)
class _Data:
    profile: Profile | None
    last: LastRefresh


class ProfileView(View):
    """The profile as last fetched; it is changed on the site."""

    name = "profile"
    title = "Профиль"

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        column = page(self, widest=880)
        self._hint = Banner("", tone=Tone.INFO)
        column.addWidget(self._hint)
        self._card = Card("Данные в личном кабинете")
        self._holder = QWidget()
        self._rows = QVBoxLayout(self._holder)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(tokens.M)
        self._when = Caption("")
        self._card.body.addWidget(self._holder)
        self._card.body.addWidget(Line())
        self._card.body.addWidget(self._when)
        site = SecondaryButton("Открыть личный кабинет в браузере", self._on_site, icon="external-link")
        self._card.body.addWidget(site, 0, Qt.AlignmentFlag.AlignLeft)
        self._empty = EmptyState(
            "id-card",
            "Профиль ещё не загружен",
            "Нажмите «Обновить»: программа возьмёт Ваши данные из личного кабинета.",
            PrimaryButton("Обновить профиль", context.refresh, icon="refresh-cw"),
        )
        self._stack = QStackedWidget()
        self._stack.addWidget(self._card)
        self._stack.addWidget(self._empty)
        column.addWidget(self._stack)
        column.addStretch(1)
        context.people_changed.connect(self.load)

    def opened(self, _payload: object) -> None:
        """Show the newest state."""
        self.load()

    def load(self) -> None:
        """Read the store again."""
        desk = self.context.desk
        self.context.runner.start(
            lambda _p, _c: _Data(kept_profile(desk), last_refresh(desk)),
            owner=self,
            on_done=self._show,
            quiet=True,
        )

    def _show(self, data: _Data) -> None:
        profile = data.profile
        self._hint.setVisible(profile is not None)
        self._stack.setCurrentWidget(self._card if profile else self._empty)
        if profile is None:
            return
        self._hint.show_as(
            f"Проверьте место работы: {profile.workplace or 'не указано'}. Оно попадёт в заключение. "
            "Если что-то изменилось, исправьте в личном кабинете и нажмите «Обновить».",
            tone=Tone.INFO if profile.workplace else Tone.WARN,
        )
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
        at = data.last.at
        self._when.setText(f"Как в личном кабинете; обновлено {ago(at, self.context.now())}" if at else "")

    def _on_site(self) -> None:
        QDesktopServices.openUrl(QUrl(self.context.desk.account.server))
