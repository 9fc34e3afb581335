"""Deadlines as the rules tell them: every form and place, the turn of the year, days off."""

from __future__ import annotations

import sys
import zoneinfo
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from attest_desktop.domain.attestee import Form
from attest_desktop.domain.counting import day_off, is_weekend, time_left
from attest_desktop.domain.deadlines import (
    HANDING_IN,
    LEADER_RULE,
    MUNICIPAL_RULE,
    POINT_8,
    SCAN_RULE,
    Kind,
    Where,
    contract_on,
    contract_windows,
    deadlines,
    hand_in,
    where_of,
)
from attest_desktop.domain.period import Period
from attest_desktop.domain.tomsk import TOMSK, day_in_tomsk, zone

AUTUMN, TURN = Period(2026, 11), Period(2026, 12)
REMOTE_STEPS = [
    (Kind.SCHEDULE, date(2026, 10, 18)),
    (Kind.MATERIALS, date(2026, 11, 1)),
    (Kind.SCAN, date(2026, 12, 12)),
    (Kind.CONTROL, date(2026, 12, 12)),
]


@pytest.mark.parametrize(
    ("form", "where", "kind", "day"),
    [
        (Form.IN_PERSON, Where.CITY, Kind.PAPER, 10),
        (Form.IN_PERSON, Where.LEADER, Kind.PAPER, 12),
        (Form.IN_PERSON, Where.OTHER, Kind.PAPER, 12),
        (Form.IN_PERSON, Where.REMOTE, Kind.SCAN, 12),
        (Form.IN_PERSON, Where.UNKNOWN, Kind.HAND_IN, 10),
        *((Form.REMOTE, where, Kind.SCAN, 12) for where in Where),
        (Form.UNKNOWN, Where.CITY, Kind.HAND_IN, 10),
        (Form.UNKNOWN, Where.OTHER, Kind.HAND_IN, 12),
        (Form.UNKNOWN, Where.UNKNOWN, Kind.HAND_IN, 10),
    ],
)
def test_day_and_way_of_handing_in(form: Form, where: Where, kind: Kind, day: int) -> None:
    (one,) = (it for it in deadlines(TURN, form, where) if it.kind in HANDING_IN)
    assert hand_in(TURN, form, where) == one
    assert (one.kind, one.day) == (kind, date(2027, 1, day))
    assert ("взят самый ранний" in one.note) is (kind is Kind.HAND_IN)


def test_rule_and_source_go_with_the_day() -> None:
    rules = {where: deadlines(AUTUMN, Form.IN_PERSON, where)[1] for where in (Where.CITY, Where.LEADER)}
    assert (rules[Where.CITY].rule, rules[Where.CITY].source) == (LEADER_RULE, POINT_8)
    assert rules[Where.LEADER].rule == MUNICIPAL_RULE
    assert SCAN_RULE in deadlines(AUTUMN, Form.UNKNOWN, Where.CITY)[1].rule


def test_remote_form_has_its_own_steps_wherever_the_expert_works() -> None:
    for where in Where:
        assert [(one.kind, one.day) for one in deadlines(AUTUMN, Form.REMOTE, where)] == REMOTE_STEPS
    in_person = [one.kind for one in deadlines(AUTUMN, Form.IN_PERSON, Where.REMOTE)]
    assert in_person == [Kind.SCHEDULE, Kind.SCAN, Kind.CONTROL]


@settings(max_examples=40)
@given(
    st.builds(Period, st.integers(2001, 2098), st.integers(1, 12)), st.sampled_from(Form), st.sampled_from(Where)
)
def test_every_period_has_its_deadlines_in_order(period: Period, form: Form, where: Where) -> None:
    found = deadlines(period, form, where)
    assert [one.day for one in found] == sorted(one.day for one in found)
    assert found[0].day == period.first_day - timedelta(days=14)
    year, month = period.second
    assert {(one.day.year, one.day.month) for one in found if one.kind not in (Kind.SCHEDULE, Kind.MATERIALS)} == {
        (year, month)
    }
    for one in found:
        assert one.rule.endswith(".")
        assert one.source
        assert one.until >= one.day


