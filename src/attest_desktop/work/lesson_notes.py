"""Notes of lessons and visits, and how they come into the conclusion."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime

from attest_desktop.domain.errors import UserError
from attest_desktop.domain.lessons import Joined, joined
from attest_desktop.domain.record import Lesson
from attest_desktop.store import NoteKind, NoteText, StoredNote
from attest_desktop.work.desk import Desk
from attest_desktop.work.draft import DraftText, open_draft, save_draft
from attest_desktop.work.procedure_seen import lesson_of

# The beginning of a fact's name; the attestee's id follows.
UNFINISHED = "note-unfinished."
EMPTY = "Заметка пуста."
EMPTY_TODO = "Напишите день, класс, тему или то, что увидели."


@dataclass(frozen=True, slots=True)
class Unfinished:
    """A note that was being written when the program ended; `note_id` of the kept note it was to change."""

    text: NoteText
    note_id: int | None
    written_at: datetime


@dataclass(frozen=True, slots=True)
class Taken:
    """What came into the conclusion; `surplus` lessons had no room (five are the most). For undoing."""

    attestee_id: str
    former: tuple[Lesson, ...]
    taken: tuple[Lesson, ...]
    surplus: tuple[Lesson, ...]


def notes(desk: Desk, attestee_id: str) -> tuple[StoredNote, ...]:
    """The notes by their days, those without one last."""
    return desk.store.procedure.notes(attestee_id)


def keep_note(desk: Desk, attestee_id: str, text: NoteText, note_id: int | None = None) -> None:
    """Keep a new note, or let a kept one say this. Raises UserError for an empty one, NotFoundError."""
    tidy = replace(
        text, group=" ".join(text.group.split()), topic=" ".join(text.topic.split()), seen=text.seen.strip()
    )
    if not (tidy.day or tidy.group or tidy.topic or tidy.seen):
        raise UserError(EMPTY, EMPTY_TODO)
    if note_id is None:
        desk.store.procedure.add_note(desk.store.attestees.get(attestee_id).attestee.id, tidy, desk.now())
    else:
        desk.store.procedure.change_note(note_id, tidy, desk.now())


def keep_unfinished(desk: Desk, attestee_id: str, text: NoteText, note_id: int | None = None) -> None:
    """Remember what is being typed, so that it outlives the program's end; one for each attestee."""
    said = {
        "kind": text.kind.value,
        "day": text.day.isoformat() if text.day else "",
        "group": text.group,
        "topic": text.topic,
        "seen": text.seen,
        "note": note_id,
    }
    desk.store.facts.set(UNFINISHED + attestee_id, said, desk.now())


def unfinished(desk: Desk, attestee_id: str) -> Unfinished | None:
    """What was being typed; a note that is no more is a new one."""
    name = UNFINISHED + attestee_id
    said, at = desk.store.facts.get(name), desk.store.facts.saved_at(name)
    if said is None or at is None:
        return None
    day = date.fromisoformat(said["day"]) if said["day"] else None
    text = NoteText(NoteKind(said["kind"]), day, said["group"], said["topic"], said["seen"])
    kept = {one.id for one in notes(desk, attestee_id)}
    return Unfinished(text, said["note"] if said["note"] in kept else None, at)


def forget_unfinished(desk: Desk, attestee_id: str) -> None:
    """It was kept as a note, or thrown away."""
    desk.store.facts.forget(UNFINISHED + attestee_id)


def remove_note(desk: Desk, note_id: int) -> None:
    """Remove a note. Raises NotFoundError."""
    desk.store.procedure.remove_note(note_id)


def bring_note_back(desk: Desk, note: StoredNote) -> None:
    """Undo a removal."""
    desk.store.procedure.bring_note_back(note)


def noted_lessons(desk: Desk, attestee_id: str) -> tuple[Lesson, ...]:
    """The lessons that the notes tell of, by their days."""
    return tuple(lesson_of(one) for one in notes(desk, attestee_id) if one.text.kind is NoteKind.LESSON)


def offered_lessons(desk: Desk, attestee_id: str) -> Joined:
    """What the notes would bring into the conclusion's lessons: `taken` is what is new. Nothing is changed."""
    return _joined(desk, attestee_id, open_draft(desk, attestee_id).text)


def take_lessons(desk: Desk, attestee_id: str) -> Taken:
    """Put noted lessons that the conclusion lacks into it; what is written stays, the former state is kept."""
    text = open_draft(desk, attestee_id).text
    found = _joined(desk, attestee_id, text)
    if found.taken:
        _save(desk, attestee_id, text, found.lessons)
    return Taken(attestee_id, text.conclusion.lessons, found.taken, found.surplus)


def put_lessons_back(desk: Desk, taken: Taken) -> None:
    """Undo `take_lessons`: the lessons as they were; all else that was written since stays."""
    _save(desk, taken.attestee_id, open_draft(desk, taken.attestee_id).text, taken.former)


def _joined(desk: Desk, attestee_id: str, text: DraftText) -> Joined:
    return joined(text.conclusion.lessons, noted_lessons(desk, attestee_id))


def _save(desk: Desk, attestee_id: str, text: DraftText, lessons: tuple[Lesson, ...]) -> None:
    changed = replace(text, conclusion=replace(text.conclusion, lessons=lessons))
    save_draft(desk, attestee_id, changed, apart=True)
