"""What a careful reader would notice before signing: left-overs of another text, slips, unfinished places."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from attest_desktop.work.checks.category import wrong_categories
from attest_desktop.work.checks.dates import wrong_dates
from attest_desktop.work.checks.finding import (
    EmptyPlace,
    Finding,
    FinishedPages,
    Kind,
    Severity,
    Subject,
    Tight,
)
from attest_desktop.work.checks.gender import wrong_genders
from attest_desktop.work.checks.others import other_people
from attest_desktop.work.checks.template import wrong_category
from attest_desktop.work.checks.texts import repeated, spaces, too_short, unfinished
from attest_desktop.work.checks.whole import empty_places, lesson_count, on_pages

__all__ = [
    "EmptyPlace",
    "Finding",
    "FinishedPages",
    "Kind",
    "Severity",
    "Subject",
    "Tight",
    "find_left_overs",
    "wrong_category",
]

_CHECKS: tuple[Callable[[Subject], Iterator[Finding]], ...] = (
    other_people,
    wrong_categories,
    wrong_genders,
    wrong_dates,
    unfinished,
    on_pages,
    lesson_count,
    repeated,
    too_short,
    spaces,
    empty_places,
)
# What can be told of a file whose texts are not known one by one.
_CHECKS_OF_FILE = (other_people, wrong_categories, unfinished, on_pages, empty_places)


def find_left_overs(subject: Subject) -> tuple[Finding, ...]:
    """Everything that the checks find, what asks for consent first."""
    checks = _CHECKS if subject.paragraphs is None else _CHECKS_OF_FILE
    found = [finding for check in checks for finding in check(subject)]
    return tuple(sorted(dict.fromkeys(found), key=lambda one: one.severity is Severity.LOOK))
