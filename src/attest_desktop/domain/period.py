"""Attestation periods as people write them, and the day until which the conclusion is handed in."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from attest_desktop.domain.text import normalised

_STEMS = ("янв", "фев", "мар", "апр", "ма", "июн", "июл", "авг", "сен", "окт", "ноя", "дек")
MONTHS_NOMINATIVE = (
    "январь", "февраль", "март", "апрель", "май", "июнь",
    "июль", "август", "сентябрь", "октябрь", "ноябрь", "декабрь",
)  # fmt: skip
MONTHS_GENITIVE = (
    "января", "февраля", "марта", "апреля", "мая", "июня",
    "июля", "августа", "сентября", "октября", "ноября", "декабря",
)  # fmt: skip
HAND_IN_DAY = 12
HAND_IN_RULE = (
    "Скан итогового заключения размещается в электронной системе до 12 числа второго месяца "
    "аттестационного периода."
)


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """Two neighbouring months; `year` and `month` are of the first one."""

    year: int
    month: int

    @property
    def second(self) -> tuple[int, int]:
        """Year and month of the second month."""
        return (self.year + 1, 1) if self.month == 12 else (self.year, self.month + 1)

    @property
    def hand_in_by(self) -> date:
        """The last day to put the electronic conclusion into the system (HAND_IN_RULE)."""
        year, month = self.second
        return date(year, month, HAND_IN_DAY)


def _month(word: str) -> int | None:
    for number, stem in enumerate(_STEMS, 1):
        if number == 5:
            if word in ("май", "мая", "мае", "маи"):
                return 5
        elif word.startswith(stem):
            return number
    return None


def parse_period(text: str) -> Period | None:
    """The period that the text names, e.g. «сентябрь-октябрь 2019», «декабрь 2026 - январь 2027»; None if unsure.

    The year of the first month is the first year written; where only one year stands and the months cross
    New Year, it belongs to the month it stands beside (the second).
    """
    tokens = re.findall(r"[а-я]+|\d+", normalised(text))
    months = [(place, number) for place, token in enumerate(tokens) if (number := _month(token))]
    years = [(place, int(token)) for place, token in enumerate(tokens) if re.fullmatch(r"20\d\d", token)]
    if len(months) != 2 or not years:
        return None
    (first_place, first), (_, second) = months
    if second != first % 12 + 1:
        return None
    year_place, year = years[0]
    crosses = first == 12
    if crosses and len(years) == 1 and year_place > months[1][0]:
        year -= 1
    if year_place < first_place and len(years) > 1:
        return None
    return Period(year, first)
