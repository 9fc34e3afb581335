"""What is not loaded before it is needed: counted in modules, not in seconds. One process tells of all."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

HEAVY = (
    "PIL", "PySide6", "alembic", "attest_desktop.papers.template", "cv2", "docx", "flask", "icalendar", "lxml",
    "numpy", "openpyxl", "pi_heif", "pymorphy3", "pypdf", "pypdfium2", "pytrovich", "requests", "sqlalchemy",
    "werkzeug",
)  # fmt: skip
# The store's commands are there without what talks to the service, and what reads or makes papers.
LIGHT_COMMANDS = ("attest_desktop.cli.cabinet", "attest_desktop.cli.files")
# What a window may not carry before it shows «Главная»: each of these is loaded by what needs it.
NOT_BEFORE_THE_WINDOW = {
    "PIL", "alembic", "attest_desktop.papers.template", "cv2", "docx", "flask", "icalendar", "lxml", "numpy",
    "openpyxl", "pi_heif", "pymorphy3", "pypdf", "pypdfium2", "pytrovich", "requests", "sqlalchemy", "werkzeug",
}  # fmt: skip
# 1627 once, 790 then: each is looked for, read and run while somebody waits.
MOST_MODULES = 490
WINDOW = "the window"
# Making a PDF reads a Word file, writes and checks a PDF, and nothing else.
PDF_ENGINE = "attest_desktop.papers.pdf.builtin.engine"
CODE = """
import builtins, json, linecache, os, sys
os.environ["QT_QPA_PLATFORM"] = "offscreen"
import importlib
heavy = json.loads(sys.argv[1])

FOLDER, SERVER, WORD = sys.argv[3], "http://127.0.0.1:9/cpnew/", "a word of seven"


def make_store():
    # In a process of its own: a new store needs more than one that is there.
    from pathlib import Path
    from attest_desktop.store import Account, Secrets, Store

    Store.open(Path(FOLDER), Account(SERVER, "expert1"), Secrets.absent(), passphrase=WORD, scrypt_n=2**4).close()


def show_window():
    from pathlib import Path
    from attest_desktop.gui.app import Program, make_application
    from attest_desktop.gui.prefs import Preferences
    from attest_desktop.store import Account, Secrets
    from attest_desktop.store.connection import Connection
    from attest_desktop.work.sign_in import open_offline

    said, execute = [], Connection.execute
    Connection.execute = lambda one, words, values=(): said.append(words) or execute(one, words, values)

    folder, absent = Path(FOLDER), Secrets.absent()
    preferences = Preferences(folder)
    app = make_application(sys.argv[:1], preferences)
    program = Program(server=SERVER, data_dir=folder, secrets=absent, preferences=preferences)
    program._on_opened(
        open_offline(Account(SERVER, "expert1"), data_dir=folder, secrets=absent, passphrase=WORD)
    )
    while not program.runner.wait_idle(0):
        app.processEvents()
    assert program.window.isVisible() and program.window.current.name == "home"
    # PySide looks at no other module's source text, and none of these texts is kept.
    assert builtins.__import__ is builtins.__orig_import__ and len(linecache.cache) < 10
    # Nobody has looked for anything yet, nor asked which keys there are.
    assert not {"search", "keys_panel"} & set(vars(program.window.commands))
    # Who is assigned is read once.
    assert sum("FROM attestees" in words for words in said) == 1, said
    assert len(sys.modules) <= int(sys.argv[4]), len(sys.modules)


def apart(name, act):
    child = os.fork()
    if child == 0:
        act()
        sys.stdout.write(json.dumps([name, [one for one in heavy if one in sys.modules]]) + "\\n")
        sys.stdout.flush()
        os._exit(0)
    if os.waitpid(child, 0)[1]:
        sys.exit(name + " broke")


for room in json.loads(sys.argv[2]):
    apart(room, lambda: importlib.import_module(room))
apart("a new store", make_store)
apart("the window", show_window)
"""


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> dict[str, set[str]]:
    """By module imported alone, and by the window shown: which of the heavy ones came with it."""
    done = subprocess.run(
        [
            sys.executable,
            "-c",
            CODE,
            json.dumps(HEAVY),
            json.dumps([*LIGHT_COMMANDS, PDF_ENGINE]),
            tmp_path_factory.mktemp("data"),
            str(MOST_MODULES),
        ],
        capture_output=True,
        text=True,
        check=True,
    )
    return {room: set(came) for room, came in map(json.loads, done.stdout.splitlines())}


@pytest.mark.skipif(sys.platform == "win32", reason="asks in forked processes")
@pytest.mark.parametrize("room", LIGHT_COMMANDS)
def test_a_command_loads_only_what_it_needs(room: str, loaded: dict[str, set[str]]) -> None:
    assert loaded[room] == set()


@pytest.mark.skipif(sys.platform == "win32", reason="asks in forked processes")
def test_the_window_waits_for_no_library_that_only_one_action_needs(loaded: dict[str, set[str]]) -> None:
    assert loaded[WINDOW] & NOT_BEFORE_THE_WINDOW == set()


@pytest.mark.skipif(sys.platform == "win32", reason="asks in forked processes")
def test_a_pdf_waits_for_no_library_that_it_does_not_need(loaded: dict[str, set[str]]) -> None:
    assert loaded[PDF_ENGINE] == {"PIL", "PySide6", "lxml", "pypdf", "pypdfium2"}
