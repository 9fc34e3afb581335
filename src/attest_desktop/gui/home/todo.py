"""What is to be done, in the order of its days: reminders gathered into lines, lines into sections."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from attest_desktop.domain.counting import counted
from attest_desktop.domain.deadlines import Kind
from attest_desktop.domain.names import short_name
from attest_desktop.domain.period_words import MONTHS_GENITIVE
from attest_desktop.work.remind import Agenda, Reminder, State

OVERDUE, TODAY, THIS_WEEK, NEXT_WEEK, LATER = (
    "Просрочено",
    "Сегодня",
    "На этой неделе",
    "На следующей неделе",
    "Позже",
)
# What is done for one attestee and for several.
_WORDS = {
    Kind.MATERIALS: ("Проверить материалы и видео", "Проверить материалы и видео"),
    Kind.PAPER: ("Сдать заключение на бумаге", "Сдать заключения на бумаге"),
    Kind.SCAN: ("Разместить заключение", "Разместить заключения"),
    Kind.HAND_IN: ("Сдать заключение", "Сдать заключения"),
    Kind.CONTROL: ("Проверить загрузку и подписи", "Проверить загрузку и подписи"),
}
_SHORTER = {"праздничный день": "праздник"}


@dataclass(frozen=True, slots=True)
class Line:
    """The same thing to do until the same day, for one attestee, several, or once for all."""

    reminders: tuple[Reminder, ...]

    @property
    def first(self) -> Reminder:
        """One of them; what it tells of the day and the rule holds for all."""
        return self.reminders[0]

    @property
    def id(self) -> str:
        """Stays the same while the line does, whoever is in it."""
        return f"{self.first.kind.value} {self.first.day}"

    @property
    def several(self) -> bool:
        """Whether it unfolds."""
        return len(self.reminders) > 1

    @property
    def words(self) -> str:
        """«Разместить заключения: 5 аттестуемых», «Разместить заключение: Ольхова В. П.»."""
        return f"{self.thing}: {self.whom}" if self.whom else self.thing

    @property
    def thing(self) -> str:
        """«Разместить заключения»."""
        return thing(self.first.kind, len(self.reminders)) or self.first.what

    @property
    def whom(self) -> str:
        """«5 аттестуемых», or the short name of the one; empty for what is done once for all."""
        if self.several:
            return counted(len(self.reminders), "аттестуемый", "аттестуемых", "аттестуемых")
        return short_name(self.first.full_name) if self.first.full_name else ""

    @property
    def day(self) -> str:
        """«12 декабря, суббота»."""
        return written_day(self.first.day, self.first.day_off)

    @property
    def read_aloud(self) -> str:
        """All of the line in one sentence."""
        return f"{self.words}, {self.day}, {self.first.left}".replace("\u00a0", " ")


@dataclass(frozen=True, slots=True)
class Section:
    """Lines with one heading; `urgent` where the day has come or gone."""

    title: str
    lines: tuple[Line, ...]
    urgent: bool = False


def thing(kind: Kind, count: int) -> str:
    """What is done, in a few words; empty where the deadline's own words are the shortest."""
    return _WORDS[kind][count != 1] if kind in _WORDS else ""


def written_day(day: date, off: str = "") -> str:
    """«12 декабря, суббота»."""
    words = f"{day.day}\u00a0{MONTHS_GENITIVE[day.month - 1]}"
    return f"{words}, {_SHORTER.get(off, off)}" if off else words


def sections(agenda: Agenda) -> tuple[Section, ...]:
    """What is not done, the most urgent first; sections without lines are left out. Weeks begin on Monday."""
    titles: dict[str, list[Reminder]] = {}
    for one in agenda.open:
        titles.setdefault(_section(one, agenda.today), []).append(one)
    made = []
    for title in (OVERDUE, TODAY, THIS_WEEK, NEXT_WEEK, LATER):
        if title in titles:
            made.append(Section(title, lines(titles[title]), urgent=title in (OVERDUE, TODAY)))
    return tuple(made)


def done_lines(agenda: Agenda) -> tuple[Line, ...]:
    """What is done, to be folded away; what was marked by hand has a line each, to be taken back one by one."""
    done = [one for one in agenda.reminders if one.state is State.DONE]
    by_hand = tuple(Line((one,)) for one in done if one.by_hand)
    return by_hand + lines(one for one in done if not one.by_hand)


def lines(reminders: Iterable[Reminder]) -> tuple[Line, ...]:
    """The reminders with those of the same kind and day in one line; the order stays."""
    found: dict[tuple[date, Kind, str], list[Reminder]] = {}
    for one in reminders:
        # What is done once has no others to stand with, even if it falls on the same day.
        apart = one.key if one.attestee_id is None else ""
        found.setdefault((one.day, one.kind, apart), []).append(one)
    return tuple(Line(tuple(those)) for those in found.values())


def until_next(agenda: Agenda) -> int | None:
    """Days until the next thing to do; None when nothing is left, 0 or less when it is time."""
    return min((one.days_left for one in agenda.open), default=None)


def _section(one: Reminder, today: date) -> str:
    if one.days_left < 0:
        return OVERDUE
    if one.days_left == 0:
        return TODAY
    sunday = today + timedelta(days=6 - today.weekday())
    if one.day <= sunday:
        return THIS_WEEK
    return NEXT_WEEK if one.day <= sunday + timedelta(days=7) else LATER
