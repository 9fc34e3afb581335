"""What a blank of a template may mean: the choices for a person who tells the program."""

from __future__ import annotations

from dataclasses import dataclass

from attest_desktop.papers.template import field_titles

_GROUPS = (
    ("Аттестуемый", "attestee."),
    ("Первый специалист", "experts.0."),
    ("Второй специалист", "experts.1."),
    ("Занятия", "conclusion.lessons."),
    ("Показатели", "conclusion.criteria."),
    ("Заключение", "conclusion."),
)


@dataclass(frozen=True, slots=True)
class Meaning:
    """A field of the record and how to call it to a person, e.g. «должность аттестуемого»."""

    field: str
    title: str


@dataclass(frozen=True, slots=True)
class MeaningGroup:
    """Meanings of one kind, under a heading."""

    title: str
    meanings: tuple[Meaning, ...]


def title_of(field: str) -> str:
    """How to call the field to a person; the field itself stands for a name that is not known."""
    return dict(field_titles()).get(field) or field


def meanings() -> tuple[MeaningGroup, ...]:
    """All that can be chosen, each in the first group that it fits."""
    left = [Meaning(*one) for one in field_titles()]
    groups: list[MeaningGroup] = []
    for title, start in _GROUPS:
        inside = tuple(one for one in left if one.field.startswith(start))
        left = [one for one in left if one not in inside]
        if inside:
            groups.append(MeaningGroup(title, inside))
    return tuple(groups)
