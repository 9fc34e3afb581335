from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from types import MappingProxyType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from attest_desktop.domain.attestee import Attestee, Form, attestee_id
from attest_desktop.domain.errors import AmbiguousError, NotFoundError
from attest_desktop.store import Changes, Store
from attest_desktop.store.reconcile import KnownRow, matched_ids
from tests.store.conftest import NOW, OpenStore

LATER = NOW + timedelta(days=1)
PERIOD = "сентябрь-октябрь 2026"


def person(
    name: str, position: str = "учитель", period: str = PERIOD, email: str = "", **more: object
) -> Attestee:
    attestee = Attestee(
        attestee_id(name, period, position), full_name=name, period=period, position=position, email=email
    )
    return replace(attestee, **more)  # type: ignore[arg-type] # any field


FULL = person(
    "Зябликова Ёлка Тихоновна",
    application_status="Заявление о проведении аттестации зарегистрировано.",
    subjects=("математика", "(Фортепиано)"),
    current_category="первая",
    claimed_category="высшая",
    form=Form.REMOTE,
    appointed_on=date(1994, 2, 15),
    appointment_order="№7 от 14.02.1994г.",
    age=45,
    email="zyablikova@school.example",
    conclusion_attached=True,
    decision_pressed=True,
    extra=MappingProxyType({"Примечание": "вторая смена"}),
)


def ids(store: Store, include_gone: bool = False) -> list[str]:
    return [row.attestee.id for row in store.attestees.all(include_gone)]


def test_every_field_comes_back(open_store: OpenStore) -> None:
    with open_store() as store:
        store.attestees.replace_all([FULL, person("Осокин Пётр Ильич")], NOW)
    row = open_store().attestees.get(FULL.id)
    assert row.attestee == FULL
    assert (row.seen_at, row.gone_at) == (NOW, None)


def test_a_refresh_tells_what_is_new_changed_and_gone(store: Store) -> None:
    one, two, three = (person(f"Осокин Пётр {word}") for word in ("Ильич", "Глебович", "Саввич"))
    assert store.attestees.replace_all([one, two], NOW) == Changes(added=(one.id, two.id))
    assert store.attestees.replace_all([one, two], LATER) == Changes()
    assert store.attestees.get(one.id).seen_at == LATER
    changed = replace(two, conclusion_attached=True)
    assert store.attestees.replace_all([three, changed], LATER) == Changes((three.id,), (two.id,), (one.id,))
    assert ids(store) == [three.id, two.id]
    assert ids(store, include_gone=True) == [three.id, two.id, one.id]
    gone = store.attestees.get(one.id)
    assert (gone.seen_at, gone.gone_at) == (LATER, LATER)
    assert store.attestees.replace_all([three, changed], LATER + timedelta(days=1)) == Changes()
    assert store.attestees.get(one.id).gone_at == LATER
    assert store.attestees.replace_all([three, changed, one], LATER) == Changes(added=(one.id,))
    assert store.attestees.get(one.id).gone_at is None


def test_a_corrected_row_keeps_its_id_and_so_its_draft(store: Store) -> None:
    before = person("Осокин Пётр Ильич", "учитель", email="osokin@school.example")
    store.attestees.replace_all([before, FULL], NOW)
    store.drafts.save(before.id, {"text": "важное"}, NOW)

    new_position = person("Осокин Пётр Ильич", "учитель математики", email="osokin@school.example")
    assert new_position.id != before.id
    assert store.attestees.replace_all([FULL, new_position], LATER) == Changes(changed=(before.id,))
    stored = store.attestees.get(before.id).attestee
    assert stored == replace(new_position, id=before.id)
    # the same page again: nothing has changed
    assert store.attestees.replace_all([FULL, new_position], LATER) == Changes()

    new_name = person("Осокин Пётр Илларионович", "учитель математики", email=" OSOKIN@school.example")
    assert store.attestees.replace_all([new_name, FULL], LATER) == Changes(changed=(before.id,))
    draft = store.drafts.load(store.attestees.find("Илларионович").attestee.id)
    assert draft is not None
    assert draft.content == {"text": "важное"}


def test_two_posts_of_one_person_are_not_mixed_up(store: Store) -> None:
    teacher, leader = person("Осокин Пётр Ильич", "учитель"), person("Осокин Пётр Ильич", "педагог-организатор")
    store.attestees.replace_all([teacher, leader], NOW)
    assert store.attestees.replace_all([leader], LATER).gone == (teacher.id,)
    # both titles altered at once: nobody can say which is which, so nothing is guessed and nothing is removed
    new = [person("Осокин Пётр Ильич", "учитель физики"), person("Осокин Пётр Ильич", "тьютор")]
    store.attestees.replace_all([teacher, leader], LATER)
    changes = store.attestees.replace_all(new, LATER)
    assert set(changes.gone) == {teacher.id, leader.id}
    assert set(changes.added) == {one.id for one in new}


