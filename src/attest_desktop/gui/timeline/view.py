"""«Период на одном листе»: the picture of a period, the same deadlines as a list, printing."""

from __future__ import annotations

import html
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QGridLayout, QHBoxLayout, QSizePolicy, QWidget

from attest_desktop.domain.counting import day_off
from attest_desktop.domain.errors import AttestError
from attest_desktop.domain.period import Period
from attest_desktop.gui.context import Context
from attest_desktop.gui.home.todo import written_day
from attest_desktop.gui.theme import tokens
from attest_desktop.gui.timeline.looks import Look, look_of
from attest_desktop.gui.timeline.paper import one_page
from attest_desktop.gui.timeline.plan import Bar, Mark, Plan, bars, current, left, plan
from attest_desktop.gui.timeline.widget import TimelineWidget
from attest_desktop.gui.view import View
from attest_desktop.gui.widgets import (
    MIDDLE,
    Card,
    EmptyState,
    Line,
    PrimaryButton,
    Reading,
    Second,
    SecondaryButton,
    label,
    page,
)
from attest_desktop.work.people import Person, people
from attest_desktop.work.refresh import kept_profile
from attest_desktop.work.remind import Agenda, agenda

if TYPE_CHECKING:
    from attest_desktop.gui.printing import PrintDialog

WHOLE_SEASON = "Весь сезон"
HOW = (
    "Точка на полосе — последний день срока. Цифры показывают, у скольких аттестуемых это уже сделано. "
    "Выходные отмечены, но сроки из-за них не переносятся."
)
HEADS = ("Срок", "Осталось", "Что сделать", "Кто остался")


@dataclass(frozen=True, slots=True)
class _Data:
    people: tuple[Person, ...]
    agenda: Agenda
    expert: str


class TimelineView(View):
    """Payload: a Period to begin with; otherwise the one in which something is left."""

    name = "timeline"
    title = "Период на одном листе"

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._data: _Data | None = None
        self._plan: Plan | None = None
        self._wanted: Period | None = None
        self.box = QComboBox()
        self.box.setAccessibleName("Какой период показать")
        self.box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.box.activated.connect(lambda _index: self._show_chosen())
        self.print_button = SecondaryButton(
            "Напечатать…", self.print_plan, icon="printer", name="Напечатать период"
        )
        head = QHBoxLayout()
        head.setSpacing(tokens.M)
        head.addWidget(self.box)
        head.addStretch(1)
        head.addWidget(self.print_button)
        self.picture = TimelineWidget()
        self._card = Card(padding=tokens.L)
        self._card.body.addLayout(head)
        self._card.body.addWidget(self.picture)
        self._listed = Card(padding=tokens.L)
        self._listed.setAccessibleName("Сроки списком")
        self._list: QWidget | None = None
        self._empty = EmptyState(
            "calendar",
            "Сроков ещё нет",
            "Они появятся, когда программа возьмёт из личного кабинета аттестуемых с их периодами.",
            PrimaryButton("Обновить список", context.refresh, icon="refresh-cw"),
        )
        column = page(self)
        for part in (self._card, self._listed, self._empty):
            column.addWidget(part, MIDDLE if part is self._empty else 0)
            part.hide()
        self._reading = Reading("Считаем сроки…", self._load)
        column.addWidget(self._reading, MIDDLE)
        column.addStretch(1)
        context.people_changed.connect(self._on_changed)

    def opened(self, payload: object) -> None:
        """Show the newest state."""
        self._wanted = payload if isinstance(payload, Period) else None
        self._data = None
        self._load()

    def print_plan(self) -> PrintDialog | None:
        """Show what is on screen as it will come out on paper."""
        shown, expert = self._plan, self._data.expert if self._data else ""
        if shown is None:
            return None
        # Previewing pages loads what reads PDF: «Главная» shares this room and needs none of it.
        from attest_desktop.gui.printing import open_print

        return open_print(
            self.context, f"{shown.title}: сроки аттестации", lambda _desk: one_page(shown, expert), self
        )

    def _on_changed(self) -> None:
        if self.isVisible():
            self._load()

    def _load(self) -> None:
        desk, today = self.context.desk, self.context.today()

        def job() -> _Data:
            known = people(desk, include_gone=False)
            profile = kept_profile(desk)
            return _Data(known, agenda(desk, today, known), profile.full_name if profile else "")

        self.context.runner.start(
            lambda _p, _c: job(), owner=self, on_done=self._show, on_failed=self._on_unread, quiet=True
        )

    def _on_unread(self, error: AttestError) -> None:
        for part in (self._card, self._listed, self._empty):
            part.hide()
        self._reading.show_error(error)

    def _show(self, data: _Data) -> None:
        self._reading.hide()
        first = self._data is None
        kept = self.box.currentData()
        self._data = data
        found = bars(data.people, data.agenda)
        self.box.clear()
        for bar in found:
            self.box.addItem(bar.title, bar.period)
        if len(found) != 1:
            self.box.addItem(WHOLE_SEASON, None)
        self.box.setCurrentIndex(max(0, self.box.findData(self._begin_with(found) if first else kept)))
        for part in (self._card, self._listed):
            part.setVisible(bool(found))
        self._empty.setVisible(not found)
        self._show_chosen()

    def _begin_with(self, found: tuple[Bar, ...]) -> Period | None:
        there = {bar.period for bar in found}
        now = current(found)
        return self._wanted if self._wanted in there else now.period if now else None

    def _show_chosen(self) -> None:
        if self._data is None:
            return
        self._plan = plan(self._data.people, self._data.agenda, self.box.currentData())
        self.picture.show_plan(self._plan)
        if self._list is not None:
            self._list.hide()
            self._list.deleteLater()
            self._list = None
        if self._plan is not None:
            self._list = _table(self._plan)
            self._listed.body.addWidget(self._list)


