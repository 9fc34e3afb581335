"""What the frame of the window says: how long work will take yet, and how things stand with the service."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from attest_desktop.gui.shell.connection import STALE, standing
from attest_desktop.gui.shell.pace import Pace, left_words

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)


def test_nothing_is_said_before_it_can_be_known() -> None:
    pace = Pace(100.0)
    pace.tell(0.5, 101.0)
    assert pace.words == ""
    pace.tell(0.01, 110.0)
    assert pace.words == ""
    pace.tell(0.25, 130.0)
    assert pace.words == "ещё около 2\u00a0минут"


def test_one_slow_step_does_not_overthrow_what_was_said() -> None:
    pace = Pace(0.0)
    pace.tell(0.5, 60.0)
    assert pace.words == "ещё около минуты"
    # By itself the newest part would say eight minutes.
    pace.tell(0.2, 120.0)
    assert pace.words == "ещё около 4\u00a0минут"
    pace.tell(1.0, 240.0)
    assert pace.words == "ещё около 2\u00a0минут"


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (4.9, "сейчас закончим"),
        (14, "ещё около 10 секунд"),
        (44, "ещё около полуминуты"),
        (46, "ещё около минуты"),
        (125, "ещё около 2\u00a0минут"),
        (21 * 60, "ещё около 21\u00a0минуты"),
    ],
)
def test_what_is_left_in_words(seconds: float, words: str) -> None:
    assert left_words(seconds) == words


def test_old_data_are_told_apart_from_fresh_ones() -> None:
    fresh = standing(training=False, online=True, refreshed_at=NOW - STALE, now=NOW)
    assert (fresh.state, fresh.tone) == ("на связи", "ok")
    old = standing(training=False, online=True, refreshed_at=NOW - STALE - timedelta(seconds=1), now=NOW)
    assert (old.state, old.tone) == ("на связи", "warn")
    assert "«Обновить»" in old.meaning


def test_without_connection_it_is_said_that_one_can_write() -> None:
    off = standing(training=False, online=False, refreshed_at=NOW - timedelta(minutes=10), now=NOW)
    assert off.words == "без связи · обновлено 10\u00a0мин назад"
    assert "Писать можно" in off.meaning
    assert off.tone == "neutral"
    never = standing(training=False, online=False, refreshed_at=None, now=NOW)
    assert (never.age, never.tone) == ("ещё не обновлялось", "warn")


def test_training_is_said_whatever_the_connection() -> None:
    for online in (True, False):
        told = standing(training=True, online=online, refreshed_at=NOW, now=NOW)
        assert told.state == "учебный режим"
        assert "настоящие данные не затрагиваются" in told.meaning
