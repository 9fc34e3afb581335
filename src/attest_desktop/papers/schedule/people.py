"""Persons named in a cell: one or several, in full or by initials, with what is said of them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from attest_desktop.domain.text import one_line

_WORD = r"[А-ЯЁ](?:[а-яё]+|[А-ЯЁ]+)(?:-[А-ЯЁ][а-яёА-ЯЁ]+)?"
_ENDS = r"(?:вич|ьич|мич|кич|тич|вна|чна|шна)"
_PATRONYMIC = (
    rf"(?:[А-ЯЁ][а-яё]*{_ENDS}|[А-ЯЁ]+{_ENDS.upper()}|{_WORD}[ -](?:оглы|оглу|кызы|гызы|улы|уулу)"
    r"|[А-ЯЁ][а-яё]+(?:оглы|кызы|гызы))(?![а-яёА-ЯЁ])"
)
_GAP = r"\s+"
_INITIAL = r"[А-ЯЁ]\."
_STRONG = re.compile(
    # «Фамилия И.О.» of a head is nobody's name.
    rf"(?<![а-яёА-ЯЁ-])(?!(?i:фамилия|фио)\b)(?:(?P<full>{_WORD}{_GAP}{_WORD}{_GAP}{_PATRONYMIC})"
    rf"|(?P<turned>{_WORD}{_GAP}{_PATRONYMIC}{_GAP}{_WORD})"
    rf"|(?P<after>{_WORD}\s+{_INITIAL}\s?(?:{_INITIAL})?)"
    rf"|(?P<before>{_INITIAL}\s?(?:{_INITIAL}\s?)?{_WORD}))(?![а-яё])"
)
_NOT_OF_A_SCHOOL = re.compile(r"(?:\bим|\bимени)\.?\s*$", re.IGNORECASE)
_WEAK = re.compile(rf"{_WORD}(?:{_GAP}{_WORD}){{1,3}}(?:\s+(?:оглы|кызы))?")
_NUMBER = re.compile(r"(?:(?<=^)|(?<=[\s;,]))\d{1,2}\s?[.)]\s*(?=[А-ЯЁ])")
_BRACKETS = re.compile(r"\(([^()]*)\)|\[([^\[\]]*)\]")
# A long word that a narrow column cut goes on below with an ending of a name.
_CUT = re.compile(
    r"(?<=[а-яё])\n(?=(?:ая|яя|ий|ый|ой|ва|на|вна|ична|ична|евна|овна|вич|ич|евич|ович|ова|ева|ина|ко|ов|ев|ин|а|я|й|ч)"
    r"(?![а-яё]))"
)
# Latin letters that look like Russian ones, typed by mistake: a word with both is Russian.
_LOOKALIKE = str.maketrans("ABCEHKMOPTXYaceopxyk", "АВСЕНКМОРТХУасеорхук")
_MIXED = re.compile(r"[A-Za-zА-Яа-яЁё]+")
# Words with a capital that are no names: a weak find with any of them is none.
_NO_NAMES = re.compile(
    r"\b(?:м[абк]?[оду]{2}у?|мбдоу|мадоу|огбоу|огбпоу|сош|оош|цдо|дши|дюсш|дс|гимназ|школ|лице|детск|сад|колледж|техникум|центр"
    r"|област|район|округ|город|зато|томск|северск|фамили|имя|отчеств|фио|учител|педагог|воспитател|преподавател"
    r"|методист|специалист|эксперт|аттест|вакан|итого|всего|очно|дистанц|приказ|категор)",
    re.IGNORECASE,
)
_LONGEST = 1_000
_MOST = 12


@dataclass(frozen=True, slots=True)
class Named:
    """A person as the cell names them; `about` is what stands behind the name, `note` what stands in brackets."""

    full_name: str
    about: str = ""
    note: str = ""


def cleaned(text: str) -> str:
    """The text with words whole again: look-alike Latin letters, hyphens at a line's end, words cut in two."""
    text = text.replace("\u00a0", " ").replace("\u00ad", "").replace("\u2011", "-")[:_LONGEST]
    text = re.sub(r"(?<=[а-яёА-ЯЁ])-\n(?=[а-яё])", "", text)
    text = re.sub(r"(?<=[а-яёА-ЯЁ])-\n(?=[А-ЯЁ])", "-", text)
    text = _CUT.sub("", text)
    return _MIXED.sub(_russian, text)


