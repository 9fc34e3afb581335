"""«Главная»."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLayout, QVBoxLayout, QWidget

from attest_desktop.domain.errors import AttestError
from attest_desktop.gui.context import Context
from attest_desktop.gui.home.parts import PeriodCard, PersonRow
from attest_desktop.gui.home.plan import Group, HomeData, greeting, groups, periods
from attest_desktop.gui.theme import tokens
from attest_desktop.gui.view import View
from attest_desktop.gui.widgets import (
    Banner,
    Caption,
    Card,
    EmptyState,
    LinkButton,
    Muted,
    Pairs,
    PrimaryButton,
    Second,
    Strong,
    TextButton,
    Tone,
    page,
)
from attest_desktop.gui.words import ago, counted
from attest_desktop.work.people import people
from attest_desktop.work.refresh import kept_profile, last_refresh

CONTROL = "Контроль: кого проверить"
MOST_IN_GROUP = 4
MOST_PERIODS = 3
SIDE_WIDTH = 296


class HomeView(View):
    """The period, what to do now, how things stand with the service."""

    name = "home"
    title = "Главная"

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._column = page(self, widest=1240)
        self._column.setSpacing(tokens.L)
        self._again = False
        self._loading = False
        for signal in (context.people_changed, context.outbox_changed):
            signal.connect(self.load)

    def opened(self, _payload: object) -> None:
        """Show the newest state."""
        self.load()

    def load(self) -> None:
        """Read the store again; several wishes at once are one reading."""
        if self._loading:
            self._again = True
            return
        self._loading = True
        desk = self.context.desk
        self.context.runner.start(
            lambda _p, _c: HomeData(people(desk), last_refresh(desk), kept_profile(desk)),
            owner=self,
            on_done=self._show,
            on_failed=self._on_failed,
            quiet=True,
        )

    def _on_failed(self, error: AttestError) -> None:
        self._loading = False
        self.context.show_error(error, self.load)

    def _show(self, data: HomeData) -> None:
        self._loading = False
        _empty(self._column)
        self.set_title(greeting(self.context.now(), data.profile))
        if not data.people:
            self._show_nothing(data)
        else:
            row = QHBoxLayout()
            row.setSpacing(tokens.L)
            row.addLayout(self._left(data), 1)
            row.addLayout(self._right(data), 0)
            self._column.addLayout(row)
            self._column.addStretch(1)
        if self._again:
            self._again = False
            self.load()

    def _show_nothing(self, data: HomeData) -> None:
        if data.last.at is None:
            button = PrimaryButton("Обновить", self.context.refresh, icon="refresh-cw")
            state = EmptyState(
                "users",
                "Данных с сервиса ещё нет",
                "Нажмите «Обновить»: программа возьмёт из личного кабинета список аттестуемых и шаблоны.",
                button,
            )
        else:
            state = EmptyState(
                "users",
                "Аттестуемых пока нет",
                "В личном кабинете Вам никто не назначен. Если это не так, спросите муниципального координатора.",
            )
        self._column.addWidget(state, 1)

    # Left: what to do

    def _left(self, data: HomeData) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(tokens.L)
        column.addLayout(self._periods(data))
        todo = Card("Что сделать сейчас", padding=tokens.L)
        # The rows have a padding of their own, for their hover: other words are moved in as far.
        if todo.head is not None:
            todo.head.setContentsMargins(tokens.S, tokens.S, tokens.S, 0)
        found = groups(data.people)
        if not found:
            todo.body.addWidget(
                EmptyState("party-popper", "Всё сдано", "Все заключения прикреплены. Проверьте подписи на сайте.")
            )
        for group in found:
            todo.body.addWidget(self._group(group))
        column.addWidget(todo)
        column.addStretch(1)
        return column

    def _periods(self, data: HomeData) -> QGridLayout:
        grid = QGridLayout()
        grid.setSpacing(tokens.L)
        found = periods(data.people)
        today = self.context.today()
        # The periods that still want something come before those that are over.
        shown = sorted(found, key=lambda one: one.finished)[:MOST_PERIODS]
        for place, state in enumerate(shown):
            grid.addWidget(PeriodCard(state, today), 0, place)
            grid.setColumnStretch(place, 1)
        return grid

    def _group(self, group: Group) -> QWidget:
        box = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, tokens.XS)
        column.setSpacing(2)
        head = QHBoxLayout()
        head.setContentsMargins(tokens.S, 0, 0, 0)
        head.setSpacing(tokens.S)
        head.addWidget(Strong(group.title))
        head.addWidget(Muted(str(len(group.people))))
        head.addStretch(1)
        more = len(group.people) - MOST_IN_GROUP
        if more > 0:
            button = TextButton(f"Показать всех: {len(group.people)}", partial(self._show_all, group))
            button.setAccessibleName(f"Показать всех: {group.title.lower()}")
            head.addWidget(button)
        column.addLayout(head)
        today = self.context.today()
        for person in group.people[:MOST_IN_GROUP]:
            column.addWidget(PersonRow(person, today, self._open, with_stage=len(group.stages) > 1))
        return box

    def _open(self, attestee_id: str) -> None:
        self.context.navigate.emit("card", attestee_id)

    def _show_all(self, group: Group) -> None:
        self.context.navigate.emit("attestees", group.stages)

    # Right: the service

    def _right(self, data: HomeData) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(tokens.L)
        card = Card("На сервисе")
        card.setFixedWidth(SIDE_WIDTH)
        card.body.setSpacing(tokens.S)
        last = data.last
        here = sum(not person.gone for person in data.people)
        counts = Pairs()
        counts.add("Назначено на сервисе", "не указано" if last.assigned is None else str(last.assigned))
        counts.add("В таблице", str(here if last.rows is None else last.rows))
        card.body.addLayout(counts)
        when = f"Обновлено {ago(last.at, self.context.now())}" if last.at else "Ещё не обновлялось"
        card.body.addWidget(Caption(when))
        control = LinkButton(CONTROL, lambda: self.context.navigate.emit("control", None), icon="scan-line")
        card.body.addWidget(control, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(card)
        for problem in last.problems:
            banner = Banner(problem, tone=Tone.WARN)
            banner.setFixedWidth(SIDE_WIDTH)
            column.addWidget(banner)
        gone = sum(person.gone for person in data.people)
        if gone:
            words = counted(gone, "аттестуемого", "аттестуемых", "аттестуемых")
            banner = Banner(
                f"{words} больше нет в таблице сервиса. Ваши записи о них сохранены.", tone=Tone.NEUTRAL
            )
            banner.setFixedWidth(SIDE_WIDTH)
            column.addWidget(banner)
        column.addWidget(self._rules())
        column.addStretch(1)
        return column

    def _rules(self) -> Card:
        card = Card("Памятка")
        card.setFixedWidth(SIDE_WIDTH)
        card.body.setSpacing(tokens.S)
        for words in (
            "Скан заключения размещается в системе до 12 числа второго месяца периода.",
            "«Аттестовать» на сайте не нажимайте: сотрудники Центра не смогут открыть заключение.",
            "Попросите аттестуемого распечатать заключение, подписать и загрузить все страницы в своём кабинете.",
        ):
            card.body.addWidget(Second(words))
        return card


def _empty(layout: QLayout) -> None:
    """Take everything out of a layout and delete it."""
    while (item := layout.takeAt(0)) is not None:
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
        elif inner is not None:
            _empty(inner)
