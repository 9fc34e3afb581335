"""The procedure as a check list: what ticks itself, what the user says, what is wrong."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from attest_desktop.domain.attestee import Attestee, Form
from attest_desktop.domain.deadlines import Kind, Where
from attest_desktop.domain.errors import UserError
from attest_desktop.domain.procedure import StepId, steps_of
from attest_desktop.domain.record import Conclusion, Expert, Lesson, Result
from attest_desktop.store import NoteKind, NoteText, StepMark
from attest_desktop.work.desk import Desk
from attest_desktop.work.draft import open_draft, save_draft
from attest_desktop.work.lesson_notes import (
    bring_note_back,
    keep_note,
    notes,
    offered_lessons,
    put_lessons_back,
    remove_note,
    take_lessons,
)
from attest_desktop.work.messages import compose
from attest_desktop.work.people import people
from attest_desktop.work.procedure import (
    StepState,
    mark_step,
    procedure,
    put_mark_back,
    steps,
)
from attest_desktop.work.remind import agenda, mark
from attest_desktop.work.schedule_kept import Scheduled, ScheduleFile, keep_scheduled
from attest_desktop.work.where import choose_where
from tests.support.offline import NOW, offline_desk


class Clock:
    """Stands still until it is moved."""

    moment = NOW + timedelta(days=19)

    def __call__(self) -> datetime:
        return self.moment


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def desk(tmp_path: Path, clock: Clock) -> Iterator[Desk]:
    with offline_desk(tmp_path, clock) as opened:
        yield opened


def one_of(desk: Desk, form: Form) -> Attestee:
    return next(one.attestee for one in people(desk) if one.attestee.form is form)


def step(desk: Desk, attestee_id: str, wanted: StepId) -> StepState:
    return next(one for one in steps(desk, attestee_id) if one.id is wanted)


def test_every_form_and_place_has_the_steps_of_its_rules() -> None:
    for where in Where:
        for form in Form:
            found = steps_of(form, where)
            ids = [one.id for one in found]
            assert len(set(ids)) == len(ids)
            assert all(one.rule.endswith(".") and one.source.startswith("Презентация") for one in found)
            assert (StepId.LESSONS in ids) == (form is Form.IN_PERSON)
            assert (StepId.VIDEOS in ids) == (form is Form.REMOTE)
            electronic = form is Form.REMOTE or (form is Form.IN_PERSON and where is Where.REMOTE)
            assert (StepId.PLACED in ids) == (StepId.CONTROL in ids) == electronic
            assert (StepId.PAPER_COPY in ids) == (form is Form.IN_PERSON and where is not Where.REMOTE)
    (city,) = (one for one in steps_of(Form.IN_PERSON, Where.CITY) if one.id is StepId.PAPER_COPY)
    (other,) = (one for one in steps_of(Form.IN_PERSON, Where.LEADER) if one.id is StepId.PAPER_COPY)
    assert "руководителю предметной группы" in city.what
    assert "в муниципалитете" in other.what


def test_steps_are_marked_with_day_note_and_person_and_unmarked(desk: Desk) -> None:
    whose = one_of(desk, Form.IN_PERSON)
    ahead = StepMark("visit_day", True, date(2026, 12, 1), "к 9:00")
    former = mark_step(desk, whose.id, ahead)
    visit = step(desk, whose.id, StepId.VISIT_DAY)
    assert (visit.done, visit.by_itself, visit.day, visit.note) == (True, False, date(2026, 12, 1), "к 9:00")
    put_mark_back(desk, former)
    assert step(desk, whose.id, StepId.VISIT_DAY) == replace(visit, done=False, day=None, note="")
    with pytest.raises(UserError):
        mark_step(desk, whose.id, StepMark("head_told", True, date(2026, 12, 1)))
    mark_step(desk, whose.id, StepMark("head_told", True, None, "", "head"))
    mark_step(desk, whose.id, StepMark("visit_day", True, date(2026, 11, 29)))
    assert step(desk, whose.id, StepId.VISIT_DAY).seen == "воскресенье"
    mark_step(desk, whose.id, StepMark("visit_day", True, date(2026, 10, 30)))
    outside = step(desk, whose.id, StepId.VISIT_DAY)
    assert outside.fault == "День выхода 30.10.2026 вне периода аттестации: ноябрь-декабрь 2026"
    mark_step(desk, whose.id, StepMark("visit_day"))
    told = step(desk, whose.id, StepId.HEAD_TOLD)
    assert (told.done, told.day, told.who) == (True, date(2026, 11, 22), "head")
    # A note of a step that is not done yet stays, too.
    mark_step(desk, whose.id, StepMark("acquainted", note="звонить после обеда"))
    assert (step(desk, whose.id, StepId.ACQUAINTED).done, procedure(desk, whose.id).counted) == (False, (1, 10))


def test_a_step_and_its_reminder_are_one_thing(desk: Desk) -> None:
    whose = one_of(desk, Form.IN_PERSON)
    paper = next(one for one in agenda(desk).reminders if one.kind is Kind.PAPER and one.attestee_id == whose.id)
    assert step(desk, whose.id, StepId.PAPER_COPY).due == paper.day
    former = mark_step(desk, whose.id, StepMark("paper_copy", True))
    assert paper.key not in {one.key for one in agenda(desk).open}
    put_mark_back(desk, former)
    assert paper.key in {one.key for one in agenda(desk).open}
    mark(desk, paper.key)
    assert step(desk, whose.id, StepId.PAPER_COPY).done
    mark_step(desk, whose.id, StepMark("paper_copy"))
    assert paper.key in {one.key for one in agenda(desk).open}


def test_lessons_tick_themselves_and_wrong_counts_are_told(desk: Desk, clock: Clock) -> None:
    whose = one_of(desk, Form.IN_PERSON).id
    text = open_draft(desk, whose).text
    one, two = Lesson(date(2026, 11, 10), "5 А", "Дроби"), Lesson(date(2026, 11, 30), "6 Б", "Степени")
    save_draft(desk, whose, replace(text, conclusion=Conclusion(lessons=(one, two))))
    keep_note(desk, whose, NoteText(NoteKind.LESSON, date(2026, 11, 10), "5а", "дроби", "Работали в парах"))
    lessons = step(desk, whose, StepId.LESSONS)
    assert (lessons.done, lessons.seen) == (False, "1\u00a0занятие, ещё 1 впереди, нужно не меньше 2")
    clock.moment += timedelta(days=10)
    lessons = step(desk, whose, StepId.LESSONS)
    assert (lessons.done, lessons.by_itself, lessons.day) == (True, True, date(2026, 11, 30))
    for number in range(4):
        keep_note(desk, whose, NoteText(NoteKind.LESSON, date(2026, 11, 12), "7 В", f"Тема {number}"))
    assert step(desk, whose, StepId.LESSONS).fault == "6-е занятие лишнее: по правилам не больше 5"
    save_draft(desk, whose, replace(text, conclusion=Conclusion(result=Result.MEETS)))
    assert step(desk, whose, StepId.FINDING).seen == "Вывод: соответствует"


def test_notes_flow_into_the_conclusion_once_and_back(desk: Desk) -> None:
    whose = one_of(desk, Form.REMOTE).id
    keep_note(desk, whose, NoteText(NoteKind.LESSON, date(2026, 11, 12), " 7  В", "Степени", "Все заняты"))
    keep_note(desk, whose, NoteText(NoteKind.VISIT, date(2026, 11, 12), seen="Открыть портфолио"))
    keep_note(desk, whose, NoteText(NoteKind.LESSON, None, "5 А", "Дроби"))
    offered = offered_lessons(desk, whose)
    assert [one.group for one in offered.taken] == ["7 В", "5 А"]
    assert desk.store.drafts.load(whose) is None
    taken = take_lessons(desk, whose)
    assert open_draft(desk, whose).text.conclusion.lessons == taken.taken == offered.lessons
    assert take_lessons(desk, whose).taken == ()
    put_lessons_back(desk, taken)
    assert open_draft(desk, whose).text.conclusion.lessons == (Lesson(), Lesson())
    first = notes(desk, whose)[0]
    remove_note(desk, first.id)
    assert len(notes(desk, whose)) == 2
    bring_note_back(desk, first)
    assert notes(desk, whose)[0] == first
    with pytest.raises(UserError):
        keep_note(desk, whose, NoteText(seen=" "))


def test_marks_stay_when_the_form_changes(desk: Desk) -> None:
    whose = one_of(desk, Form.IN_PERSON)
    mark_step(desk, whose.id, StepMark("visit_day", True, date(2026, 12, 1)))
    rows = [one.attestee for one in people(desk)]
    desk.store.attestees.replace_all(
        [replace(one, form=Form.REMOTE) if one.id == whose.id else one for one in rows], desk.now()
    )
    changed = procedure(desk, whose.id)
    assert [one.id for one in changed.others] == [StepId.VISIT_DAY]
    assert StepId.VISIT_DAY not in {one.id for one in changed.steps}
    desk.store.attestees.replace_all(rows, desk.now())
    assert step(desk, whose.id, StepId.VISIT_DAY).done


def test_in_a_remote_municipality_the_visit_ends_with_a_scan(desk: Desk) -> None:
    whose = one_of(desk, Form.IN_PERSON)
    choose_where(desk, Where.REMOTE)
    found = {one.id: one for one in steps(desk, whose.id)}
    assert StepId.PAPER_COPY not in found
    assert (found[StepId.PLACED].due, found[StepId.PLACED].late(date(2026, 12, 13))) == (date(2026, 12, 12), True)


def test_the_schedule_that_was_read_ticks_its_step_and_gives_the_day_of_the_materials(desk: Desk) -> None:
    whose = one_of(desk, Form.REMOTE).id
    row = Scheduled(
        whose, Expert("Заречная Полина Андреевна"), Form.REMOTE, date(2026, 11, 9), None, "лист 1", "g.xlsx", NOW
    )
    keep_scheduled(desk, ScheduleFile("g.xlsx", NOW, 1, 1), [row])
    read = step(desk, whose, StepId.SCHEDULE)
    assert (read.by_itself, read.day) == (True, date(2026, 11, 3))
    assert read.seen == "График прочитан: второй специалист — Заречная\u00a0П.А., начало 9\u00a0ноября"
    assert step(desk, whose, StepId.MATERIALS_PLACED).due == date(2026, 11, 9)
    assert compose(desk, whose, "second_expert").text.startswith("Здравствуйте, Полина Андреевна!")
