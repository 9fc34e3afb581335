"""Full names: which word is what, whose name it is, and each word in the case."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum

from attest_desktop.domain.names import Gender, gender, unchanging_patronymic
from attest_desktop.papers.russian import dictionary
from attest_desktop.papers.russian.case import OBLIQUE, Case, Forms
from attest_desktop.papers.russian.exceptions import Exceptions
from attest_desktop.papers.russian.first_name import first_name_forms
from attest_desktop.papers.russian.patronymic import is_patronymic, patronymic_forms
from attest_desktop.papers.russian.spelling import is_word, like
from attest_desktop.papers.russian.surname import surname_forms, surname_gender

_INITIALS = re.compile(r"(?:[А-ЯЁ]\.-?){1,3}|[А-ЯЁ]")


class _Part(Enum):
    SURNAME = "surname"
    FIRST = "first"
    PATRONYMIC = "patronymic"
    AS_IS = "as is"


@dataclass(frozen=True, slots=True)
class _Read:
    """The parts of a name word by word, and its gender (None: not sure)."""

    parts: tuple[_Part, ...]
    gender: Gender | None


def full_name(text: str, case: Case, exceptions: Exceptions) -> str | None:
    """The name in an oblique case, spaces as they were; None when any of its words is not sure."""
    pieces = re.split(r"(\s+)", text)
    words = [piece for piece in pieces[::2] if piece]
    read = _read(words, exceptions)
    if read is None:
        return None
    formed = []
    for word, part in zip(words, read.parts, strict=True):
        one = word if part is _Part.AS_IS else _bracketed(word, part, read.gender, case, exceptions)
        if one is None:
            return None
        formed.append(one)
    left = iter(formed)
    return "".join(piece if number % 2 or not piece else next(left) for number, piece in enumerate(pieces))


def _read(words: list[str], exceptions: Exceptions) -> _Read | None:
    initials = [bool(_INITIALS.fullmatch(word)) for word in words]
    if any(initials):
        surnames = [word for word, short in zip(words, initials, strict=True) if not short]
        # «Иванова М. И.» and «М. И. Иванова», nothing between.
        if len(surnames) != 1 or not (initials[0] or initials[-1]):
            return None
        parts = tuple(_Part.AS_IS if short else _Part.SURNAME for short in initials)
        return _Read(parts, surname_gender(surnames[0]))
    if len(words) == 1:
        return _Read((_Part.SURNAME,), surname_gender(words[0]))
    if len(words) > 2 and _in_brackets(words[1]):
        # «Иванова (Петрова) Мария Ивановна».
        rest = _read([words[0], *words[2:]], exceptions)
        return _Read((rest.parts[0], _Part.SURNAME, *rest.parts[1:]), rest.gender) if rest else None
    if len(words) == 2:
        whose = _gender_of_first(words[1], exceptions)
        return _Read((_Part.SURNAME, _Part.FIRST), whose) if whose is not None else None
    if len(words) == 3 and is_patronymic(words[1]):
        # «Анна Ивановна Мицкевич»: the surname last, whatever it ends in.
        whose = gender(f"- - {words[1]}")
        return _Read((_Part.FIRST, _Part.PATRONYMIC, _Part.SURNAME), whose)
    whose = gender(" ".join(words))
    if whose is None:
        return None
    if unchanging_patronymic(" ".join(words)):
        # «Мамедов Рашид Али оглы»: such a patronymic never declines.
        return _Read((_Part.SURNAME, _Part.FIRST, *(_Part.AS_IS,) * (len(words) - 2)), whose)
    if len(words) != 3 or not is_patronymic(words[2]):
        return None
    return _Read((_Part.SURNAME, _Part.FIRST, _Part.PATRONYMIC), whose)


def _in_brackets(word: str) -> bool:
    return word.startswith("(") and word.endswith(")") and len(word) > 2


def _gender_of_first(word: str, exceptions: Exceptions) -> Gender | None:
    """Whose first name it is, when that is beyond doubt: «Саша» and «Валя» are not."""
    listed = [one for one in Gender if exceptions.first_name(word, one) is not None]
    if listed:
        return listed[0] if len(listed) == 1 else None
    found = {one.gender for one in dictionary.first_names(word)}
    return found.pop() if len(found) == 1 else None


def _bracketed(word: str, part: _Part, whose: Gender | None, case: Case, exceptions: Exceptions) -> str | None:
    if _in_brackets(word):
        inner = _in_case(word[1:-1], part, whose, case, exceptions)
        return f"({inner})" if inner is not None else None
    return _in_case(word, part, whose, case, exceptions)


def _in_case(word: str, part: _Part, whose: Gender | None, case: Case, exceptions: Exceptions) -> str | None:
    if not all(is_word(piece) for piece in word.split("-")):
        return None
    genders = [whose] if whose is not None else list(Gender)
    at = OBLIQUE.index(case)
    found = {forms[at] if forms else None for forms in (_forms(word, part, one, exceptions) for one in genders)}
    # Of a surname beside initials the gender may be unknown, and may not matter: «Бондаренко», «Глинка».
    form = found.pop() if len(found) == 1 else None
    return "-".join(map(like, word.split("-"), form.split("-"))) if form else None


def _forms(word: str, part: _Part, whose: Gender, exceptions: Exceptions) -> Forms | None:
    plain = word.lower()
    if part is _Part.PATRONYMIC:
        return patronymic_forms(plain, whose)
    if part is _Part.FIRST:
        return first_name_forms(plain, whose, exceptions)
    return surname_forms(plain, whose, exceptions)
