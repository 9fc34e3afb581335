"""Text as people paste it: with signs that a Word file cannot hold."""

from __future__ import annotations

import pytest

from attest_desktop import bundled
from attest_desktop.domain.record import AttesteeData, Conclusion, CriterionText, Record
from attest_desktop.papers.template import fill, open_template


@pytest.mark.parametrize(
    ("pasted", "kept"),
    [
        ("строка\x0bвторая", "строка\nвторая"),
        ("страница\x0cвторая\u2028третья", "страница\nвторая\nтретья"),
        ("нуль\x00 и \x01знак\ufffe", "нуль и знак"),
        ("половина знака \ud800", "половина знака"),
        ("\U0001f600 остаётся", "\U0001f600 остаётся"),
    ],
)
def test_signs_that_word_cannot_hold(pasted: str, kept: str) -> None:
    template = open_template(bundled.path("sample", "conclusion_template.docx").read_bytes())
    criterion = next(one for one in template.blanks if (one.field or "") == "conclusion.criteria.0.text")
    record = Record(
        AttesteeData(full_name=f"Ким{pasted[-1]} Анна"),
        conclusion=Conclusion(criteria=(CriterionText("1", pasted),)),
    )
    made = fill(template, record)
    assert next(one.value for one in made.filled if one.id == criterion.id) == kept
    open_template(made.content)
    by_hand = fill(template, Record(), {criterion.id: pasted})
    assert next(one.value for one in by_hand.filled if one.id == criterion.id) == kept
