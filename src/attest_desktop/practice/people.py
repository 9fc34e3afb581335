"""The sample people of the practice service: invented experts, attestees and what is attached to applications."""

from __future__ import annotations

from dataclasses import dataclass

from attest_desktop.domain.profile import Profile

REGISTERED = "Заявление о проведении аттестации зарегистрировано."
ACCEPTED = "Заявление о проведении аттестации принято к рассмотрению."
FIRST_PERIOD = "ноябрь-декабрь 2026"
SECOND_PERIOD = "январь-февраль 2027"
IN_PERSON = "очно"
REMOTE = "дистанционно"


@dataclass(frozen=True, slots=True)
class PracticeAccount:
    """Who may sign in to the practice service."""

    user_name: str
    password: str
    profile: Profile


@dataclass(frozen=True, slots=True)
class SampleDocument:
    """One document of an application: a file of `resources/practice/documents`, or a link when `url` is set."""

    title: str
    file: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class SampleAttestee:
    """A row of the attestation table, in the words of the page."""

    full_name: str
    position: str
    subjects: tuple[str, ...]
    current_category: str
    claimed_category: str
    form: str
    appointed: str
    age: int
    email: str
    period: str = FIRST_PERIOD
    status: str = REGISTERED
    documents: tuple[SampleDocument, ...] = ()


APPLICATION = SampleDocument("Заявление.pdf", "application.pdf")
RESULTS = SampleDocument("Результаты.docx", "results.docx")
DIPLOMA = SampleDocument("Грамота.png", "diploma.png")
AWKWARD = SampleDocument('Справка "О нагрузке"  (копия №2) — 2026.pdf', "workload.pdf")


def _video(lesson: int, attestee: str) -> SampleDocument:
    return SampleDocument(
        f"Видеозапись урока (занятия) {lesson}", url=f"https://video.example.org/{attestee}/{lesson}"
    )


def _remote(attestee: str, *more: SampleDocument) -> tuple[SampleDocument, ...]:
    return (APPLICATION, *(more or (RESULTS,)), _video(1, attestee), _video(2, attestee))


SAMPLE_ACCOUNT = PracticeAccount(
    "expert1",
    "Uchebny2026",
    Profile(
        surname="Соболева",
        first_name="Марина",
        patronymic="Аркадьевна",
        email="m.soboleva@example.org",
        phone="+7 (900) 000-0101",
        municipality="г. Томск",
        organisation_type="общее",
        workplace="МАОУ гимназия № 113 г. Томска",
        position="учитель",
        subjects=("английского языка",),
    ),
)
SECOND_ACCOUNT = PracticeAccount(
    "expert2",
    "Uchebny2027",
    Profile(
        surname="Дорошенко",
        first_name="Павел",
        patronymic="Ильич",
        email="p.doroshenko@example.org",
        phone="+7 (900) 000-0202",
        municipality="Верхнекетский район",
        organisation_type="дополнительное",
        workplace="МАУ ДО «Дом детского творчества „Росток“»",
        position="педагог дополнительного образования",
        subjects=("(Театральные дисциплины)", "(Фортепиано)"),
    ),
)
ACCOUNTS = (SAMPLE_ACCOUNT, SECOND_ACCOUNT)

