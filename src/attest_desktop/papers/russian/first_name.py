"""First names: the rules, mended by the dictionary where the rules are known to miss."""

from __future__ import annotations

from attest_desktop.domain.names import Gender
from attest_desktop.papers.russian import dictionary
from attest_desktop.papers.russian.case import Forms, unchanging
from attest_desktop.papers.russian.exceptions import Exceptions
from attest_desktop.papers.russian.rules import NamePart, forms_by_rule
from attest_desktop.papers.russian.spelling import VOWELS


def first_name_forms(word: str, whose: Gender, exceptions: Exceptions) -> Forms | None:
    """Forms of a first name in lower case; None when the reference books disagree or nothing is known."""
    listed = exceptions.first_name(word, whose)
    if listed is not None:
        return listed
    known = next((one for one in dictionary.first_names(word) if one.gender is whose), None)
    if "-" in word:
        return known.forms if known is not None else _double(word, whose, exceptions)
    if whose is Gender.FEMININE and word.endswith("ь") and (known is None or known.fixed):
        # «Айгуль», «Гузель»: some books decline them, some do not; their bearers decide.
        return None
    if known is not None and not known.fixed and _by_dictionary(word):
        return known.forms
    if word[-2:-1] in VOWELS and word.endswith("а"):
        return unchanging(word)
    forms = forms_by_rule(word, NamePart.FIRST, whose)
    if whose is Gender.MASCULINE and word.endswith("ия"):
        # «Захария — Захарии»; only women's names are stressed on the end («Алие», «Зульфие»).
        return (forms[0], word[:-1] + "и", forms[2], forms[3], word[:-1] + "и")
    return forms


def _by_dictionary(word: str) -> bool:
    """Endings on which the rules go wrong: «Ирек» is no «Ирька», «Ажа» no «Ажы»."""
    return word.endswith(("ек", "ок", "ц", "жа", "ша", "ча", "ща", "иа")) or word == "шота"


def _double(word: str, whose: Gender, exceptions: Exceptions) -> Forms | None:
    """«Анна-Мария»: of a woman both names decline; of a man («Жан-Поль», «Абдул-Азиз») it depends."""
    if whose is Gender.MASCULINE:
        return None
    pieces = []
    for piece in word.split("-"):
        if not any(one.gender is whose for one in dictionary.first_names(piece)):
            return None
        forms = first_name_forms(piece, whose, exceptions)
        if forms is None:
            return None
        pieces.append(forms)
    genitive, dative, accusative, instrumental, locative = ("-".join(one) for one in zip(*pieces, strict=True))
    return genitive, dative, accusative, instrumental, locative
