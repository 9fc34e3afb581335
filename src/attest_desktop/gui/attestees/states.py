"""What stands in the table's place, or above it, when there is something to say."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from attest_desktop.domain.errors import AttestError
from attest_desktop.gui.attestees.jobs import Summary
from attest_desktop.gui.context import Context
from attest_desktop.gui.theme import icons, tokens
from attest_desktop.gui.theme.style import theme
from attest_desktop.gui.widgets import (
    Banner,
    EmptyState,
    IconButton,
    LinkButton,
    PrimaryButton,
    SecondaryButton,
    TextButton,
    Tone,
)
from attest_desktop.gui.widgets.empty import TEXT_WIDTH
from attest_desktop.gui.words import ago

LARGEST_WIDENING = 1.3


class _Spoken(EmptyState):
    """An empty state whose words change: their height follows."""

    def say(self, title: str, text: str) -> None:
        """Show other words, whole."""
        super().say(title, text)
        self._settle()
        self.setAccessibleName(f"{title}. {text}")

    def changeEvent(self, event: QEvent) -> None:
        """Larger letters need more lines."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self._settle()

    def _settle(self) -> None:
        # In a column that centres its widgets a label of several lines is given the height of one.
        for words in (self.title, self.text):
            words.setFixedWidth(round(TEXT_WIDTH * min(theme.scale, LARGEST_WIDENING)))
            words.ensurePolished()
            words.setMinimumHeight(0)
            words.setMinimumHeight(max(0, words.heightForWidth(words.width())))


class Emptiness(_Spoken):
    """In the table's place: why it is empty and what to do. One button, whose meaning follows the state."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        self._context = context
        self.button = PrimaryButton("Обновить список", context.refresh, icon="refresh-cw")
        super().__init__("users", "", "", self.button, parent)

    def show_state(self, *, loaded: bool) -> None:
        """Say what is so now."""
        context = self._context
        self.button.setVisible(loaded and not context.refreshing)
        if not loaded:
            self.say("Читаем список…", "Это недолго.")
        elif context.refreshing:
            self.say("Загружаем список…", "Программа берёт аттестуемых из личного кабинета.")
        elif context.last_refresh.at is not None:
            when = ago(context.last_refresh.at, context.now())
            self.say(
                "Вам пока никто не назначен",
                f"В личном кабинете аттестуемых нет ({when}). Когда график утвердят, нажмите «Обновить список». "
                "Если назначение должно быть, спросите муниципального координатора.",
            )
        elif not context.online:
            self.say(
                "Списка ещё нет: нет связи",
                "Программа ещё ни разу не получала список из личного кабинета. Проверьте интернет и попробуйте "
                "снова.",
            )
        else:
            self.say(
                "Данных с сервиса ещё нет",
                "Нажмите «Обновить список»: программа возьмёт аттестуемых из личного кабинета.",
            )


class NotFound(_Spoken):
    """In the table's place: the filter finds nobody."""

    def __init__(self, parent: QWidget | None = None) -> None:
        self.button = SecondaryButton("Показать всех")
        super().__init__("search-x", "Никого не нашлось", "", self.button, parent)

    def show_filter(self, words: str) -> None:
        """Say what was looked for."""
        self.say("Никого не нашлось", f"Искали: {words}. Проверьте слова поиска или сбросьте отбор.")


class Failure(_Spoken):
    """In the table's place: the list could not be read from this machine."""

    def __init__(self, parent: QWidget | None = None) -> None:
        self.button = SecondaryButton("Попробовать снова", icon="refresh-cw")
        super().__init__("circle-alert", "Список не прочитан", "", self.button, parent)
        icons.put(self.picture, "circle-alert", "bad", 40)

    def show_error(self, error: AttestError) -> None:
        """Say what happened and what to do."""
        self.say("Список не прочитан", f"{error.what} {error.todo}".strip() + "\nВаши записи не тронуты.")


class Notices(QWidget):
    """Above the table: without a connection, not all was read, what came of the last action."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._closed: tuple[str, ...] = ()
        self.offline = Banner(tone=Tone.NEUTRAL, icon="cloud-off")
        self._again = TextButton("Обновить", context.refresh)
        self.offline.add_button(self._again)
        self.partial = Banner(tone=Tone.WARN)
        self.partial.add_button(IconButton("x", "Скрыть предупреждение", self._close_partial))
        self.done = Banner()
        self._outbox = LinkButton("Открыть «Исходящие»", lambda: context.navigate.emit("outbox", None))
        self.done.add_button(self._outbox)
        self.done.add_button(IconButton("x", "Скрыть итог", self.done.hide))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens.S)
        for banner in (self.done, self.offline, self.partial):
            banner.hide()
            column.addWidget(banner)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground, on=False)
        self.refresh(has_rows=False)

    def refresh(self, *, has_rows: bool) -> None:
        """Say how things stand with the service."""
        context, last = self._context, self._context.last_refresh
        offline = has_rows and not context.online and not context.refreshing
        if offline:
            when = (
                f"Показаны данные, полученные {ago(last.at, context.now())}" if last.at else "Показано сохранённое"
            )
            self.offline.show_as(
                f"{when}. Писать и подписывать можно; отправится, когда появится связь.",
                title="Без связи с личным кабинетом",
                tone=Tone.NEUTRAL,
                icon="cloud-off",
            )
        self.offline.setVisible(offline)
        problems = last.problems
        partial = has_rows and bool(problems) and problems != self._closed
        if partial:
            more = f" И ещё замечаний: {len(problems) - 1}." if len(problems) > 1 else ""
            self.partial.show_as(f"{problems[0]}{more}", title="Прочитано не всё", tone=Tone.WARN)
        self.partial.setVisible(partial)
        self._settle()

    def show_summary(self, summary: Summary) -> None:
        """Say what came of an action."""
        tone = Tone.OK if summary.good else Tone.WARN
        self.done.show_as(" ".join(summary.lines), title=summary.title, tone=tone)
        self._outbox.setVisible(summary.to_outbox)
        self.done.show()
        self._settle()

    def hide_summary(self) -> None:
        """A new action begins."""
        self.done.hide()
        self._settle()

    def _close_partial(self) -> None:
        self._closed = self._context.last_refresh.problems
        self.partial.hide()
        self._settle()

    def _settle(self) -> None:
        """Without anything to say it takes no room."""
        self.setVisible(not all(one.isHidden() for one in (self.done, self.offline, self.partial)))
