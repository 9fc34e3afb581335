"""Reminders in the window: the tray where there is one, a word on «Главная» where there is none, quiet as set."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from PySide6.QtWidgets import QApplication, QSystemTrayIcon
from pytestqt.qtbot import QtBot

from attest_desktop.gui.context import Context
from attest_desktop.gui.home import HomeView
from attest_desktop.gui.reminders import ReminderKeeper, RemindersCard, badged
from attest_desktop.work.telling import HowOften, how_often
from tests.support.window import choose, press, texts


def test_without_a_tray_home_says_it_once_and_nothing_breaks(qtbot: QtBot, sync_context: Context) -> None:
    assert not QSystemTrayIcon.isSystemTrayAvailable()
    moment = datetime(2026, 12, 12, 3, tzinfo=UTC)  # ten in Tomsk
    sync_context.desk.now = lambda: moment
    home = HomeView(sync_context)
    qtbot.addWidget(home)
    home.resize(1100, 700)
    home.show()
    home.opened(None)
    keeper = ReminderKeeper(sync_context, lambda: None)
    keeper.look()
    assert keeper.tray.count > 0
    assert "Просрочено" in texts(home)
    assert home.reminder.isVisible()
    press(qtbot, home, "Убрать напоминание")
    keeper.look()
    assert not home.reminder.isVisible()
    keeper.end()


def test_where_there_is_a_tray_it_tells_and_a_press_brings_home(
    qtbot: QtBot, sync_context: Context, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[str] = []
    monkeypatch.setattr(QSystemTrayIcon, "isSystemTrayAvailable", staticmethod(lambda: True))
    monkeypatch.setattr(QSystemTrayIcon, "supportsMessages", staticmethod(lambda: True))
    monkeypatch.setattr(QSystemTrayIcon, "show", lambda _self: None)
    monkeypatch.setattr(QSystemTrayIcon, "showMessage", lambda _self, title, text, *_rest: shown.append(text))
    sync_context.desk.now = lambda: datetime(2026, 12, 12, 3, tzinfo=UTC)
    went: list[str] = []
    sync_context.navigate.connect(lambda name, _payload: went.append(name))
    keeper = ReminderKeeper(sync_context, lambda: went.append("window"))
    keeper.look()
    keeper.look()
    assert len(shown) == 1
    keeper.tray.icon.messageClicked.emit()
    assert went == ["window", "home"]
    keeper.end()


def test_how_often_is_set_in_the_settings(qtbot: QtBot, sync_context: Context) -> None:
    card = RemindersCard(sync_context)
    qtbot.addWidget(card)
    card.show()
    card.load()
    assert card.box.currentData() is HowOften.DAILY
    asked: list[None] = []
    sync_context.reminders_changed.connect(lambda: asked.append(None))
    choose(card, "Как часто", "Не напоминать")
    assert how_often(sync_context.desk) is HowOften.NEVER
    assert asked == [None]
    assert "на главной странице" in texts(card)


def test_the_badge_is_a_picture_with_the_number(qapp: QApplication) -> None:
    plain, few, many = (badged(count).pixmap(64, 64).toImage() for count in (0, 3, 120))
    assert plain != few
    assert few != many
    assert few.pixelColor(58, 4).red() > few.pixelColor(58, 4).blue()
