"""What single cells of the attestation table say."""

from __future__ import annotations

import re
from datetime import date

from attest_desktop.domain.period import MONTHS_GENITIVE
from attest_desktop.domain.text import normalised, one_line

_NUMERIC = re.compile(r"(\d{1,2})[./](\d{1,2})[./](\d{4}|\d{2})(?!\d)\s*(?:г(?:ода|\.)?)?[,;]?\s*")
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?!\d)[,;]?\s*")
_WORDED = re.compile(
    rf"[«\"]?(\d{{1,2}})[»\"]?\s+({'|'.join(MONTHS_GENITIVE)})\s+(\d{{4}})\s*(?:г(?:ода|\.)?)?[,;]?\s*",
    re.IGNORECASE,
)
_LEAD = re.compile(r"(?:с|от|назначена?)\s+(?=\d)", re.IGNORECASE)
_BRACKET = re.compile(r"[()]")
_EMAIL = re.compile(r"[^\s<>,;:()]+@[^\s<>,;:()]+\.[^\s<>,;:()]+")


def split_name(text: str) -> tuple[str, str]:
    """Full name, and the application's state that stands in brackets after it.

    «Иванова (Петрова) Мария Ивановна (Заявление …)» keeps the earlier brackets: they are part of the name.
    """
    text = one_line(text)
    end = len(text.rstrip(" ."))
    if not text[:end].endswith(")"):
        # An unclosed bracket: the state goes on to the end.
        name, bracket, state = text.rpartition("(")
        return (one_line(name), one_line(state)) if bracket and ")" not in state else (text, "")
    depth = 0
    for one in reversed(list(_BRACKET.finditer(text, 0, end))):
        depth += 1 if one[0] == ")" else -1
        if depth == 0:
            place = one.start()
            return one_line(text[:place]), one_line(text[place + 1 : end - 1])
    return text, ""


def _day(year: str, month: int, day: str) -> date | None:
    number = int(year)
    if number < 100:
        # Nobody in the table was appointed before 1950.
        number += 1900 if number >= 50 else 2000
    try:
        return date(number, month, int(day))
    except ValueError:
        return None


def split_appointment(text: str) -> tuple[date | None, str]:
    """Day of the appointment and the order, e.g. of «15.02.1994 №7 от 14.02.1994г.».

    Only a date that the cell begins with is the appointment's; where it cannot be read, the whole text is kept as
    the order.
    """
    text = one_line(text)
    lead = _LEAD.match(text)
    body = text[lead.end() :] if lead else text
    found: date | None = None
    rest = ""
    if numeric := _NUMERIC.match(body):
        found, rest = _day(numeric[3], int(numeric[2]), numeric[1]), body[numeric.end() :]
    elif iso := _ISO.match(body):
        found, rest = _day(iso[1], int(iso[2]), iso[3]), body[iso.end() :]
    elif worded := _WORDED.match(body):
        month = MONTHS_GENITIVE.index(worded[2].lower()) + 1
        found, rest = _day(worded[3], month, worded[1]), body[worded.end() :]
    return (found, rest.strip()) if found else (None, text)


def read_age(text: str) -> int | None:
    """Full years, if the cell is a sensible number."""
    found = re.match(r"(\d{1,3})(?!\d)", normalised(text))
    return int(found.group(1)) if found and 14 <= int(found.group(1)) <= 120 else None


def read_email(text: str) -> str:
    """The address of e-mail in the cell, else its text."""
    found = _EMAIL.search(text)
    return found.group() if found else one_line(text)
