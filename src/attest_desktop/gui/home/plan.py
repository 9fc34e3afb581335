"""What is to be done now, in order of urgency: values for the view to show."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from attest_desktop.domain.period import parse_period
from attest_desktop.domain.profile import Profile
from attest_desktop.work.people import Person, Stage
from attest_desktop.work.refresh import LastRefresh

# Heading, what it means, stages: most urgent first.
GROUPS: tuple[tuple[str, tuple[Stage, ...]], ...] = (
    ("Требуют внимания", (Stage.DECIDED, Stage.FAILED, Stage.OUTCOME_UNKNOWN)),
    ("Ждут отправки", (Stage.QUEUED, Stage.SENDING)),
    ("Готовы к отправке", (Stage.FINISHED,)),
    ("Черновики", (Stage.DRAFT,)),
    ("Ещё не начаты", (Stage.NOT_STARTED,)),
)


@dataclass(frozen=True, slots=True)
class Group:
    """People with the same thing to do, nearest hand-in day first."""

    title: str
    stages: tuple[Stage, ...]
    people: tuple[Person, ...]


@dataclass(frozen=True, slots=True)
class PeriodState:
    """One attestation period: its words, the last hand-in day, how many are done of how many.

    `earlier` is the nearest day of those not done yet, where it comes before the last one.
    """

    words: str
    hand_in_by: date | None
    done: int
    total: int
    earlier: date | None = None

    @property
    def finished(self) -> bool:
        """Whether nothing is left to do."""
        return self.done == self.total


@dataclass(frozen=True, slots=True)
class HomeData:
    """All that «Главная» shows."""

    people: tuple[Person, ...]
    last: LastRefresh
    profile: Profile | None


def groups(people: Sequence[Person]) -> tuple[Group, ...]:
    """What is to be done, without empty groups and without those gone from the service."""
    here = [person for person in people if not person.gone]
    made = (
        Group(title, stages, tuple(sorted((one for one in here if one.stage in stages), key=_by_day)))
        for title, stages in GROUPS
    )
    return tuple(group for group in made if group.people)


def periods(people: Sequence[Person]) -> tuple[PeriodState, ...]:
    """The periods in order of time; those whose words were not understood come last."""
    words: dict[str, list[Person]] = {}
    for person in people:
        if not person.gone:
            words.setdefault(person.attestee.period, []).append(person)

    def when(item: tuple[str, list[Person]]) -> tuple[bool, date]:
        period = parse_period(item[0])
        return (period is None, period.hand_in_by if period else date.max)

    return tuple(_state(text, those) for text, those in sorted(words.items(), key=when))


def _state(words: str, those: Sequence[Person]) -> PeriodState:
    last = max((one.hand_in_by for one in those if one.hand_in_by), default=None)
    waiting = [one.hand_in_by for one in those if one.hand_in_by and not one.handed_in]
    earlier = min(waiting, default=last)
    return PeriodState(words, last, _done(those), len(those), earlier if earlier != last else None)


def greeting(now: datetime, profile: Profile | None) -> str:
    """«Добрый день, Марина Аркадьевна»."""
    hour = now.astimezone().hour
    word = "Доброе утро" if 5 <= hour < 12 else "Добрый день" if 12 <= hour < 18 else "Добрый вечер"
    name = " ".join(part for part in (profile.first_name, profile.patronymic) if part) if profile else ""
    return f"{word}, {name}" if name else word


def _done(people: Iterable[Person]) -> int:
    return sum(person.handed_in for person in people)


def _by_day(person: Person) -> tuple[date, str]:
    return (person.hand_in_by or date.max, person.attestee.full_name)
