from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from attest_desktop.gui.words import ago, counted, day, days_left, plural

TODAY = date(2026, 11, 22)
NOW = datetime(2026, 11, 22, 12, 0).astimezone()


@pytest.mark.parametrize(
    ("count", "word"),
    [(0, "дней"), (1, "день"), (2, "дня"), (5, "дней"), (11, "дней"), (21, "день"), (112, "дней")],
)
def test_words_agree_with_numbers(count: int, word: str) -> None:
    assert plural(count, "день", "дня", "дней") == word
    assert counted(count, "день", "дня", "дней") == f"{count}\u00a0{word}"


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (20, "осталось 20\u00a0дней"),
        (1, "остался 1\u00a0день"),
        (0, "сегодня последний день"),
        (-3, "срок прошёл 3\u00a0дня назад"),
    ],
)
def test_days_left_in_words(days: int, words: str) -> None:
    assert days_left(days) == words


def test_year_is_left_out_only_where_it_is_plain() -> None:
    assert day(date(2026, 12, 12), TODAY) == "12\u00a0декабря"
    assert day(date(2027, 2, 12), TODAY) == "12\u00a0февраля"
    assert day(date(2027, 12, 12), TODAY) == "12\u00a0декабря 2027\u00a0г."
    assert day(date(2026, 12, 12)) == "12\u00a0декабря 2026\u00a0г."


@pytest.mark.parametrize(
    ("before", "words"),
    [
        (timedelta(seconds=20), "только что"),
        (timedelta(minutes=10), "10\u00a0мин назад"),
        (timedelta(hours=3, minutes=55), "сегодня в 8:05"),
        (timedelta(days=1), "вчера в 12:00"),
        (timedelta(days=19), "3\u00a0ноября в 12:00"),
    ],
)
def test_moments_in_words(before: timedelta, words: str) -> None:
    assert ago(NOW - before, NOW) == words
    assert ago((NOW - before).astimezone(UTC), NOW) == words
