"""«Кто на каком шаге»: a line for each attestee, by period."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QWidget

from attest_desktop.gui.home.column import Entry, KeyedColumn
from attest_desktop.gui.home.plan import Group
from attest_desktop.gui.home.track import STEPS, StepHeads, StepMark, StepTrack, told
from attest_desktop.gui.theme import tokens
from attest_desktop.gui.theme.style import theme
from attest_desktop.gui.widgets import Caption, Card, Elided, Muted, StageChip, Strong, TextButton
from attest_desktop.work.people import Person
from attest_desktop.work.standing import Standing, StepState

TITLE = "Кто на каком шаге"
NAME_WIDTH, CHIP_WIDTH = 260, 168
MORE = "more"
# In a narrower card the words of the stage give way to the steps.
ROOMY = 1000
# Rows made before anybody asks for more, and those that each further period has nevertheless.
FIRST, LEAST = 30, 5
# Of them, those made with the page: most experts have no more, and no screen shows more at first. The others come
# when it has been painted, a slice each time that the window has nothing else to do.
AT_ONCE, PAUSE_MS = 15, 300
# What is asked for comes in slices, between which the window listens: each is made in some 25 ms,
# half of it for laying out and painting what is seen.
SLICE = 6


class StandingRow(QPushButton):
    """One attestee: name, steps, stage. Pressing opens the card."""

    def __init__(self, person: Person, standing: Standing, on_open: Callable[[str], object]) -> None:
        super().__init__()
        self.setProperty("kind", "row")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(person.attestee.full_name)
        self.setAccessibleDescription(f"{person.stage.value}. {told(standing)}")
        self.clicked.connect(lambda _checked=False: on_open(person.id))
        row = QHBoxLayout(self)
        row.setContentsMargins(tokens.S, 3, tokens.S, 3)
        row.setSpacing(tokens.M)
        self.name = Elided(person.attestee.full_name)
        self.name.setFixedWidth(round(NAME_WIDTH * theme.scale))
        row.addWidget(self.name)
        self.track = StepTrack(standing)
        row.addWidget(self.track, 1)
        self.chip = _Held(StageChip(person.stage))
        row.addWidget(self.chip)
        # The whole row is the button; the steps keep the pointer for what they tell, and hand the clicks on.
        for part in self.findChildren(QWidget):
            if part is not self.track:
                part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def sizeHint(self) -> QSize:
        """As high as its line."""
        layout = self.layout()
        return layout.sizeHint() if layout is not None else super().sizeHint()

    def minimumSizeHint(self) -> QSize:
        """Narrow enough for a small window."""
        return QSize(320, self.sizeHint().height())


class PeopleCard(Card):
    """Everybody of the season, of many only the first until all are asked for.

    `on_open` gets the id of the row that was pressed.
    """

    def __init__(self, on_open: Callable[[str], object]) -> None:
        super().__init__(TITLE, padding=tokens.L)
        self._on_open = on_open
        self._shown: tuple[Group, ...] = ()
        self._column = KeyedColumn()
        self._roomy = True
        # By title of a period: how many of its rows there are, once all were asked for.
        self._asked: dict[str, int] = {}
        self._room = AT_ONCE
        self._growing = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._growing.timeout.connect(self._grow)
        self._key = Caption(
            ", ".join(f"{number}\u00a0—\u00a0{step.value}" for number, step in enumerate(STEPS, 1))
        )
        self._key.setContentsMargins(tokens.S, 0, tokens.S, 0)
        self._key.hide()
        self.body.addWidget(self._column)
        self.body.addWidget(_legend())
        self.body.addWidget(self._key)
        self.body.setSpacing(tokens.S)
        if self.head is not None:
            self.head.setContentsMargins(tokens.S, tokens.XS, tokens.S, 0)
        theme.changed.connect(self._on_theme)

    def show_groups(self, groups: tuple[Group, ...]) -> None:
        """Show where each stands."""
        self._shown = groups
        entries: list[Entry] = []
        left, room = FIRST, self._room
        for group in groups:
            counts = f"сдано {group.done} из {len(group.rows)}"
            head = partial(self._head, group, counts, not entries)
            entries.append(((group.title, counts, not entries), partial(self._fitted, head)))
            shown = self._shown_of(group, left)
            left = max(0, left - shown)
            made = min(shown, room)
            room -= made
            if made < shown:
                self._growing.start()
            for person, standing in group.rows[:made]:
                key = (person.id, person.attestee.full_name, person.stage, standing)
                make = partial(StandingRow, person, standing, self._on_open)
                entries.append((key, partial(self._fitted, make)))
            if shown < len(group.rows) and group.title not in self._asked:
                entries.append(((MORE, group.title, shown, len(group.rows)), partial(self._more, group, shown)))
        self._column.show_entries(entries)
        self.fit(self.width())

    def _shown_of(self, group: Group, left: int) -> int:
        """How many rows of the group are made now, when so many are left of the first ones."""
        shown = max(LEAST, left, self._asked.get(group.title, 0))
        if group.title in self._asked and shown < len(group.rows):
            self._growing.start()
        # A button in place of a few rows would spare nothing.
        return shown if shown + LEAST < len(group.rows) else len(group.rows)

    def _more(self, group: Group, shown: int) -> QWidget:
        made = QWidget()
        row = QHBoxLayout(made)
        row.setContentsMargins(0, 0, 0, 0)
        words = f"Показать всех: {len(group.rows)}"
        ask = partial(self._ask, group.title, shown, made)
        button = TextButton(words, ask, name=f"{words}, {group.title}")
        row.addWidget(button)
        row.addStretch(1)
        return made

    def _ask(self, title: str, shown: int, more: QWidget) -> None:
        """Begin to show all of a period; the keyboard goes on to the first that is new."""
        at = self._column.widgets().index(more)
        self._asked[title] = shown + SLICE
        self._room += shown + SLICE
        self.show_groups(self._shown)
        self._column.widgets()[at].setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def growing(self) -> bool:
        """Whether rows are still to come."""
        return self._growing.isActive()

    def _grow(self) -> None:
        self._room += SLICE
        self._growing.setInterval(0)
        for group in self._shown:
            if self._asked.get(group.title, len(group.rows)) < len(group.rows):
                self._asked[group.title] += SLICE
                break
        self.show_groups(self._shown)

    def fit(self, width: int) -> None:
        """Give the steps the room where the card is narrow."""
        roomy = width >= ROOMY * theme.scale
        if roomy == self._roomy:
            return
        self._roomy = roomy
        with self._column.at_once():
            for row in self._column.widgets():
                for held in row.findChildren(_Held):
                    held.setVisible(roomy)

    def _fitted(self, make: Callable[[], QWidget]) -> QWidget:
        row = make()
        if not self._roomy:
            for held in row.findChildren(_Held):
                held.hide()
        return row

    def _show_key(self, numbered: bool) -> None:
        self._key.setVisible(numbered)

    def _on_theme(self) -> None:
        """Larger texts need wider columns."""
        self._column.forget()
        self._asked = dict.fromkeys(self._asked, SLICE)
        self._room = AT_ONCE
        self.show_groups(self._shown)

    def _head(self, group: Group, counts: str, first: bool) -> QWidget:
        made = QWidget()
        row = QHBoxLayout(made)
        row.setContentsMargins(tokens.S, 0 if first else tokens.M, tokens.S, tokens.XS)
        row.setSpacing(tokens.M)
        title = Strong(group.title)
        title.setFixedWidth(round(NAME_WIDTH * theme.scale))
        row.addWidget(title, 0, Qt.AlignmentFlag.AlignBottom)
        heads = StepHeads()
        heads.turned.connect(self._show_key)
        row.addWidget(heads, 1, Qt.AlignmentFlag.AlignBottom)
        row.addWidget(_Held(Muted(counts)), 0, Qt.AlignmentFlag.AlignBottom)
        return made


class _Held(QWidget):
    """Something at the left of a column of fixed width."""

    def __init__(self, inside: QWidget) -> None:
        super().__init__()
        self.setFixedWidth(round(CHIP_WIDTH * theme.scale))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(inside, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addStretch(1)


def _legend(states: Sequence[StepState] = tuple(StepState)) -> QWidget:
    made = QWidget()
    row = QHBoxLayout(made)
    row.setContentsMargins(tokens.S, 0, tokens.S, 0)
    row.setSpacing(tokens.XS)
    for state in states:
        row.addWidget(StepMark(state))
        words = Caption(state.value)
        words.setWordWrap(False)
        row.addWidget(words)
        row.addSpacing(tokens.M)
    row.addStretch(1)
    return made
