"""The program is killed while somebody writes: the text is there, and the editor opens again by itself."""

from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from attest_desktop.gui.context import Context
from attest_desktop.gui.main_window import MainWindow
from attest_desktop.gui.prefs import Preferences
from attest_desktop.gui.runner import Runner
from attest_desktop.practice import SAMPLE_ACCOUNT, PracticeServer
from attest_desktop.store import Account, Secrets
from attest_desktop.work.desk import Desk
from attest_desktop.work.last_place import left_open
from attest_desktop.work.people import people
from attest_desktop.work.refresh import refresh
from attest_desktop.work.sign_in import open_offline, sign_in
from tests.support import tally
from tests.support.editor_process import PASSPHRASE
from tests.support.window import texts, until, until_shown
from tests.support.writing import editor_of

ROOT = Path(__file__).parents[2]
WORDS = "Этот текст переживёт отключение света"


@pytest.fixture
def server() -> Iterator[PracticeServer]:
    with PracticeServer() as running:
        yield running


def opened_again(server: PracticeServer, folder: Path) -> Desk:
    account = Account(server.url, SAMPLE_ACCOUNT.user_name)
    secrets = Secrets.absent()
    return open_offline(account, data_dir=folder, secrets=secrets, passphrase=PASSPHRASE)


def first_attestee(server: PracticeServer, folder: Path) -> str:
    """Sign in and refresh once, as on an earlier day."""
    with sign_in(
        Account(server.url, SAMPLE_ACCOUNT.user_name),
        SAMPLE_ACCOUNT.password,
        data_dir=folder,
        secrets=Secrets.absent(),
        passphrase=PASSPHRASE,
    ) as desk:
        refresh(desk)
        return people(desk)[0].id


@pytest.mark.slow
def test_text_survives_a_kill_and_the_editor_opens_again(
    qtbot: QtBot, server: PracticeServer, tmp_path: Path
) -> None:
    attestee_id = first_attestee(server, tmp_path)
    command = [sys.executable, "-m", "tests.support.editor_process", server.url, str(tmp_path), attestee_id, WORDS]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT) as process:
        assert process.stdout is not None
        said = [process.stdout.readline().strip()]
        while "typed" not in said:
            assert process.poll() is None, "the editor ended by itself"
            said.append(process.stdout.readline().strip())
        # At most a second after the last key everything is on the disk.
        while said[-1] != "saved":
            said.append(process.stdout.readline().strip())
        tally.count(tally.Fault.KILL)
        process.send_signal(signal.SIGKILL)
        process.wait(10)

    with opened_again(server, tmp_path) as desk:
        assert left_open(desk) == attestee_id
        runner = Runner()
        window = MainWindow(Context(desk, runner), Preferences())
        qtbot.addWidget(window)
        window.show()
        window.begin()
        until(qtbot, lambda: "editor" in window.views and editor_of(window).attestee_id == attestee_id)
        assert editor_of(window).form.text().conclusion.criteria[0].text == WORDS
        until_shown(qtbot, window, "написанное цело")
        assert "Последнее сохранение" in texts(window)
        window.close()
        assert runner.wait_idle(10_000)
        assert left_open(desk) is None
