"""The expert's own phrases for conclusions."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import delete, insert, select, update

from attest_desktop.domain.errors import NotFoundError
from attest_desktop.store import moments
from attest_desktop.store.schema import phrases
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
        moment = moments.utc(now)
        kept = []
        with self._database.writing() as connection:
            for phrase in new:
                values = {**asdict(phrase), "used": 0, "used_at": None, "added_at": moment}
                new_id: int = connection.execute(
                    insert(phrases).values(values).returning(phrases.c.id)
                ).scalar_one()
                kept.append(StoredPhrase(new_id, phrase, 0, None, moment))
        return tuple(kept)

    def all(self) -> tuple[StoredPhrase, ...]:
        """Every phrase, in the order they were added."""
        with self._database.reading() as connection:
            return tuple(_stored(row) for row in connection.execute(select(phrases).order_by(phrases.c.id)))

    def change(self, phrase_id: int, phrase: PhraseText) -> None:
        """Let the phrase say something else; its counters stay. Raises NotFoundError."""
        self._update(phrase_id, asdict(phrase))

    def note_used(self, phrase_id: int, now: datetime | None = None) -> None:
        """Count one more use. Raises NotFoundError."""
        self._update(phrase_id, {"used": phrases.c.used + 1, "used_at": moments.utc(now)})

    def remove(self, phrase_id: int) -> None:
        """Remove the phrase. Raises NotFoundError."""
        with self._database.writing() as connection:
            if not connection.execute(delete(phrases).where(phrases.c.id == phrase_id)).rowcount:
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
            connection.execute(insert(phrases).prefix_with("OR IGNORE").values(values))

    def _update(self, phrase_id: int, values: dict[str, Any]) -> None:
        with self._database.writing() as connection:
            if not connection.execute(update(phrases).where(phrases.c.id == phrase_id).values(values)).rowcount:
                raise _not_found()


def _stored(row: Any) -> StoredPhrase:
    phrase = PhraseText(row.text, row.criterion, row.category, row.position, row.subject)
    return StoredPhrase(row.id, phrase, row.used, row.used_at, row.added_at)


def _not_found() -> NotFoundError:
    return NotFoundError("Этой фразы больше нет.", "Откройте «Мои фразы» ещё раз.")
