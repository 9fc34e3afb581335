"""Surnames: the rules, mended where they are known to miss, and checked by the dictionary's common nouns."""

from __future__ import annotations

import re

from attest_desktop.domain.names import Gender
from attest_desktop.papers.russian import dictionary
from attest_desktop.papers.russian.case import Forms, unchanging
from attest_desktop.papers.russian.dictionary import Word
from attest_desktop.papers.russian.exceptions import Exceptions
from attest_desktop.papers.russian.rules import NamePart, forms_by_rule
from attest_desktop.papers.russian.spelling import VOWELS, syllables

_HUSHING = "жшчщ"
_MENS = re.compile(r".{2,}(?:[оеё]в|[иы]н|[сц]к(?:ий|ой)|ый)")
_WOMENS = re.compile(r".{2,}(?:[оеё]ва|[иы]на|[сц]кая|ая)")
#: Beginnings of double surnames that never decline: «Бонч-Бруевич», «Тер-Петросян».
_FIRST_PARTS = frozenset({
    "абдул", "абу", "аль", "бей", "белиц", "бен", "бонч", "ван", "вар", "гасан", "грум", "дель", "дер", "ибн",
    "кара", "книппер", "корвин", "ле", "мак", "мелик", "сан", "сен", "тан", "тер", "фон", "шолом", "эль",
})  # fmt: skip


def surname_gender(surname: str) -> Gender | None:
    """Whose a surname is by its own ending («Иванов», «Иванова»); None for «Шевчук»."""
    last = surname.lower().rpartition("-")[2]
    if _WOMENS.fullmatch(last) and not _may_be_a_noun(last):
        return Gender.FEMININE
    return Gender.MASCULINE if _MENS.fullmatch(last) and syllables(last) > 1 else None


def surname_forms(word: str, whose: Gender, exceptions: Exceptions) -> Forms | None:
    """Forms of a surname in lower case; None when it may decline in more than one way."""
    listed = exceptions.surname(word, whose)
    if listed is not None:
        return listed
    pieces = word.split("-")
    if len(pieces) == 1:
        return _simple(word, whose)
    columns = []
    for number, piece in enumerate(pieces):
        last = number == len(pieces) - 1
        forms = exceptions.surname(piece, whose)
        if forms is None:
            forms = unchanging(piece) if not last and piece in _FIRST_PARTS else _simple(piece, whose)
        if forms is None:
            return None
        columns.append(forms)
    genitive, dative, accusative, instrumental, locative = ("-".join(one) for one in zip(*columns, strict=True))
    return genitive, dative, accusative, instrumental, locative


def _simple(word: str, whose: Gender) -> Forms | None:
    if not word:
        return None
    if whose is Gender.FEMININE and word[-1] not in VOWELS:
        return unchanging(word)
    if word[-1] in "оеёиыуюэ" or (whose is Gender.FEMININE and word.endswith(("их", "ых"))):
        return unchanging(word)
    if word[-1] in "ая":
        return _on_a(word, whose)
    return _on_consonant(word)


# -а, -я: men's and women's alike, but for «Иванова», «Белая»


def _on_a(word: str, whose: Gender) -> Forms | None:
    if word.endswith("а") and word[-2:-1] in VOWELS:
        return unchanging(word)  # «Гулиа», «Моруа»
    if whose is Gender.FEMININE and _WOMENS.fullmatch(word):
        if _may_be_a_noun(word):
            return None
        return forms_by_rule(word, NamePart.SURNAME, whose)
    if whose is Gender.MASCULINE and word.endswith("ая"):
        return None
    if word.endswith("на") and whose is Gender.FEMININE:
        return _noun_on_a(word)  # «Сосна»: the rules take it for «-ина»
    if word[-2:-1] in _HUSHING:
        return _noun_on_a(word)
    forms = forms_by_rule(word, NamePart.SURNAME, whose)
    # A few surnames are in the rules as unchanging that decline as any other («Рева»).
    return forms if forms != unchanging(word) or len(word) < len("рева") else None


def _may_be_a_noun(word: str) -> bool:
    """«Малина» is the wife of Малин or of Малина; «Репина» surely of Репин."""
    if word.endswith("ая") or not _nouns(word):
        return False
    return not dictionary.is_surname(word[:-1]) or dictionary.is_surname(word)


def _nouns(word: str) -> list[Word]:
    return [one for one in dictionary.nouns(word) if not one.guessed]


