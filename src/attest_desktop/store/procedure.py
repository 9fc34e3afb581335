"""What the expert says of the procedure: marks of steps, notes of lessons and visits."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date, datetime
from enum import Enum
from typing import Any

from sqlalchemy import delete, insert, select, update
from sqlalchemy.dialects.sqlite import insert as insert_or

from attest_desktop.domain.errors import NotFoundError
from attest_desktop.store import moments
from attest_desktop.store.schema import notes, step_marks
from attest_desktop.store.shelf import Shelf


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
        query = select(step_marks).order_by(step_marks.c.attestee_id, step_marks.c.step)
        if attestee_ids is not None:
            query = query.where(step_marks.c.attestee_id.in_(tuple(attestee_ids)))
        found: dict[str, list[StepMark]] = {}
        with self._database.reading() as connection:
            for row in connection.execute(query):
                mark = StepMark(row.step, row.done, row.day, row.note, row.who)
                found.setdefault(row.attestee_id, []).append(mark)
        return {whose: tuple(one) for whose, one in found.items()}

    def mark(self, attestee_id: str, mark: StepMark, now: datetime | None = None) -> None:
        """Keep what is said of a step; what was said of it before is replaced, an empty mark removes it."""
        with self._database.writing() as connection:
            if mark == StepMark(mark.step):
                columns = step_marks.c
                connection.execute(
                    delete(step_marks).where(columns.attestee_id == attestee_id, columns.step == mark.step)
                )
                return
            values = {**asdict(mark), "attestee_id": attestee_id, "marked_at": moments.utc(now)}
            statement = insert_or(step_marks).values(values)
            changed = {name: statement.excluded[name] for name in ("done", "day", "note", "who", "marked_at")}
            connection.execute(
                statement.on_conflict_do_update(index_elements=["attestee_id", "step"], set_=changed)
            )

    def notes(self, attestee_id: str) -> tuple[StoredNote, ...]:
        """The notes of one attestee by their days, those without a day last."""
        return self.all_notes((attestee_id,)).get(attestee_id, ())

    def all_notes(self, attestee_ids: Iterable[str] | None = None) -> dict[str, tuple[StoredNote, ...]]:
        """Notes by attestee, each list by day; of everybody when nobody is named."""
        query = select(notes).order_by(notes.c.day.is_(None), notes.c.day, notes.c.id)
        if attestee_ids is not None:
            query = query.where(notes.c.attestee_id.in_(tuple(attestee_ids)))
        found: dict[str, list[StoredNote]] = {}
        with self._database.reading() as connection:
            for row in connection.execute(query):
                found.setdefault(row.attestee_id, []).append(_stored(row))
        return {whose: tuple(one) for whose, one in found.items()}

    def add_note(self, attestee_id: str, text: NoteText, now: datetime | None = None) -> StoredNote:
        """Keep a new note."""
        moment = moments.utc(now)
        values = {**_columns(text), "attestee_id": attestee_id, "changed_at": moment}
        with self._database.writing() as connection:
            new: int = connection.execute(insert(notes).values(values).returning(notes.c.id)).scalar_one()
        return StoredNote(new, attestee_id, text, moment)

    def change_note(self, note_id: int, text: NoteText, now: datetime | None = None) -> None:
        """Let a note say something else. Raises NotFoundError."""
        values = {**_columns(text), "changed_at": moments.utc(now)}
        with self._database.writing() as connection:
            if not connection.execute(update(notes).where(notes.c.id == note_id).values(values)).rowcount:
                raise _not_found()

    def remove_note(self, note_id: int) -> None:
        """Remove a note. Raises NotFoundError."""
        with self._database.writing() as connection:
            if not connection.execute(delete(notes).where(notes.c.id == note_id)).rowcount:
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
            connection.execute(insert(notes).prefix_with("OR IGNORE").values(values))

    def forget(self, attestee_id: str) -> None:
        """Remove all marks and notes of one attestee."""
        with self._database.writing() as connection:
            for table in (step_marks, notes):
                connection.execute(delete(table).where(table.c.attestee_id == attestee_id))


def _columns(text: NoteText) -> dict[str, Any]:
    return {
        "kind": text.kind.value,
        "day": text.day,
        "group_name": text.group,
        "topic": text.topic,
        "seen": text.seen,
    }


def _stored(row: Any) -> StoredNote:
    text = NoteText(NoteKind(row.kind), row.day, row.group_name, row.topic, row.seen)
    return StoredNote(row.id, row.attestee_id, text, row.changed_at)


def _not_found() -> NotFoundError:
    return NotFoundError("Этой заметки больше нет.", "Откройте карточку аттестуемого ещё раз.")
