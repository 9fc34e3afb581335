"""The conclusion on the card: where it stands and what to do next."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from attest_desktop.gui import keys
from attest_desktop.gui.card.jobs import CardData
from attest_desktop.gui.card.words import Do, on_service, paper_words, state_words
from attest_desktop.gui.outbox.words import attempt_line
from attest_desktop.gui.theme import tokens
from attest_desktop.gui.widgets import (
    Banner,
    Caption,
    Card,
    LinkButton,
    PrimaryButton,
    Second,
    SecondaryButton,
    Tone,
    label,
)
from attest_desktop.work.people import Person, Stage

TOWARDS_SENDING = (Do.SEND, Do.SIGN, Do.GO_ON, Do.WRITE)


class ConclusionCard(Card):
    """Emits what the user wants done."""

    wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Итоговое заключение", parent=parent)
        self._offers: tuple[Do, ...] = ()
        self._decided = Banner(tone=Tone.BAD)
        self._text = label("")
        self._remark = Second("")
        self._service = Caption("")
        self._history = Caption("")
        self._print = LinkButton(Do.PRINT.value, lambda: self.wanted.emit(Do.PRINT), icon="printer")
        self._hand_over = LinkButton(Do.HAND_OVER.value, lambda: self.wanted.emit(Do.HAND_OVER), icon="users")
        self._paper = LinkButton(Do.PAPER.value, lambda: self.wanted.emit(Do.PAPER), icon="scan-line")
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(tokens.S)
        holder = QVBoxLayout()
        holder.setContentsMargins(0, tokens.XS, 0, tokens.XS)
        holder.addLayout(self._buttons)
        for widget in (self._decided, self._text, self._remark):
            self.body.addWidget(widget)
        self.body.addLayout(holder)
        links = QHBoxLayout()
        links.setSpacing(tokens.L)
        for button in (self._print, self._hand_over):
            links.addWidget(button)
        links.addStretch(1)
        paper = QHBoxLayout()
        paper.addWidget(self._paper)
        paper.addStretch(1)
        asides = QVBoxLayout()
        asides.setSpacing(0)
        asides.addLayout(links)
        asides.addLayout(paper)
        self.body.addLayout(asides)
        self.body.addWidget(self._service)
        self.body.addWidget(self._history)

    def show_data(self, data: CardData, now: datetime) -> None:
        """Show where it stands."""
        words = state_words(data.person, now)
        decided = data.person.stage is Stage.DECIDED
        self._decided.show_as(words.text if decided else "", title="Нажата кнопка «Аттестовать»", tone=Tone.BAD)
        self._decided.setVisible(decided)
        self._text.setText(words.text)
        self._text.setVisible(not decided)
        remark = "\n".join(filter(None, (words.remark, data.unsigned)))
        self._remark.setText(remark)
        self._remark.setVisible(bool(remark))
        self._service.setText(on_service(data.person, data.seen_at, now))
        self._history.setText("Отправка:\n" + "\n".join(attempt_line(one) for one in data.attempts))
        self._history.setVisible(bool(data.attempts))
        self._hand_over.setVisible(data.person.draft_saved_at is not None and not decided)
        self._print.setVisible(Do.SHOW_PDF in words.offers)
        self._paper.setVisible(can_be_signed(data.person))
        paper = paper_words(data.scans)
        self._paper.setText(paper)
        self._paper.setAccessibleName(paper)
        self._show_buttons(words.offers)

    def go_on(self) -> None:
        """Towards sending: the file, else the pages, else the text."""
        offer = next((one for one in TOWARDS_SENDING if one in self._offers), None)
        if offer is not None:
            self.wanted.emit(offer)

    def _show_buttons(self, offers: tuple[Do, ...]) -> None:
        self._offers = offers
        while (item := self._buttons.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for place, offer in enumerate(offers):
            kind = PrimaryButton if place == 0 else SecondaryButton
            button = kind(offer.value)
            button.clicked.connect(lambda _checked=False, offer=offer: self.wanted.emit(offer))
            if offer is next((one for one in TOWARDS_SENDING if one in offers), None):
                button.setToolTip(keys.CARD_MAIN.tip(offer.value.rstrip("…")))
            self._buttons.addWidget(button)
        self._buttons.addStretch(1)


def can_be_signed(found: Person) -> bool:
    """Whether there is something that may have been printed and signed by hand."""
    written = found.draft_saved_at is not None or found.conclusion is not None
    return written and found.stage is not Stage.DECIDED
