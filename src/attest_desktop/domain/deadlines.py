"""What is to be done until when: the rules of attestation as dates, each with its text and where it stands."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import MAXYEAR, date, timedelta
from enum import Enum
from functools import lru_cache

from attest_desktop.domain.attestee import Form
from attest_desktop.domain.period import HAND_IN_DAY, Period
from attest_desktop.domain.text import words

LEADER_DAY = 10
SCHEDULE_AHEAD = timedelta(days=14)
# How long after its day a thing that the cabinet cannot show is still reminded of.
_PAPER_AFTER_PERIOD = timedelta(days=31)
_CONTRACT_AFTER = timedelta(days=14)

ANALYSIS = (
    "Презентация ЦОПМиКП «Организация деятельности специалистов аттестационных групп», раздел «Всесторонний анализ"
)
POINT_1 = f"{ANALYSIS} профессиональной деятельности», пункт 1"
POINT_3 = f"{ANALYSIS} профессиональной деятельности», пункт 3"
POINT_8 = f"{ANALYSIS} профессиональной деятельности: итоговое заключение», пункт 8"
POINT_9 = f"{ANALYSIS} профессиональной деятельности: итоговое заключение», пункт 9"
ELECTRONIC = (
    "Презентация ЦОПМиКП «Организация деятельности специалистов аттестационных групп», "
    "раздел «Итоговое заключение в электронном виде»"
)
CABINET = "Презентация ЦОПМиКП о личном кабинете специалиста по аттестации, раздел о договоре"

SCHEDULE_RULE = (
    "Не позднее чем за 14 дней до начала аттестационного периода изучить утверждённый график проведения "
    "аттестации на сайте ТОИПКРО и в личном кабинете специалиста по аттестации: второго специалиста, данные и "
    "контакты аттестуемых, форму аттестации, общее количество аттестуемых."
)
MATERIALS_RULE = (
    "Материалы должны быть размещены на электронном сервисе не позднее даты начала аттестации педагога, указанной "
    "в графике. В начале аттестационного периода убедиться, что они размещены; недостающие запросить у "
    "аттестуемого, руководителя организации или ответственного за аттестацию."
)
LEADER_RULE = (
    "При очной форме аттестации специалисты г. Томска, ЗАТО Северск второй экземпляр итогового заключения сдают "
    "руководителю предметной группы до 10 числа второго месяца аттестационного периода."
)
MUNICIPAL_RULE = (
    "Руководитель предметной группы (г. Томск, ЗАТО Северск) и специалисты других муниципалитетов сдают второй "
    "экземпляр итогового заключения специалисту, ответственному за организацию и проведение аттестации по "
    "муниципальному образованию, до 12 числа второго месяца с начала срока аттестации."
)
SCAN_RULE = (
    "При дистанционной форме аттестации и очной форме аттестации (для специалистов отдалённых муниципалитетов) "
    "сканированное изображение итогового заключения, подписанного аттестуемым и двумя специалистами, размещается "
    "в электронной системе «Аттестация» до 12 числа второго месяца аттестационного периода."
)
CONTROL_RULE = (
    "Специалисты контролируют загрузку аттестуемым всех страниц итогового заключения в личный кабинет до 12 числа "
    "второго месяца аттестационного периода и наличие подписей в итоговом заключении."
)
CONTRACT_RULE = (
    "Договор подписывается специалистом лично на предстоящее полугодие: в августе-сентябре, в декабре-январе."
)


class Where(Enum):
    """Where the expert works: it decides how a conclusion made in person is handed in. The value is kept."""

    CITY = "city"
    LEADER = "leader"
    OTHER = "other"
    REMOTE = "remote"
    UNKNOWN = "unknown"

    @property
    def russian(self) -> str:
        """What it is called on screen."""
        return {
            Where.CITY: "г. Томск или ЗАТО Северск",
            Where.LEADER: "г. Томск или ЗАТО Северск, руководитель предметной группы",
            Where.OTHER: "другой муниципалитет",
            Where.REMOTE: "отдалённый муниципалитет",
            Where.UNKNOWN: "не указано",
        }[self]


class Kind(Enum):
    """What a deadline is about; the value is part of keys that are kept."""

    CONTRACT = "contract"
    SCHEDULE = "schedule"
    MATERIALS = "materials"
    PAPER = "paper"
    SCAN = "scan"
    HAND_IN = "hand_in"  # it is not known on what and to whom
    CONTROL = "control"

    @property
    def of_expert(self) -> bool:
        """Whether it is done once, not for each attestee."""
        return self in (Kind.CONTRACT, Kind.SCHEDULE)


HANDING_IN = frozenset((Kind.PAPER, Kind.SCAN, Kind.HAND_IN))


@dataclass(frozen=True, slots=True)
class Deadline:
    """One thing to do until the end of `day`, in Tomsk.

    `what` is an imperative without a full stop. After `until` there is no sense in reminding of it. `note` says
    what was assumed. `begins` is the first day on which it can be done, where the rule names one.
    """

    kind: Kind
    day: date
    what: str
    rule: str
    source: str
    until: date
    note: str = ""
    begins: date | None = None


def where_of(municipality: str) -> Where:
    """What the profile's municipality tells: which ones are remote it does not."""
    named = words(municipality)
    if not named:
        return Where.UNKNOWN
    own_district = any(word.startswith("район") for word in named)
    return Where.CITY if not own_district and {"томск", "томска", "северск"} & {*named} else Where.OTHER


