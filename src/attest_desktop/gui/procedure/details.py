"""What a step's row shows when it is unfolded: the rule and its source, the day, who was meant, a note."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from attest_desktop.domain.procedure import StepId
from attest_desktop.gui import keys
from attest_desktop.gui.editor.date_field import DateField
from attest_desktop.gui.procedure.keeping import Written
from attest_desktop.gui.procedure.words import person_words
from attest_desktop.gui.theme import tokens
from attest_desktop.gui.theme.style import theme
from attest_desktop.gui.widgets import Caption, Field, Second, SecondaryButton, TextButton
from attest_desktop.store import StepMark
from attest_desktop.work.procedure import StepState

INDENT = 42
DAY_WIDTH = 152
WHO_WIDTH = 330
NOBODY = "не указано"
WHO_WORDS = {
    StepId.HEAD_TOLD: "Кому сообщено",
    StepId.ASKED_FOR: "У кого запрошено",
    StepId.MORE_VIDEOS: "У кого запрошено",
}
MARKED = "Отметить сделанным"
KEEP = "Сохранить"
ONLY_NOTE = "Сохранить без отметки"
TAKE_BACK = "Снять отметку"


class StepDetails(QWidget):
    """Emits `typed` (Written) at every change by hand, `saved` (StepMark) at a button, `closed` on Esc."""

    typed = Signal(object)
    saved = Signal(object)
    closed = Signal()

    def __init__(self, step: StepState, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state = step
        self._shown: StepState | None = None
        self._day_typed = self._touched = False
        what = step.step.what
        self._day = DateField(f"{what}: {step.step.day_means}")
        self._day.setFixedWidth(round(DAY_WIDTH * theme.scale))
        self._who = QComboBox()
        self._who.setAccessibleName(f"{what}: {WHO_WORDS.get(step.id, 'кому')}")
        self._who.setFixedWidth(round(WHO_WIDTH * theme.scale))
        self._who.addItem(NOBODY, "")
        for one in step.step.whom:
            self._who.addItem(one.russian, one.value)
        self._note = QLineEdit()
        self._note.setAccessibleName(f"{what}: заметка")
        self._note.setMaxLength(2000)
        self._note.returnPressed.connect(self._on_main)
        self._day.edited.connect(self._on_day)
        self._note.textEdited.connect(self._on_typed)
        self._who.activated.connect(self._on_typed)
        self._main = SecondaryButton(MARKED, self._on_main, icon="check")
        self._other = TextButton(ONLY_NOTE, self._on_other)
        self._build()
        self.show_state(step)

    def show_state(self, step: StepState) -> None:
        """Show what is kept; what was typed since the fields were opened stays."""
        self._state = step
        said = (step.day, step.who, step.note, step.done, step.by_itself)
        shown = self._shown
        if not self._touched and (
            shown is None or said != (shown.day, shown.who, shown.note, shown.done, shown.by_itself)
        ):
            self._day.set_day(step.day)
            self._note.setText(step.note)
            self._show_who(step.who)
        self._shown = step
        self._main.setText(KEEP if step.done else MARKED)
        self._main.setAccessibleName(f"{self._main.text()}: {step.step.what}")
        self._other.setText(TAKE_BACK if step.done else ONLY_NOTE)
        self._other.setAccessibleName(f"{self._other.text()}: {step.step.what}")
        self._other.setVisible(not step.by_itself)

    def settle(self) -> None:
        """What is typed has gone to be kept: from now on what is kept is shown."""
        self._day_typed = self._touched = False

    def first(self) -> QWidget:
        """Where typing begins."""
        return self._day

    def event(self, event: QEvent) -> bool:
        """Esc folds the details; the window's own would leave the card with what is typed."""
        return keys.takes_escape(event, self.closed.emit) or super().event(event)

    def _on_day(self) -> None:
        self._day_typed = True
        self._on_typed()

    def _on_typed(self) -> None:
        self._touched = True
        day = self._day.day()
        mark = replace(self._mark(done=False), day=day)
        self.typed.emit(Written(mark, self._day_typed, "" if day else self._day.text().strip()))

    def _show_who(self, kept: str) -> None:
        place = self._who.findData(kept)
        if place < 0:
            self._who.addItem(person_words(kept), kept)
            place = self._who.count() - 1
        self._who.setCurrentIndex(place)

    def _on_main(self) -> None:
        if self._day.day() is None and self._state.id is StepId.VISIT_DAY:
            self._day.setFocus()
            return
        self.saved.emit(self._mark(done=True))

    def _on_other(self) -> None:
        self.saved.emit(self._mark(done=False))

    def _mark(self, *, done: bool) -> StepMark:
        day = self._day.day()
        if (self._state.by_itself and day == self._state.day) or (self._state.done and not done):
            # The program's own day is not the user's: it may move.
            day = None
        who = str(self._who.currentData() or "")
        marked = done and not self._state.by_itself
        return StepMark(self._state.id.value, marked, day, self._note.text().strip(), who)

    def _build(self) -> None:
        step = self._state.step
        means = step.day_means[0].upper() + step.day_means[1:]
        fields = QHBoxLayout()
        fields.setSpacing(tokens.M)
        fields.addWidget(Field(means, self._day))
        who = Field(WHO_WORDS.get(step.id, "Кому передано"), self._who)
        who.setVisible(bool(step.whom))
        fields.addWidget(who)
        note = Field("Заметка", self._note)
        if step.whom:
            fields.addStretch(1)
        else:
            fields.addWidget(note, 1)
        buttons = QHBoxLayout()
        buttons.setSpacing(tokens.S)
        buttons.addWidget(self._main)
        buttons.addWidget(self._other)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(INDENT, 0, 0, tokens.M)
        column.setSpacing(tokens.S)
        column.addWidget(Second(step.rule))
        column.addWidget(Caption(f"Источник: {step.source}."))
        column.addSpacing(tokens.XS)
        column.addLayout(fields)
        if step.whom:
            column.addWidget(note)
        column.addLayout(buttons)
