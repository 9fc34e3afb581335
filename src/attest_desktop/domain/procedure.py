"""The steps of the all-round analysis by form, each with the rule's words and where they stand. Pure data."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from attest_desktop.domain.attestee import Form
from attest_desktop.domain.deadlines import (
    ANALYSIS,
    CONTROL_RULE,
    ELECTRONIC,
    LEADER_RULE,
    MUNICIPAL_RULE,
    POINT_1,
    POINT_3,
    POINT_8,
    POINT_9,
    SCAN_RULE,
    SCHEDULE_RULE,
    Kind,
    Where,
)

LEAST_LESSONS = 2
MOST_LESSONS = 5

POINT_2 = f"{ANALYSIS} профессиональной деятельности», пункт 2"
POINT_4 = f"{ANALYSIS} профессиональной деятельности», пункт 4"
POINT_5 = f"{ANALYSIS} профессиональной деятельности», пункт 5"
POINT_6 = f"{ANALYSIS} профессиональной деятельности», пункт 6"
POINT_7 = f"{ANALYSIS} профессиональной деятельности», пункт 7"


class StepId(Enum):
    """A step; the value is kept in the store, so it never changes its meaning."""

    SCHEDULE = "schedule"
    VISIT_DAY = "visit_day"
    HEAD_TOLD = "head_told"
    MATERIALS_PLACED = "materials_placed"
    ASKED_FOR = "asked_for"
    MATERIALS = "materials"
    LESSONS = "lessons"
    VIDEOS = "videos"
    MORE_VIDEOS = "more_videos"
    FINDING = "finding"
    CONCLUSION = "conclusion"
    ACQUAINTED = "acquainted"
    SCHOOL_COPY = "school_copy"
    PAPER_COPY = "paper_copy"
    PLACED = "placed"
    TOLD_TO_UPLOAD = "told_to_upload"
    CONTROL = "control"


class Person(Enum):
    """Who is asked, told, or given something; the value is kept."""

    ATTESTEE = "attestee"
    HEAD = "head"
    RESPONSIBLE = "responsible"
    MUNICIPAL = "municipal"
    COORDINATOR = "coordinator"
    LEADER = "leader"
    SECOND = "second"

    @property
    def russian(self) -> str:
        """Who it is, in the nominative."""
        return {
            Person.ATTESTEE: "аттестуемый",
            Person.HEAD: "руководитель организации",
            Person.RESPONSIBLE: "ответственный за аттестацию",
            Person.MUNICIPAL: "ответственный в муниципалитете",
            Person.COORDINATOR: "муниципальный координатор",
            Person.LEADER: "руководитель предметной группы",
            Person.SECOND: "второй специалист",
        }[self]


@dataclass(frozen=True, slots=True)
class Step:
    """One step: `what` is an imperative without a full stop, `rule` the Centre's words, `source` where they stand.

    `day_means` says what the step's day is («день выхода»); `whom` names who may be meant where it matters, and
    `optional` steps are done only where there is need. `deadline` is the kind of deadline that the step has.
    """

    id: StepId
    what: str
    rule: str
    source: str
    day_means: str = "когда"
    whom: tuple[Person, ...] = ()
    optional: bool = False
    deadline: Kind | None = None


_ASKED = (Person.ATTESTEE, Person.HEAD, Person.RESPONSIBLE)

_SCHEDULE = Step(
    StepId.SCHEDULE,
    "Изучить утверждённый график",
    SCHEDULE_RULE,
    POINT_1,
    "когда изучен",
    deadline=Kind.SCHEDULE,
)
_VISIT_DAY = Step(
    StepId.VISIT_DAY,
    "Согласовать с аттестуемым день выхода в организацию",
    "Согласовать с аттестуемым педагогическим работником дату выхода специалистов в образовательную организацию "
    "для изучения материалов, подтверждающих результативность профессиональной деятельности, и посещения уроков "
    "(занятий, мероприятий).",
    POINT_2,
    "день выхода",
)
_HEAD_TOLD = Step(
    StepId.HEAD_TOLD,
    "Сообщить о дне выхода руководителю или ответственному за аттестацию",
    "Сообщить руководителю образовательной организации, в которой работает педагогический работник, или "
    "ответственному за аттестацию педагогических работников, о дате проведения процедурных мероприятий.",
    POINT_2,
    "когда сообщено",
    (Person.HEAD, Person.RESPONSIBLE),
)
_MATERIALS_IN_PERSON = Step(
    StepId.MATERIALS,
    "Изучить аттестационные материалы",
    "Очная форма включает в себя изучение аттестационных материалов педагогического работника, содержащих "
    "результаты его профессиональной деятельности за межаттестационный период.",
    POINT_2,
    "когда изучены",
)
_LESSONS = Step(
    StepId.LESSONS,
    "Посетить и проанализировать от 2 до 5 уроков (занятий, мероприятий)",
    "Очная форма включает в себя посещение и анализ не менее двух, не более пяти уроков (занятий, мероприятий). "
    "Аттестуемому педагогическому работнику принадлежит право выбора темы уроков (занятий, мероприятий), а также "
    "формы их проведения.",
    POINT_2,
    "последнее занятие",
)
_MATERIALS_PLACED = Step(
    StepId.MATERIALS_PLACED,
    "Убедиться, что материалы и видеозаписи двух уроков (занятий) размещены",
    "Материалы должны содержать результаты профессиональной деятельности за межаттестационный (доаттестационный) "
    "период и видеозапись двух уроков (занятий, мероприятий). Материалы должны быть размещены на электронном "
    "сервисе не позднее даты начала аттестации педагога, указанной в графике аттестации. В начале аттестационного "
    "периода убедиться, что педагогические работники разместили свои аттестационные материалы в личном кабинете.",
    POINT_3,
    "когда проверено",
    deadline=Kind.MATERIALS,
)
_ASKED_FOR = Step(
    StepId.ASKED_FOR,
    "Если чего-то нет — запросить недостающее",
    "При отсутствии необходимых специалисту документов запросить их, самостоятельно связавшись с аттестуемым, или "
    "руководителем образовательной организации, в которой работает педагогический работник, или ответственным за "
    "аттестацию педагогических работников в образовательной организации.",
    POINT_3,
    "когда запрошено",
    _ASKED,
    optional=True,
)
_VIDEOS = Step(
    StepId.VIDEOS,
    "Посмотреть и проанализировать видеозаписи двух уроков (занятий, мероприятий)",
    "Материалы должны содержать видеозапись двух уроков (занятий, мероприятий). Аттестуемому педагогическому "
    "работнику принадлежит право выбора темы уроков (занятий, мероприятий), а также формы их проведения.",
    POINT_3,
    "последняя запись",
)
_MORE_VIDEOS = Step(
    StepId.MORE_VIDEOS,
    "Если двух записей мало — запросить ещё от одной до трёх",
    "В случае необходимости аттестуемый должен представить дополнительно видеозаписи от одного до трёх уроков "
    "(занятий, мероприятий).",
    POINT_3,
    "когда запрошено",
    _ASKED,
    optional=True,
)
_MATERIALS_REMOTE = Step(
    StepId.MATERIALS,
    "Изучить материалы в электронной системе и по указанным в ней ссылкам",
    "Изучить представленную информацию о результатах профессиональной деятельности аттестуемого педагогического "
    "работника, в том числе в электронной системе «Аттестация» (при дистанционной форме аттестации) по указанным "
    "в ней ссылкам.",
    POINT_4,
    "когда изучены",
)
_FINDING = Step(
    StepId.FINDING,
    "Установить, соответствуют ли результаты требованиям Порядка",
    "На основе анализа изученных материалов аттестуемого установить соответствие результатов его профессиональной "
    "деятельности результатам работы, предусмотренным Порядком аттестации (в презентации — пункты 36 и 37; номера "
    "пунктов зависят от действующего Порядка).",
    POINT_5,
    "когда установлено",
)
_CONCLUSION = Step(
    StepId.CONCLUSION,
    "Подготовить итоговое заключение по действующему шаблону",
    "Подготовить итоговое заключение. Скачать обновлённый шаблон итогового заключения.",
    POINT_6,
    "когда готово",
)
_ACQUAINTED = Step(
    StepId.ACQUAINTED,
    "Ознакомить аттестуемого с заключением под роспись",
    "Подготовить итоговое заключение, ознакомить с ним аттестуемого педагогического работника (под роспись).",
    POINT_6,
    "когда ознакомлен",
)
_SCHOOL_COPY = Step(
    StepId.SCHOOL_COPY,
    "Передать первый экземпляр в личное дело аттестуемого",
    "Один экземпляр итогового заключения, подписанного аттестуемым педагогическим работником и двумя "
    "специалистами, передать на хранение в образовательную организацию (личное дело педагогического работника).",
    POINT_7,
    "когда передан",
    (Person.ATTESTEE, Person.HEAD, Person.RESPONSIBLE),
)
_PLACED = Step(
    StepId.PLACED,
    "Разместить подписанное заключение в электронной системе",
    SCAN_RULE,
    POINT_9,
    "когда размещено",
    deadline=Kind.SCAN,
)
_TOLD_TO_UPLOAD = Step(
    StepId.TOLD_TO_UPLOAD,
    "Попросить аттестуемого распечатать, подписать и загрузить все страницы",
    "Информирует аттестуемого о необходимости распечатать, подписать и загрузить все страницы итогового "
    "заключения в личный кабинет, затем положить подлинник итогового заключения и заявления в личное дело.",
    ELECTRONIC,
    "когда сообщено",
)
_CONTROL = Step(
    StepId.CONTROL,
    "Проверить, что все страницы загружены и подписи есть",
    CONTROL_RULE,
    ELECTRONIC,
    "когда проверено",
    deadline=Kind.CONTROL,
)


def steps_of(form: Form, where: Where) -> tuple[Step, ...]:
    """The steps in the order they are done. Where the form or the place is not known, none of them is guessed."""
    ending = (_FINDING, _CONCLUSION, _ACQUAINTED, _SCHOOL_COPY)
    electronic = (_PLACED, _TOLD_TO_UPLOAD, _CONTROL)
    if form is Form.IN_PERSON:
        handing_in = electronic if where is Where.REMOTE else (_paper_copy(where),)
        return (_SCHEDULE, _VISIT_DAY, _HEAD_TOLD, _MATERIALS_IN_PERSON, _LESSONS, *ending, *handing_in)
    if form is Form.REMOTE:
        begins = (_SCHEDULE, _MATERIALS_PLACED, _ASKED_FOR, _MATERIALS_REMOTE, _VIDEOS, _MORE_VIDEOS)
        # In the cabinet's way the original reaches the personal file after the attestee has signed it.
        return (*begins, _FINDING, _CONCLUSION, _ACQUAINTED, *electronic, _SCHOOL_COPY)
    return (_SCHEDULE, *ending)


def step_named(value: str) -> Step | None:
    """Any step by its kept value, whatever the form; None for one that this program does not know."""
    return _ALL.get(value)


def _paper_copy(where: Where) -> Step:
    what, rule, whom = "ответственному за аттестацию в муниципалитете", MUNICIPAL_RULE, (Person.MUNICIPAL,)
    if where is Where.CITY:
        what, rule, whom = "руководителю предметной группы", LEADER_RULE, (Person.LEADER,)
    elif where is Where.UNKNOWN:
        what, rule = "руководителю группы или ответственному", f"{LEADER_RULE} {MUNICIPAL_RULE}"
    return Step(
        StepId.PAPER_COPY,
        f"Сдать второй экземпляр на бумаге {what}",
        rule,
        POINT_8,
        "когда сдан",
        whom if where is not Where.UNKNOWN else (Person.LEADER, Person.MUNICIPAL),
        deadline=Kind.PAPER,
    )


_ALL = {
    step.id.value: step
    for form, where in ((Form.REMOTE, Where.UNKNOWN), (Form.IN_PERSON, Where.OTHER))
    for step in steps_of(form, where)
}
