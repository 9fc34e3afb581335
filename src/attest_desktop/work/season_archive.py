"""The archive: people of past periods and people gone from the cabinet's table, with what was written and sent."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from attest_desktop.domain.errors import NotFoundError
from attest_desktop.domain.names import file_name_for
from attest_desktop.domain.record import Conclusion, Result, record_from_json
from attest_desktop.domain.sending import SendState
from attest_desktop.domain.text import normalised, words
from attest_desktop.work.desk import Desk
from attest_desktop.work.draft_text import text_from_json
from attest_desktop.work.people import Person, people
from attest_desktop.work.season import Line, lines, period_of

_ARRIVED = (SendState.CONFIRMED, SendState.SENT)
_RESULTS = {
    Result.MEETS: "Соответствует требованиям, предъявляемым к категории.",
    Result.DOES_NOT_MEET: "Не соответствует требованиям, предъявляемым к категории.",
}


@dataclass(frozen=True, slots=True)
class Past:
    """One person of the archive. `gone`: no longer in the cabinet's table; `revisions`: finished conclusions."""

    line: Line
    gone: bool
    over: bool
    revisions: int
    drafted: bool
    position: str
    subjects: tuple[str, ...]
    haystack: str

    @property
    def id(self) -> str:
        """The attestee's id."""
        return self.line.attestee_id

    @property
    def has_pdf(self) -> bool:
        """Whether there is a finished or sent PDF to open."""
        return bool(self.line.sha256 or self.revisions)


@dataclass(frozen=True, slots=True)
class Passage:
    """A part of what was written: its heading and its text."""

    title: str
    text: str


def archive(desk: Desk, today: date) -> tuple[Past, ...]:
    """People whose period is over or who are gone from the table, the newest period first, then by name."""
    known = {one.id: one for one in people(desk)}
    by_id = {line.attestee_id: line for line in lines(desk, tuple(known.values()))}
    revisions = Counter(one.attestee_id for one in desk.store.conclusions.all())
    found = []
    for one in known.values():
        period = period_of(one)
        over = period is not None and period.last_day < today
        if not (over or one.gone):
            continue
        line = by_id.get(one.id) or _bare(one)
        found.append(_past(one, line, revisions[one.id], over=over))
    found.sort(key=lambda past: (past.line.period is None, _back(past.line), normalised(past.line.name)))
    return tuple(found)


def find(past: Iterable[Past], wanted: str) -> tuple[Past, ...]:
    """Those in whose name, period, form, category, post or subject every word stands."""
    sought = words(wanted)
    return tuple(one for one in past if all(word in one.haystack for word in sought))


def pdf_of(desk: Desk, attestee_id: str) -> tuple[str, bytes]:
    """The file as it was sent, else the newest finished one: its name and its bytes. Raises NotFoundError."""
    sent = [row for row in desk.store.outbox.rows() if row.attestee_id == attestee_id and row.state in _ARRIVED]
    if sent:
        return sent[-1].file_name, desk.store.outbox.content(sent[-1].id)
    frozen = desk.store.conclusions.latest(attestee_id)
    if frozen is None:
        raise NotFoundError("Готового заключения нет.", "Откройте карточку: там сказано, что сделано.")
    name = file_name_for(desk.store.attestees.get(attestee_id).attestee.full_name)
    return name, desk.store.conclusions.pdf(frozen.id)


def texts_of(desk: Desk, attestee_id: str) -> tuple[Passage, ...]:
    """What was written: by the newest finished conclusion, else by the draft; empty when nothing was."""
    frozen = desk.store.conclusions.latest(attestee_id)
    if frozen is not None:
        return passages(record_from_json(desk.store.conclusions.record(frozen.id)).conclusion)
    draft = desk.store.drafts.load(attestee_id)
    return passages(text_from_json(draft.content).conclusion) if draft else ()


def passages(written: Conclusion) -> tuple[Passage, ...]:
    """The conclusion's texts in reading order; what is empty is left out."""
    lessons = "\n".join(
        ", ".join(part for part in (f"{one.date:%d.%m.%Y}" if one.date else "", one.group, one.topic) if part)
        for one in written.lessons
    )
    parts = [Passage(f"Показатель {one.number}", one.text.strip()) for one in written.criteria]
    parts.append(Passage("Занятия", lessons))
    parts.append(Passage("Рекомендации", written.recommendations.strip()))
    parts.append(Passage("Вывод", _RESULTS[written.result] if written.result else ""))
    return tuple(part for part in parts if part.text)


def _past(one: Person, line: Line, revisions: int, *, over: bool) -> Past:
    who = one.attestee
    said: Sequence[str] = (
        who.full_name,
        line.period_words,
        who.period,
        who.form.russian,
        line.category,
        who.position,
        *who.subjects,
    )
    drafted = one.draft_saved_at is not None
    hay = " ".join(map(normalised, said))
    return Past(line, one.gone, over, revisions, drafted, who.position, who.subjects, hay)


def _bare(one: Person) -> Line:
    """The line of somebody who is gone and for whom nothing was handed in."""
    who = one.attestee
    return Line(
        one.id,
        who.full_name,
        who.form,
        who.claimed_category,
        period_of(one),
        who.period,
        None,
        one.stage.value,
        done=False,
    )


def _back(line: Line) -> tuple[int, int]:
    return (-line.period.year, -line.period.month) if line.period else (0, 0)
