"""«Настройки» and «Профиль»."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QDialogButtonBox, QLineEdit, QSlider
from pytestqt.qtbot import QtBot

from attest_desktop.gui.app import make_russian
from attest_desktop.gui.context import Context, Message
from attest_desktop.gui.prefs import Preferences
from attest_desktop.gui.profile import ProfileView
from attest_desktop.gui.settings import SettingsView
from attest_desktop.gui.settings.backup import open_backup
from attest_desktop.gui.theme.style import Look, theme
from attest_desktop.papers.pdf import EngineName
from attest_desktop.practice import SAMPLE_ACCOUNT
from attest_desktop.work.backup import whose
from attest_desktop.work.desk import Desk
from attest_desktop.work.finish import chosen_engine
from attest_desktop.work.kept import PROFILE
from tests.support.window import choose, find, press, texts, until, write


@pytest.fixture(autouse=True)
def look_as_before() -> Iterator[None]:
    yield
    theme.apply(Look.LIGHT, 1.0)


def test_look_and_size_are_put_in_force_and_remembered(
    qtbot: QtBot, sync_context: Context, tmp_path: Path
) -> None:
    view = SettingsView(sync_context, Preferences(tmp_path))
    qtbot.addWidget(view)
    view.show()
    choose(view, "Оформление", "высокий контраст")
    slider = find(view, QSlider, "Размер текста")
    slider.setFocus()
    for _ in range(3):
        QTest.keyClick(slider, Qt.Key.Key_Right)
    assert "115 %" in texts(view)
    until(qtbot, lambda: theme.scale == 1.15)
    assert theme.tokens.name == "high_contrast"
    later = Preferences(tmp_path)
    assert (later.look, later.scale) == (Look.HIGH_CONTRAST, 1.15)


def test_spoiled_preferences_are_as_good_as_none(tmp_path: Path) -> None:
    (tmp_path / "window.ini").write_bytes(b"[General]\nlook=PINK\ntext_size=900.0\n\x00\xff[state]\nwindow=@@\n")
    spoiled = Preferences(tmp_path)
    assert (spoiled.look, spoiled.scale) == (Look.SYSTEM, 1.0)


def test_pdf_engine_is_kept_with_the_account(qtbot: QtBot, sync_context: Context, desk: Desk) -> None:
    view = SettingsView(sync_context, Preferences())
    qtbot.addWidget(view)
    view.show()
    view.opened(None)
    choose(view, "Программа для PDF", "Встроенный")
    assert chosen_engine(desk) is EngineName.BUILTIN
    view.opened(None)
    assert find(view, QComboBox, "Программа для PDF").currentText() == "Встроенный"
    choose(view, "Программа для PDF", "Лучший из имеющихся")
    assert chosen_engine(desk) is None


def test_profile_is_shown_in_the_cabinets_words(qtbot: QtBot, sync_context: Context) -> None:
    view = ProfileView(sync_context)
    qtbot.addWidget(view)
    view.show()
    view.opened(None)
    words = texts(view)
    for label in ("Место работы (образовательная организация)", "Преподаваемый(ые) предмет(ы)", "Отчество"):
        assert label in words
    assert f"Проверьте место работы: {SAMPLE_ACCOUNT.profile.workplace}" in words


def test_missing_profile_offers_to_refresh(qtbot: QtBot, sync_context: Context, desk: Desk) -> None:
    desk.store.facts.forget(PROFILE)
    view = ProfileView(sync_context)
    qtbot.addWidget(view)
    view.show()
    view.opened(None)
    assert "Профиль ещё не загружен" in texts(view)


def test_standard_buttons_are_russian(qtbot: QtBot, qapp: QApplication) -> None:
    make_russian(qapp)
    box = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel | QDialogButtonBox.StandardButton.Save)
    qtbot.addWidget(box)
    assert {button.text().replace("&", "") for button in box.buttons()} == {"Отмена", "Сохранить"}


def test_backup_asks_for_a_phrase_twice_and_is_whole(qtbot: QtBot, sync_context: Context, tmp_path: Path) -> None:
    dialog = open_backup(sync_context, None)
    qtbot.addWidget(dialog)
    said: list[Message] = []
    sync_context.message.connect(said.append)
    write(qtbot, dialog, "Секретная фраза", "три тихих слова")
    write(qtbot, dialog, "Фраза ещё раз", "три тихих слава")
    press(qtbot, dialog, "Выбрать файл и записать…")
    assert "Фразы не совпали." in texts(dialog)
    assert find(dialog, QLineEdit, "Секретная фраза").echoMode() is QLineEdit.EchoMode.Password
    target = tmp_path / "копия.attest"
    dialog.write(target)
    assert whose(target, "три тихих слова") == sync_context.desk.account
    assert [one.text for one in said] == [f"Резервная копия записана и проверена: {target}"]


def test_a_backup_to_a_drive_that_is_gone_says_so(sync_context: Context, tmp_path: Path) -> None:
    said: list[Message] = []
    sync_context.message.connect(said.append)
    dialog = open_backup(sync_context, None)
    dialog.phrase.setText("три тихих слова")
    dialog.write(tmp_path / "Флешка" / "копия.attest")
    assert said[-1].title == "Копия не записана"
    assert "«Флешка»" in said[-1].text
    assert "данными программы" not in said[-1].text
