"""The profile edited in the window, and another password: against the practice service."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLineEdit, QListWidget, QWidget
from pytestqt.qtbot import QtBot

from attest_desktop.domain.profile import Profile
from attest_desktop.gui.context import Context
from attest_desktop.gui.profile import ProfileView
from attest_desktop.practice import SAMPLE_ACCOUNT, Dialect, Fault, PracticeServer
from attest_desktop.store import Account, Secrets
from attest_desktop.work.desk import Desk
from attest_desktop.work.profile import fetch_profile, unsaved
from attest_desktop.work.refresh import kept_profile
from attest_desktop.work.sign_in import sign_in
from tests.support.window import choose, find, find_all, press, press_when_there, texts, until, until_shown, write

SURNAME, FIRST_NAME, PHONE = "Фамилия", "Имя", "Номер телефона (сотовый)"
EMAIL = "Адрес электронной почты"
MUNICIPALITY = "Муниципалитет, в котором находится образовательная организация"
KIND = "Тип образовательной организации"
WORKPLACE = "Место работы (образовательная организация)"
SUBJECTS = "Преподаваемый(ые) предмет(ы)"
OLD, NEW, REPEAT = "Текущий пароль", "Новый пароль", "Подтверждение пароля"
BEFORE = SAMPLE_ACCOUNT.profile


@pytest.fixture(params=[Dialect.MVC, Dialect.WEBFORMS], ids=lambda dialect: dialect.value)
def server(request: pytest.FixtureRequest) -> Iterator[PracticeServer]:
    with PracticeServer(dialect=request.param) as running:
        yield running


@pytest.fixture
def desk(server: PracticeServer, tmp_path: Path) -> Iterator[Desk]:
    account = Account(server.url, SAMPLE_ACCOUNT.user_name)
    secrets = Secrets.absent()
    with sign_in(
        account, SAMPLE_ACCOUNT.password, data_dir=tmp_path, secrets=secrets, passphrase="секретная фраза"
    ) as opened:
        fetch_profile(opened)
        yield opened


@pytest.fixture
def view(qtbot: QtBot, context: Context) -> Iterator[ProfileView]:
    shown = show(context)
    yield shown
    assert context.runner.wait_idle(10_000)
    shown.close()


def show(context: Context) -> ProfileView:
    made = ProfileView(context)
    made.resize(880, 900)
    made.show()
    made.activateWindow()
    made.opened(None)
    return made


def open_form(qtbot: QtBot, view: ProfileView) -> None:
    press_when_there(qtbot, view, "Редактировать")
    until(qtbot, lambda: len(find_all(view, QLineEdit, SURNAME)) == 1)


def held(server: PracticeServer) -> Profile:
    account = server.state.account(SAMPLE_ACCOUNT.user_name)
    assert account is not None
    return account.profile


def wait_for_lists(qtbot: QtBot, view: QWidget) -> None:
    until(qtbot, lambda: find(view, QAbstractButton, "Сохранить").isEnabled())


def test_typed_chosen_and_ticked_things_are_saved_and_read_back(
    qtbot: QtBot, view: ProfileView, server: PracticeServer, desk: Desk
) -> None:
    open_form(qtbot, view)
    assert view.focusWidget() is find(view, QLineEdit, SURNAME)
    write(qtbot, view, SURNAME, "Берёзова-Ёлкина")
    write(qtbot, view, PHONE, "8 900 111 22 33")
    choose(view, MUNICIPALITY, "ЗАТО Северск")
    wait_for_lists(qtbot, view)
    assert f"«{BEFORE.workplace}» не подходит" in texts(view)
    choose(view, WORKPLACE, "МБОУ «СОШ № 184»")
    write(qtbot, view, f"Найти в списке: {SUBJECTS}", "ФИЗИКИ")
    QTest.keyClick(find(view, QLineEdit, f"Найти в списке: {SUBJECTS}"), Qt.Key.Key_Return)
    assert "физики" in texts(view)
    press(qtbot, view, "Сохранить")
    until(qtbot, lambda: not find_all(view, QLineEdit, SURNAME))
    now = held(server)
    assert (now.surname, now.phone, now.workplace) == ("Берёзова-Ёлкина", "+7 (900) 111-2233", "МБОУ «СОШ № 184»")
    assert set(now.subjects) == {*BEFORE.subjects, "физики"}
    assert now.first_name == BEFORE.first_name
    until_shown(qtbot, view, "Берёзова-Ёлкина")
    assert kept_profile(desk) == now
    assert unsaved(desk) == {}


def test_space_takes_a_tick_away(qtbot: QtBot, view: ProfileView, server: PracticeServer) -> None:
    open_form(qtbot, view)
    subjects = find(view, QListWidget, SUBJECTS)
    gone = BEFORE.subjects[0]
    subjects.setCurrentItem(subjects.findItems(gone, Qt.MatchFlag.MatchExactly)[0])
    subjects.setFocus()
    QTest.keyClick(subjects, Qt.Key.Key_Space)
    QTest.keyClick(subjects, Qt.Key.Key_Return)
    until(qtbot, lambda: gone not in held(server).subjects)


def test_a_choice_taken_back_brings_the_workplace_back(qtbot: QtBot, view: ProfileView) -> None:
    open_form(qtbot, view)
    for municipality, workplace in (("ЗАТО Северск", ""), (BEFORE.municipality, BEFORE.workplace)):
        choose(view, MUNICIPALITY, municipality)
        wait_for_lists(qtbot, view)
        assert find(view, QComboBox, WORKPLACE).currentText() == workplace
    assert view.editor.changes() == {}


def test_rules_are_said_in_their_place_and_nothing_is_sent(
    qtbot: QtBot, view: ProfileView, server: PracticeServer
) -> None:
    open_form(qtbot, view)
    assert "Например +7 (988) 888-8888" in texts(view)
    asked = len(server.state.requests)
    write(qtbot, view, PHONE, "8900")
    write(qtbot, view, FIRST_NAME, "")
    QTest.keyClick(find(view, QLineEdit, FIRST_NAME), Qt.Key.Key_Return)
    assert "цифр: 4" in texts(view)
    assert view.focusWidget() in (find(view, QLineEdit, PHONE), find(view, QLineEdit, FIRST_NAME))
    assert len(server.state.requests) == asked
    write(qtbot, view, PHONE, "89001112233")
    assert "цифр: 4" not in texts(view)


def test_the_sites_words_are_shown_and_the_typed_stays(
    qtbot: QtBot, view: ProfileView, server: PracticeServer
) -> None:
    open_form(qtbot, view)
    write(qtbot, view, EMAIL, "не почта")
    press(qtbot, view, "Сохранить")
    until_shown(qtbot, view, "Адрес электронной почты указан неверно.")
    assert find(view, QLineEdit, EMAIL).text() == "не почта"
    assert held(server) == BEFORE
    write(qtbot, view, EMAIL, "soboleva.new@example.org")
    press(qtbot, view, "Сохранить")
    until(qtbot, lambda: held(server).email == "soboleva.new@example.org")


def test_going_back_keeps_what_was_typed_even_for_the_next_start(
    qtbot: QtBot, view: ProfileView, context: Context, desk: Desk, server: PracticeServer
) -> None:
    open_form(qtbot, view)
    write(qtbot, view, SURNAME, "Новая")
    QTest.keyClick(find(view, QLineEdit, SURNAME), Qt.Key.Key_Escape)
    until_shown(qtbot, view, "Есть несохранённые изменения")
    assert context.runner.wait_idle(10_000)
    assert unsaved(desk) == {SURNAME: ("Новая",)}
    later = show(context)
    press_when_there(qtbot, later, "Продолжить правку профиля")
    until(qtbot, lambda: len(find_all(later, QLineEdit, SURNAME)) == 1)
    assert find(later, QLineEdit, SURNAME).text() == "Новая"
    press(qtbot, later, "Сохранить")
    until(qtbot, lambda: held(server).surname == "Новая")
    assert context.runner.wait_idle(10_000)
    later.close()


def test_discarded_changes_can_be_brought_back(qtbot: QtBot, view: ProfileView, context: Context) -> None:
    said: list[object] = []
    context.message.connect(said.append)
    open_form(qtbot, view)
    write(qtbot, view, SURNAME, "Новая")
    press(qtbot, view, "Вернуться назад")
    press_when_there(qtbot, view, "Не сохранять изменения профиля")
    assert "Есть несохранённые изменения" not in texts(view)
    undo = getattr(said[-1], "action", None)
    assert callable(undo)
    undo()
    assert "Есть несохранённые изменения" in texts(view)


def test_without_network_it_is_explained_and_goes_on_later(
    qtbot: QtBot, view: ProfileView, server: PracticeServer
) -> None:
    open_form(qtbot, view)
    write(qtbot, view, SURNAME, "Новая")
    server.stop()
    press(qtbot, view, "Сохранить")
    until_shown(qtbot, view, "Всё введённое осталось в форме.")
    press(qtbot, view, "Вернуться назад")
    assert "чтобы изменить его или пароль, нужна связь" in texts(view)
    press(qtbot, view, "Продолжить правку профиля")
    press_when_there(qtbot, view, "Повторить")
    assert context_idle(view)
    server.start()
    press_when_there(qtbot, view, "Повторить")
    until(qtbot, lambda: len(find_all(view, QLineEdit, SURNAME)) == 1)
    assert find(view, QLineEdit, SURNAME).text() == "Новая"


def context_idle(view: ProfileView) -> bool:
    return view.context.runner.wait_idle(30_000)


# The other dialect's «Редактировать» is sent as well: there the fault would meet the opening.
@pytest.mark.parametrize("server", [Dialect.MVC], indirect=True)
def test_a_lost_answer_is_checked_not_guessed(qtbot: QtBot, view: ProfileView, server: PracticeServer) -> None:
    open_form(qtbot, view)
    write(qtbot, view, SURNAME, "Новая")
    server.faults.set(Fault.DROP_BEFORE_BODY, times=1, path="POST ")
    press(qtbot, view, "Сохранить")
    press_when_there(qtbot, view, "Проверить")
    until_shown(qtbot, view, "Пока не сохранено")
    assert find(view, QLineEdit, SURNAME).text() == "Новая"
    press(qtbot, view, "Сохранить")
    until(qtbot, lambda: held(server).surname == "Новая")


def test_another_password(qtbot: QtBot, view: ProfileView, server: PracticeServer) -> None:
    press_when_there(qtbot, view, "Изменить пароль")
    write(qtbot, view, OLD, "не тот")
    write(qtbot, view, NEW, "Novyj2026")
    write(qtbot, view, REPEAT, "Novyj2027")
    assert "не совпадают" in texts(view)
    asked = len(server.state.requests)
    press(qtbot, view, "Сохранить новый пароль")
    assert len(server.state.requests) == asked
    write(qtbot, view, REPEAT, "Novyj2026")
    press(qtbot, view, "Сохранить новый пароль")
    until_shown(qtbot, view, "Неверный текущий пароль.")
    write(qtbot, view, OLD, SAMPLE_ACCOUNT.password)
    QTest.keyClick(find(view, QLineEdit, OLD), Qt.Key.Key_Return)
    until(qtbot, lambda: not find_all(view, QLineEdit, OLD))
    account = server.state.account(SAMPLE_ACCOUNT.user_name)
    assert account is not None
    assert account.password_fits("Novyj2026")


def test_a_half_typed_password_is_forgotten_by_esc(qtbot: QtBot, view: ProfileView) -> None:
    press_when_there(qtbot, view, "Изменить пароль")
    write(qtbot, view, OLD, "тайна")
    QTest.keyClick(find(view, QLineEdit, OLD), Qt.Key.Key_Escape)
    assert find_all(view, QLineEdit, OLD) == []
    press(qtbot, view, "Изменить пароль")
    assert find(view, QLineEdit, OLD).text() == ""
