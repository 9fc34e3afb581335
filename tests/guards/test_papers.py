"""How often papers are worked through: once for what several steps ask, and only where something changed."""

from __future__ import annotations

import cProfile
from collections import Counter
from collections.abc import Callable
from functools import cache

import pytest
from PySide6.QtWidgets import QApplication

from attest_desktop import bundled
from attest_desktop.domain.attestee import Form
from attest_desktop.domain.progress import never, silent
from attest_desktop.domain.record import AttesteeData, Conclusion, CriterionText, Expert, Record, Result
from attest_desktop.papers.pdf import EngineName, convert
from attest_desktop.papers.pdf.builtin.document import Reading
from attest_desktop.papers.pdf.builtin.engine import Setting, laid_out
from attest_desktop.papers.signing import Placement, draw_sample_signature, place_for, stamp
from attest_desktop.papers.signing.admitted import passed
from attest_desktop.papers.signing.finding import find_all
from attest_desktop.papers.template import Template, fill, open_template

EXPERTS = ("Соболева Марина Аркадьевна", "Заречная Полина Андреевна")


@cache
def template() -> Template:
    return open_template(bundled.path("sample", "conclusion_template.docx").read_bytes())


def paper(about: str) -> bytes:
    """The sample form about somebody, in Word."""
    record = Record(
        AttesteeData(about, position="учитель", form=Form.IN_PERSON),
        experts=tuple(Expert(name, "учитель", "Школа № 7") for name in EXPERTS),
        conclusion=Conclusion(
            result=Result.MEETS,
            criteria=tuple(CriterionText(str(one), "Итоги подтверждены. " * 9) for one in range(1, 6)),
        ),
    )
    return fill(template(), record).content


def pdf_of(docx: bytes) -> bytes:
    return convert(docx, engine=EngineName.BUILTIN, title="Заключение").pdf


def calls(act: Callable[[], object]) -> Counter[str]:
    """How often each function of the program and its libraries was called meanwhile, by its name."""
    profile = cProfile.Profile()
    profile.runcall(act)
    counted: Counter[str] = Counter()
    for entry in profile.getstats():
        if not isinstance(entry.code, str):
            counted[entry.code.co_qualname] += entry.callcount
    return counted


@pytest.fixture(autouse=True)
def _application(qapp: QApplication) -> None:
    """Pages are laid out with its fonts."""


def test_the_next_paper_of_a_form_is_read_and_set_only_where_it_differs() -> None:
    reading, setting = Reading(), Setting()

    def lay_out(about: str) -> None:
        laid_out(paper(about), reading, setting, silent, never)

    lay_out("Журавлёва Ольга Дмитриевна")
    assert reading.made > 30
    lay_out("Лугов Пётр Сергеевич")
    # The names' paragraphs, and the tables that hold them.
    assert reading.made <= 8
    assert setting.kept.made <= 6


def test_two_signatures_cost_one_look_at_the_paper() -> None:
    pdf = pdf_of(paper("Журавлёва Ольга Дмитриевна"))
    image = draw_sample_signature(EXPERTS[0], 1)
    find_all.cache_clear()
    passed.cache_clear()

    def signed() -> bytes:
        places = [place_for(pdf, name, nth_expert=number) for number, name in enumerate(EXPERTS, 1)]
        return stamp(pdf, [Placement(place, image) for place in places])

    counted = calls(signed)
    assert counted["refuse_unsafe"] == 1
    assert counted["read_layout"] == 2
    # Where the graphics state is saved is found without taking the page's content apart.
    assert counted["ContentStream._parse_content_stream"] == 0
    # The next paper is signed with the same picture: it is neither read nor packed again.
    counted = calls(lambda: stamp(pdf, [Placement(place_for(pdf, EXPERTS[0]), image)]))
    assert counted["_decoded"] == counted["_packed"] == 0
