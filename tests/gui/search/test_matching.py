"""Finding people by what a person types."""

from __future__ import annotations

import random
import time

import pytest

from attest_desktop.gui.search.matching import Index, on_russian_layout, readings, slip

PEOPLE = (
    "Соловьёва Мария Игоревна",
    "Соколов Михаил Иванович",
    "Иванова Мария Сергеевна",
    "Иванова Инна Петровна",
    "Петрова-Водкина Анна Кузьминична",
    "Ли Анна",
    "Мамедова Гюльнара Али кызы",
)
INDEX = Index((name, "учитель математики" if place == 1 else "") for place, name in enumerate(PEOPLE))


def surnames(query: str) -> list[str]:
    return [PEOPLE[one.at].split()[0] for one in INDEX.find(query)]


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("соловьева", "Соловьёва"),
        ("СОЛОВЬЁВА", "Соловьёва"),
        ("мария солов", "Соловьёва"),
        ("игоревна мария", "Соловьёва"),
        ("Соловьёва М.И.", "Соловьёва"),
        ("М.И. Соловьёва", "Соловьёва"),
        ("соловьева ми", "Соловьёва"),
        ("кjкjdmtdf", None),
        ("cjkjdmtdf", "Соловьёва"),
        ("bdfyjdf byyf", "Иванова"),
        ("соловева", "Соловьёва"),  # a letter left out
        ("слоовьева", "Соловьёва"),  # two swapped
        ("сокалов", "Соколов"),  # one changed
        ("соколлов", "Соколов"),  # one too many
        ("икакова", None),
        ("водкина", "Петрова-Водкина"),
        ("петрова-вод", "Петрова-Водкина"),
        ("ли а", "Ли"),
        ("кызы мамедова", "Мамедова"),
        ("математики соколов", "Соколов"),
        ("иванова мария петровна", None),
    ],
)
def test_found_as_people_type(query: str, first: str | None) -> None:
    assert next(iter(surnames(query)), None) == first


def test_initials_stand_for_words_of_their_own() -> None:
    assert [PEOPLE[one.at] for one in INDEX.find("иванова и")] == ["Иванова Инна Петровна"]
    assert [PEOPLE[one.at] for one in INDEX.find("иванова м с")] == ["Иванова Мария Сергеевна"]


def test_whole_words_come_before_beginnings_and_names_before_other_words() -> None:
    index = Index([("Мариянова Ольга Петровна", ""), ("Белова Мария Петровна", ""), ("Чернова Ольга", "мария")])
    assert [one.at for one in index.find("мария")] == [1, 0, 2]


def test_nothing_is_found_for_nothing() -> None:
    assert INDEX.find("") == INDEX.find("  .,  ") == []
    assert readings("Word") == (("word",), ("цщкв",))
    assert on_russian_layout("[f`v") == "хаём"


def test_short_words_do_not_slip() -> None:
    assert slip("соколов", "соколова")
    assert not slip("соколов", "сорокин")
    assert surnames("ле") == []


def test_ten_thousand_people_are_found_at_once() -> None:
    chance = random.Random(7)
    letters = "абвгдеиклмнопрст"
    names = [
        f"{''.join(chance.choices(letters, k=7))}ова {chance.choice(('Анна', 'Мария', 'Ольга'))} Ивановна"
        for _ in range(10_000)
    ]
    index = Index((name, "учитель") for name in names)
    queries = (
        "м",
        "мария",
        f"{names[5000][:6]} мар",
        "ivfybz",
        "учитель",
        f"{names[77][1]}{names[77][0]}{names[77][2:8]}",
    )
    slowest = 0.0
    for query in queries:
        began = time.process_time()
        index.find(query, 50)
        slowest = max(slowest, time.process_time() - began)
    assert slowest < 0.25  # a slow school computer; here some 0.06
    assert names[77] in {names[one.at] for one in index.find(queries[-1])}
