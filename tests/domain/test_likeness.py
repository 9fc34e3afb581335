"""When two spellings of a name are one person, may be, or are not."""

from __future__ import annotations

import pytest

from attest_desktop.domain.likeness import Likeness, likeness

NAME = "Королёва Алёна Семёновна"


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("КОРОЛЕВА  алена Семеновна", Likeness.SAME),
        ("Алёна Семёновна Королёва", Likeness.REORDERED),
        ("Королёва А.С.", Likeness.INITIALS),
        ("А. С. Королева", Likeness.INITIALS),
        ("Королёва А.", Likeness.INITIALS),
        ("Королева Олена Семеновна", Likeness.SLIP),
        ("Королева Алена Семновна", Likeness.SLIP),
        ("Коорлева Алена Семеновна", Likeness.SLIP),
        ("Королева Алена", Likeness.PARTIAL),
        ("Королёва Б.С.", Likeness.NONE),
        ("Королёв Алёна Степановна", Likeness.NONE),
        ("Королёва Нина Семёновна", Likeness.NONE),
        ("Королёва", Likeness.NONE),
        ("", Likeness.NONE),
    ],
)
def test_spellings_of_a_name(written: str, expected: Likeness) -> None:
    assert likeness(written, NAME) is expected
    assert likeness(NAME, written) is expected


def test_short_names_differ_by_one_letter_and_are_other_people() -> None:
    assert likeness("Ким Ян Ли", "Ким Ия Ли") is Likeness.NONE
    assert likeness("Иванова Яна Петровна", "Иванова Ада Петровна") is Likeness.NONE
    assert likeness("Ли А.Б.", "Ли А.В.") is Likeness.NONE


def test_double_surnames_with_or_without_the_hyphen() -> None:
    assert likeness("Римская - Корсакова Анна Ильинична", "Римская-Корсакова Анна Ильинична") is Likeness.SAME
    assert likeness("РимскаяКорсакова Анна Ильинична", "Римская-Корсакова Анна Ильинична") is Likeness.SLIP
