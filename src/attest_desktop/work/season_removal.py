"""Removal of personal data of closed periods: whose, what goes, and the one action that does it.

Nothing goes by itself. What was not confirmed as handed in, and whose period is not over for as long as the user
has said, cannot go at all.
"""

from __future__ import annotations

import logging
from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date
from enum import Enum
from typing import Any

from attest_desktop.domain.deadlines import Kind
from attest_desktop.domain.errors import UserError
from attest_desktop.domain.progress import Cancelled, Progress, never, silent, stop_if
from attest_desktop.store import Counted
from attest_desktop.work.control import KEPT as CONTROL
from attest_desktop.work.desk import Desk
from attest_desktop.work.documents import LISTED
from attest_desktop.work.ics import EVENTS
from attest_desktop.work.last_place import OPEN_EDITOR
from attest_desktop.work.lesson_notes import UNFINISHED
from attest_desktop.work.messages import ADDRESSES
from attest_desktop.work.paper_clean import LOT, PRINTED_FOR
from attest_desktop.work.people import Person, Stage, people
from attest_desktop.work.remind import DONE_BY_HAND, key_of, marked, today_of
from attest_desktop.work.schedule_kept import SCHEDULE
from attest_desktop.work.season import EMPTIED, KEPT_LINES, Line, line_to_json, lines, paper_day, period_of
from attest_desktop.work.send import facts_of_row

logger = logging.getLogger(__name__)

TERM = "season.term"
"""The fact that holds after how many months data may be removed; None: never."""
TERMS = (None, 6, 12, 24, 36)
_UNSENT = (Stage.QUEUED, Stage.SENDING, Stage.OUTCOME_UNKNOWN, Stage.FAILED)
# The paper was handed over and nothing here is in the middle of something.
_SETTLED = (Stage.FINISHED, Stage.SENT, Stage.ATTACHED)


class Why(Enum):
    """Why data stay; the value is Russian, without a full stop."""

    NO_TERM = "срок не задан: данные хранятся всегда"
    NO_PERIOD = "период не понят"
    NOT_OVER = "период не окончен"
    TOO_EARLY = "срок хранения ещё не прошёл"
    NOT_SENT = "отправка не подтверждена"
    UNCLEAR = "отправлено, но сервис не дал сверить файл"
    ELSEWHERE = "отправлено не из программы: подтверждения здесь нет"
    EDITED = "черновик менялся после отправки"
    NOTHING = "заключения нет"
    DECIDED = "нажато «Аттестовать»: вопрос с Центром не решён"
    EMPTIED = "уже удалены; строка ещё есть в личном кабинете"


@dataclass(frozen=True, slots=True)
class Stays:
    """Somebody of a past period whose data stay, and why; `until` is the first day on which they may go."""

    line: Line
    why: Why
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """Whose data may go now, and what they are.

    `rows_stay` are ids of `going` whom the cabinet's table still shows: their row stays, or the next refresh would
    bring it back. `copies` and `set_aside` count own copies and files of former stores, which hold the same data.
    """

    today: date
    term: int | None
    going: tuple[Line, ...]
    rows_stay: frozenset[str]
    staying: tuple[Stays, ...]
    counted: Counted
    copies: int
    set_aside: int

    @property
    def ids(self) -> tuple[str, ...]:
        """Of those whose data go."""
        return tuple(line.attestee_id for line in self.going)


@dataclass(frozen=True, slots=True)
class Removed:
    """What was done: people, files of copies; `compacted` tells that nothing of them is left in the file."""

    people: int
    copies: int
    compacted: bool


class PlanChangedError(UserError):
    """Between looking and confirming something changed."""

    title = "Список изменился"
    todo = "Посмотрите список ещё раз и подтвердите."


def term(desk: Desk) -> int | None:
    """After how many months from a period's end its data may be removed; None: never."""
    kept = desk.store.facts.get(TERM)
    return kept if kept in TERMS else None


def set_term(desk: Desk, months: int | None) -> None:
    """Keep the term, one of TERMS. Raises ValueError for another."""
    if months not in TERMS:
        raise ValueError(f"no such term: {months}")
    desk.store.facts.set(TERM, months, desk.now())


