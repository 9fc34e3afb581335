"""«Контроль»: whose conclusion is not yet whole and signed in the cabinet, the nearest day first."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from attest_desktop.domain.errors import AttestError, BadFileError, CancelledError
from attest_desktop.gui.context import Context
from attest_desktop.gui.control.looks import STANDINGS
from attest_desktop.gui.runner import Task
from attest_desktop.gui.theme import tokens
from attest_desktop.gui.view import View
from attest_desktop.gui.widgets import (
    MIDDLE,
    Banner,
    Caption,
    Card,
    Chip,
    Elided,
    EmptyState,
    PrimaryButton,
    Reading,
    Second,
    Strong,
    TextButton,
    Tone,
    label,
    page,
)
from attest_desktop.gui.words import ago, counted, day, days_left
from attest_desktop.work.control import Control, to_be_controlled
from attest_desktop.work.control_look import look_into_all
from attest_desktop.work.desk import Desk

SOON_DAYS = 7
ALL_THERE = ("Всё проверено", "У всех, чей срок не прошёл давно, всё на месте.")
NOBODY = ("Проверять некого", "Программа ещё не брала из личного кабинета список аттестуемых.")
OFFLINE = "Показано то, что программа видела раньше. Проверить заново можно, когда связь появится."
HOW = (
    "До 12 числа второго месяца периода у каждого аттестуемого должны быть загружены все страницы с подписями. "
    "Программа смотрит, что прикреплено в Вашем личном кабинете; что аттестуемый видит в своём, сервис не "
    "показывает."
)


@dataclass(frozen=True, slots=True)
class _Waiting:
    until: date | None
    control: Control


class ControlRow(QPushButton):
    """One attestee: name, what was found, until when. Pressing opens the card."""

    def __init__(
        self, one: Control, until: date | None, today: date, now: datetime, on_open: Callable[[str], object]
    ):
        super().__init__()
        self.setProperty("kind", "row")
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        words, icon, tone = STANDINGS[one.standing]
        said = " ".join(one.said)
        when = f" Проверено {ago(one.looked_at, now)}." if one.looked_at else ""
        self.setAccessibleName(one.full_name)
        self.setAccessibleDescription(f"{words}. {said}")
        self.clicked.connect(lambda _checked=False: on_open(one.attestee_id))
        row = QHBoxLayout(self)
        row.setContentsMargins(tokens.S, tokens.XS, tokens.S, tokens.XS)
        row.setSpacing(tokens.M)
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addWidget(Elided(one.full_name))
        column.addWidget(Caption(f"{said}{when}"))
        row.addLayout(column, 1)
        row.addWidget(Chip(words, icon, tone))
        if until is not None:
            left = (until - today).days
            soon = left <= SOON_DAYS
            row.addWidget(label(days_left(left) if soon else f"до {day(until, today)}", _kind(soon), wrap=False))
        # The whole row is the button: what lies on it must not take its clicks.
        for part in self.findChildren(QWidget):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def sizeHint(self) -> QSize:
        """As high as its lines."""
        layout = self.layout()
        return layout.sizeHint() if layout is not None else super().sizeHint()

    def heightForWidth(self, width: int) -> int:
        """What was found takes as many lines as it needs."""
        layout = self.layout()
        return layout.totalHeightForWidth(width) if layout is not None else super().heightForWidth(width)

    def minimumSizeHint(self) -> QSize:
        """Narrow enough for a column."""
        return QSize(160, self.sizeHint().height())


class ControlView(View):
    """The list; «Проверить всех» looks into the cabinet for each, one after another."""

    name = "control"
    title = "Контроль"

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._task: Task | None = None
        self._card = Card(padding=tokens.L)
        self._title = Strong("")
        self._title.setWordWrap(False)
        self._all = PrimaryButton("Проверить всех", self.look_into_all, icon="scan-line")
        self._stop = TextButton("Остановить", self._on_stop)
        self._step = Second("")
        self._rows = QVBoxLayout()
        self._rows.setSpacing(2)
        self._fetch = PrimaryButton("Обновить список", context.refresh, icon="refresh-cw")
        self._empty = EmptyState("circle-check", *ALL_THERE, self._fetch)
        head = QHBoxLayout()
        head.setContentsMargins(tokens.S, 0, 0, tokens.S)
        head.setSpacing(tokens.M)
        head.addWidget(self._title)
        head.addWidget(self._step, 1)
        head.addWidget(self._stop)
        head.addWidget(self._all)
        self._card.body.addLayout(head)
        self._card.body.addLayout(self._rows)
        column = page(self)
        self._offline = Banner(OFFLINE, title="Нет связи с личным кабинетом", tone=Tone.NEUTRAL, icon="cloud-off")
        self._offline.add_button(TextButton("Соединиться", context.refresh, name="Соединиться с личным кабинетом"))
        self._offline.hide()
        column.addWidget(self._offline)
        column.addWidget(Second(HOW))
        column.addWidget(self._card)
        column.addWidget(self._empty, MIDDLE)
        column.addStretch(1)
        self._reading = Reading("Открываем список…", self._load)
        column.insertWidget(2, self._reading, MIDDLE)
        self._card.hide()
        self._empty.hide()
        self._set_busy(busy=False)
        context.people_changed.connect(self._on_changed)
        context.connection_changed.connect(self._show_connection)
        context.runner.progressed.connect(self._on_progress)

    def opened(self, _payload: object) -> None:
        """Show who is still to be looked at."""
        self._load()

    def look_into_all(self) -> None:
        """Look into the cabinet for each who is still missing."""
        desk, today, context = self.context.desk, self.context.today(), self.context
        self._set_busy(busy=True)

        def done(failed: tuple[str, ...]) -> None:
            self._set_busy(busy=False)
            context.note_reached(True)
            self._load()
            if failed:
                context.show_error(BadFileError(" ".join(failed), title="Не всех удалось проверить"))

        def on_failed(error: AttestError) -> None:
            self._set_busy(busy=False)
            self._load()
            if not isinstance(error, CancelledError):
                context.show_error(error, self.look_into_all)

        self._task = context.runner.start(
            lambda progress, cancelled: look_into_all(desk, today, progress=progress, cancelled=cancelled),
            owner=self,
            title="Проверяем заключения в личном кабинете",
            on_done=done,
            on_failed=on_failed,
        )

    def _on_changed(self) -> None:
        if self.isVisible():
            self._load()

    def _show_connection(self) -> None:
        """What was seen before stays; looking anew needs the cabinet."""
        self._offline.setVisible(not self.context.online and self._reading.isHidden())

    def _on_stop(self) -> None:
        if self._task is not None:
            self._task.cancel()

    def _on_progress(self, task: Task, step: str, _part: float | None) -> None:
        if task is self._task:
            self._step.setText(step)

    def _set_busy(self, *, busy: bool) -> None:
        # What comes is there before what goes: the keyboard passes from one to the other.
        if busy:
            self._stop.show()
            self._all.setEnabled(False)
        else:
            self._all.setEnabled(True)
            self._stop.hide()
        self._step.setText("")

    def _load(self) -> None:
        desk, today = self.context.desk, self.context.today()
        self.context.runner.start(
            lambda _p, _c: _waiting(desk, today),
            owner=self,
            on_done=self._show,
            on_failed=self._on_unread,
            quiet=True,
        )

    def _on_unread(self, error: AttestError) -> None:
        self._card.hide()
        self._empty.hide()
        self._offline.hide()
        self._reading.show_error(error)

    def _show(self, waiting: tuple[_Waiting, ...]) -> None:
        while (item := self._rows.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        today, now = self.context.today(), self.context.now()
        for one in waiting:
            self._rows.addWidget(ControlRow(one.control, one.until, today, now, self._open))
        people = counted(len(waiting), "заключение", "заключения", "заключений")
        known = self.context.last_refresh.at is not None
        self._title.setText(f"Осталось проверить: {people}")
        self._empty.say(*(ALL_THERE if known else NOBODY))
        self._fetch.setHidden(known)
        self._empty.setVisible(not waiting)
        self._all.setVisible(bool(waiting))
        self._reading.hide()
        self._card.setVisible(bool(waiting))
        self._show_connection()

    def _open(self, attestee_id: str) -> None:
        self.context.navigate.emit("card", attestee_id)


def _waiting(desk: Desk, today: date) -> tuple[_Waiting, ...]:
    return tuple(_Waiting(until, control) for until, control in to_be_controlled(desk, today))


def _kind(soon: bool) -> str:
    return "error" if soon else "muted"
