"""What can be done from anywhere in the window: the keys that work everywhere, and all that «Найти» finds."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property, partial
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from attest_desktop.gui import keys
from attest_desktop.gui.command_dialogs import (
    open_backup,
    open_criteria,
    open_phrases,
    open_received,
    open_schedule,
    put_in_force,
)
from attest_desktop.gui.context import Context
from attest_desktop.gui.help.entries import help_entries
from attest_desktop.gui.help.over_dialogs import HelpOverDialogs
from attest_desktop.gui.home.calendar import offer_calendar
from attest_desktop.gui.payloads import (
    ACCOUNT,
    ARCHIVE,
    CHANGE_IT,
    DATA,
    LOOK,
    PDF,
    REGISTER,
    REMINDERS,
    REMOVAL,
    WRITING,
)
from attest_desktop.gui.prefs import Preferences
from attest_desktop.gui.safety import open_recovery
from attest_desktop.gui.search import Catalogue, Entry, Group, Recent, person_entry
from attest_desktop.gui.shell import Place
from attest_desktop.gui.theme.style import Look
from attest_desktop.gui.view import View
from attest_desktop.work.guide import PLACE_OF
from attest_desktop.work.people import Person, people

if TYPE_CHECKING:
    from attest_desktop.gui.search.popup import SearchPopup
    from attest_desktop.gui.shell.keys_panel import KeysPanel

LOOK_ICONS = {
    Look.SYSTEM: "settings",
    Look.LIGHT: "sun",
    Look.DARK: "moon",
    Look.HIGH_CONTRAST: "contrast",
}
# Views of one attestee, in which «next» means the same view of the next one.
OF_ONE = ("card", "editor")


class _Window(Protocol):
    """What the commands need of the window."""

    context: Context
    preferences: Preferences

    def go(self, name: str, payload: object = None) -> None: ...
    def go_back(self) -> None: ...
    def leave(self) -> None: ...
    @property
    def current(self) -> View | None: ...


class Commands(QObject):
    """Owned by the window; `window` is the same object twice, once as what it is and once as what it can do."""

    def __init__(self, window: QWidget, acts: _Window, places: tuple[Place, ...]) -> None:
        super().__init__(window)
        self._window, self._acts, self._places = window, acts, places
        self._people: tuple[Person, ...] = ()
        # Both are read when somebody first looks for something: until then nobody pays for it.
        self._catalogue: Catalogue | None = None
        self._asked = False
        self._current = ""
        self._recent = Recent()
        acts.context.people_changed.connect(self._on_changed)
        self._over_dialogs = HelpOverDialogs(self, self._help_place)
        self._put_keys()

    @cached_property
    def search(self) -> SearchPopup:
        """The panel of «Найти»; made, and its code loaded, when it is first opened."""
        from attest_desktop.gui.search.popup import SearchPopup

        return SearchPopup(self._window, self._recent)

    @cached_property
    def keys_panel(self) -> KeysPanel:
        """The panel «Клавиши»; made as the other."""
        from attest_desktop.gui.shell.keys_panel import KeysPanel

        return KeysPanel(self._window, lambda: self._acts.go("help"))

    def _close_panels(self) -> None:
        for name in ("search", "keys_panel"):
            if name in self.__dict__:
                getattr(self, name).close_up()

    def note_place(self, view: str, payload: object) -> None:
        """A view was opened: an attestee's is remembered as recent."""
        attestee_id = payload[0] if isinstance(payload, tuple) and payload else payload
        if view in (*OF_ONE, "paper") and isinstance(attestee_id, str):
            self._current = attestee_id
            self._recent.note(f"person.{attestee_id}")

    def find(self) -> None:
        """«Найти»."""
        shown = "search" in self.__dict__ and self.search.isVisible()
        self._close_panels()
        if not shown:
            if self._catalogue is None:
                self._catalogue = Catalogue(self._fixed())
            self.search.open_with(self._catalogue)
            if not self._asked:
                self.load()

    def show_keys(self) -> None:
        """«Клавиши»."""
        self._close_panels()
        self.keys_panel.open_now()

    def show_help(self) -> None:
        """The page of the guide about the view in front."""
        self._close_panels()
        page, heading = self._help_place()
        self._acts.go("help", f"{page}#{heading}")

    def _help_place(self) -> tuple[str, str]:
        view = self._acts.current
        return (view.help_place if view is not None else None) or PLACE_OF["help"]

    def _on_changed(self) -> None:
        if self._asked:
            self.load()

    def load(self, then: Callable[[], object] | None = None) -> None:
        """Read who can be found; indexed in the background, so that typing never waits. `then` comes after it."""
        self._asked = True
        desk = self._acts.context.desk

        def job(_progress: object, _cancelled: object) -> tuple[tuple[Person, ...], Catalogue]:
            found = people(desk)
            entries = [person_entry(one, partial(self._acts.go, "card", one.id)) for one in found]
            return found, Catalogue(self._fixed(), entries)

        def done(found: tuple[tuple[Person, ...], Catalogue]) -> None:
            self._people, self._catalogue = found
            if "search" in self.__dict__:
                self.search.replace(self._catalogue)
            if then is not None:
                then()

        self._acts.context.runner.start(job, owner=self, on_done=done, quiet=True)

    # Actions

    def step_person(self, by: int, view: str) -> None:
        """To the next or former attestee: in a view of one, the same view; else the card of the first."""
        if not self._asked:
            self.load(partial(self.step_person, by, view))
            return
        ids = [one.id for one in self._people if not one.gone]
        if not ids:
            return
        inside = view in OF_ONE and self._current in ids
        at = (ids.index(self._current) + by) % len(ids) if inside else 0
        self._acts.go(view if inside else "card", ids[at])

    def step_size(self, by: int) -> None:
        """Larger or smaller text; 0 for the usual."""
        # As with the dialogs below: the settings' code is loaded when they are changed.
        from attest_desktop.gui.settings.look import step_size

        percent = step_size(self._acts.preferences, by)
        self._acts.context.say(f"Размер текста: {percent}\u00a0%.")

    def _put_keys(self) -> None:
        window, acts = self._window, self._acts
        for key, place in zip(keys.PLACES.keys, self._places, strict=True):
            keys.Key((key,), place.title).put(window, partial(acts.go, place.view))
        for one, action in (
            (keys.FIND, self.find),
            (keys.REFRESH, acts.context.refresh),
            (keys.BACK, acts.go_back),
            (keys.HELP, self.show_help),
            (keys.KEYS, self.show_keys),
            (keys.LARGER, partial(self.step_size, 1)),
            (keys.SMALLER, partial(self.step_size, -1)),
            (keys.USUAL, partial(self.step_size, 0)),
        ):
            one.put(window, action)

    # What is found

    def _fixed(self) -> tuple[Entry, ...]:
        return (*self._actions(), *self._views(), *self._settings(), *help_entries(self._acts.go))

    def _actions(self) -> tuple[Entry, ...]:
        context, go = self._acts.context, self._acts.go

        def on(
            name: str, title: str, about: str, icon: str, act: Callable[[], object], further: str = ""
        ) -> Entry:
            return Entry(f"action.{name}", Group.ACTIONS, title, about, icon, act, further)

        window = self._window
        made = [
            on("refresh", "Обновить", keys.REFRESH.told, "refresh-cw", context.refresh, "загрузить данные список"),
            on("send", "Отправить готовые", "", "send", self._send_ready, "отправить всё исходящие заключения"),
            on("control", "Проконтролировать", "до 12 числа", "eye", partial(go, "control"), "контроль проверить"),
            on(
                "timeline",
                "Период на одном листе",
                "",
                "calendar",
                partial(go, "timeline"),
                "сроки печать календарь",
            ),
            on(
                "calendar",
                "Добавить сроки в календарь",
                "",
                "alarm-clock",
                lambda: offer_calendar(context, window),
                "ics телефон напоминания",
            ),
            on(
                "season", "Итоги: реестр сданного", "", "table-2", partial(go, "season", REGISTER), "отчёт договор"
            ),
            on("archive", "Архив прошлых периодов", "", "archive", partial(go, "season", ARCHIVE), "найти старое"),
            on(
                "removal",
                "Удалить личные данные прошлых периодов",
                "",
                "trash-2",
                partial(go, "season", REMOVAL),
                "152-ФЗ хранение срок",
            ),
            on("signature", "Добавить подпись", "", "signature", partial(go, "signatures"), "роспись изображение"),
            on(
                "received",
                "Открыть файл от коллеги",
                "",
                "folder-open",
                lambda: open_received(context, window),
                "второй специалист docx word",
            ),
            on(
                "schedule",
                "Открыть график",
                "",
                "calendar",
                lambda: open_schedule(context, window),
                "сверить график второй специалист центр docx xlsx pdf",
            ),
            on("phrases", "Мои фразы", "", "message-square-quote", lambda: open_phrases(context, window)),
            on(
                "criteria",
                "Показатели Порядка",
                "",
                "scale",
                lambda: open_criteria(context, window),
                "критерии",
            ),
            on("password", "Сменить пароль", "", "key-round", partial(go, "profile", CHANGE_IT), "изменить"),
            on("keys", "Клавиши", keys.KEYS.told, "keyboard", self.show_keys, "горячие сочетания shortcuts"),
        ]
        if not context.training:
            made.append(
                on(
                    "backup",
                    "Создать резервную копию",
                    "",
                    "archive",
                    lambda: open_backup(context, window),
                    "сохранить данные бэкап backup архив",
                )
            )
            made.append(
                on(
                    "recovery",
                    "Код восстановления",
                    "",
                    "key-round",
                    lambda: open_recovery(context, window),
                    "потерян ключ забыта фраза защита данных",
                )
            )
        steps = "Учебные шаги" if context.training else "Первые шаги"
        made.append(
            on(
                "guide",
                steps,
                "",
                "graduation-cap",
                context.guide_wanted.emit,
                "начало подсказки учебное заключение",
            )
        )
        leave = "Выйти из учебного режима" if context.training else "Выйти из учётной записи"
        made.append(on("leave", leave, "", "log-out", self._acts.leave, "выход"))
        return tuple(made)

    def _views(self) -> tuple[Entry, ...]:
        return tuple(
            Entry(f"view.{one.view}", Group.VIEWS, one.title, key, one.icon, partial(self._acts.go, one.view))
            for one, key in zip(self._places, keys.PLACES.keys, strict=True)
        )

    def _settings(self) -> tuple[Entry, ...]:
        go, preferences = self._acts.go, self._acts.preferences

        def on(
            name: str, title: str, about: str, icon: str, act: Callable[[], object], further: str = ""
        ) -> Entry:
            return Entry(f"setting.{name}", Group.SETTINGS, title, about, icon, act, further)

        return (
            *(
                on(
                    f"look.{look.name}",
                    f"Оформление: {look.value}",
                    "",
                    LOOK_ICONS[look],
                    partial(put_in_force, preferences, look),
                    "тема вид цвет",
                )
                for look in Look
            ),
            on("larger", "Крупнее текст", keys.LARGER.told, "zoom-in", partial(self.step_size, 1), "размер шрифт"),
            on(
                "smaller",
                "Мельче текст",
                keys.SMALLER.told,
                "zoom-out",
                partial(self.step_size, -1),
                "размер шрифт",
            ),
            on("size", "Размер текста", "", "a-large-small", partial(go, "settings", LOOK), "шрифт вид"),
            on(
                "pdf",
                "Как делать PDF",
                "",
                "file-text",
                partial(go, "settings", PDF),
                "программа пдф word libreoffice",
            ),
            on("reminders", "Напоминания", "", "clock", partial(go, "settings", REMINDERS), "уведомления сроки"),
            on(
                "spelling",
                "Проверять правописание",
                "",
                "check",
                partial(go, "settings", WRITING),
                "орфография ошибки",
            ),
            on(
                "data",
                "Данные на этом компьютере",
                "",
                "folder-open",
                partial(go, "settings", DATA),
                "папка копия",
            ),
            on(
                "account", "Учётная запись", "", "user", partial(go, "settings", ACCOUNT), "имя пользователя выход"
            ),
        )

    def _send_ready(self) -> None:
        """Show where it goes, and go on."""
        self._acts.go("outbox")
        self._acts.context.send_ready()
