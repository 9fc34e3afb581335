"""Messages that were used: what was copied or opened in the mail program, for whom, when."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime
from enum import Enum

from attest_desktop.domain.errors import NotFoundError
from attest_desktop.store import moments
from attest_desktop.store.connection import Row
from attest_desktop.store.shelf import Shelf


class MessageWay(Enum):
    """What was done with a text; that it was sent is only known when the user says so. The value is kept."""

    COPIED = "copied"
    OPENED = "opened"


@dataclass(frozen=True, slots=True)
class UsedMessage:
    """A text as it was used.

    `kind` is the ready text it came of, `recipient` who it is for in Russian, `step` the step of the procedure
    that it serves (empty: none).
    """

    kind: str
    recipient: str
    subject: str
    text: str
    way: MessageWay
    address: str = ""
    step: str = ""


@dataclass(frozen=True, slots=True)
class StoredMessage:
    """A used message that was kept."""

    id: int
    attestee_id: str
    message: UsedMessage
    used_at: datetime


class MessageShelf(Shelf):
    """Used messages, by attestee."""

    def add(self, attestee_id: str, message: UsedMessage, now: datetime | None = None) -> StoredMessage:
        """Keep that a message was used."""
        moment = moments.utc(now)
        values = {
            **asdict(message),
            "way": message.way.value,
            "attestee_id": attestee_id,
            "used_at": moment,
        }
        with self._database.writing() as connection:
            new = connection.insert("messages", values)
        return StoredMessage(new, attestee_id, message, moment)

    def all(self, attestee_id: str | None = None) -> tuple[StoredMessage, ...]:
        """The messages about one attestee, or all, newest first."""
        query = "SELECT * FROM messages WHERE ?1 IS NULL OR attestee_id = ?1 ORDER BY id DESC"
        with self._database.reading() as connection:
            return tuple(_stored(row) for row in connection.execute(query, (attestee_id,)))

    def remove(self, message_id: int) -> None:
        """Forget that a message was used: it was not sent after all. Raises NotFoundError."""
        with self._database.writing() as connection:
            if not connection.execute("DELETE FROM messages WHERE id = ?", (message_id,)).rowcount:
                raise NotFoundError("Этой записи больше нет.", "Откройте сообщения ещё раз.")

    def forget(self, attestee_id: str) -> None:
        """Remove all messages about one attestee."""
        with self._database.writing() as connection:
            connection.execute("DELETE FROM messages WHERE attestee_id = ?", (attestee_id,))


def _stored(row: Row) -> StoredMessage:
    message = UsedMessage(
        row.kind, row.recipient, row.subject, row.text, MessageWay(row.way), row.address, row.step
    )
    return StoredMessage(row.id, row.attestee_id, message, moments.from_text(row.used_at))
