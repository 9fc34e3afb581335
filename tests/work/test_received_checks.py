"""What is told of a colleague's file before it is signed as it is."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date

import docx

from attest_desktop.domain.record import CriterionText, Lesson, Result
from attest_desktop.papers.pdf import EngineName
from attest_desktop.work.checking import check_received
from attest_desktop.work.checks import Finding, Kind, Severity
from attest_desktop.work.desk import Desk
from attest_desktop.work.draft import open_draft, save_draft
from attest_desktop.work.hand_over import handed_over, prepare_received
from attest_desktop.work.people import people
from attest_desktop.work.received import read_received

SOUND = "Качество знаний выросло, победителей олимпиад стало вдвое больше, опыт обобщён."


def findings(desk: Desk, content: bytes) -> tuple[Finding, ...]:
    received = read_received(desk, content, "файл.docx")
    attestee_id = received.candidates[0].id
    prepared, _ = prepare_received(desk, attestee_id, received, engine=EngineName.BUILTIN)
    return check_received(desk, attestee_id, received, prepared, date(2026, 11, 22))


def handed(desk: Desk, *, result: Result | None) -> bytes:
    attestee_id = people(desk)[0].id
    text = open_draft(desk, attestee_id).text
    conclusion = replace(
        text.conclusion,
        criteria=tuple(CriterionText(one.number, SOUND) for one in text.conclusion.criteria),
        lessons=(Lesson(date(2026, 11, 3), "8 «А»", "Дроби"), Lesson(date(2026, 11, 5), "8 «А»", "Корни")),
        recommendations="Обобщить опыт.",
        result=result,
        date=date(2026, 11, 20),
    )
    save_draft(desk, attestee_id, replace(text, conclusion=conclusion))
    return handed_over(desk, attestee_id)


def with_paragraphs(content: bytes, *added: str) -> bytes:
    document = docx.Document(io.BytesIO(content))
    for words in added:
        document.add_paragraph(words)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def test_a_sound_file_is_not_remarked_upon(desk: Desk) -> None:
    assert findings(desk, handed(desk, result=Result.MEETS)) == ()


def test_what_a_colleague_left_is_told(desk: Desk) -> None:
    claimed = people(desk)[0].attestee.claimed_category.lower()
    other = "первую" if claimed.startswith("высш") else "высшую"
    content = with_paragraphs(
        handed(desk, result=None),
        "На уроках Гусевой дети работают активно.",
        f"Педагог аттестуется на {other} квалификационную категорию.",
        "Участие в конкурсах: [дописать].",
        "Подпись ____________ / Гусь И.И.",
    )
    found = findings(desk, content)
    assert all(one.severity is Severity.STOP and not one.place for one in found)
    assert {one.kind for one in found} == {Kind.OTHER_PERSON, Kind.CATEGORY, Kind.PLACEHOLDER, Kind.EMPTY}
    assert len(found) == 4
