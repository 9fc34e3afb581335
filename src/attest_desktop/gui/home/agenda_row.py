"""One line of the agenda: a box to tick, what is to be done, until when, the way there."""

from __future__ import annotations

import html
from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from attest_desktop.gui.home.todo import Line
from attest_desktop.gui.theme import icons, tokens
from attest_desktop.gui.theme.style import theme
from attest_desktop.gui.widgets import Elided, TextButton, label
from attest_desktop.work.remind import Reminder, State

DAY_WIDTH, BUTTON_WIDTH, BOX_WIDTH = 148, 128, 26
INDENT = BOX_WIDTH + tokens.M


class AgendaRow(QWidget):
    """A line as a row. `on_mark(reminders, done)` is called when the box is ticked or cleared."""

    def __init__(
        self,
        line: Line,
        button: QPushButton | None,
        on_mark: Callable[[tuple[Reminder, ...], bool], object],
        *,
        inside: bool = False,
    ) -> None:
        super().__init__()
        self.line = line
        first = line.first
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAccessibleName(line.read_aloud)
        row = QHBoxLayout(self)
        row.setContentsMargins(tokens.S + (INDENT if inside else 0), 3, 0, 3)
        row.setSpacing(tokens.M)
        row.addWidget(self._box(on_mark, inside=inside), 0, Qt.AlignmentFlag.AlignVCenter)
        row.addLayout(self._words(inside=inside), 1)
        if not inside:
            row.addLayout(self._day())
        row.addWidget(_held(button), 0, Qt.AlignmentFlag.AlignVCenter)
        self._explain(self, *self.findChildren(QCheckBox), *([button] if button else []))
        self.done = first.state is State.DONE

    def _box(self, on_mark: Callable[[tuple[Reminder, ...], bool], object], *, inside: bool) -> QCheckBox:
        line, first = self.line, self.line.first
        box = QCheckBox()
        box.setFixedWidth(BOX_WIDTH)
        done = first.state is State.DONE
        box.setChecked(done)
        # What the program itself sees done cannot be taken back by a tick.
        box.setEnabled(not done or first.by_hand)
        what = first.full_name if inside else f"{line.words}, {line.day}".replace("\u00a0", " ")
        box.setAccessibleName(f"Сделано{' у всех' if line.several else ''}: {what}")
        box.setObjectName(f"{line.id} {first.key if inside or not line.several else ''}")
        box.clicked.connect(lambda checked: on_mark(line.reminders, checked))
        return box

    def _words(self, *, inside: bool) -> QVBoxLayout:
        line, first = self.line, self.line.first
        words = QVBoxLayout()
        words.setSpacing(0)
        done = first.state is State.DONE
        words.addWidget(label(first.full_name if inside else line.words, "second" if done else ""))
        if not inside and line.thing != first.what:
            about = Elided(first.what)
            about.setProperty("kind", "caption")
            words.addWidget(about)
        return words

    def _day(self) -> QVBoxLayout:
        first = self.line.first
        column = QVBoxLayout()
        column.setSpacing(0)
        urgent = first.state in (State.OVERDUE, State.TODAY)
        left = label(first.left, "error" if urgent else "caption", wrap=False)
        column.addStretch(1)
        for part in (label(self.line.day, wrap=False), left):
            part.setMinimumWidth(round(DAY_WIDTH * theme.scale))
            part.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            column.addWidget(part)
        column.addStretch(1)
        return column

    def _explain(self, *parts: QWidget) -> None:
        """The rule and where it stands, for the pointer and for the screen reader."""
        first = self.line.first
        note = f"Допущение: {first.note}." if first.note else ""
        said = [first.rule, f"Источник: {first.source}.", note]
        tip = "".join(f"<p>{html.escape(one)}</p>" for one in said if one)
        for part in parts:
            part.setToolTip(tip)
            part.setAccessibleDescription(" ".join(one for one in said if one))


def _held(button: QPushButton | None) -> QWidget:
    """The button at the right of a column that is as wide in every row."""
    made = QWidget()
    made.setFixedWidth(round(BUTTON_WIDTH * theme.scale))
    row = QHBoxLayout(made)
    row.setContentsMargins(0, 0, 0, 0)
    row.addStretch(1)
    if button is not None:
        row.addWidget(button)
    return made


def unfold_button(line: Line, *, open_now: bool, on_click: Callable[[], object]) -> QPushButton:
    """«Показать» or «Свернуть», for a line of several."""
    words = "Свернуть" if open_now else "Показать"
    made = TextButton(words, on_click, name=f"{words}: {line.words}".replace("\u00a0", " "))
    icons.put(made, "chevron-up" if open_now else "chevron-down", "accent_text", 16)
    made.setObjectName(f"unfold {line.id}")
    return made
