"""The months and years that a text on a period names, before they are understood as a period."""

from __future__ import annotations

import re
import unicodedata
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

MONTHS_NOMINATIVE = (
    "январь", "февраль", "март", "апрель", "май", "июнь",
    "июль", "август", "сентябрь", "октябрь", "ноябрь", "декабрь",
)  # fmt: skip
MONTHS_GENITIVE = (
    "января", "февраля", "марта", "апреля", "мая", "июня",
    "июля", "августа", "сентября", "октября", "ноября", "декабря",
)  # fmt: skip
_SHORT = {
    1: "янв", 2: "фев февр", 3: "мар", 4: "апр", 6: "июн", 7: "июл",
    8: "авг", 9: "сен сент", 10: "окт", 11: "ноя нояб", 12: "дек",
}  # fmt: skip
_SCHOOL = frozenset(("уч", "учебный", "учебного", "учебном"))
_BARE = _SCHOOL.union(
    ("аттестационный", "аттестационного", "аттестация", "аттестации", "период", "периода", "периоды"),
    ("г", "гг", "год", "года", "году", "годы", "годов", "месяц", "месяца", "месяцы"),
    ("с", "со", "по", "и", "от", "до", "за", "на", "в"),
)
# Latin letters that look like Russian ones, typed by mistake: a word with both is Russian.
_LOOKALIKE = str.maketrans("aceopxykmhtb", "асеорхукмнтв")
_TOKEN = re.compile(
    r"(?P<date>(?<!\d)\d{1,2}[./]\d{1,2}[./]\d{4}(?!\d))"
    r"|(?P<split>(?<!\d)(?P<from>20\d\d)\s*[/\-]\s*(?P<to>\d\d)(?![\d./\-]*\d))"
    r"|(?P<number>\d+)|(?P<word>[^\W\d_]+)"
)
_YEAR = re.compile(r"20\d\d")
_DASH = re.compile(r"[\u2010-\u2015\u2212\u2043\ufe58\ufe63\uff0d~]")


@dataclass(frozen=True, slots=True)
class Found:
    """Two months (1 to 12) in the order of the text and the years that stand at them, None where none does.

    `years_together`: the year or years stand behind both months, not each at its own. `school_year`: the first
    year of a school year that is called so. `unknown` are words that say nothing of a period.
    """

    first: int
    second: int
    year_of_first: int | None = None
    year_of_second: int | None = None
    years_together: bool = False
    school_year: int | None = None
    unknown: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str  # month, year, number, date, word
    text: str
    value: int = 0
    start: int = 0
    end: int = 0


# A season has few periods, and each is asked for with every person.
@lru_cache(maxsize=256)
def found_in(text: str) -> Found | str:
    """The months and years of the text; else what is wrong with it, in Russian, empty when there are none."""
    plain = _plain(text)
    tokens = list(_tokens(plain))
    if not tokens:
        return ""
    dates = [one for one in tokens if one.kind == "date"]
    if dates:
        return _of_dates(dates, tokens)
    if not any(one.kind == "month" for one in tokens):
        tokens = list(_numbered(tokens))
        if wrong := _ambiguous(tokens, plain):
            return wrong
    if wrong := _wrong(tokens):
        return wrong
    return _arranged(tokens)


def _plain(text: str) -> str:
    folded = unicodedata.normalize("NFKC", text)
    folded = "".join(sign for sign in folded if unicodedata.category(sign) != "Cf")
    return _DASH.sub("-", folded).lower().replace("ё", "е")


def _tokens(plain: str) -> Iterator[_Token]:
    for match in _TOKEN.finditer(plain):
        text, start, end = match.group(), match.start(), match.end()
        if match["date"]:
            yield _Token("date", text, 0, start, end)
        elif match["split"]:
            before, short = int(match["from"]), int(match["to"])
            yield _Token("year", match["from"], before, start, start + 4)
            # «2026/27» is a school year; «2026-09» is a year and a month.
            if short == (before + 1) % 100:
                yield _Token("year", text, before + 1, end - 2, end)
            else:
                yield _Token("number", match["to"], short, end - 2, end)
        elif match["number"]:
            kind = "year" if _YEAR.fullmatch(text) else "number"
            yield _Token(kind, text, int(text) if len(text) < 5 else -1, start, end)
        else:
            month = _month(text)
            yield _Token("month" if month else "word", text, month, start, end)


