"""Where each attestee stands on the way from the schedule to the control: one step after another."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from types import MappingProxyType

from attest_desktop.domain.attestee import Form
from attest_desktop.domain.counting import counted
from attest_desktop.domain.deadlines import SCHEDULE_AHEAD, Kind
from attest_desktop.domain.period import read_period
from attest_desktop.domain.procedure import LEAST_LESSONS, StepId
from attest_desktop.domain.tomsk import day_in_tomsk
from attest_desktop.store import NoteKind, StepMark
from attest_desktop.work.control import Control, all_controlled
from attest_desktop.work.control import Standing as Found
from attest_desktop.work.desk import Desk
from attest_desktop.work.draft_text import text_from_json
from attest_desktop.work.people import DECISION_ADVICE, Person, Stage
from attest_desktop.work.remind import Agenda, State, key_of, marked
from attest_desktop.work.schedule_kept import scheduled

BY_HAND = "Вы отметили это."


class Step(Enum):
    """The steps in their order; the value is the word on screen."""

    SCHEDULE = "график"
    MATERIALS = "материалы"
    LESSONS = "занятия"
    DRAFT = "текст"
    SIGNED = "подписи"
    SENT = "отправка"
    UPLOADED = "загрузка"
    CONTROLLED = "контроль"

    @property
    def about(self) -> str:
        """What the step is, in a few words."""
        return {
            Step.SCHEDULE: "График изучен",
            Step.MATERIALS: "Материалы на месте",
            Step.LESSONS: "Занятия посещены или просмотрены",
            Step.DRAFT: "Заключение написано",
            Step.SIGNED: "Подписи специалистов поставлены",
            Step.SENT: "Заключение отправлено или сдано",
            Step.UPLOADED: "Аттестуемый загрузил все страницы",
            Step.CONTROLLED: "Загрузка и подписи проверены",
        }[self]


class StepState(Enum):
    """How far a step is; the value is the word on screen. UNMARKED: the program does not know."""

    DONE = "сделано"
    BEGUN = "начато"
    OPEN = "ещё нет"
    UNMARKED = "не отмечено"
    TROUBLE = "требует внимания"


@dataclass(frozen=True, slots=True)
class StepNow:
    """One step of one attestee; `said` is more about it in Russian, with a full stop, or nothing."""

    step: Step
    state: StepState
    said: str = ""

    @property
    def words(self) -> str:
        """«Подписи специалистов поставлены: сделано»."""
        return f"{self.step.about}: {self.state.value}"


@dataclass(frozen=True, slots=True)
class Standing:
    """All steps of one attestee, in their order."""

    attestee_id: str
    full_name: str
    steps: tuple[StepNow, ...]

    @property
    def done(self) -> int:
        """How many steps are known to be done."""
        return sum(one.state is StepState.DONE for one in self.steps)

    @property
    def furthest(self) -> StepNow | None:
        """The last step that is done or was begun; None when nothing is known."""
        begun = [one for one in self.steps if one.state not in (StepState.OPEN, StepState.UNMARKED)]
        return begun[-1] if begun else None


@dataclass(frozen=True, slots=True)
class Facts:
    """What the store knows of one attestee beside the table's row.

    `lessons` counts those written into the draft or noted; `signed_by` are the names whose signature images the
    newest conclusion carries; `scheduled` tells that a schedule read here has their row; `marked` are keys of
    reminders that the user said are done.
    """

    lessons: int = 0
    signed_by: tuple[str, ...] = ()
    control: Control | None = None
    scheduled: bool = False
    marked: Collection[str] = ()

    def said(self, kind: Kind, subject: str) -> bool:
        """Whether the user said that it is done; `subject` as for `key_of`."""
        return bool(self.marked) and key_of(kind, subject) in self.marked


# What was ticked by hand, by attestee and step: it is believed where the program itself knows nothing.
Noted = Mapping[str, Mapping[Step, StepState]]
# Which steps of the check list stand for which of these.
_CHECKED = MappingProxyType(
    {
        StepId.SCHEDULE: Step.SCHEDULE,
        StepId.MATERIALS_PLACED: Step.MATERIALS,
        StepId.MATERIALS: Step.MATERIALS,
        StepId.LESSONS: Step.LESSONS,
        StepId.VIDEOS: Step.LESSONS,
        StepId.CONCLUSION: Step.DRAFT,
        StepId.PAPER_COPY: Step.SENT,
        StepId.PLACED: Step.SENT,
        StepId.CONTROL: Step.CONTROLLED,
    }
)


# What a day that has passed says of a step that is not known to be done.
_MISSED = MappingProxyType(
    {
        Kind.MATERIALS: Step.MATERIALS,
        Kind.PAPER: Step.SENT,
        Kind.SCAN: Step.SENT,
        Kind.HAND_IN: Step.SENT,
        Kind.CONTROL: Step.CONTROLLED,
    }
)


def standings(desk: Desk, known: Sequence[Person], noted: Noted | None = None) -> tuple[Standing, ...]:
    """Where these people stand, in their order, by what the store holds; no network.

    `noted` None takes what the user ticked in the check lists.
    """
    by_hand = marked(desk)
    said = checked(desk.store.procedure.all_marks()) if noted is None else noted
    notes = {
        whose: sum(note.text.kind is NoteKind.LESSON for note in those)
        for whose, those in desk.store.procedure.all_notes().items()
    }
    rows = scheduled(desk)
    handed_in = [one for one in known if one.handed_in or one.attestee.conclusion_attached]
    found = all_controlled(desk, handed_in) if handed_in else {}
    written = _lessons_written(desk) if any(one.draft_saved_at for one in known) else {}
    signed = _signed_by(desk) if any(one.conclusion for one in known) else {}
    return tuple(
        standing_of(
            one,
            Facts(
                max(notes.get(one.id, 0), written.get(one.id, 0)),
                signed.get((one.id, one.conclusion.revision), ()) if one.conclusion else (),
                found.get(one.id),
                one.id in rows,
                by_hand,
            ),
            said.get(one.id, {}),
        )
        for one in known
    )


def _lessons_written(desk: Desk) -> dict[str, int]:
    """How many lessons stand in each newest draft, by attestee id."""
    return {
        draft.attestee_id: sum(
            bool(one.date or one.topic.strip()) for one in text_from_json(draft.content).conclusion.lessons
        )
        for draft in desk.store.drafts.newest()
    }


def _signed_by(desk: Desk) -> dict[tuple[str, int], tuple[str, ...]]:
    """Whose signature images each conclusion carries, by attestee id and revision."""
    names: dict[tuple[str, int], dict[str, None]] = {}
    for one in desk.store.signings.all():
        names.setdefault((one.attestee_id, one.revision), {})[one.signing.full_name] = None
    return {conclusion: tuple(those) for conclusion, those in names.items()}


def with_missed(found: Iterable[Standing], agenda: Agenda) -> tuple[Standing, ...]:
    """The same, where a step's last day has passed it requires attention, as the agenda says too."""
    missed = {
        (one.attestee_id, _MISSED[one.kind]): one
        for one in agenda.open
        if one.state is State.OVERDUE and one.kind in _MISSED
    }
    late = {attestee_id for attestee_id, _step in missed}
    return tuple(
        replace(
            standing,
            steps=tuple(
                StepNow(now.step, StepState.TROUBLE, f"Срок прошёл {missed[key].day:%d.%m.%Y}.")
                if (key := (standing.attestee_id, now.step)) in missed and now.state is not StepState.DONE
                else now
                for now in standing.steps
            ),
        )
        if standing.attestee_id in late
        else standing
        for standing in found
    )


