"""Reminders: from what is kept, sorted, done things silent, unknown things said."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from attest_desktop.domain.attestee import Attestee, Form
from attest_desktop.domain.deadlines import Kind, Where
from attest_desktop.domain.errors import NotFoundError
from attest_desktop.work.desk import Desk
from attest_desktop.work.people import HANDED_IN, Person, Stage, people
from attest_desktop.work.remind import (
    NOTHING_KEPT,
    REMOTE_UNKNOWN,
    WHERE_UNKNOWN,
    State,
    agenda,
    agenda_of,
    mark,
)
from attest_desktop.work.where import choose_where, where
from tests.work.conftest import Clock

TODAY = date(2026, 11, 22)
SEEN = datetime(2026, 10, 30, tzinfo=UTC)


def somebody(
    name: str = "Ольхова Вера Павловна",
    *,
    period: str = "ноябрь-декабрь 2026",
    form: Form = Form.REMOTE,
    stage: Stage = Stage.NOT_STARTED,
    gone: bool = False,
) -> Person:
    attestee = Attestee(f"id of {name}", name, period=period, form=form, decision_pressed=stage is Stage.DECIDED)
    return Person(attestee, stage, None, None, None, None, edited_since=False, gone=gone, first_seen_at=SEEN)


def test_reminders_come_by_their_days_with_all_that_is_known() -> None:
    in_person = somebody("Берестов Иван Львович", form=Form.IN_PERSON)
    made = agenda_of([somebody(), in_person], Where.CITY, TODAY)
    assert [(one.kind, one.full_name, one.day, one.state, one.left) for one in made.reminders] == [
        (Kind.MATERIALS, "Ольхова Вера Павловна", date(2026, 11, 1), State.OVERDUE, "просрочено на 21\u00a0день"),
        (Kind.PAPER, "Берестов Иван Львович", date(2026, 12, 10), State.LATER, "осталось 18\u00a0дней"),
        (Kind.SCAN, "Ольхова Вера Павловна", date(2026, 12, 12), State.LATER, "осталось 20\u00a0дней"),
        (Kind.CONTROL, "Ольхова Вера Павловна", date(2026, 12, 12), State.LATER, "осталось 20\u00a0дней"),
    ]
    scan = made.reminders[-2]
    assert (scan.attestee_id, scan.weekend, scan.day_off) == ("id of Ольхова Вера Павловна", True, "суббота")
    assert scan.rule
    assert scan.source
    assert made.problems == ()


@pytest.mark.parametrize(
    ("starts", "day", "noted"),
    [
        (None, date(2026, 11, 1), "может быть позже"),
        (date(2026, 12, 20), date(2026, 12, 20), ""),
        (date(2025, 12, 20), date(2026, 11, 1), "20.12.2025, вне периода"),
    ],
)
def test_materials_are_due_on_the_day_that_the_schedule_names(starts: date | None, day: date, noted: str) -> None:
    her = somebody()
    (materials,) = (
        one
        for one in agenda_of([her], Where.CITY, TODAY, scheduled={her.id: starts}).reminders
        if one.kind is Kind.MATERIALS
    )
    assert (materials.day, noted in materials.note, bool(materials.note)) == (day, True, bool(noted))
    assert ("в прочитанном графике" in materials.source) is (day == starts)


@pytest.mark.parametrize(
    ("today", "state"),
    [
        (date(2026, 12, 4), State.LATER),
        (date(2026, 12, 5), State.SOON),
        (date(2026, 12, 12), State.TODAY),
        (date(2026, 12, 14), State.OVERDUE),
        (date(2030, 1, 1), State.OVERDUE),
    ],
)
def test_conclusion_not_handed_in_is_never_forgotten(today: date, state: State) -> None:
    (scan,) = (one for one in agenda_of([somebody()], Where.CITY, today).reminders if one.kind is Kind.SCAN)
    assert scan.state is state


def test_done_things_never_remind() -> None:
    for stage in Stage:
        made = agenda_of([somebody(stage=stage)], Where.CITY, TODAY)
        states = {one.kind: one.state for one in made.reminders}
        assert (states[Kind.SCAN] is State.DONE) is (stage in HANDED_IN)
        assert (states[Kind.MATERIALS] is State.DONE) is (stage is not Stage.NOT_STARTED)
        assert {one.kind for one in made.open} == {kind for kind, it in states.items() if it is not State.DONE}
    # An upload does not prove that the paper was handed over: only the user can say so.
    paper = agenda_of([somebody(form=Form.IN_PERSON, stage=Stage.CONFIRMED)], Where.CITY, TODAY).reminders[0]
    assert (paper.kind, paper.state) == (Kind.PAPER, State.LATER)
    (said,) = agenda_of([somebody(form=Form.IN_PERSON)], Where.CITY, TODAY, {paper.key}).reminders
    assert said.state is State.DONE


def test_what_the_cabinet_cannot_show_is_not_called_overdue_for_ever() -> None:
    rows = [somebody(), somebody("Берестов Иван Львович", form=Form.IN_PERSON)]
    assert {one.kind for one in agenda_of(rows, Where.CITY, date(2027, 2, 5)).reminders} == {Kind.SCAN}
    # The contract of autumn is reminded of for two weeks, the schedule until the period begins.
    for today, kinds in (
        (date(2026, 10, 14), {Kind.CONTRACT, Kind.SCHEDULE, Kind.MATERIALS, Kind.PAPER, Kind.SCAN, Kind.CONTROL}),
        (date(2026, 10, 15), {Kind.SCHEDULE, Kind.MATERIALS, Kind.PAPER, Kind.SCAN, Kind.CONTROL}),
        (date(2026, 11, 1), {Kind.MATERIALS, Kind.PAPER, Kind.SCAN, Kind.CONTROL}),
    ):
        assert {one.kind for one in agenda_of(rows, Where.CITY, today).reminders} == kinds


def test_what_is_done_once_is_told_once() -> None:
    rows = [somebody(), somebody("Берестов Иван Львович"), somebody("Яр Ян", period="декабрь 2026 - январь 2027")]
    once = [one for one in agenda_of(rows, Where.CITY, date(2026, 10, 1)).reminders if one.kind.of_expert]
    assert [(one.kind, one.day, one.attestee_id) for one in once] == [
        (Kind.CONTRACT, date(2026, 9, 30), None),
        (Kind.SCHEDULE, date(2026, 10, 18), None),
        (Kind.SCHEDULE, date(2026, 11, 17), None),
        (Kind.CONTRACT, date(2027, 1, 31), None),
    ]
    # Somebody new at the turn of the year has the contract to sign before the first attestee comes.
    (contract,) = agenda_of([], Where.CITY, date(2027, 1, 2)).reminders
    assert (contract.kind, contract.begins, contract.day) == (Kind.CONTRACT, date(2026, 12, 1), date(2027, 1, 31))


def test_key_stays_while_the_thing_does() -> None:
    before = agenda_of([somebody()], Where.CITY, TODAY).reminders[-1]
    moved = agenda_of([somebody(period="январь-февраль 2027")], Where.CITY, TODAY).reminders[-1]
    assert (moved.kind, moved.day) == (before.kind, date(2027, 2, 12))
    assert moved.key == before.key
    keys = [one.key for one in agenda_of([somebody(), somebody("Яр Ян")], Where.CITY, date(2026, 9, 9)).reminders]
    assert len(keys) == len({*keys})


def test_what_is_not_known_is_said() -> None:
    rows = [
        somebody("Без Периода", period=" "),
        somebody("Плохой Период", period="сентябрь-ноябрь 2026"),
        somebody("Без Года", period="ноябрь-декабрь"),
        somebody("Без Формы", form=Form.UNKNOWN),
        somebody("Кнопка Нажата", stage=Stage.DECIDED),
        somebody("Ушла Совсем", period="", gone=True),
    ]
    made = agenda_of(rows, Where.CITY, TODAY)
    told = "\n".join(made.problems)
    assert "Без Периода: период не указан" in told
    assert "Плохой Период: период «сентябрь-ноябрь 2026» не понят (месяцы периода не идут подряд)" in told
    assert "Период «ноябрь-декабрь»: год не указан: принят ноябрь-декабрь 2026." in told
    assert "Без Формы: форма аттестации не указана." in told
    assert "Кнопка Нажата: В строке этого педагога нажата" in told
    assert len(made.problems) == 5
    by_name = {one.full_name: one for one in made.reminders if one.kind is not Kind.MATERIALS}
    assert {*by_name} == {"Без Года", "Без Формы", "Кнопка Нажата"}
    assert "год не указан" in by_name["Без Года"].note
    assert "самый ранний" in by_name["Без Формы"].note


def test_assumed_year_does_not_move_with_today() -> None:
    yearless = somebody(period="ноябрь-декабрь")
    for today in (date(2026, 9, 1), TODAY, date(2027, 9, 1)):
        days = {one.day for one in agenda_of([yearless], Where.CITY, today).reminders if one.kind is Kind.SCAN}
        assert days == {date(2026, 12, 12)}


def test_place_that_decides_and_is_not_known_is_said() -> None:
    rows = [somebody(form=Form.IN_PERSON)]
    assert agenda_of(rows, Where.UNKNOWN, TODAY).problems == (WHERE_UNKNOWN,)
    assert agenda_of(rows, Where.OTHER, TODAY).problems == (REMOTE_UNKNOWN,)
    assert agenda_of(rows, Where.OTHER, TODAY, chosen=True).problems == ()
    assert agenda_of([], Where.OTHER, TODAY).problems == (NOTHING_KEPT,)


def test_desk_remembers_what_the_user_said(desk: Desk, clock: Clock) -> None:
    assert where(desk) is Where.CITY
    # In person and in Tomsk it is handed in two days before the remote form.
    days = {(one.attestee.form, one.hand_in_by) for one in people(desk) if one.hand_in_by}
    assert {(form, day.day) for form, day in days} == {(Form.IN_PERSON, 10), (Form.REMOTE, 12)}
    first = agenda(desk)
    assert first.today == TODAY
    assert {one.state for one in first.reminders} == {State.OVERDUE, State.LATER}
    paper = next(one for one in first.reminders if one.kind is Kind.PAPER)
    mark(desk, paper.key)
    assert paper.key not in {one.key for one in agenda(desk).open}
    mark(desk, paper.key, done=False)
    assert agenda(desk) == first
    with pytest.raises(NotFoundError):
        mark(desk, "0000000000")
    choose_where(desk, Where.REMOTE)
    assert Kind.PAPER not in {one.kind for one in agenda(desk).reminders}
    assert {one.hand_in_by for one in people(desk)} == {date(2026, 12, 12), date(2027, 2, 12)}
    choose_where(desk, None)
    assert agenda(desk) == first
    clock.forward(hours=8)  # 9:00 in Greenwich has become midnight in Tomsk
    assert agenda(desk).today == date(2026, 11, 23)