def _month(word: str) -> int:
    """The number of the month, 0 when the word is none."""
    if re.search("[а-я]", word):
        word = word.translate(_LOOKALIKE)
    return _MONTHS.get(word, 0)


def _all_months() -> dict[str, int]:
    """Every case of a month's name, in one number and the other, and what it is shortened to."""
    made: dict[str, int] = {}
    for number, name in enumerate(MONTHS_NOMINATIVE, 1):
        made[name] = number
        stem, endings = (name[:-1], "яюеь") if name[-1] in "ьй" else (name, "ауе")
        for ending in endings:
            made[stem + ending] = number
        made[stem + ("ем" if name[-1] in "ьй" else "ом")] = number
        for short in _SHORT.get(number, "").split():
            made[short] = number
    return made


_MONTHS = _all_months()


def _numbered(tokens: list[_Token]) -> Iterator[_Token]:
    """Without a month in words, numbers from 1 to 12 are months."""
    for one in tokens:
        if one.kind == "number" and 1 <= one.value <= 12 and len(one.text) <= 2:
            yield _Token("month", one.text, one.value, one.start, one.end)
        else:
            yield one


def _ambiguous(tokens: list[_Token], plain: str) -> str:
    """Why months in numbers cannot be told from days of a month; empty when they can."""
    known = [one for one in tokens if one.kind in ("month", "year")]
    kinds = "".join(one.kind[0] for one in known)
    if "m" not in kinds:
        return ""
    if "y" not in kinds:
        return "год периода не указан, а месяцы названы числами"
    if kinds == "mmy":
        between = plain[known[0].end : known[1].start].strip()
        after = plain[known[1].end : known[2].start].strip()
        if between not in ("-", "и") or after == "-":
            return "не ясно, месяцы это или день и месяц"
    return ""


def _wrong(tokens: list[_Token]) -> str:
    months = sum(one.kind == "month" for one in tokens)
    if any(one.kind == "number" for one in tokens):
        number = next(one.text for one in tokens if one.kind == "number")
        return f"непонятное число {number[:8]}"
    if not months:
        return "месяцы периода не названы"
    if months == 1:
        return "назван только один месяц"
    return "названо больше двух месяцев" if months > 2 else ""


def _arranged(tokens: list[_Token]) -> Found | str:
    known = [one for one in tokens if one.kind in ("month", "year")]
    kinds = "".join(one.kind[0] for one in known)
    first, second = (one.value for one in known if one.kind == "month")
    years = [one.value for one in known if one.kind == "year"]
    unknown = tuple(one.text for one in tokens if one.kind == "word" and one.text not in _BARE)
    called_school = any(one.kind == "word" and one.text in _SCHOOL for one in tokens)
    if called_school:
        if len(years) == 2 and years[1] == years[0] + 1:
            return Found(first, second, school_year=years[0], unknown=unknown)
        return "учебный год записан неполно"
    match kinds:
        case "mm":
            return Found(first, second, unknown=unknown)
        case "mmy":
            return Found(first, second, None, years[0], years_together=True, unknown=unknown)
        case "mym" | "ymm":
            return Found(first, second, years[0], unknown=unknown)
        case "mymy" | "ymym" | "ymmy":
            return Found(first, second, years[0], years[1], unknown=unknown)
        case "mmyy" | "yymm":
            return Found(first, second, years[0], years[1], years_together=True, unknown=unknown)
    return "годы периода стоят не у месяцев"


def _of_dates(dates: list[_Token], tokens: list[_Token]) -> Found | str:
    """«01.09.2026 - 31.10.2026»: whole months only."""
    if len(dates) != 2 or any(one.kind in ("month", "year", "number") for one in tokens):
        return "вместо двух месяцев указаны даты"
    try:
        first, last = (_day(one.text) for one in dates)
    except ValueError:
        return "в периоде есть дата, которой нет в календаре"
    if first.day != 1 or last.day != monthrange(last.year, last.month)[1]:
        return "даты периода — не два полных месяца"
    unknown = tuple(one.text for one in tokens if one.kind == "word" and one.text not in _BARE)
    return Found(first.month, last.month, first.year, last.year, unknown=unknown)


def _day(text: str) -> date:
    day, month, year = (int(part) for part in re.split("[./]", text))
    return date(year, month, day)
