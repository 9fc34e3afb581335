"""Patronymics on -вич, -ич, -вна, -чна, -шна."""

from __future__ import annotations

from attest_desktop.domain.names import Gender, gender, unchanging_patronymic
from attest_desktop.papers.russian.case import Forms
from attest_desktop.papers.russian.rules import NamePart, forms_by_rule
from attest_desktop.papers.russian.spelling import is_word


def is_patronymic(word: str) -> bool:
    """Whether the word ends as a patronymic that declines."""
    return is_word(word) and gender(f"- - {word}") is not None and not unchanging_patronymic(f"- - {word}")


def patronymic_forms(word: str, whose: Gender) -> Forms | None:
    """Forms of a patronymic."""
    if not is_patronymic(word) or gender(f"- - {word}") is not whose:
        return None
    return forms_by_rule(word, NamePart.PATRONYMIC, whose)