def _table(shown: Plan) -> QWidget:
    """The deadlines as a list: the picture in words that can be read one by one."""
    made = QWidget()
    grid = QGridLayout(made)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(tokens.XL)
    grid.setVerticalSpacing(tokens.S)
    for column, words in enumerate(HEADS):
        grid.addWidget(label(words, "caption", wrap=False), 0, column)
    for number, mark in enumerate(shown.marks):
        row = 2 * number + 1
        grid.addWidget(Line(), row, 0, 1, len(HEADS))
        for column, part in enumerate(_cells(mark, shown)):
            grid.addWidget(part, row + 1, column, Qt.AlignmentFlag.AlignTop)
    how = Second(HOW)
    grid.addWidget(Line(), 2 * len(shown.marks) + 1, 0, 1, len(HEADS))
    grid.addWidget(how, 2 * len(shown.marks) + 2, 0, 1, len(HEADS))
    grid.setColumnStretch(2, 4)
    grid.setColumnStretch(3, 4)
    return made


def _cells(mark: Mark, shown: Plan) -> tuple[QWidget, ...]:
    look = look_of(mark, shown.today)
    tone = {Look.OVERDUE: "error", Look.PAST: "muted", Look.DONE: "second"}.get(look, "")
    names = "" if mark.past else "всё сделано" if mark.finished and mark.total else ", ".join(mark.names)
    made = (
        label(written_day(mark.day, day_off(mark.day)), "strong" if look is Look.OPEN else tone, wrap=False),
        label(left(mark, shown.today), tone, wrap=False),
        label(mark.words, tone if look is not Look.OVERDUE else ""),
        label(names, "second"),
    )
    rule = f"<p>{html.escape(mark.rule)}</p><p><i>{html.escape(mark.source)}.</i></p>"
    for part in made:
        part.setToolTip(rule)
        part.setAccessibleDescription(f"{mark.rule} {mark.source}.")
        policy = part.sizePolicy()
        policy.setVerticalPolicy(QSizePolicy.Policy.Preferred)
        part.setSizePolicy(policy)
    return made
