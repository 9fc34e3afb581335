"""Attestation periods: two neighbouring months, and what the text of a table's cell says of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from attest_desktop.domain.period_words import MONTHS_GENITIVE as MONTHS_GENITIVE
from attest_desktop.domain.period_words import MONTHS_NOMINATIVE as MONTHS_NOMINATIVE
from attest_desktop.domain.period_words import Found, found_in

HAND_IN_DAY = 12
HAND_IN_RULE = (
    "Скан итогового заключения размещается в электронной системе до 12 числа второго месяца "
    "аттестационного периода."
)
_NOT_NAMED = "период не указан"
# The order on attestation is approved for a school year, and its contracts are signed from August on.
_SCHOOL_YEAR_FROM = 8
_FIRST_YEAR, _LAST_YEAR = 2000, 2099


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
    def first_day(self) -> date:
        """The day on which the period begins."""
        return date(self.year, self.month, 1)

    @property
    def last_day(self) -> date:
        """The day on which the period ends."""
        year, month = self.second
        return date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)

    @property
    def hand_in_by(self) -> date:
        """The last day to put the electronic conclusion into the system (HAND_IN_RULE)."""
        year, month = self.second
        return date(year, month, HAND_IN_DAY)

    def __str__(self) -> str:
        year, month = self.second
        first, last = MONTHS_NOMINATIVE[self.month - 1], MONTHS_NOMINATIVE[month - 1]
        return f"{first}-{last} {year}" if year == self.year else f"{first} {self.year} - {last} {year}"


@dataclass(frozen=True, slots=True)
class PeriodReading:
    """What a text says of a period: the period, what had to be assumed for it, or why there is none.

    `assumed` and `problem` are Russian, without a full stop; empty when there is nothing to say.
    """

    period: Period | None
    assumed: str = ""
    problem: str = ""


# As `found_in`: asked for the same few texts with every person, by each part of a page.
@lru_cache(maxsize=1024)
def read_period(text: str, around: date | None = None) -> PeriodReading:
    """The period that the text names.

    `around` is a day near which the row was there (when it first came to the cabinet's table): a year that is
    not written is taken from the school year of that day, and said in `assumed`. Without it such a text gives
    no period. Nothing is read out of months that are not neighbours or of years that contradict them.
    """
    found = found_in(text)
    if isinstance(found, str):
        return PeriodReading(None, problem=found or _NOT_NAMED)
    if found.second != found.first % 12 + 1:
        return PeriodReading(None, problem="месяцы периода не идут подряд")
    reading = _dated(found, around)
    if reading.period is not None and found.unknown:
        unknown = "не поняты слова «" + " ".join(found.unknown) + "»"
        reading = PeriodReading(reading.period, "; ".join(filter(None, (reading.assumed, unknown))))
    return reading


def parse_period(text: str) -> Period | None:
    """The period that the text names with its year, e.g. «сентябрь-октябрь 2019»; None if unsure.

    The year of the first month is the first year written; where only one year stands and the months cross
    New Year, it belongs to the month it stands beside (the second).
    """
    return read_period(text).period


def _dated(found: Found, around: date | None) -> PeriodReading:
    month, crosses = found.first, found.first == 12
    before, after = found.year_of_first, found.year_of_second
    if found.school_year is not None:
        # September to December are in its first year, January to August in its second.
        return PeriodReading(Period(found.school_year + (month < 9), month))
    if before is not None and after is not None:
        if after == before + crosses:
            return PeriodReading(Period(before, month))
        if not crosses and found.years_together and after == before + 1:
            period = Period(before + (month < 9), month)
            return PeriodReading(period, f"годы {before}/{after} приняты за учебный год")
        return PeriodReading(None, problem="годы периода не подходят к месяцам")
    if before is not None:
        return PeriodReading(Period(before, month))
    if after is not None:
        if not (crosses and found.years_together):
            return PeriodReading(Period(after - crosses, month))
        # «декабрь-январь 2027» is mostly the January of that year, but some write the year of the December.
        choices = [Period(after - 1, month), Period(after, month)]
        period = choices[0] if around is None else min(choices, key=lambda one: _distance(one, around))
        of = "декабрь" if period.year == after else "январь"
        return PeriodReading(period, f"год {after} отнесён к слову «{of}»")
    if around is None or not _FIRST_YEAR < around.year < _LAST_YEAR:
        return PeriodReading(None, problem="год периода не указан")
    period = _of_school_year(month, around)
    return PeriodReading(period, f"год не указан: принят {period}")


def _distance(period: Period, day: date) -> timedelta:
    """How far the day is from the period; nothing within it."""
    return max(period.first_day - day, day - period.last_day, timedelta())


def _of_school_year(month: int, around: date) -> Period:
    """The period beginning in that month, of the school year of that day."""
    near = [Period(around.year + shift, month) for shift in (-1, 0, 1)]
    for period in near:
        if period.first_day <= around <= period.last_day:
            return period
    begins = around.year if around.month >= _SCHOOL_YEAR_FROM else around.year - 1
    return Period(begins + (month < _SCHOOL_YEAR_FROM), month)