def _russian(word: re.Match[str]) -> str:
    return word[0].translate(_LOOKALIKE) if re.search("[А-Яа-яЁё]", word[0]) else word[0]


def people_in(text: str) -> tuple[Named, ...]:
    """The persons in the order of the cell; empty when there is none, or something else besides."""
    text = cleaned(text)
    notes = [one_line(found[1] or found[2] or "") for found in _BRACKETS.finditer(text)]
    bare = _NUMBER.sub("\n", _BRACKETS.sub(" ", text))
    if not re.search("[А-ЯЁ]", bare):
        bare = bare.title() if _STRONG.search(one_line(bare.title())) else bare
    flat = one_line(bare)
    found = [match for match in _STRONG.finditer(flat) if not _NOT_OF_A_SCHOOL.search(flat[: match.start()])][
        :_MOST
    ]
    if not found:
        return _weak(flat, bare, "; ".join(filter(None, notes)))
    if one_line(flat[: found[0].start()]).strip(" .,;:-–—"):
        before = flat[: found[0].start()].strip(" .,;:-–—")
        # «Учитель Иванова М.И.»: what stands before the only name is said of it too.
        if len(found) > 1:
            before = ""
    else:
        before = ""
    made = []
    for at, match in enumerate(found):
        end = found[at + 1].start() if at + 1 < len(found) else len(flat)
        about = ", ".join(filter(None, (before, _trimmed(flat[match.end() : end]))))
        made.append(Named(_spelt(match), about, "; ".join(filter(None, notes)) if len(found) == 1 else ""))
    if len(made) > 1:
        made = _with_own_notes(text, made)
    return tuple(made)


def _with_own_notes(text: str, people: list[Named]) -> list[Named]:
    """Brackets belong to the name before them."""
    flat = one_line(text).lower()
    starts = []
    at = 0
    for one in people:
        at = max(at, flat.find(one.full_name.split()[0].lower(), at))
        starts.append(at)
    made = []
    for one, start, end in zip(people, starts, [*starts[1:], len(flat)], strict=True):
        inside = _BRACKETS.findall(one_line(text)[start:end])
        made.append(Named(one.full_name, one.about, "; ".join(one_line(a or b) for a, b in inside)))
    return made


def _trimmed(words: str) -> str:
    trimmed = one_line(words).strip(" ,;:-–—/|")
    return re.sub(r"(?:^|\s)(?:и|,|;)$", "", trimmed).strip(" ,;:-–—/|") if trimmed != "и" else ""


def _weak(flat: str, bare: str, note: str) -> tuple[Named, ...]:
    """Names without a patronymic's ending are believed only where nothing else is written."""
    pieces = [one_line(piece) for piece in re.split(r"[;,]|\n", bare) if one_line(piece)]
    if _NO_NAMES.search(flat):
        return ()
    for named in ([flat], pieces):
        if named and all(_WEAK.fullmatch(piece) for piece in named):
            return tuple(Named(_cased(piece), "", note if len(named) == 1 else "") for piece in named[:_MOST])
    return ()


def _spelt(match: re.Match[str]) -> str:
    """«Фамилия Имя Отчество» or «Фамилия И.О.», however it was put."""
    words = match[0]
    if match["turned"]:
        first, patronymic, surname = _three(words)
        return _cased(f"{surname} {first} {patronymic}")
    if match["before"] or match["after"]:
        letters = "".join(re.findall(_INITIAL, words))
        surname = one_line(re.sub(_INITIAL, " ", words))
        return f"{_cased(surname)} {letters}"
    return _cased(one_line(words))


def _three(words: str) -> tuple[str, str, str]:
    pieces = one_line(words).split(" ")
    return pieces[0], " ".join(pieces[1:-1]), pieces[-1]


def _cased(name: str) -> str:
    """ИВАНОВА as Иванова."""
    return " ".join(
        "-".join(part.capitalize() if len(part) > 1 and part.isupper() else part for part in word.split("-"))
        for word in name.split(" ")
    )


def is_person(text: str) -> bool:
    """Whether somebody is named beyond doubt: a patronymic or initials are there."""
    return _STRONG.search(one_line(cleaned(text))) is not None
