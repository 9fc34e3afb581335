"""«Главная»: what to do by its days, marks with undo, where the expert works, counts, empty states."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import icalendar
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QPushButton, QRadioButton, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from attest_desktop.domain.deadlines import Kind, Where
from attest_desktop.domain.profile import Profile
from attest_desktop.gui.context import Context, Message
from attest_desktop.gui.home import HomeView, WhereSetting, open_where
from attest_desktop.gui.home.calendar import save_calendar
from attest_desktop.gui.home.people_card import StandingRow
from attest_desktop.gui.home.plan import HomeData, greeting, load
from attest_desktop.gui.runner import SyncRunner
from attest_desktop.work.desk import Desk
from attest_desktop.work.kept import FETCHED, PROFILE
from attest_desktop.work.people import Stage, people
from attest_desktop.work.refresh import LastRefresh
from attest_desktop.work.remind import agenda, agenda_of, marked
from attest_desktop.work.where import choose_where, chosen_where
from tests.support.window import find, find_all, press, texts, until

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
TODAY = date(2026, 11, 22)
PAPER = "Сдать заключения на бумаге: 5 аттестуемых"


def shown(qtbot: QtBot, context: Context) -> HomeView:
    context.desk.now = lambda: NOW
    view = HomeView(context)
    qtbot.addWidget(view)
    view.resize(1072, 640)
    view.show()
    view.opened(None)
    return view


def test_nothing_is_cut_off_in_a_narrow_window(qtbot: QtBot, sync_context: Context) -> None:
    view = shown(qtbot, sync_context)
    bar = view.findChildren(QScrollArea)[0].horizontalScrollBar()
    for width in (1072, 760, 700):
        view.resize(width, 400)
        until(qtbot, lambda: bar.maximum() == 0)


def test_agenda_is_worked_through_by_hand(qtbot: QtBot, sync_context: Context, desk: Desk) -> None:
    said: list[Message] = []
    gone_to: list[tuple[str, object]] = []
    sync_context.message.connect(said.append)
    sync_context.navigate.connect(lambda view, payload: gone_to.append((view, payload)))
    view = shown(qtbot, sync_context)
    words = texts(view)
    assert words.index("Просрочено") < words.index("Позже")
    assert "просрочено на 21 день" in words
    assert "осталось 18 дней" in words
    assert "Сдать до 10 декабря" in words
    assert "Ноябрь-декабрь 2026: сдано 0 из 8" in words
    box = find(view, QCheckBox, f"Сделано у всех: {PAPER}, 10 декабря")
    assert "до 10 числа второго месяца" in box.accessibleDescription()
    assert "пункт 8" in box.toolTip()
    # Unfolded, each has a box and a way of their own.
    press(qtbot, view, f"Показать: {PAPER}")
    one = next(it for it in agenda(desk, TODAY).open if it.kind is Kind.PAPER)
    press(qtbot, view, f"Написать: {one.full_name}")
    assert gone_to.pop() == ("editor", one.attestee_id)
    mine = find(view, QCheckBox, f"Сделано: {one.full_name}")
    mine.setFocus()
    QTest.keyClick(mine, Qt.Key.Key_Space)
    assert marked(desk) == {one.key}
    assert "Сдать заключения на бумаге: 4 аттестуемых" in texts(view)
    assert isinstance(view.focusWidget(), QCheckBox)
    # It folds away, and comes back by «Вернуть» or by its box.
    press(qtbot, view, "Сделано: 1, показать")
    back = find(view, QCheckBox, "Сделано: Сдать заключение на бумаге…")
    assert back.isChecked()
    undo = said[-1].action
    assert undo is not None
    undo()
    assert marked(desk) == frozenset()
    assert PAPER in texts(view)
    QTest.mouseClick(find(view, QCheckBox, f"Сделано у всех: {PAPER}, 10 декабря"), Qt.MouseButton.LeftButton)
    assert len(marked(desk)) == 5
    assert PAPER not in texts(view)
    # Lines of people lead to their cards.
    press(qtbot, view, people(desk)[0].attestee.full_name)
    assert gone_to.pop() == ("card", people(desk)[0].id)


def test_where_the_expert_works_is_asked_once(qtbot: QtBot, sync_context: Context, desk: Desk) -> None:
    desk.store.facts.set(PROFILE, {**desk.store.facts.get(PROFILE), "municipality": "г. Кедровый"}, desk.now())
    said: list[Message] = []
    sync_context.message.connect(said.append)
    view = shown(qtbot, sync_context)
    assert "г. Кедровый — отдалённый муниципалитет?" in texts(view)
    press(qtbot, view, "Да, отдалённый")
    assert chosen_where(desk) is Where.REMOTE
    words = texts(view)
    assert "Где Вы работаете" not in words
    assert "Разместить заключения: 8 аттестуемых" in words
    undo = said[-1].action
    assert undo is not None
    undo()
    assert chosen_where(desk) is None
    assert "Где Вы работаете" in texts(view)
    # From «Настройки» it can be changed at any time.
    setting = WhereSetting(sync_context)
    qtbot.addWidget(setting)
    setting.load()
    setting.show()
    assert "По Вашему профилю (г. Кедровый): другой муниципалитет." in texts(setting)
    dialog = open_where(sync_context, setting)
    QTest.mouseClick(find(dialog, QRadioButton, "Другой муниципалитет"), Qt.MouseButton.LeftButton)
    press(qtbot, dialog, "Сохранить")
    assert chosen_where(desk) is Where.OTHER
    assert "Вы указали: другой муниципалитет." in texts(setting)
    assert "Где Вы работаете" not in texts(view)
    choose_where(desk, Where.UNKNOWN)
    sync_context.people_changed.emit()
    press(qtbot, view, "Томск или Северск")
    assert chosen_where(desk) is Where.CITY


def test_states_of_the_page(qtbot: QtBot, sync_context: Context, desk: Desk) -> None:
    problem = "На странице аттестации не найден шаблон итогового заключения."
    at = NOW.isoformat()
    desk.store.facts.set(FETCHED, {"at": at, "assigned": 11, "problems": [problem], "rows": 14}, desk.now())
    view = shown(qtbot, sync_context)
    words = texts(view)
    assert problem in words
    assert "В таблице на 3 больше, чем назначено." in words
    assert "Нет связи" not in words
    sync_context.note_reached(False)
    assert "Нет связи с личным кабинетом" in texts(view)
    sync_context.note_reached(True)
    # What went wrong comes before all dates.
    data = load(desk, TODAY)
    troubled = (replace(data.people[0], stage=Stage.FAILED), replace(data.people[1], stage=Stage.QUEUED))
    view.show_data(replace(data, people=(*troubled, *data.people[2:])))
    words = texts(view)
    assert words.index("Требует внимания") < words.index("Просрочено")
    assert "1 заключение ждёт отправки: программа отправит сама." in words
    # Nothing for today: how long until the next.
    calm = agenda_of([replace(data.people[0], stage=Stage.CONFIRMED)], Where.CITY, TODAY)
    view.show_data(replace(data, agenda=calm))
    assert "На сегодня всё сделано. До следующего срока" in texts(view)
    done = agenda_of((), Where.CITY, date(2026, 10, 20))
    view.show_data(replace(data, agenda=done))
    assert "Всё сделано" in texts(view)
    view.show_data(HomeData((), 0, LastRefresh(), None, done, ()))
    assert "Данных с сервиса ещё нет" in texts(view)
    assert find(view, QPushButton, "Обновить")
    view.show_data(HomeData((), 0, LastRefresh(datetime(2026, 11, 22, tzinfo=UTC)), None, done, ()))
    assert "Аттестуемых пока нет" in texts(view)
    assert not find_all(view, QPushButton, "Обновить")


def test_of_many_people_the_first_are_shown_until_all_are_asked_for(
    qtbot: QtBot, sync_context: Context, desk: Desk
) -> None:
    view = shown(qtbot, sync_context)
    few, data = len(view.findChildren(QWidget)), load(desk, TODAY)
    one, stands = data.people[0], data.standings[0]
    names = [f"Многолюдов Пётр {number:03}" for number in range(150)]
    many = replace(
        data,
        people=tuple(replace(one, attestee=replace(one.attestee, id=name, full_name=name)) for name in names),
        standings=tuple(replace(stands, attestee_id=name) for name in names),
    )

    def rows() -> list[str]:
        return [one.accessibleName() for one in view.people.findChildren(StandingRow) if one.isVisible()]

    view.show_data(many)
    assert 0 < len(rows()) < 20
    qtbot.waitUntil(lambda: not view.people.growing)
    assert rows() == names[:30]
    assert len(view.findChildren(QWidget)) < 2 * few
    asking = "Показать всех: 150, Ноябрь-декабрь 2026"
    more = find(view, QPushButton, asking)
    more.setFocus()
    QTest.keyClick(more, Qt.Key.Key_Space)
    # The keyboard goes on where the button was; the rest comes while the window listens.
    found = view.focusWidget()
    assert isinstance(found, StandingRow)
    assert found.accessibleName() == names[30]
    assert len(rows()) < 100
    qtbot.waitUntil(lambda: len(rows()) == 150)
    assert sorted(rows()) == names
    assert not find_all(view, QPushButton, asking)
    reached: QWidget | None = found.nextInFocusChain()
    while reached is not None and not isinstance(reached, StandingRow):
        reached = reached.nextInFocusChain()
    assert reached is not None
    assert reached.accessibleName() == names[31]


def test_calendar_is_written_and_the_day_is_that_of_tomsk(
    qtbot: QtBot, sync_context: Context, desk: Desk, tmp_path: Path
) -> None:
    # Half past eight in the evening in Greenwich is half past three of the next day in Tomsk.
    desk.now = lambda: datetime(2026, 12, 1, 20, 30, tzinfo=UTC)
    assert Context(desk, SyncRunner()).today() == date(2026, 12, 2)
    said: list[Message] = []
    sync_context.message.connect(said.append)
    save_calendar(sync_context, tmp_path / "сроки")
    made = icalendar.Calendar.from_ical((tmp_path / "сроки.ics").read_bytes())
    days = sorted(event.decoded("DTSTART") for event in made.walk("VEVENT"))
    assert days
    assert days[0] >= date(2026, 12, 2)
    assert f"Записано: {len(days)}" in said[-1].text.replace("\u00a0", " ")


def test_greeting_by_the_hour() -> None:
    who = Profile(first_name="Марина", patronymic="Аркадьевна")
    zone = datetime.now().astimezone().tzinfo
    assert greeting(datetime(2026, 11, 22, 8, tzinfo=zone), who) == "Доброе утро, Марина Аркадьевна"
    assert greeting(datetime(2026, 11, 22, 13, tzinfo=zone), who) == "Добрый день, Марина Аркадьевна"
    assert greeting(datetime(2026, 11, 22, 23, tzinfo=zone), None) == "Добрый вечер"
