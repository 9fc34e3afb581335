"""Blanks that rightly stay empty."""

from __future__ import annotations

from attest_desktop.work.checks.places import is_beyond
from attest_desktop.work.draft import DraftText


def is_surplus(field: str | None, text: DraftText) -> bool:
    """Whether the blank waits for a lesson or an expert beyond those that there are."""
    return is_beyond(field, text.experts, text.conclusion)
