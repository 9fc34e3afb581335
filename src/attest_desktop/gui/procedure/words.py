"""What a step says of itself on screen: an icon, its colour, and words beside it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from attest_desktop.domain.procedure import Person, StepId
from attest_desktop.gui.words import day
from attest_desktop.work.procedure import StepState


@dataclass(frozen=True, slots=True)
class StepLook:
    """Icon and the name of its colour; `word` is the state in a few words."""

    icon: str
    tone: str
    word: str


def look_of(step: StepState, today: date) -> StepLook:
    """How the step is shown."""
    if step.fault:
        return StepLook("circle-alert", "bad", "проверьте")
    if step.done:
        if step.id is StepId.VISIT_DAY:
            return StepLook("circle-check", "ok", f"на {day(step.day, today)}" if step.day else "согласован")
        return StepLook("circle-check", "ok", f"сделано {day(step.day, today)}" if step.day else "сделано")
    if step.step.optional:
        return StepLook("circle-dashed", "text_3", "если нужно")
    if step.late(today):
        return StepLook(
            "triangle-alert", "warn", f"был срок {day(step.due, today)}" if step.due else "срок прошёл"
        )
    if step.due is not None:
        return StepLook("circle", "line_strong", f"до {day(step.due, today)}")
    return StepLook("circle", "line_strong", "не отмечено")


def person_words(kept: str) -> str:
    """«руководитель организации» for a kept value; the user's own words stay as they are."""
    known = {one.value: one.russian for one in Person}
    return known.get(kept, kept)


def about(step: StepState) -> str:
    """What is known of the step: what the program sees, who was meant, the note."""
    parts = (step.seen, person_words(step.who), step.note)
    return " · ".join(part for part in parts if part)


def read_aloud(step: StepState, today: date) -> str:
    """The step as a screen reader says it."""
    return f"{step.step.what}: {look_of(step, today).word}"
