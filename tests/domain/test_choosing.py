"""What is meant of what is offered: never a guess."""

from __future__ import annotations

import pytest

from attest_desktop.domain.choosing import fitting, nearest

SUBJECTS = ("(Театральные дисциплины)", "(Фортепиано)", "английского языка", "немецкого языка", "математики")
SCHOOLS = ("МАОУ СОШ № 4 г. Томска", "МАОУ СОШ № 14 г. Томска", "МБОУ «Берёзовская СОШ»", "МБОУ СОШ (филиал)")


@pytest.mark.parametrize(
    ("wanted", "offered", "place"),
    [
        ("(Фортепиано)", SUBJECTS, 1),
        ("фортепиано", SUBJECTS, 1),
        ("ТЕАТРАЛЬНЫЕ  дисциплины", SUBJECTS, 0),
        ("английского", SUBJECTS, 2),
        ("СОШ 4", SCHOOLS, 0),
        ("СОШ №14", SCHOOLS, 1),
        ("Березовская сош", SCHOOLS, 2),
        ("МБОУ СОШ", SCHOOLS, 3),
    ],
)
def test_one_fits(wanted: str, offered: tuple[str, ...], place: int) -> None:
    assert fitting(wanted, offered) == (place,)


def test_several_fit_or_none() -> None:
    assert fitting("языка", SUBJECTS) == (2, 3)
    assert fitting("химии", SUBJECTS) == ()
    assert fitting("", SUBJECTS) == ()
    assert fitting("…", ("", "—")) == ()


def test_word_for_word_goes_before_looser_ones() -> None:
    assert fitting("учитель", ("учитель-логопед", "Учитель", "учитель")) == (2,)
    assert fitting("УЧИТЕЛЬ", ("учитель-логопед", "Учитель")) == (1,)


def test_near_ones_are_suggested() -> None:
    schools = [f"МБОУ «Учебная СОШ» ({place} район)" for place in "абвгдежзиклмн"]
    many = (*schools, "физики", "физической культуры")
    assert nearest("физик", many)[0] == "физики"
    assert nearest("физик", ("химии", "физики")) == ("химии", "физики")
    assert nearest("xyz", many) == ()
