"""One step: a tick, what it is, how it stands; unfolded it shows the rule, the day and the note."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from attest_desktop.gui.procedure.details import StepDetails
from attest_desktop.gui.procedure.words import about, look_of, read_aloud
from attest_desktop.gui.theme import icons, tokens
from attest_desktop.gui.theme.style import theme
from attest_desktop.gui.widgets import Caption, IconButton, label, restyle
from attest_desktop.work.procedure import StepState

STATE_WIDTH = 156
BY_ITSELF = "Отмечено программой"


class Tick(IconButton):
    """The step's state as a button: Space ticks, Enter unfolds, the arrows go to the neighbours."""

    moved = Signal(int)
    unfolded = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows and Enter; the rest is a button's."""
        match event.key():
            case Qt.Key.Key_Up:
                self.moved.emit(-1)
            case Qt.Key.Key_Down:
                self.moved.emit(1)
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self.unfolded.emit()
            case _:
                super().keyPressEvent(event)


class StepRow(QFrame):
    """Emits `ticked` (the tick was pressed), `typed` (Written), `saved` (a StepMark), `unfolding` (it opens),
    `folded`, and `write` (a message).
    """

    ticked = Signal()
    typed = Signal(object)
    saved = Signal(object)
    unfolding = Signal()
    folded = Signal()
    write = Signal()

    def __init__(self, step: StepState, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.state = step
        self._today = today
        self.tick = Tick("circle", "")
        self.tick.clicked.connect(self._on_tick)
        self.tick.unfolded.connect(self.unfold)
        self._what = label("")
        self._about = Caption("")
        self._fault = label("", "error")
        self._word = Caption("")
        self._word.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
        self._word.setFixedWidth(round(STATE_WIDTH * theme.scale))
        self._mail = IconButton("mail", "Написать", self.write.emit)
        self._more = IconButton("chevron-down", "Подробнее", self._on_more)
        self._details: StepDetails | None = None
        self._column = QVBoxLayout(self)
        self._build()
        self.show_state(step, today, has_text=False)

    def show_state(self, step: StepState, today: date, *, has_text: bool) -> None:
        """Show how the step stands now; `has_text` offers to write a message."""
        self.state, self._today = step, today
        look = look_of(step, today)
        icons.put(self.tick, look.icon, look.tone, 20)
        said = read_aloud(step, today)
        self.tick.setAccessibleName(said)
        self.tick.setToolTip(BY_ITSELF if step.by_itself else "Снять отметку" if step.done else "Отметить")
        self._what.setText(step.step.what)
        restyle(self._what, "kind", "second" if step.done else "")
        self._about.setText(about(step))
        self._about.setVisible(bool(self._about.text()))
        self._about.setAccessibleName(self._about.text())
        self._fault.setText(step.fault)
        self._fault.setVisible(bool(step.fault))
        self._word.setText(look.word)
        # The place of the button stays, so that the states of all rows stand under each other.
        keeping = self._mail.sizePolicy()
        keeping.setRetainSizeWhenHidden(True)
        self._mail.setSizePolicy(keeping)
        self._mail.setVisible(has_text)
        self._mail.setAccessibleName(f"Написать: {step.step.what}")
        self._name_more()
        if self._details is not None:
            self._details.show_state(step)

    def unfold(self) -> None:
        """Show the rule and the fields."""
        if self._details is None:
            self._details = StepDetails(self.state)
            self._details.typed.connect(self.typed)
            self._details.saved.connect(self.saved)
            self._details.closed.connect(self.fold)
            self._column.addWidget(self._details)
        self.unfolding.emit()
        self._details.show_state(self.state)
        self._details.show()
        self._name_more()
        self._details.first().setFocus()

    def fold(self) -> None:
        """Show the step in its lines only."""
        if self._details is None or self._details.isHidden():
            return
        inside = self._details.isAncestorOf(self.focusWidget()) if self.focusWidget() else False
        self._details.hide()
        self._details.settle()
        self.folded.emit()
        self._name_more()
        if inside:
            self.tick.setFocus()

    @property
    def unfolded(self) -> bool:
        """Whether the rule and the fields are shown."""
        return self._details is not None and not self._details.isHidden()

    def _name_more(self) -> None:
        icons.put(self._more, "chevron-up" if self.unfolded else "chevron-down", "text_3")
        words = "Свернуть" if self.unfolded else "Правило, день и заметка"
        self._more.setToolTip(words)
        self._more.setAccessibleName(f"{words}: {self.state.step.what}")

    def _on_more(self) -> None:
        if self.unfolded:
            self.fold()
        else:
            self.unfold()

    def _on_tick(self) -> None:
        # What the program sees is no matter of opinion: its reasons are shown instead.
        if self.state.by_itself:
            self._on_more()
        else:
            self.ticked.emit()

    def _build(self) -> None:
        self._column.setContentsMargins(0, tokens.XS, 0, tokens.XS)
        self._column.setSpacing(tokens.S)
        words = QVBoxLayout()
        words.setContentsMargins(0, 6, 0, 4)
        words.setSpacing(2)
        for part in (self._what, self._about, self._fault):
            words.addWidget(part)
        words.addStretch(1)
        state = QVBoxLayout()
        state.setContentsMargins(0, 7, 0, 0)
        state.addWidget(self._word)
        state.addStretch(1)
        line = QHBoxLayout()
        line.setSpacing(tokens.S)
        top = Qt.AlignmentFlag.AlignTop
        line.addWidget(self.tick, 0, top)
        line.addLayout(words, 1)
        line.addLayout(state)
        line.addWidget(self._mail, 0, top)
        line.addWidget(self._more, 0, top)
        self._column.addLayout(line)
