"""What leaves training by the user's own hand says so; its pages look as they will in earnest."""

from __future__ import annotations

from attest_desktop.work.desk import Desk

MARK = "Учебное. "


def marked(desk: Desk, words: str) -> str:
    """A document's title or the name offered for a file: with «Учебное» in front when it comes from training."""
    return f"{MARK}{words}" if desk.practice else words
