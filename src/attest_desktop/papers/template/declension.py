"""A value in the case that its place wants. So far: the closed words of the lexicon's table."""

from __future__ import annotations

from attest_desktop.papers.template.blank import Case
from attest_desktop.papers.template.lexicon import Lexicon


def declined(text: str, case: Case, field: str, words: Lexicon) -> str | None:
    """The text in the case; None when the program cannot decline it, so that a person writes it.

    `field` is the record's field: names («….full_name») and posts («….position») decline by rules of their own.
    """
    if case is Case.NOMINATIVE:
        return text
    if field in ("attestee.claimed_category", "attestee.current_category", "attestee.form"):
        return words.form(text, case)
    return None
