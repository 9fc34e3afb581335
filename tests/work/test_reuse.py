"""Texts of another conclusion: what is taken, what is not, whose name is left."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from attest_desktop.domain.record import CriterionText, Lesson, Result
from attest_desktop.work.desk import Desk
from attest_desktop.work.draft import DraftText, open_draft, revisions, save_draft
from attest_desktop.work.people import people
from attest_desktop.work.reuse import keep_taken, left_over, sources, take
from attest_desktop.work.wording import wording_in
from tests.work.conftest import Clock


def with_texts(desk: Desk, attestee_id: str, words: str) -> DraftText:
    text = open_draft(desk, attestee_id).text
    conclusion = replace(
        text.conclusion,
        criteria=tuple(CriterionText(one.number, words) for one in text.conclusion.criteria),
        recommendations=f"Рекомендации: {words}",
        lessons=(Lesson(date(2026, 11, 3), "8 «А»", "Чужая тема"),) * 2,
        result=Result.MEETS,
        date=date(2026, 11, 20),
    )
    made = replace(text, conclusion=conclusion)
    save_draft(desk, attestee_id, made)
    return made


def test_texts_come_without_lessons_dates_and_result_and_the_name_is_put_right(desk: Desk, clock: Clock) -> None:
    own, other = people(desk)[0].attestee, people(desk)[1].attestee
    with_texts(desk, other.id, f"{other.full_name} выросла.")
    mine = open_draft(desk, own.id).text
    save_draft(desk, own.id, mine)
    (source,) = sources(desk, own.id)
    taken = take(mine, source, own, wording_in(desk.data_dir).declined)
    assert taken.text.conclusion.criteria[0].text == f"{own.full_name} выросла."
    assert taken.text.conclusion.recommendations == f"Рекомендации: {own.full_name} выросла."
    assert (taken.left_over, taken.renamed > 1) == ((), True)
    for name in ("lessons", "result", "date"):
        assert getattr(taken.text.conclusion, name) == getattr(mine.conclusion, name)
    assert take(mine, source, own, criteria=False, recommendations=False).text == mine
    keep_taken(desk, own.id, taken)
    assert len(revisions(desk, own.id)) == 2


def test_a_name_that_could_not_be_replaced_is_told(desk: Desk) -> None:
    own, other = people(desk)[0].attestee, people(desk)[1].attestee
    surname, first, _ = other.full_name.split(" ", 2)
    said = f"Ученики «{surname}» и тётя {first}." if surname[-1] not in "ая" else f"Как сказала тётя {first}."
    made = with_texts(desk, own.id, said)
    found = list(left_over(made, other.full_name, own.full_name))
    assert first in found
    assert list(left_over(made, own.full_name, other.full_name)) == []


def test_words_that_only_begin_like_the_name_are_not_the_name(desk: Desk) -> None:
    own = people(desk)[0].attestee
    made = with_texts(desk, own.id, "Заявка подана, Левый берег. Занятие Зайца Льва.")
    found = left_over(made, "Заяц Лев Ильич", own.full_name, wording_in(desk.data_dir).declined)
    assert set(found) == {"Зайца", "Льва"}


def test_the_nearest_conclusion_comes_first(desk: Desk, clock: Clock) -> None:
    listed = [one.attestee for one in people(desk)]
    for one in listed[1:4]:
        with_texts(desk, one.id, "Текст.")
        clock.forward(minutes=5)
    found = sources(desk, listed[0].id)
    assert len(found) == 3
    assert [one.alike for one in found] == sorted((one.alike for one in found), reverse=True)
    assert listed[0].id not in {one.attestee.id for one in found}
