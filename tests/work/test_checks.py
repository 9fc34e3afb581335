"""What a careful reader would notice: each check both ways."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from attest_desktop.domain.attestee import Form
from attest_desktop.domain.record import AttesteeData, Conclusion, CriterionText, Expert, Lesson, Record, Result
from attest_desktop.work.checks import (
    EmptyPlace,
    Finding,
    FinishedPages,
    Kind,
    Severity,
    Subject,
    Tight,
    find_left_overs,
    wrong_category,
)

TODAY = date(2026, 11, 22)
WOMAN = "Ткаченко Ирина Петровна"
MAN = "Лебедев Артём Викторович"
OTHERS = (
    "Гусева Надежда Фёдоровна",
    "Заяц Кирилл Олегович",
    "Петрова-Водкина Елена Сергеевна",
    "Бондаренко Георгий Ильич",
    "Коваль Егор Максимович",
    "Черных Светлана Юрьевна",
    "Ан Виктория Робертовна",
    "Рашидов Тимур Алишер оглы",
    "Белинский Олег Ильич",
)
ENOUGH = "Обучающиеся стабильно подтверждают годовые отметки."
EXPERTS = (Expert("Соболева Марина Аркадьевна"), Expert("Заречная Полина Андреевна"))


def claims(category: str) -> Record:
    return Record(attestee=AttesteeData(claimed_category=category))


def about(text: str, name: str = WOMAN, **data: str) -> Subject:
    """A sound conclusion about the attestee with this text under the first criterion."""
    attestee = AttesteeData(
        full_name=name,
        form=Form.IN_PERSON,
        claimed_category=data.get("claimed_category", "высшая"),
        current_category=data.get("current_category", "первая"),
        period="ноябрь-декабрь 2026",
    )
    conclusion = Conclusion(
        date(2026, 11, 20),
        Result.MEETS,
        (CriterionText("1", text), CriterionText("2", ENOUGH)),
        (Lesson(date(2026, 11, 10), "7 «Б»", "Дроби"), Lesson(date(2026, 11, 12), "8", "Корни")),
        "Обобщить опыт работы.",
    )
    return Subject(Record(attestee, EXPERTS, conclusion), TODAY, OTHERS)


def found(text: str, kind: Kind, name: str = WOMAN, **data: str) -> list[Finding]:
    return [one for one in find_left_overs(about(text, name, **data)) if one.kind is kind]


def test_a_sound_conclusion_is_left_alone() -> None:
    text = (
        "Ирина Петровна имеет первую квалификационную категорию, аттестуется на высшую. Педагог провёл 12 "
        "уроков, она подготовила победителей; в 2025 г. школа провела семинар. Качество знаний выросло на 9 %."
    )
    assert find_left_overs(about(text)) == ()


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("На уроках Гусевой дети активны.", "Гусевой"),
        ("Работу Бондаренко отличает глубина.", "Бондаренко"),
        ("Беседа с Зайцем К.О. прошла хорошо.", "Зайцем"),
        ("Уроки педагога Зайца содержательны.", "Зайца"),
        ("Опыт Петровой-Водкиной обобщён.", "Петровой-Водкиной"),
        ("Уроки Коваля отличает такт.", "Коваля"),
        ("Работы Е.М. Коваля отмечены.", "Коваля"),
        ("Уроки Черных интересны.", "Черных"),
        ("Материалы Ан Виктории изучены.", "Ан"),
        ("Рашидову вручена грамота.", "Рашидову"),
        ("ГУСЕВА ведёт кружок.", "ГУСЕВА"),
        ("Заяц Кирилл ведёт кружок.", "Заяц"),
        ("Опыт Белинского изучен.", "Белинского"),
    ],
)
def test_another_attestee_is_noticed_in_any_case(text: str, quote: str) -> None:
    (only,) = found(text, Kind.OTHER_PERSON)
    assert (only.place, only.quote, only.severity) == ("criterion.0", quote, Severity.STOP)


@pytest.mark.parametrize(
    "text",
    [
        "Дети читали сказку про зайца и коваля.",
        "Заяц был первым героем занятия.",
        "В классе разводят гусей, гусева лапка цветёт.",
        "Уроки Ткаченко содержательны, Соболева и Заречная их посетили.",
        "Победитель Гусева А.В. награждена.",
        "Анализ работы показал рост.",
        "Коваль — древнее слово.",
        "В кабинете нет черных досок.",
    ],
)
def test_common_words_namesakes_and_own_people_are_not(text: str) -> None:
    assert found(text, Kind.OTHER_PERSON) == []


@pytest.mark.parametrize(
    ("text", "claimed", "current", "noticed"),
    [
        ("Соответствует требованиям к первой квалификационной категории.", "высшая", "первая", True),
        ("Имеет первую категорию с 2021 года.", "высшая", "первая", False),
        ("Имеет первую квалификационную категорию.", "высшая", "нет", True),
        ("Претендует на высшую категорию.", "первая", "нет", True),
        ("Заявленная категория — высшая.", "первая", "первая", True),
        ("Требования к высшей категории выполнены.", "высшая", "первая", False),
        ("Имея первую категорию, аттестуется на высшую категорию.", "высшая", "первая", False),
        ("Ранее имела высшую категорию.", "первая", "высшая (срок действия истёк 27.02.2026)", False),
        ("В первую очередь отметим высшую школу.", "высшая", "нет", False),
    ],
)
def test_the_other_category(text: str, claimed: str, current: str, noticed: bool) -> None:
    assert bool(found(text, Kind.CATEGORY, claimed_category=claimed, current_category=current)) is noticed


@pytest.mark.parametrize(
    ("name", "text", "word"),
    [
        (WOMAN, "Ирина Петровна провёл открытый урок.", "провёл"),
        (WOMAN, "Ткаченко И.П. за отчётный период подготовил победителей.", "подготовил"),
        (WOMAN, "Уроки интересны: она провёл семинар.", "провёл"),
        (WOMAN, "Подготовил трёх победителей олимпиады.", "Подготовил"),
        (WOMAN, "Ирина Петровна готов делиться опытом.", "готов"),
        (WOMAN, "Ирина Петровна награждён грамотой.", "награждён"),
        (WOMAN, "Он разработал программу кружка.", "разработал"),
        (WOMAN, "В 2025 году выступил Ирина Петровна.", "выступил"),
        (MAN, "Артём Викторович провела открытый урок.", "провела"),
        (MAN, "Лебедев А.В. ежегодно участвовала в семинарах.", "участвовала"),
        (MAN, "Она подготовила победителей.", "подготовила"),
        (MAN, "Разработала новую программу.", "Разработала"),
        (MAN, "Артём Викторович активна на семинарах.", "активна"),
    ],
)
def test_endings_that_do_not_agree(name: str, text: str, word: str) -> None:
    (only,) = found(text, Kind.GENDER, name)
    assert only.quote == word


@pytest.mark.parametrize(
    ("name", "text"),
    [
        (WOMAN, "Педагог провёл открытый урок."),
        (WOMAN, "Подготовил победителя учитель физики."),
        (WOMAN, "Анализ деятельности Ткаченко показал рост."),
        (WOMAN, "Опыт, который представила Ирина Петровна, изучен."),
        (WOMAN, "Ирина Петровна провела урок, который посетил директор."),
        (WOMAN, "Семинар прошёл успешно. Он показал рост интереса."),
        (WOMAN, "Ирина Петровна и методист школы провёл семинар."),
        (WOMAN, "Проведён анализ работ. Составлен план."),
        (WOMAN, "Ирине Петровне вручён диплом."),
        (MAN, "Артём Викторович провёл урок, она прошла хорошо."),
        (MAN, "Программа Лебедева получила признание."),
        (MAN, "Работа Артёма Викторовича получила признание."),
        (MAN, "Школа провела семинар."),
        (MAN, "Провела семинар школа № 7."),
        ("Мамедова Айтен", "Айтен провёл урок."),
    ],
)
def test_right_russian_is_not_corrected(name: str, text: str) -> None:
    assert found(text, Kind.GENDER, name) == []


def with_days(concluded: date | None, *lessons: date, form: Form = Form.IN_PERSON) -> list[str]:
    sound = about(ENOUGH[:-1] + " всегда.")
    record = sound.record
    conclusion = replace(
        record.conclusion, date=concluded, lessons=tuple(Lesson(day, "7", "Тема") for day in lessons)
    )
    changed = Record(replace(record.attestee, form=form), record.experts, conclusion)
    return [
        f"{one.severity.value} {one.place}"
        for one in find_left_overs(replace(sound, record=changed))
        if one.kind is Kind.DATE
    ]


def test_days_that_cannot_be() -> None:
    good = (date(2026, 11, 10), date(2026, 11, 12))
    assert with_days(date(2026, 11, 20), *good) == []
    assert with_days(date(2025, 11, 20), *good) == ["stop date", "stop date", "stop lesson.0", "stop lesson.1"]
    assert with_days(date(2026, 11, 11), *good) == ["stop date", "stop lesson.1"]
    assert with_days(date(2026, 11, 20), date(2025, 11, 10), good[1]) == ["stop lesson.0"]
    assert with_days(date(2026, 11, 20), date(2025, 11, 10), good[1], form=Form.REMOTE) == []
    assert with_days(date(2026, 12, 5), *good) == ["look date"]
    assert with_days(date(2027, 1, 10), *good) == ["stop date", "look date"]
    assert with_days(None, *good) == []


def test_days_in_the_texts() -> None:
    assert [one.quote for one in found("Семинар прошёл 01.12.2026 и 10.10.2026.", Kind.DATE)] == ["01.12.2026"]
    assert [one.quote for one in found("Приказ от 31.02.2024 № 5 и от 1.2.2020.", Kind.DATE)] == ["31.02.2024"]
    assert found("Версия 1.12.2 программы, телефон 10.12.20.", Kind.DATE) == []


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("Педагог {ФИО} ведёт кружок.", "{ФИО}"),
        ("Победителей: ____ человек.", "____"),
        ("Результаты […] стабильны.", "[…]"),
        ("Ведёт кружок [название кружка].", "[название кружка]"),
        ("Участвует в семинарах, конкурсах…", "…"),
        ("Качество выросло на ХХХ процентов.", "ХХХ"),
        ("Победителей XXX.", "XXX"),
        ("Качество выросло до ?? процентов.", "??"),
        ("текст", "текст"),
    ],
)
def test_unfinished_places(text: str, quote: str) -> None:
    (only,) = found(text, Kind.PLACEHOLDER)
    assert (only.quote, only.severity) == (quote, Severity.STOP)


@pytest.mark.parametrize(
    "text", ["Грамота [3], XXX Всероссийская олимпиада, XX век.", "Разные… задания.", "Работа с текстом."]
)
def test_what_only_looks_unfinished(text: str) -> None:
    assert found(text, Kind.PLACEHOLDER) == []


def test_repeated_and_short_texts() -> None:
    (only,) = found(ENOUGH, Kind.TEXT)
    assert (only.place, only.severity) == ("criterion.1", Severity.LOOK)
    assert "в показателе 1" in only.words
    (short,) = found("Есть рост.", Kind.TEXT)
    assert (short.place, short.quote) == ("criterion.0", "Есть рост.")


@pytest.mark.parametrize(
    ("text", "mended"),
    [
        (
            "Качество  знаний выросло.Дети участвуют в олимпиадах.",
            "Качество знаний выросло. Дети участвуют в олимпиадах.",
        ),
        (
            "Олимпиады,конкурсы и выставки проводятся каждый год .",
            "Олимпиады, конкурсы и выставки проводятся каждый год.",
        ),
    ],
)
def test_spaces_are_mended(text: str, mended: str) -> None:
    (only,) = found(text, Kind.TEXT)
    assert only.mended == mended


@pytest.mark.parametrize(
    "text", ["Рост на 3,5 % в 2025 г.Томске, адрес school.edu.ru, М.И. Иванова и т.д. по плану работы школы."]
)
def test_right_spaces_stay(text: str) -> None:
    assert found(text, Kind.TEXT) == []


def lesson_words(count: int, form: Form) -> list[str]:
    sound = about(ENOUGH + " Всегда.")
    lessons = (Lesson(date(2026, 11, 10), "7", "Тема"),) * count + (Lesson(),)
    record = replace(
        sound.record,
        attestee=replace(sound.record.attestee, form=form),
        conclusion=replace(sound.record.conclusion, lessons=lessons),
    )
    return [one.words for one in find_left_overs(replace(sound, record=record)) if one.kind is Kind.LESSONS]


def test_how_many_lessons() -> None:
    assert lesson_words(2, Form.IN_PERSON) == lesson_words(5, Form.IN_PERSON) == lesson_words(5, Form.REMOTE) == []
    assert lesson_words(1, Form.IN_PERSON) == ["Указано занятий: 1, а нужно не меньше двух."]
    assert lesson_words(6, Form.IN_PERSON) == ["Указано занятий: 6, а должно быть не больше пяти."]
    assert "видео занятий: 1" in lesson_words(1, Form.REMOTE)[0]


def test_what_the_pages_show() -> None:
    sound = about("Качество знаний выросло на пять процентов за год.")
    pages = FinishedPages(
        ("Педагог {ФИО} …", "две", "три", "четыре"),
        (EmptyPlace("attestee.workplace", "Место работы"), EmptyPlace("result", "Вывод", "conclusion.result")),
        (Tight("Качество знаний выросло на пять процентов за год.", 3, 1),),
        2,
    )
    told = find_left_overs(replace(sound, pages=pages))
    assert [(one.kind, one.place) for one in told] == [
        (Kind.PAGES, "criterion.0"),
        (Kind.PLACEHOLDER, ""),
        (Kind.EMPTY, "result"),
        (Kind.PAGES, ""),
        (Kind.EMPTY, "attestee.workplace"),
    ]
    assert any("Страниц стало 4" in one.words for one in told)


def test_form_of_the_other_category_is_noticed() -> None:
    first = ["аттестуемого в целях установления\nпервой  квалификационной категории"]
    assert wrong_category(first, claims("высшая"))
    assert not wrong_category(first, claims("первая"))
    assert not wrong_category(["первой / высшей квалификационной категории"], claims("высшая"))
    assert not wrong_category(["заявленной квалификационной категории"], claims("высшая"))