# A season has few periods, and the rules are asked for with every person.
@lru_cache(maxsize=256)
def deadlines(period: Period, form: Form, where: Where, starts: date | None = None) -> tuple[Deadline, ...]:
    """All that the rules ask for in one attestee's period, the earliest first; contracts are told apart.

    `starts` is the attestee's own first day in the schedule, where one was read.
    """
    found = [_schedule(period)]
    if form is Form.REMOTE:
        found += [_materials(period, starts), _scan(period), _control(period)]
    elif form is Form.UNKNOWN:
        found.append(_unknown(period, where, "форма аттестации не указана"))
    elif where is Where.UNKNOWN:
        found.append(_unknown(period, where, "Ваш муниципалитет не известен"))
    elif where is Where.REMOTE:
        found += [_scan(period), _control(period)]
    else:
        found.append(_paper(period, where))
    return tuple(sorted(found, key=lambda one: one.day))


def hand_in(period: Period, form: Form, where: Where) -> Deadline:
    """The one deadline for handing in: on paper, as a scan, or the earliest of what may be meant."""
    return next(one for one in deadlines(period, form, where) if one.kind in HANDING_IN)


@lru_cache(maxsize=64)
def contract_windows(period: Period) -> tuple[Deadline, ...]:
    """The contracts under which the work of this period is done; two where it spans two half-years."""
    months = ((period.year, period.month), period.second)
    return tuple(_contract(begins) for begins in dict.fromkeys(_window_before(*month) for month in months))


def contract_on(today: date) -> Deadline | None:
    """The contract that is being signed on this day; None when none is."""
    for begins in (date(today.year, 8, 1), date(today.year, 12, 1), date(today.year - 1, 12, 1)):
        contract = _contract(begins)
        if begins <= today <= contract.day:
            return contract
    return None


def _window_before(year: int, month: int) -> date:
    """Autumn is worked under the contract of August and September, January to August under the one of winter."""
    return date(year, 8, 1) if month >= 9 else date(year - 1, 12, 1)


def _contract(begins: date) -> Deadline:
    # In the calendar's last December there is no such day; a clock may be that wrong.
    day = date(begins.year, 9, 30) if begins.month == 8 else date(min(begins.year + 1, MAXYEAR), 1, 31)
    half = f"осень {begins.year} года" if begins.month == 8 else f"первую половину {begins.year + 1} года"
    return Deadline(
        Kind.CONTRACT,
        day,
        f"Лично подписать договор на {half}",
        CONTRACT_RULE,
        CABINET,
        day + _CONTRACT_AFTER,
        begins=begins,
    )


def _schedule(period: Period) -> Deadline:
    return Deadline(
        Kind.SCHEDULE,
        period.first_day - SCHEDULE_AHEAD,
        f"Изучить утверждённый график на {period}",
        SCHEDULE_RULE,
        POINT_1,
        period.first_day - timedelta(days=1),
    )


def _materials(period: Period, starts: date | None) -> Deadline:
    day, source = period.first_day, POINT_3
    note = "взят первый день периода; дата начала аттестации в графике может быть позже"
    if starts is not None and period.first_day <= starts <= period.last_day:
        day, note, source = starts, "", f"{POINT_3}; день — дата начала аттестации в прочитанном графике"
    elif starts is not None:
        # A schedule of another period, or a slip in it: it moves nothing, but it is not hidden either.
        note = f"взят первый день периода: дата начала в графике, {starts:%d.%m.%Y}, вне периода"
    return Deadline(
        Kind.MATERIALS,
        day,
        "Убедиться, что материалы и видеозаписи двух уроков (занятий) размещены",
        MATERIALS_RULE,
        source,
        max(_second(period, HAND_IN_DAY), day),
        note,
    )


def _paper(period: Period, where: Where) -> Deadline:
    to_leader = where is Where.CITY
    whom = "руководителю предметной группы" if to_leader else "ответственному за аттестацию в муниципалитете"
    return Deadline(
        Kind.PAPER,
        _second(period, LEADER_DAY if to_leader else HAND_IN_DAY),
        f"Сдать второй экземпляр заключения на бумаге {whom}",
        LEADER_RULE if to_leader else MUNICIPAL_RULE,
        POINT_8,
        period.last_day + _PAPER_AFTER_PERIOD,
    )


def _scan(period: Period) -> Deadline:
    return Deadline(
        Kind.SCAN,
        _second(period, HAND_IN_DAY),
        "Разместить подписанное заключение в электронной системе",
        SCAN_RULE,
        POINT_9,
        date.max,
    )


def _control(period: Period) -> Deadline:
    return Deadline(
        Kind.CONTROL,
        _second(period, HAND_IN_DAY),
        "Проверить, что аттестуемый загрузил все страницы заключения и подписи есть",
        CONTROL_RULE,
        ELECTRONIC,
        period.last_day,
    )


def _unknown(period: Period, where: Where, why: str) -> Deadline:
    """One honest entry where the way of handing in is not known: the earliest day that may be meant."""
    leader = where in (Where.CITY, Where.UNKNOWN)
    rules = (
        (LEADER_RULE, MUNICIPAL_RULE, SCAN_RULE)
        if where is Where.UNKNOWN
        else (
            LEADER_RULE if leader else MUNICIPAL_RULE,
            SCAN_RULE,
        )
    )
    return Deadline(
        Kind.HAND_IN,
        _second(period, LEADER_DAY if leader else HAND_IN_DAY),
        "Сдать итоговое заключение",
        " ".join(rules),
        f"{POINT_8} и 9",
        period.last_day + _PAPER_AFTER_PERIOD,
        f"{why}: взят самый ранний из возможных сроков",
    )


def _second(period: Period, day: int) -> date:
    year, month = period.second
    return date(year, month, day)
