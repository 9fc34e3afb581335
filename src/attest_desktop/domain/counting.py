"""Numbers with their words, and how far a day is."""

from __future__ import annotations

from datetime import date

# Days off that stand in the Labour Code (article 112) by month and day; those moved by decree are not known here.
_HOLIDAYS = frozenset(
    [(1, day) for day in range(1, 9)] + [(2, 23), (3, 8), (5, 1), (5, 9), (6, 12), (11, 4)],
)
_SATURDAY = 5


def plural(count: int, one: str, few: str, many: str) -> str:
    """The word's form that goes with the number: 1 день, 3 дня, 11 дней."""
    tail = abs(count) % 100
    if 11 <= tail <= 14:
        return many
    return one if tail % 10 == 1 else few if tail % 10 in (2, 3, 4) else many


def counted(count: int, one: str, few: str, many: str) -> str:
    """«3 дня»."""
    return f"{count}\u00a0{plural(count, one, few, many)}"


def time_left(days: int) -> str:
    """«осталось 5 дней», «остался 1 день», «сегодня», «просрочено на 2 дня»."""
    if days == 0:
        return "сегодня"
    number = counted(abs(days), "день", "дня", "дней")
    if days < 0:
        return f"просрочено на {number}"
    return f"{plural(days, 'остался', 'осталось', 'осталось')} {number}"


def is_weekend(day: date) -> bool:
    """Whether the day is a Saturday or a Sunday."""
    return day.weekday() >= _SATURDAY


def day_off(day: date) -> str:
    """«суббота», «воскресенье», «праздничный день»; empty for a working day."""
    if (day.month, day.day) in _HOLIDAYS:
        return "праздничный день"
    return ("суббота", "воскресенье")[day.weekday() - _SATURDAY] if is_weekend(day) else ""
