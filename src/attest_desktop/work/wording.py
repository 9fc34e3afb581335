"""Declension for the texts that the expert writes: one door to it for phrases and reuse."""

from __future__ import annotations

from functools import lru_cache

from attest_desktop.papers.russian import Case, Inflector
from attest_desktop.work.placeholders import NameCase

_CASES = {
    NameCase.NOMINATIVE: Case.NOMINATIVE,
    NameCase.GENITIVE: Case.GENITIVE,
    NameCase.DATIVE: Case.DATIVE,
    NameCase.ACCUSATIVE: Case.ACCUSATIVE,
    NameCase.INSTRUMENTAL: Case.INSTRUMENTAL,
    NameCase.PREPOSITIONAL: Case.LOCATIVE,
}


@lru_cache(maxsize=1)
def _inflector() -> Inflector:
    return Inflector()


@lru_cache(maxsize=2048)
def declined(text: str, case: NameCase, is_name: bool, /) -> str | None:
    """The name or post in the case; None when the program is not sure, so that a person writes it.

    The first question about a post loads the dictionary, some tenths of a second: ask once in the background.
    """
    ask = _inflector().person if is_name else _inflector().post
    return ask(text, _CASES[case])


def prepare_forms(full_name: str, post: str) -> None:
    """Work out the forms of this name and post, so that later questions about them are answered at once."""
    for case in NameCase:
        if full_name:
            declined(full_name, case, True)
        if post:
            declined(post, case, False)
