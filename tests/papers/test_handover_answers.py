"""Whether the result is marked: in the forms that this program fills, and as people mark it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from attest_desktop.domain.record import Result
from attest_desktop.papers.handover import result_is_open
from attest_desktop.papers.template import fill, open_template
from tests.papers.template.corpus import FORMS
from tests.papers.template.forms import LOOKALIKES, record, template_bytes
from tests.papers.template.wordfile import docx, para

WITH_CHOICE = {
    **{name: template_bytes(name) for name in LOOKALIKES},
    **{one.name: one.content for one in FORMS if one.name in ("expertise", "controls")},
}


@pytest.mark.parametrize("name", WITH_CHOICE)
def test_a_filled_form_is_open_only_without_the_result(name: str) -> None:
    template = open_template(WITH_CHOICE[name])
    for result in (*Result, None):
        given = record()
        given = replace(given, conclusion=replace(given.conclusion, result=result))
        assert result_is_open(fill(template, given).content) is (result is None), result


@pytest.mark.parametrize(
    ("words", "is_open"),
    [
        ("Деятельность соответствует (не соответствует) требованиям", True),
        ("не соответствует или соответствует", True),
        ("☒ соответствует ☐ не соответствует", False),
        ("Урок соответствует теме, план не соответствует программе", False),
        ("Деятельность соответствует требованиям", False),
    ],
)
def test_as_people_write_it(words: str, is_open: bool) -> None:
    assert result_is_open(docx(para(words))) is is_open
