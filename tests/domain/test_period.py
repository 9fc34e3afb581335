"""Periods as people write them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attest_desktop.domain.period import MONTHS_NOMINATIVE, Period, parse_period


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("сентябрь-октябрь 2019", Period(2019, 9)),
        ("Сентябрь – Октябрь 2026 г.", Period(2026, 9)),
        ("декабрь 2026 - январь 2027", Period(2026, 12)),
        ("декабрь-январь 2027", Period(2026, 12)),
        ("декабрь 2026-январь", Period(2026, 12)),
        ("нояб.-дек. 2026 года", Period(2026, 11)),
        ("март\u00a0—\u00a0апрель\u00a02027", Period(2027, 3)),
        ("май-июнь 2027", Period(2027, 5)),
        ("апрель-май 2027", Period(2027, 4)),
    ],
)
def test_is_understood(text: str, period: Period) -> None:
    assert parse_period(text) == period


@pytest.mark.parametrize(
    "text", ["", "осень 2026", "сентябрь 2026", "сентябрь-октябрь", "сентябрь-ноябрь 2026", "марка-октябрь 1999"]
)
def test_is_not_guessed(text: str) -> None:
    assert parse_period(text) is None


def test_hand_in_day_is_the_twelfth_of_the_second_month() -> None:
    assert Period(2026, 11).hand_in_by == date(2026, 12, 12)
    assert Period(2026, 12).hand_in_by == date(2027, 1, 12)


@given(st.integers(2000, 2098), st.integers(1, 12))
def test_written_period_is_read_back(year: int, month: int) -> None:
    period = Period(year, month)
    second_year, second_month = period.second
    text = f"{MONTHS_NOMINATIVE[month - 1]} {year} - {MONTHS_NOMINATIVE[second_month - 1]} {second_year}"
    assert parse_period(text) == period


@given(st.text())
def test_any_text_is_read_without_a_fault(text: str) -> None:
    parse_period(text)
