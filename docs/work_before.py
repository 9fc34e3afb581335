"""What has been done in the training before the pictures are taken: conclusions at every stage, phrases."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from attest_desktop.domain.record import CriterionText, Lesson, Result
from attest_desktop.store import PhraseText
from attest_desktop.work.desk import Desk
from attest_desktop.work.draft import open_draft, save_draft
from attest_desktop.work.finish import finish
from attest_desktop.work.people import people
from attest_desktop.work.send import enqueue, send_conclusion

CRITERION = (
    "Результаты освоения обучающимися образовательных программ по итогам мониторингов стабильны: качество знаний "
    "за межаттестационный период выросло с 54 % до 63 %, все выпускники подтвердили годовые отметки."
)
PHRASES = (
    PhraseText("{Имя Отчество} {провёл/провела} открытые занятия для учителей школы.", "4", "", "учитель", ""),
    PhraseText(
        "{ФИО} выявляет и развивает способности обучающихся: дети участвуют в муниципальных и региональных "
        "олимпиадах, становятся победителями и призёрами конкурсов исследовательских работ, выступают на научно-"
        "практических конференциях.",
        "3",
        "высшая",
        "учитель",
        "математика",
    ),
    PhraseText(
        "Под руководством {ФИО:р} обучающиеся стали призёрами конкурса [название конкурса: заполните].", "3"
    ),
    PhraseText("Продолжить обобщение опыта работы на муниципальном и региональном уровнях.", "", "высшая"),
)

# Written like the others, and sent while their picture is taken: one for each look.
TO_BE_SENT = (5, 7)


def write_something(desk: Desk) -> None:
    """Bring the sample attestees to different stages."""
    ids = [one.id for one in people(desk)]
    for count, attestee_id in enumerate([*ids[:5], *(ids[number] for number in TO_BE_SENT)]):
        text = open_draft(desk, attestee_id).text
        criteria = tuple(
            CriterionText(one.number, CRITERION if place < 3 or count else "")
            for place, one in enumerate(text.conclusion.criteria)
        )
        lessons = (
            Lesson(date(2026, 11, 11), "7 «Б»", "Линейная функция и её график"),
            Lesson(date(2026, 11, 13), "9 «А»", "Арифметическая прогрессия"),
        )
        conclusion = replace(
            text.conclusion,
            criteria=criteria,
            lessons=lessons,
            result=Result.MEETS,
            date=date(2026, 11, 20),
            recommendations="Продолжить работу по обобщению опыта.",
        )
        save_draft(desk, attestee_id, replace(text, conclusion=conclusion))
    for phrase in PHRASES:
        desk.store.phrases.add(phrase, desk.now())
    done = [finish(desk, attestee_id) for attestee_id in ids[1:5]]
    send_conclusion(desk, done[0])
    send_conclusion(desk, done[1])
    enqueue(desk, done[2])
