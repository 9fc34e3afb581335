"""Sending: one outbox row at a time, each attempt on disk before its first byte, success only by reading back.

What was attached before an attempt is kept with the row, so that after a broken connection the row on the
service tells which of three things is true: our file came, it did not, or somebody put another one there.
"""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from attest_desktop.domain.errors import EnvironmentFault, UserError
from attest_desktop.domain.names import file_name_for
from attest_desktop.domain.progress import Cancelled, Progress, never, silent, stop_if
from attest_desktop.domain.sending import SendState, moment_after, pause_after
from attest_desktop.domain.text import one_line
from attest_desktop.service import (
    OutcomeUnknownError,
    PageNotUnderstoodError,
    RefusedControlError,
    RowNotFoundError,
    SessionExpiredError,
    UploadRefusedError,
)
from attest_desktop.store import FrozenConclusion, OutboxRow
from attest_desktop.work.desk import Desk, SignInNeededError
from attest_desktop.work.people import DECISION_ADVICE

if TYPE_CHECKING:
    from attest_desktop.service import Cabinet, ReadBack

logger = logging.getLogger(__name__)

OTHER_FILE = (
    "На сервисе в этой строке прикреплён другой файл. Откройте его на сайте и решите, заменить ли его Вашим."
)
CANNOT_COMPARE = (
    "Связь оборвалась при отправке, а сравнить файл на сервисе с Вашим нельзя. Откройте строку на сайте и решите: "
    "файл дошёл или отправить ещё раз."
)
NOT_VIEWABLE = "Сервис показывает «прикреплено», но открыть файл для сравнения не даёт."
CONFIRMED = "Сервис хранит именно этот файл: содержимое совпало."
DID_NOT_ARRIVE = "Сервис ответил, но файл в строке не появился. Попробуем ещё раз."
SPOILED = "Сервис хранит не то, что было отправлено: содержимое не совпало. Отправьте ещё раз или откройте сайт."
GAVE_WAY = "Не отправляется: для этого педагога есть более новый файл."
WENT_MISSING = "Раньше этот файл был на сервисе, а теперь в строке его нет."
_DELIVERED = (SendState.SENT, SendState.CONFIRMED)


class Before(Enum):
    """What the service showed in the row before an attempt."""

    NOTHING = "nothing"
    NOT_VIEWABLE = "not viewable"


@dataclass(frozen=True, slots=True)
class Unsent:
    """Why the batch stopped before its end; the rows it did not reach wait as they were."""

    reason: str
    sign_in_needed: bool
    fault: EnvironmentFault | None = None


def enqueue(desk: Desk, conclusion: FrozenConclusion) -> OutboxRow:
    """Put a finished conclusion into the outbox. The same file twice is one row."""
    name = desk.store.attestees.get(conclusion.attestee_id).attestee.full_name
    content = desk.store.conclusions.pdf(conclusion.id)
    return _put(desk, conclusion.id, conclusion.attestee_id, file_name_for(name), content)


def enqueue_file(desk: Desk, attestee_id: str, file_name: str, content: bytes) -> OutboxRow:
    """Put a PDF made elsewhere (a scan of the signed pages) into the outbox."""
    if not content.startswith(b"%PDF-"):
        raise UserError(
            "Это не PDF-файл.", "Сохраните заключение в PDF и отправьте его.", title="Файл не подходит"
        )
    # A name in another encoding than the system's has signs that no text may hold.
    name = one_line(file_name.encode(errors="replace").decode())
    return _put(desk, None, attestee_id, name, content)


def _put(desk: Desk, conclusion_id: int | None, attestee_id: str, file_name: str, content: bytes) -> OutboxRow:
    row = desk.store.outbox.put(conclusion_id, attestee_id, file_name, content, desk.now())
    if row.state is SendState.SENDING or row.id >= _newest_living(desk).get(attestee_id, 0):
        return row
    # Another file was chosen after it and now this one again: it must be the newest to go out.
    dead = SendState.FAILED if row.state in _DELIVERED else SendState.CANCELLED
    desk.store.outbox.set_state(row.id, dead, GAVE_WAY, desk.now())
    return desk.store.outbox.put(conclusion_id, attestee_id, file_name, content, desk.now())


def outbox(desk: Desk) -> tuple[OutboxRow, ...]:
    """All rows, oldest first."""
    return desk.store.outbox.rows()


