"""«Главная»: deadlines, what to do and in which order, problems said calmly."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from attest_desktop.domain.profile import Profile
from attest_desktop.gui.context import Context
from attest_desktop.gui.home import HomeView
from attest_desktop.gui.home.plan import greeting, groups, periods
from attest_desktop.work.desk import Desk
from attest_desktop.work.draft import open_draft, save_draft
from attest_desktop.work.people import Stage, people
from attest_desktop.work.refresh import FETCHED
from tests.support.window import find_all, texts

TODAY = date(2026, 11, 22)


def shown(qtbot: QtBot, context: Context) -> HomeView:
    context.today = lambda: TODAY
    view = HomeView(context)
    qtbot.addWidget(view)
    view.resize(1072, 640)
    view.show()
    view.opened(None)
    return view


def test_deadline_and_days_left_are_told(qtbot: QtBot, sync_context: Context) -> None:
    words = texts(shown(qtbot, sync_context))
    assert "Ноябрь-декабрь 2026" in words
    assert "Сдать до 12 декабря" in words
    assert "осталось 20 дней" in words
    assert "При очной форме — до 10 декабря" in words
    assert "Сдано 0 из 8" in words


def test_begun_draft_moves_up_when_the_view_is_told(qtbot: QtBot, sync_context: Context, desk: Desk) -> None:
    view = shown(qtbot, sync_context)
    assert "Черновики" not in texts(view)
    one = people(desk)[0]
    save_draft(desk, one.id, open_draft(desk, one.id).text)
    sync_context.people_changed.emit()
    words = texts(view)
    assert words.index("Черновики") < words.index("Ещё не начаты")
    assert len(find_all(view, QAbstractButton, one.attestee.full_name)) == 1


def test_problems_of_the_last_refresh_are_shown(qtbot: QtBot, sync_context: Context, desk: Desk) -> None:
    at = datetime.now().astimezone().isoformat()
    problem = "На странице аттестации не найден шаблон итогового заключения."
    desk.store.facts.set(FETCHED, {"at": at, "assigned": 11, "problems": [problem], "rows": 14}, desk.now())
    words = texts(shown(qtbot, sync_context))
    assert problem in words
    assert "11" in words.splitlines()
    assert "14" in words.splitlines()


def test_nothing_fetched_yet_offers_to_refresh(qtbot: QtBot, sync_context: Context, desk: Desk) -> None:
    desk.store.attestees.replace_all([], desk.now())
    desk.store.facts.forget(FETCHED)
    view = shown(qtbot, sync_context)
    # Those who are gone are still remembered: only a store that never had anybody is empty.
    assert "Что сделать сейчас" in texts(view)


def test_most_urgent_come_first_and_the_gone_not_at_all(desk: Desk) -> None:
    rows = people(desk)
    changed = [
        replace(rows[0], stage=Stage.CONFIRMED),
        replace(rows[1], stage=Stage.QUEUED),
        replace(rows[2], stage=Stage.FAILED),
        replace(rows[3], stage=Stage.DECIDED),
        replace(rows[4], gone=True),
        *rows[5:],
    ]
    made = groups(changed)
    assert [group.title for group in made] == ["Требуют внимания", "Ждут отправки", "Ещё не начаты"]
    assert {one.stage for one in made[0].people} == {Stage.FAILED, Stage.DECIDED}
    assert rows[4].id not in {one.id for group in made for one in group.people}
    first, second = periods(changed)
    assert (first.words, first.done) == ("ноябрь-декабрь 2026", 1)
    assert first.hand_in_by == date(2026, 12, 12)
    assert second.hand_in_by == date(2027, 2, 12)
    assert (first.earlier, second.earlier) == (date(2026, 12, 10), date(2027, 2, 10))
    (over,) = periods([replace(one, stage=Stage.CONFIRMED) for one in rows if one.attestee.period == first.words])
    assert (over.hand_in_by, over.earlier) == (date(2026, 12, 12), None)


def test_greeting_by_the_hour() -> None:
    who = Profile(first_name="Марина", patronymic="Аркадьевна")
    zone = datetime.now().astimezone().tzinfo
    assert greeting(datetime(2026, 11, 22, 8, tzinfo=zone), who) == "Доброе утро, Марина Аркадьевна"
    assert greeting(datetime(2026, 11, 22, 13, tzinfo=zone), who) == "Добрый день, Марина Аркадьевна"
    assert greeting(datetime(2026, 11, 22, 23, tzinfo=zone), None) == "Добрый вечер"
