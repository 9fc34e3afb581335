"""From the coordinator's link to the table, and a forgotten password: in the window, with the practice service."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from keyring.backends import null
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from attest_desktop.gui.app import Program
from attest_desktop.gui.prefs import Preferences
from attest_desktop.gui.sign_in import SignInWindow
from attest_desktop.gui.welcome.pane import ENTER
from attest_desktop.practice import SAMPLE_ACCOUNT, PracticeServer
from attest_desktop.store import Secrets
from tests.store.conftest import MemoryKeyring
from tests.support.window import choose, find, find_all, press, press_when_there, texts, until, until_shown, write

LINK, NAME, PASSWORD, REPEAT = "Персональная ссылка", "Имя пользователя", "Пароль", "Подтверждение пароля"
SECRET = "Nov1chok"
REGISTER, FORGOTTEN = "Регистрация по ссылке координатора", "Забыли пароль или имя пользователя?"


@pytest.fixture
def server() -> Iterator[PracticeServer]:
    with PracticeServer() as running:
        yield running


@pytest.fixture
def secrets() -> Secrets:
    return Secrets(MemoryKeyring())


@pytest.fixture
def program(qtbot: QtBot, server: PracticeServer, secrets: Secrets, tmp_path: Path) -> Iterator[Program]:
    made = Program(server=server.url, data_dir=tmp_path, secrets=secrets, preferences=Preferences())
    made.begin(training=False)
    assert made.sign_in is not None
    press(qtbot, made.sign_in, ENTER)
    yield made
    for window in (made.window, made.sign_in):
        if window is not None:
            window.close()
    made.end()


def entrance(program: Program) -> SignInWindow:
    """The sign-in window, which must be open."""
    assert program.sign_in is not None
    return program.sign_in


def fill_in(qtbot: QtBot, window: SignInWindow, link: str, name: str = "novichok", repeat: str = SECRET) -> None:
    for label, text in ((LINK, link), (NAME, name), (PASSWORD, SECRET), (REPEAT, repeat)):
        write(qtbot, window, label, text)


def test_from_the_link_over_the_profile_to_the_table(
    qtbot: QtBot, program: Program, server: PracticeServer
) -> None:
    window = entrance(program)
    press(qtbot, window, REGISTER)
    assert "латинских букв и цифр" in texts(window)
    fill_in(qtbot, window, server.registration_link)
    QTest.keyClick(find(window, QLineEdit, REPEAT), Qt.Key.Key_Return)
    until(qtbot, lambda: program.window is not None)
    main = program.window
    assert main is not None
    until_shown(qtbot, main, "Остался один шаг: заполните профиль")
    until(qtbot, lambda: len(find_all(main, QLineEdit, "Фамилия")) == 1)
    for label, text in (
        ("Фамилия", "Новикова"),
        ("Имя", "Анна"),
        ("Адрес электронной почты", "novikova@example.org"),
        ("Номер телефона (сотовый)", "89001112233"),
    ):
        write(qtbot, main, label, text)
    choose(main, "Муниципалитет, в котором находится образовательная организация", "Томский район")
    choose(main, "Тип образовательной организации", "общее")
    choose(main, "Место работы (образовательная организация)", "МБОУ «Учебная СОШ» (Томский район)")
    choose(main, "Должность", "учитель")
    press(qtbot, main, "Сохранить")
    until_shown(qtbot, main, "На сервисе")
    until_shown(qtbot, main, "Анна")


def test_a_name_in_russian_letters_is_told_while_it_is_typed(
    qtbot: QtBot, program: Program, server: PracticeServer
) -> None:
    window = entrance(program)
    press(qtbot, window, REGISTER)
    write(qtbot, window, NAME, "а")
    assert "есть русские буквы" in texts(window)
    write(qtbot, window, NAME, "novichok")
    assert "есть русские буквы" not in texts(window)
    asked = len(server.state.requests)
    fill_in(qtbot, window, "", repeat="Nov1chik")
    assert "не совпадают" in texts(window)
    press(qtbot, window, "Зарегистрироваться")
    assert "Вставьте ссылку из письма координатора." in texts(window)
    assert len(server.state.requests) == asked


def test_what_the_site_refuses_is_told_and_the_typed_stays(
    qtbot: QtBot, program: Program, server: PracticeServer
) -> None:
    window = entrance(program)
    press(qtbot, window, REGISTER)
    fill_in(qtbot, window, server.registration_link, SAMPLE_ACCOUNT.user_name)
    press(qtbot, window, "Зарегистрироваться")
    until_shown(qtbot, window, "уже занято")
    assert find(window, QLineEdit, LINK).text() == server.registration_link
    fill_in(qtbot, window, "https://example.org/Account/Register?link=1")
    press(qtbot, window, "Зарегистрироваться")
    until(qtbot, lambda: "уже занято" not in texts(window) and window.registration.button.isEnabled())
    assert not window.registration.banner.isHidden()
    QTest.keyClick(find(window, QLineEdit, LINK), Qt.Key.Key_Escape)
    assert find_all(window, QLineEdit, LINK) == []


@pytest.mark.parametrize("secrets", [Secrets(null.Keyring())])  # type: ignore[no-untyped-call]  # no types there
def test_without_a_keyring_a_phrase_comes_before_the_first_sign_in(
    qtbot: QtBot, program: Program, server: PracticeServer
) -> None:
    window = entrance(program)
    press(qtbot, window, REGISTER)
    fill_in(qtbot, window, server.registration_link)
    press(qtbot, window, "Зарегистрироваться")
    until_shown(qtbot, window, "Учётная запись создана")
    for label in ("Секретная фраза", "Секретная фраза ещё раз"):
        write(qtbot, window, label, "синяя лодка у причала")
    press(qtbot, window, "Войти")
    until(qtbot, lambda: program.window is not None)


def test_a_forgotten_password_is_mailed_once(qtbot: QtBot, program: Program, server: PracticeServer) -> None:
    window = entrance(program)
    write(qtbot, window, NAME, "nobody")
    press(qtbot, window, FORGOTTEN)
    login = find(window, QLineEdit, "Введите логин")
    assert login.text() == "nobody"
    press(qtbot, window, "Сбросить пароль")
    until_shown(qtbot, window, "Пользователь с таким логином не найден.")
    write(qtbot, window, "Введите логин", SAMPLE_ACCOUNT.user_name)
    QTest.keyClick(login, Qt.Key.Key_Return)
    until_shown(qtbot, window, "Новый пароль отправлен")
    assert "нужно сверить, правильно ли записан Ваш адрес" in texts(window)
    QTest.keyClick(login, Qt.Key.Key_Return)
    assert [letter.user_name for letter in server.state.letters] == [SAMPLE_ACCOUNT.user_name]
    assert find(window, QLineEdit, NAME).text() == SAMPLE_ACCOUNT.user_name


def test_no_network_is_told_and_can_be_tried_again(qtbot: QtBot, program: Program, server: PracticeServer) -> None:
    window = entrance(program)
    press(qtbot, window, FORGOTTEN)
    write(qtbot, window, "Введите логин", SAMPLE_ACCOUNT.user_name)
    server.stop()
    press(qtbot, window, "Сбросить пароль")
    until_shown(qtbot, window, "Проверьте интернет", timeout=60_000)
    server.start()
    press_when_there(qtbot, window, "Сбросить пароль")
    until_shown(qtbot, window, "Новый пароль отправлен")
