"""The outbox: what is to be sent, what is on its way, and every attempt.

The table is the truth; whoever sends holds no state of his own. A row's bytes never change, the database refuses
a second living row of the same bytes for the same person, and an attempt is on the disk before its first byte.
"""

from __future__ import annotations

from contextlib import AbstractContextManager, ExitStack
from dataclasses import dataclass
from datetime import datetime

from attest_desktop.domain.errors import NotFoundError
from attest_desktop.domain.sending import LONGEST_PAUSE, SendState, moment_after
from attest_desktop.store import moments
from attest_desktop.store.connection import Connection, Row
from attest_desktop.store.connection import moment as moment_of
from attest_desktop.store.database import Database
from attest_desktop.store.errors import SendStateError, StoreBusyError
from attest_desktop.store.locks import FileLock
from attest_desktop.store.shelf import Shelf, keep_blob, read_blob

S = SendState
_DEAD = (S.FAILED, S.CANCELLED)
_CHECKED = (S.SENDING, S.OUTCOME_UNKNOWN)
_STARTABLE = (S.QUEUED, S.OUTCOME_UNKNOWN)
_DEAD_WORDS = tuple(state.value for state in _DEAD)

_ROWS = "SELECT outbox.*, size FROM outbox JOIN blobs ON blobs.sha256 = outbox.sha256"
# Further ahead than any pause: it was noted while the computer's clock was wrong.
_DUE = (
    f"{_ROWS} WHERE (state IN (?, ?) AND (next_try_at IS NULL OR next_try_at <= ? OR next_try_at > ?))"
    " OR state = ? ORDER BY id"
)
_LIVING = "SELECT id FROM outbox WHERE attestee_id = ? AND sha256 = ? AND state NOT IN (?, ?)"

# What a row may become. SENDING is absent: only `begin_attempt` leads there. What the service has (SENT,
# CONFIRMED) can be found missing there later, but is never queued again by one step; what is being sent is not
# cancelled.
_TURNS = {
    S.QUEUED: {S.QUEUED, S.OUTCOME_UNKNOWN, S.SENT, S.CONFIRMED, S.FAILED, S.CANCELLED},
    S.SENDING: {S.QUEUED, S.OUTCOME_UNKNOWN, S.SENT, S.CONFIRMED, S.FAILED},
    S.OUTCOME_UNKNOWN: {S.QUEUED, S.OUTCOME_UNKNOWN, S.SENT, S.CONFIRMED, S.FAILED, S.CANCELLED},
    S.SENT: {S.SENT, S.CONFIRMED, S.FAILED},
    S.CONFIRMED: {S.CONFIRMED, S.SENT, S.FAILED},
    S.FAILED: {S.QUEUED, S.FAILED, S.SENT, S.CONFIRMED, S.CANCELLED},
    S.CANCELLED: {S.CANCELLED, S.SENT, S.CONFIRMED},
}


@dataclass(frozen=True, slots=True)
class OutboxRow:
    """One file on its way to the service; `size` in bytes, `attempts` counts the attempts begun."""

    id: int
    attestee_id: str
    conclusion_id: int | None
    file_name: str
    sha256: str
    size: int
    state: SendState
    attempts: int
    last_answer: str
    next_try_at: datetime | None
    created_at: datetime
    updated_at: datetime

    @property
    def needs_check(self) -> bool:
        """Whether the service may have it already: re-read the page before anything else."""
        return self.state in _CHECKED


@dataclass(frozen=True, slots=True)
class Attempt:
    """One attempt to send; `finished_at` is None and `state` SENDING while it lasts or if it was cut short."""

    number: int
    started_at: datetime
    finished_at: datetime | None
    state: SendState
    answer: str


