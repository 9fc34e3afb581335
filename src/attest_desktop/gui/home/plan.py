"""All that «Главная» shows: values for its parts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from attest_desktop.domain.deadlines import Where
from attest_desktop.domain.period import Period
from attest_desktop.domain.profile import Profile
from attest_desktop.gui.timeline.plan import bars, handed_over, period_of
from attest_desktop.work.desk import Desk
from attest_desktop.work.people import DECISION_ADVICE, Person, Stage, people
from attest_desktop.work.refresh import LastRefresh, kept_profile, last_refresh
from attest_desktop.work.remind import REMOTE_UNKNOWN, WHERE_UNKNOWN, Agenda, agenda
from attest_desktop.work.standing import Standing, standings, with_missed

# What went wrong on the way to the service, or was pressed there: never only a line among others.
TROUBLE = (Stage.DECIDED, Stage.FAILED, Stage.OUTCOME_UNKNOWN)
# Problems of the agenda that have a place of their own on the page.
_TOLD_ELSEWHERE = (WHERE_UNKNOWN, REMOTE_UNKNOWN)


@dataclass(frozen=True, slots=True)
class HomeData:
    """What was read of the store in one go; `people` without those gone, `gone` counts them."""

    people: tuple[Person, ...]
    gone: int
    last: LastRefresh
    profile: Profile | None
    agenda: Agenda
    standings: tuple[Standing, ...]

    @property
    def where_unknown(self) -> bool:
        """Whether the deadlines wait for the user's word on where they work."""
        return any(words in self.agenda.problems for words in _TOLD_ELSEWHERE)

    @property
    def where(self) -> Where:
        """Where the expert works, as far as known."""
        return self.agenda.where

    @property
    def problems(self) -> tuple[str, ...]:
        """What keeps deadlines from being known, but for what is shown elsewhere."""
        # Whose row was decided stands among the troubled.
        shown = {f"{one.attestee.full_name}: {DECISION_ADVICE}" for one in self.people}
        return tuple(words for words in self.agenda.problems if words not in shown.union(_TOLD_ELSEWHERE))

    @property
    def troubled(self) -> tuple[Person, ...]:
        """People whose conclusion needs a look at once."""
        return tuple(one for stage in TROUBLE for one in self.people if one.stage is stage)

    @property
    def waiting(self) -> int:
        """How many conclusions wait in the outbox."""
        return sum(one.stage in (Stage.QUEUED, Stage.SENDING) for one in self.people)


@dataclass(frozen=True, slots=True)
class Group:
    """The people of one period with where they stand, `done` of them handed in; `title` is Russian."""

    title: str
    period: Period | None
    rows: tuple[tuple[Person, Standing], ...]
    done: int


def load(desk: Desk, today: date) -> HomeData:
    """Read everything; no network."""
    known = people(desk)
    here = tuple(one for one in known if not one.gone)
    to_do = agenda(desk, today, here)
    return HomeData(
        here,
        len(known) - len(here),
        last_refresh(desk),
        kept_profile(desk),
        to_do,
        with_missed(standings(desk, here), to_do),
    )


def groups(data: HomeData) -> tuple[Group, ...]:
    """The people of the season by period, the nearest first; whose period is not understood comes last."""
    by_id = {one.attestee_id: one for one in data.standings}
    today, handed = data.agenda.today, handed_over(data.people, data.agenda)
    shown = {bar.period: bar.title for bar in bars(data.people, data.agenda)}
    found: dict[Period | None, list[Person]] = {period: [] for period in shown}
    for person in data.people:
        period = period_of(person, today)
        if period is None or period in shown:
            found.setdefault(period, []).append(person)
    return tuple(
        Group(
            shown[period] if period else "Период не определён",
            period,
            tuple(
                (one, by_id[one.id]) for one in sorted(those, key=lambda one: (one.id in handed, _by_name(one)))
            ),
            sum(one.id in handed for one in those),
        )
        for period, those in found.items()
        if those
    )


def season(found: Sequence[Group]) -> tuple[int, int]:
    """How many conclusions of the season are handed in, and of how many."""
    return sum(group.done for group in found), sum(len(group.rows) for group in found)


def count_difference(last: LastRefresh, seen: int) -> str:
    """What is to be said of the service's own count and of what is in the table; empty when they agree."""
    if last.assigned is None or last.assigned == seen:
        return ""
    apart = abs(last.assigned - seen)
    more = "больше" if seen > last.assigned else "меньше"
    return f"В таблице на {apart} {more}, чем назначено. Уточните у муниципального координатора."


def greeting(now: datetime, profile: Profile | None) -> str:
    """«Добрый день, Марина Аркадьевна»."""
    hour = now.astimezone().hour
    word = "Доброе утро" if 5 <= hour < 12 else "Добрый день" if 12 <= hour < 18 else "Добрый вечер"
    name = " ".join(part for part in (profile.first_name, profile.patronymic) if part) if profile else ""
    return f"{word}, {name}" if name else word


def _by_name(one: Person) -> str:
    return one.attestee.full_name


def unsaid(problems: Sequence[str], last: LastRefresh) -> tuple[str, ...]:
    """Problems of the last refresh without the one that the counts tell already."""
    told = last.assigned is not None and last.rows is not None and last.assigned != last.rows
    return tuple(one for one in problems if not (told and f"назначено аттестуемых: {last.assigned}," in one))
