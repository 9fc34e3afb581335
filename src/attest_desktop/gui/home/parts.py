"""Pieces of «Главная»: a row of a person, the card of a period."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from attest_desktop.gui.home.plan import PeriodState
from attest_desktop.gui.theme import tokens
from attest_desktop.gui.theme.style import colour
from attest_desktop.gui.widgets import Caption, Card, Elided, Muted, StageChip, Strong, label
from attest_desktop.gui.words import day, days_left
from attest_desktop.work.people import Person

SOON_DAYS = 7


class PersonRow(QPushButton):
    """One attestee: name, what they teach, until when. Pressing opens the card.

    `with_stage` shows where the conclusion stands, for lists in which that differs.
    """

    def __init__(
        self, person: Person, today: date, on_open: Callable[[str], object], *, with_stage: bool = False
    ) -> None:
        super().__init__()
        self.setProperty("kind", "row")
        # A push button is never narrower than its hint: this one gives way and its texts are elided.
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        who = person.attestee
        subjects = ", ".join(who.subjects)
        self.setAccessibleName(who.full_name)
        self.setAccessibleDescription(f"{person.stage.value}, {who.position} {subjects}".strip())
        self.clicked.connect(lambda _checked=False: on_open(person.id))
        row = QHBoxLayout(self)
        row.setContentsMargins(tokens.S, tokens.XS, tokens.S, tokens.XS)
        row.setSpacing(tokens.M)
        words = QVBoxLayout()
        words.setSpacing(0)
        name = Elided(who.full_name)
        about = Elided(", ".join(part for part in (who.position, subjects, who.form.russian) if part))
        about.setProperty("kind", "caption")
        words.addWidget(name)
        words.addWidget(about)
        row.addLayout(words, 1)
        if with_stage:
            row.addWidget(StageChip(person.stage))
        if person.hand_in_by is not None:
            left = (person.hand_in_by - today).days
            soon = left <= SOON_DAYS
            until = days_left(left) if soon else f"до {day(person.hand_in_by, today)}"
            row.addWidget(label(until, "error" if soon else "muted", wrap=False))
        # The whole row is the button: what lies on it must not take its clicks.
        for part in self.findChildren(QWidget):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def sizeHint(self) -> QSize:
        """As high as its two lines."""
        layout = self.layout()
        return layout.sizeHint() if layout is not None else super().sizeHint()

    def minimumSizeHint(self) -> QSize:
        """Narrow enough for a column."""
        return QSize(160, self.sizeHint().height())


class Meter(QWidget):
    """How much is done, as a bar."""

    def __init__(self, done: int, total: int) -> None:
        super().__init__()
        self._part = done / total if total else 0.0
        self.setFixedHeight(8)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(f"Сдано {done} из {total}")

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The ground and the done part."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour("pressed"))
        whole = QRectF(self.rect())
        painter.drawRoundedRect(whole, 4, 4)
        if self._part > 0:
            painter.setBrush(colour("accent"))
            painter.drawRoundedRect(QRectF(0, 0, max(8.0, whole.width() * self._part), 8), 4, 4)
        painter.end()


class PeriodCard(Card):
    """One period: until when, how many days are left, how much is done."""

    def __init__(self, state: PeriodState, today: date) -> None:
        super().__init__()
        self.body.setContentsMargins(tokens.XL, tokens.L, tokens.XL, tokens.L)
        self.body.setSpacing(tokens.XS)
        words = state.words or "период не указан"
        self.setAccessibleName(f"Период: {words}")
        self.body.addWidget(Muted(words[0].upper() + words[1:]))
        if state.hand_in_by is None:
            self.body.addWidget(Strong("Срок не определён: проверьте период на сервисе"))
        else:
            left = (state.hand_in_by - today).days
            head = Strong(f"Сдать до {day(state.hand_in_by, today)}")
            head.setProperty("kind", "title")
            self.body.addWidget(head)
            if state.finished:
                self.body.addWidget(label("всё сдано", "second"))
            else:
                self.body.addWidget(label(days_left(left), "error" if left <= SOON_DAYS else "second"))
            if state.earlier is not None:
                soon = (state.earlier - today).days <= SOON_DAYS
                words = f"При очной форме — до {day(state.earlier, today)}"
                self.body.addWidget(label(words, "error" if soon else "second"))
        self.body.addSpacing(tokens.S)
        self.body.addWidget(Meter(state.done, state.total))
        self.body.addWidget(Caption(f"Сдано {state.done} из {state.total}"))