def send_due(
    desk: Desk,
    *,
    only: Sequence[int] | None = None,
    progress: Progress = silent,
    cancelled: Cancelled = never,
) -> tuple[tuple[OutboxRow, ...], Unsent | None]:
    """Send what is due, oldest first; with `only`, exactly these rows, due or not.

    Of several files for one attestee only the newest goes out; of `only`, rows sent before are read back again.
    One refused file does not stop the others; no network, a fault of the service or a refused sign-in does.
    Returns the rows as they are now and, if the batch stopped early, why. Raises StoreBusyError when another
    window of the program is sending.
    """
    stopped: Unsent | None = None
    with desk.store.outbox.send_lock():
        # Under the lock nobody else sends: a row in mid-attempt was cut short, in this run or an earlier one.
        desk.store.outbox.recover(desk.now())
        _let_older_give_way(desk)
        rows = _chosen(desk, only)
        for count, row in enumerate(rows):
            stop_if(cancelled)
            progress(f"Отправляем {count + 1} из {len(rows)}…", count / len(rows))
            try:
                _send_row(desk, row, progress, cancelled)
            except SignInNeededError as needed:
                stopped = Unsent(str(needed), sign_in_needed=True)
            except EnvironmentFault as fault:
                _postpone(desk, row, str(fault))
                stopped = Unsent(str(fault), sign_in_needed=False, fault=fault)
            if stopped:
                break
    progress("Готово", 1.0)
    return tuple(desk.store.outbox.get(row.id) for row in rows), stopped


def send_conclusion(
    desk: Desk, conclusion: FrozenConclusion, *, progress: Progress = silent, cancelled: Cancelled = never
) -> OutboxRow:
    """The one button: into the outbox and, when the network is there, out at once and read back."""
    row = enqueue(desk, conclusion)
    send_due(desk, only=[row.id], progress=progress, cancelled=cancelled)
    return desk.store.outbox.get(row.id)


def retry_all(
    desk: Desk, *, progress: Progress = silent, cancelled: Cancelled = never
) -> tuple[tuple[OutboxRow, ...], Unsent | None]:
    """Send everything that waits, due or not, and what was refused unless a newer file stands in its place."""
    newest = {row.attestee_id: row.id for row in desk.store.outbox.rows() if row.state is not SendState.CANCELLED}
    waiting = []
    for row in desk.store.outbox.rows():
        if row.state is SendState.FAILED and row.id == newest[row.attestee_id]:
            waiting.append(retry(desk, row.id).id)
        elif not row.state.finished:
            waiting.append(row.id)
    return send_due(desk, only=waiting, progress=progress, cancelled=cancelled)


def retry(desk: Desk, row_id: int, *, replace: bool = False) -> OutboxRow:
    """Put a refused row back into the queue; `replace` says that the file now on the service may be replaced."""
    with desk.store.outbox.send_lock():
        if replace:
            desk.store.facts.set(_replace_key(row_id), True, desk.now())
        desk.store.outbox.set_state(row_id, SendState.QUEUED, "", desk.now())
    return desk.store.outbox.get(row_id)


def take_back(desk: Desk, row_id: int) -> OutboxRow:
    """Take a row that was not sent out of the queue; its file stays in the store."""
    with desk.store.outbox.send_lock():
        row = desk.store.outbox.get(row_id)
        if row.state not in (SendState.QUEUED, SendState.FAILED):
            raise UserError("Этот файл уже отправлен или его отправка проверяется.", "Отозвать его нельзя.")
        desk.store.outbox.set_state(row_id, SendState.CANCELLED, "Отозвано Вами.", desk.now())
    return desk.store.outbox.get(row_id)


def settle(desk: Desk, row_id: int, *, arrived: bool) -> OutboxRow:
    """The expert looked at the site and says whether the file of an unclear row is there."""
    with desk.store.outbox.send_lock():
        state = SendState.SENT if arrived else SendState.QUEUED
        reason = "Вы проверили на сайте: файл прикреплён." if arrived else ""
        desk.store.outbox.set_state(row_id, state, reason, desk.now())
    return desk.store.outbox.get(row_id)


def _chosen(desk: Desk, only: Sequence[int] | None) -> list[OutboxRow]:
    if only is None:
        return list(desk.store.outbox.due(desk.now()))
    rows = (desk.store.outbox.get(row_id) for row_id in only)
    return [row for row in rows if not row.state.finished or row.state in _DELIVERED]


