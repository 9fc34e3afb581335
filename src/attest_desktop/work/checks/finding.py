"""What a check found, and the texts that checks read."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from types import MappingProxyType

from attest_desktop.domain.record import Record


class Severity(Enum):
    """How much it matters: STOP asks for consent before signing, LOOK is only listed."""

    STOP = "stop"
    LOOK = "look"


class Kind(Enum):
    """What a finding is about."""

    OTHER_PERSON = "other_person"
    CATEGORY = "category"
    GENDER = "gender"
    DATE = "date"
    EMPTY = "empty"
    PLACEHOLDER = "placeholder"
    LESSONS = "lessons"
    PAGES = "pages"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that a careful reader would stop at, in Russian words.

    `place` is the form's name for the spot («criterion.2», «lesson.0», «recommendations», «attestee.position»…;
    empty when it concerns the pages as a whole); `quote` the words in that spot's text to look at; `mended` the
    whole text of the spot without the fault, where that is sure.
    """

    kind: Kind
    severity: Severity
    words: str
    place: str = ""
    quote: str = ""
    mended: str | None = None


@dataclass(frozen=True, slots=True)
class Written:
    """A text of the conclusion; `free` tells that the expert worded it, `label` names it in a sentence."""

    place: str
    label: str
    text: str
    free: bool = True


@dataclass(frozen=True, slots=True)
class EmptyPlace:
    """A blank of the template that stayed empty; `place` is empty when the form has no spot for it."""

    place: str
    label: str
    field: str = ""


@dataclass(frozen=True, slots=True)
class Tight:
    """A cell of fixed height that holds more text than it shows; `text` is all of it."""

    text: str
    lines: int
    room: int


@dataclass(frozen=True, slots=True)
class FinishedPages:
    """The pages as made: their texts, what stayed empty, what is cut off, the size of the empty template."""

    texts: Sequence[str] = ()
    empty: Sequence[EmptyPlace] = ()
    tight: Sequence[Tight] = ()
    template_pages: int | None = None


@dataclass(frozen=True, slots=True)
class Subject:
    """What is checked. `others` are full names of the expert's other attestees, `values` hand-written blanks.

    `paragraphs` are those of a file written elsewhere: then they are read instead of the record's texts.
    """

    record: Record
    today: date
    others: Sequence[str] = ()
    values: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    pages: FinishedPages | None = None
    paragraphs: Sequence[str] | None = None


def written(subject: Subject) -> Iterator[Written]:
    """Every text that the expert could have written, in the order of the form."""
    if subject.paragraphs is not None:
        yield from (Written("", "В тексте файла", text, free=False) for text in subject.paragraphs)
        return
    data, conclusion = subject.record.attestee, subject.record.conclusion
    yield Written("attestee.workplace", "Место работы", data.workplace, free=False)
    yield Written("attestee.municipality", "Муниципалитет", data.municipality, free=False)
    yield Written("attestee.position", "Должность", data.position, free=False)
    for number, lesson in enumerate(conclusion.lessons):
        yield Written(f"lesson.{number}", f"Занятие {number + 1}", lesson.topic, free=False)
    for number, criterion in enumerate(conclusion.criteria):
        yield Written(f"criterion.{number}", f"Показатель {criterion.number}", criterion.text)
    yield Written("recommendations", "Рекомендации", conclusion.recommendations)
    for blank, value in subject.values.items():
        yield Written(f"value.{blank}", "Вписанное вручную", value, free=False)


def around(text: str, start: int, end: int, reach: int = 24) -> str:
    """The words of a place with a few on each side, for a sentence about it."""
    left = max(0, start - reach)
    right = min(len(text), end + reach)
    if left:
        left = max(text.find(" ", left, start) + 1, left)
    if right < len(text):
        right = max(text.rfind(" ", end, right), end)
    inside = re.sub(r"\s+", " ", text[left:right]).strip()
    if right < len(text):
        inside = inside.rstrip(".,;: ")
    return f"{'…' if left else ''}{inside}{'…' if right < len(text) else ''}"
