"""A day's work in the real window, in a process of its own, for whoever looks through all that it left behind.

Arguments: server URL, data folder. There is no keyring: nothing of it is looked through.
"""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = "offscreen"

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtGui import QGuiApplication

from attest_desktop.domain.errors import AttestError
from attest_desktop.gui.app import Program, make_application
from attest_desktop.gui.prefs import Preferences
from attest_desktop.gui.sign_in.form import Entered
from attest_desktop.papers.pdf import EngineName
from attest_desktop.papers.signing import draw_sample_signature
from attest_desktop.practice import SAMPLE_ACCOUNT
from attest_desktop.store import Secrets
from attest_desktop.work.backup import back_up
from attest_desktop.work.copies import keep_copy
from attest_desktop.work.desk import Desk
from attest_desktop.work.draft import open_draft, save_draft
from attest_desktop.work.finish import finish
from attest_desktop.work.journal import begin_journal, end_journal
from attest_desktop.work.people import people
from attest_desktop.work.refresh import refresh
from attest_desktop.work.send import send_conclusion
from attest_desktop.work.signatures import add_signature
from tests.trust.works import BACKUP_WORD, PASSPHRASE, no_keyring, whole_text


def work(desk: Desk, folder: Path) -> None:
    """What an expert does, with a slip or two."""
    refresh(desk)
    first = people(desk)[0]
    save_draft(desk, first.id, whole_text(open_draft(desk, first.id).text))
    experts = open_draft(desk, first.id).text.experts
    add_signature(desk, draw_sample_signature("Заречная", seed=5), experts[0].full_name, is_mine=True)
    sent = send_conclusion(desk, finish(desk, first.id, engine=EngineName.BUILTIN))
    assert sent.state.finished
    keep_copy(desk)
    back_up(desk, folder / "копия.attest", BACKUP_WORD)
    with suppress(AttestError):
        desk.cabinet.sign_in(SAMPLE_ACCOUNT.user_name, "не тот пароль")
    raise ValueError(f"{first.attestee.full_name} {SAMPLE_ACCOUNT.password}")


def main(server: str, folder: str) -> int:
    """Sign in through the window, work, break, close."""
    data_dir = Path(folder)
    app = make_application([], Preferences(data_dir))
    begin_journal(data_dir)
    secrets: Secrets = no_keyring()
    program = Program(server=server, data_dir=data_dir, secrets=secrets, preferences=Preferences(data_dir))
    program.crashes.install()
    program.begin(training=False)
    assert program.sign_in is not None
    entered = Entered(SAMPLE_ACCOUNT.user_name, SAMPLE_ACCOUNT.password, False, PASSPHRASE)
    program.sign_in.form.wanted.emit(entered)
    loop = QEventLoop()
    watch = QTimer(interval=50)
    watch.timeout.connect(lambda: loop.quit() if program.window is not None else None)
    watch.start()
    loop.exec()
    watch.stop()
    assert program.window is not None
    context = program.window.context
    task = context.runner.start(lambda _p, _c: work(context.desk, data_dir), owner=context, title="День")
    app.processEvents()
    assert context.runner.wait_idle(60_000)
    app.processEvents()
    assert not task.running
    # What other programs can see of this one.
    print(QGuiApplication.clipboard().text(), Path("/proc/self/cmdline").read_bytes())
    program.window.close()
    program.end()
    end_journal()
    print("done", flush=True)
    # Without the usual end of the interpreter: the crash dialog is still open.
    sys.stdout.flush()
    os._exit(0)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
