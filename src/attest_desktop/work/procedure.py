"""«Ход аттестации»: the steps of one attestee's procedure, by what the program sees and what the user said."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from attest_desktop.domain.attestee import Form
from attest_desktop.domain.counting import day_off
from attest_desktop.domain.deadlines import Deadline, Kind, Where, deadlines
from attest_desktop.domain.errors import NotFoundError, UserError
from attest_desktop.domain.period import Period, read_period
from attest_desktop.domain.procedure import Step, StepId, step_named, steps_of
from attest_desktop.domain.tomsk import day_in_tomsk
from attest_desktop.store import StepMark, StoredMessage, StoredNote
from attest_desktop.work.desk import Desk
from attest_desktop.work.people import Person, person
from attest_desktop.work.procedure_seen import Knowledge, Seen, seen_of
from attest_desktop.work.remind import agenda, keep_marked, key_of, marked, today_of
from attest_desktop.work.schedule_kept import Scheduled, schedule_of
from attest_desktop.work.where import where

NO_FORM = (
    "Форма аттестации не указана, поэтому показаны только общие шаги. Отмеченное раньше сохранено и вернётся "
    "вместе с формой."
)

BY_REMINDER = "Отмечено среди сроков"


@dataclass(frozen=True, slots=True)
class StepState:
    """A step as it stands.

    `by_itself` tells that the program sees it done: then the user cannot take it back. `seen` is what the program
    sees (Russian, also of steps not done), `fault` what is wrong; `due` the last day by the rules, where they name
    one. `day`, `note` and `who` are what the user wrote, the day also the program's own.
    """

    step: Step
    done: bool = False
    by_itself: bool = False
    day: date | None = None
    note: str = ""
    who: str = ""
    seen: str = ""
    fault: str = ""
    due: date | None = None

    @property
    def id(self) -> StepId:
        """Which step it is."""
        return self.step.id

    @property
    def open(self) -> bool:
        """Whether it is still to be done; what is done only where there is need never is."""
        return not self.done and not self.step.optional

    def late(self, today: date) -> bool:
        """Whether its last day has passed and it is not done."""
        return self.open and self.due is not None and self.due < today


@dataclass(frozen=True, slots=True)
class Procedure:
    """One attestee's procedure, its steps in order; `others` are marked steps that the present form lacks."""

    attestee_id: str
    full_name: str
    form: Form
    steps: tuple[StepState, ...]
    others: tuple[StepState, ...] = ()
    remark: str = ""

    @property
    def next(self) -> StepState | None:
        """The first step that is open; None when all is done."""
        return next((one for one in self.steps if one.open), None)

    @property
    def counted(self) -> tuple[int, int]:
        """How many of the steps that must be done are done, and how many there are."""
        needed = [one for one in self.steps if not one.step.optional]
        return sum(one.done for one in needed), len(needed)


@dataclass(frozen=True, slots=True)
class Former:
    """How a step was marked before: for `put_mark_back`."""

    attestee_id: str
    mark: StepMark
    reminder: str = ""
    reminded_done: bool = False


def steps(desk: Desk, attestee_id: str) -> tuple[StepState, ...]:
    """The steps of one attestee, in the order they are done. Raises NotFoundError."""
    return procedure(desk, attestee_id).steps


def procedure(desk: Desk, attestee_id: str) -> Procedure:
    """The whole procedure of one attestee. Raises NotFoundError."""
    one = person(desk, attestee_id)
    return _procedure(
        desk,
        one,
        where(desk),
        marked(desk),
        desk.store.procedure.marks(one.id),
        desk.store.procedure.notes(one.id),
        desk.store.messages.all(one.id),
        schedule_of(desk, one.id),
    )


def mark_step(desk: Desk, attestee_id: str, said: StepMark) -> Former:
    """Keep what the user says of a step, and the same of its reminder; gives what was said before, for undoing.

    A day left out of a done step is today in Tomsk; the day of the visit is never assumed, and only it may lie
    ahead. Raises NotFoundError; UserError for a day to come.
    """
    whose = desk.store.attestees.get(attestee_id)
    step = step_named(said.step)
    if step is None:
        raise NotFoundError("Такого шага нет.", "Откройте карточку аттестуемого ещё раз.")
    today = today_of(desk)
    if said.done and said.day is None and step.id is not StepId.VISIT_DAY:
        said = replace(said, day=today)
    if said.day is not None and said.day > today and step.id is not StepId.VISIT_DAY:
        raise UserError("Этот день ещё не наступил.", "Укажите день, когда это было сделано.")
    kept = {one.step: one for one in desk.store.procedure.marks(attestee_id)}
    seen_in = day_in_tomsk(whose.first_seen_at)
    due = _due(whose.attestee.period, whose.attestee.form, where(desk), seen_in)
    key = _reminder_key(step, attestee_id, due)
    reminded = key in marked(desk)
    former = Former(attestee_id, kept.get(said.step, StepMark(said.step)), key, reminded)
    desk.store.procedure.mark(attestee_id, said, desk.now())
    if key and reminded != said.done:
        _remind(desk, key, done=said.done)
    return former


