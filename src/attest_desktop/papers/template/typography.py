"""Spaces that must not break, Russian quotes, and no «г.» or «№» twice where the form has printed one."""

from __future__ import annotations

import re
from datetime import date

from attest_desktop.domain.names import NBSP
from attest_desktop.domain.period import MONTHS_GENITIVE

_MONTHS = "|".join(MONTHS_GENITIVE)
_RULES = (
    (re.compile(r"№[ \u00a0]*(?=[0-9A-Za-zА-Яа-яЁё])"), f"№{NBSP}"),
    # Initials before and after a surname: «П. О. Кузнецов», «Кузнецов П.О.».
    (re.compile(r"\b([А-ЯЁ]\.)[ \u00a0]?([А-ЯЁ]\.)[ \u00a0]*(?=[А-ЯЁ][а-яё])"), rf"\1\2{NBSP}"),
    (re.compile(r"(?<=[а-яё])[ \u00a0]+(?=[А-ЯЁ]\.[ \u00a0]?[А-ЯЁ]\.)"), NBSP),
    (re.compile(rf"(?<=\d)[ \u00a0]+(?=(?:{_MONTHS})\b)", re.IGNORECASE), NBSP),
    (re.compile(rf"(?<=[»\"])[ \u00a0]+(?=(?:{_MONTHS})\b)", re.IGNORECASE), NBSP),
    (re.compile(rf"\b({_MONTHS})[ \u00a0]+(?=\d{{4}}\b)", re.IGNORECASE), rf"\1{NBSP}"),
    # Not the «г.» of a town: «школа № 29 г. Томска».
    (re.compile(r"(?<=\d)[ \u00a0]*(?=г{1,2}\.(?!\s+[А-ЯЁ]))"), NBSP),
    (re.compile(r"(?<=\d{4})[ \u00a0]+(?=год(?:а|у|е|ом)?\b)"), NBSP),
    (re.compile(r"(?<!\w)(г|гор|пос|с|д|ул)\.[ \u00a0]+(?=[А-ЯЁ])"), rf"\1.{NBSP}"),
    (re.compile(r"(?<=\d)[ \u00a0]+(?=%)"), NBSP),
    (re.compile(r"\bг\.[ \u00a0]?г\."), "гг."),
)
_YEAR_MARK = re.compile(r"[ \u00a0]*(?:г\.|года?)$")
_CATEGORY = re.compile(r"[ \u00a0]+(?:квалификационн\w+[ \u00a0]+)?категори\w+$")
_BREAK = re.compile("\r\n|[\r\v\f\x1c\x1d\x1e\x85\u2028\u2029]")
_UNWRITABLE = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_OPENS = re.compile(r"(?:^|[\s\u00a0(«„\"-])$")
_ORDER_DATE = re.compile(r"[\s\u00a0]+от[\s\u00a0]+\d.*$")
_NUMBER_MARK = re.compile(r"^№[ \u00a0]*")


def writable(text: str) -> str:
    r"""The text without signs that a Word file cannot hold; every kind of line or page break becomes «\n».

    Text copied from Word brings its own line break (U+000B) along.
    """
    return _UNWRITABLE.sub("", _BREAK.sub("\n", text))


def typeset(text: str) -> str:
    """The text with its unbreakable places and Russian quotes; nothing else changes (but «г.г.» becomes «гг.»)."""
    text = quoted(text)
    for pattern, replacement in _RULES:
        text = pattern.sub(replacement, text)
    return text


def quoted(text: str, depth: int = 0) -> str:
    """Straight quotes as «ёлочки», quotes inside quotes as „лапки“; a text whose quotes do not pair as it is.

    `depth` is 1 where the form has opened a quote before the text.
    """
    out: list[str] = []
    closing: list[str] = []  # of the quotes that are open
    for at, sign in enumerate(text):
        opens = sign in "«„" or (sign == '"' and _OPENS.search(text[:at]) and text[at + 1 : at + 2].strip())
        if opens:
            inner = depth + len(closing) > 0 or sign == "„"
            out.append("„" if inner else "«")
            closing.append("“" if inner else "»")
        elif sign in '»"' or (sign == "“" and closing):
            if not closing:
                return text
            out.append(closing.pop())
        else:
            out.append(sign)
    return text if closing else "".join(out)


def _one_quote(text: str) -> bool:
    """Whether the text is quoted as a whole: not so «А» и «Б»."""
    if not (text.startswith("«") and text.endswith("»")):
        return False
    inner = re.sub(r"«[^«»]*»", "", text[1:-1])
    return "«" not in inner and "»" not in inner


def fitted(text: str, before: str, after: str) -> str:
    """The text without what the form has printed beside it already: «№» before; «г.», a full stop after."""
    left, right = before.rstrip(" \u00a0"), after.lstrip(" \u00a0")
    if left.endswith("№"):
        text = (NBSP if left == before else "") + _NUMBER_MARK.sub("", text)
    if re.match(r"(?:г\.|года?\b)", right):
        text = _YEAR_MARK.sub("", text)
    if right.startswith(("категори", "квалификационн")):
        text = without_category(text)
    if re.match(r"от\b", right):
        text = _ORDER_DATE.sub("", text)  # «№ ____ от ____»
    if right.startswith(".") and text.endswith(".") and not text.endswith(".."):
        text = text[:-1]
    if left.endswith(("«", '"')) and right.startswith(("»", '"')):
        text = quoted(text[1:-1] if _one_quote(text) else text, depth=1)
    # A word must not run into its neighbour: «20__г.».
    if text and before[-1:].isalnum() and text[0].isalnum():
        text = NBSP + text
    if text and after[:1].isalnum() and text[-1].isalnum():
        text += NBSP
    return text


def without_category(text: str) -> str:
    """«первая» of «первая квалификационная категория»."""
    return _CATEGORY.sub("", text)


def spelled(day: date) -> str:
    """«5 октября 2026 г.»."""
    return f"{day.day}{NBSP}{MONTHS_GENITIVE[day.month - 1]}{NBSP}{day.year}{NBSP}г."


def in_figures(day: date) -> str:
    """«05.10.2026»."""
    return f"{day:%d.%m.%Y}"


def read_date(text: str) -> date | None:
    """The date that a person typed («05.10.2026», «5 октября 2026 г.»); None when it is not one."""
    plain = text.strip().rstrip(" г.\u00a0")
    figures = re.fullmatch(r"(\d{1,2})\.(\d{1,2})\.(\d{4})", plain)
    spelled_out = re.fullmatch(rf"[«\"]?(\d{{1,2}})[»\"]?\s+({_MONTHS})\s+(\d{{4}})", plain.lower())
    iso = re.fullmatch(r"(\d{4})-(\d{2})-(\d{2})", plain)
    try:
        if figures:
            return date(int(figures.group(3)), int(figures.group(2)), int(figures.group(1)))
        if spelled_out:
            month = MONTHS_GENITIVE.index(spelled_out.group(2)) + 1
            return date(int(spelled_out.group(3)), month, int(spelled_out.group(1)))
        if iso:
            return date(int(iso.group(1)), int(iso.group(2)), int(iso.group(3)))
    except ValueError:
        return None
    return None
