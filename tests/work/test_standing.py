"""Where an attestee stands: only what the program really knows, and what the user said."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from attest_desktop.domain.attestee import Attestee, Form
from attest_desktop.domain.deadlines import Kind
from attest_desktop.domain.record import Lesson
from attest_desktop.store import FrozenConclusion, StepMark
from attest_desktop.work.control import Control
from attest_desktop.work.control import Standing as Found
from attest_desktop.work.desk import Desk
from attest_desktop.work.draft import open_draft, save_draft
from attest_desktop.work.people import HANDED_IN, Person, Stage, people
from attest_desktop.work.remind import agenda, key_of, mark
from attest_desktop.work.standing import Facts, Step, StepState, checked, standing_of, standings, with_missed

WHEN = datetime(2026, 11, 20, tzinfo=UTC)
FROZEN = FrozenConclusion(1, "somebody", 2, "00", "builtin", (), WHEN)
DONE, BEGUN, OPEN = StepState.DONE, StepState.BEGUN, StepState.OPEN
UNMARKED, TROUBLE = StepState.UNMARKED, StepState.TROUBLE


def somebody(stage: Stage, form: Form = Form.REMOTE) -> Person:
    written = stage not in (Stage.NOT_STARTED, Stage.DRAFT, Stage.ATTACHED, Stage.DECIDED)
    attestee = Attestee("somebody", "Ольхова Вера Павловна", period="ноябрь-декабрь 2026", form=form)
    return Person(attestee, stage, None, None, FROZEN if written else None, None, edited_since=False, gone=False)


def states(stage: Stage, facts: Facts = Facts(), form: Form = Form.REMOTE) -> list[StepState]:  # noqa: B008 - a value
    return [one.state for one in standing_of(somebody(stage, form), facts).steps]


def found(standing: Found) -> Facts:
    return Facts(control=Control("somebody", "Ольхова Вера Павловна", standing, ("Сказано.",), WHEN))


@pytest.mark.parametrize(
    ("stage", "expected"),
    [
        # график, материалы, занятия, текст, подписи, отправка, загрузка, контроль
        (Stage.NOT_STARTED, [UNMARKED, UNMARKED, UNMARKED, OPEN, OPEN, OPEN, OPEN, OPEN]),
        (Stage.DRAFT, [UNMARKED, DONE, UNMARKED, BEGUN, OPEN, OPEN, OPEN, OPEN]),
        (Stage.FINISHED, [UNMARKED, DONE, UNMARKED, DONE, UNMARKED, OPEN, OPEN, OPEN]),
        (Stage.QUEUED, [UNMARKED, DONE, UNMARKED, DONE, UNMARKED, BEGUN, OPEN, OPEN]),
        (Stage.FAILED, [UNMARKED, DONE, UNMARKED, DONE, UNMARKED, TROUBLE, OPEN, OPEN]),
        (Stage.CONFIRMED, [UNMARKED, DONE, UNMARKED, DONE, UNMARKED, DONE, UNMARKED, UNMARKED]),
        (Stage.ATTACHED, [UNMARKED, DONE, UNMARKED, UNMARKED, UNMARKED, DONE, UNMARKED, UNMARKED]),
        (Stage.DECIDED, [UNMARKED, DONE, UNMARKED, UNMARKED, UNMARKED, TROUBLE, UNMARKED, OPEN]),
    ],
)
def test_steps_by_stage(stage: Stage, expected: list[StepState]) -> None:
    assert states(stage) == expected


def test_what_is_written_and_signed_is_seen() -> None:
    assert states(Stage.DRAFT, Facts(lessons=1))[2] is BEGUN
    assert states(Stage.DRAFT, Facts(lessons=2))[2] is DONE
    assert states(Stage.NOT_STARTED, Facts(scheduled=True))[0] is DONE
    assert states(Stage.FINISHED, Facts(signed_by=("Первый",)))[4] is BEGUN
    assert states(Stage.FINISHED, Facts(signed_by=("Первый", "Вторая")))[4] is DONE
    # What was seen in a school no program knows of, however much is written.
    assert states(Stage.DRAFT, form=Form.IN_PERSON)[1] is UNMARKED


def test_control_tells_of_the_last_two_steps() -> None:
    for standing, last in (
        (Found.IN_ORDER, [DONE, DONE]),
        (Found.OURS_IN_ORDER, [UNMARKED, BEGUN]),
        (Found.FAULTY, [UNMARKED, TROUBLE]),
        (Found.NOT_ATTACHED, [OPEN, BEGUN]),
        (Found.NOT_LOOKED, [UNMARKED, BEGUN]),
    ):
        assert states(Stage.CONFIRMED, found(standing))[-2:] == last, standing


def test_users_word_is_believed_where_the_program_knows_nothing() -> None:
    schedule = key_of(Kind.SCHEDULE, "2026-10-18")
    paper, control = (key_of(kind, "somebody") for kind in (Kind.PAPER, Kind.CONTROL))
    said = states(Stage.FINISHED, Facts(marked={schedule, paper, control}), Form.IN_PERSON)
    assert (said[0], said[5], said[7]) == (DONE, DONE, DONE)
    noted = checked(
        {"somebody": (StepMark("videos", True), StepMark("control", True), StepMark("head_told", True))}
    )
    assert noted == {"somebody": {Step.LESSONS: DONE, Step.CONTROLLED: DONE}}
    steps = {one.step: one for one in standing_of(somebody(Stage.FAILED), Facts(), noted["somebody"]).steps}
    assert steps[Step.LESSONS].state is DONE
    assert steps[Step.LESSONS].said == "Вы отметили это."
    assert steps[Step.SENT].state is TROUBLE


def test_standings_are_read_from_the_store(desk: Desk) -> None:
    known = people(desk)
    one = next(person for person in known if person.attestee.form is Form.REMOTE)
    text = open_draft(desk, one.id).text
    lessons = (Lesson(date(2026, 11, 11), "7 «Б»", "Функция"), Lesson(date(2026, 11, 13), "9 «А»", "Прогрессия"))
    save_draft(desk, one.id, replace(text, conclusion=replace(text.conclusion, lessons=lessons)))
    mark(
        desk, next(it.key for it in agenda(desk).reminders if it.kind is Kind.CONTROL and it.attestee_id == one.id)
    )
    made = {standing.attestee_id: standing for standing in standings(desk, people(desk))}
    assert len(made) == len(known)
    mine = {it.step: it.state for it in made[one.id].steps}
    assert (mine[Step.MATERIALS], mine[Step.LESSONS], mine[Step.DRAFT]) == (DONE, DONE, BEGUN)
    assert mine[Step.CONTROLLED] is DONE
    assert made[one.id].done == 3
    assert (furthest := made[one.id].furthest) is not None
    assert furthest.step is Step.CONTROLLED
    assert not any(person.stage in HANDED_IN for person in known)


def test_a_step_whose_day_has_passed_requires_attention_until_it_is_done(desk: Desk) -> None:
    known = people(desk)
    late = agenda(desk, date(2026, 11, 23), known)
    stands = {one.full_name: one.steps for one in with_missed(standings(desk, known), late)}
    materials = stands["Заяц Кирилл Олегович"][1]
    assert (materials.step, materials.state) == (Step.MATERIALS, TROUBLE)
    assert materials.said == "Срок прошёл 01.11.2026."
    assert stands["Ан Виктория Робертовна"][1].state is UNMARKED
    due = next(one for one in late.open if one.full_name == "Заяц Кирилл Олегович" and one.kind is Kind.MATERIALS)
    mark(desk, due.key, done=True)
    after = with_missed(standings(desk, known), agenda(desk, date(2026, 11, 23), known))
    assert next(one for one in after if one.full_name == "Заяц Кирилл Олегович").steps[1].state is DONE
