"""The attestee's data in the form: what the cabinet says, and what the expert wrote instead."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from attest_desktop.domain.attestee import Attestee

# The century of a year written with two digits.
CENTURY = 2000
_DAY = re.compile(r"\s*(\d{1,2})\s*[./\-\s]\s*(\d{1,2})\s*[./\-\s]\s*(\d{2}|\d{4})\s*(?:г\.?)?\s*")


@dataclass(frozen=True, slots=True)
class Field:
    """One value about the attestee; `name` is that of the AttesteeData field.

    `in_row` tells that the cabinet's table has it, so that it is not typed but only corrected.
    """

    name: str
    label: str
    in_row: bool = True
    hint: str = ""


FIELDS: tuple[Field, ...] = (
    Field("workplace", "Место работы", in_row=False, hint="Полное название образовательной организации"),
    Field("municipality", "Муниципалитет", in_row=False, hint="Например: город Томск"),
    Field("full_name", "Фамилия, имя, отчество"),
    Field("position", "Должность"),
    Field("subjects", "Предметы", hint="Несколько предметов — через точку с запятой"),
    Field("current_category", "Имеющаяся категория"),
    Field("claimed_category", "Заявленная категория"),
    Field("appointed_on", "Дата назначения", hint="дд.мм.гггг"),
    Field("appointment_order", "Приказ о назначении"),
    Field("age", "Возраст (полных лет)"),
    Field("period", "Период аттестации"),
)


def from_row(attestee: Attestee, name: str) -> str:
    """What the cabinet's row says, as people write it; empty when it says nothing."""
    if name in ("workplace", "municipality"):
        return ""
    value = getattr(attestee, name)
    if value is None:
        return ""
    if isinstance(value, date):
        return written_day(value)
    if isinstance(value, tuple):
        return "; ".join(value)
    return str(value)


def shown(attestee: Attestee, name: str, corrections: Mapping[str, str]) -> str:
    """What the form shows: the expert's correction, else the row's value."""
    correction = corrections.get(name)
    if correction is None:
        return from_row(attestee, name)
    if name == "appointed_on" and (day := _iso_day(correction)):
        return written_day(day)
    return correction


def correction_of(attestee: Attestee, name: str, typed: str) -> str | None:
    """The typed text as it is kept in `DraftText.corrections`; None when it says the same as the row.

    A date is kept as the draft wants it, and as typed while it is not a whole date yet: no key press is lost.
    """
    text = typed.strip()
    if text == from_row(attestee, name):
        return None
    if name == "appointed_on" and (day := read_day(text)):
        return day.isoformat()
    return typed


def read_day(text: str) -> date | None:
    """The day that was typed, «5.10.2026», «05/10/26», «05 10 2026 г.»; None when it is no day."""
    found = _DAY.fullmatch(text)
    if not found:
        return None
    day, month, year = (int(piece) for piece in found.groups())
    try:
        return date(year + CENTURY if year < 100 else year, month, day)
    except ValueError:
        return None


def written_day(day: date | None) -> str:
    """«05.10.2026»; empty without a day."""
    return day.strftime("%d.%m.%Y") if day else ""


def _iso_day(text: str) -> date | None:
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        return None
