"""A published schedule beside the cabinet, and what of it comes into the drafts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from attest_desktop.domain.attestee import Attestee, Form
from attest_desktop.domain.likeness import Likeness
from attest_desktop.domain.period import Period
from attest_desktop.domain.record import Expert
from attest_desktop.papers.schedule import BadScheduleError, Schedule, ScheduledExpert, ScheduleRow
from attest_desktop.work.desk import Desk
from attest_desktop.work.draft import open_draft, save_draft
from attest_desktop.work.refresh import kept_profile
from attest_desktop.work.schedule import compare_content, compare_file, keep_comparison, rows_to_keep
from attest_desktop.work.schedule_filling import FillKind, fill, fillings, put_back, take_schedule
from attest_desktop.work.schedule_kept import schedule_files, schedule_of, scheduled
from attest_desktop.work.schedule_matching import NO_REPLACING, Comparison, compared
from tests.papers.schedule.making import Table, as_docx

ME = "Кедров Артём Павлович"
OTHER = "Лугинина Вера Степановна"
AUTUMN = Period(2026, 11)
HEAD = ("№", "ФИО аттестуемого", "Период", "Форма", "Специалист 1", "Специалист 2", "Место работы специалиста 2")


def attestee(name: str, period: str = "ноябрь-декабрь 2026", form: Form = Form.IN_PERSON) -> Attestee:
    return Attestee(id=name[:10], full_name=name, period=period, form=form, position="учитель")


def row(name: str, *experts: str, form: Form = Form.IN_PERSON, period: Period | None = AUTUMN) -> ScheduleRow:
    named = tuple(ScheduledExpert(one) for one in experts or (ME, OTHER))
    return ScheduleRow("таблица 1, строка 2", name, named, form, period)


def beside(rows: Sequence[ScheduleRow], people: Sequence[Attestee]) -> Comparison:
    return compared(Schedule(tuple(rows), (), 1), people, ME, around=date(2026, 10, 15))


def names(found: Sequence[Attestee]) -> list[str]:
    return [one.full_name for one in found]


def test_who_is_who_and_what_differs() -> None:
    people = [
        attestee("Алтаева Марина Сергеевна"),
        attestee("Берёзкин Илья Андреевич"),
        attestee("Васюганская Нина Петровна"),
        attestee("Гривенный Пётр Львович", form=Form.REMOTE),
        attestee("Ушайкин Сергей Фёдорович"),
        attestee("Чаинская Вера Львовна", "январь-февраль 2027"),
        attestee("Парабельский Олег Ильич"),
    ]
    found = beside(
        [
            row("Алтаева Марина Сергеевна", "Кедров А.П.", OTHER),
            row("Илья Андреевич Березкин"),
            row("Васюганская Нена Петровна"),
            row("Гривенный П.Л."),
            row("Ушайкин Сергей Фёдорович", OTHER, "Чулымский Роман Олегович"),
            row("Кетская Анна Ильинична"),
            row("Томская Яна Ильинична", OTHER, "Чулымский Роман Олегович"),
        ],
        people,
    )
    assert [(one.attestee.full_name, one.likeness) for one in found.matches] == [
        ("Алтаева Марина Сергеевна", Likeness.SAME),
        ("Берёзкин Илья Андреевич", Likeness.REORDERED),
        ("Гривенный Пётр Львович", Likeness.INITIALS),
    ]
    assert [(one.attestee.full_name, one.likeness) for one in found.alike] == [
        ("Васюганская Нина Петровна", Likeness.SLIP)
    ]
    (form,) = found.differing[0].differences
    assert (form.what, form.schedule, form.cabinet) == ("Форма", "очно", "дистанционно")
    (replaced,) = found.not_mine
    assert replaced.second is None
    assert replaced.differences[0].todo == NO_REPLACING
    assert [one.attestee for one in found.surplus] == ["Кетская Анна Ильинична"]
    assert names(found.missing) == ["Парабельский Олег Ильич"]
    assert names(found.elsewhere) == ["Чаинская Вера Львовна"]
    assert (found.mine, found.rows, found.cabinet) == (5, 7, 6)
    assert {one.second for one in found.matches} == {Expert(OTHER)}
    assert not found.agrees


def test_the_same_name_twice_goes_by_the_period_and_a_repeated_row_is_no_surplus() -> None:
    winter = Period(2027, 1)
    name = "Алтаева Марина Сергеевна"
    people = [attestee(name, "январь-февраль 2027"), replace(attestee(name), id="second")]
    found = beside([row(name), row(name, period=winter), row(name)], people)
    assert [(one.attestee.id, one.row.period) for one in found.matches] == [
        (people[0].id, winter),
        ("second", AUTUMN),
    ]
    assert found.surplus == ()
    assert found.mine == 2
    assert found.agrees


def test_a_name_alike_in_a_row_of_others_is_somebody_else() -> None:
    found = beside([row("Алтаева Марина Сергеевна", OTHER)], [attestee("Алтаева Мариня Сергеевна")])
    assert (found.alike, found.not_mine, len(found.missing)) == ((), (), 1)


def test_the_user_alike_by_one_letter_is_asked_about() -> None:
    found = beside(
        [row("Алтаева Марина Сергеевна", "Кедроф Артём Павлович", OTHER)], [attestee("Алтаева Марина Сергеевна")]
    )
    assert found.matches == ()
    assert [(one.me, one.second) for one in found.alike] == [(Likeness.SLIP, Expert(OTHER))]


def test_an_old_schedule_is_told_by_its_periods() -> None:
    found = beside(
        [row("Алтаева Марина Сергеевна", period=Period(2025, 11))], [attestee("Алтаева Марина Сергеевна")]
    )
    assert [one.what for one in found.matches[0].differences] == ["Период"]


# With the store


def the_file(desk: Desk, people: Sequence[Attestee], second: str = OTHER, form: str = "") -> bytes:
    profile = kept_profile(desk)
    assert profile is not None
    rows = [
        (str(n), one.full_name, one.period, form or one.form.russian, profile.full_name, second, "МАОУ СОШ № 100")
        for n, one in enumerate(people, 1)
    ]
    return as_docx([Table([HEAD, *rows])])


@pytest.fixture
def people(desk: Desk) -> list[Attestee]:
    return [one.attestee for one in desk.store.attestees.all()]


def test_what_the_schedule_says_fills_drafts_and_is_undone(desk: Desk, people: list[Attestee]) -> None:
    one, two, three, four = people[:4]
    mine = Expert("Чулымский Роман Олегович", "учитель", "МБОУ СОШ № 51")
    for who, second in ((one, Expert()), (two, mine), (three, Expert(OTHER, "методист"))):
        text = open_draft(desk, who.id).text
        save_draft(desk, who.id, replace(text, experts=(text.experts[0], second)))
    comparison = compare_content(desk, the_file(desk, people), "График.docx")
    assert comparison.agrees
    assert comparison.mine == comparison.cabinet == comparison.assigned == len(people)

    offered = {filling.attestee.id: filling for filling in fillings(desk, rows_to_keep(desk, comparison))}
    kinds = [offered[who.id].kind for who in people[:4]]
    assert kinds == [FillKind.EMPTY, FillKind.REPLACES, FillKind.COMPLETES, FillKind.FRESH]
    assert [filling.offered for filling in offered.values()][:4] == [True, False, True, False]
    assert schedule_of(desk, one.id) is None  # asked first

    taken = take_schedule(desk, comparison, (), [filling for filling in offered.values() if filling.offered])
    assert taken.kept == len(people)
    kept = schedule_of(desk, one.id)
    assert kept is not None
    assert (kept.second.full_name, kept.form, kept.file_name) == (OTHER, one.form, "График.docx")
    assert [(file.mine, file.rows) for file in schedule_files(desk)] == [(len(people), len(people))]

    def second_of(who: Attestee) -> Expert:
        return open_draft(desk, who.id).text.experts[1]

    words = "Набрано, пока окно было открыто."
    assert [second_of(who).full_name for who in (one, two, three)] == [OTHER, mine.full_name, OTHER]
    assert second_of(three) == Expert(OTHER, "методист", "МАОУ СОШ № 100")
    assert second_of(four).full_name == OTHER  # a fresh draft has it of itself
    assert open_draft(desk, four.id).saved_at is None
    text = open_draft(desk, one.id).text
    save_draft(desk, one.id, replace(text, conclusion=replace(text.conclusion, recommendations=words)))
    save_draft(desk, three.id, replace(open_draft(desk, three.id).text, experts=(text.experts[0], mine)))
    put_back(desk, taken)
    assert scheduled(desk) == {}
    assert second_of(one) == Expert()
    assert open_draft(desk, one.id).text.conclusion.recommendations == words
    assert second_of(three) == mine  # changed by hand since: stays


def test_drafts_changed_meanwhile_are_left_alone(desk: Desk, people: list[Attestee]) -> None:
    who = people[0]
    text = open_draft(desk, who.id).text
    save_draft(desk, who.id, replace(text, experts=(text.experts[0], Expert())))
    rows = rows_to_keep(desk, compare_content(desk, the_file(desk, people), "График.docx"))
    offered = [filling for filling in fillings(desk, rows) if filling.attestee.id == who.id]
    save_draft(desk, who.id, replace(text, experts=(text.experts[0], Expert("Чулымский Роман Олегович"))))
    assert fill(desk, offered) == ()
    assert open_draft(desk, who.id).text.experts[1].full_name == "Чулымский Роман Олегович"


def test_a_row_alike_is_kept_only_when_confirmed_and_a_newer_schedule_forgets(
    desk: Desk, people: list[Attestee]
) -> None:
    slipped = replace(people[0], full_name=people[0].full_name[:-2] + "ва")
    comparison = compare_content(desk, the_file(desk, [slipped, *people[1:]]), "График.docx")
    assert [one.attestee.id for one in comparison.alike] == [people[0].id]
    keep_comparison(desk, comparison)
    assert people[0].id not in scheduled(desk)
    keep_comparison(desk, comparison, confirmed=[people[0].id])
    assert set(scheduled(desk)) == {one.id for one in people}
    again = compare_content(desk, the_file(desk, people[1:]), "Новый график.docx")
    keep_comparison(desk, again)
    assert people[0] in again.missing
    assert people[0].id not in scheduled(desk)


def test_files_that_are_no_schedule(desk: Desk, tmp_path: Path) -> None:
    with pytest.raises(BadScheduleError, match="не открывается"):
        compare_file(desk, tmp_path / "нет.docx")
    letter = tmp_path / "письмо.docx"
    letter.write_bytes(as_docx([Table([("Добрый день", "Уважаемые коллеги")])]))
    with pytest.raises(BadScheduleError, match="не нашлось таблицы"):
        compare_file(desk, letter)
