"""What the expert says of the procedure: marks of steps, notes of lessons and visits."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum
from typing import Any

from attest_desktop.domain.errors import NotFoundError
from attest_desktop.store import moments
from attest_desktop.store.connection import Row, listed
from attest_desktop.store.shelf import Shelf

_MARK = (
    "INSERT INTO step_marks (attestee_id, step, done, day, note, who, marked_at) VALUES (?, ?, ?, ?, ?, ?, ?)"
    " ON CONFLICT (attestee_id, step) DO UPDATE SET done = excluded.done, day = excluded.day,"
    " note = excluded.note, who = excluded.who, marked_at = excluded.marked_at"
)
# None asks for everybody's.
_MARKS = (
    "SELECT * FROM step_marks WHERE ?1 IS NULL OR attestee_id IN (SELECT value FROM json_each(?1))"
    " ORDER BY attestee_id, step"
)
_NOTES = (
    "SELECT * FROM notes WHERE ?1 IS NULL OR attestee_id IN (SELECT value FROM json_each(?1))"
    " ORDER BY day IS NULL, day, id"
)


@dataclass(frozen=True, slots=True)
class StepMark:
    """What was said of a step: whether it is done, its day, a note, and who was meant (asked, told, given)."""

    step: str
    done: bool = False
    day: date | None = None
    note: str = ""
    who: str = ""


class NoteKind(Enum):
    """What a note is of; the value is kept."""

    LESSON = "lesson"
    VISIT = "visit"


@dataclass(frozen=True, slots=True)
class NoteText:
    """What a note says; `group` is the class, `seen` what was seen."""

    kind: NoteKind = NoteKind.LESSON
    day: date | None = None
    group: str = ""
    topic: str = ""
    seen: str = ""


@dataclass(frozen=True, slots=True)
class StoredNote:
    """A kept note."""

    id: int
    attestee_id: str
    text: NoteText
    changed_at: datetime


class ProcedureShelf(Shelf):
    """Marks and notes, by attestee."""

    def marks(self, attestee_id: str) -> tuple[StepMark, ...]:
        """All marks of one attestee, also of steps that their form does not have now."""
        return self.all_marks((attestee_id,)).get(attestee_id, ())

    def all_marks(self, attestee_ids: Iterable[str] | None = None) -> dict[str, tuple[StepMark, ...]]:
        """Marks by attestee; of everybody when nobody is named."""
        found: dict[str, list[StepMark]] = {}
        with self._database.reading() as connection:
            for row in connection.execute(_MARKS, _of(attestee_ids)):
                mark = StepMark(row.step, bool(row.done), _day(row.day), row.note, row.who)
                found.setdefault(row.attestee_id, []).append(mark)
        return {whose: tuple(one) for whose, one in found.items()}

    def mark(self, attestee_id: str, mark: StepMark, now: datetime | None = None) -> None:
        """Keep what is said of a step; what was said of it before is replaced, an empty mark removes it."""
        with self._database.writing() as connection:
            if mark == StepMark(mark.step):
                connection.execute(
                    "DELETE FROM step_marks WHERE attestee_id = ? AND step = ?", (attestee_id, mark.step)
                )
                return
            said = (attestee_id, mark.step, mark.done, mark.day, mark.note, mark.who, moments.utc(now))
            connection.execute(_MARK, said)

    def notes(self, attestee_id: str) -> tuple[StoredNote, ...]:
        """The notes of one attestee by their days, those without a day last."""
        return self.all_notes((attestee_id,)).get(attestee_id, ())

    def all_notes(self, attestee_ids: Iterable[str] | None = None) -> dict[str, tuple[StoredNote, ...]]:
        """Notes by attestee, each list by day; of everybody when nobody is named."""
        found: dict[str, list[StoredNote]] = {}
        with self._database.reading() as connection:
            for row in connection.execute(_NOTES, _of(attestee_ids)):
                found.setdefault(row.attestee_id, []).append(_stored(row))
        return {whose: tuple(one) for whose, one in found.items()}

    def add_note(self, attestee_id: str, text: NoteText, now: datetime | None = None) -> StoredNote:
        """Keep a new note."""
        moment = moments.utc(now)
        values = {**_columns(text), "attestee_id": attestee_id, "changed_at": moment}
        with self._database.writing() as connection:
            new = connection.insert("notes", values)
        return StoredNote(new, attestee_id, text, moment)

    def change_note(self, note_id: int, text: NoteText, now: datetime | None = None) -> None:
        """Let a note say something else. Raises NotFoundError."""
        values = {**_columns(text), "changed_at": moments.utc(now)}
        with self._database.writing() as connection:
            if not connection.update("notes", values, "id = ?", (note_id,)):
                raise _not_found()

    def remove_note(self, note_id: int) -> None:
        """Remove a note. Raises NotFoundError."""
        with self._database.writing() as connection:
            if not connection.execute("DELETE FROM notes WHERE id = ?", (note_id,)).rowcount:
                raise _not_found()

    def bring_note_back(self, note: StoredNote) -> None:
        """Put a removed note back as it was, with its number."""
        values = {
            **_columns(note.text),
            "id": note.id,
            "attestee_id": note.attestee_id,
            "changed_at": note.changed_at,
        }
        with self._database.writing() as connection:
            connection.insert("notes", values, unless_there=True)

    def forget(self, attestee_id: str) -> None:
        """Remove all marks and notes of one attestee."""
        with self._database.writing() as connection:
            connection.execute("DELETE FROM step_marks WHERE attestee_id = ?", (attestee_id,))
            connection.execute("DELETE FROM notes WHERE attestee_id = ?", (attestee_id,))


def _of(attestee_ids: Iterable[str] | None) -> tuple[str | None]:
    return (None if attestee_ids is None else listed(attestee_ids),)


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)


def _columns(text: NoteText) -> dict[str, Any]:
    return {
        "kind": text.kind.value,
        "day": text.day,
        "group_name": text.group,
        "topic": text.topic,
        "seen": text.seen,
    }


def _stored(row: Row) -> StoredNote:
    text = NoteText(NoteKind(row.kind), _day(row.day), row.group_name, row.topic, row.seen)
    return StoredNote(row.id, row.attestee_id, text, moments.from_text(row.changed_at))


def _not_found() -> NotFoundError:
    return NotFoundError("Этой заметки больше нет.", "Откройте карточку аттестуемого ещё раз.")
