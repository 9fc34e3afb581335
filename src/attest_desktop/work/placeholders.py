"""Places in a phrase that every attestee fills in their own way: names in their cases, gender, post, subject.

`{ФИО}`, `{ФИО:р}` (р, д, в, т, п), `{Фамилия И.О.}`, `{И.О. Фамилия}`, `{Имя Отчество}`, `{Фамилия}`,
`{должность}`, `{предмет}` — each with a case, and `{провёл/провела}`: the form for a man, then for a woman.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum

from attest_desktop.domain.attestee import Attestee
from attest_desktop.domain.names import NBSP, Gender, gender, parts, short_name


class NameCase(Enum):
    """A grammatical case; the value is its letter in a placeholder."""

    NOMINATIVE = "и"
    GENITIVE = "р"
    DATIVE = "д"
    ACCUSATIVE = "в"
    INSTRUMENTAL = "т"
    PREPOSITIONAL = "п"


CASE_WORDS = {
    NameCase.GENITIVE: "в родительном падеже",
    NameCase.DATIVE: "в дательном падеже",
    NameCase.ACCUSATIVE: "в винительном падеже",
    NameCase.INSTRUMENTAL: "в творительном падеже",
    NameCase.PREPOSITIONAL: "в предложном падеже",
}
# What stands where the program does not know: seen on the page, marked in the editor, counted as not filled in.
UNFILLED = re.compile(r"\[[^\[\]\n]{1,80}: заполните\]")
_PLACE = re.compile(r"\{([^{}\n]{1,80})\}")

# (text, case, full name when the text is one) → the text in the case, None when it is not known.
Decline = Callable[[str, NameCase, bool], str | None]


def not_declined(_text: str, _case: NameCase, _is_name: bool, /) -> str | None:
    """For a program without declension: every case but the nominative is unknown."""
    return None


@dataclass(frozen=True, slots=True)
class Who:
    """The attestee as a phrase speaks of them."""

    full_name: str
    position: str = ""
    subject: str = ""
    gender: Gender | None = None

    @classmethod
    def of(cls, attestee: Attestee, full_name: str = "", position: str = "", subject: str = "") -> Who:
        """From the cabinet's row; what the expert wrote instead goes first."""
        name = full_name or attestee.full_name
        subjects = subject or ", ".join(attestee.subjects)
        return cls(name, position or attestee.position, subjects, gender(name))


@dataclass(frozen=True, slots=True)
class Resolved:
    """A phrase for one attestee; `unfilled` are the places that a person has to write."""

    text: str
    unfilled: tuple[str, ...] = ()


def resolve(text: str, who: Who, decline: Decline = not_declined) -> Resolved:
    """The phrase with everything that is known of the attestee filled in."""
    unfilled: list[str] = []

    def put(found: re.Match[str]) -> str:
        inside = found.group(1).strip()
        known = _filled(inside, who, decline)
        if known is not None:
            return _begin_like(inside, known)
        words = _explained(inside)
        unfilled.append(words)
        return f"[{words}: заполните]"

    return Resolved(_PLACE.sub(put, text), tuple(unfilled))


def generalised(text: str, who: Who, decline: Decline = not_declined) -> str:
    """The text with the attestee's name, in every case that is known, replaced by placeholders."""
    forms: dict[str, tuple[str, str]] = {}
    for case in NameCase:
        full = who.full_name if case is NameCase.NOMINATIVE else decline(who.full_name, case, True)
        if not full:
            continue
        mark = "" if case is NameCase.NOMINATIVE else f":{case.value}"
        for kind in _NAME_KINDS:
            made = _name_as(kind, full)
            # A masculine accusative equals the genitive, an indeclinable name itself: the first case wins.
            if made and len(made) > 2:
                forms.setdefault(_spaced(made), ("{" + kind + mark + "}", _loosely(made)))
    if not forms:
        return text
    pattern = "|".join(forms[key][1] for key in sorted(forms, key=len, reverse=True))
    return re.sub(rf"(?<![\w-])(?:{pattern})(?![\w-])", lambda found: forms[_spaced(found.group(0))][0], text)


_NAME_KINDS = ("ФИО", "Фамилия И.О.", "И.О. Фамилия", "Имя Отчество", "Фамилия")


def _name_as(kind: str, full_name: str) -> str:
    surname, first, patronymic = parts(full_name)
    match kind.replace(" ", "").lower():
        case "фио":
            return full_name
        case "фамилияи.о.":
            return short_name(full_name)
        case "и.о.фамилия":
            return short_name(full_name, initials_first=True)
        case "имяотчество":
            return f"{first} {patronymic}" if first and patronymic else ""
        case "фамилия":
            return surname
    return ""


def _filled(inside: str, who: Who, decline: Decline) -> str | None:
    if "/" in inside:
        his, _, hers = inside.partition("/")
        return (
            {Gender.MASCULINE: his.strip(), Gender.FEMININE: hers.strip()}.get(who.gender) if who.gender else None
        )
    kind, _, letter = inside.partition(":")
    case = next((one for one in NameCase if one.value == letter.strip().lower()[:1]), None)
    if case is None and letter:
        return None
    case = case or NameCase.NOMINATIVE
    plain = kind.strip().lower()
    if plain in ("должность", "предмет"):
        value = who.position if plain == "должность" else who.subject
        return _cased(value, case, decline, is_name=False)
    if plain.replace(" ", "") not in {one.replace(" ", "").lower() for one in _NAME_KINDS}:
        return None
    full = _cased(who.full_name, case, decline, is_name=True)
    return (_name_as(kind, full) or None) if full else None


def _cased(value: str, case: NameCase, decline: Decline, *, is_name: bool) -> str | None:
    if not value or case is NameCase.NOMINATIVE:
        return value or None
    return decline(value, case, is_name)


def _begin_like(inside: str, known: str) -> str:
    """«{Должность}» begins a sentence: so does what replaces it."""
    return known[0].upper() + known[1:] if inside[:1].isupper() and known else known


def _explained(inside: str) -> str:
    kind, colon, letter = inside.partition(":")
    case = next((one for one in NameCase if colon and one.value == letter.strip().lower()[:1]), None)
    return f"{kind.strip()} {CASE_WORDS[case]}" if case in CASE_WORDS else inside.replace(":", " ")


def _spaced(text: str) -> str:
    """What two spellings of one form have in common."""
    return re.sub(r"\s+", "", text).replace("ё", "е").replace("Ё", "Е")


def _loosely(form: str) -> str:
    """A pattern for the form however it is spaced: «М. И.», «М.И.», no-break spaces, ё or е."""
    words = re.sub(r"\.(?=\S)", ". ", form.replace(NBSP, " ")).split()
    escaped = [re.sub("[её]", "[её]", re.escape(word)) for word in words]
    return "".join(
        word + ("" if place == len(escaped) - 1 else r"\s*" if word.endswith(".") else r"\s+")
        for place, word in enumerate(escaped)
    )
