"""The lists that the profile is chosen from; municipalities are real, organisations are invented."""

from __future__ import annotations

from dataclasses import dataclass

MUNICIPALITIES = (
    "г. Томск",
    "ЗАТО Северск",
    "г. Стрежевой",
    "Асиновский район",
    "Верхнекетский район",
    "Каргасокский район",
    "Колпашевский район",
    "Томский район",
)
ORGANISATION_TYPES = ("дошкольное", "общее", "дополнительное", "профессиональное")
POSITIONS = (
    "учитель",
    "воспитатель",
    "старший воспитатель",
    "педагог-психолог",
    "педагог-организатор",
    "педагог дополнительного образования",
    "концертмейстер",
    "социальный педагог",
    "тренер-преподаватель",
    "учитель-логопед",
    "преподаватель",
    "преподаватель-организатор",
)
SUBJECTS = (
    "(Театральные дисциплины)",
    "(Фортепиано)",
    "(Хореографические дисциплины)",
    "английского языка",
    "биологии",
    "географии",
    "информатики",
    "истории и обществознания",
    "математики",
    "музыки",
    "немецкого языка",
    "русского языка и литературы",
    "технологии",
    "физики",
    "физической культуры",
    "химии",
)


@dataclass(frozen=True, slots=True)
class Organisation:
    """A place of work, offered for its municipality and type."""

    name: str
    municipality: str
    kind: str


def _organisations() -> tuple[Organisation, ...]:
    own = (
        Organisation("МАОУ гимназия № 113 г. Томска", "г. Томск", "общее"),
        Organisation("МАОУ СОШ № 147 г. Томска", "г. Томск", "общее"),
        Organisation("МАДОУ № 231 г. Томска", "г. Томск", "дошкольное"),
        Organisation("МАОУ ДО «Дворец творчества „Созвездие“» г. Томска", "г. Томск", "дополнительное"),
        Organisation("ОГБПОУ «Учебный техникум»", "г. Томск", "профессиональное"),
        Organisation("МБОУ «СОШ № 184»", "ЗАТО Северск", "общее"),
        Organisation("МБДОУ «Детский сад № 170»", "ЗАТО Северск", "дошкольное"),
        Organisation("МАУ ДО «Дом детского творчества „Росток“»", "Верхнекетский район", "дополнительное"),
    )
    # Every municipality has a school at least, so that any choice can be finished.
    served = {(one.municipality, one.kind) for one in own}
    more = tuple(
        Organisation(f"МБОУ «Учебная СОШ» ({municipality})", municipality, "общее")
        for municipality in MUNICIPALITIES
        if (municipality, "общее") not in served
    )
    return own + more


ORGANISATIONS = _organisations()


def organisation_fits(name: str, municipality: str, kind: str) -> bool:
    """Whether the organisation is offered for this municipality and type."""
    return Organisation(name, municipality, kind) in ORGANISATIONS


def kinds_in(municipality: str) -> set[str]:
    """Types of the organisations of the municipality."""
    return {one.kind for one in ORGANISATIONS if one.municipality == municipality}


def names_of(municipality: str, kind: str) -> set[str]:
    """Organisations of that type in the municipality."""
    return {one.name for one in ORGANISATIONS if (one.municipality, one.kind) == (municipality, kind)}
