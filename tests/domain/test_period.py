"""Periods as people write them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from attest_desktop.domain.period import (
    MONTHS_GENITIVE,
    MONTHS_NOMINATIVE,
    Period,
    parse_period,
    read_period,
)

AUTUMN = date(2026, 11, 22)
SHORT = ("янв.", "февр.", "март", "апр.", "май", "июн.", "июл.", "авг.", "сент.", "окт.", "нояб.", "дек.")
PERIODS = st.builds(Period, st.integers(2001, 2098), st.integers(1, 12))


@st.composite
def writings(draw: st.DrawFn) -> tuple[Period, str]:
    """A period and one of the ways in which it is written with its year."""
    period = draw(PERIODS)
    (year, month), (second_year, second_month) = (period.year, period.month), period.second
    crosses = second_year != year
    gap, tight = draw(st.sampled_from([" ", "\u00a0", "  ", "\n"])), draw(st.sampled_from(["", " ", "\u202f"]))
    dash = f"{tight}{draw(st.sampled_from(['-', '–', '—', '−', '‑', '/', ',']))}{tight}"
    tail = draw(st.sampled_from(["", f"{gap}г.", "г.", f"{gap}гг.", f"{gap}года", f"{gap}год"]))
    names = draw(st.sampled_from([MONTHS_NOMINATIVE, SHORT]))
    first, second = names[month - 1], names[second_month - 1]
    zero = draw(st.booleans())
    in_digits = [f"{one:02}" if zero else f"{one}" for one in (month, second_month)]
    kinds = ["both", "prepositions", "numbers", "dates", "school"]
    if not crosses:
        kinds += ["once", "first"]
    match draw(st.sampled_from(kinds)):
        case "both":
            text = f"{first}{gap}{year}{tail}{dash}{second}{gap}{second_year}{tail}"
        case "prepositions":
            text = (
                f"с {MONTHS_GENITIVE[month - 1]} {year}{tail} по {MONTHS_NOMINATIVE[second_month - 1]}"
                f"{gap}{second_year}{tail}"
            )
        case "numbers":
            text = f"{in_digits[0]}.{year}{dash}{in_digits[1]}.{second_year}{tail}"
        case "dates":
            text = f"{period.first_day:%d.%m.%Y}{tail}{dash}{period.last_day:%d.%m.%Y}{tail}"
        case "school":
            begins = year if month > 8 else year - 1
            text = f"{first}{dash}{second}{gap}{begins}/{begins + 1} уч. года"
        case "once":
            text = f"{first}{dash}{second}{gap}{year}{tail}"
        case _:
            text = f"{first}{gap}{year}{tail}{dash}{second}"
    if draw(st.booleans()):
        text = f"Аттестационный период: {text}"
    return period, draw(st.sampled_from([text, text.upper(), text.title()]))


@given(writings())
def test_every_writing_of_a_period_gives_it(written: tuple[Period, str]) -> None:
    period, text = written
    reading = read_period(text, AUTUMN)
    assert (reading.period, reading.assumed, reading.problem) == (period, "", "")
    assert parse_period(text) == period


@pytest.mark.slow
@settings(derandomize=False, max_examples=1500, deadline=None)
@given(writings())
def test_every_writing_of_a_period_gives_it_long(written: tuple[Period, str]) -> None:
    period, text = written
    assert read_period(text, AUTUMN).period == parse_period(text) == period


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("сентябрь-октябрь 2019", Period(2019, 9)),
        ("декабрь 2026-январь", Period(2026, 12)),
        ("декабрь-январь 2026/27", Period(2026, 12)),
        ("2026 г., ноябрь и декабрь", Period(2026, 11)),
        ("11-12.2026", Period(2026, 11)),
        ("2026-11 — 2026-12", Period(2026, 11)),
        ("март\u00a0—\u00a0апрель\u00a02027", Period(2027, 3)),
        ("Cентябрь-oктябрь 2026", Period(2026, 9)),  # the first letters are Latin
        ("сен\u00adтябрь-ок\u200bтябрь 2026", Period(2026, 9)),
    ],
)
def test_is_understood(text: str, period: Period) -> None:
    assert read_period(text) == read_period(text, AUTUMN)
    assert (parse_period(text), read_period(text).assumed) == (period, "")


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "период не указан"),
        (" — ", "период не указан"),
        ("осень 2026", "месяцы периода не названы"),
        ("сентябрь 2026", "назван только один месяц"),
        ("марка-апрель 2026", "назван только один месяц"),
        ("с ноября-декабря 2026 на январь-февраль 2027", "названо больше двух месяцев"),
        ("сентябрь-ноябрь 2026", "месяцы периода не идут подряд"),
        ("октябрь-сентябрь 2026", "месяцы периода не идут подряд"),
        ("сентябрь 2026 - октябрь 2027", "годы периода не подходят к месяцам"),
        ("декабрь 2026 - январь 2026", "годы периода не подходят к месяцам"),
        ("сентябрь-октябрь 1999", "непонятное число 1999"),
        ("ноябрь-декабрь 26", "непонятное число 26"),
        ("10.11.2026", "вместо двух месяцев указаны даты"),
        ("10-11-2026", "не ясно, месяцы это или день и месяц"),
        ("10.11-2026", "не ясно, месяцы это или день и месяц"),
        ("01.11.2026-30.12.2026", "даты периода — не два полных месяца"),
        ("31.11.2026-31.12.2026", "в периоде есть дата, которой нет в календаре"),
        ("11-12", "год периода не указан, а месяцы названы числами"),
        ("ноябрь-декабрь 2026 уч. года", "учебный год записан неполно"),
        ("2026 2027 ноябрь 2026 декабрь", "годы периода стоят не у месяцев"),
    ],
)
def test_is_not_guessed(text: str, problem: str) -> None:
    reading = read_period(text, AUTUMN)
    assert (reading.period, reading.problem) == (None, problem)
    assert parse_period(text) is None


@pytest.mark.parametrize(
    ("text", "around", "period"),
    [
        ("сентябрь-октябрь", date(2026, 8, 20), Period(2026, 9)),
        ("сентябрь-октябрь", date(2027, 2, 1), Period(2026, 9)),
        ("ноябрь–декабрь", AUTUMN, Period(2026, 11)),
        ("дек. — янв.", AUTUMN, Period(2026, 12)),
        ("декабрь-январь", date(2027, 1, 3), Period(2026, 12)),
        ("МАЙ-ИЮНЬ", AUTUMN, Period(2027, 5)),
        ("июль-август", date(2026, 8, 9), Period(2026, 7)),
    ],
)
def test_missing_year_is_assumed_and_said(text: str, around: date, period: Period) -> None:
    reading = read_period(text, around)
    assert reading.period == period
    assert reading.assumed == f"год не указан: принят {period}"
    assert parse_period(text) is None


def test_one_year_behind_months_that_cross_new_year_is_said_to_be_assumed() -> None:
    assert parse_period("декабрь-январь 2027") == Period(2026, 12)
    for text in ("декабрь-январь 2026", "декабрь-январь 2027"):
        reading = read_period(text, AUTUMN)
        assert reading.period == Period(2026, 12)
        assert reading.assumed.startswith("год 202")


def test_words_that_were_not_understood_are_named() -> None:
    reading = read_period("ноябрь-декабрь 2026 (кроме лицея)")
    assert reading.period == Period(2026, 11)
    assert reading.assumed == "не поняты слова «кроме лицея»"


def test_days_of_a_period() -> None:
    autumn, winter = Period(2026, 11), Period(2026, 12)
    assert autumn.hand_in_by == date(2026, 12, 12)
    assert winter.hand_in_by == date(2027, 1, 12)
    assert (autumn.first_day, autumn.last_day) == (date(2026, 11, 1), date(2026, 12, 31))
    assert (winter.first_day, winter.last_day) == (date(2026, 12, 1), date(2027, 1, 31))
    assert Period(2027, 1).last_day == date(2027, 2, 28)
    assert (str(autumn), str(winter)) == ("ноябрь-декабрь 2026", "декабрь 2026 - январь 2027")


@settings(max_examples=30)
@given(PERIODS, st.dates())
def test_written_out_period_is_read_back(period: Period, around: date) -> None:
    assert parse_period(str(period)) == period == read_period(str(period), around).period


@settings(max_examples=60)
@given(
    st.one_of(
        st.text(),
        st.lists(
            st.sampled_from([*MONTHS_NOMINATIVE, *SHORT, "2026", "2027", "-", ".", "/", "12", "01", "г."])
        ).map(" ".join),
    ),
    st.one_of(st.none(), st.dates(date(1, 1, 1), date(9999, 12, 31))),
)
def test_any_text_gives_a_period_or_what_is_wrong(text: str, around: date | None) -> None:
    reading = read_period(text, around)
    assert (reading.period is None) == bool(reading.problem)
    assert not (reading.problem and reading.assumed)