class OutboxShelf(Shelf):
    """The rows to send, the oldest first."""

    def __init__(self, database: Database) -> None:
        super().__init__(database)
        self._lock = FileLock(
            database.path.with_name("send.lock"), "Отправкой заключений сейчас занято другое окно программы."
        )

    def send_lock(self, wait: float = 0.0) -> AbstractContextManager[None]:
        """Hold the one lock for sending and deciding about rows, among threads and processes.

        A thread that holds it may take it again. Raises StoreBusyError when it is not free within `wait` seconds.
        """
        return self._lock.held(wait)

    def put(
        self,
        conclusion_id: int | None,
        attestee_id: str,
        file_name: str,
        content: bytes,
        now: datetime | None = None,
    ) -> OutboxRow:
        """Queue a file; if the same bytes for the same attestee are queued, on their way or sent, give it."""
        moment = moments.utc(now)
        with self._database.writing() as connection:
            sha256 = keep_blob(connection, content)
            known = connection.value(_LIVING, (attestee_id, sha256, *_DEAD_WORDS))
            if known is None:
                known = connection.insert(
                    "outbox",
                    {
                        "conclusion_id": conclusion_id,
                        "attestee_id": attestee_id,
                        "file_name": file_name,
                        "sha256": sha256,
                        "state": S.QUEUED.value,
                        "attempts": 0,
                        "last_answer": "",
                        "next_try_at": None,
                        "created_at": moment,
                        "updated_at": moment,
                    },
                )
            return _found(connection, known)

    def rows(self) -> tuple[OutboxRow, ...]:
        """All rows, the oldest first."""
        with self._database.reading() as connection:
            return tuple(_row(row) for row in connection.execute(f"{_ROWS} ORDER BY id"))

    def get(self, row_id: int) -> OutboxRow:
        """A row; raises NotFoundError."""
        with self._database.reading() as connection:
            return _found(connection, row_id)

    def content(self, row_id: int) -> bytes:
        """The exact bytes to send, checked against their hash; raises NotFoundError, StoreDamagedError."""
        with self._database.reading() as connection:
            return read_blob(connection, _found(connection, row_id).sha256)

    def due(self, now: datetime | None = None) -> tuple[OutboxRow, ...]:
        """What has to be seen to now, the oldest first: queued rows, and rows that need a check.

        A row whose `next_try_at` lies ahead is not due; a row in SENDING always is (call this under `send_lock`:
        then nobody is sending it, and it was cut short).
        """
        moment = moments.utc(now)
        too_far = moment_after(moment, LONGEST_PAUSE)
        asked = (S.QUEUED.value, S.OUTCOME_UNKNOWN.value, moment, too_far, S.SENDING.value)
        with self._database.reading() as connection:
            return tuple(_row(row) for row in connection.execute(_DUE, asked))

    def begin_attempt(self, row_id: int, now: datetime | None = None) -> int:
        """Record that sending begins and give the attempt's number; on the disk when this returns.

        Only a QUEUED row can be begun, or an OUTCOME_UNKNOWN one after the caller has re-read the page and found
        that the file is not there. Raises NotFoundError, SendStateError.
        """
        moment = moments.utc(now)
        with self._database.writing() as connection:
            row = _found(connection, row_id)
            if row.state not in _STARTABLE:
                raise SendStateError(
                    "Это заключение сейчас нельзя отправлять: оно уже отправляется, отправлено или отменено.",
                    "Обновите список отправки.",
                )
            number = row.attempts + 1
            begun = {"outbox_id": row_id, "number": number, "started_at": moment, "state": S.SENDING.value}
            connection.insert("attempts", {**begun, "answer": ""})
            _update(connection, row_id, moment, state=S.SENDING.value, attempts=number, next_try_at=None)
        return number

    def finish_attempt(
        self,
        row_id: int,
        state: SendState,
        answer: str,
        now: datetime | None = None,
        next_try_at: datetime | None = None,
    ) -> None:
        """Record how the attempt ended, or what was learnt of it later; `answer` is what the service said.

        For a row whose last attempt is already recorded as ended (a check after a broken connection, an outage
        before the first byte) the attempt's own record stays and only the row changes. Raises as `begin_attempt`.
        """
        with self._database.writing() as connection:
            row = _found(connection, row_id)
            if row.state not in (S.QUEUED, *_CHECKED):
                raise SendStateError("Эта отправка уже закончена.", "Обновите список отправки.")
            _turn(connection, row, state, answer, moments.utc(now), next_try_at)

    def set_state(
        self,
        row_id: int,
        state: SendState,
        reason: str,
        now: datetime | None = None,
        next_try_at: datetime | None = None,
    ) -> None:
        """Change the state without an attempt: taken back, queued again, found on the page.

        `reason` is kept as the last answer. Raises NotFoundError; SendStateError when the row may not
        become that (see `_TURNS`).
        """
        with self._database.writing() as connection:
            _turn(connection, _found(connection, row_id), state, reason, moments.utc(now), next_try_at)

    def attempts(self, row_id: int) -> tuple[Attempt, ...]:
        """The attempts of a row, the first one first."""
        query = "SELECT * FROM attempts WHERE outbox_id = ? ORDER BY number"
        with self._database.reading() as connection:
            return tuple(
                Attempt(
                    row.number,
                    moments.from_text(row.started_at),
                    moment_of(row.finished_at),
                    SendState(row.state),
                    row.answer,
                )
                for row in connection.execute(query, (row_id,))
            )

    def last_tried(self) -> dict[int, datetime]:
        """When the last attempt of each row began, by row id, for rows that were tried."""
        # Beside max() SQLite takes the other columns from the row that holds it.
        query = "SELECT outbox_id, started_at, max(number) FROM attempts GROUP BY outbox_id"
        with self._database.reading() as connection:
            return {row.outbox_id: moments.from_text(row.started_at) for row in connection.execute(query)}

    def recover(self, now: datetime | None = None) -> tuple[OutboxRow, ...]:
        """Turn rows that a crash left in SENDING into OUTCOME_UNKNOWN and give them as they are now.

        While another window is sending nothing was left behind, and nothing is touched.
        """
        moment = moments.utc(now)
        with ExitStack() as stack:
            try:
                stack.enter_context(self.send_lock())
            except StoreBusyError:
                return ()
            connection = stack.enter_context(self._database.writing())
            query = f"{_ROWS} WHERE state = ? ORDER BY id"
            left = [_row(row) for row in connection.execute(query, (S.SENDING.value,))]
            for row in left:
                _turn(connection, row, S.OUTCOME_UNKNOWN, "Программа была закрыта во время отправки.", moment)
            return tuple(_found(connection, row.id) for row in left)


