"""One file on its way."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from attest_desktop.gui.outbox.jobs import Item
from attest_desktop.gui.outbox.words import LOOKS, Action, actions, attempt_line, facts, story
from attest_desktop.gui.theme import tokens
from attest_desktop.gui.theme.style import theme
from attest_desktop.gui.widgets import (
    Caption,
    Card,
    Chip,
    DangerButton,
    PrimaryButton,
    Second,
    SecondaryButton,
    Strong,
    TextButton,
)
from attest_desktop.gui.widgets.flow import Flow

_QUIET = (Action.TAKE_BACK,)
# More buttons than these do not fit into one line with the links.
MOST_IN_LINE = 2
# Narrower than this, px, words and links stand beneath each other.
ROOMY = 800


class RowCard(Card):
    """Shows an item; `acted` tells what the user wants done with it."""

    acted = Signal(object, object)
    open_pdf = Signal(object)
    open_site = Signal()
    open_card = Signal(str)

    def __init__(self, item: Item, now: datetime, *, details: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(padding=tokens.L, parent=parent)
        self.item = item
        row = item.row
        look = LOOKS[row.state]
        self.setAccessibleName(f"{item.full_name}: {look.word}")
        self.body.setSpacing(tokens.XS)
        top = QHBoxLayout()
        top.setSpacing(tokens.M)
        top.addWidget(Strong(item.full_name), 1)
        top.addWidget(Chip(look.word, look.icon, look.tone), 0, Qt.AlignmentFlag.AlignRight)
        self.body.addLayout(top)
        self.body.addWidget(Caption(facts(row, now)))
        if row.last_answer and actions(row):
            self.body.addWidget(Second(row.last_answer))
        told = story(row, now)
        if told:
            self.body.addWidget(Caption(told))
        self._details = QWidget()
        self._fill_details(item)
        self.body.addWidget(self._details)
        self.body.addSpacing(tokens.XS)
        self.body.addLayout(self._buttons(item))
        self._show_details(details)

    @property
    def has_details(self) -> bool:
        """Whether the details are open."""
        return not self._details.isHidden()

    def _fill_details(self, item: Item) -> None:
        column = QVBoxLayout(self._details)
        column.setContentsMargins(0, tokens.XS, 0, 0)
        column.setSpacing(tokens.XS)
        column.addWidget(Caption(f"Контрольная сумма файла (SHA-256): {item.row.sha256}"))
        for attempt in item.attempts:
            column.addWidget(Caption(attempt_line(attempt)))
        if not item.attempts:
            column.addWidget(Caption("Попыток отправки ещё не было."))

    def _buttons(self, item: Item) -> QBoxLayout:
        """What can be done on the left, what can be looked at on the right; more lines where one is too short."""
        offered = actions(item.row)
        done, links = Flow(gap=tokens.S), Flow(gap=tokens.S, to_right=True)
        for place, action in enumerate(offered):
            button = self._button(action, first=place == 0)
            button.setAccessibleName(f"{action.value}: {item.full_name}")
            done.addWidget(button)
        for link in self._links(item):
            links.addWidget(link)
        self._lines = len(offered) > MOST_IN_LINE or bool(offered and theme.scale > 1)
        line = self._line = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        line.setSpacing(tokens.S)
        if offered:
            line.addLayout(done, 1)
        else:
            # Nothing to press: what the service said stands in the buttons' place.
            line.addWidget(Second(item.row.last_answer), 1)
        line.addLayout(links, 1)
        self._fit()
        return line

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Beneath each other where one line is too short."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        direction = QBoxLayout.Direction
        in_lines = self._lines or self.width() < ROOMY * theme.scale
        self._line.setDirection(direction.TopToBottom if in_lines else direction.LeftToRight)

    def _links(self, item: Item) -> tuple[TextButton, ...]:
        who, row = item.full_name, item.row
        self._more = TextButton("Подробности", lambda: self._show_details(not self.has_details))
        self._more.setAccessibleName(f"Подробности: {who}")
        return (
            TextButton("Карточка", lambda: self.open_card.emit(row.attestee_id), name=f"Карточка: {who}"),
            TextButton("Открыть PDF", lambda: self.open_pdf.emit(row), name=f"Открыть PDF: {who}"),
            TextButton("Открыть сайт", self.open_site.emit, name=f"Открыть сайт: {who}"),
            self._more,
        )

    def _button(self, action: Action, *, first: bool) -> QPushButton:
        kind = DangerButton if action in _QUIET else PrimaryButton if first else SecondaryButton
        return kind(action.value, lambda: self.acted.emit(self.item, action))

    def _show_details(self, shown: bool) -> None:
        self._details.setVisible(shown)
        self._more.setText("Скрыть подробности" if shown else "Подробности")
