"""The card beside the table: who it is, where things stand, what to do next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from attest_desktop.domain.progress import Cancelled, Progress
from attest_desktop.gui.attestees.columns import Column, lines
from attest_desktop.gui.attestees.row import Row
from attest_desktop.gui.attestees.sheet import Group
from attest_desktop.gui.card.words import Do, state_words
from attest_desktop.gui.context import Context
from attest_desktop.gui.theme import tokens
from attest_desktop.gui.theme.style import theme
from attest_desktop.gui.widgets import (
    Caption,
    Card,
    Line,
    LinkButton,
    PrimaryButton,
    Second,
    StageChip,
    Title,
    label,
    scrolled,
)
from attest_desktop.gui.words import counted, day
from attest_desktop.work.remind import State

if TYPE_CHECKING:
    from attest_desktop.gui.card.jobs import CardData

WIDTH = 256
# Moving along the rows with a held key asks for nothing until it stops for a moment.
PAUSE_MS = 140
NOBODY = "Выберите строку, и здесь появится сводка."


@dataclass(frozen=True, slots=True)
class _Pair:
    name: str
    value: str


class Preview(QFrame):
    """Shows what the row knows at once, the rest once it is read. Emits `wanted` (what, attestee's id)."""

    wanted = Signal(object, str)
    opened = Signal(str)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._row: Row | None = None
        self._next: Do | None = None
        self.loaded: CardData | None = None
        self.setAccessibleName("Сводка об аттестуемом")
        self.name = Title("")
        self.post = Second("")
        self.chip = StageChip()
        self.state = label("")
        self.button = PrimaryButton("", self._on_next)
        self.open = LinkButton("Открыть карточку", self._on_open, icon="arrow-right")
        self.due = label("", "strong")
        self.due_note = Caption("")
        self._pairs: list[tuple[Caption, Second]] = []
        self._nobody = Second(NOBODY)
        self._nobody.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._inside = QWidget()
        self._lay_out()
        self._timer = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._timer.timeout.connect(self._load)
        theme.changed.connect(self._set_width)
        self._set_width()
        self.show_entry(None)

    def _lay_out(self) -> None:
        card = Card(padding=0)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(card)
        column = QVBoxLayout(self._inside)
        column.setContentsMargins(tokens.L, tokens.L, tokens.L, tokens.L)
        column.setSpacing(tokens.S)
        column.addWidget(self.name)
        column.addWidget(self.post)
        chip = QHBoxLayout()
        chip.addWidget(self.chip)
        chip.addStretch(1)
        column.addSpacing(tokens.XS)
        column.addLayout(chip)
        column.addWidget(self.state)
        column.addWidget(self.button)
        column.addWidget(self.open, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(Line())
        column.addWidget(self.due)
        column.addWidget(self.due_note)
        self._facts = QVBoxLayout()
        self._facts.setSpacing(2)
        column.addLayout(self._facts)
        column.addStretch(1)
        self._area: QScrollArea = scrolled(self._inside)
        card.body.addWidget(self._area)
        card.body.addWidget(self._nobody)

    def _set_width(self) -> None:
        self.setFixedWidth(round(WIDTH * min(theme.scale, 1.3)))

    # Showing

    @property
    def row(self) -> Row | None:
        """Whose card it is."""
        return self._row

    def show_entry(self, entry: Row | Group | None) -> None:
        """Show this row; what has to be read comes a moment later. A heading has no card."""
        row = entry if isinstance(entry, Row) else None
        same = row is not None and self._row is not None and row.id == self._row.id
        self._row = row
        self._area.setVisible(row is not None)
        self._nobody.setVisible(row is None)
        if row is None:
            self.loaded = None
            self._timer.stop()
            return
        if not same:
            self.loaded = None
            self._area.verticalScrollBar().setValue(0)
        self._show(row)
        self._timer.start()

    def _show(self, row: Row) -> None:
        person, context = row.person, self._context
        who, today = person.attestee, context.today()
        self.name.setText(who.full_name)
        self.post.setText("\n".join(filter(None, (who.position, ", ".join(who.subjects)))))
        self.chip.set_stage(person.stage)
        words = state_words(person, context.now())
        self.state.setText(words.text)
        self._next = words.offers[0] if words.offers else None
        self.button.setVisible(self._next is not None)
        if self._next is not None:
            self.button.setText(self._next.value)
            self.button.setAccessibleName(f"{self._next.value}: {who.full_name}")
        self.open.setAccessibleName(f"Открыть карточку: {who.full_name}")
        self.due.setText(_due_words(row, today))
        note = row.due.main.what if row.due.main is not None else ""
        self.due_note.setText(note)
        self.due_note.setVisible(bool(note))
        self._show_facts(_facts(row, self.loaded, today))

    def _show_facts(self, facts: Sequence[_Pair]) -> None:
        while len(self._pairs) < len(facts):
            name, value = Caption(""), Second("")
            value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            name.setContentsMargins(0, tokens.S, 0, 0)
            self._facts.addWidget(name)
            self._facts.addWidget(value)
            self._pairs.append((name, value))
        for place, (name, value) in enumerate(self._pairs):
            shown = place < len(facts)
            name.setVisible(shown)
            value.setVisible(shown)
            if shown:
                name.setText(facts[place].name)
                value.setText(facts[place].value)
                value.setAccessibleName(f"{facts[place].name}: {facts[place].value}")

    def _load(self) -> None:
        row, desk = self._row, self._context.desk
        if row is None or not self.isVisible():
            return
        wanted = row.id

        def done(data: CardData) -> None:
            if self._row is not None and self._row.id == wanted:
                self.loaded = data
                self._show(self._row)

        # A person who is gone from the store meanwhile is no fault to tell of: the row goes with the next reading.
        def job(_progress: Progress, _cancelled: Cancelled) -> CardData:
            # The table shows before what the card reads pages with is loaded.
            from attest_desktop.gui.card.jobs import load

            return load(desk, wanted)

        self._context.runner.start(job, owner=self, on_done=done, on_failed=lambda _e: None, quiet=True)

    def _on_next(self) -> None:
        if self._row is not None and self._next is not None:
            self.wanted.emit(self._next, self._row.id)

    def _on_open(self) -> None:
        if self._row is not None:
            self.opened.emit(self._row.id)


def _due_words(row: Row, today: date) -> str:
    first, second = lines(row, Column.DEADLINE, today)
    if row.due.day is None:
        return "Срок не определён"
    return f"Срок: {first}, {second}" if second else f"Срок: {first}"


def _facts(row: Row, data: CardData | None, today: date) -> list[_Pair]:
    """What stands below, the most asked first; what is not known yet is not shown."""
    who = row.person.attestee
    facts = [_Pair("Категория", f"{who.current_category or 'нет'} → {who.claimed_category or 'не указана'}")]
    facts.append(_Pair("Форма и период", ", ".join(filter(None, (who.form.russian, who.period))) or "не указаны"))
    place = ", ".join(filter(None, (row.workplace, row.municipality)))
    if place:
        facts.append(_Pair("Место работы", place))
    facts += [_Pair(name, value) for name, value in who.extra.items() if value]
    if data is not None:
        facts.append(_Pair("Документы", _documents(data)))
    others = [one for one in row.due.reminders if one is not row.due.main and one.state is not State.DONE]
    facts += [_Pair(f"{day(one.day, today)}, {one.left}", one.what) for one in others]
    if who.email:
        facts.append(_Pair("E-mail", who.email))
    return facts


def _documents(data: CardData) -> str:
    if data.documents is None:
        return "ещё не скачаны"
    count = len(data.documents)
    return counted(count, "документ", "документа", "документов") if count else "ничего не приложено"
