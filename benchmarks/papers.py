"""What the rows about papers work with: the program's own sample form, records and people who never lived."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping
from copy import deepcopy
from datetime import date
from functools import cache

import docx

from attest_desktop import bundled
from attest_desktop.domain.attestee import Form
from attest_desktop.domain.record import AttesteeData, Conclusion, CriterionText, Expert, Lesson, Record, Result
from attest_desktop.papers.template import Template, fill, open_template

WORDS = "Педагог применяет проблемное обучение и опирается на опыт учеников, итоги подтверждены документами. "


@cache
def form() -> bytes:
    """The sample form of a conclusion (.docx)."""
    return bundled.path("sample", "conclusion_template.docx").read_bytes()


@cache
def opened() -> Template:
    """The sample form with its blanks known."""
    return open_template(form())


def record(number: int = 0) -> Record:
    """A conclusion about somebody, whole."""
    return Record(
        AttesteeData(
            full_name="Журавлёва Ольга Дмитриевна",
            period="ноябрь-декабрь 2026",
            position="учитель",
            subjects=("химии", "биологии"),
            current_category="высшая",
            claimed_category="высшая",
            form=Form.IN_PERSON,
            appointed_on=date(1994, 9, 1),
            appointment_order="№12 от 29.08.1994г.",
            age=60,
            email="o.zhuravleva@example.org",
        ),
        experts=(
            Expert("Соболева Марина Аркадьевна", "учитель английского языка", "МАОУ гимназия № 113"),
            Expert("Заречная Полина Андреевна", "учитель русского языка", "МБОУ СОШ № 9"),
        ),
        conclusion=Conclusion(
            date=date(2026, 11, 20),
            result=Result.MEETS,
            criteria=tuple(CriterionText(str(one), f"{number}. {WORDS * 6}") for one in range(1, 6)),
            lessons=tuple(Lesson(date(2026, 11, 2 + one), f"{5 + one} «А»", "Решение задач") for one in range(3)),
            recommendations=WORDS * 4,
        ),
    )


def filled(number: int = 0) -> bytes:
    """The sample form filled (.docx)."""
    return fill(opened(), record(number)).content


_VALUE = re.compile(r"\S")


def tagged(content: bytes, original: bytes) -> tuple[bytes, Mapping[str, str]]:
    """A copy of a filled form for docxtpl, with a tag wherever the form itself has other words; and the values."""
    document, before = docx.Document(io.BytesIO(content)), docx.Document(io.BytesIO(original))
    printed = {node.text for node in before.element.body.iter(_TEXT)}
    values: dict[str, str] = {}
    for node in document.element.body.iter(_TEXT):
        if node.text and node.text not in printed and _VALUE.search(node.text):
            name = f"v{len(values)}"
            values[name] = node.text
            node.text = f"{{{{ {name} }}}}"
    kept = io.BytesIO()
    document.save(kept)
    return kept.getvalue(), values


_TEXT = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}t"


def same_words(ours: bytes, peer: bytes) -> None:
    """Raises ValueError when two files do not say the same: then nothing is compared."""
    said = ["".join(docx.Document(io.BytesIO(one)).element.body.itertext(_TEXT)) for one in (ours, peer)]
    if said[0] != said[1]:
        raise ValueError("the two files have different words")


def lengthened(times: int) -> bytes:
    """The sample form with its body repeated: a form of many pages."""
    document = docx.Document(io.BytesIO(form()))
    body = document.element.body
    parts = [one for one in body if not one.tag.endswith("}sectPr")]
    for _ in range(times - 1):
        document.add_page_break()  # type: ignore[no-untyped-call]  # the library has no types here
        for one in parts:
            body.insert(len(body) - 1, deepcopy(one))
    kept = io.BytesIO()
    document.save(kept)
    return kept.getvalue()
