"""A value in the case that its place wants, by the kind of the record's field."""

from __future__ import annotations

from attest_desktop.papers.russian import Inflector
from attest_desktop.papers.template.blank import Case
from attest_desktop.papers.template.lexicon import Lexicon


def declined(text: str, case: Case, field: str, words: Lexicon, russian: Inflector) -> str | None:
    """The text in the case; None when the program is not sure of it, so that a person writes it.

    `field` is the record's field: names («….full_name») and posts («….position») decline by rules of their own.
    """
    if case is Case.NOMINATIVE:
        return text
    if field in ("attestee.claimed_category", "attestee.current_category", "attestee.form"):
        known = words.form(text, case)
        # «первая квалификационная категория»: an adjective and its noun, as a post is.
        return known or (russian.post(text, case) if len(text.split()) > 1 else None)
    if field.endswith(".full_name"):
        return russian.person(text, case)
    if field.endswith(".position"):
        return russian.post(text, case)
    return None
