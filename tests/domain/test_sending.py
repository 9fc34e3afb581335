"""When to try again."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from attest_desktop.domain.sending import FIRST_PAUSE, LONGEST_PAUSE, SendState, moment_after, pause_after


def test_pauses_double_up_to_the_cap() -> None:
    assert pause_after(0) == timedelta()
    assert [pause_after(count) / FIRST_PAUSE for count in (1, 2, 3)] == [1, 2, 4]
    assert pause_after(50) == LONGEST_PAUSE


@given(st.integers(0, 10_000))
def test_pauses_never_shrink(attempts: int) -> None:
    assert pause_after(attempts) <= pause_after(attempts + 1) <= LONGEST_PAUSE


def test_only_decided_rows_are_finished() -> None:
    waiting = {SendState.QUEUED, SendState.SENDING, SendState.OUTCOME_UNKNOWN}
    assert {state for state in SendState if not state.finished} == waiting


def test_nothing_is_later_than_the_calendars_end() -> None:
    end = datetime.max.replace(tzinfo=UTC)
    usual = datetime(2026, 11, 22, tzinfo=UTC)
    assert moment_after(usual, FIRST_PAUSE) == usual + FIRST_PAUSE
    assert moment_after(end - FIRST_PAUSE, LONGEST_PAUSE) == end
    assert moment_after(end, LONGEST_PAUSE) == end
