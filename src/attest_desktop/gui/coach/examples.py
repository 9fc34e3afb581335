"""Ready sample texts for the training: they fit anybody's conclusion and name nobody."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from types import MappingProxyType

from attest_desktop.domain.attestee import Attestee
from attest_desktop.domain.record import Conclusion, CriterionText, Lesson, Result
from attest_desktop.work.draft import DraftText

CRITERIA = (
    "По результатам внутреннего мониторинга за три года все обучающиеся осваивают программу, доля успевающих "
    "на «хорошо» и «отлично» выросла с 54 % до 63 %.",
    "Итоги внешних проверочных работ подтверждают школьные отметки: расхождение в пределах одного балла у 96 % "
    "обучающихся.",
    "Обучающиеся участвуют в муниципальных и региональных конкурсах; за три года — пять призовых мест.",
    "Опыт работы представлен на муниципальном методическом объединении и на региональном семинаре, проведены два "
    "открытых занятия для коллег.",
)
RECOMMENDATIONS = "Продолжить обобщение опыта работы на муниципальном и региональном уровнях."
TOPICS = ("Повторение и обобщение изученного", "Применение знаний в новой ситуации")
# Days before today on which the sample lessons were attended.
LESSONS_AGO = (5, 3)
ATTESTEE = MappingProxyType(
    {
        "attestee.municipality": "город Кедровый",
        "attestee.workplace": "МБОУ «Средняя общеобразовательная школа № 9» г. Кедрового",
        "attestee.subjects": "по направлению работы",
        "attestee.current_category": "первая",
        "attestee.appointed_on": "2021-12-01",
        "attestee.appointment_order": "№ 12 от 01.12.2021",
        "attestee.age": "41",
    }
)
# Blanks of the template that nothing in the form fills, by a word of their label.
OWN = MappingProxyType({"стаж": "15 лет / 9 лет"})


def has_example(place: str) -> bool:
    """Whether there is a sample for this place of the form (see `missing.place_of`)."""
    return place in ATTESTEE or place.split(".")[0] in ("lesson", "criterion", "recommendations", "result", "date")


def is_written(text: DraftText, place: str) -> bool:
    """Whether something stands at this place already."""
    kind, _, which = place.partition(".")
    conclusion = text.conclusion
    match kind:
        case "attestee":
            return bool(text.corrections.get(which, "").strip())
        case "lesson":
            lesson = conclusion.lessons[int(which)]
            return bool(lesson.date and lesson.group.strip() and lesson.topic.strip())
        case "criterion":
            return bool(conclusion.criteria[int(which)].text.strip())
        case "recommendations":
            return bool(conclusion.recommendations.strip())
        case "result":
            return conclusion.result is not None
        case "date":
            return conclusion.date is not None
    return True


def with_example(text: DraftText, place: str, attestee: Attestee, today: date) -> DraftText:
    """The draft with a sample at this place; everything else stays."""
    kind, _, which = place.partition(".")
    if kind == "attestee":
        corrections: Mapping[str, str] = MappingProxyType({**text.corrections, which: ATTESTEE[place]})
        return replace(text, corrections=corrections)
    return replace(text, conclusion=_written(text.conclusion, kind, which, attestee, today))


def with_own(text: DraftText, blank_id: str, label: str) -> DraftText:
    """The draft with a sample in a blank of the template's own; unchanged where there is none for its label."""
    sample = next((words for word, words in OWN.items() if word in label.lower()), "")
    if not sample or text.values.get(blank_id, "").strip():
        return text
    return replace(text, values=MappingProxyType({**text.values, blank_id: sample}))


def _written(conclusion: Conclusion, kind: str, which: str, attestee: Attestee, today: date) -> Conclusion:
    match kind:
        case "lesson":
            lessons, at = list(conclusion.lessons), int(which)
            of_class = any(word in attestee.position.lower() for word in ("учитель", "преподаватель"))
            kept = lessons[at]
            lessons[at] = Lesson(
                kept.date or today - timedelta(days=LESSONS_AGO[at % len(LESSONS_AGO)]),
                kept.group or ("7 «Б»" if of_class else "первая группа"),
                kept.topic or TOPICS[at % len(TOPICS)],
            )
            return replace(conclusion, lessons=tuple(lessons))
        case "criterion":
            criteria, at = list(conclusion.criteria), int(which)
            criteria[at] = CriterionText(criteria[at].number, CRITERIA[at % len(CRITERIA)])
            return replace(conclusion, criteria=tuple(criteria))
        case "recommendations":
            return replace(conclusion, recommendations=RECOMMENDATIONS)
        case "result":
            return replace(conclusion, result=Result.MEETS)
        case "date":
            return replace(conclusion, date=today)
    return conclusion
