"""«Главная»: how far the season is, what to do until when, who stands where."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QScrollArea, QVBoxLayout, QWidget

from attest_desktop.domain.deadlines import Where
from attest_desktop.domain.errors import AttestError
from attest_desktop.gui.context import Context
from attest_desktop.gui.home.agenda_card import AgendaCard
from attest_desktop.gui.home.calendar import offer_calendar
from attest_desktop.gui.home.going import SCHEDULE, Way
from attest_desktop.gui.home.people_card import PeopleCard
from attest_desktop.gui.home.plan import HomeData, greeting, groups, load
from attest_desktop.gui.home.season import SeasonCard
from attest_desktop.gui.home.side import Side
from attest_desktop.gui.home.where import set_where
from attest_desktop.gui.safety import RecoveryOffer
from attest_desktop.gui.theme import tokens
from attest_desktop.gui.theme.style import theme
from attest_desktop.gui.view import View
from attest_desktop.gui.welcome.first_steps import FIRST_STEPS, FirstStepsCard
from attest_desktop.gui.widgets import Banner, EmptyState, PrimaryButton, Reading, TextButton, Tone, page
from attest_desktop.gui.words import ago, counted
from attest_desktop.work.remind import Reminder, mark_all
from attest_desktop.work.telling import Telling

SIDE_WIDTH = 288
# In a narrower window the side column goes beneath, and the line of the period beneath its words.
ROOMY = 880
DAY_EVERY_MS = 60_000
NOTHING_FETCHED = "Нажмите «Обновить»: программа возьмёт из личного кабинета список аттестуемых и шаблоны."
NOBODY = "В личном кабинете Вам никто не назначен. Если это не так, спросите муниципального координатора."


class HomeView(View):
    """Everything that has a date; the day it goes by is that of Tomsk."""

    name = "home"
    title = "Главная"

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._again = self._loading = False
        self._shown_for: date | None = None
        self._data: HomeData | None = None
        self._unread: Reading | None = None
        self.season = SeasonCard(
            lambda: context.navigate.emit("timeline", None), lambda: context.navigate.emit("season", None)
        )
        self.agenda = AgendaCard(self._go, self._on_mark, lambda: offer_calendar(context, self))
        self.side = Side(lambda name: context.navigate.emit(name, None), self._on_where)
        self.people = PeopleCard(lambda attestee: context.navigate.emit("card", attestee))
        self.offline = Banner(tone=Tone.NEUTRAL, icon="cloud-off")
        self.offline.add_button(TextButton("Соединиться", context.refresh, name="Соединиться с личным кабинетом"))
        self.waiting = Banner(tone=Tone.INFO, icon="send")
        to_outbox = TextButton("В «Исходящие»", lambda: context.navigate.emit("outbox", None))
        self.waiting.add_button(to_outbox)
        self.reminder = Banner(tone=Tone.INFO, icon="alarm-clock")
        self.reminder.add_button(TextButton("Понятно", self.reminder.hide, name="Убрать напоминание"))
        self.reminder.hide()
        context.reminded.connect(self._on_reminded)
        self.recovery = RecoveryOffer(context)
        self.first = FirstStepsCard(context)
        self.first.settled.connect(self._on_first_steps)
        self.fetch = PrimaryButton("Обновить", context.refresh, icon="refresh-cw")
        self.nothing = EmptyState("users", "", NOTHING_FETCHED, self.fetch)
        self._middle = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._lay_out()
        for signal in (context.people_changed, context.outbox_changed):
            signal.connect(self._on_changed)
        context.connection_changed.connect(self._show_connection)
        self._day = QTimer(self, interval=DAY_EVERY_MS)
        self._day.timeout.connect(self._on_minute)
        self._day.start()

    def _lay_out(self) -> None:
        column = self._column = page(self)
        column.setSpacing(tokens.L)
        self._middle.setSpacing(tokens.L)
        self._middle.addWidget(self.agenda, 1)
        self._middle.addWidget(self.side, 0)
        self._holder = QWidget()
        inner = QVBoxLayout(self._holder)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(tokens.L)
        for part in (self.reminder, self.offline, self.waiting, self.recovery, self.season):
            inner.addWidget(part)
        inner.addLayout(self._middle)
        inner.addWidget(self.people)
        inner.addStretch(1)
        column.addWidget(self.first)
        column.addWidget(self._holder)
        column.addWidget(self.nothing, 1)
        self._holder.hide()
        self.nothing.hide()

    def opened(self, payload: object) -> None:
        """Show the newest state; FIRST_STEPS brings them back."""
        self.load()
        self.first.load(asked_for=payload == FIRST_STEPS)

    def load(self) -> None:
        """Read the store again; several wishes at once are one reading."""
        if self._loading:
            self._again = True
            return
        self._loading = True
        desk, today = self.context.desk, self.context.today()
        self.context.runner.start(
            lambda _p, _c: load(desk, today),
            owner=self,
            on_done=self.show_data,
            on_failed=self._on_failed,
            quiet=True,
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The parts stand beside each other where there is room."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        roomy = self.width() >= ROOMY * theme.scale
        direction = QBoxLayout.Direction
        self._middle.setDirection(direction.LeftToRight if roomy else direction.TopToBottom)
        # 16777215 is Qt's «as wide as there is room».
        narrow, wide = (round(SIDE_WIDTH * theme.scale),) * 2 if roomy else (0, 16_777_215)
        self.side.setMinimumWidth(narrow)
        self.side.setMaximumWidth(wide)
        room = self.width() - 2 * tokens.XL
        self.season.fit(room, roomy=roomy)
        self.people.fit(room)

    def _on_first_steps(self, shown: bool) -> None:
        """The code is one of them: it need not be offered twice."""
        if shown:
            self.recovery.hide()
        else:
            self.recovery.load()

    def _on_changed(self) -> None:
        # Behind another view there is nothing to show: it is read when it comes to the front.
        if self.isVisible():
            self.load()

    def _on_minute(self) -> None:
        """A window left open over midnight must not go on with yesterday, nor say «только что» for an hour."""
        if self._shown_for is not None and self.context.today() != self._shown_for:
            self.load()
        elif self._data is not None and self.isVisible():
            self.side.show_data(self._data, self.context.now())

    def _on_failed(self, error: AttestError) -> None:
        self._loading = False
        if self._data is not None:
            self.context.show_error(error, self.load)
            return
        if self._unread is None:
            # Seldom wanted: the start need not make it.
            self._unread = Reading("Считаем сроки…", self.load)
            self._column.addWidget(self._unread, 1)
        self._unread.show_error(error)

    def show_data(self, data: HomeData) -> None:
        """Show what was read."""
        self._loading = False
        self._data = data
        if self._unread is not None:
            self._unread.hide()
        self._shown_for = data.agenda.today
        self.set_title(greeting(self.context.now(), data.profile))
        anybody = bool(data.people or data.gone)
        self._holder.setVisible(anybody)
        self.nothing.setVisible(not anybody)
        if anybody:
            area = self.findChild(QScrollArea)
            before = area.verticalScrollBar().value() if area is not None else 0
            found = groups(data)
            self.season.show_data(data, found)
            self.agenda.show_data(data)
            self.side.show_data(data, self.context.now())
            self.people.show_groups(found)
            self.people.setVisible(bool(found))
            self._fit()
            if area is not None:
                # After the new rows have their places.
                QTimer.singleShot(0, area, lambda: area.verticalScrollBar().setValue(before))
        else:
            self._show_nothing(data)
        self._show_connection()
        if self._again:
            self._again = False
            self.load()

    def _show_nothing(self, data: HomeData) -> None:
        self.fetch.setVisible(data.last.at is None)
        if data.last.at is None:
            self.nothing.say("Данных с сервиса ещё нет", NOTHING_FETCHED)
        else:
            self.nothing.say("Аттестуемых пока нет", NOBODY)

    def _show_connection(self) -> None:
        data = self._data
        online = self.context.online
        last = data.last.at if data else None
        when = f"Сроки посчитаны по данным, взятым {ago(last, self.context.now())}. " if last else ""
        self.offline.show_as(
            f"{when}Писать и заканчивать заключения можно и так.",
            title="Нет связи с личным кабинетом",
            tone=Tone.NEUTRAL,
            icon="cloud-off",
        )
        self.offline.setVisible(not online)
        waiting = data.waiting if data else 0
        words = counted(waiting, "заключение ждёт", "заключения ждут", "заключений ждут")
        tail = "программа отправит сама." if online else "уйдёт, когда появится связь."
        self.waiting.show_as(f"{words} отправки: {tail}", tone=Tone.INFO, icon="send")
        self.waiting.setVisible(waiting > 0)

    def _on_reminded(self, telling: Telling) -> None:
        """The system has no place for notifications: the same words stand here."""
        self.reminder.show_as(telling.text, title=telling.title, tone=Tone.INFO, icon="alarm-clock")
        self.reminder.show()

    # Doing

    def _go(self, there: Way) -> None:
        if there.view == SCHEDULE:
            # It brings along what reads tables and pages: loaded when it is called.
            from attest_desktop.gui.schedule import open_schedule

            open_schedule(self.context, parent=self)
        else:
            self.context.navigate.emit(there.view, there.payload)

    def _on_where(self, answer: Where) -> None:
        set_where(self.context, answer)

    def _on_mark(self, reminders: tuple[Reminder, ...], done: bool) -> None:
        keys = tuple(one.key for one in reminders)
        what = reminders[0].what
        words = f"{what}: {counted(len(keys), 'отметка', 'отметки', 'отметок')}" if len(keys) > 1 else what
        said = f"{'Сделано' if done else 'Снова не сделано'}: {words}."
        self._mark(keys, done, lambda: self.context.say(said, lambda: self._mark(keys, not done)))

    def _mark(self, keys: tuple[str, ...], done: bool, then: Callable[[], None] | None = None) -> None:
        desk, context = self.context.desk, self.context

        def kept(_none: None) -> None:
            context.people_changed.emit()
            if then is not None:
                then()

        context.runner.start(
            lambda _p, _c: mark_all(desk, keys, done=done), owner=self, on_done=kept, quiet=True, in_order=True
        )
