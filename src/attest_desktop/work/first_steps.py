"""«Первые шаги» of an account new on this computer: what is done follows from facts, hiding is kept."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from attest_desktop.work.desk import Desk
from attest_desktop.work.recovery import code_settled

_STATE = "first-steps.state"
_LOOKED_AT = "first-steps.looked-at"
_SHOWN, _HIDDEN = "shown", "hidden"


class FirstStep(Enum):
    """In the order in which they are offered."""

    PROFILE = "profile"
    RECOVERY = "recovery"
    SIGNATURE = "signature"
    DATA = "data"
    CONCLUSION = "conclusion"


@dataclass(frozen=True, slots=True)
class FirstSteps:
    """Which steps are done, and whether they are to be shown; `all_done` once nothing is left."""

    done: frozenset[FirstStep]
    shown: bool

    @property
    def all_done(self) -> bool:
        """Whether nothing is left."""
        return len(self.done) == len(FirstStep)


def first_steps(desk: Desk) -> FirstSteps:
    """How far the newcomer is. Who had finished a conclusion before ever being asked is no newcomer."""
    facts = desk.store.facts
    looked_at = set(facts.get(_LOOKED_AT, []))
    finished = bool(desk.store.conclusions.all())
    found = {
        FirstStep.PROFILE: FirstStep.PROFILE.value in looked_at,
        # A code that was refused for good is settled, too; one that was put off is not.
        FirstStep.RECOVERY: code_settled(desk),
        FirstStep.SIGNATURE: any(one.is_mine for one in desk.store.signatures.all()),
        FirstStep.DATA: FirstStep.DATA.value in looked_at,
        FirstStep.CONCLUSION: finished,
    }
    state = facts.get(_STATE)
    if state is None:
        state = _HIDDEN if finished else _SHOWN
        facts.set(_STATE, state, desk.now())
    done = frozenset(step for step, holds in found.items() if holds)
    return FirstSteps(done, state == _SHOWN)


def looked_at(desk: Desk, step: FirstStep) -> None:
    """The profile was opened, or the user saw where the data lie."""
    known: list[str] = desk.store.facts.get(_LOOKED_AT, [])
    if step.value not in known:
        desk.store.facts.set(_LOOKED_AT, [*known, step.value], desk.now())


def hide_first_steps(desk: Desk) -> None:
    """Show them no more, unless they are asked for."""
    desk.store.facts.set(_STATE, _HIDDEN, desk.now())


def show_first_steps(desk: Desk) -> None:
    """Show them again."""
    desk.store.facts.set(_STATE, _SHOWN, desk.now())