def checked(marks: Mapping[str, Sequence[StepMark]]) -> Noted:
    """What the marks of the check lists tell of the steps, by attestee id."""
    steps = {one.value: step for one, step in _CHECKED.items()}
    return {
        attestee_id: {steps[mark.step]: StepState.DONE for mark in those if mark.done and mark.step in steps}
        for attestee_id, those in marks.items()
    }


def standing_of(person: Person, facts: Facts, noted: Mapping[Step, StepState] = MappingProxyType({})) -> Standing:
    """Where one attestee stands by these facts."""
    steps = []
    for step, look in _LOOKS.items():
        state, said = look(person, facts)
        if noted and state in (StepState.UNMARKED, StepState.OPEN) and step in noted:
            state, said = noted[step], BY_HAND
        steps.append(StepNow(step, state, said))
    return Standing(person.id, person.attestee.full_name, tuple(steps))


_State = tuple[StepState, str]
_UNMARKED: _State = (StepState.UNMARKED, "")


def _schedule(person: Person, facts: Facts) -> _State:
    if facts.scheduled:
        return StepState.DONE, "Строка есть в прочитанном графике."
    if facts.marked:
        around = day_in_tomsk(person.first_seen_at) if person.first_seen_at else None
        period = read_period(person.attestee.period, around).period
        if period and facts.said(Kind.SCHEDULE, f"{period.first_day - SCHEDULE_AHEAD}"):
            return StepState.DONE, BY_HAND
    return _UNMARKED


