"""Keys are declared once, told as they are, and do not get in each other's way."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QMainWindow, QWidget
from pytestqt.qtbot import QtBot

from attest_desktop.gui import keys
from attest_desktop.gui.context import Context
from attest_desktop.gui.keys import ALL, Where
from attest_desktop.gui.main_window import PLACES, MainWindow
from attest_desktop.gui.theme.style import Look, theme
from attest_desktop.work.people import people
from tests.support.window import texts, type_keys, until, until_shown

GUI = Path(keys.__file__).parent
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def window(qtbot: QtBot, window: MainWindow) -> Iterator[MainWindow]:
    """As everywhere, with its first work done; the look is put back after it."""
    until(qtbot, lambda: window.context.runner.wait_idle(10_000))
    yield window
    theme.apply(Look.LIGHT, 1.0)


def test_keys_of_one_place_differ() -> None:
    for where in Where:
        declared = [one for key in ALL if key.where is where and key is not keys.KEEP_FORM for one in key.keys]
        assert len(declared) == len(set(declared)), where
    everywhere = {one for key in ALL if key.where is Where.EVERYWHERE for one in key.keys}
    elsewhere = {one for key in ALL if key.where is not Where.EVERYWHERE for one in key.keys}
    giving_way = {one for key in ALL if key.yields for one in key.keys}
    assert everywhere & elsewhere <= giving_way
    assert all(not QKeySequence(one).isEmpty() for key in ALL for one in key.keys)


def test_no_view_has_keys_that_are_not_declared() -> None:
    declared = {one for key in ALL for one in key.keys}
    for path in GUI.rglob("*.py"):
        source = path.read_text("utf-8")
        for one in re.findall(r'QKeySequence\("([^"]+)"\)|setShortcut\("([^"]+)"\)', source):
            assert set(filter(None, one)) <= declared, path


def test_the_question_mark_shows_the_keys(qtbot: QtBot, window: MainWindow) -> None:
    QTest.keyClick(window, Qt.Key.Key_Question, SHIFT)
    assert window.commands.keys_panel.isVisible()
    shown = texts(window.commands.keys_panel)
    assert all(one.words in shown and one.told in shown for one in ALL)
    inside = QApplication.focusWidget()
    assert inside is not None
    assert window.commands.keys_panel.isAncestorOf(inside)
    QTest.keyClick(inside, Qt.Key.Key_Tab)
    assert window.commands.keys_panel.isAncestorOf(QApplication.focusWidget() or window)
    QTest.keyClick(QApplication.focusWidget() or window, Qt.Key.Key_Escape)
    assert not window.commands.keys_panel.isVisible()
    # In a text it is a question mark.
    window.go("attestees")
    line = next(one for one in window.findChildren(QLineEdit) if one.isVisible())
    line.setFocus()
    type_keys(line, "?")
    assert line.text() == "?"
    assert not window.commands.keys_panel.isVisible()


def test_next_attestee_and_size_of_text(qtbot: QtBot, window: MainWindow, context: Context) -> None:
    ids = [one.id for one in people(context.desk)]
    for pressed, shown in ((CTRL, 0), (CTRL, 1), (CTRL, 2), (CTRL | SHIFT, 1)):
        QTest.keyClick(window, Qt.Key.Key_N, pressed)
        # The first press reads who there is.
        qtbot.waitUntil(lambda: window.current is not None and window.current.name == "card")
        assert window.current is not None
        until_shown(qtbot, window, people(context.desk)[shown].attestee.full_name.split()[0])
        assert window._trail[-1] == ("card", ids[shown])
    QTest.keyClick(window, Qt.Key.Key_Equal, CTRL)
    assert theme.scale == 1.1
    QTest.keyClick(window, Qt.Key.Key_0, CTRL)
    assert theme.scale == 1.0


def test_undo_while_it_is_offered(window: MainWindow) -> None:
    undone: list[bool] = []
    window.context.say("Удалено.", undo=lambda: undone.append(True))
    QTest.keyClick(window, Qt.Key.Key_Z, CTRL)
    QTest.keyClick(window, Qt.Key.Key_Z, CTRL)
    assert undone == [True]


def test_f6_goes_round_the_parts_of_the_window(window: MainWindow) -> None:
    window.context.say("Удалено.", undo=lambda: None)
    parts: tuple[QWidget, ...] = (window.sidebar, window.top_bar, window.strip)
    seen = []
    for _ in range(4):
        QTest.keyClick(QApplication.focusWidget() or window, Qt.Key.Key_F6)
        now = QApplication.focusWidget()
        assert now is not None
        seen.append(next((one for one in parts if one.isAncestorOf(now)), window.current))
    assert set(seen) == {*parts, window.current}
    assert all(one is not other for one, other in pairwise(seen))


def test_no_part_of_a_view_is_a_window_for_a_moment(
    qtbot: QtBot, window: MainWindow, context: Context, qapp: QApplication
) -> None:
    """Such a window flashes and takes the keys away from the one in which somebody works."""
    strays: list[str] = []

    class Watch(QObject):
        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            own = isinstance(watched, QWidget) and watched.isWindow()
            if own and event.type() is QEvent.Type.Show and not isinstance(watched, (QDialog, QMainWindow)):
                strays.append(repr(watched))
            return False

    watch = Watch()
    qapp.installEventFilter(watch)
    first = people(context.desk)[0].id
    for view, payload in (
        *((one.view, None) for one in PLACES),
        ("control", None),
        ("card", first),
        ("editor", first),
        ("paper", first),
    ):
        window.go(view, payload)
        until(qtbot, lambda: context.runner.wait_idle(10_000), 30_000)
    qapp.removeEventFilter(watch)
    assert strays == []
