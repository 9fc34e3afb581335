"""What the card says of an attestee and of the conclusion."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum

from attest_desktop.domain.attestee import Attestee, Form
from attest_desktop.gui.words import ago, counted, day, days_left
from attest_desktop.work.people import DECISION_ADVICE, Person, Stage

FORMS = {Form.IN_PERSON: "очно", Form.REMOTE: "дистанционно", Form.UNKNOWN: "не указана"}
KEPT_BY_US = (Stage.SENT, Stage.CONFIRMED)


class Do(Enum):
    """What the card offers; the value is the word on the button."""

    WRITE = "Писать заключение"
    GO_ON = "Продолжить"
    OPEN_TEXT = "Открыть текст"
    SIGN = "Подписать и отправить…"
    SEND = "Отправить"
    OUTBOX = "Открыть «Исходящие»"
    SHOW_PDF = "Открыть PDF"
    PRINT = "Напечатать…"
    HAND_OVER = "Передать второму специалисту…"
    PAPER = "Подписали на бумаге? Добавить сканы…"


@dataclass(frozen=True, slots=True)
class StateWords:
    """The state in a sentence, what can be done (the first is the main thing), and a calm remark."""

    text: str
    offers: tuple[Do, ...]
    remark: str = ""


def summary(person: Person, today: date) -> str:
    """«сентябрь-октябрь 2026 · очно · сдать до 12 октября, осталось 20 дней»."""
    parts = [person.attestee.period, f"форма: {FORMS[person.attestee.form]}"]
    left = person.days_left(today)
    if person.hand_in_by is not None and left is not None:
        due = f"сдать до {day(person.hand_in_by, today)}"
        parts.append(due if person.stage in KEPT_BY_US else f"{due}, {days_left(left)}")
    return " · ".join(part for part in parts if part)


def facts(attestee: Attestee) -> tuple[tuple[str, str], ...]:
    """Names and values as the table tells them, the extra columns last; e-mail is shown apart."""
    told = [
        ("Должность", attestee.position),
        ("Предметы", ", ".join(attestee.subjects)),
        ("Имеющаяся категория", attestee.current_category),
        ("Заявленная категория", attestee.claimed_category),
        ("Дата назначения", day(attestee.appointed_on) if attestee.appointed_on else ""),
        ("Приказ о назначении", attestee.appointment_order),
        ("Возраст (полных лет)", str(attestee.age) if attestee.age is not None else ""),
        ("Состояние заявления", attestee.application_status),
    ]
    return (*told, *attestee.extra.items())


def on_service(person: Person, seen_at: datetime | None, now: datetime) -> str:
    """What the cabinet's row shows about the conclusion, by the later of refresh and sending."""
    sending = person.sending
    if sending is not None and person.stage in KEPT_BY_US and (seen_at is None or sending.updated_at > seen_at):
        return f"В личном кабинете ({ago(sending.updated_at, now)}): заключение прикреплено."
    shows = "заключение прикреплено" if person.attestee.conclusion_attached else "заключение не прикреплено"
    when = f" ({ago(seen_at, now)})" if seen_at is not None else ""
    return f"В личном кабинете{when}: {shows}."


def paper_words(scans: int) -> str:
    """The way to the scans: what to do, or how many pages wait there."""
    if not scans:
        return Do.PAPER.value
    return f"Сканы подписанных страниц: добавлено {counted(scans, 'страница', 'страницы', 'страниц')}. Продолжить…"


def state_words(person: Person, now: datetime) -> StateWords:
    """The words and offers for where the conclusion stands."""
    saved = f" Последнее изменение: {ago(person.draft_saved_at, now)}." if person.draft_saved_at else ""
    sending = person.sending
    answer = sending.last_answer if sending else ""
    match person.stage:
        case Stage.NOT_STARTED:
            return StateWords("Заключение ещё не начато.", (Do.WRITE,))
        case Stage.DRAFT if person.conclusion is not None:
            return StateWords(
                f"Текст изменён после того, как заключение было готово.{saved}",
                (Do.GO_ON, Do.SIGN, Do.SHOW_PDF),
                "Отправленный файл остался прежним: изменения уйдут только с новым заключением."
                if sending
                else "",
            )
        case Stage.DRAFT:
            return StateWords(f"Заключение пишется.{saved}", (Do.GO_ON, Do.SIGN))
        case Stage.FINISHED:
            return StateWords("Заключение готово и ждёт Вашей команды.", (Do.SEND, Do.SHOW_PDF, Do.OPEN_TEXT))
        case Stage.QUEUED:
            return StateWords(
                "Заключение ждёт отправки: программа отправит его, когда появится связь.",
                (Do.SEND, Do.SHOW_PDF, Do.OPEN_TEXT),
                answer,
            )
        case Stage.SENDING:
            return StateWords("Заключение отправляется.", (Do.OUTBOX,))
        case Stage.OUTCOME_UNKNOWN:
            return StateWords("Неизвестно, дошло ли заключение.", (Do.OUTBOX, Do.SHOW_PDF), answer)
        case Stage.FAILED:
            return StateWords("Заключение не отправлено.", (Do.OUTBOX, Do.SHOW_PDF, Do.OPEN_TEXT), answer)
        case Stage.SENT:
            return StateWords("Заключение отправлено.", (Do.SHOW_PDF, Do.OPEN_TEXT), answer)
        case Stage.CONFIRMED:
            return StateWords(
                "Заключение на сервисе: он хранит именно этот файл, содержимое совпало.",
                (Do.SHOW_PDF, Do.OPEN_TEXT),
            )
        case Stage.ATTACHED:
            return StateWords(
                "Заключение уже прикреплено на сайте, но не этой программой. Возможно, его прикрепил второй "
                "специалист.",
                (Do.WRITE,) if person.draft_saved_at is None else (Do.GO_ON,),
            )
        case Stage.DECIDED:
            return StateWords(DECISION_ADVICE, (Do.OPEN_TEXT,) if person.draft_saved_at else ())
