"""Noted lessons and those of the conclusion: brought together, never doubled."""

from __future__ import annotations

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from attest_desktop.domain.lessons import joined
from attest_desktop.domain.record import Lesson

FIRST, SECOND = date(2026, 9, 14), date(2026, 9, 16)
FRACTIONS = Lesson(FIRST, "5 А", "Дроби")
EQUATIONS = Lesson(SECOND, "6Б", "Уравнения")
LESSONS = st.builds(
    Lesson,
    st.sampled_from([None, FIRST, SECOND]),
    st.sampled_from(["", "5 А", "5а"]),
    st.sampled_from(["", "Дроби"]),
)


def test_what_is_there_is_not_doubled_and_what_says_less_is_completed() -> None:
    same = Lesson(FIRST, "5а", "дроби.")
    assert joined([same, Lesson()], [FRACTIONS]).lessons == (same, Lesson())
    only_day = joined([Lesson(FIRST), Lesson()], [FRACTIONS, EQUATIONS])
    assert only_day.lessons == (FRACTIONS, EQUATIONS)
    assert only_day.taken == (FRACTIONS, EQUATIONS)
    # Two lessons of one day are two, unless a note says nothing but the day.
    other = Lesson(FIRST, "7 В", "Степени")
    assert joined([FRACTIONS], [other, Lesson(FIRST)]).lessons == (FRACTIONS, other)


def test_a_sixth_has_no_room_and_is_told() -> None:
    five = [Lesson(FIRST, "5 А", f"Тема {number}") for number in range(5)]
    found = joined(five, [EQUATIONS])
    assert (found.lessons, found.surplus, found.taken) == (tuple(five), (EQUATIONS,), ())
    assert len(joined(five, [EQUATIONS], None).lessons) == 6
    # Completing one needs no room.
    assert joined([*five[:4], Lesson(SECOND)], [EQUATIONS]).lessons == (*five[:4], EQUATIONS)


@settings(max_examples=50)
@given(st.lists(LESSONS, max_size=6), st.lists(LESSONS, max_size=6))
def test_joining_twice_changes_nothing_and_nothing_written_is_lost(
    there: list[Lesson], noted: list[Lesson]
) -> None:
    once = joined(there, noted, None)
    again = joined(once.lessons, noted, None)
    assert (again.lessons, again.taken) == (once.lessons, ())
    assert len(once.lessons) >= len(there)
    days = [one.date for one in there if one.date]
    assert all(days.count(day) <= [one.date for one in once.lessons].count(day) for day in days)
