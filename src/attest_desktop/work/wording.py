"""Declension for the texts that the expert writes: one door to it for phrases, reuse and checks."""

from __future__ import annotations

from attest_desktop.work.placeholders import NameCase


def declined(text: str, case: NameCase, _is_name: bool, /) -> str | None:
    """The name or post in the case; None when the program cannot decline it, so that a person writes it."""
    return text if case is NameCase.NOMINATIVE else None
