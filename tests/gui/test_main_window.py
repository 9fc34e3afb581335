"""The window as a whole: going about by mouse and keys, messages, signing in again, ending."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from attest_desktop.domain.errors import UserError
from attest_desktop.gui.context import Context
from attest_desktop.gui.main_window import PLACES, MainWindow
from attest_desktop.gui.prefs import Preferences
from attest_desktop.gui.sign_in import SignInAgain
from attest_desktop.practice import SAMPLE_ACCOUNT, Fault
from attest_desktop.work.last_place import editor_opened
from attest_desktop.work.people import people
from attest_desktop.work.training import Training
from tests.support.window import find, find_all, press, press_when_there, texts, until, until_shown, write

CTRL = Qt.KeyboardModifier.ControlModifier


def in_front(window: MainWindow) -> str:
    return window.current.name if window.current is not None else ""


def test_every_place_opens_by_mouse_and_by_keys(qtbot: QtBot, window: MainWindow) -> None:
    for number, place in enumerate(PLACES, 1):
        press(qtbot, window, place.title)
        assert in_front(window) == place.view
        window.go("help" if number < len(PLACES) else "home")
        QTest.keyClick(window, Qt.Key(Qt.Key.Key_0 + number), CTRL)
        assert in_front(window) == place.view
    QTest.keyClick(window, Qt.Key.Key_Question, Qt.KeyboardModifier.ShiftModifier)
    assert in_front(window) == "help"
    assert "Ctrl+1 … Ctrl+7" in texts(window)


def test_card_opens_from_home_and_escape_leads_back(qtbot: QtBot, window: MainWindow, context: Context) -> None:
    surnames = [one.attestee.full_name.split()[0] for one in people(context.desk)]
    until(qtbot, lambda: "Что сделать" in texts(window))
    nearest = [one for surname in surnames for one in find_all(window, QAbstractButton, f"{surname}…")]
    assert nearest
    QTest.mouseClick(nearest[0], Qt.MouseButton.LeftButton)
    assert in_front(window) == "card"
    assert find(window, QAbstractButton, "Назад").toolTip() == "Назад: Главная (Esc)"
    QTest.keyClick(window, Qt.Key.Key_Escape)
    assert in_front(window) == "home"


def test_period_on_one_sheet_opens_from_home(qtbot: QtBot, window: MainWindow) -> None:
    press_when_there(qtbot, window, "Период на одном листе")
    assert in_front(window) == "timeline"
    until_shown(qtbot, window, "Разместить заключения")
    QTest.keyClick(window, Qt.Key.Key_Escape)
    assert in_front(window) == "home"


def test_f5_refreshes_and_says_when(
    qtbot: QtBot, window: MainWindow, context: Context, training: Training
) -> None:
    training.server.faults.set(Fault.ROW_GONE)
    with qtbot.waitSignal(context.people_changed, timeout=15_000):
        QTest.keyClick(window, Qt.Key.Key_F5)
    until_shown(qtbot, window, "больше нет в таблице сервиса")
    assert "обновлено только что" in texts(window)
    assert "а в таблице строк: 13" in texts(window) or "В таблице" in texts(window)


def test_failed_refresh_is_told_with_retry_and_changes_nothing(
    qtbot: QtBot, window: MainWindow, context: Context, training: Training
) -> None:
    training.server.faults.set(Fault.OUTAGE)
    press(qtbot, window, "Обновить")
    until_shown(qtbot, window, "Сервис неисправен")
    focused = window.focusWidget()
    assert focused is None or not isinstance(focused, QLabel)
    assert len(people(context.desk)) == 14
    training.server.faults.clear()
    with qtbot.waitSignal(context.people_changed, timeout=15_000):
        press(qtbot, window, "Повторить")
    assert not window.strip.isVisible()


def test_expired_session_asks_once_and_then_goes_on(
    qtbot: QtBot, window: MainWindow, context: Context, training: Training
) -> None:
    account = context.desk.account
    context.desk.keep_password("пароль сменили на сайте")
    training.server.faults.set(Fault.SESSION_EXPIRED, times=1)
    context.refresh()
    until(qtbot, lambda: len(window.findChildren(SignInAgain)) == 1)
    prompt = window.findChildren(SignInAgain)[0]
    assert account.user_name in texts(prompt)
    press(qtbot, prompt, "Войти")
    assert "Введите пароль." in texts(prompt)
    write(qtbot, prompt, "Пароль", "опять не тот")
    press(qtbot, prompt, "Войти")
    until_shown(qtbot, prompt, "Войти не удалось")
    write(qtbot, prompt, "Пароль", SAMPLE_ACCOUNT.password)
    with qtbot.waitSignal(context.people_changed, timeout=15_000):
        QTest.keyClick(find(prompt, QLineEdit, "Пароль"), Qt.Key.Key_Return)
    assert context.online


def test_error_in_the_strip_stays_and_a_quiet_word_does_not_hide_it(qtbot: QtBot, window: MainWindow) -> None:
    window.context.show_error(UserError("Файл слишком большой.", "Выберите другой.", title="Файл не подходит"))
    window.context.say("Сохранено.")
    assert "Файл слишком большой." in texts(window)
    press(qtbot, window, "Закрыть сообщение")
    assert not window.strip.isVisible()
    undone: list[bool] = []
    window.context.say("Удалено.", undo=lambda: undone.append(True))
    press(qtbot, window, "Вернуть")
    assert undone == [True]


def test_long_work_shows_progress_and_can_be_cancelled(
    qtbot: QtBot, window: MainWindow, context: Context, training: Training
) -> None:
    training.server.faults.set(Fault.SLOW)
    context.refresh()
    until_shown(qtbot, window, "Обновляем данные")
    press(qtbot, window, "Отмена")
    training.server.faults.clear()
    until(qtbot, lambda: not context.refreshing)
    assert not window.progress.isVisible()
    assert not window.strip.isVisible()


def test_draft_left_open_by_a_crash_opens_again(qtbot: QtBot, context: Context) -> None:
    who = people(context.desk)[2]
    editor_opened(context.desk, who.id)
    window = MainWindow(context, Preferences())
    window.show()
    window.begin()
    until(qtbot, lambda: in_front(window) == "editor")
    until_shown(qtbot, window, who.attestee.full_name)
    window.close()
    delete(window)


def test_window_remembers_its_size(qtbot: QtBot, context: Context, tmp_path: Path) -> None:
    first = MainWindow(context, Preferences(tmp_path))
    first.show()
    first.resize(1111, 701)
    first.close()
    second = MainWindow(context, Preferences(tmp_path))
    # The screen of the tests is 800 px wide: what does not fit on it is not restored.
    assert second.height() == 701
    kept = (tmp_path / "window.ini").read_text("utf-8")
    assert SAMPLE_ACCOUNT.user_name not in kept
    for one in (first, second):
        delete(one)


def test_whole_window_fits_a_small_screen(window: MainWindow) -> None:
    assert window.minimumSizeHint().width() <= 1280
    assert window.minimumSizeHint().height() <= 720
    window.resize(1280, 720)
    for place in PLACES:
        window.go(place.view)
        assert window.width() == 1280, place


def test_no_visible_control_is_nameless(qtbot: QtBot, window: MainWindow, context: Context) -> None:
    for place in PLACES:
        window.go(place.view)
        until(qtbot, lambda: context.runner.wait_idle(10_000))
        nameless = [
            one
            for one in window.findChildren(QAbstractButton)
            if one.isVisible()
            and not (one.accessibleName() or one.text())
            and one.focusPolicy() is not Qt.FocusPolicy.NoFocus
        ]
        assert nameless == [], place
