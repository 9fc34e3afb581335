"""The rules of declining names by their endings (petrovich), as forms in lower case."""

from __future__ import annotations

import threading
from enum import Enum
from functools import cache
from typing import Any

from attest_desktop.domain.names import Gender
from attest_desktop.papers.russian.case import Forms

_lock = threading.Lock()


class NamePart(Enum):
    """Which word of a name the rules are for."""

    SURNAME = "LASTNAME"
    FIRST = "FIRSTNAME"
    PATRONYMIC = "MIDDLENAME"


def forms_by_rule(word: str, part: NamePart, gender: Gender) -> Forms:
    """Forms of one word without a hyphen; a word that no rule fits comes back as it is."""
    maker, enums = _made()
    whose = enums.Gender.MALE if gender is Gender.MASCULINE else enums.Gender.FEMALE
    kind = getattr(enums.NamePart, part.value)
    genitive, dative, accusative, instrumental, locative = (
        str(maker.make(kind, whose, case, word)).lower()
        for case in (
            enums.Case.GENITIVE,
            enums.Case.DATIVE,
            enums.Case.ACCUSATIVE,
            enums.Case.INSTRUMENTAL,
            enums.Case.PREPOSITIONAL,
        )
    )
    return genitive, dative, accusative, instrumental, locative


def _made() -> tuple[Any, Any]:
    with _lock:
        return _loaded()


@cache
def _loaded() -> tuple[Any, Any]:
    # Reads a table of rules: the program starts without it.
    from pytrovich import enums
    from pytrovich.maker import PetrovichDeclinationMaker

    return PetrovichDeclinationMaker(), enums