def _materials(person: Person, facts: Facts) -> _State:
    if facts.said(Kind.MATERIALS, person.id):
        return StepState.DONE, BY_HAND
    if person.stage is not Stage.NOT_STARTED and person.attestee.form is Form.REMOTE:
        return StepState.DONE, "Заключение уже пишется: материалы Вы видели."
    return _UNMARKED


def _lessons(_person: Person, facts: Facts) -> _State:
    words = f"Записано {counted(facts.lessons, 'занятие', 'занятия', 'занятий')}."
    if facts.lessons >= LEAST_LESSONS:
        return StepState.DONE, words
    return (StepState.BEGUN, words) if facts.lessons else _UNMARKED


def _draft(person: Person, _facts: Facts) -> _State:
    if person.stage is Stage.DRAFT:
        said = "После завершения текст менялся." if person.edited_since else ""
        return StepState.BEGUN, said
    if person.conclusion is not None:
        return StepState.DONE, f"Редакция № {person.conclusion.revision}."
    return _UNMARKED if person.handed_in or person.stage is Stage.DECIDED else (StepState.OPEN, "")


def _signed(person: Person, facts: Facts) -> _State:
    if person.stage is Stage.DRAFT or (person.conclusion is None and person.stage is Stage.NOT_STARTED):
        return StepState.OPEN, ""
    if not facts.signed_by:
        return _UNMARKED
    said = f"Подписи в файле: {', '.join(facts.signed_by)}."
    return (StepState.DONE if len(facts.signed_by) > 1 else StepState.BEGUN), said


def _sent(person: Person, facts: Facts) -> _State:
    if person.stage is Stage.DECIDED:
        return StepState.TROUBLE, DECISION_ADVICE
    if person.stage in (Stage.FAILED, Stage.OUTCOME_UNKNOWN):
        return StepState.TROUBLE, "Откройте «Исходящие»: там сказано, что случилось."
    if person.handed_in:
        return StepState.DONE, f"{person.stage.value.capitalize()}."
    if facts.said(Kind.PAPER, person.id):
        return StepState.DONE, "Вы отметили, что заключение сдано на бумаге."
    if facts.said(Kind.SCAN, person.id) or facts.said(Kind.HAND_IN, person.id):
        return StepState.DONE, BY_HAND
    if person.stage in (Stage.QUEUED, Stage.SENDING):
        return StepState.BEGUN, "Ждёт связи с личным кабинетом."
    return StepState.OPEN, ""


def _uploaded(person: Person, facts: Facts) -> _State:
    found = facts.control
    if found is None:
        return _UNMARKED if person.handed_in or person.stage is Stage.DECIDED else (StepState.OPEN, "")
    said = " ".join(found.said)
    if found.standing is Found.IN_ORDER:
        return StepState.DONE, said
    if found.standing is Found.NOT_ATTACHED:
        return StepState.OPEN, said
    return StepState.UNMARKED, said


def _controlled(person: Person, facts: Facts) -> _State:
    found = facts.control
    if found is not None and found.standing is Found.FAULTY:
        return StepState.TROUBLE, " ".join(found.said)
    if found is not None and found.done:
        return StepState.DONE, " ".join(found.said)
    if facts.said(Kind.CONTROL, person.id):
        return StepState.DONE, BY_HAND
    if found is not None and found.looked_at is not None and found.standing is not Found.DECIDED:
        return StepState.BEGUN, " ".join(found.said)
    return _UNMARKED if person.handed_in else (StepState.OPEN, "")


_LOOKS = {
    Step.SCHEDULE: _schedule,
    Step.MATERIALS: _materials,
    Step.LESSONS: _lessons,
    Step.DRAFT: _draft,
    Step.SIGNED: _signed,
    Step.SENT: _sent,
    Step.UPLOADED: _uploaded,
    Step.CONTROLLED: _controlled,
}
