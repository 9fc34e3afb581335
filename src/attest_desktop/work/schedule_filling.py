"""The second expert of the schedule in the drafts: offered one by one, never over what the user wrote unasked."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from typing import Any

from attest_desktop.domain.attestee import Attestee
from attest_desktop.domain.likeness import Likeness, likeness
from attest_desktop.domain.record import Expert
from attest_desktop.work.desk import Desk
from attest_desktop.work.draft import DraftText, second_expert_of, text_from_json, text_to_json
from attest_desktop.work.schedule import keep_comparison
from attest_desktop.work.schedule_kept import Scheduled, put_schedule_back, schedule_mark
from attest_desktop.work.schedule_matching import Comparison


class FillKind(Enum):
    """What taking the second expert does to a draft."""

    FRESH = "fresh"
    EMPTY = "empty"
    COMPLETES = "completes"
    REPLACES = "replaces"


@dataclass(frozen=True, slots=True)
class Filling:
    """A draft whose second expert may be taken from the schedule.

    FRESH: there is no draft yet, a new one will have it of itself. `offered` is whether it may be ticked from the
    beginning: where nothing of the user's is replaced and no conclusion was finished.
    """

    attestee: Attestee
    kind: FillKind
    before: Expert
    after: Expert
    finished: bool = False

    @property
    def offered(self) -> bool:
        """Whether nothing that was written is lost by it."""
        return self.kind in (FillKind.EMPTY, FillKind.COMPLETES) and not self.finished


@dataclass(frozen=True, slots=True)
class Filled:
    """One draft as it was changed, for `unfill`."""

    attestee_id: str
    before: Expert
    after: Expert


@dataclass(frozen=True, slots=True)
class Taken:
    """What `take_schedule` did: what was kept before, how many rows are now, the drafts that were changed."""

    former: Any
    kept: int
    filled: tuple[Filled, ...]


def fillings(desk: Desk, rows: Iterable[Scheduled]) -> tuple[Filling, ...]:
    """What these rows of the schedule would change in the drafts, in the order of the cabinet's table."""
    known = {row.attestee_id: row for row in rows}
    made = []
    for stored in desk.store.attestees.all():
        attestee = stored.attestee
        second = second_expert_of(desk, known.get(attestee.id))
        if second is None:
            continue
        draft = desk.store.drafts.load(attestee.id)
        if draft is None:
            made.append(Filling(attestee, FillKind.FRESH, Expert(), second))
            continue
        before = _second(text_from_json(draft.content))
        kind, after = _merged(before, second)
        if kind is not None:
            finished = desk.store.conclusions.latest(attestee.id) is not None
            made.append(Filling(attestee, kind, before, after, finished))
    return tuple(made)


def take_schedule(
    desk: Desk, comparison: Comparison, confirmed: Collection[str], chosen: Sequence[Filling]
) -> Taken:
    """Keep the schedule and put the second expert into the chosen drafts, for `put_back`."""
    former = schedule_mark(desk)
    kept = keep_comparison(desk, comparison, confirmed)
    return Taken(former, kept, fill(desk, chosen))


def put_back(desk: Desk, taken: Taken) -> None:
    """Undo `take_schedule`."""
    put_schedule_back(desk, taken.former)
    unfill(desk, taken.filled)


def fill(desk: Desk, chosen: Sequence[Filling]) -> tuple[Filled, ...]:
    """Put the second expert into these drafts; the former state stays in each draft's history.

    A draft whose second expert was changed meanwhile is left alone. Returns those that were changed.
    """
    return tuple(
        Filled(one.attestee.id, one.before, one.after)
        for one in chosen
        if one.kind is not FillKind.FRESH and _put(desk, one.attestee.id, one.before, one.after)
    )


def unfill(desk: Desk, filled: Sequence[Filled]) -> None:
    """Undo `fill`: only the second expert, and only where it is still the one that was put."""
    for one in filled:
        _put(desk, one.attestee_id, one.after, one.before)


def _put(desk: Desk, attestee_id: str, expected: Expert, second: Expert) -> bool:
    draft = desk.store.drafts.load(attestee_id)
    if draft is None:
        return False
    text = text_from_json(draft.content)
    if _second(text) != expected:
        return False
    first = text.experts[0] if text.experts else Expert()
    changed = replace(text, experts=(first, second, *text.experts[2:]))
    desk.store.drafts.save(attestee_id, text_to_json(changed), desk.now(), apart=True)
    return True


def _second(text: DraftText) -> Expert:
    return text.experts[1] if len(text.experts) > 1 else Expert()


def _merged(before: Expert, second: Expert) -> tuple[FillKind | None, Expert]:
    """What the draft would then say; None when it says so already."""
    if before == Expert():
        return FillKind.EMPTY, second
    like = likeness(before.full_name, second.full_name)
    if like.certain or (like is Likeness.INITIALS and "." in second.full_name):
        # The same person: what is written stays, what is missing is added.
        after = Expert(before.full_name, before.position or second.position, before.workplace or second.workplace)
        return (None if after == before else FillKind.COMPLETES), after
    if not before.full_name.strip():
        after = Expert(second.full_name, before.position or second.position, before.workplace or second.workplace)
        return FillKind.COMPLETES, after
    return FillKind.REPLACES, second
