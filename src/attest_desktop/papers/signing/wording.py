"""The words by which a form says who signs where."""

from __future__ import annotations

import re

from attest_desktop.domain.names import parts
from attest_desktop.domain.text import one_line
from attest_desktop.papers.signing.places import SignerRole

_ACQUAINTED = re.compile(r"\bознаком", re.I)
_ROLES = (
    (
        SignerRole.EXPERT,
        re.compile(
            r"\bспециалист|\bэксперт(?!из|н)|\bчлен\w*\s+(?:\w+\s+)?(?:групп|комисс)"
            r"|\b(?:председател|руководител)\w*\s+(?:экспертн|аттестационн)\w+\s+групп|\bэкспертн\w+\s+групп",
            re.I,
        ),
    ),
    (SignerRole.ATTESTEE, re.compile(r"\bаттестуем|\bпедагогический\s+работник", re.I)),
    (
        SignerRole.HEAD,
        re.compile(r"\bруководител|\bдиректор|\bзаведующ|\bпредседател|\bначальник|\bзаместител", re.I),
    ),
    (SignerRole.OTHER, re.compile(r"\bсекретар|\bучител|\bметодист|\bпедагог|\bвоспитател", re.I)),
)

_SIGN = re.compile(r"подпис", re.I)
_TRANSCRIPT = re.compile(r"расшифр|\bф\.?\s?и\.?\s?о\b|фамили|инициал", re.I)
_SIGN_CAPTION = re.compile(r"^\W*(?:(?:личная|место|для)\s+)?подпис", re.I)
_OTHER_CAPTION = re.compile(
    r"расшифр|\bф\.?\s?и\.?\s?о\b|фамили|инициал|\bдата\b|\bдолжност|\bместо\s+работы|\bвозраст|категори|\bкласс\b"
    r"|наименован|\bадрес|телефон|\bпериод|подчеркнуть|зачеркнуть|\bпредмет",
    re.I,
)
_DATE_BEFORE = re.compile(r"[«\"“„]\s*$|[»\"”“]\s*$|\bдата\W*$|\b20\s*$|\bот\W*$|№\W*$", re.I)
_DATE_AFTER = re.compile(r"^\s*(?:[»\"”“]|20\b|20\d\d|г\.|года\b)", re.I)

_INITIAL = r"[А-ЯЁ]\s?\."
_NO_SURNAME = "Специалист|Эксперт|Аттестуем|Руководител|Директор|Заведующ|Председател|Начальник|Заместител|Член"
_NO_SURNAME += "|Секретар|Учител|Методист|Педагог|Воспитател|Подпис|Ознаком|Дата"
_SURNAME = rf"(?!(?:{_NO_SURNAME}))[А-ЯЁ][а-яё]+(?:\s?[-‑–]\s?[А-ЯЁ][а-яё]+)*"
_NAME = re.compile(
    rf"(?<![А-Яа-яЁё])(?:(?:(?!Ф\.\s?И\.){_INITIAL}\s?(?:{_INITIAL}\s?)?{_SURNAME})"
    rf"|(?:{_SURNAME}\s{_INITIAL}(?:\s?{_INITIAL})?)"
    rf"|(?:{_SURNAME}\s[А-ЯЁ][а-яё]+\s[А-ЯЁ][а-яё]+(?:вич|вна|ична|инична|ьич|кызы|оглы)))(?![а-яё])"
)


def role_in(text: str) -> SignerRole | None:
    """Whose line a label names; the first role word counts, but «ознакомлен» before all others."""
    if _ACQUAINTED.search(text):
        return SignerRole.ATTESTEE
    found = [(match.start(), role) for role, pattern in _ROLES if (match := pattern.search(text))]
    return min(found, key=lambda pair: pair[0])[1] if found else None


def from_role(text: str) -> str:
    """The text from its last role word on; empty when it has none."""
    starts = [match.start() for _, pattern in _ROLES for match in pattern.finditer(text)]
    starts += [match.start() for match in _ACQUAINTED.finditer(text)]
    return text[max(starts) :] if starts else ""


def begins_with_role(text: str, role: SignerRole) -> bool:
    """Whether the text opens with a role («Специалист по аттестации, …», «1. Эксперт»), or says «ознакомлен»."""
    if _ACQUAINTED.search(text):
        return True
    pattern = dict(_ROLES)[role]
    return bool(pattern.match(re.sub(r"^[\W\d]+", "", text)))


def names_in(text: str) -> tuple[str, ...]:
    """Names with initials («Иванова М.И.», «М.И. Иванова») and full names in the text."""
    return tuple(one_line(match.group()) for match in _NAME.finditer(text.replace("\u00a0", " ")))


def speaks_of_signature(text: str) -> bool:
    """Whether a label or a caption asks for a signature, not for its transcript."""
    if not _SIGN.search(text):
        return False
    return bool(_SIGN_CAPTION.search(text)) or not _TRANSCRIPT.search(text)


def is_other_caption(text: str) -> bool:
    """Whether a caption asks for something else than a signature."""
    return bool(_OTHER_CAPTION.search(text)) and not _SIGN_CAPTION.search(text)


def is_date(before: str, after: str) -> bool:
    """Whether the words around a blank make it a part of a date, or a number."""
    return bool(_DATE_BEFORE.search(before) or _DATE_AFTER.search(after))


def _folded(text: str) -> str:
    return one_line(text).lower().replace("ё", "е")


def _either_hyphen(word: str) -> str:
    return r"\s?[-‑–]\s?".join(re.escape(part) for part in re.split(r"[-‑–]", word))


def says_name(text: str, full_name: str) -> bool:
    """Whether the text has this person's surname together with the right initials or given names."""
    surname, first, patronymic = (_folded(part) for part in parts(full_name))
    if not first:
        return says_surname(text, full_name)
    given = [re.escape(first) + (rf"(?:\s+{re.escape(patronymic)})?" if patronymic else "")]
    if patronymic:
        given.append(rf"{first[0]}\s?\.\s?{patronymic[0]}\b\.?")
    # A transcript may have the first initial only; another second initial is another person.
    given.append(rf"{first[0]}\s?\.(?!\s?[а-я]\s?\.)")
    either, family = "|".join(given), _either_hyphen(surname)
    pattern = rf"(?<![а-я-]){family}(?![а-я-])[\s,]*(?:{either})|(?<![а-я])(?:{either})\s?{family}(?![а-я-])"
    return bool(re.search(pattern, _folded(text)))


def says_surname(text: str, full_name: str) -> bool:
    """Whether the text has the surname with no initials beside it, which could be somebody else's."""
    family = _either_hyphen(_folded(parts(full_name)[0]))
    return bool(
        re.search(rf"(?<![а-я-])(?<![а-я]\.)(?<![а-я]\.\s){family}(?![а-я-])(?!\s*[а-я]\s?\.)", _folded(text))
    )
