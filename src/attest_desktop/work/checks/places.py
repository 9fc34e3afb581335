"""Where in the form the value of a template's blank is written."""

from __future__ import annotations

from attest_desktop.domain.record import Conclusion, Expert

_ATTESTEE = frozenset(
    (
        "workplace",
        "municipality",
        "full_name",
        "position",
        "subjects",
        "current_category",
        "claimed_category",
        "appointed_on",
        "appointment_order",
        "age",
        "period",
    )
)


def place_in_form(field: str | None, experts: tuple[Expert, ...], conclusion: Conclusion) -> str | None:
    """The form's spot for the field of a blank: «attestee.workplace», «lesson.0», «criterion.2», «result»…

    None when the form has no such spot: the field is unknown, or of a lesson or expert that there is not.
    """
    match (field or "").split("."):
        case ["attestee", name, *_] if name in _ATTESTEE:
            return f"attestee.{name}"
        case ["experts", number, *_] if number.isdigit() and int(number) < len(experts):
            return f"expert.{number}"
        case ["conclusion", "lessons", number, *_] if number.isdigit():
            return f"lesson.{number}" if int(number) < len(conclusion.lessons) else None
        case ["conclusion", "criteria", number, *_] if number.isdigit():
            return f"criterion.{number}" if int(number) < len(conclusion.criteria) else None
        case ["conclusion", ("date" | "result" | "recommendations") as name, *_]:
            return name
    return None


def is_beyond(field: str | None, experts: tuple[Expert, ...], conclusion: Conclusion) -> bool:
    """Whether the blank waits for a lesson or an expert beyond those that there are."""
    match (field or "").split("."):
        case ["conclusion", "lessons", number, *_] if number.isdigit():
            return int(number) >= len(conclusion.lessons)
        case ["experts", number, *_] if number.isdigit():
            return int(number) >= len(experts)
    return False
