"""Blanks that rightly stay empty."""

from __future__ import annotations

from attest_desktop.work.draft import DraftText


def is_surplus(field: str | None, text: DraftText) -> bool:
    """Whether the blank waits for a lesson or an expert beyond those that there are."""
    match (field or "").split("."):
        case ["conclusion", "lessons", number, *_] if number.isdigit():
            return int(number) >= len(text.conclusion.lessons)
        case ["experts", number, *_] if number.isdigit():
            return int(number) >= len(text.experts)
    return False
