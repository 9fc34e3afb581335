"""What is told of by itself: at decent hours, once a day at most, never twice, never what is done."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attest_desktop.domain.attestee import Form
from attest_desktop.domain.deadlines import Where
from attest_desktop.domain.tomsk import TOMSK
from attest_desktop.work.desk import Desk
from attest_desktop.work.people import Stage
from attest_desktop.work.remind import Agenda, State, agenda_of
from attest_desktop.work.telling import (
    OVERDUE_AGAIN,
    TITLE,
    TOMORROW,
    HowOften,
    Telling,
    Told,
    after,
    due_count,
    how_often,
    keep_told,
    set_how_often,
    told_before,
    what_to_tell,
)
from tests.work.test_remind import somebody

NAMES = ("Ольхова Вера Павловна", "Берестов Иван Львович", "Яр Ян")


def at(day: date, hour: int = 9) -> datetime:
    return datetime(day.year, day.month, day.day, hour, tzinfo=TOMSK)


def made_on(day: date, *stages: Stage) -> Agenda:
    return agenda_of(
        [somebody(name, stage=stage) for name, stage in zip(NAMES, stages, strict=False)], Where.CITY, day
    )


def test_a_summary_says_what_is_due_without_names() -> None:
    day = date(2026, 12, 8)
    made = made_on(day, Stage.DRAFT, Stage.DRAFT, Stage.CONFIRMED)
    telling = what_to_tell(made, Told(), at(day))
    assert telling is not None
    assert telling.title == TITLE
    assert telling.text == (
        "На этой неделе: 5.\n"
        "До 12.12: разместить подписанное заключение в электронной системе (2\u00a0аттестуемых).\n"
        "До 12.12: проверить, что аттестуемый загрузил все страницы заключения и подписи есть "
        "(3\u00a0аттестуемых)."
    )
    assert not any(name.split()[0] in telling.text for name in NAMES)
    assert due_count(made) == 0
    assert due_count(made_on(date(2026, 12, 12), Stage.DRAFT)) == 2


@pytest.mark.parametrize(("hour", "told"), [(7, False), (8, True), (19, True), (20, False)])
def test_hours_are_those_of_tomsk_whatever_the_zone_of_the_machine(hour: int, told: bool) -> None:
    day = date(2026, 12, 8)
    moment = at(day, hour).astimezone(UTC)
    assert (what_to_tell(made_on(day, Stage.DRAFT), Told(), moment) is not None) is told
    assert what_to_tell(made_on(day, Stage.DRAFT), Told(), moment, HowOften.NEVER) is None


def test_the_eve_is_told_once_more_only_for_who_wants_it() -> None:
    told, said = Told(), []
    for day in (date(2026, 12, number) for number in range(6, 12)):
        for hour in (9, 10):
            made = made_on(day, Stage.DRAFT)
            telling = what_to_tell(made, told, at(day, hour), HowOften.EVE_TOO)
            if telling:
                said.append((day.day, telling.title))
                told = after(told, telling, made, at(day, hour))
    assert said == [(6, TITLE), (11, TOMORROW)]
    # Who sees everything for the first time on the eve is told once, not twice.
    day = date(2026, 12, 11)
    made = made_on(day, Stage.DRAFT)
    first = what_to_tell(made, Told(), at(day), HowOften.EVE_TOO)
    assert first is not None
    assert what_to_tell(made, after(Told(), first, made, at(day)), at(day, 10), HowOften.EVE_TOO) is None


STAGES = st.lists(st.sampled_from((Stage.NOT_STARTED, Stage.DRAFT, Stage.CONFIRMED)), min_size=3, max_size=3)


@given(
    st.lists(st.tuples(st.integers(1, 60), STAGES), min_size=1, max_size=25),
    st.sampled_from(tuple(HowOften)),
)
def test_a_whole_life_of_moments(steps: list[tuple[int, list[Stage]]], how: HowOften) -> None:
    told, moment = Told(), at(date(2026, 10, 10), 6)
    said: list[tuple[datetime, Telling]] = []
    for hours, stages in steps:
        moment += timedelta(hours=hours)
        made = made_on(moment.date(), *stages)
        telling = what_to_tell(made, told, moment.astimezone(UTC), how)
        if telling is None:
            continue
        states = {one.key: one.state for one in made.reminders}
        assert how is not HowOften.NEVER
        assert 8 <= moment.hour < 20
        assert telling.keys
        assert all(states[key] in (State.OVERDUE, State.TODAY, State.SOON) for key in telling.keys)
        said.append((moment, telling))
        told = after(told, telling, made, moment)
        # Nothing new has happened: the next look says nothing.
        assert what_to_tell(made, told, moment, how) is None
    days = [(one.date(), telling.eve) for one, telling in said]
    assert len(days) == len(set(days))
    if how is HowOften.DAILY:
        assert not any(eve for _, eve in days)
    for (then, first), (now, second) in pairwise(said):
        if not first.eve and not second.eve and first.keys == second.keys:
            assert now.date() - then.date() >= OVERDUE_AGAIN


def test_what_was_told_and_the_wish_are_kept(desk: Desk) -> None:
    assert how_often(desk) is HowOften.DAILY
    assert told_before(desk) == Told()
    set_how_often(desk, HowOften.EVE_TOO)
    told = Told(date(2026, 12, 8), {"k": (State.SOON, date(2026, 12, 8))}, frozenset({"e"}))
    keep_told(desk, told)
    assert how_often(desk) is HowOften.EVE_TOO
    assert told_before(desk) == told


def test_a_schedule_that_was_read_closes_its_reminder() -> None:
    day = date(2026, 10, 12)
    rows = [somebody(), somebody("Яр Ян", period="январь-февраль 2027")]
    made = agenda_of(rows, Where.CITY, day, scheduled={rows[0].id: None})
    assert [one.state for one in made.reminders if one.what.startswith("Изучить")] == [State.DONE, State.LATER]


def test_what_cannot_be_done_yet_is_not_told() -> None:
    # The contract of winter may be signed from December on: before that it is nothing to remind of.
    rows = [somebody(period="январь-февраль 2027", form=Form.IN_PERSON)]
    day = date(2026, 11, 20)
    telling = what_to_tell(agenda_of(rows, Where.CITY, day), Told(), at(day))
    assert telling is None
