"""«Занятия»: the lessons attended or watched, two to five."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from attest_desktop.domain.attestee import Attestee
from attest_desktop.domain.lessons import joined
from attest_desktop.domain.procedure import LEAST_LESSONS, MOST_LESSONS
from attest_desktop.domain.record import Lesson
from attest_desktop.gui.context import Context
from attest_desktop.gui.editor.date_field import DateField
from attest_desktop.gui.editor.section import Section
from attest_desktop.gui.theme import tokens
from attest_desktop.gui.widgets import Caption, IconButton, TextButton
from attest_desktop.gui.words import counted
from attest_desktop.work.draft import DraftText
from attest_desktop.work.lesson_notes import noted_lessons

DAY_WIDTH = 136
GROUP_WIDTH = 96
RULE = "Очно — от 2 до 5 занятий; дистанционно — видео 2 занятий, при необходимости ещё 1–3."


class LessonsSection(Section):
    """A row a lesson; rows are added and taken away, the last taken away can be brought back.

    Lessons that were noted on the attestee's card are offered, each once.
    """

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__("Занятия", parent)
        self._context = context
        self._rows: list[LessonRow] = []
        self.body.addWidget(Caption(RULE))
        self._list = QVBoxLayout()
        self._list.setSpacing(tokens.S)
        self.body.addLayout(self._list)
        self._add = TextButton("Добавить занятие", self._on_add, icon="plus")
        self._take_noted = TextButton("", self._on_take_noted, icon="notebook-pen")
        self._take_noted.hide()
        buttons = QHBoxLayout()
        buttons.setSpacing(tokens.M)
        buttons.addWidget(self._add)
        buttons.addWidget(self._take_noted)
        buttons.addStretch(1)
        self.body.addLayout(buttons)
        self._whose = ""
        self._noted: tuple[Lesson, ...] = ()
        self.edited.connect(self._offer_noted)

    def show_text(self, text: DraftText, attestee: Attestee, /) -> None:
        """As many rows as there are lessons, at least two."""
        self._show_lessons(text.conclusion.lessons)
        self._ask_for_notes(attestee.id)

    def _show_lessons(self, shown: Sequence[Lesson]) -> None:
        lessons = list(shown)
        lessons += [Lesson()] * (LEAST_LESSONS - len(lessons))
        while len(self._rows) > len(lessons):
            self._take(self._rows[-1])
        while len(self._rows) < len(lessons):
            self._put(len(self._rows))
        for row, lesson in zip(self._rows, lessons, strict=True):
            row.show_lesson(lesson)
        self._renumber()

    def written(self, text: DraftText) -> DraftText:
        """The lessons as they stand in the rows."""
        lessons = tuple(row.lesson() for row in self._rows)
        return replace(text, conclusion=replace(text.conclusion, lessons=lessons))

    def spots(self) -> Mapping[str, QWidget]:
        """The first empty field of each row."""
        return {f"lesson.{number}": row.first_empty() for number, row in enumerate(self._rows)}

    def _ask_for_notes(self, whose: str) -> None:
        if whose != self._whose:
            self._whose, self._noted = whose, ()
            self._offer_noted()
        desk = self._context.desk

        def show(noted: tuple[Lesson, ...]) -> None:
            if whose == self._whose:
                self._noted = noted
                self._offer_noted()

        self._context.runner.start(lambda _p, _c: noted_lessons(desk, whose), owner=self, on_done=show, quiet=True)

    def _offer_noted(self) -> None:
        new = joined([row.lesson() for row in self._rows], self._noted).taken if self._noted else ()
        self._take_noted.setVisible(bool(new))
        if new:
            self._take_noted.setText(f"Взять из заметок: {counted(len(new), 'занятие', 'занятия', 'занятий')}")
            self._take_noted.setAccessibleName(self._take_noted.text())

    def _on_take_noted(self) -> None:
        whose, former = self._whose, [row.lesson() for row in self._rows]

        def back() -> None:
            if whose == self._whose:
                self._show_lessons(former)
                self.edited.emit()

        self._show_lessons(joined(former, self._noted).lessons)
        self.edited.emit()
        self._context.say("Занятия взяты из заметок.", back)

    def _on_add(self) -> None:
        row = self._put(len(self._rows))
        self._renumber()
        row.first_empty().setFocus()
        self.edited.emit()

    def _on_remove(self, row: LessonRow) -> None:
        place, lesson = self._rows.index(row), row.lesson()
        self._take(row)
        self._renumber()
        self.edited.emit()
        if lesson != Lesson():
            self._context.say(f"Занятие {place + 1} убрано.", lambda: self._bring_back(place, lesson))

    def _bring_back(self, place: int, lesson: Lesson) -> None:
        self._put(min(place, len(self._rows))).show_lesson(lesson)
        self._renumber()
        self.edited.emit()

    def _put(self, place: int) -> LessonRow:
        row = LessonRow()
        row.edited.connect(self.edited)
        row.removed.connect(lambda: self._on_remove(row))
        self._rows.insert(place, row)
        self._list.insertWidget(place, row)
        return row

    def _take(self, row: LessonRow) -> None:
        self._rows.remove(row)
        self._list.removeWidget(row)
        row.hide()
        row.deleteLater()

    def _renumber(self) -> None:
        for number, row in enumerate(self._rows, 1):
            row.number(number, removable=len(self._rows) > LEAST_LESSONS)
        self._add.setVisible(len(self._rows) < MOST_LESSONS)
        for former, row in zip(self._rows, self._rows[1:], strict=False):
            QWidget.setTabOrder(former.last(), row.first())


class LessonRow(QWidget):
    """Day, group and topic of one lesson."""

    edited = Signal()
    removed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._day = DateField("Дата занятия")
        self._day.setFixedWidth(DAY_WIDTH)
        self._day.edited.connect(self.edited)
        self._group = QLineEdit()
        self._group.setFixedWidth(GROUP_WIDTH)
        self._group.setPlaceholderText("класс")
        self._topic = QLineEdit()
        self._topic.setPlaceholderText("тема занятия")
        for line in (self._group, self._topic):
            line.textEdited.connect(self.edited)
        self._remove = IconButton("trash-2", "Убрать занятие", self.removed.emit)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(tokens.S)
        for widget in (self._day, self._group, self._topic):
            layout.addWidget(widget)
        layout.addWidget(self._remove)

    def show_lesson(self, lesson: Lesson) -> None:
        """Show this lesson."""
        self._day.set_day(lesson.date)
        for line, value in ((self._group, lesson.group), (self._topic, lesson.topic)):
            if line.text() != value:
                line.setText(value)
                line.setCursorPosition(0)

    def lesson(self) -> Lesson:
        """What stands in the row."""
        return Lesson(self._day.day(), self._group.text(), self._topic.text())

    def number(self, number: int, *, removable: bool) -> None:
        """Say which lesson this is."""
        self._day.setAccessibleName(f"Занятие {number}: дата")
        self._group.setAccessibleName(f"Занятие {number}: класс или группа")
        self._topic.setAccessibleName(f"Занятие {number}: тема")
        self._remove.setAccessibleName(f"Убрать занятие {number}")
        self._remove.setEnabled(removable)
        self._remove.setToolTip("Убрать занятие" if removable else "Занятий должно быть не меньше двух")

    def first(self) -> QWidget:
        """The first field."""
        return self._day

    def last(self) -> QWidget:
        """The last control."""
        return self._remove

    def first_empty(self) -> QWidget:
        """The first field without a value, else the first."""
        fields: tuple[QLineEdit, ...] = (self._day, self._group, self._topic)
        return next((line for line in fields if not line.text().strip()), self._day)
