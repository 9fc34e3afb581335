"""«Что сделать»: reminders by their days; what is done folds away."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QCheckBox, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from attest_desktop.domain.counting import counted
from attest_desktop.gui.home.agenda_row import AgendaRow, unfold_button
from attest_desktop.gui.home.going import Way, way, way_of
from attest_desktop.gui.home.plan import HomeData
from attest_desktop.gui.home.swap import swapped
from attest_desktop.gui.home.todo import Line, done_lines, sections, until_next
from attest_desktop.gui.theme import icons, tokens
from attest_desktop.gui.theme.style import theme
from attest_desktop.gui.widgets import Card, Elided, EmptyState, Second, StageChip, TextButton, label
from attest_desktop.work.people import Person
from attest_desktop.work.remind import Reminder

TITLE = "Что сделать"
TROUBLE = "Требует внимания"
ALL_DONE = "Всё сделано"
CALENDAR = "Добавить в календарь…"


class AgendaCard(Card):
    """Shows the agenda; `go` brings to where a thing is done, `on_mark` keeps what was ticked."""

    def __init__(
        self,
        go: Callable[[Way], object],
        on_mark: Callable[[tuple[Reminder, ...], bool], object],
        on_calendar: Callable[[], object],
    ) -> None:
        super().__init__(TITLE, padding=tokens.L)
        self._go, self._on_mark = go, on_mark
        self._unfolded: set[str] = set()
        self._done_shown = False
        self._data: HomeData | None = None
        self.calendar = TextButton(CALENDAR, on_calendar, icon="calendar")
        if self.head is not None:
            self.head.setContentsMargins(tokens.S, tokens.XS, 0, 0)
            self.head.addWidget(self.calendar)
        self._inside: QWidget | None = None
        # Larger texts need wider columns.
        theme.changed.connect(self._again)

    def show_data(self, data: HomeData) -> None:
        """Show the agenda; the focus stays where it was, or goes to the next box."""
        self._data = data
        focus = _Focus(self)
        fresh = QWidget()
        column = QVBoxLayout(fresh)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        people = {one.id: one for one in data.people}
        self.calendar.setVisible(any(one.ahead for one in data.agenda.reminders))
        if data.troubled:
            _head(column, TROUBLE, urgent=True)
            for person in data.troubled:
                column.addWidget(self._trouble(person))
        found = sections(data.agenda)
        if found and not found[0].urgent and not data.troubled:
            column.addWidget(_calm(data))
        for section in found:
            _head(column, section.title, urgent=section.urgent)
            for line in section.lines:
                self._add_line(column, line, people)
        if not found and not data.troubled:
            column.addWidget(EmptyState("party-popper", ALL_DONE, "Открытых сроков нет ни у кого из аттестуемых."))
        self._add_done(column, data)
        column.addStretch(1)
        self._inside = swapped(self.body, self._inside, fresh)
        focus.put_back(fresh)

    def _add_line(self, column: QVBoxLayout, line: Line, people: Mapping[str, Person]) -> None:
        if not line.several:
            column.addWidget(AgendaRow(line, self._button(line, people), self._on_mark))
            return
        open_now = line.id in self._unfolded
        fold = unfold_button(line, open_now=open_now, on_click=partial(self._on_fold, line.id))
        column.addWidget(AgendaRow(line, fold, self._on_mark))
        if open_now:
            for one in sorted(line.reminders, key=lambda one: one.full_name):
                single = Line((one,))
                column.addWidget(AgendaRow(single, self._button(single, people), self._on_mark, inside=True))

    def _button(self, line: Line, people: Mapping[str, Person]) -> QPushButton | None:
        first = line.first
        there = way(first, people.get(first.attestee_id or ""))
        if there is None:
            return None
        about = first.full_name or line.words
        made = TextButton(there.words, partial(self._go, there), name=f"{there.words}: {about}")
        made.setObjectName(f"go {first.key}")
        return made

    def _trouble(self, person: Person) -> QWidget:
        made = QWidget()
        row = QHBoxLayout(made)
        row.setContentsMargins(tokens.S, 3, 0, 3)
        row.setSpacing(tokens.M)
        there = way_of(person)
        made.setAccessibleName(f"{person.attestee.full_name}: {person.stage.value}")
        row.addWidget(Elided(person.attestee.full_name), 1)
        row.addWidget(StageChip(person.stage))
        name = f"{there.words}: {person.attestee.full_name}"
        row.addWidget(TextButton(there.words, partial(self._go, there), name=name))
        return made

    def _add_done(self, column: QVBoxLayout, data: HomeData) -> None:
        lines = done_lines(data.agenda)
        if not lines:
            return
        count = sum(len(line.reminders) for line in lines)
        words = f"Сделано: {count}"
        button = TextButton(
            words, self._on_done_fold, name=f"{words}, {'свернуть' if self._done_shown else 'показать'}"
        )
        icons.put(button, "chevron-up" if self._done_shown else "chevron-down", "accent_text", 16)
        button.setObjectName("done")
        column.addSpacing(tokens.S)
        column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        if self._done_shown:
            for line in lines:
                column.addWidget(AgendaRow(line, None, self._on_mark))

    def _on_fold(self, line_id: str) -> None:
        self._unfolded ^= {line_id}
        self._again()

    def _on_done_fold(self) -> None:
        self._done_shown = not self._done_shown
        self._again()

    def _again(self) -> None:
        if self._data is not None:
            self.show_data(self._data)


class _Focus:
    """Remembers which control of the card had the focus, by its name and its place among the boxes."""

    def __init__(self, card: QWidget) -> None:
        now = QApplication.focusWidget()
        self._name = now.objectName() if now is not None and card.isAncestorOf(now) else ""
        boxes = [one.objectName() for one in card.findChildren(QCheckBox) if one.isVisible()]
        self._place = boxes.index(self._name) if self._name in boxes else None

    def put_back(self, fresh: QWidget) -> None:
        """Give the focus to the same control, else to the box that took the place."""
        if not self._name:
            return
        there = fresh.findChild(QWidget, self._name)
        boxes = fresh.findChildren(QCheckBox)
        if there is None and self._place is not None and boxes:
            there = boxes[min(self._place, len(boxes) - 1)]
        if isinstance(there, QWidget):
            there.setFocus(Qt.FocusReason.OtherFocusReason)


def _head(column: QVBoxLayout, title: str, *, urgent: bool) -> None:
    if column.count():
        column.addSpacing(tokens.S)
    made = label(title, "error" if urgent else "strong")
    if urgent:
        font = made.font()
        font.setWeight(font.Weight.DemiBold)
        made.setFont(font)
    made.setContentsMargins(tokens.S, 0, 0, 2)
    column.addWidget(made)


def _calm(data: HomeData) -> QWidget:
    """«На сегодня всё сделано. До следующего срока 12 дней.»"""
    days = until_next(data.agenda) or 0
    left = counted(days, "день", "дня", "дней")
    made = Second(f"На сегодня всё сделано. До следующего срока {left}.")
    made.setContentsMargins(tokens.S, 0, 0, 0)
    return made
