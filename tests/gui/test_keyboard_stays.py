"""The keyboard never jumps out of the view when the control that had it goes; F1 works over a dialog, too."""

from __future__ import annotations

import re
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QPushButton, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from attest_desktop.domain.errors import UserError
from attest_desktop.gui import keys
from attest_desktop.gui.context import Context
from attest_desktop.gui.help.over_dialogs import PLACE_OF_DIALOG
from attest_desktop.gui.help.window import GuideWindow
from attest_desktop.gui.home import open_where
from attest_desktop.gui.main_window import MainWindow
from attest_desktop.gui.phrases import open_phrases
from attest_desktop.gui.shell.keyboard import nearest
from attest_desktop.gui.widgets import DangerButton
from attest_desktop.practice import Fault
from attest_desktop.work.guide import guide as handbook
from attest_desktop.work.training import Training
from tests.support.window import find, name_of, texts, until, until_shown

GUI = Path(keys.__file__).parent
DIALOG = re.compile(r"^class (\w+)\(QDialog\)", re.MULTILINE)


def keyboard(window: QWidget) -> str:
    """The name of the control that has the keyboard; nothing when it is outside the view in front."""
    now = QApplication.focusWidget()
    view = window.current if isinstance(window, MainWindow) else window
    return name_of(now) if now is not None and view is not None and view.isAncestorOf(now) else ""


def by_key(window: QWidget, name: str) -> None:
    """Press a button as who has no mouse."""
    button = find(window, QAbstractButton, name)
    button.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(button, Qt.Key.Key_Space)


def test_the_keyboard_goes_to_what_can_be_pressed_next_and_back(
    qtbot: QtBot, window: MainWindow, context: Context, training: Training
) -> None:
    window.go("control")
    until_shown(qtbot, window, "Осталось проверить")
    until(qtbot, lambda: context.runner.wait_idle(5_000))
    training.server.faults.set(Fault.SLOW)
    by_key(window, "Проверить всех")
    assert keyboard(window) == "Остановить"
    QTest.keyClick(find(window, QAbstractButton, "Остановить"), Qt.Key.Key_Space)
    training.server.faults.clear()
    until(qtbot, lambda: find(window, QAbstractButton, "Проверить всех").isEnabled())
    assert keyboard(window) == "Проверить всех"


def test_a_message_gives_the_keyboard_back_to_the_view(qtbot: QtBot, window: MainWindow, context: Context) -> None:
    window.go("help")
    find(window, QPushButton, "Проверить программу").setFocus(Qt.FocusReason.TabFocusReason)
    undone: list[bool] = []
    context.say("Сделано.", lambda: undone.append(True))
    by_key(window, "Вернуть")
    assert undone
    assert keyboard(window) == "Проверить программу"
    # Another view: nothing of the former one keeps it, nor does a chance neighbour get it.
    window.go("settings")
    assert QApplication.focusWidget() is window.current


def test_tab_into_a_view_scrolls_to_where_it_goes(qtbot: QtBot, window: MainWindow) -> None:
    window.go("settings")
    assert window.current is not None
    bar = window.current.findChildren(QScrollArea)[0].verticalScrollBar()
    until(qtbot, lambda: bar.maximum() > 300)
    bar.setValue(bar.maximum())
    former = window.top_bar.findChildren(QAbstractButton)[-1]
    former.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(former, Qt.Key.Key_Tab)
    now = QApplication.focusWidget()
    assert now is not None
    assert window.current.isAncestorOf(now)
    assert not now.visibleRegion().isEmpty()


def test_the_next_control_is_taken_before_the_former_and_none_that_takes_away(qtbot: QtBot) -> None:
    group = QWidget()
    qtbot.addWidget(group)
    first, gone, last, danger = QPushButton("1"), QPushButton("2"), QPushButton("3"), DangerButton("Удалить")
    for one in (first, gone, last, danger):
        one.setParent(group)
        one.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    for one, then in ((first, gone), (gone, danger), (danger, last)):
        QWidget.setTabOrder(one, then)
    group.show()
    gone.hide()
    assert nearest(gone, group) is last
    last.setEnabled(False)
    assert nearest(gone, group) is first
    first.hide()
    assert nearest(gone, group) is None


def test_f1_over_a_dialog_shows_its_page_beside_and_leaves_it_as_it_is(qtbot: QtBot, window: MainWindow) -> None:
    window.go("home")
    dialog = open_where(window.context, window)
    qtbot.waitUntil(lambda: QApplication.focusWidget() is not None and dialog.isActiveWindow())
    QTest.keyClick(QApplication.focusWidget() or dialog, Qt.Key.Key_F1)
    (guide,) = dialog.findChildren(GuideWindow)
    assert guide.isVisible()
    assert dialog.isVisible()
    assert "Что к какому сроку" in guide.browser.toPlainText()
    # A page for each dialog, and only for those that are there.
    known = {one for path in GUI.rglob("*.py") for one in DIALOG.findall(path.read_text("utf-8"))}
    pages = {(page.name, section.heading) for page in handbook().pages for section in page.sections}
    assert set(PLACE_OF_DIALOG) <= known
    assert set(PLACE_OF_DIALOG.values()) <= pages


def test_an_error_over_a_dialog_is_told_in_it_with_its_button(qtbot: QtBot, window: MainWindow) -> None:
    dialog = open_phrases(window.context, window)
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is dialog)
    done: list[bool] = []
    window.context.show_error(
        UserError("Файл занят другой программой.", "Закройте её."), lambda: done.append(True)
    )
    assert "Файл занят другой программой." in texts(dialog)
    by_key(dialog, "Повторить")
    assert done
    assert "Файл занят" not in texts(window)
