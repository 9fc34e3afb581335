"""What a row of the outbox says and what can be done with it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from attest_desktop.domain.sending import SendState
from attest_desktop.gui.words import ago, plural
from attest_desktop.store import Attempt, OutboxRow
from attest_desktop.work.people import DECISION_ADVICE
from attest_desktop.work.send import OTHER_FILE, SPOILED

KILO = 1024


class Action(Enum):
    """What the user can do with a row; the value is the word on the button."""

    SEND_NOW = "Отправить сейчас"
    CHECK_NOW = "Проверить сейчас"
    RETRY = "Повторить"
    REPLACE = "Заменить на сервисе"
    ARRIVED = "Файл на сайте есть"
    NOT_ARRIVED = "Отправить ещё раз"
    TAKE_BACK = "Отозвать"


@dataclass(frozen=True, slots=True)
class Look:
    """How a state looks: word, icon, tone."""

    word: str
    icon: str
    tone: str


LOOKS: dict[SendState, Look] = {
    SendState.QUEUED: Look("ждёт отправки", "clock", "warn"),
    SendState.SENDING: Look("отправляется", "send", "info"),
    SendState.OUTCOME_UNKNOWN: Look("нужно проверить", "circle-help", "warn"),
    SendState.SENT: Look("отправлено", "check", "ok"),
    SendState.CONFIRMED: Look("подтверждено", "check-check", "ok"),
    SendState.FAILED: Look("не отправлено", "circle-alert", "bad"),
    SendState.CANCELLED: Look("отозвано", "minus", "neutral"),
}

# Headings over the rows, from top to bottom.
SECTIONS = ("Нужно Ваше решение", "Ждут отправки", "Отправлены", "Отозваны")


def actions(row: OutboxRow) -> tuple[Action, ...]:
    """What can be done with the row, the most useful first."""
    match row.state:
        case SendState.QUEUED:
            return Action.SEND_NOW, Action.TAKE_BACK
        case SendState.OUTCOME_UNKNOWN:
            return Action.CHECK_NOW, Action.ARRIVED, Action.NOT_ARRIVED
        case SendState.FAILED if row.last_answer in (OTHER_FILE, SPOILED):
            return Action.REPLACE, Action.TAKE_BACK
        case SendState.FAILED if row.last_answer == DECISION_ADVICE:
            return (Action.RETRY,)
        case SendState.FAILED:
            return Action.RETRY, Action.TAKE_BACK
    return ()


def size(count: int) -> str:
    """«84 КБ», «1,2 МБ»."""
    if count < KILO * KILO:
        return f"{max(1, round(count / KILO))}\u00a0КБ"
    return f"{count / KILO / KILO:.1f}\u00a0МБ".replace(".", ",")


def facts(row: OutboxRow, now: datetime) -> str:
    """«Итоговое заключение Иванова МИ.pdf · 84 КБ · сегодня в 12:03»."""
    return " · ".join((row.file_name, size(row.size), ago(row.updated_at, now)))


def story(row: OutboxRow, now: datetime) -> str:
    """Attempts so far and the next one; empty when there is nothing to tell."""
    said = []
    if row.attempts and not (row.attempts == 1 and row.state in (SendState.SENT, SendState.CONFIRMED)):
        said.append("попыток: " + str(row.attempts))
    if row.next_try_at is not None and not row.state.finished:
        said.append(("следующая " if said else "следующая попытка ") + until(row.next_try_at, now))
    text = ", ".join(said)
    return f"{text[0].upper()}{text[1:]}." if text else ""


def until(then: datetime, now: datetime) -> str:
    """«сейчас», «через 3 минуты», «в 18:40»."""
    seconds = (then - now).total_seconds()
    if seconds <= 0:
        return "сейчас"
    minutes = int(seconds // 60) + 1
    if minutes < 60:
        return f"через {minutes}\u00a0{plural(minutes, 'минуту', 'минуты', 'минут')}"
    local = then.astimezone()
    return f"в {local.hour}:{local.minute:02}"


def attempt_line(attempt: Attempt) -> str:
    """One attempt: its moment, how it ended."""
    local = attempt.started_at.astimezone()
    when = f"{local.day:02}.{local.month:02}.{local.year} {local.hour}:{local.minute:02}"
    word = LOOKS[attempt.state].word
    return f"{attempt.number}. {when} — {word}" + (f". {attempt.answer}" if attempt.answer else "")


def section(row: OutboxRow) -> int:
    """Where the row stands among SECTIONS: needs the user, waits, has arrived, was taken back."""
    if row.state in (SendState.FAILED, SendState.OUTCOME_UNKNOWN):
        return 0
    if not row.state.finished:
        return 1
    return 2 if row.state is not SendState.CANCELLED else 3


def in_order(row: OutboxRow) -> tuple[int, int]:
    """By sections; the newest first in each."""
    return section(row), -row.id
