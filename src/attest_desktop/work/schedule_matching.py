"""The schedule's rows beside the cabinet's: who is who, what differs, who is missing where. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from attest_desktop.domain.attestee import Attestee, Form, category_of
from attest_desktop.domain.likeness import Likeness, likeness
from attest_desktop.domain.period import Period, read_period
from attest_desktop.domain.record import Expert
from attest_desktop.domain.text import normalised, words
from attest_desktop.papers.schedule import NotRead, Schedule, ScheduledExpert, ScheduleRow

_ORDER = list(Likeness)
PERIOD = "Период"
CALL_COORDINATOR = "Уточните у муниципального координатора."
NO_REPLACING = (
    "Замена специалистов после утверждения графика без согласования с муниципальным координатором не допускается: "
    "свяжитесь с координатором."
)
LOOK_THERE = "Посмотрите это место в файле: кто там указан. Если никто, уточните у муниципального координатора."


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that the schedule and the cabinet say differently, and what to do (Russian)."""

    what: str
    schedule: str
    cabinet: str
    todo: str = CALL_COORDINATOR


@dataclass(frozen=True, slots=True)
class Match:
    """A cabinet's row and the schedule's row for it.

    `likeness` is that of the attestee's names, `me` that of the user's name in the row. `certain` is False where a
    person must confirm that it is the same one. `second` is the other expert; None where the row names none or
    several, or not the user.
    """

    attestee: Attestee
    row: ScheduleRow
    likeness: Likeness
    me: Likeness
    second: Expert | None
    differences: tuple[Difference, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def certain(self) -> bool:
        """Whether nobody needs to confirm it."""
        return (self.likeness.certain or self.likeness is Likeness.INITIALS) and _is_me(self.me)


@dataclass(frozen=True, slots=True)
class Comparison:
    """The whole of a schedule beside the cabinet.

    `matches` are certain; `alike` wait for a person's word; `not_mine` are own attestees who have other experts in
    the schedule; `surplus` own rows of the schedule that the cabinet lacks; `missing` attestees that the schedule
    lacks; `elsewhere` attestees of periods that it does not speak of. `mine` counts the own rows of the schedule,
    `rows` all its rows, `assigned` is the count on the service's home page.
    """

    file_name: str
    me: str
    matches: tuple[Match, ...]
    alike: tuple[Match, ...]
    not_mine: tuple[Match, ...]
    surplus: tuple[ScheduleRow, ...]
    missing: tuple[Attestee, ...]
    elsewhere: tuple[Attestee, ...]
    not_read: tuple[NotRead, ...]
    mine: int
    rows: int
    assigned: int | None

    @property
    def cabinet(self) -> int:
        """How many rows the cabinet has for the schedule's periods."""
        return len(self.matches) + len(self.alike) + len(self.not_mine) + len(self.missing)

    @property
    def differing(self) -> tuple[Match, ...]:
        """Matches in which something differs."""
        return tuple(one for one in self.matches if one.differences)

    @property
    def agrees(self) -> bool:
        """Whether there is nothing at all to look into."""
        return not (self.alike or self.not_mine or self.surplus or self.missing or self.differing or self.not_read)


def compared(
    schedule: Schedule,
    attestees: Sequence[Attestee],
    me: str,
    *,
    file_name: str = "",
    assigned: int | None = None,
    around: date | None = None,
) -> Comparison:
    """The comparison; `me` is the user's full name, `around` a day for periods of the cabinet without a year."""
    states = [_me_in(row, me) for row in schedule.rows]
    pairs = _paired(schedule.rows, states, attestees, around)
    taken = {at for _, at, _ in pairs}
    matches = [_match(attestees[who], schedule.rows[at], like, states[at], me, around) for who, at, like in pairs]
    known = {_content(schedule.rows[at]) for at in taken}
    own = [at for at, state in enumerate(states) if state.alike]
    repeated = [at for at in own if at not in taken and _content(schedule.rows[at]) in known]
    surplus = [at for at in own if at not in taken and at not in repeated]
    matched = {who for who, _, _ in pairs}
    left = [one for at, one in enumerate(attestees) if at not in matched]
    periods = set(schedule.periods)
    elsewhere = [one for one in left if periods and (its := _period(one, around)) and its not in periods]
    return Comparison(
        file_name,
        me,
        tuple(one for one in matches if one.certain),
        tuple(one for one in matches if not one.certain and one.me.alike),
        tuple(one for one in matches if not one.me.alike),
        tuple(schedule.rows[at] for at in surplus),
        tuple(one for one in left if one not in elsewhere),
        tuple(elsewhere),
        schedule.not_read,
        len(own) - len(repeated),
        len(schedule.rows),
        assigned,
    )


def _me_in(row: ScheduleRow, me: str) -> Likeness:
    return min((likeness(one.full_name, me) for one in row.experts), key=_ORDER.index, default=Likeness.NONE)


def _is_me(state: Likeness) -> bool:
    return state.certain or state is Likeness.INITIALS


def _paired(
    rows: Sequence[ScheduleRow], states: Sequence[Likeness], attestees: Sequence[Attestee], around: date | None
) -> list[tuple[int, int, Likeness]]:
    """(attestee, row, likeness), each once: own rows first, then nearer names, then the same period."""
    found = []
    for at, row in enumerate(rows):
        own = states[at].alike
        for who, attestee in enumerate(attestees):
            like = likeness(row.attestee, attestee.full_name)
            # Of rows of others only the very name counts: a namesake by one letter is somebody else.
            if not like.alike or (not own and not like.certain):
                continue
            same_period = row.period is not None and row.period == _period(attestee, around)
            same_post = bool(set(words(row.position)) & set(words(attestee.position)))
            score = (not own, _ORDER.index(like), not same_period, not same_post, _ORDER.index(states[at]), at)
            found.append((score, who, at, like))
    made, rows_taken, people_taken = [], set(), set()
    for _, who, at, like in sorted(found):
        if at not in rows_taken and who not in people_taken:
            rows_taken.add(at)
            people_taken.add(who)
            made.append((who, at, like))
    return sorted(made)


def _content(row: ScheduleRow) -> tuple[object, ...]:
    """What makes a row the same as another one that stands elsewhere in the file."""
    experts = frozenset(normalised(one.full_name) for one in row.experts)
    return (normalised(row.attestee), experts, row.form, row.period, row.begins, row.ends)


def _match(
    attestee: Attestee, row: ScheduleRow, like: Likeness, state: Likeness, me: str, around: date | None
) -> Match:
    notes = [
        *(f"Не понято в графике: {one}." for one in row.unclear),
        *(f"{one[0].upper()}{one[1:]}." for one in row.assumed),
    ]
    second = None
    differences = _differences(attestee, row, around)
    if not state.alike:
        named = ", ".join(one.full_name for one in row.experts)
        todo = NO_REPLACING if named else LOOK_THERE
        differences.insert(0, Difference("Специалисты", named or "не прочитаны", "Вы", todo))
    else:
        others = [one for one in row.experts if likeness(one.full_name, me) is not state]
        if len(others) == 1:
            second = _as_expert(others[0])
        elif not row.unclear:
            notes.append(
                "Второй специалист в графике не указан."
                if not others
                else "В графике указано больше двух специалистов."
            )
    return Match(attestee, row, like, state, second, tuple(differences), tuple(notes))


def _as_expert(one: ScheduledExpert) -> Expert:
    return Expert(one.full_name, one.position, one.workplace)


def _differences(attestee: Attestee, row: ScheduleRow, around: date | None) -> list[Difference]:
    made = []
    period = _period(attestee, around)
    if row.period is not None and period is not None and row.period != period:
        made.append(
            Difference(
                PERIOD,
                str(row.period),
                attestee.period,
                "Проверьте, тот ли график открыт. Если тот, уточните период у муниципального координатора.",
            )
        )
    elif (period := row.period or period) is not None and not _within(period, row):
        days = " – ".join(f"{day:%d.%m.%Y}" for day in (row.begins, row.ends) if day)
        made.append(Difference("Даты вне периода", days, str(period)))
    if Form.UNKNOWN not in (row.form, attestee.form) and row.form is not attestee.form:
        made.append(
            Difference(
                "Форма",
                row.form.russian,
                attestee.form.russian,
                "От формы зависят порядок и сроки. Уточните её у муниципального координатора.",
            )
        )
    claimed, known = category_of(row.claimed_category), category_of(attestee.claimed_category)
    if claimed and known and claimed != known:
        made.append(Difference("Заявленная категория", claimed, known))
    ours, theirs = set(words(attestee.position)), set(words(row.position))
    if ours and theirs and not ours & theirs:
        made.append(
            Difference(
                "Должность",
                row.position,
                attestee.position,
                "Проверьте, тот ли это педагог. Если тот, уточните должность у него или у координатора.",
            )
        )
    return made


def _within(period: Period, row: ScheduleRow) -> bool:
    return all(day is None or period.first_day <= day <= period.last_day for day in (row.begins, row.ends))


def _period(attestee: Attestee, around: date | None) -> Period | None:
    return read_period(attestee.period, around).period
