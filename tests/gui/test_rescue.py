"""The data do not open: the recovery code, an own copy, a backup file."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from PySide6.QtWidgets import QAbstractButton, QWidget
from pytestqt.qtbot import QtBot

from attest_desktop.practice import SAMPLE_ACCOUNT, PracticeServer
from attest_desktop.store import Account, Secrets, Store
from attest_desktop.store.store import folder_of
from attest_desktop.work.backup import back_up
from attest_desktop.work.people import people
from attest_desktop.work.refresh import refresh
from attest_desktop.work.sign_in import sign_in
from tests.gui.test_sign_in import Starter, entrance, opened, server, start
from tests.store.conftest import MemoryKeyring
from tests.support.window import find_all, press, texts, until, until_shown, write

__all__ = ["server", "start"]  # fixtures

WORD = "слово для копии"


def _work_once(server: PracticeServer, folder: Path, secrets: Secrets) -> tuple[Account, str]:
    """Sign in and refresh; gives the account and the recovery code made then. A copy and a backup are made too."""
    account = Account(server.url, SAMPLE_ACCOUNT.user_name)
    with sign_in(account, SAMPLE_ACCOUNT.password, data_dir=folder, secrets=secrets) as desk:
        refresh(desk)
        assert people(desk)
        code = desk.store.make_recovery_code()
        desk.store.make_copy()
        back_up(desk, folder / "копия.attest", WORD)
    return account, code


def _ready(qtbot: QtBot, window: QWidget, name: str) -> None:
    until(qtbot, lambda: len(find_all(window, QAbstractButton, name)) == 1)


def test_the_recovery_code_opens_the_data_when_the_keyring_was_emptied(
    qtbot: QtBot, start: Starter, server: PracticeServer
) -> None:
    ring = MemoryKeyring()
    _, code = _work_once(server, start.folder, Secrets(ring))
    ring.kept.clear()
    program = start(Secrets(ring))
    window = entrance(program)
    write(qtbot, window, "Имя пользователя", SAMPLE_ACCOUNT.user_name)
    _ready(qtbot, window, "Работать без связи")
    press(qtbot, window, "Работать без связи")
    _ready(qtbot, window, "Открыть данные кодом восстановления")
    press(qtbot, window, "Открыть данные кодом восстановления")
    write(qtbot, window, "Код восстановления", "1111 1111 1111 1111 1111 1111")
    press(qtbot, window, "Открыть данные")
    until_shown(qtbot, window, "Этот код не открывает Ваши данные.")
    write(qtbot, window, "Код восстановления", code)
    press(qtbot, window, "Открыть данные")
    main = opened(qtbot, program)
    until(qtbot, lambda: "На сервисе" in texts(main))


def test_damaged_data_are_replaced_by_the_newest_copy(
    qtbot: QtBot, start: Starter, server: PracticeServer
) -> None:
    ring = MemoryKeyring()
    account, _ = _work_once(server, start.folder, Secrets(ring))
    database = folder_of(start.folder, account) / "store.db"
    database.write_bytes(os.urandom(database.stat().st_size))
    program = start(Secrets(ring))
    window = entrance(program)
    write(qtbot, window, "Имя пользователя", SAMPLE_ACCOUNT.user_name)
    _ready(qtbot, window, "Работать без связи")
    press(qtbot, window, "Работать без связи")
    _ready(qtbot, window, "Вернуть данные из копии")
    press(qtbot, window, "Вернуть данные из копии")
    _ready(qtbot, window, "Вернуть эту копию")
    press(qtbot, window, "Вернуть эту копию")
    until_shown(qtbot, window, "Данные возвращены из копии.")
    press(qtbot, window, "Работать без связи")
    main = opened(qtbot, program)
    until(qtbot, lambda: "На сервисе" in texts(main))
    assert len(list(database.parent.glob("before-restore-*-store.db"))) == 1


def test_a_backup_brings_the_data_to_another_computer(
    qtbot: QtBot, start: Starter, server: PracticeServer, tmp_path_factory: pytest.TempPathFactory
) -> None:
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    account, _ = _work_once(server, elsewhere, Secrets(MemoryKeyring()))
    program = start(Secrets(MemoryKeyring()))
    window = entrance(program)
    press(qtbot, window, "Восстановить из резервной копии")
    write(qtbot, window, "Файл резервной копии", str(elsewhere / "копия.attest"))
    write(qtbot, window, "Фраза резервной копии", "не та фраза")
    press(qtbot, window, "Восстановить")
    until_shown(qtbot, window, "Секретная фраза не подошла")
    write(qtbot, window, "Фраза резервной копии", WORD)
    press(qtbot, window, "Восстановить")
    until_shown(qtbot, window, "Данные восстановлены из резервной копии.")
    assert Store.exists(start.folder, account)
    _ready(qtbot, window, "Работать без связи")
    press(qtbot, window, "Работать без связи")
    main = opened(qtbot, program)
    until(qtbot, lambda: "На сервисе" in texts(main))
