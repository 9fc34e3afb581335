"""The record: into JSON and back, and wrong input in words."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attest_desktop.domain.attestee import Form
from attest_desktop.domain.errors import BadFileError
from attest_desktop.domain.record import (
    AttesteeData,
    Conclusion,
    CriterionText,
    Expert,
    Lesson,
    Record,
    Result,
    record_from_json,
    record_to_json,
)

texts = st.text(max_size=20)
days = st.none() | st.dates()
records = st.builds(
    Record,
    attestee=st.builds(
        AttesteeData,
        full_name=texts,
        subjects=st.lists(texts, max_size=3).map(tuple),
        form=st.sampled_from(Form),
        appointed_on=days,
        age=st.none() | st.integers(0, 120),
    ),
    experts=st.lists(st.builds(Expert, texts, texts, texts), max_size=3).map(tuple),
    conclusion=st.builds(
        Conclusion,
        date=days,
        result=st.none() | st.sampled_from(Result),
        criteria=st.lists(st.builds(CriterionText, texts, texts), max_size=5).map(tuple),
        lessons=st.lists(st.builds(Lesson, days, texts, texts), max_size=5).map(tuple),
        recommendations=texts,
    ),
)


@given(records)
def test_goes_into_json_and_back(record: Record) -> None:
    assert record_from_json(record_to_json(record)) == record


@pytest.mark.parametrize(
    "wrong",
    [
        [],
        "text",
        {"attestee": []},
        {"attestee": {"appointed_on": "вчера"}},
        {"attestee": {"age": "сорок"}},
        {"attestee": {"age": "²"}},
        {"attestee": {"age": "1" * 5000}},
        {"attestee": {"age": [40]}},
        {"attestee": {"form": []}},
        {"attestee": {"subjects": "физика"}},
        {"attestee": {"subjects": [{"name": "физика"}]}},
        {"conclusion": {"result": "maybe"}},
        {"conclusion": {"lessons": [{"date": 5}]}},
        {"experts": ["Иванов"]},
    ],
)
def test_wrong_values_are_named(wrong: Any) -> None:
    with pytest.raises(BadFileError, match="не понято"):
        record_from_json(wrong)


def test_form_may_be_a_russian_word() -> None:
    record = record_from_json({"attestee": {"form": "Дистанционно", "appointed_on": "1994-02-15"}})
    assert record.attestee.form is Form.REMOTE
    assert record.attestee.appointed_on == date(1994, 2, 15)