def _newest_living(desk: Desk) -> dict[str, int]:
    """By attestee, the last row that is on its way or has arrived."""
    dead = (SendState.FAILED, SendState.CANCELLED)
    return {row.attestee_id: row.id for row in desk.store.outbox.rows() if row.state not in dead}


def _let_older_give_way(desk: Desk) -> None:
    """An older file that waits, or was refused, must not come after the newer one and replace it."""
    newest = _newest_living(desk)
    for row in desk.store.outbox.rows():
        waits = row.state in (SendState.QUEUED, SendState.OUTCOME_UNKNOWN, SendState.FAILED)
        if waits and row.id < newest.get(row.attestee_id, 0):
            desk.store.outbox.set_state(row.id, SendState.CANCELLED, GAVE_WAY, desk.now())


def _send_row(desk: Desk, row: OutboxRow, progress: Progress, cancelled: Cancelled) -> None:
    """Bring one row as far as it goes now. Raises SignInNeededError and environment faults: the batch ends."""
    try:
        _try_row(desk, row, progress, cancelled)
    except (RowNotFoundError, PageNotUnderstoodError, RefusedControlError) as unclear:
        state = desk.store.outbox.get(row.id).state
        if state in _DELIVERED:
            raise
        if state is SendState.QUEUED:
            desk.store.outbox.set_state(row.id, SendState.FAILED, str(unclear), desk.now())
        else:
            # The file may be there: only a page that can be read may say that it is not.
            _postpone(desk, row, str(unclear))


def _try_row(desk: Desk, row: OutboxRow, progress: Progress, cancelled: Cancelled) -> None:
    try:
        held = desk.online(lambda cabinet: cabinet.read_back(row.attestee_id))
        if row.state in _DELIVERED:
            if _still_there(desk, row, held):
                return
            row = retry(desk, row.id)
        if _settled_by(desk, row, held):
            return
        if row.needs_check:
            desk.store.outbox.set_state(row.id, SendState.QUEUED, DID_NOT_ARRIVE, desk.now())
        stop_if(cancelled)
        content = desk.store.outbox.content(row.id)
        _remember_before(desk, row.id, held)
        desk.online(lambda cabinet: _attach(desk, cabinet, row, content, progress, cancelled))
        _read_back(desk, row)
    except OutcomeUnknownError as unknown:
        _end_attempt(desk, row, SendState.OUTCOME_UNKNOWN, str(unknown))
        # Look at once: most broken connections are over in a moment, and the row itself knows.
        _check_unknown(desk, row)
    except UploadRefusedError as refused:
        _end_attempt(desk, row, SendState.FAILED, str(refused))


def _attach(
    desk: Desk, cabinet: Cabinet, row: OutboxRow, content: bytes, progress: Progress, cancelled: Cancelled
) -> None:
    begun = False

    def before_first_byte() -> None:
        nonlocal begun
        begun = True
        desk.store.outbox.begin_attempt(row.id, desk.now())

    try:
        cabinet.attach(
            row.attestee_id,
            content,
            row.file_name,
            before_first_byte=before_first_byte,
            progress=progress,
            cancelled=cancelled,
        )
    except SessionExpiredError as expired:
        if begun:
            # Bytes went out: running the conversation again could send the file twice.
            raise OutcomeUnknownError(expired.what) from expired
        raise


def _still_there(desk: Desk, row: OutboxRow, held: ReadBack) -> bool:
    """Whether the service still shows a file that had arrived; if not, the row is no longer called sent."""
    if held.attached and held.content is None:
        desk.store.outbox.set_state(row.id, SendState.SENT, NOT_VIEWABLE, desk.now())
    elif held.attached and held.content is not None and _sha(held.content) == row.sha256:
        desk.store.outbox.set_state(row.id, SendState.CONFIRMED, CONFIRMED, desk.now())
    else:
        desk.store.outbox.set_state(row.id, SendState.FAILED, WENT_MISSING, desk.now())
        return False
    return True


