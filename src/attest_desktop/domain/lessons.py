"""Lessons told twice: what is noted and what the conclusion lists are brought together, never doubled."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from attest_desktop.domain.procedure import MOST_LESSONS
from attest_desktop.domain.record import Lesson
from attest_desktop.domain.text import normalised

_NOTHING = Lesson()


@dataclass(frozen=True, slots=True)
class Joined:
    """The lessons after joining; `taken` are offered ones that changed something, `surplus` had no room."""

    lessons: tuple[Lesson, ...]
    taken: tuple[Lesson, ...] = ()
    surplus: tuple[Lesson, ...] = ()


def joined(lessons: Sequence[Lesson], offered: Sequence[Lesson], most: int | None = MOST_LESSONS) -> Joined:
    """The lessons with the offered ones that they do not tell of yet; `most` None sets no limit.

    A lesson that says less of the same is completed, an empty place is used before one is added.
    """
    there = list(lessons)
    taken, surplus = [], []
    for one in offered:
        if _empty(one) or any(_says(known, one) for known in there):
            continue
        part = next((at for at, known in enumerate(there) if not _empty(known) and _says(one, known)), None)
        free = next((at for at, known in enumerate(there) if _empty(known)), None)
        if part is not None:
            there[part] = one
        elif most is not None and sum(not _empty(known) for known in there) >= most:
            surplus.append(one)
            continue
        elif free is not None:
            there[free] = one
        else:
            there.append(one)
        taken.append(one)
    return Joined(tuple(there), tuple(taken), tuple(surplus))


def _says(whole: Lesson, part: Lesson) -> bool:
    """Whether all that `part` tells stands in `whole`."""
    return (
        part.date in (None, whole.date)
        and _plain(part.group) in ("", _plain(whole.group))
        and _plain(part.topic) in ("", _plain(whole.topic))
    )


def _empty(lesson: Lesson) -> bool:
    return lesson == _NOTHING or not (lesson.date or _plain(lesson.group) or _plain(lesson.topic))


def _plain(text: str) -> str:
    """«5 А» and «5а» are one class."""
    return normalised(text).replace(" ", "")