def _found(connection: Connection, row_id: int) -> OutboxRow:
    row = connection.row(f"{_ROWS} WHERE id = ?", (row_id,))
    if row is None:
        raise NotFoundError("Такой строки в очереди отправки нет.", "Обновите список отправки.")
    return _row(row)


def _update(connection: Connection, row_id: int, now: datetime, **values: object) -> None:
    connection.update("outbox", {"updated_at": now, **values}, "id = ?", (row_id,))


def _turn(
    connection: Connection,
    row: OutboxRow,
    state: SendState,
    answer: str,
    now: datetime,
    next_try_at: datetime | None = None,
) -> None:
    """Change the row's state and close the attempt that is still open, if any."""
    if state not in _TURNS[row.state]:
        raise SendStateError(
            "С этим заключением сейчас так поступить нельзя: оно отправляется или уже отправлено.",
            "Обновите список отправки.",
        )
    if state not in _DEAD:
        twin = connection.row(f"{_LIVING} AND id != ?", (row.attestee_id, row.sha256, *_DEAD_WORDS, row.id))
        if twin is not None:
            raise SendStateError(
                "Этот же файл для этого аттестуемого уже стоит в очереди или отправлен.",
                "Второй раз его отправлять не нужно.",
            )
    ended = {"finished_at": now, "state": state.value, "answer": answer}
    connection.update("attempts", ended, "outbox_id = ? AND finished_at IS NULL", (row.id,))
    _update(connection, row.id, now, state=state.value, last_answer=answer, next_try_at=next_try_at)


def _row(row: Row) -> OutboxRow:
    return OutboxRow(
        row.id,
        row.attestee_id,
        row.conclusion_id,
        row.file_name,
        row.sha256,
        row.size,
        SendState(row.state),
        row.attempts,
        row.last_answer,
        moment_of(row.next_try_at),
        moments.from_text(row.created_at),
        moments.from_text(row.updated_at),
    )
