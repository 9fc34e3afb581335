"""What the program itself sees of the procedure's steps: drafts, sendings, controls, notes and messages."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from attest_desktop.domain.attestee import Form
from attest_desktop.domain.counting import counted
from attest_desktop.domain.lessons import joined
from attest_desktop.domain.names import short_name
from attest_desktop.domain.period import MONTHS_GENITIVE
from attest_desktop.domain.procedure import LEAST_LESSONS, MOST_LESSONS, StepId
from attest_desktop.domain.record import Lesson, Result
from attest_desktop.domain.tomsk import day_in_tomsk
from attest_desktop.store import FileKind, MessageWay, NoteKind, StoredMessage, StoredNote
from attest_desktop.work.control import Control, Standing, controlled
from attest_desktop.work.desk import Desk
from attest_desktop.work.draft_text import DraftText, text_from_json
from attest_desktop.work.people import HANDED_IN, Person, Stage
from attest_desktop.work.schedule_kept import Scheduled

RESULTS = {Result.MEETS: "Вывод: соответствует", Result.DOES_NOT_MEET: "Вывод: не соответствует"}
FINISHED = frozenset(
    (
        Stage.FINISHED,
        Stage.QUEUED,
        Stage.SENDING,
        Stage.OUTCOME_UNKNOWN,
        Stage.FAILED,
        Stage.SENT,
        Stage.CONFIRMED,
    )
)
LESSON_WORDS = ("занятие", "занятия", "занятий")
WAYS = {
    MessageWay.COPIED: "Текст скопирован",
    MessageWay.OPENED: "Письмо открыто в почте",
}


@dataclass(frozen=True, slots=True)
class Seen:
    """What is seen of a step: whether it is done for certain, since which day, in words, and what is wrong."""

    done: bool = False
    day: date | None = None
    words: str = ""
    fault: str = ""


NOTHING = Seen()


class Knowledge:
    """All that the store holds of one attestee, read when it is first asked for."""

    def __init__(
        self,
        desk: Desk,
        person: Person,
        notes: Sequence[StoredNote],
        messages: Sequence[StoredMessage],
        row: Scheduled | None,
        today: date,
    ) -> None:
        self.desk = desk
        self.person = person
        self.notes = notes
        self.messages = messages
        self.row = row
        self.today = today

    @cached_property
    def draft(self) -> DraftText | None:
        """The kept draft."""
        kept = self.desk.store.drafts.load(self.person.id) if self.person.draft_saved_at else None
        return text_from_json(kept.content) if kept else None

    @cached_property
    def control(self) -> Control:
        """What the last look into the cabinet found."""
        return controlled(self.desk, self.person.id)

    @cached_property
    def lessons(self) -> tuple[Lesson, ...]:
        """Lessons with a day, of the conclusion and of the notes, each once."""
        noted = [lesson_of(one) for one in self.notes if one.text.kind is NoteKind.LESSON]
        written = self.draft.conclusion.lessons if self.draft else ()
        return tuple(one for one in joined(written, noted, None).lessons if one.date is not None)


def lesson_of(note: StoredNote) -> Lesson:
    """The lesson that a note tells of."""
    return Lesson(note.text.day, note.text.group.strip(), note.text.topic.strip())


def seen_of(step: StepId, known: Knowledge) -> Seen:
    """What is seen of the step."""
    looking = _LOOKING.get(step)
    return looking(known) if looking else NOTHING


def day_words(day: date, today: date) -> str:
    """«3 ноября», with the year when it is another."""
    words = f"{day.day}\u00a0{MONTHS_GENITIVE[day.month - 1]}"
    return words if day.year == today.year else f"{words} {day.year}\u00a0г."


def _moment(known: Knowledge, moment: datetime) -> str:
    return day_words(day_in_tomsk(moment), known.today)


def _schedule(known: Knowledge) -> Seen:
    row = known.row
    if row is None:
        return NOTHING
    second = f"второй специалист — {short_name(row.second.full_name)}" if row.second.full_name else ""
    begins = f"начало {day_words(row.begins, known.today)}" if row.begins else ""
    words = ", ".join(part for part in (second, begins) if part)
    return Seen(True, day_in_tomsk(row.read_at), f"График прочитан: {words}" if words else "График прочитан")


def _lessons(known: Knowledge) -> Seen:
    remote = known.person.attestee.form is Form.REMOTE
    behind = [one for one in known.lessons if one.date is not None and one.date <= known.today]
    ahead = len(known.lessons) - len(behind)
    count = len(behind)
    if not count and not ahead:
        return NOTHING
    words = _lesson_words(count, remote=remote)
    if ahead:
        words = f"{words}, ещё {ahead} впереди" if count else f"Впереди {_lesson_words(ahead, remote=remote)}"
    last = max((one.date for one in behind if one.date), default=None)
    if count + ahead > MOST_LESSONS:
        surplus = f"{count + ahead}-я запись лишняя" if remote else f"{count + ahead}-е занятие лишнее"
        return Seen(False, last, words, f"{surplus}: по правилам не больше {MOST_LESSONS}")
    if count >= LEAST_LESSONS:
        return Seen(True, last, words)
    lack = f"нужно не меньше {LEAST_LESSONS}"
    if known.person.stage in FINISHED:
        return Seen(False, last, words, f"Заключение готово, а {words}: {lack}")
    return Seen(False, last, f"{words}, {lack}")


def _lesson_words(count: int, *, remote: bool) -> str:
    return counted(count, *(("видеозапись", "видеозаписи", "видеозаписей") if remote else LESSON_WORDS))


def _materials(known: Knowledge) -> Seen:
    files = known.desk.store.files.all(FileKind.DOCUMENT, known.person.id)
    if not files:
        return NOTHING
    when = _moment(known, max(one.seen_at for one in files))
    return Seen(words=f"Документов скачано: {len(files)}, {when}")


def _finding(known: Knowledge) -> Seen:
    result = known.draft.conclusion.result if known.draft else None
    if result is None:
        return NOTHING
    day = known.draft.conclusion.date if known.draft else None
    return Seen(True, day, RESULTS[result])


def _conclusion(known: Knowledge) -> Seen:
    one = known.person
    if one.stage is Stage.ATTACHED:
        return Seen(True, None, "Заключение уже прикреплено на сайте")
    if one.conclusion is not None and one.stage in FINISHED:
        return Seen(True, day_in_tomsk(one.conclusion.frozen_at), "Заключение готово")
    if one.conclusion is not None:
        return Seen(words="Текст изменён после того, как заключение было готово")
    return Seen(words="Заключение пишется") if one.draft_saved_at else NOTHING


def _acquainted(known: Knowledge) -> Seen:
    return Seen(True, _looked(known), "Подпись аттестуемого на месте") if known.control.done else NOTHING


def _placed(known: Knowledge) -> Seen:
    one = known.person
    if one.stage in HANDED_IN:
        when = day_in_tomsk(one.sending.updated_at) if one.sending and one.stage is not Stage.ATTACHED else None
        return Seen(
            True,
            when,
            {Stage.SENT: "Отправлено", Stage.CONFIRMED: "Подтверждено сервисом"}.get(
                one.stage, "Прикреплено на сайте"
            ),
        )
    if one.stage is Stage.DECIDED:
        return Seen(fault="Нажата кнопка «Аттестовать»: Центр не может открыть заключение")
    if one.stage is Stage.FAILED:
        return Seen(fault="Заключение не отправлено")
    if one.stage is Stage.DRAFT and one.sending is not None:
        return Seen(words="Отправленный файл прежний: текст с тех пор изменён")
    return NOTHING


def _told(known: Knowledge) -> Seen:
    if known.control.done:
        return Seen(True, _looked(known), "Все страницы уже загружены")
    return _message("told_to_upload")(known)


def _control(known: Knowledge) -> Seen:
    control = known.control
    match control.standing:
        case Standing.NOT_LOOKED:
            return NOTHING
        case Standing.IN_ORDER:
            return Seen(True, _looked(known), control.said[0] if control.said else "")
        case Standing.FAULTY | Standing.DECIDED:
            return Seen(False, None, "", control.said[0] if control.said else "")
        case _:
            return Seen(words=control.said[0] if control.said else "")


def _looked(known: Knowledge) -> date | None:
    return day_in_tomsk(known.control.looked_at) if known.control.looked_at else None


def _message(step: str) -> Callable[[Knowledge], Seen]:
    def looking(known: Knowledge) -> Seen:
        newest = next((one for one in known.messages if one.message.step == step), None)
        if newest is None:
            return NOTHING
        return Seen(words=f"{WAYS[newest.message.way]} {_moment(known, newest.used_at)}")

    return looking


_LOOKING: Mapping[StepId, Callable[[Knowledge], Seen]] = {
    StepId.SCHEDULE: _schedule,
    StepId.VISIT_DAY: _message("visit_day"),
    StepId.HEAD_TOLD: _message("head_told"),
    StepId.ASKED_FOR: _message("asked_for"),
    StepId.MORE_VIDEOS: _message("more_videos"),
    StepId.MATERIALS_PLACED: _materials,
    StepId.MATERIALS: _materials,
    StepId.LESSONS: _lessons,
    StepId.VIDEOS: _lessons,
    StepId.FINDING: _finding,
    StepId.CONCLUSION: _conclusion,
    StepId.ACQUAINTED: _acquainted,
    StepId.PLACED: _placed,
    StepId.TOLD_TO_UPLOAD: _told,
    StepId.CONTROL: _control,
}