def _noun_on_a(word: str) -> Forms:
    stem, before = word[:-1], word[-2:-1]
    common = next((one.forms[3] for one in _nouns(word)), "")
    end = common[-2:] if common else ("ей" if before in _HUSHING + "ц" else "ой")
    return (
        stem + ("и" if before in _HUSHING + "гкх" else "ы"),
        stem + "е",
        stem + "у",
        stem + end,
        stem + "е",
    )


# Men's surnames on a consonant, -ь, -й


def _on_consonant(word: str) -> Forms | None:
    if word.endswith(("ий", "ый", "ой")):
        return _adjective_like(word)
    if word.endswith(("их", "ых")):
        # «Черных» stays; «Фрейндлих» and «Рерих» are in the table or end in -рих.
        return forms_by_rule(word, NamePart.SURNAME, Gender.MASCULINE)
    if word.endswith("й"):
        forms: Forms | None = _soft(word[:-1])
        if word.endswith("ей"):
            forms = forms_by_rule(word, NamePart.SURNAME, Gender.MASCULINE)
    else:
        forms = _by_rule_mended(word)
    if forms is None:
        return None
    return _agreed(word, forms)


def _soft(stem: str) -> Forms:
    return (stem + "я", stem + "ю", stem + "я", stem + "ем", stem + "е")


def _by_rule_mended(word: str) -> Forms | None:
    if re.search(r"[бвгджзклмпрстфх]ец$", word) and not word.endswith(("вец", "пец")):
        common = _common(word)
        if common is None and not word.endswith(("бец", "мец", "сец")):
            return None  # «Сагайдец»: whether «е» drops out is the family's own
    forms = forms_by_rule(word, NamePart.SURNAME, Gender.MASCULINE)
    if forms == unchanging(word):
        return _common(word)
    genitive, dative, accusative, instrumental, locative = forms
    own = re.search(r"[оеё]в$|[иы]н$", word) is not None and syllables(word) > 1
    if instrumental.endswith("ым") and not own and not re.search(r"[оеё]в$", word):
        instrumental = instrumental[:-2] + "ом"  # «Коэном», «Шином»
    if word.endswith("ж") and syllables(word) > 1:
        instrumental = word + "ем"
    if re.search(r"[её]нок$", word) and syllables(word) > 2:
        stem = word[:-2] + "к"  # «Антонёнок — Антонёнка»
        return (stem + "а", stem + "у", stem + "а", stem + "ом", stem + "е")
    return genitive, dative, accusative, instrumental, locative


def _adjective_like(word: str) -> Forms | None:
    if word.endswith("ой") and syllables(word) == 1:
        return _soft(word[:-1])  # «Цой», «Ной»
    if word.endswith("ий") and syllables(word) == 1:
        return _soft(word[:-1])  # «Вий», «Кий»
    known = next(
        (one for one in dictionary.adjectives(word) if one.gender is Gender.MASCULINE and not one.guessed), None
    )
    if known is not None:
        # «Медвежий — Медвежьего» as a word, «Медвежия» in many families.
        return known.forms if "ь" not in known.forms[0][len(word) - 3 :] else None
    if word.endswith("чий"):
        return None  # «Топчий — Топчия», «Зодчий — Зодчего»
    if word.endswith("гий"):
        return None
    genitive, dative, accusative, instrumental, locative = forms_by_rule(word, NamePart.SURNAME, Gender.MASCULINE)
    if instrumental.endswith("ым") and word[-3:-2] in _HUSHING + "гкх":
        instrumental = instrumental[:-2] + "им"
    return genitive, dative, accusative, instrumental, locative


def _common(word: str) -> Forms | None:
    found = next((one for one in _nouns(word) if one.gender is Gender.MASCULINE), None)
    if found is None:
        return None
    genitive, dative, _, instrumental, locative = found.forms
    return genitive, dative, genitive, instrumental, locative


def _agreed(word: str, forms: Forms) -> Forms | None:
    """Checked against the common noun: it knows the stress («Ткачом») and the vowel that drops out."""
    common = _common(word)
    if common is None:
        return forms
    if common[0].replace("ё", "е") != forms[0].replace("ё", "е"):
        # The vowel drops out of «сон», but the surname «Сон» may be Korean: not sure.
        return None
    if re.search(r"[оеё]в$|[иы]н$", word) and syllables(word) > 1:
        return forms
    return common
