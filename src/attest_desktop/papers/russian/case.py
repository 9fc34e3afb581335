"""The six cases."""

from __future__ import annotations

from enum import Enum


class Case(Enum):
    """Grammatical case; the value is its name in the dictionary and on the command line."""

    NOMINATIVE = "nomn"
    GENITIVE = "gent"
    DATIVE = "datv"
    ACCUSATIVE = "accs"
    INSTRUMENTAL = "ablt"
    LOCATIVE = "loct"

    @property
    def russian(self) -> str:
        """«родительный» and so on."""
        return _RUSSIAN[self]


_RUSSIAN = {
    Case.NOMINATIVE: "именительный",
    Case.GENITIVE: "родительный",
    Case.DATIVE: "дательный",
    Case.ACCUSATIVE: "винительный",
    Case.INSTRUMENTAL: "творительный",
    Case.LOCATIVE: "предложный",
}

#: The cases in which a word differs from what is in the record, in the order of every table of forms.
OBLIQUE = (Case.GENITIVE, Case.DATIVE, Case.ACCUSATIVE, Case.INSTRUMENTAL, Case.LOCATIVE)

#: Forms of one word in the order of `OBLIQUE`.
Forms = tuple[str, str, str, str, str]


def unchanging(word: str) -> Forms:
    """The forms of a word that does not decline."""
    return (word, word, word, word, word)
