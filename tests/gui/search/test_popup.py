"""«Найти» in the real window: by keys only, and by the mouse."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from attest_desktop.gui.context import Context
from attest_desktop.gui.main_window import MainWindow
from attest_desktop.gui.prefs import Preferences
from attest_desktop.gui.search.popup import NOTHING
from attest_desktop.gui.theme.style import Look, theme
from attest_desktop.work.people import people
from tests.support.window import find, press, texts, type_keys, until

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def window(qtbot: QtBot, context: Context) -> Iterator[MainWindow]:
    made = MainWindow(context, Preferences())
    with qtbot.waitActive(made):
        made.resize(1280, 720)
        made.show()
        made.activateWindow()
    made.begin()
    until(qtbot, lambda: context.runner.wait_idle(10_000))
    yield made
    made.close()
    theme.apply(Look.LIGHT, 1.0)
    delete(made)


def keys_go_to() -> QLineEdit:
    """Where the keys go now: the line."""
    line = QApplication.focusWidget()
    assert isinstance(line, QLineEdit)
    return line


def titles(window: MainWindow) -> list[str]:
    return [one.title for one in window.commands.search.list.entries]


def test_a_person_is_found_and_opened_by_keys(qtbot: QtBot, window: MainWindow, context: Context) -> None:
    window.go("settings")
    before = QApplication.focusWidget()
    QTest.keyClick(window, Qt.Key.Key_K, CTRL)
    line = keys_go_to()
    assert line.accessibleName() == "Найти"
    assert "Обновить" in titles(window)
    someone = people(context.desk)[3].attestee.full_name
    type_keys(line, someone.split()[0].lower())
    # People are read when somebody first looks for one.
    qtbot.waitUntil(lambda: titles(window)[:1] == [someone])
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert window.current is not None
    assert window.current.name == "card"
    assert not window.commands.search.isVisible()
    assert before is None or QApplication.focusWidget() is not line
    # Lately opened: the first thing that is offered next time.
    press(qtbot, window, "Найти")
    assert titles(window)[0] == someone
    QTest.keyClick(keys_go_to(), Qt.Key.Key_Escape)
    assert not window.commands.search.isVisible()
    assert window.current.name == "card"


def test_actions_views_and_settings_are_found(window: MainWindow) -> None:
    for typed, title in (
        ("обнов", "Обновить"),
        ("отправить готов", "Отправить готовые"),
        ("пароль", "Сменить пароль"),
        ("исход", "Исходящие"),
        ("gjlgbcb", "Подписи"),
        ("правопис", "Проверять правописание"),
        ("контраст", "Оформление: высокий контраст"),
        ("клавишы", "Клавиши"),
    ):
        QTest.keyClick(window, Qt.Key.Key_K, CTRL)
        type_keys(keys_go_to(), typed)
        assert titles(window)[0] == title
        QTest.keyClick(keys_go_to(), Qt.Key.Key_Escape)
    QTest.keyClick(window, Qt.Key.Key_K, CTRL)
    type_keys(keys_go_to(), "тёмное")
    QTest.keyClick(keys_go_to(), Qt.Key.Key_Return)
    assert theme.tokens.name == "dark"


def test_arrows_choose_and_nothing_found_is_said(qtbot: QtBot, window: MainWindow) -> None:
    QTest.keyClick(window, Qt.Key.Key_K, CTRL)
    popup = window.commands.search
    first = popup.list.entry
    QTest.keyClick(keys_go_to(), Qt.Key.Key_Down)
    second = popup.list.entry
    assert first is not None
    assert second is not None
    assert first.title != second.title
    assert popup.list.accessibleDescription().startswith(second.title)
    QTest.keyClick(keys_go_to(), Qt.Key.Key_Up)
    assert popup.list.entry == first
    type_keys(keys_go_to(), "щщщщщщ")
    assert NOTHING in texts(window)
    QTest.keyClick(keys_go_to(), Qt.Key.Key_Return)
    assert popup.isVisible()
    # No key of what lies beneath works meanwhile.
    QTest.keyClick(keys_go_to(), Qt.Key.Key_3, CTRL)
    assert window.current is not None
    assert window.current.name == "home"
    QTest.mouseClick(popup, Qt.MouseButton.LeftButton, pos=QPoint(10, popup.height() - 10))
    assert not popup.isVisible()


def test_password_is_one_choice_away(qtbot: QtBot, window: MainWindow) -> None:
    QTest.keyClick(window, Qt.Key.Key_K, CTRL)
    type_keys(keys_go_to(), "сменить")
    index = window.commands.search.list.currentIndex()
    spot = window.commands.search.list.visualRect(index).center()
    QTest.mouseClick(window.commands.search.list.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    until(qtbot, lambda: bool(window.findChildren(QLineEdit)) and "Текущий пароль" in texts(window))
    find(window, QLineEdit, "Текущий пароль")
