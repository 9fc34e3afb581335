"""What a careful reader would notice."""

from __future__ import annotations

from attest_desktop import bundled
from attest_desktop.domain.record import AttesteeData, Conclusion, CriterionText, Lesson, Record, Result
from attest_desktop.papers.template import open_template
from attest_desktop.work.checks import unplaced, wrong_category


def claims(category: str) -> Record:
    return Record(attestee=AttesteeData(claimed_category=category))


def test_form_of_the_other_category_is_noticed() -> None:
    first = ["аттестуемого в целях установления\nпервой  квалификационной категории"]
    assert wrong_category(first, claims("высшая"))
    assert not wrong_category(first, claims("первая"))
    assert not wrong_category(["первой / высшей квалификационной категории"], claims("высшая"))
    assert not wrong_category(["заявленной квалификационной категории"], claims("высшая"))


def test_texts_without_a_place_are_named() -> None:
    blanks = open_template(bundled.path("sample", "conclusion_template.docx").read_bytes()).blanks
    written = Conclusion(
        result=Result.MEETS,
        criteria=tuple(CriterionText(str(number), "текст") for number in range(1, 6)),
        lessons=tuple(Lesson(None, "5 «А»", "тема") for _ in range(4)),
        recommendations="рекомендации",
    )
    assert [one.split(":")[0] for one in unplaced(blanks, Record(conclusion=written))] == [
        "В шаблоне нет места для показателя 5",
        "В шаблоне нет места для занятия 4.",
    ]
    assert len(unplaced((), Record(conclusion=written))) == 5 + 4 + 1 + 1
