"""«Профиль», in the words of the cabinet's page: to read, to edit, and the password."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QWidget

from attest_desktop.domain.errors import AttestError, CancelledError
from attest_desktop.domain.profile import Profile
from attest_desktop.domain.profile_form import ProfileForm
from attest_desktop.gui.context import FILL_PROFILE, OUT_OF_REACH, Context
from attest_desktop.gui.outside import CannotOpenError, open_link
from attest_desktop.gui.payloads import CHANGE_IT
from attest_desktop.gui.profile.editor import ProfileEditor
from attest_desktop.gui.profile.entries import Values
from attest_desktop.gui.profile.facts import ProfileFacts
from attest_desktop.gui.profile.password import PasswordCard
from attest_desktop.gui.theme import tokens
from attest_desktop.gui.view import View
from attest_desktop.gui.widgets import (
    MIDDLE,
    READ_PAGE,
    Banner,
    Caption,
    Card,
    EmptyState,
    Line,
    PrimaryButton,
    Reading,
    SecondaryButton,
    TextButton,
    Tone,
    page,
)
from attest_desktop.gui.words import ago
from attest_desktop.work.desk import SignInNeededError
from attest_desktop.work.profile import keep_unsaved, profile_form, unsaved
from attest_desktop.work.refresh import LastRefresh, kept_profile, last_refresh

# The payload that asks for another password.
KEEP_AFTER_MS = 400
NEEDS_NETWORK = "Профиль хранится в личном кабинете: чтобы изменить его или пароль, нужна связь."
WELCOME = (
    "Сервис показывает аттестуемых, когда профиль заполнен. Заполните строки ниже и нажмите «Сохранить»: "
    "список аттестуемых загрузится сам."
)


@dataclass(frozen=True, slots=True)
class _Data:
    profile: Profile | None
    last: LastRefresh
    unsaved: dict[str, Values]


class ProfileView(View):
    """The profile as last fetched; «Редактировать» opens the cabinet's form. What is typed survives leaving."""

    name = "profile"
    title = "Профиль"

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._unsaved: dict[str, Values] = {}
        self._filling = False
        self._to_password = False
        self._opening = False
        self._profile: Profile | None = None
        column = page(self, widest=READ_PAGE)
        self._hint = Banner("", tone=Tone.INFO)
        self._left = self._make_left()
        self._trouble = Banner(tone=Tone.WARN)
        self._trouble.add_button(TextButton("Повторить", self.edit))
        self._facts = ProfileFacts()
        self._card = self._make_card()
        self._empty = EmptyState(
            "id-card",
            "Профиль ещё не загружен",
            "Нажмите «Обновить»: программа возьмёт Ваши данные из личного кабинета.",
            PrimaryButton("Обновить профиль", context.refresh, icon="refresh-cw"),
        )
        self.editor = ProfileEditor(context)
        self.editor.saved.connect(self._on_saved)
        self.editor.left.connect(self._on_left)
        self.editor.edited.connect(self._on_edited)
        self.password = PasswordCard(context)
        for part in (
            self._hint, self._left, self._trouble, self._card, self._empty, self.editor, self.password,
        ):  # fmt: skip
            column.addWidget(part)
            part.hide()
        self._reading = Reading("Открываем профиль…", self.load)
        column.addWidget(self._reading, MIDDLE)
        column.addStretch(1)
        self._keep = QTimer(self, singleShot=True, interval=KEEP_AFTER_MS)
        self._keep.timeout.connect(self._keep_now)
        context.people_changed.connect(self.load)
        context.connection_changed.connect(self._show_connection)

    def _make_left(self) -> Banner:
        banner = Banner(tone=Tone.WARN, icon="pencil-line")
        banner.add_button(TextButton("Продолжить", self.edit, name="Продолжить правку профиля"))
        banner.add_button(TextButton("Не сохранять", self._on_discard, name="Не сохранять изменения профиля"))
        return banner

    def _make_card(self) -> Card:
        card = Card("Данные в личном кабинете")
        self._edit = SecondaryButton("Редактировать", self.edit, icon="pencil-line")
        if card.head is not None:
            card.head.addWidget(self._edit)
        self._when = Caption("")
        self._offline = Caption(NEEDS_NETWORK)
        site = TextButton("Открыть личный кабинет в браузере", self._on_site, icon="external-link")
        foot = QHBoxLayout()
        foot.setSpacing(tokens.M)
        foot.addWidget(self._when, 1)
        foot.addWidget(site)
        for part in (self._offline, self._facts, Line()):
            card.body.addWidget(part)
        card.body.addLayout(foot)
        return card

    # Reading

    def opened(self, payload: object) -> None:
        """Show the newest state; with FILL_PROFILE go on to filling in, with CHANGE_IT to another password."""
        self._to_password = payload == CHANGE_IT
        if payload == FILL_PROFILE:
            self._filling = True
        self.load()
        if self._filling and self.editor.isHidden():
            self.edit()

    def may_leave(self) -> bool:
        """Always; what was typed is put away first."""
        if self._keep.isActive():
            self._keep_now()
        return True

    def load(self) -> None:
        """Read the store again."""
        desk = self.context.desk
        self.context.runner.start(
            lambda _p, _c: _Data(kept_profile(desk), last_refresh(desk), unsaved(desk)),
            owner=self,
            on_done=self._show,
            on_failed=self._reading.show_error,
            quiet=True,
            in_order=True,
        )

    def _show(self, data: _Data) -> None:
        self._reading.hide()
        self._profile = data.profile
        if self.editor.isHidden():
            self._unsaved = data.unsaved
        at = data.last.at
        self._when.setText(f"Как в личном кабинете; обновлено {ago(at, self.context.now())}" if at else "")
        if data.profile is not None:
            self._facts.show_profile(data.profile)
        self._lay_out()

    def _lay_out(self) -> None:
        editing = not self.editor.isHidden()
        profile = self._profile
        self._hint.setVisible(self._filling or (profile is not None and not editing))
        self._card.setVisible(profile is not None and not editing)
        self._empty.setVisible(profile is None and not editing and not self._filling)
        self._left.setVisible(bool(self._unsaved) and not editing)
        if editing:
            self._trouble.hide()
        self.password.setVisible(not editing and not self._filling)
        if self._to_password and not self.password.isHidden():
            self._to_password = False
            self.password.open()
        if self._filling:
            self._hint.show_as(WELCOME, title="Остался один шаг: заполните профиль", tone=Tone.INFO)
        elif profile is not None:
            self._hint.show_as(
                f"Проверьте место работы: {profile.workplace or 'не указано'}. Оно попадёт в заключение.",
                tone=Tone.INFO if profile.workplace else Tone.WARN,
            )
        names = ", ".join(self._unsaved)
        self._left.show_as(names, title="Есть несохранённые изменения", tone=Tone.WARN, icon="pencil-line")
        self._show_connection()

    def _show_connection(self) -> None:
        self._offline.setVisible(not self.context.online)

    # Editing

    def edit(self) -> None:
        """Fetch the cabinet's form and show it with what was typed before."""
        if self._opening or not self.editor.isHidden():
            return
        desk = self.context.desk
        self._set_opening(True)
        self._trouble.hide()
        self.context.runner.start(
            lambda _p, _c: (profile_form(desk), unsaved(desk)),
            owner=self,
            title="Открываем профиль",
            on_done=self._on_form,
            on_failed=self._on_no_form,
        )

    def _on_form(self, made: tuple[ProfileForm, Mapping[str, Values]]) -> None:
        self._set_opening(False)
        self.context.note_reached(True)
        form, typed = made
        self.editor.show_form(form, {**typed, **self._unsaved})
        self.editor.show()
        self._lay_out()
        self.editor.focus_first()

    def _on_no_form(self, error: AttestError) -> None:
        self._set_opening(False)
        if isinstance(error, CancelledError):
            return
        if isinstance(error, SignInNeededError):
            self.context.show_error(error, self.edit)
            return
        if isinstance(error, OUT_OF_REACH):
            self.context.note_reached(False)
        self._trouble.show_as(f"{error.what} {error.todo}", title=error.title, tone=Tone.WARN)
        self._trouble.show()

    def _on_saved(self, profile: Profile) -> None:
        self._close_editor({})
        self._profile = profile
        self._facts.show_profile(profile)
        self._lay_out()
        if self._filling:
            self._filling = False
            self._lay_out()
            self.context.say("Профиль сохранён. Загружаем список аттестуемых.")
            self.context.refresh()
            self.context.navigate.emit("home", None)
            return
        self.context.say("Профиль сохранён в личном кабинете и проверен.")
        self.context.people_changed.emit()
        self._edit.setFocus()

    def _on_left(self) -> None:
        self._close_editor(self.editor.changes())
        self._filling = False
        self._lay_out()
        self._edit.setFocus()

    def _on_discard(self) -> None:
        dropped = self._unsaved

        def bring_back() -> None:
            self._put_away(dropped)
            self._lay_out()

        self._put_away({})
        self._lay_out()
        self.context.say("Изменения профиля отброшены.", undo=bring_back)

    def _close_editor(self, changes: dict[str, Values]) -> None:
        self._keep.stop()
        self.editor.hide()
        self._put_away(changes)

    def _on_edited(self) -> None:
        self._keep.start()

    def _keep_now(self) -> None:
        self._keep.stop()
        if not self.editor.isHidden():
            self._put_away(self.editor.changes())

    def _put_away(self, changes: dict[str, Values]) -> None:
        """Keep what is typed on this machine, so that it outlives the program's end."""
        self._unsaved = changes
        desk = self.context.desk
        self.context.runner.start(
            lambda _p, _c: keep_unsaved(desk, changes), owner=self, quiet=True, in_order=True
        )

    def _set_opening(self, opening: bool) -> None:
        self._opening = opening
        self._edit.setEnabled(not opening)
        self._edit.setText("Открываем…" if opening else "Редактировать")

    def _on_site(self) -> None:
        try:
            open_link(self.context.desk.account.server)
        except CannotOpenError as error:
            self.context.show_error(error)
