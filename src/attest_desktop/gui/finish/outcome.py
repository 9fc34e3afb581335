"""How sending ended, in plain words, and what to do next."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from attest_desktop.domain.sending import SendState
from attest_desktop.gui.finish.jobs import Outcome
from attest_desktop.gui.theme import icons, tokens
from attest_desktop.gui.widgets import (
    Caption,
    PrimaryButton,
    Second,
    SecondaryButton,
    TextButton,
    Title,
    label,
    scrolled,
)
from attest_desktop.gui.words import ago
from attest_desktop.service import NoNetworkError, ServerFaultError, TimedOutError
from attest_desktop.work.send import Unsent

NEXT = (
    "Дальше: сообщите аттестуемому, чтобы он распечатал заключение, подписал его и загрузил все страницы "
    "в своём личном кабинете."
)
ICON = 32
KEPT = "Заключение готово и сохранено на этом компьютере."
PASSES = "Ничего делать не нужно: программа отправит его сама."
LATER = "Программа отправит его сама, когда это станет возможно."


@dataclass(frozen=True, slots=True)
class OutcomeWords:
    """What the panel says; `again` tells that sending can be tried once more from here."""

    title: str
    text: str
    icon: str
    tone: str
    advice: str = ""
    again: bool = False


def words_for(outcome: Outcome) -> OutcomeWords:
    """The words for an outcome."""
    row, stopped = outcome.row, outcome.stopped
    match row.state:
        case SendState.CONFIRMED:
            return OutcomeWords("Подтверждено", "Сервис хранит именно этот файл.", "check-check", "ok", NEXT)
        case SendState.SENT:
            return OutcomeWords("Отправлено", row.last_answer, "check", "ok", NEXT)
        case SendState.FAILED:
            return OutcomeWords(
                "Не отправлено",
                row.last_answer,
                "circle-alert",
                "bad",
                "Файл цел и ждёт в «Исходящих»: там можно посмотреть ответ сервиса и отправить ещё раз.",
            )
        case SendState.OUTCOME_UNKNOWN | SendState.SENDING:
            return OutcomeWords(
                "Нужно проверить",
                row.last_answer or "Связь оборвалась при отправке.",
                "circle-help",
                "warn",
                "Программа сначала посмотрит, дошёл ли файл, и дважды его не отправит.",
                again=True,
            )
        case SendState.CANCELLED:
            return OutcomeWords("Отозвано", row.last_answer, "minus", "neutral")
    return _waiting(row.last_answer, stopped)


def _waiting(last_answer: str, stopped: Unsent | None) -> OutcomeWords:
    """It goes out later; what the fault itself advises is said only where the person can do something."""
    title, text, advice = "Отправится, когда появится связь", last_answer, PASSES
    if stopped is not None:
        text, advice = stopped.reason, LATER
        match stopped.fault:
            case NoNetworkError() as fault:
                text, advice = fault.what, PASSES
            case TimedOutError() | ServerFaultError() as fault:
                title, text, advice = "Отправится, когда сервис ответит", fault.what, PASSES
        if stopped.sign_in_needed:
            title = "Отправится после входа"
    return OutcomeWords(title, text, "clock", "warn", f"{KEPT} {advice}", again=True)


class OutcomePane(QWidget):
    """Shows one outcome."""

    again = Signal()
    print_pages = Signal()
    outbox = Signal()
    people = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon = QLabel()
        self._title = Title("")
        self._when = Caption("")
        self._text = label("")
        self._advice = Second("")
        self._again = PrimaryButton("Отправить сейчас", self.again.emit)
        self._look = PrimaryButton("Открыть «Исходящие»", self.outbox.emit)
        self._people = SecondaryButton("К списку аттестуемых", self.people.emit)
        self._print = SecondaryButton("Напечатать…", self.print_pages.emit, icon="printer")
        self._outbox = TextButton("Открыть «Исходящие»", self.outbox.emit)
        inside = QWidget()
        layout = QVBoxLayout(inside)
        layout.setContentsMargins(0, 0, tokens.XS, 0)
        layout.setSpacing(tokens.M)
        head = QHBoxLayout()
        head.setSpacing(tokens.M)
        head.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(self._title, 1)
        layout.addLayout(head)
        for widget in (self._when, self._text, self._advice):
            layout.addWidget(widget)
        layout.addSpacing(tokens.S)
        for button in (self._again, self._look, self._print, self._people, self._outbox):
            layout.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addStretch(1)
        # In a low window it is scrolled, not cut.
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scrolled(inside))

    def show_outcome(self, outcome: Outcome, now: datetime) -> None:
        """Show this one."""
        words = words_for(outcome)
        icons.put(self._icon, words.icon, words.tone, ICON)
        self._title.setText(words.title)
        self._when.setText(f"{outcome.row.file_name}\n{ago(outcome.row.updated_at, now)}")
        self._text.setText(words.text)
        self._text.setVisible(bool(words.text))
        self._advice.setText(words.advice)
        self._advice.setVisible(bool(words.advice))
        self._again.setVisible(words.again)
        refused = outcome.row.state is SendState.FAILED
        self._look.setVisible(refused)
        self._outbox.setHidden(refused)
