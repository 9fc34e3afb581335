"""Copies by the clock, the recovery code's dialog, one window for one folder."""

from __future__ import annotations

import re
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot

from attest_desktop.gui.context import Context
from attest_desktop.gui.runner import Runner
from attest_desktop.gui.safety import CopyKeeper, IdleLock, OnlyWindow, RecoveryOffer, open_recovery
from attest_desktop.practice import SAMPLE_ACCOUNT
from attest_desktop.work.desk import Desk
from attest_desktop.work.lock import set_lock
from attest_desktop.work.recovery import code_offered
from tests.support.window import press, texts, until, until_shown, write

SECOND_START = """
import sys
from pathlib import Path
from PySide6.QtCore import QCoreApplication
from attest_desktop.gui.safety import OnlyWindow
app = QCoreApplication([])
print(OnlyWindow(Path(sys.argv[1])).claim(Path(sys.argv[2])))
"""


def test_a_copy_is_made_when_it_is_due_and_not_again(qtbot: QtBot, desk: Desk) -> None:
    context = Context(desk, Runner())
    keeper = CopyKeeper(context)
    for _ in range(2):
        keeper.look()
        assert context.runner.wait_idle(10_000)
        assert len(desk.store.own_copies()) == 1


def test_the_code_is_shown_once_and_is_the_stores_own(qtbot: QtBot, desk: Desk) -> None:
    context = Context(desk, Runner())
    dialog = open_recovery(context, None)
    qtbot.addWidget(dialog)
    press(qtbot, dialog, "Создать код")
    until(qtbot, lambda: dialog.code.text() != "")
    assert re.fullmatch(r"(\d{4}\s+){5}\d{4}", dialog.code.text())
    assert desk.store.has_recovery_code
    assert "Код показывается один раз" in texts(dialog)
    press(qtbot, dialog, "Код записан")


def test_the_code_is_offered_until_it_is_answered(
    qtbot: QtBot, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    context = Context(desk, Runner())
    offer = RecoveryOffer(context)
    qtbot.addWidget(offer)
    now = desk.now()

    def shown(days: int = 0) -> bool:
        monkeypatch.setattr(desk, "now", lambda: now + timedelta(days=days))
        offer.load()
        assert context.runner.wait_idle(10_000)
        return offer.isVisible()

    assert shown()
    press(qtbot, offer, "Предложить код восстановления через неделю")
    assert not offer.isVisible()
    assert context.runner.wait_idle(10_000)
    assert [shown(days) for days in (0, 6, 7)] == [False, False, True]
    assert shown(-400), "the clock was a year ahead"
    press(qtbot, offer, "Создать код…")
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, QDialog)
    press(qtbot, dialog, "Создать код")
    until(qtbot, lambda: desk.store.has_recovery_code)
    until_shown(qtbot, dialog, "Код показывается один раз")
    press(qtbot, dialog, "Код записан")
    assert context.runner.wait_idle(10_000)
    assert not offer.isVisible()
    assert not shown(400)


def test_who_needs_no_code_is_not_asked_again(qtbot: QtBot, desk: Desk) -> None:
    for training, offered in ((True, False), (False, True)):
        context = Context(desk, Runner(), training=training)
        offer = RecoveryOffer(context)
        qtbot.addWidget(offer)
        offer.load()
        assert context.runner.wait_idle(10_000)
        assert offer.isVisible() is offered
    press(qtbot, offer, "Код восстановления не нужен")
    assert context.runner.wait_idle(10_000)
    assert not code_offered(desk)


def test_a_second_start_brings_the_first_window_forward_with_its_file(qtbot: QtBot, tmp_path: Path) -> None:
    first = OnlyWindow(tmp_path)
    assert first.claim()
    elsewhere = tmp_path / "Документы"
    elsewhere.mkdir()
    second = subprocess.Popen(
        [sys.executable, "-c", SECOND_START, str(tmp_path), "от Ивановой\nМ. И.docx"],
        stdout=subprocess.PIPE,
        text=True,
        cwd=elsewhere,
    )
    given: list[Path] = []
    first.given.connect(given.append)
    with qtbot.waitSignals([first.forward, first.given], timeout=20_000):
        pass
    assert given == [elsewhere / "от Ивановой\nМ. И.docx"]
    told, _ = second.communicate(timeout=20)
    assert told.strip() == "False"
    first.release()
    # After its end the next start is the only one.
    again = OnlyWindow(tmp_path)
    assert again.claim()
    again.release()


def test_an_untouched_window_closes_and_the_password_opens_it(qtbot: QtBot, desk: Desk) -> None:
    context = Context(desk, Runner())
    lock = IdleLock(context)
    assert context.runner.wait_idle(10_000)
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    set_lock(desk, 5)
    context.lock_changed.emit()
    assert context.runner.wait_idle(10_000)
    lock.lock()
    assert lock.window is not None
    assert not window.isVisible()
    qtbot.addWidget(lock.window)
    write(qtbot, lock.window, "Пароль или секретная фраза", "не то")
    press(qtbot, lock.window, "Продолжить работу")
    until_shown(qtbot, lock.window, "Не подходит.")
    write(qtbot, lock.window, "Пароль или секретная фраза", SAMPLE_ACCOUNT.password)
    with qtbot.waitSignal(lock.opened):
        press(qtbot, lock.window, "Продолжить работу")
    assert window.isVisible()
