"""The words by which a form says who signs where."""

from __future__ import annotations

import re
from functools import lru_cache

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
    (
        SignerRole.ATTESTEE,
        # «Педагог: ____» is who is attested, «педагог-психолог» an expert's position.
        re.compile(r"\bаттестуем|\bпедагогический\s+работник|\bполучил|^\W*педагог\s*:", re.I),
    ),
    (
        SignerRole.HEAD,
        re.compile(r"\bруководител|\bдиректор|\bзаведующ|\bпредседател|\bначальник|\bзаместител", re.I),
    ),
    (SignerRole.OTHER, re.compile(r"\bсекретар|\bучител|\bметодист|\bпедагог|\bвоспитател", re.I)),
)

# «Подпись», but not «дата подписания», «подписано», «подписавший».
_SIGN = re.compile(r"подпис(?!ан|ав|ыв)", re.I)
_TRANSCRIPT = re.compile(r"расшифр|\bф\.?\s?и\.?\s?о\b|фамили|инициал", re.I)
_SIGN_CAPTION = re.compile(r"^\W*(?:(?:личная|место|для)\s+)?подпис", re.I)
_OTHER_CAPTION = re.compile(
    r"расшифр|\bф\.?\s?и\.?\s?о\b|фамили|инициал|\bдата\b|\bдолжност|\bместо\s+работы|\bвозраст|категори|\bкласс\b"
    r"|наименован|\bадрес|телефон|\bтел\b|\bпериод|подчеркнуть|зачеркнуть|\bпредмет|\bбалл|\bсумма|оценк|\bстаж"
    r"|количеств|\bитог\b|\bитого\b|\bтема\b|\bцель\b|\bвывод|замечани|предложени|рекомендаци|\bприказ|\bпротокол\b"
    r"|образовани|почт|\be-?mail|\bсрок|\bрешени[ея]\b\W*$|\bкабинет|\bгород\b|\bсогласен\W*$|\bкомментари",
    re.I,
)
# A verb of saying after the signer, or something of the signer's that is not a signature.
_SAYS = re.compile(
    r"\b(?:специалист|эксперт|аттестуем|директор|руководител)\w*(?:\s+\w+){0,3}\s+"
    r"(?:рекоменд|счита|отмеча|предлаг|установ|устанав|оценив|полага|указыв|реша|выявл|подтвержд|провод|провел|посет)"
    r"\w*(?:ет|ют|ит|ят|ат|ут|л|ла|ли)\b",
    re.I,
)
_OF_SOMEBODY = re.compile(
    r"^\W*(?:\d+[.)]\s*)*"
    r"(?!(?:перв|втор|трет|член|представител|групп|замест|помощн|секретар|председат|руководит)\w*\b)"
    r"[А-Яа-яЁё]{4,}\s+(?:\w+\s+){0,2}"
    r"(?:специалиста|специалистов|эксперта|экспертов|аттестуемого|педагогического\s+работника|руководителя|директора)\b",
    re.I,
)
# An open quotation mark, or a closed one with no more than a day in it.
_DATE_BEFORE = re.compile(
    r"[«“„]\s*$|^[^\"]*(?:\"[^\"]*\"[^\"]*)*\"\s*$"
    r"|(?:^|[«\"“„])\s*\d{0,2}\s*[»\"”“]\s*$|\bдата\W*$|\b20\s*$|\bот\W*$|№\W*$",
    re.I,
)
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


@lru_cache(maxsize=2048)
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


def after_names(text: str) -> str:
    """What follows the last name in the text, without the bracket or slash that closes it."""
    ends = [match.end() for match in _NAME.finditer(text.replace("\u00a0", " "))]
    return text[ends[-1] :].lstrip(" /),.;") if ends else text


def names_only(label: str, role: SignerRole | None) -> bool:
    """Whether a label tells no more than a name, number, date or position: a heading above may say the role."""
    if role is SignerRole.OTHER:
        return True
    rest = _NAME.sub(" ", label.replace("\u00a0", " "))
    rest = re.sub(r"\bг(?:\.|ода)|\bдата\b|\bподпис\w*|\bм\.\s?п\.", " ", rest, flags=re.I)
    return not re.search(r"[А-Яа-яЁё]{2}", rest) or rest.lstrip()[:1].islower()


def asks_for_words(label: str) -> bool:
    """Whether a label wants a sentence or a datum: «Специалист рекомендует:», «Комментарий специалиста»."""
    if _SIGN.search(label) or _ACQUAINTED.search(label):
        return False
    return bool(_SAYS.search(label) or _OF_SOMEBODY.search(label))


def is_acquainted(text: str) -> bool:
    """Whether the text speaks of being acquainted: «С заключением ознакомлен(а)»."""
    return bool(_ACQUAINTED.search(text))


def ends_acquainted(label: str) -> bool:
    """Whether the words before a line end with «ознакомлен(а)»."""
    return bool(re.search(r"\bознаком\w*\s*(?:\(\s*\w*\s*\))?\s*:?$", label.strip(), re.I))


def is_signing_heading(text: str) -> bool:
    """Whether the text is no caption of a line but the heading of signatures to come: «Подписи экспертов»."""
    return bool(re.match(r"\W*подписи\b", text, re.I)) or text.rstrip().endswith(":")


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
    if _SIGN_CAPTION.search(text):
        return False
    wanted = _OTHER_CAPTION.findall(text)
    return any(not _ACQUAINTED.search(text) or re.match(r"дата|ф|расш", word, re.I) for word in wanted)


def is_position(label: str, role: SignerRole) -> bool:
    """Whether a label is a role with its position («Эксперт высшей категории»), not a request for a datum."""
    return begins_with_role(label, role) and not re.search(
        r"расшифр|\bф\.?\s?и\.?\s?о\b|фамили|инициал|\bдата\b", label, re.I
    )


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
