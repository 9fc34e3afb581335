"""The second expert of the schedule in the drafts: offered one by one, never over what the user wrote unasked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum

from attest_desktop.domain.attestee import Attestee
from attest_desktop.domain.likeness import Likeness, likeness
from attest_desktop.domain.record import Expert
from attest_desktop.work.desk import Desk
from attest_desktop.work.draft import DraftText, second_expert_in_schedule, text_from_json, text_to_json
from attest_desktop.work.schedule_kept import scheduled


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


def fillings(desk: Desk) -> tuple[Filling, ...]:
    """What the kept schedule would change in the drafts, in the order of the cabinet's table."""
    known = scheduled(desk)
    made = []
    for stored in desk.store.attestees.all():
        attestee = stored.attestee
        row = known.get(attestee.id)
        second = second_expert_in_schedule(desk, attestee.id) if row is not None else None
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