def test_another_period_is_another_row(store: Store) -> None:
    autumn = person("Осокин Пётр Ильич", email="o@school.example")
    spring = person("Осокин Пётр Ильич", period="март-апрель 2027", email="o@school.example")
    store.attestees.replace_all([autumn], NOW)
    assert store.attestees.replace_all([spring], LATER) == Changes((spring.id,), (), (autumn.id,))


def test_a_row_that_takes_the_words_of_another_does_not_take_its_place(store: Store) -> None:
    first = person("Осокин Пётр Ильич", "учитель")
    store.attestees.replace_all([first], NOW)
    moved = person("Осокин Пётр Ильич", "методист")
    store.attestees.replace_all([moved], LATER)  # keeps first.id
    changes = store.attestees.replace_all([moved, first], LATER)
    assert changes == Changes(added=(f"{first.id}-2",))
    assert store.attestees.get(first.id).attestee.position == "методист"
    assert store.attestees.get(f"{first.id}-2").attestee.position == "учитель"


def test_two_rows_of_equal_words_are_kept_apart(store: Store) -> None:
    maths, physics = person("Осокин Пётр Ильич", subjects=("а",)), person("Осокин Пётр Ильич", subjects=("б",))
    assert maths.id == physics.id
    store.attestees.replace_all([maths, physics], NOW)
    assert store.attestees.replace_all([physics, maths], LATER) == Changes()
    assert [row.attestee.subjects for row in store.attestees.all()] == [("б",), ("а",)]
    assert len(set(ids(store))) == 2


def test_an_empty_page_removes_nothing(store: Store) -> None:
    store.attestees.replace_all([FULL], NOW)
    assert store.attestees.replace_all([], LATER) == Changes(gone=(FULL.id,))
    assert store.attestees.all() == ()
    assert store.attestees.get(FULL.id).attestee == FULL


def test_people_are_found_by_id_or_by_a_piece_of_the_name(store: Store) -> None:
    people = [FULL, person("Осокин Пётр Ильич"), person("Осокина Анна Петровна"), person("Ли Ан")]
    store.attestees.replace_all(people, NOW)
    find = store.attestees.find
    assert find(f" {FULL.id} ").attestee == FULL
    assert find("елка тихон").attestee == FULL
    assert find("ОСОКИН").attestee == people[1]  # a whole word goes before a piece of one
    assert find("осокина").attestee == people[2]
    assert find("Ли Ан").attestee == people[3]
    with pytest.raises(AmbiguousError) as several:
        find("осок")
    assert "2" in several.value.what
    assert "Осокин" not in str(several.value)
    for nobody in ("Птицын", "", "  ", "…"):
        with pytest.raises(NotFoundError):
            find(nobody)
    with pytest.raises(NotFoundError):
        store.attestees.get("нет")


def test_those_who_are_gone_are_found_only_when_nobody_else_fits(store: Store) -> None:
    old, new = person("Осокин Пётр Ильич", period="март-апрель 2026"), person("Осокин Пётр Ильич")
    store.attestees.replace_all([old, FULL], NOW)
    store.attestees.replace_all([new], LATER)
    assert store.attestees.find("Осокин").attestee == new
    assert store.attestees.find("Зябликова").attestee == FULL


NAMES = ("Осокин Пётр Ильич", "Зябликова Ёлка Тихоновна")
PEOPLE = [
    person(name, position, period, email)
    for name, position, period, email in itertools.product(
        NAMES, ("учитель", "методист"), ("март-апрель 2026", PERIOD), ("", "a@school.example", "b@school.example")
    )
]
PAGES = st.lists(st.sampled_from(PEOPLE), max_size=6)


@settings(max_examples=60)
@given(PAGES, PAGES, PAGES)
def test_ids_are_unique_and_last_whatever_the_pages_show(
    first: Sequence[Attestee], second: Sequence[Attestee], third: Sequence[Attestee]
) -> None:
    known: dict[str, KnownRow] = {}
    for page in (first, second, third):
        ids = matched_ids(list(known.values()), page)
        assert len(ids) == len(page) == len(set(ids))
        assert matched_ids(list(known.values()), page) == ids
        for id_, fresh in zip(ids, page, strict=True):
            if id_ in known:  # never joined to a row of another period
                assert known[id_].attestee.period == fresh.period
        known = {id_: KnownRow(row.attestee, row.page_id, gone=True) for id_, row in known.items()}
        for id_, fresh in zip(ids, page, strict=True):
            known[id_] = KnownRow(replace(fresh, id=id_), fresh.id, gone=False)
        again = matched_ids(list(known.values()), page)
        assert sorted(again) == sorted(ids)
