"""«Что сделать»: reminders by their days; what is done folds away."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QCheckBox, QHBoxLayout, QPushButton, QWidget

from attest_desktop.domain.counting import counted
from attest_desktop.gui.home.agenda_row import AgendaRow, unfold_button
from attest_desktop.gui.home.column import Entry, KeyedColumn
from attest_desktop.gui.home.going import Way, way, way_of
from attest_desktop.gui.home.plan import HomeData
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
        self._column = KeyedColumn(spacing=2)
        self.body.addWidget(self._column)
        # Larger texts need wider columns.
        theme.changed.connect(self._on_theme)

    def show_data(self, data: HomeData) -> None:
        """Show the agenda; the focus stays where it was, or goes to the box that took its place."""
        self._data = data
        focus = _Focus(self._column)
        people = {one.id: one for one in data.people}
        self.calendar.setVisible(any(one.ahead for one in data.agenda.reminders))
        entries: list[Entry] = []
        if data.troubled:
            entries.append(_head(TROUBLE, urgent=True, first=True))
            entries += [((one.id, one.stage), partial(self._trouble, one)) for one in data.troubled]
        found = sections(data.agenda)
        if found and not found[0].urgent and not data.troubled:
            days = until_next(data.agenda) or 0
            entries.append((("calm", days), partial(_calm, days)))
        for section in found:
            entries.append(_head(section.title, urgent=section.urgent, first=not entries))
            for line in section.lines:
                entries += self._of_line(line, people)
        if not found and not data.troubled:
            entries.append(("nothing", _nothing))
        entries += self._of_done(done_lines(data.agenda))
        self._column.show_entries(entries)
        focus.put_back()

    def _of_line(self, line: Line, people: Mapping[str, Person]) -> list[Entry]:
        if not line.several:
            return [self._single(line, people)]
        open_now = line.id in self._unfolded
        made: list[Entry] = [((line, open_now), partial(self._several, line, open_now))]
        if open_now:
            those = sorted(line.reminders, key=lambda one: one.full_name)
            made += [self._single(Line((one,)), people, inside=True) for one in those]
        return made

    def _several(self, line: Line, open_now: bool) -> QWidget:
        fold = unfold_button(line, open_now=open_now, on_click=partial(self._on_fold, line.id))
        return AgendaRow(line, fold, self._on_mark)

    def _single(self, line: Line, people: Mapping[str, Person], *, inside: bool = False) -> Entry:
        there = way(line.first, people.get(line.first.attestee_id or ""))

        def make() -> QWidget:
            return AgendaRow(line, self._button(line, there), self._on_mark, inside=inside)

        return (line, there, inside), make

    def _button(self, line: Line, there: Way | None) -> QPushButton | None:
        if there is None:
            return None
        about = line.first.full_name or line.words
        made = TextButton(there.words, partial(self._go, there), name=f"{there.words}: {about}")
        made.setObjectName(f"go {line.first.key}")
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

    def _of_done(self, lines: tuple[Line, ...]) -> list[Entry]:
        if not lines:
            return []
        shown, count = self._done_shown, sum(len(line.reminders) for line in lines)
        made: list[Entry] = [(("done", count, shown), partial(self._done_head, count, shown))]
        if shown:
            made += [((line, "done"), partial(AgendaRow, line, None, self._on_mark)) for line in lines]
        return made

    def _done_head(self, count: int, shown: bool) -> QWidget:
        words = f"Сделано: {count}"
        button = TextButton(words, self._on_done_fold, name=f"{words}, {'свернуть' if shown else 'показать'}")
        icons.put(button, "chevron-up" if shown else "chevron-down", "accent_text", 16)
        button.setObjectName("done")
        made = QWidget()
        row = QHBoxLayout(made)
        row.setContentsMargins(0, tokens.S, 0, 0)
        row.addWidget(button)
        row.addStretch(1)
        return made

    def _on_fold(self, line_id: str) -> None:
        self._unfolded ^= {line_id}
        self._again()

    def _on_done_fold(self) -> None:
        self._done_shown = not self._done_shown
        self._again()

    def _again(self) -> None:
        if self._data is not None:
            self.show_data(self._data)

    def _on_theme(self) -> None:
        self._column.forget()
        self._again()


class _Focus:
    """Remembers which control had the focus, by its name and its place among the boxes."""

    def __init__(self, column: KeyedColumn) -> None:
        self._column = column
        now = QApplication.focusWidget()
        self._name = now.objectName() if now is not None and column.isAncestorOf(now) else ""
        names = [one.objectName() for one in self._boxes()]
        self._place = names.index(self._name) if self._name in names else None

    def put_back(self) -> None:
        """Give the focus to the same control, else to the box that took the place."""
        if not self._name:
            return
        boxes = self._boxes()
        there: QWidget | None = None
        for row in self._column.widgets():
            there = there or row.findChild(QWidget, self._name)
        if there is None and self._place is not None and boxes:
            there = boxes[min(self._place, len(boxes) - 1)]
        if there is not None:
            there.setFocus(Qt.FocusReason.OtherFocusReason)

    def _boxes(self) -> list[QCheckBox]:
        return [box for row in self._column.widgets() for box in row.findChildren(QCheckBox)]


def _head(title: str, *, urgent: bool, first: bool) -> Entry:
    def make() -> QWidget:
        made = label(title, "error" if urgent else "strong")
        if urgent:
            font = made.font()
            font.setWeight(font.Weight.DemiBold)
            made.setFont(font)
        made.setContentsMargins(tokens.S, 0 if first else tokens.S, 0, 2)
        return made

    return (title, urgent, first), make


def _calm(days: int) -> QWidget:
    """«На сегодня всё сделано. До следующего срока 12 дней.»"""
    left = counted(days, "день", "дня", "дней")
    made = Second(f"На сегодня всё сделано. До следующего срока {left}.")
    made.setContentsMargins(tokens.S, 0, 0, 0)
    return made


def _nothing() -> QWidget:
    return EmptyState("party-popper", ALL_DONE, "Открытых сроков нет ни у кого из аттестуемых.")
