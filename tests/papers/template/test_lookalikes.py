"""The two look-alikes of the conclusion: every blank is found, and what can be filled is filled right."""

from __future__ import annotations

import pytest

from attest_desktop.papers.template import fill, open_template
from attest_desktop.papers.template.layout import read_form
from attest_desktop.papers.template.package import open_package
from tests.papers.template.forms import (
    LOOKALIKES,
    assert_printed_kept,
    opened_and_filled,
    read_json,
    record,
    squeezed,
    template_bytes,
    texts,
)


@pytest.mark.parametrize("name", LOOKALIKES)
def test_every_blank_is_found_in_order_with_its_kind_and_field(name: str) -> None:
    wanted = [(one["kind"], one["field"], one["signature"]) for one in read_json(name, "blanks.json")]
    # The name beside a signature has a field here: it is written as «П.О. Кузнецов».
    got = [
        (blank.kind.value, None if blank.signature else blank.field, blank.signature)
        for blank in open_template(template_bytes(name)).blanks
    ]
    assert got == wanted


@pytest.mark.parametrize("name", LOOKALIKES)
def test_cases_are_those_a_person_would_use(name: str) -> None:
    wanted = [one["case"] for one in read_json(name, "blanks.json")]
    got = [blank.case.value if blank.case else None for blank in open_template(template_bytes(name)).blanks]
    assert got == wanted


@pytest.mark.parametrize("name", LOOKALIKES)
def test_labels_tell_blanks_apart_and_are_russian(name: str) -> None:
    labels = [blank.label for blank in open_template(template_bytes(name)).blanks]
    assert all(any("а" <= letter.lower() <= "я" for letter in label) for label in labels)
    assert len(set(labels)) >= len(labels) - 1


@pytest.mark.parametrize("name", LOOKALIKES)
def test_what_is_filled_is_what_a_careful_person_wrote(name: str) -> None:
    template, filled = opened_and_filled(template_bytes(name), name)
    ids = [one["id"] for one in read_json(name, "blanks.json")]
    by_blank = {one.id: squeezed(one.value) for one in filled.filled}
    values = {given: by_blank.get(blank.id, "") for given, blank in zip(ids, template.blanks, strict=True)}
    body = squeezed(" ".join(texts(filled.content)))
    wanting = []
    for one in read_json(name, "expected.json")["expected"]:
        accepted = [squeezed(text) for text in (one["must_contain"], *one.get("accept", ()))]
        if not any(text in values[one["region"]] for text in accepted) or not any(
            text in body for text in accepted
        ):
            wanting.append(one["field"])
    assert wanting == []


@pytest.mark.parametrize("name", LOOKALIKES)
def test_every_blank_is_accounted_for_with_a_reason(name: str) -> None:
    template, filled = opened_and_filled(template_bytes(name), name)
    done, left = {one.id for one in filled.filled}, {one.id for one in filled.empty}
    assert done.isdisjoint(left)
    assert done | left == {blank.id for blank in template.blanks}
    assert all(one.reason for one in filled.empty)


@pytest.mark.parametrize("name", LOOKALIKES)
def test_printed_words_and_signature_lines_stay(name: str) -> None:
    content = template_bytes(name)
    template, filled = opened_and_filled(content, name)
    assert_printed_kept(content, template, filled.content)
    joined = "\n".join(texts(filled.content))
    if name == "open-1":
        assert joined.count("Специалист ______________________ /") == 2
        assert "Аттестуемый ___________________ /" in joined
        assert "/ «___» _______ 20__ г." in joined
    else:
        assert joined.count("Специалист\t________________\t") == 2
        assert "получил(а): ___________ «__» ______ 20__ г." in joined


@pytest.mark.parametrize("name", LOOKALIKES)
def test_filling_again_changes_nothing_that_stands_there(name: str) -> None:
    content = template_bytes(name)
    _, filled = opened_and_filled(content, name)
    again_template, again = opened_and_filled(filled.content, name)
    assert not [one for one in again.filled if "соответству" not in one.value]
    assert texts(again.content) == texts(filled.content)
    # Only signatures and what the program could not fill are still blanks.
    assert len(again_template.blanks) <= len(filled.empty) + 1


def test_ids_are_the_same_whenever_the_form_is_opened() -> None:
    content = template_bytes("open-1")
    assert open_template(content).blanks == open_template(content).blanks
    assert [blank.id for blank in open_template(content).blanks][:2] == ["b01", "b02"]


def test_the_result_is_underlined_and_the_other_answer_is_not() -> None:
    _, filled = opened_and_filled(template_bytes("open-1"))
    paragraph = next(
        one
        for part in read_form(open_package(filled.content)).parts
        for one in part.paragraphs
        if "соответствует / не соответствует" in one.text
    )
    under = paragraph.line.underlined()
    marked = "".join(letter for letter, yes in zip(paragraph.text, under, strict=True) if yes)
    assert marked == "соответствует"


def test_values_by_id_win_over_the_record() -> None:
    template = open_template(template_bytes("open-1"))
    by_label = {blank.label: blank.id for blank in template.blanks}
    stage = by_label["Стаж педагогической работы / в данной должности"]
    filled = fill(
        template,
        record(),
        {stage: "12 лет / 9 лет", by_label["Занимаемая должность"]: "педагог-психолог", "b32": "не соответствует"},
    )
    values = {one.id: one.value for one in filled.filled}
    assert values[stage] == "12 лет / 9 лет"
    assert values[by_label["Занимаемая должность"]] == "педагог-психолог"
    assert values["b32"] == "не соответствует"
