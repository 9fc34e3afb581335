"""The sign-in window against the practice service: wrong, then right; no network; no keyring; training."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from keyring.backends import null
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QCheckBox, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from attest_desktop.gui.app import Program
from attest_desktop.gui.main_window import MainWindow
from attest_desktop.gui.prefs import Preferences
from attest_desktop.gui.sign_in import SignInWindow
from attest_desktop.gui.welcome.pane import ENTER
from attest_desktop.practice import SAMPLE_ACCOUNT, Fault, PracticeServer
from attest_desktop.store import Secrets
from tests.store.conftest import MemoryKeyring
from tests.support.window import find, find_all, press, texts, until, until_shown, write

PHRASE = "синяя лодка у причала"
NULL = null.Keyring()  # type: ignore[no-untyped-call]  # keyring leaves its constructors untyped


@pytest.fixture
def server() -> Iterator[PracticeServer]:
    with PracticeServer() as running:
        yield running


@pytest.fixture
def start(qtbot: QtBot, server: PracticeServer, tmp_path: Path) -> Iterator[Starter]:
    starter = Starter(qtbot, server.url, tmp_path)
    yield starter
    for program in starter.programs:
        if program.window is not None:
            program.window.close()
        if program.sign_in is not None:
            program.sign_in.close()
        program.end()


class Starter:
    """Starts the program as many times as a test wants, on the same folder."""

    def __init__(self, qtbot: QtBot, url: str, folder: Path) -> None:
        self.qtbot, self.url, self.folder = qtbot, url, folder
        self.programs: list[Program] = []

    def __call__(self, secrets: Secrets, *, training: bool = False) -> Program:
        program = Program(server=self.url, data_dir=self.folder, secrets=secrets, preferences=Preferences())
        self.programs.append(program)
        program.begin(training=training)
        if not training and program.sign_in is not None and program.sign_in.welcome.isVisible():
            press(self.qtbot, program.sign_in, ENTER)
        return program


def entrance(program: Program) -> SignInWindow:
    """The sign-in window, which must be open."""
    assert program.sign_in is not None
    return program.sign_in


def opened(qtbot: QtBot, program: Program) -> MainWindow:
    """The main window, once it is open."""
    until(qtbot, lambda: program.window is not None)
    assert program.window is not None
    return program.window


def fill_in(qtbot: QtBot, window: QWidget, name: str, password: str) -> None:
    write(qtbot, window, "Имя пользователя", name)
    write(qtbot, window, "Пароль", password)


def sign_in_first(qtbot: QtBot, program: Program) -> MainWindow:
    """The very first sign-in on a machine without a keyring."""
    window = entrance(program)
    fill_in(qtbot, window, SAMPLE_ACCOUNT.user_name, SAMPLE_ACCOUNT.password)
    until(qtbot, lambda: len(find_all(window, QLineEdit, "Секретная фраза ещё раз")) == 1)
    write(qtbot, window, "Секретная фраза", PHRASE)
    write(qtbot, window, "Секретная фраза ещё раз", PHRASE)
    press(qtbot, window, "Войти")
    return opened(qtbot, program)


def test_wrong_password_then_right_one(qtbot: QtBot, start: Starter) -> None:
    program = start(Secrets(MemoryKeyring()))
    window = entrance(program)
    until(qtbot, lambda: len(find_all(window, QCheckBox, "Запомнить меня")) == 1)
    fill_in(qtbot, window, SAMPLE_ACCOUNT.user_name, "не тот пароль")
    press(qtbot, window, "Войти")
    until_shown(qtbot, window, "Не верно введен логин или пароль.")
    assert program.window is None
    assert find(window, QLineEdit, "Пароль").hasFocus()
    write(qtbot, window, "Пароль", SAMPLE_ACCOUNT.password)
    QTest.keyClick(find(window, QLineEdit, "Пароль"), Qt.Key.Key_Return)
    main = opened(qtbot, program)
    until(qtbot, lambda: "На сервисе" in texts(main))
    assert "на связи" in texts(main)


def test_nothing_is_sent_while_something_is_missing(qtbot: QtBot, start: Starter, server: PracticeServer) -> None:
    server.faults.set(Fault.SLOW)
    window = entrance(start(Secrets(MemoryKeyring())))
    press(qtbot, window, "Войти")
    assert "Введите имя пользователя." in texts(window)
    assert "Введите пароль." in texts(window)
    assert find(window, QLineEdit, "Имя пользователя").hasFocus()
    assert server.faults.hits(Fault.SLOW) == 0
    line = find(window, QLineEdit, "Пароль")
    assert line.echoMode() is QLineEdit.EchoMode.Password
    eye = next(action for action in line.actions() if action.isCheckable())
    eye.trigger()
    assert line.echoMode() is QLineEdit.EchoMode.Normal
    eye.trigger()
    assert line.echoMode() is QLineEdit.EchoMode.Password


def test_without_a_keyring_a_phrase_is_asked_for_and_explained(qtbot: QtBot, start: Starter) -> None:
    program = start(Secrets(NULL))
    window = entrance(program)
    fill_in(qtbot, window, SAMPLE_ACCOUNT.user_name, SAMPLE_ACCOUNT.password)
    until_shown(qtbot, window, "восстановить фразу нельзя")
    assert find_all(window, QCheckBox, "Запомнить меня") == []
    assert "пароль вводится при каждом входе" in texts(window)
    write(qtbot, window, "Секретная фраза", "коротко")
    press(qtbot, window, "Войти")
    assert "Нужно не меньше 8 знаков." in texts(window)
    write(qtbot, window, "Секретная фраза", PHRASE)
    write(qtbot, window, "Секретная фраза ещё раз", "другая фраза")
    press(qtbot, window, "Войти")
    assert "Фразы не совпали." in texts(window)
    assert program.window is None


def test_no_network_then_offline_with_a_wrong_and_the_right_phrase(
    qtbot: QtBot, start: Starter, server: PracticeServer
) -> None:
    main = sign_in_first(qtbot, start(Secrets(NULL)))
    until(qtbot, lambda: "На сервисе" in texts(main))
    main.close()
    server.stop()
    program = start(Secrets(NULL))
    window = entrance(program)
    write(qtbot, window, "Имя пользователя", SAMPLE_ACCOUNT.user_name)
    until(qtbot, lambda: len(find_all(window, QAbstractButton, "Работать без связи")) == 1)
    write(qtbot, window, "Пароль", SAMPLE_ACCOUNT.password)
    write(qtbot, window, "Секретная фраза", PHRASE)
    press(qtbot, window, "Войти")
    until_shown(qtbot, window, "Проверьте интернет")
    write(qtbot, window, "Секретная фраза", "не та фраза")
    press(qtbot, window, "Работать без связи")
    until_shown(qtbot, window, "Эта секретная фраза не открывает Ваши данные.")
    write(qtbot, window, "Секретная фраза", PHRASE)
    press(qtbot, window, "Работать без связи")
    later = opened(qtbot, program)
    until(qtbot, lambda: "Марина Аркадьевна" in texts(later))
    assert "без связи" in texts(later)
    assert find_all(later, QAbstractButton, "Войти")


def test_remembered_user_comes_back_without_typing(qtbot: QtBot, start: Starter) -> None:
    ring = MemoryKeyring()
    program = start(Secrets(ring))
    window = entrance(program)
    until(qtbot, lambda: len(find_all(window, QCheckBox, "Запомнить меня")) == 1)
    fill_in(qtbot, window, SAMPLE_ACCOUNT.user_name, SAMPLE_ACCOUNT.password)
    find(window, QCheckBox, "Запомнить меня").setChecked(True)
    press(qtbot, window, "Войти")
    opened(qtbot, program).close()
    again = start(Secrets(ring))
    window = entrance(again)
    until(qtbot, lambda: find(window, QLineEdit, "Имя пользователя").text() == SAMPLE_ACCOUNT.user_name)
    until(qtbot, lambda: "сохранён" in find(window, QLineEdit, "Пароль").placeholderText())
    press(qtbot, window, "Войти")
    assert opened(qtbot, again).context.desk.signed_in


def test_sign_in_can_be_given_up_while_the_service_is_silent(
    qtbot: QtBot, start: Starter, server: PracticeServer
) -> None:
    program = start(Secrets(MemoryKeyring()))
    window = entrance(program)
    server.faults.set(Fault.SLOW)
    fill_in(qtbot, window, SAMPLE_ACCOUNT.user_name, SAMPLE_ACCOUNT.password)
    press(qtbot, window, "Войти")
    press(qtbot, window, "Отмена")
    assert find(window, QAbstractButton, "Войти").isEnabled()
    server.faults.clear()
    assert program.runner.wait_idle(10_000)
    assert program.window is None


def test_help_for_a_forgotten_password_and_name(qtbot: QtBot, start: Starter) -> None:
    window = entrance(start(Secrets(MemoryKeyring())))
    assert "муниципальному координатору" not in texts(window)
    press(qtbot, window, "Забыли пароль или имя пользователя?")
    assert "Если Вы забыли логин" in texts(window)
    assert "муниципальному координатору" in texts(window)


def test_training_needs_nothing_and_says_what_it_is(qtbot: QtBot, start: Starter) -> None:
    program = start(Secrets(NULL), training=True)
    main = opened(qtbot, program)
    until(qtbot, lambda: "Марина Аркадьевна" in texts(main))
    assert "на сервис ничего не отправляется" in texts(main)
    assert "учебный режим" in texts(main)
    assert find(main, QAbstractButton, "Выйти из учебного режима").isEnabled()
    assert main.coach is not None
    assert main.coach.panel.isVisible()
    # Who is through with it wants to sign in, not to be welcomed again.
    main.coach.panel.enter.emit()
    until(qtbot, lambda: program.sign_in is not None and program.sign_in.isVisible())
    assert find(entrance(program), QLineEdit, "Имя пользователя")
    assert program.window is None


def test_signing_out_leads_back_to_the_entrance(qtbot: QtBot, start: Starter) -> None:
    ring = MemoryKeyring()
    program = start(Secrets(ring))
    window = entrance(program)
    until(qtbot, lambda: len(find_all(window, QCheckBox, "Запомнить меня")) == 1)
    fill_in(qtbot, window, SAMPLE_ACCOUNT.user_name, SAMPLE_ACCOUNT.password)
    find(window, QCheckBox, "Запомнить меня").setChecked(True)
    press(qtbot, window, "Войти")
    main = opened(qtbot, program)
    desk = main.context.desk
    press(qtbot, main, "Настройки")
    press(qtbot, main, "Выйти из учётной записи")
    until(qtbot, lambda: program.sign_in is not None and program.sign_in.isVisible())
    assert program.runner.wait_idle(10_000)
    assert Secrets(ring).password(desk.account) is None
    assert not desk.signed_in


def test_a_broken_description_of_the_site_is_told_with_its_line(qtbot: QtBot, start: Starter) -> None:
    (start.folder / "site.toml").write_text("[sign_in]\nsubmit = [Войти]\n", "utf-8")
    main = sign_in_first(qtbot, start(Secrets.absent()))
    until(qtbot, lambda: "Ваше описание сайта не прочитано" in texts(main))
    said = texts(main)
    assert "строка 2" in said
    assert "из поставки" in said
