"""What a cell says: form, period, days. What is not said in so many words is not said."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from attest_desktop.domain.attestee import Form
from attest_desktop.domain.period import MONTHS_GENITIVE, Period, read_period
from attest_desktop.domain.text import normalised, one_line

_YEAR_FULL, _YEAR_SHORT = 4, 2
_DAY = re.compile(r"(?<![\d.])(\d{1,2})[./](\d{1,2})[./](\d{4}|\d{2})(?![\d.]*\d)")
_TO = r"\s*(?:[-–—]|по|до)\s*"
_FULL_DAY = r"(\d{1,2})[./](\d{1,2})[./](\d{4}|\d{2})(?![\d.]*\d)"
# «09.11–10.12.2026», «9–20.11.2026», «с 9 по 20 ноября»: what the first day lacks stands behind the second.
_LACKS_YEAR = re.compile(rf"(?<![\d.])(\d{{1,2}})[./](\d{{1,2}})\.?(?={_TO}{_FULL_DAY})")
_LACKS_MONTH = re.compile(rf"(?<![\d./])(\d{{1,2}})(?={_TO}{_FULL_DAY})")
_LACKS_MONTH_WORD = re.compile(
    rf"(?<!\d)(\d{{1,2}})(?={_TO}\d{{1,2}}\s+({'|'.join(MONTHS_GENITIVE)})(?![а-я]))", re.IGNORECASE
)
_DAY_ISO = re.compile(r"(?<!\d)(20\d\d)-(\d{2})-(\d{2})(?!\d)")
_DAY_WORDS = re.compile(
    rf"(?<!\d)(\d{{1,2}})\s+({'|'.join(MONTHS_GENITIVE)})(?:\s+(20\d\d))?(?!\d)", re.IGNORECASE
)
_IN_PERSON = re.compile(r"(?<![а-я])очн")
_REMOTE = re.compile(r"(?<![а-я])(?:дистанц|заочн|дист$|дист )")
_TICK = frozenset(["v", "x", "х", "да", "+", "✓", "✔", "√", "1", "●", "•", "*"])
_PLACE = re.compile(
    r"(?:^|[\s,«(])((?:(?i:г\.\s*|г\s+|город\s+|зато\s+))[«\"]?[А-ЯЁ][А-Яа-яё-]+"
    r"|[А-ЯЁ][А-Яа-яё-]+(?i:ский|ской|ского|ском|ый|ой|ий)\s+(?i:муниципальн\w+\s+)?(?i:район|округ)\w{0,3})"
)


@dataclass(frozen=True, slots=True)
class Days:
    """The days that a text names; both None when it names none. `problem` is Russian, without a full stop."""

    begins: date | None = None
    ends: date | None = None
    problem: str = ""


def read_form(text: str) -> Form:
    """«очно», «очная форма», «дистанционно»; unknown when neither or both are named."""
    plain = normalised(text)
    here, away = bool(_IN_PERSON.search(plain)), bool(_REMOTE.search(plain))
    if here == away:
        return Form.UNKNOWN
    return Form.IN_PERSON if here else Form.REMOTE


def is_tick(text: str) -> bool:
    """Whether the cell is only marked: «+», «V», «да»."""
    return one_line(text).lower().strip(" .") in _TICK


def read_days(text: str, year: int | None = None) -> Days:
    """One day or the first and last of a range; `year` is for days written in words without one."""
    text = _LACKS_YEAR.sub(_with_year, text)
    text = _LACKS_MONTH.sub(r"\1.\3.\4", text)
    text = _LACKS_MONTH_WORD.sub(r"\1 \2", text)
    found: list[tuple[int, date]] = []
    for pattern, order in ((_DAY, (2, 1, 0)), (_DAY_ISO, (0, 1, 2))):
        for match in pattern.finditer(text):
            numbers = [int(match[1 + at]) for at in order]
            if numbers[0] < 100:
                numbers[0] += 2000
            try:
                found.append((match.start(), date(*numbers)))
            except ValueError:
                return Days(problem=f"дня «{match[0]}» нет в календаре")
    months = [(match, MONTHS_GENITIVE.index(match[2].lower()) + 1) for match in _DAY_WORDS.finditer(text)]
    for at, (match, month) in enumerate(months):
        of = int(match[3]) if match[3] else _year_of_next(months[at:]) or year
        if of is None:
            return Days(problem="у дня не указан год")
        try:
            found.append((match.start(), date(of, month, int(match[1]))))
        except ValueError:
            return Days(problem=f"дня «{match[0]}» нет в календаре")
    days = [day for _, day in sorted(found)]
    if len(days) > 2:
        return Days(problem="названо больше двух дней")
    if len(days) == 2 and days[0] > days[1]:
        return Days(problem="первый день позже последнего")
    if days and not _plausible(days[0]):
        return Days(problem=f"год {days[0].year} не похож на год аттестации")
    if days:
        return Days(days[0], days[1] if len(days) == 2 else None)
    return Days()


def _with_year(first: re.Match[str]) -> str:
    year = int(first[5])
    if int(first[2]) > int(first[4]):
        year -= 1
    return f"{first[1]}.{first[2]}.{year:0{len(first[5])}}"


def _year_of_next(days: list[tuple[re.Match[str], int]]) -> int | None:
    """«с 9 ноября по 10 января 2027 года»: the year of the first day follows from that of the last."""
    if len(days) != 2 or not days[1][0][3]:
        return None
    return int(days[1][0][3]) - (days[0][1] > days[1][1])


def _plausible(day: date) -> bool:
    return 2010 <= day.year <= 2099


def period_in(text: str, around: date | None) -> tuple[Period | None, str]:
    """The period of two months that the text names, and what had to be assumed for it (Russian)."""
    reading = read_period(text, around)
    return reading.period, reading.assumed


def municipality_in(line: str) -> str:
    """«г. Томск», «ЗАТО Северск», «Асиновский район» in a title; empty when none is named."""
    found = _PLACE.search(one_line(line))
    return one_line(found[1]).strip('«" ') if found else ""


def around_in(text: str) -> date | None:
    """A day within the school or calendar year that a title names: «на 2026-2027 учебный год», «2026 год»."""
    found = re.search(r"(20\d\d)\s*[-–—/]\s*(20\d\d|\d\d)(?!\d)", text)
    if found and int(found[2][-2:]) == (int(found[1]) + 1) % 100:
        return date(int(found[1]), 9, 1)
    return None