def write_step(desk: Desk, attestee_id: str, said: StepMark, *, with_day: bool = True) -> StepMark:
    """Keep the day, the note and who was meant; what is marked done stays so, and no reminder changes.

    Without `with_day` the kept day stays; a day to come, unless it is that of the visit, is not kept either.
    Returns what was kept before.
    """
    former = {one.step: one for one in desk.store.procedure.marks(attestee_id)}.get(said.step, StepMark(said.step))
    ahead = said.day is not None and said.day > today_of(desk) and said.step != StepId.VISIT_DAY.value
    written = replace(said, done=former.done, day=said.day if with_day and not ahead else former.day)
    if written != former:
        desk.store.procedure.mark(attestee_id, written, desk.now())
    return former


def put_mark_back(desk: Desk, former: Former) -> None:
    """Undo `mark_step`."""
    desk.store.procedure.mark(former.attestee_id, former.mark, desk.now())
    if former.reminder and (former.reminder in marked(desk)) != former.reminded_done:
        _remind(desk, former.reminder, done=former.reminded_done)


def _remind(desk: Desk, key: str, *, done: bool) -> None:
    # A reminder whose time is over is no longer in the agenda: there is nothing to mark.
    if key in marked(desk) or key in {one.key for one in agenda(desk).reminders}:
        keep_marked(desk, (key,), done=done)


def _procedure(
    desk: Desk,
    one: Person,
    place: Where,
    by_hand: frozenset[str],
    marks: Sequence[StepMark],
    notes: Sequence[StoredNote],
    messages: Sequence[StoredMessage],
    row: Scheduled | None,
) -> Procedure:
    attestee = one.attestee
    around = day_in_tomsk(one.first_seen_at) if one.first_seen_at else None
    due = _due(attestee.period, attestee.form, place, around, row.begins if row else None)
    knowledge = Knowledge(desk, one, notes, messages, row, today_of(desk))
    said = {mark.step: mark for mark in marks}
    wanted = steps_of(attestee.form, place)
    here = {step.id.value for step in wanted}
    period = read_period(attestee.period, around).period
    states = tuple(
        _state(
            step,
            said.get(step.id.value),
            _with_visit(seen_of(step.id, knowledge), said.get(step.id.value), period),
            due,
            reminded=_reminder_key(step, one.id, due) in by_hand,
        )
        for step in wanted
    )
    others = tuple(
        StepState(step, mark.done, False, mark.day, mark.note, mark.who)
        for mark in marks
        if mark.step not in here and (step := step_named(mark.step)) is not None
    )
    remark = NO_FORM if attestee.form is Form.UNKNOWN else ""
    return Procedure(one.id, attestee.full_name, attestee.form, states, others, remark)


def _state(
    step: Step, said: StepMark | None, seen: Seen, due: Mapping[Kind, Deadline], *, reminded: bool
) -> StepState:
    said = said or StepMark(step.id.value)
    deadline = due.get(step.deadline) if step.deadline else None
    if deadline is None and step.deadline is Kind.PAPER:
        deadline = due.get(Kind.HAND_IN)
    return StepState(
        step,
        seen.done or said.done or reminded,
        seen.done,
        said.day or seen.day,
        said.note,
        said.who,
        seen.words or (BY_REMINDER if reminded and not said.done else ""),
        seen.fault,
        deadline.day if deadline else None,
    )


def _with_visit(seen: Seen, said: StepMark | None, period: Period | None) -> Seen:
    """What is to be said of the day of the visit: a day off, a day outside the period."""
    if said is None or said.step != StepId.VISIT_DAY.value or said.day is None:
        return seen
    if period is not None and not period.first_day <= said.day <= period.last_day:
        return replace(seen, fault=f"День выхода {said.day:%d.%m.%Y} вне периода аттестации: {period}")
    off = day_off(said.day)
    return replace(seen, words=" · ".join(part for part in (off, seen.words) if part)) if off else seen


def _due(
    written: str, form: Form, place: Where, around: date | None, starts: date | None = None
) -> dict[Kind, Deadline]:
    period = read_period(written, around).period
    return {one.kind: one for one in deadlines(period, form, place, starts)} if period else {}


def _reminder_key(step: Step, attestee_id: str, due: Mapping[Kind, Deadline]) -> str:
    """The key of the reminder that the step answers; empty when it has none."""
    kind = step.deadline
    if kind is Kind.PAPER and kind not in due:
        kind = Kind.HAND_IN
    deadline = due.get(kind) if kind else None
    if deadline is None:
        return ""
    return key_of(deadline.kind, f"{deadline.day}" if deadline.kind.of_expert else attestee_id)
