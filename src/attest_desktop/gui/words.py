"""Numbers, days and moments in plain Russian."""

from __future__ import annotations

from datetime import date, datetime

from attest_desktop.domain.counting import counted as counted
from attest_desktop.domain.counting import plural as plural
from attest_desktop.domain.period import MONTHS_GENITIVE

MINUTE = 60
HOUR = 60 * MINUTE
HALF_YEAR = 183


def day(when: date, today: date | None = None) -> str:
    """«12 декабря»; with the year unless it is plain from `today`: the same year or within half a year."""
    text = f"{when.day}\u00a0{MONTHS_GENITIVE[when.month - 1]}"
    plain = today is not None and (when.year == today.year or abs((when - today).days) <= HALF_YEAR)
    return text if plain else f"{text} {when.year}\u00a0г."


def days_left(days: int) -> str:
    """«осталось 20 дней», «сегодня последний день», «срок прошёл 3 дня назад»."""
    if days > 0:
        return plural(days, "остался", "осталось", "осталось") + " " + counted(days, "день", "дня", "дней")
    if days == 0:
        return "сегодня последний день"
    return f"срок прошёл {counted(-days, 'день', 'дня', 'дней')} назад"


def ago(then: datetime, now: datetime) -> str:
    """«только что», «10 мин назад», «сегодня в 9:05», «вчера в 18:40», «3 ноября в 10:00»."""
    seconds = (now - then).total_seconds()
    if seconds < MINUTE:
        return "только что"
    if seconds < HOUR:
        return f"{int(seconds // MINUTE)}\u00a0мин назад"
    here, there = now.astimezone(), then.astimezone()
    clock = f"{there.hour}:{there.minute:02}"
    apart = (here.date() - there.date()).days
    if apart == 0:
        return f"сегодня в {clock}"
    if apart == 1:
        return f"вчера в {clock}"
    return f"{day(there.date(), here.date())} в {clock}"