def _settled_by(desk: Desk, row: OutboxRow, held: ReadBack) -> bool:
    """Whether what the service shows before sending already decides about the row."""
    if held.decision_pressed:
        desk.store.outbox.set_state(row.id, SendState.FAILED, DECISION_ADVICE, desk.now())
        return True
    if not held.attached:
        return False
    if held.content is not None and _sha(held.content) == row.sha256:
        desk.store.outbox.set_state(row.id, SendState.CONFIRMED, CONFIRMED, desk.now())
        return True
    before = desk.store.facts.get(_before_key(row.id))
    tried = row.state in (SendState.SENDING, SendState.OUTCOME_UNKNOWN) and before is not None
    if tried and held.content is None:
        ours = before == Before.NOTHING.value
        state = SendState.SENT if ours else SendState.OUTCOME_UNKNOWN
        desk.store.outbox.set_state(row.id, state, NOT_VIEWABLE if ours else CANNOT_COMPARE, desk.now())
        return True
    if tried and held.content is not None and _sha(held.content) == before:
        return False  # the file of before still stands there: ours did not come
    if desk.store.facts.get(_replace_key(row.id)) or _ours(desk, row, held):
        return False
    desk.store.outbox.set_state(row.id, SendState.FAILED, SPOILED if tried else OTHER_FILE, desk.now())
    return True


def _ours(desk: Desk, row: OutboxRow, held: ReadBack) -> bool:
    """Whether the file on the service is an earlier one that this account sent for the same attestee."""
    earlier = [one for one in desk.store.outbox.rows() if one.attestee_id == row.attestee_id and one.id != row.id]
    if held.content is None:
        return any(one.state in _DELIVERED for one in earlier)
    return _sha(held.content) in {one.sha256 for one in earlier}


def _remember_before(desk: Desk, row_id: int, held: ReadBack) -> None:
    if not held.attached:
        shown = Before.NOTHING.value
    else:
        shown = _sha(held.content) if held.content is not None else Before.NOT_VIEWABLE.value
    desk.store.facts.set(_before_key(row_id), shown, desk.now())


def _read_back(desk: Desk, row: OutboxRow) -> None:
    """After a plain answer: only what the row shows counts."""
    held = desk.online(lambda cabinet: cabinet.read_back(row.attestee_id))
    if not held.attached:
        _queue_again(desk, row)
    elif held.content is None:
        _end_attempt(desk, row, SendState.SENT, NOT_VIEWABLE)
    elif _sha(held.content) == row.sha256:
        _end_attempt(desk, row, SendState.CONFIRMED, CONFIRMED)
    else:
        _end_attempt(desk, row, SendState.FAILED, SPOILED)


def _check_unknown(desk: Desk, row: OutboxRow) -> None:
    """Decide about a row whose upload broke off; without the network it stays unknown and is checked later."""
    held = desk.online(lambda cabinet: cabinet.read_back(row.attestee_id))
    if not _settled_by(desk, desk.store.outbox.get(row.id), held):
        _queue_again(desk, row)


def _queue_again(desk: Desk, row: OutboxRow) -> None:
    """The attempt ended and the file is not there: another one after a pause."""
    now = desk.now()
    tries = desk.store.outbox.get(row.id).attempts
    desk.store.outbox.finish_attempt(
        row.id, SendState.QUEUED, DID_NOT_ARRIVE, now, next_try_at=moment_after(now, pause_after(tries))
    )


def _postpone(desk: Desk, row: OutboxRow, reason: str) -> None:
    """An outage: try later; a row in mid-attempt keeps its unknown outcome."""
    now = desk.now()
    state = desk.store.outbox.get(row.id).state
    if state.finished:
        return  # it had arrived and was only to be read again
    kept = (
        SendState.OUTCOME_UNKNOWN if state in (SendState.SENDING, SendState.OUTCOME_UNKNOWN) else SendState.QUEUED
    )
    outages = int(desk.store.facts.get(_outage_key(row.id)) or 0) + 1
    desk.store.facts.set(_outage_key(row.id), outages, now)
    desk.store.outbox.finish_attempt(
        row.id, kept, reason, now, next_try_at=moment_after(now, pause_after(outages))
    )


def _end_attempt(desk: Desk, row: OutboxRow, state: SendState, answer: str) -> None:
    desk.store.outbox.finish_attempt(row.id, state, answer, desk.now())
    desk.store.facts.forget(_outage_key(row.id))
    logger.info("outbox row %d is now %s", row.id, state.value)


def _sha(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def facts_of_row(row_id: int) -> tuple[str, ...]:
    """Names of what is remembered of a row beside the outbox."""
    return _before_key(row_id), _replace_key(row_id), _outage_key(row_id)


def _before_key(row_id: int) -> str:
    return f"outbox.before.{row_id}"


def _replace_key(row_id: int) -> str:
    return f"outbox.replace.{row_id}"


def _outage_key(row_id: int) -> str:
    return f"outbox.outages.{row_id}"