@pytest.mark.parametrize(
    ("period", "windows"),
    [
        (Period(2026, 9), [(date(2026, 8, 1), date(2026, 9, 30))]),
        (AUTUMN, [(date(2026, 8, 1), date(2026, 9, 30))]),
        (TURN, [(date(2026, 8, 1), date(2026, 9, 30)), (date(2026, 12, 1), date(2027, 1, 31))]),
        (Period(2027, 1), [(date(2026, 12, 1), date(2027, 1, 31))]),
        (Period(2027, 8), [(date(2026, 12, 1), date(2027, 1, 31)), (date(2027, 8, 1), date(2027, 9, 30))]),
    ],
)
def test_contract_is_signed_for_the_half_year_of_the_work(
    period: Period, windows: list[tuple[date, date]]
) -> None:
    assert [(one.begins, one.day) for one in contract_windows(period)] == windows


@pytest.mark.parametrize(
    ("today", "day"),
    [
        (date(2026, 7, 31), None),
        (date(2026, 8, 1), date(2026, 9, 30)),
        (date(2026, 9, 30), date(2026, 9, 30)),
        (date(2026, 10, 1), None),
        (date(2026, 12, 31), date(2027, 1, 31)),
        (date(2027, 1, 1), date(2027, 1, 31)),
        (date(2027, 2, 1), None),
    ],
)
def test_contract_being_signed_today(today: date, day: date | None) -> None:
    found = contract_on(today)
    assert (found.day if found else None) == day


@pytest.mark.parametrize(
    ("municipality", "where"),
    [
        ("г. Томск", Where.CITY),
        ("муниципальное образование «Город Томск»", Where.CITY),
        ("ЗАТО Северск", Where.CITY),
        ("Томский район", Where.OTHER),
        ("Томский район (г. Томск)", Where.OTHER),
        ("Верхнекетский район", Where.OTHER),
        ("  ", Where.UNKNOWN),
    ],
)
def test_municipality_of_the_profile(municipality: str, where: Where) -> None:
    assert where_of(municipality) is where


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (21, "остался 21\u00a0день"),
        (11, "осталось 11\u00a0дней"),
        (5, "осталось 5\u00a0дней"),
        (2, "осталось 2\u00a0дня"),
        (0, "сегодня"),
        (-1, "просрочено на 1\u00a0день"),
        (-2, "просрочено на 2\u00a0дня"),
        (-112, "просрочено на 112\u00a0дней"),
    ],
)
def test_time_left_in_words(days: int, said: str) -> None:
    assert time_left(days) == said


def test_days_off_are_told() -> None:
    days = [date(2026, 12, 11), date(2026, 12, 12), date(2026, 12, 13), date(2027, 1, 1), date(2029, 6, 12)]
    assert [day_off(day) for day in days] == ["", "суббота", "воскресенье", "праздничный день", "праздничный день"]
    assert [is_weekend(day) for day in days] == [False, True, True, False, False]


def test_day_is_that_of_tomsk() -> None:
    assert day_in_tomsk(datetime(2026, 12, 12, 16, 59, tzinfo=UTC)) == date(2026, 12, 12)
    assert day_in_tomsk(datetime(2026, 12, 12, 17, 0, tzinfo=UTC)) == date(2026, 12, 13)
    assert day_in_tomsk(datetime(2026, 12, 12, 23, 0, tzinfo=ZoneInfo("America/New_York"))) == date(2026, 12, 13)
    assert datetime(2026, 7, 1, tzinfo=TOMSK).utcoffset() == timedelta(hours=7)
    with pytest.raises(ValueError, match="zone"):
        day_in_tomsk(datetime(2026, 12, 12))


def test_tomsk_is_known_without_a_time_zone_database(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "tzdata", None)
    for name in [name for name in sys.modules if name.startswith("tzdata.")]:
        monkeypatch.delitem(sys.modules, name)
    try:
        zoneinfo.reset_tzpath(to=[])
        ZoneInfo.clear_cache(only_keys=["Asia/Tomsk"])
        with pytest.raises(zoneinfo.ZoneInfoNotFoundError):
            ZoneInfo("Asia/Tomsk")
        fixed = zone()
    finally:
        zoneinfo.reset_tzpath()
    day = datetime(2026, 12, 12, 17, 0, tzinfo=UTC)
    assert day.astimezone(fixed).isoformat() == day.astimezone(TOMSK).isoformat() == "2026-12-13T00:00:00+07:00"
