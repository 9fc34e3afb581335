"""One file on its way."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from attest_desktop.gui.outbox.jobs import Item
from attest_desktop.gui.outbox.words import LOOKS, Action, actions, attempt_line, facts, story
from attest_desktop.gui.theme import tokens
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

_QUIET = (Action.TAKE_BACK,)


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

    def _buttons(self, item: Item) -> QHBoxLayout:
        who = item.full_name
        row = QHBoxLayout()
        row.setSpacing(tokens.S)
        for place, action in enumerate(actions(item.row)):
            button = self._button(action, first=place == 0)
            button.setAccessibleName(f"{action.value}: {who}")
            row.addWidget(button)
        self._more = TextButton("Подробности", lambda: self._show_details(not self.has_details))
        self._more.setAccessibleName(f"Подробности: {who}")
        if actions(item.row):
            row.addStretch(1)
        else:
            # Nothing to press: what the service said stands in the buttons' place.
            row.addWidget(Second(item.row.last_answer), 1)
        card = TextButton("Карточка", lambda: self.open_card.emit(item.row.attestee_id), name=f"Карточка: {who}")
        row.addWidget(card)
        row.addWidget(TextButton("Открыть PDF", lambda: self.open_pdf.emit(item.row), name=f"Открыть PDF: {who}"))
        row.addWidget(TextButton("Открыть сайт", self.open_site.emit, name=f"Открыть сайт: {who}"))
        row.addWidget(self._more)
        return row

    def _button(self, action: Action, *, first: bool) -> QPushButton:
        kind = DangerButton if action in _QUIET else PrimaryButton if first else SecondaryButton
        return kind(action.value, lambda: self.acted.emit(self.item, action))

    def _show_details(self, shown: bool) -> None:
        self._details.setVisible(shown)
        self._more.setText("Скрыть подробности" if shown else "Подробности")
