"""How near two spellings of a person's name are: the same, the same but shorter, or only alike."""

from __future__ import annotations

from enum import Enum

from attest_desktop.domain.text import normalised

# Shorter words are too easily another name by one letter: «Анна» and «Инна».
_SHORTEST_WITH_SLIP = 5


class Likeness(Enum):
    """How two spellings agree, the nearest first; the value is for the user, empty where nothing needs a word."""

    SAME = ""
    REORDERED = "слова имени стоят в другом порядке"
    INITIALS = "имя и отчество — только начальными буквами"
    SLIP = "отличие в одной букве"
    PARTIAL = "имя написано не полностью"
    NONE = "другое имя"

    @property
    def certain(self) -> bool:
        """Whether it is the same person by the name alone."""
        return self in (Likeness.SAME, Likeness.REORDERED)

    @property
    def alike(self) -> bool:
        """Whether it may be the same person."""
        return self is not Likeness.NONE


def likeness(one: str, other: str) -> Likeness:
    """How two spellings of a full name agree; case, spaces, punctuation, ё/е do not matter."""
    first, second = normalised(one).split(), normalised(other).split()
    if not first or not second:
        return Likeness.NONE
    if first == second:
        return Likeness.SAME
    if sorted(first) == sorted(second):
        return Likeness.REORDERED
    if _by_initials(first, second) or _by_initials(second, first):
        return Likeness.INITIALS
    if _one_slip(first, second):
        return Likeness.SLIP
    if _partial(first, second) or _partial(second, first):
        return Likeness.PARTIAL
    return Likeness.NONE


def _by_initials(short: list[str], whole: list[str]) -> bool:
    """«Иванова М И», «М И Иванова» beside «Иванова Мария Ивановна»; two short forms agree letter by letter."""
    letters = [word for word in short if len(word) == 1]
    surname = [word for word in short if len(word) > 1]
    rest = whole[len(surname) :]
    return (
        bool(letters and surname)
        and short in (surname + letters, letters + surname)
        and whole[: len(surname)] == surname
        and len(letters) <= len(rest)
        and all(word.startswith(letter) for letter, word in zip(letters, rest, strict=False))
    )


def _one_slip(first: list[str], second: list[str]) -> bool:
    """One word differs by one letter: wrong, missing, surplus, or two that changed places."""
    if len(first) != len(second):
        # «Иванова-Петрова» written apart or together, and nothing else
        return "".join(first) == "".join(second)
    different = [(a, b) for a, b in zip(first, second, strict=True) if a != b]
    if len(different) != 1 or min(len(word) for word in different[0]) < _SHORTEST_WITH_SLIP - 1:
        return False
    return _one_edit(*different[0])


def _one_edit(one: str, other: str) -> bool:
    if len(one) > len(other):
        one, other = other, one
    at = next((place for place, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), len(one))
    if len(one) < len(other):
        return one[at:] == other[at + 1 :]
    swapped = one[at : at + 2] == other[at : at + 2][::-1]
    return one[at + 1 :] == other[at + 1 :] or (swapped and one[at + 2 :] == other[at + 2 :])


def _partial(short: list[str], whole: list[str]) -> bool:
    """«Иванова Мария» beside «Иванова Мария Ивановна»."""
    return 2 <= len(short) < len(whole) and whole[: len(short)] == short