_FIRST = (
    SampleAttestee(
        "Ткаченко Любовь Игоревна", "учитель", ("математики", "информатики"), "нет", "первая", IN_PERSON,
        "28.08.2017 №112-к от 25.08.2017г.", 34, "l.tkachenko@example.org",
        documents=(APPLICATION, RESULTS, AWKWARD),
    ),
    SampleAttestee(
        "Лебедев Артём Викторович", "учитель", ("физической культуры",), "первая", "высшая", IN_PERSON,
        "01.09.2009 №54 от 31.08.2009г.", 45, "a.lebedev@example.org", documents=(APPLICATION, DIPLOMA),
    ),
    SampleAttestee(
        "Мамедова Айтен", "учитель", ("русского языка и литературы",), "первая", "первая", REMOTE,
        "15.02.2016 №7 от 14.02.2016г.", 38, "a.mamedova@example.org", documents=_remote("mamedova"),
    ),
    SampleAttestee(
        "Петрова-Водкина Елена Сергеевна", "педагог-психолог", (), "высшая", "высшая", IN_PERSON,
        "03.11.2003 №31-л/с от 01.11.2003г.", 51, "e.petrova@example.org",
        documents=(APPLICATION, RESULTS, DIPLOMA, AWKWARD),
    ),
    SampleAttestee(
        "Сидоренко Николай Петрович", "преподаватель-организатор", ("основ безопасности и защиты Родины",),
        "первая (срок действия истёк 24.12.2025)", "первая", IN_PERSON,
        "20.08.2012 №98 от 20.08.2012г.", 57, "n.sidorenko@example.org", documents=(APPLICATION, RESULTS),
    ),
    SampleAttestee(
        "Журавлёва Ольга Дмитриевна", "учитель", ("химии", "биологии", "географии"), "высшая", "высшая", REMOTE,
        "01.09.1994 №12 от 29.08.1994г.", 60, "o.zhuravleva@example.org", status=ACCEPTED,
        documents=_remote("zhuravleva", DIPLOMA),
    ),
    SampleAttestee(
        "Заяц Кирилл Олегович", "педагог дополнительного образования", ("(Хореографические дисциплины)",), "нет",
        "первая", REMOTE, "10.01.2021 №3-к от 09.01.2021г.", 27, "k.zayats@example.org",
        documents=_remote("zayats"),
    ),
    SampleAttestee(
        "Черных Светлана Юрьевна", "воспитатель", (), "первая", "высшая", IN_PERSON,
        "14.05.2010 №40-л от 14.05.2010г.", 43, "s.chernykh@example.org", documents=(APPLICATION, AWKWARD),
    ),
    SampleAttestee(
        "Бондаренко Георгий Ильич", "учитель-логопед", (), "нет", "первая", IN_PERSON,
        "02.09.2019 №201 от 30.08.2019г.", 31, "g.bondarenko@example.org", SECOND_PERIOD,
        documents=(APPLICATION, RESULTS, DIPLOMA),
    ),
    SampleAttestee(
        "Ан Виктория Робертовна", "учитель", ("английского языка", "немецкого языка"), "высшая", "высшая", REMOTE,
        "01.10.2007 №66/2 от 28.09.2007г.", 44, "v.an@example.org", SECOND_PERIOD, documents=_remote("an"),
    ),
    SampleAttestee(
        "Коваль Егор Максимович", "инструктор-методист", (), "нет", "первая", IN_PERSON,
        "17.03.2022 №19-к от 16.03.2022г.", 29, "e.koval@example.org", SECOND_PERIOD,
        documents=(APPLICATION, RESULTS),
    ),
    SampleAttestee(
        "Гусева Надежда Фёдоровна", "концертмейстер", ("(Фортепиано)",),
        "высшая (срок действия истёк 27.02.2026)", "высшая", REMOTE,
        "05.09.1990 №8 от 04.09.1990г.", 62, "n.guseva@example.org", SECOND_PERIOD,
        documents=_remote("guseva", AWKWARD),
    ),
    SampleAttestee(
        "Шевченко Алла Борисовна", "социальный педагог", (), "первая", "первая", IN_PERSON,
        "11.11.2013 №77-л/с от 08.11.2013г.", 47, "a.shevchenko@example.org", SECOND_PERIOD,
        documents=(APPLICATION, DIPLOMA),
    ),
    SampleAttestee(
        "Рашидов Тимур Алишер оглы", "учитель", ("физики", "астрономии"), "первая", "высшая", REMOTE,
        "25.08.2014 №105 от 25.08.2014г.", 39, "t.rashidov@example.org", SECOND_PERIOD, ACCEPTED,
        documents=_remote("rashidov", DIPLOMA),
    ),
)  # fmt: skip

_SECOND = (
    SampleAttestee(
        "Королькова Инна Павловна", "педагог дополнительного образования", ("(Театральные дисциплины)",), "первая",
        "высшая", IN_PERSON, "12.09.2011 №45 от 12.09.2011г.", 42, "i.korolkova@example.org",
        documents=(APPLICATION, RESULTS),
    ),
    SampleAttestee(
        "Савченко Денис Артурович", "педагог-организатор", (), "нет", "первая", REMOTE,
        "01.02.2020 №6-к от 31.01.2020г.", 33, "d.savchenko@example.org", documents=_remote("savchenko"),
    ),
    SampleAttestee(
        "Юдина Вера Андреевна", "тренер-преподаватель", ("лыжных гонок", "плавания"), "первая", "первая",
        IN_PERSON, "18.08.2015 №91 от 17.08.2015г.", 40, "v.yudina@example.org", SECOND_PERIOD,
        documents=(APPLICATION, DIPLOMA),
    ),
)  # fmt: skip

_NEWCOMER = (
    SampleAttestee(
        "Яковенко Роман Степанович", "учитель", ("технологии",), "нет", "первая", IN_PERSON,
        "01.09.2020 №140 от 31.08.2020г.", 30, "r.yakovenko@example.org", documents=(APPLICATION, RESULTS),
    ),
    SampleAttestee(
        "Белых Дарья Антоновна", "старший воспитатель", (), "первая", "первая", REMOTE,
        "09.06.2014 №23 от 06.06.2014г.", 41, "d.belykh@example.org", documents=_remote("belykh"),
    ),
)  # fmt: skip

ATTESTEES: dict[str, tuple[SampleAttestee, ...]] = {
    SAMPLE_ACCOUNT.user_name: _FIRST,
    SECOND_ACCOUNT.user_name: _SECOND,
}
"""Who is assigned to whom, by user name, in the order of the table."""
NEWCOMER_ATTESTEES = _NEWCOMER
"""Who is assigned to the one that registers by the coordinator's link."""
