"""What the program tells of by itself, and when: little, at decent hours, never twice, never what is done."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import Enum
from types import MappingProxyType
from typing import Any

from attest_desktop.domain.counting import counted
from attest_desktop.domain.tomsk import TOMSK
from attest_desktop.work.desk import Desk
from attest_desktop.work.remind import SOON_DAYS, Agenda, Reminder, State

HOW_OFTEN = "reminders.how_often"
TOLD = "reminders.told"
FROM_HOUR, TO_HOUR = 8, 20
"""Hours of the day in Tomsk between which something may be told."""
OVERDUE_AGAIN = timedelta(days=7)
TITLE = "Сроки аттестации"
TOMORROW = "Завтра последний день"
_MOST_LINES = 3
_STATES = (State.OVERDUE, State.TODAY, State.SOON)


class HowOften(Enum):
    """How often the program tells of something by itself; the value is kept."""

    NEVER = "never"
    DAILY = "daily"
    EVE_TOO = "eve"

    @property
    def russian(self) -> str:
        """What it is called on screen."""
        return {
            HowOften.NEVER: "Не напоминать",
            HowOften.DAILY: "Не чаще раза в день",
            HowOften.EVE_TOO: "Раз в день и накануне срока",
        }[self]


@dataclass(frozen=True, slots=True)
class Told:
    """What was told: the day of the last summary, and by a reminder's key the state it was told in and the day."""

    summary_on: date | None = None
    keys: Mapping[str, tuple[State, date]] = field(default_factory=lambda: MappingProxyType({}))
    eves: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Telling:
    """What is to be told now, without names: others may look at the screen. `keys` are what it tells of."""

    title: str
    text: str
    keys: Mapping[str, State]
    eve: bool = False


def what_to_tell(agenda: Agenda, told: Told, now: datetime, how: HowOften = HowOften.DAILY) -> Telling | None:
    """What to tell at this moment (with its zone); None for nothing.

    A summary comes at most once a day, and only when something in it was not told in its present state; what is
    overdue is told again after OVERDUE_AGAIN. With EVE_TOO what ends tomorrow is told once more on its own.
    """
    here = now.astimezone(TOMSK)
    if how is HowOften.NEVER or not FROM_HOUR <= here.hour < TO_HOUR:
        return None
    today = here.date()
    due = _due(agenda, today)
    states = {one.key: state for one, state in due}
    if told.summary_on != today and any(_is_news(key, state, told, today) for key, state in states.items()):
        return Telling(TITLE, _summary(due), MappingProxyType(states))
    if how is HowOften.EVE_TOO:
        eve = [one for one, _state in due if (one.day - today).days == 1 and one.key not in told.eves]
        # What the summary of this very day has told for the first time need not be said twice.
        eve = [one for one in eve if told.keys.get(one.key, (None, None))[1] != today]
        if eve:
            return Telling(
                TOMORROW, _lines(eve), MappingProxyType({one.key: states[one.key] for one in eve}), True
            )
    return None


def after(told: Told, telling: Telling, agenda: Agenda, now: datetime) -> Told:
    """What was told once this is; what is no longer in the agenda is forgotten."""
    today = now.astimezone(TOMSK).date()
    there = {one.key for one in agenda.reminders}
    keys = {key: one for key, one in told.keys.items() if key in there}
    if telling.eve:
        return Told(told.summary_on, MappingProxyType(keys), (told.eves | {*telling.keys}) & there)
    keys |= {key: (state, today) for key, state in telling.keys.items()}
    return Told(today, MappingProxyType(keys), told.eves & there)


def due_count(agenda: Agenda) -> int:
    """How many things are overdue or end today: the number on the badge."""
    return sum(one.state in (State.OVERDUE, State.TODAY) for one in agenda.reminders)


def how_often(desk: Desk) -> HowOften:
    """What the user has set; once a day when nothing."""
    kept = desk.store.facts.get(HOW_OFTEN)
    return HowOften(kept) if kept in {one.value for one in HowOften} else HowOften.DAILY


def set_how_often(desk: Desk, how: HowOften) -> None:
    """Keep what the user has set."""
    desk.store.facts.set(HOW_OFTEN, how.value, desk.now())


def told_before(desk: Desk) -> Told:
    """What was told, as kept."""
    kept: dict[str, Any] = desk.store.facts.get(TOLD, {})
    on = kept.get("on")
    keys = {key: (State(state), date.fromisoformat(day)) for key, (state, day) in kept.get("keys", {}).items()}
    return Told(date.fromisoformat(on) if on else None, MappingProxyType(keys), frozenset(kept.get("eves", ())))


def keep_told(desk: Desk, told: Told) -> None:
    """Remember it; keys are digests, nobody's name."""
    kept = {
        "on": told.summary_on.isoformat() if told.summary_on else None,
        "keys": {key: [state.value, day.isoformat()] for key, (state, day) in told.keys.items()},
        "eves": sorted(told.eves),
    }
    desk.store.facts.set(TOLD, kept, desk.now())


def _due(agenda: Agenda, today: date) -> list[tuple[Reminder, State]]:
    found = []
    for one in agenda.open:
        left = (one.day - today).days
        if left > SOON_DAYS or (one.begins is not None and one.begins > today):
            continue
        found.append((one, State.OVERDUE if left < 0 else State.TODAY if left == 0 else State.SOON))
    return found


def _is_news(key: str, state: State, told: Told, today: date) -> bool:
    before = told.keys.get(key)
    if before is None or before[0] is not state:
        return True
    # A day that lies ahead was noted while the computer's clock was wrong.
    return state is State.OVERDUE and not timedelta() <= today - before[1] < OVERDUE_AGAIN


def _summary(due: list[tuple[Reminder, State]]) -> str:
    counts = {state: sum(one is state for _, one in due) for state in _STATES}
    titles = {State.OVERDUE: "Просрочено", State.TODAY: "Сегодня", State.SOON: "На этой неделе"}
    head = ", ".join(f"{titles[state].lower()}: {count}" for state, count in counts.items() if count)
    return f"{head[:1].upper()}{head[1:]}.\n{_lines([one for one, _ in due])}"


def _lines(due: list[Reminder]) -> str:
    """The first few things, the nearest day first: «до 12.12: Сдать …, 5 аттестуемых»."""
    groups: dict[tuple[date, str], int] = {}
    for one in sorted(due, key=lambda each: each.day):
        groups[one.day, one.what] = groups.get((one.day, one.what), 0) + (one.attestee_id is not None)
    said = []
    for (day, what), people in list(groups.items())[:_MOST_LINES]:
        whose = f" ({counted(people, 'аттестуемый', 'аттестуемых', 'аттестуемых')})" if people else ""
        said.append(f"До {day:%d.%m}: {what[:1].lower()}{what[1:]}{whose}.")
    if len(groups) > _MOST_LINES:
        said.append("Остальное — на главной странице программы.")
    return "\n".join(said)
