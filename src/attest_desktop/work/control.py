"""Control until the 12th: is the conclusion in the cabinet whole, unaltered and signed by everybody?"""

from __future__ import annotations

import hashlib
import logging
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum

from attest_desktop.domain.errors import BadFileError
from attest_desktop.domain.period import parse_period
from attest_desktop.domain.progress import Cancelled, Progress, never, silent, stop_if
from attest_desktop.papers.identity.checking import check_document
from attest_desktop.papers.identity.telling import faults
from attest_desktop.work.desk import Desk
from attest_desktop.work.people import DECISION_ADVICE, Person, people

logger = logging.getLogger(__name__)

KEPT = "control."
_LONG_AGO = 60  # days


class Standing(Enum):
    """How the conclusion in the cabinet was found."""

    NOT_LOOKED = "not_looked"
    IN_ORDER = "in_order"
    FAULTY = "faulty"
    NOT_ATTACHED = "not_attached"
    CANNOT_COMPARE = "cannot_compare"
    DECIDED = "decided"


NOT_LOOKED = "Заключение в личном кабинете ещё не проверялось."
NOT_ATTACHED = "В личном кабинете заключение не прикреплено. Напомните педагогу загрузить все страницы."
NOT_SHOWN = "Сервис показывает «прикреплено», но открыть файл не даёт. Посмотрите его на сайте."
NO_ORIGINAL = "Сверить не с чем: заключение для этого педагога в программе не завершено. Посмотрите файл на сайте."
IN_ORDER = "Все страницы на месте, текст не изменён, подписи есть."


@dataclass(frozen=True, slots=True)
class Control:
    """What the last control of one attestee found: sentences for the user, and when; `looked_at` None: never.

    `sha256` is of the file that was looked at, empty when there was none.
    """

    attestee_id: str
    full_name: str
    standing: Standing
    said: tuple[str, ...]
    looked_at: datetime | None = None
    sha256: str = ""

    @property
    def done(self) -> bool:
        """Whether nothing is left to be seen to."""
        return self.standing is Standing.IN_ORDER


def control(desk: Desk, attestee_id: str, *, progress: Progress = silent, cancelled: Cancelled = never) -> Control:
    """Fetch what the cabinet's row holds, compare it with our latest conclusion, keep and return the result.

    Raises SignInNeededError, CancelledError and what the service's `read_back` raises; nothing is kept then.
    """
    name = desk.store.attestees.get(attestee_id).attestee.full_name
    progress("Открываем заключение в личном кабинете…", None)
    seen = desk.online(lambda cabinet: cabinet.read_back(attestee_id))
    stop_if(cancelled)
    sha256 = hashlib.sha256(seen.content).hexdigest() if seen.content is not None else ""
    standing: Standing
    said: tuple[str, ...]
    if seen.decision_pressed:
        standing, said = Standing.DECIDED, (DECISION_ADVICE,)
    elif not seen.attached:
        standing, said = Standing.NOT_ATTACHED, (NOT_ATTACHED,)
    elif seen.content is None:
        standing, said = Standing.CANNOT_COMPARE, (NOT_SHOWN,)
    else:
        standing, said = _compared(desk, attestee_id, seen.content, progress, cancelled)
    now = desk.now()
    desk.store.facts.set(
        KEPT + attestee_id, {"standing": standing.value, "said": list(said), "sha256": sha256}, now
    )
    logger.info("control: %s", standing.value)
    return Control(attestee_id, name, standing, said, now, sha256)


def controlled(desk: Desk, attestee_id: str) -> Control:
    """What the last control found, as kept."""
    return _kept(desk, attestee_id, desk.store.attestees.get(attestee_id).attestee.full_name)


def to_be_controlled(desk: Desk, today: date) -> tuple[tuple[date | None, Control], ...]:
    """Everybody whose conclusion was not yet found in order, with the day (the 12th) until which it must be.

    Periods that ended long ago are left out; the nearest day comes first, unknown days last.
    """
    waiting = [
        (day, _kept(desk, one.id, one.attestee.full_name))
        for one in people(desk, include_gone=False)
        if (day := _until(one)) is None or (today - day).days <= _LONG_AGO
    ]
    return tuple(
        sorted(
            ((day, one) for day, one in waiting if not one.done),
            key=lambda pair: (pair[0] is None, pair[0] or today),
        )
    )


def _until(one: Person) -> date | None:
    period = parse_period(one.attestee.period)
    return period.hand_in_by if period else None


def _compared(
    desk: Desk, attestee_id: str, content: bytes, progress: Progress, cancelled: Cancelled
) -> tuple[Standing, tuple[str, ...]]:
    ours = desk.store.conclusions.latest(attestee_id)
    if ours is None:
        return Standing.CANNOT_COMPARE, (NO_ORIGINAL,)
    original = desk.store.conclusions.pdf(ours.id)
    try:
        report = check_document(
            content,
            original,
            progress=progress,
            cancelled=cancelled,
            signed_name="заключение в личном кабинете",
            original_name="заключение в программе",
        )
    except BadFileError as error:
        return Standing.CANNOT_COMPARE, (str(error),)
    if report.ok:
        return Standing.IN_ORDER, (IN_ORDER,)
    return Standing.FAULTY, faults(report)


def _kept(desk: Desk, attestee_id: str, full_name: str) -> Control:
    kept = desk.store.facts.get(KEPT + attestee_id)
    if not isinstance(kept, dict):
        return Control(attestee_id, full_name, Standing.NOT_LOOKED, (NOT_LOOKED,))
    return Control(
        attestee_id,
        full_name,
        Standing(kept["standing"]),
        tuple(kept["said"]),
        desk.store.facts.saved_at(KEPT + attestee_id),
        kept["sha256"],
    )
