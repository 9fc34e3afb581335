"""The expert's own phrases for conclusions."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import datetime

from attest_desktop.domain.errors import NotFoundError
from attest_desktop.store import moments
from attest_desktop.store.connection import Row, moment
from attest_desktop.store.shelf import Shelf


@dataclass(frozen=True, slots=True)
class PhraseText:
    """What a phrase says and what it is for; an empty place means «any».

    `criterion` is its number, `category` «первая» or «высшая».
    """

    text: str
    criterion: str = ""
    category: str = ""
    position: str = ""
    subject: str = ""


@dataclass(frozen=True, slots=True)
class StoredPhrase:
    """A kept phrase: how often it was put into a conclusion, and when last."""

    id: int
    phrase: PhraseText
    used: int
    used_at: datetime | None
    added_at: datetime


class PhraseShelf(Shelf):
    """Phrases with their counters."""

    def add(self, phrase: PhraseText, now: datetime | None = None) -> StoredPhrase:
        """Keep a phrase."""
        return self.add_all((phrase,), now)[0]

    def add_all(self, new: Iterable[PhraseText], now: datetime | None = None) -> tuple[StoredPhrase, ...]:
        """Keep several phrases: all or none."""
        added_at = moments.utc(now)
        kept = []
        with self._database.writing() as connection:
            for phrase in new:
                values = {**asdict(phrase), "used": 0, "used_at": None, "added_at": added_at}
                kept.append(StoredPhrase(connection.insert("phrases", values), phrase, 0, None, added_at))
        return tuple(kept)

    def all(self) -> tuple[StoredPhrase, ...]:
        """Every phrase, in the order they were added."""
        with self._database.reading() as connection:
            return tuple(_stored(row) for row in connection.execute("SELECT * FROM phrases ORDER BY id"))

    def change(self, phrase_id: int, phrase: PhraseText) -> None:
        """Let the phrase say something else; its counters stay. Raises NotFoundError."""
        with self._database.writing() as connection:
            if not connection.update("phrases", asdict(phrase), "id = ?", (phrase_id,)):
                raise _not_found()

    def note_used(self, phrase_id: int, now: datetime | None = None) -> None:
        """Count one more use. Raises NotFoundError."""
        with self._database.writing() as connection:
            count = "UPDATE phrases SET used = used + 1, used_at = ? WHERE id = ?"
            if not connection.execute(count, (moments.utc(now), phrase_id)).rowcount:
                raise _not_found()

    def remove(self, phrase_id: int) -> None:
        """Remove the phrase. Raises NotFoundError."""
        with self._database.writing() as connection:
            if not connection.execute("DELETE FROM phrases WHERE id = ?", (phrase_id,)).rowcount:
                raise _not_found()

    def bring_back(self, phrase: StoredPhrase) -> None:
        """Put a removed phrase back as it was, with its number and counters."""
        values = {
            **asdict(phrase.phrase),
            "id": phrase.id,
            "used": phrase.used,
            "used_at": phrase.used_at,
            "added_at": phrase.added_at,
        }
        with self._database.writing() as connection:
            connection.insert("phrases", values, unless_there=True)


def _stored(row: Row) -> StoredPhrase:
    phrase = PhraseText(row.text, row.criterion, row.category, row.position, row.subject)
    return StoredPhrase(row.id, phrase, row.used, moment(row.used_at), moments.from_text(row.added_at))


def _not_found() -> NotFoundError:
    return NotFoundError("Этой фразы больше нет.", "Откройте «Мои фразы» ещё раз.")
