"""Criteria: the set in force, the expert's wording over the built-in, and the way back."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from attest_desktop.work.criteria import (
    built_in_sets,
    change_set,
    chosen,
    criteria_for,
    criteria_sets,
    day_of,
    restore_set,
    split_wording,
)
from attest_desktop.work.desk import Desk

TODAY = date(2026, 11, 22)


def test_the_set_is_chosen_by_category_and_date() -> None:
    sets = built_in_sets()

    def point(category: str, day: date) -> str:
        return chosen(sets, category, day).point

    assert point("первая", date(2023, 8, 31)) == "36"
    assert point("Высшая квалификационная", date(2023, 8, 31)) == "37"
    assert point("первая", date(2023, 9, 1)) == "35"
    assert point("высшая", TODAY) == "36"
    # After the last known day the last known set still says more than nothing.
    assert point("высшая", date(2031, 1, 1)) == "36"
    assert point("", date(2010, 1, 1)) in ("35", "36")
    assert day_of("сентябрь-октябрь 2019", TODAY) == date(2019, 9, 1)
    assert day_of("когда-нибудь", TODAY) == TODAY


def test_only_wording_that_was_seen_is_shipped_and_nothing_counts_as_checked() -> None:
    with_text = {(one.point, item.number) for one in built_in_sets() for item in one.items if item.text}
    assert with_text == {("36", "1"), ("36", "2"), ("36", "3")}
    assert all("276" in one.order for one in built_in_sets() if any(item.text for item in one.items))
    assert not any(one.checked for one in built_in_sets())


def test_the_experts_wording_lies_over_the_set_until_it_is_restored(desk: Desk) -> None:
    shipped = criteria_for(desk, "высшая", TODAY)
    items = (replace(shipped.items[0], text="достижения обучающимися;"), *shipped.items[1:])
    change_set(desk, replace(shipped, items=items, checked=True))
    mine = criteria_for(desk, "высшая", TODAY)
    assert (mine.items[0].text, mine.checked, mine.changed) == ("достижения обучающимися;", True, True)
    assert sum(one.changed for one in criteria_sets(desk)) == 1
    assert restore_set(desk, mine.key) == shipped
    assert criteria_for(desk, "высшая", TODAY) == shipped


def test_a_pasted_point_falls_into_its_criteria() -> None:
    pasted = (
        "35. Первая категория устанавливается на основе:\r\n1) стабильных результатов;\n\n- выявления  развития;\n"
    )
    assert split_wording(pasted) == ("стабильных результатов;", "выявления развития;")
