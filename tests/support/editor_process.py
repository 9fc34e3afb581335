"""A process with the real window that types into the editor and then waits to be killed.

Arguments: server URL, data folder, attestee's id, text. Says «typed» after the last key and «saved» when the
editor says so.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


from PySide6.QtWidgets import QApplication, QTextEdit

from attest_desktop.gui.context import Context
from attest_desktop.gui.editor import EditorView
from attest_desktop.gui.main_window import MainWindow
from attest_desktop.gui.prefs import Preferences
from attest_desktop.gui.runner import Runner
from attest_desktop.gui.theme import style
from attest_desktop.practice import SAMPLE_ACCOUNT
from attest_desktop.store import Account, Secrets
from attest_desktop.work.sign_in import open_offline
from tests.support.window import find_all, type_keys

PASSPHRASE = "кодовая фраза для проверок"


def say(word: str) -> None:
    """Tell the test how far it is."""
    print(word, flush=True)


def main(server: str, folder: str, attestee_id: str, text: str) -> int:
    """Open the window, type, wait."""
    app = QApplication([])
    style.install(app)
    desk = open_offline(
        Account(server, SAMPLE_ACCOUNT.user_name),
        data_dir=Path(folder),
        secrets=Secrets.absent(),
        passphrase=PASSPHRASE,
    )
    window = MainWindow(Context(desk, Runner()), Preferences())
    window.show()
    window.go("editor", attestee_id)
    view = window.views["editor"]
    assert isinstance(view, EditorView)
    view.autosave.saved.connect(lambda _moment: say("saved"))

    def type_when_ready() -> None:
        boxes = find_all(window, QTextEdit, "Показатель 1")
        if boxes:
            view.pages.shown.disconnect(type_when_ready)
            type_keys(boxes[0], text)
            say("typed")

    view.pages.shown.connect(type_when_ready)
    return app.exec()


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
