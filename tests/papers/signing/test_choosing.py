from __future__ import annotations

import pytest

from attest_desktop.papers.signing import (
    AmbiguousPlaceError,
    PlaceNotFoundError,
    SignerRole,
    find_places,
    place_for,
)
from tests.papers.signing.papers import KUZNETSOV, ZAYATS, reopened, sheet, written


@pytest.mark.parametrize(
    ("name", "people"),
    [
        ("underscores", (KUZNETSOV, ZAYATS)),
        ("bordered-table", (KUZNETSOV, ZAYATS)),
        ("bottom-borders", (KUZNETSOV, ZAYATS)),
        ("leaders", (KUZNETSOV, ZAYATS, "Сидоренко Пётр Андреевич")),
        ("form-one", (KUZNETSOV, ZAYATS)),
        ("form-two", ("Черных Светлана Аркадьевна", "Лев Борис Ильич")),
        (
            "three-experts",
            ("Иванова Мария Игоревна", "Сидоренко Павел Ануфриевич", "Кузнецова-Белова Татьяна Вик"),
        ),
    ],
)
def test_each_expert_signs_beside_the_own_name(name: str, people: tuple[str, ...]) -> None:
    experts = [place for place in find_places(sheet(name)) if place.role is SignerRole.EXPERT]
    assert [place_for(sheet(name), person) for person in people] == experts


def test_the_name_wins_over_the_order() -> None:
    pdf = sheet("underscores")
    assert place_for(pdf, ZAYATS, nth_expert=1) == place_for(pdf, ZAYATS)
    assert place_for(pdf, ZAYATS, nth_expert=1) != place_for(pdf, KUZNETSOV)


def test_without_names_the_order_decides() -> None:
    pdf = sheet("blank-underscores")
    first, second = (place for place in find_places(pdf) if place.role is SignerRole.EXPERT)
    assert place_for(pdf, KUZNETSOV, nth_expert=1) == first
    assert place_for(pdf, ZAYATS, nth_expert=2) == second
    with pytest.raises(PlaceNotFoundError, match="№ 3"):
        place_for(pdf, ZAYATS, nth_expert=3)


def test_without_names_and_order_the_candidates_are_told() -> None:
    with pytest.raises(AmbiguousPlaceError, match="Специалист") as caught:
        place_for(sheet("blank-underscores"), KUZNETSOV)
    assert [place.role for place in caught.value.candidates] == [SignerRole.EXPERT] * 2


def test_the_heads_line_is_not_an_experts_even_with_the_same_name() -> None:
    # In this form the head is called «Кузнецов П.О.» too.
    assert place_for(sheet("underscores"), KUZNETSOV).role is SignerRole.EXPERT


@pytest.mark.parametrize("person", ["Ткаченко Любовь Игоревна", "Ильин Роман Сергеевич"])
def test_the_attestees_and_the_heads_lines_are_never_given(person: str) -> None:
    with pytest.raises(PlaceNotFoundError):
        place_for(sheet("bordered-table"), person)


def test_a_line_that_names_somebody_else_is_not_given() -> None:
    # The same surname, other initials.
    with pytest.raises(PlaceNotFoundError, match="Кузнецов"):
        place_for(sheet("underscores"), "Кузнецов Роман Сергеевич", nth_expert=1)


def test_a_form_without_places_says_so() -> None:
    writer = reopened(sheet("three-experts"))
    writer.remove_page(2)
    writer.remove_page(1)
    with pytest.raises(PlaceNotFoundError, match="не найдено"):
        place_for(written(writer), KUZNETSOV)


def test_experts_count_from_one() -> None:
    with pytest.raises(ValueError, match="counts from 1"):
        place_for(sheet("underscores"), KUZNETSOV, nth_expert=0)
