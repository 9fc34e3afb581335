"""Files that the desktop gives the program: before the sign-in, behind a dialog, behind the lock."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from attest_desktop import bundled
from attest_desktop.cli.parser import with_window
from attest_desktop.gui.opening import LEAVE
from attest_desktop.gui.safety import IdleLock
from attest_desktop.practice import SAMPLE_ACCOUNT
from attest_desktop.store import Secrets
from tests.gui.test_sign_in import Starter, entrance, fill_in, opened, server, start
from tests.store.conftest import MemoryKeyring
from tests.support.window import find, press, texts, until, until_shown

__all__ = ["server", "start"]  # fixtures


@pytest.mark.parametrize(
    ("given", "understood"),
    [
        (["/home/u/Заключение от Ивановой.docx"], ["window", "/home/u/Заключение от Ивановой.docx"]),
        (["копия.attest"], ["window", "копия.attest"]),
        (["window", "копия.attest"], ["window", "копия.attest"]),
        (["--version"], ["--version"]),
        (["sink"], ["sink"]),
        ([], []),
    ],
)
def test_a_file_alone_is_for_the_window(given: list[str], understood: list[str]) -> None:
    assert with_window(given) == understood


def test_a_file_waits_until_a_window_can_take_it(qtbot: QtBot, start: Starter, tmp_path: Path) -> None:
    paper, backup = tmp_path / "Форма.docx", tmp_path / "копия.attest"
    paper.write_bytes(bundled.path("sample", "conclusion_template.docx").read_bytes())
    backup.write_bytes(b"")
    program = start(Secrets(MemoryKeyring()))
    window = entrance(program)
    program.opening.give(paper)
    until_shown(qtbot, window, "Войдите: после этого откроется файл «Форма.docx».")
    fill_in(qtbot, window, SAMPLE_ACCOUNT.user_name, SAMPLE_ACCOUNT.password)
    press(qtbot, window, "Войти")
    main = opened(qtbot, program)
    until(qtbot, lambda: QApplication.activeModalWidget() is not None, 20_000)
    dialog = QApplication.activeModalWidget()
    assert dialog is not None
    assert "Взять этот файл шаблоном" in texts(dialog)
    # Nothing happens behind the dialog; a window that was locked stays so, too.
    program.opening.give(backup)
    assert "резервная копия" not in texts(main)
    dialog.close()
    lock = main.context.findChild(IdleLock)
    assert isinstance(lock, IdleLock)
    lock.lock()
    program.come_forward()
    program.opening.look()
    assert not main.isVisible()
    assert "резервная копия" not in texts(main)
    lock._open()
    until_shown(qtbot, main, "«копия.attest» — резервная копия.")
    press(qtbot, main, LEAVE)
    until(qtbot, lambda: program.sign_in is not None)
    window = entrance(program)
    assert find(window, QLineEdit, "Файл резервной копии").text() == str(backup)
    assert window.focusWidget() is find(window, QLineEdit, "Фраза резервной копии")
