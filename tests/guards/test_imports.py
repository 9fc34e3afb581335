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
# The store's commands need the store and the line to the service, and nothing that reads or makes papers.
LIGHT_COMMANDS = {
    "attest_desktop.cli.cabinet": {"lxml", "requests", "sqlalchemy"},
    "attest_desktop.cli.files": set(),
}
# What a window may not carry before it shows: each of these is loaded by what needs it.
NOT_BEFORE_THE_WINDOW = {"alembic", "docx", "icalendar", "openpyxl", "pi_heif", "pymorphy3", "pytrovich"}
CODE = """
import json, os, sys
os.environ["QT_QPA_PLATFORM"] = "offscreen"
import importlib
heavy = json.loads(sys.argv[1])
said = {}
for room in json.loads(sys.argv[2]):
    child = os.fork()
    if child == 0:
        importlib.import_module(room)
        sys.stdout.write(json.dumps([room, [one for one in heavy if one in sys.modules]]) + "\\n")
        sys.stdout.flush()
        os._exit(0)
    os.waitpid(child, 0)
"""


@pytest.fixture(scope="module")
def loaded() -> dict[str, set[str]]:
    """By module imported alone: which of the heavy ones came with it."""
    rooms = [*LIGHT_COMMANDS, "attest_desktop.gui.app"]
    done = subprocess.run(
        [sys.executable, "-c", CODE, json.dumps(HEAVY), json.dumps(rooms)],
        capture_output=True,
        text=True,
        check=True,
    )
    return {room: set(came) for room, came in map(json.loads, done.stdout.splitlines())}


@pytest.mark.skipif(sys.platform == "win32", reason="asks in forked processes")
@pytest.mark.parametrize("room", LIGHT_COMMANDS)
def test_a_command_loads_only_what_it_needs(room: str, loaded: dict[str, set[str]]) -> None:
    assert loaded[room] <= LIGHT_COMMANDS[room]


@pytest.mark.skipif(sys.platform == "win32", reason="asks in forked processes")
def test_the_window_waits_for_no_library_that_only_one_action_needs(loaded: dict[str, set[str]]) -> None:
    assert loaded["attest_desktop.gui.app"] & NOT_BEFORE_THE_WINDOW == set()