def months_after(day: date, months: int) -> date:
    """The same day so many months later; the month's last one where it has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    for number in range(day.day, 27, -1):
        try:
            return date(year, month + 1, number)
        except ValueError:
            continue
    return date(year, month + 1, day.day)


def plan(desk: Desk, today: date | None = None) -> Plan:
    """Whose data may go on this day (today in Tomsk when None) and what they are."""
    day, after = today or today_of(desk), term(desk)
    known = people(desk)
    by_id = {line.attestee_id: line for line in lines(desk, known) if not line.removed}
    marks, by_hand = desk.store.procedure.all_marks(), marked(desk)
    emptied = frozenset(desk.store.facts.get(EMPTIED, []))
    going: list[Person] = []
    staying = []
    for one in known:
        line = by_id.get(one.id)
        handed, _day = paper_day(one, marks.get(one.id, ()), by_hand)
        why, until = _why(one, day, after, handed_on_paper=handed, emptied=one.id in emptied)
        if why is None:
            going.append(one)
        elif line is not None and why is not Why.NOT_OVER:
            staying.append(Stays(line, why, until))
    ids = [one.id for one in going]
    return Plan(
        day,
        after,
        tuple(by_id.get(one.id) or _bare(one) for one in going),
        frozenset(one.id for one in going if not one.gone),
        tuple(staying),
        desk.store.removal.count(ids) if ids else Counted(),
        len(desk.store.own_copies()),
        desk.store.set_aside,
    )


def remove(
    desk: Desk,
    confirmed: Plan,
    *,
    keep_lines: bool,
    progress: Progress = silent,
    cancelled: Cancelled = never,
) -> Removed:
    """Remove exactly what the user has seen and confirmed, the own copies with it, and make one new copy.

    `keep_lines` leaves the register's lines with initials. Raises PlanChangedError when it is no longer the same;
    StoreBusyError while a file is being sent. Can be stopped only before the first row goes.
    """
    progress("Проверяем список…", 0.05)
    with desk.store.outbox.send_lock():
        present = plan(desk, confirmed.today)
        if set(present.ids) != set(confirmed.ids) or present.rows_stay != confirmed.rows_stay:
            raise PlanChangedError("Пока Вы смотрели, что-то изменилось.")
        if not present.ids:
            return Removed(0, 0, compacted=True)
        stop_if(cancelled)
        progress("Удаляем данные…", 0.2)
        forget, rewrite = _facts(desk, present, keep_lines=keep_lines)
        desk.store.removal.remove(
            present.ids, keep_rows=present.rows_stay, forget=forget, rewrite=rewrite, now=desk.now()
        )
    progress("Удаляем копии и переписываем файл данных…", 0.5)
    dropped = desk.store.drop_copies()
    compacted = finish_removal(desk)
    if compacted:
        progress("Делаем новую копию…", 0.9)
        desk.store.make_copy(desk.now())
    progress("Готово", 1.0)
    return Removed(len(present.ids), dropped, compacted)


def finish_removal(desk: Desk) -> bool:
    """Write the file anew if a removal left that undone; whether nothing is left to do.

    It can be put off by another window that reads: then it is tried again before the next copy is made.
    """
    return desk.store.compact_if_due()


def _why(
    one: Person, today: date, after: int | None, *, handed_on_paper: bool, emptied: bool
) -> tuple[Why | None, date | None]:
    """Why the data stay (None: they may go), and the day from which the term would let them."""
    period = period_of(one)
    if period is None:
        return Why.NO_PERIOD, None
    if period.last_day >= today:
        return Why.NOT_OVER, None
    unsent = _not_handed_in(one, handed_on_paper=handed_on_paper, emptied=emptied)
    if unsent is not None:
        return unsent, None
    if after is None:
        return Why.NO_TERM, None
    until = months_after(period.last_day, after)
    return (Why.TOO_EARLY if until > today else None), until


def _not_handed_in(one: Person, *, handed_on_paper: bool, emptied: bool) -> Why | None:
    if one.stage is Stage.DECIDED:
        return Why.DECIDED
    if one.stage in _UNSENT:
        return Why.NOT_SENT
    if one.edited_since:
        return Why.EDITED
    if emptied and one.conclusion is None and one.draft_saved_at is None:
        return None if one.gone else Why.EMPTIED
    if one.stage is Stage.CONFIRMED or (handed_on_paper and one.stage in _SETTLED):
        return None
    return {
        Stage.SENT: Why.UNCLEAR,
        Stage.ATTACHED: Why.ELSEWHERE,
        Stage.NOT_STARTED: Why.NOTHING,
    }.get(one.stage, Why.NOT_SENT)


def _facts(desk: Desk, going: Plan, *, keep_lines: bool) -> tuple[list[str], dict[str, Any]]:
    """Names of facts about these people only, and facts about everybody without these people."""
    facts = desk.store.facts
    ids = frozenset(going.ids)
    forget = [name + one for one in ids for name in (CONTROL, LISTED, LOT, UNFINISHED)]
    rows = [row for row in desk.store.outbox.rows() if row.attestee_id in ids]
    forget += [name for row in rows for name in facts_of_row(row.id)]
    forget += [PRINTED_FOR + made.sha256 for one in ids for made in desk.store.conclusions.all(one)]
    if facts.get(OPEN_EDITOR) in ids:
        forget.append(OPEN_EDITOR)
    keys = {key_of(kind, one) for one in ids for kind in Kind}
    rewrite: dict[str, Any] = {}
    scheduled = facts.get(SCHEDULE)
    if scheduled:
        rewrite[SCHEDULE] = {**scheduled, "people": _without(scheduled["people"], ids)}
    events = facts.get(EVENTS)
    if events:
        rewrite[EVENTS] = _without(events, keys)
    addresses = facts.get(ADDRESSES)
    if addresses:
        rewrite[ADDRESSES] = {key: one for key, one in addresses.items() if key.partition("|")[2] not in ids}
    done = facts.get(DONE_BY_HAND)
    if done:
        rewrite[DONE_BY_HAND] = sorted(set(done) - keys)
    emptied = frozenset(facts.get(EMPTIED, []))
    rewrite[EMPTIED] = sorted((emptied - ids) | going.rows_stay)
    if keep_lines:
        # Of a row that goes at last the line was kept when all else about the person went.
        kept = [line_to_json(line) for line in going.going if line.done and line.attestee_id not in emptied]
        rewrite[KEPT_LINES] = [*facts.get(KEPT_LINES, []), *kept]
    return forget, rewrite


def _without(kept: dict[str, Any], names: Collection[str]) -> dict[str, Any]:
    return {name: one for name, one in kept.items() if name not in names}


def _bare(one: Person) -> Line:
    who = one.attestee
    line = Line(one.id, who.full_name, who.form, who.claimed_category, period_of(one), who.period, None, "")
    return replace(line, state=one.stage.value, done=False)
