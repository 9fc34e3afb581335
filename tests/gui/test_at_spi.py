"""The running program on a real screen through the system's accessibility bus, as Orca has it."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

USER = Path(__file__).parent.parent / "support" / "at_spi_user.py"
SYSTEM_PYTHON = "/usr/bin/python3"
PRESSED = ("push button", "check box", "radio button")


def _can_listen() -> bool:
    if not all(shutil.which(tool) for tool in ("xvfb-run", "dbus-run-session", SYSTEM_PYTHON)):
        return False
    asked = "import gi; gi.require_version('Atspi', '2.0'); from gi.repository import Atspi"
    return subprocess.run([SYSTEM_PYTHON, "-c", asked], capture_output=True, check=False).returncode == 0


@pytest.mark.slow
@pytest.mark.timeout(240)
def test_refresh_is_found_and_pressed_through_the_bus(tmp_path: Path) -> None:
    if not _can_listen():
        pytest.skip("needs xvfb, dbus, at-spi2-core and the system's gir1.2-atspi-2.0")
    program = f"{shlex.quote(sys.executable)} -m attest_desktop window --training"
    script = (
        f"{program} & program=$!; {SYSTEM_PYTHON} {shlex.quote(str(USER))}; code=$?; kill $program; exit $code"
    )
    told = subprocess.run(
        ["xvfb-run", "-a", "-s", "-screen 0 1366x768x24", "dbus-run-session", "--", "sh", "-c", script],
        env={
            **os.environ,
            "HOME": str(tmp_path),
            "XDG_DATA_HOME": str(tmp_path),
            "QT_QPA_PLATFORM": "xcb",
            "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1",
        },
        capture_output=True,
        text=True,
        timeout=200,
        check=False,
    )
    assert told.returncode == 0, told.stderr[-2_000:]
    # A name may have several lines: what follows the first has no role.
    lines = [line.split("\t", 1) for line in told.stdout.splitlines() if "\t" in line]
    for name in ("Главная", "Аттестуемые", "Исходящие", "Подписи", "Профиль", "Настройки", "Справка"):
        assert any(said.startswith(name) for _, said in lines), name
    assert [
        role for role, name in lines if role in ("push button", "check box", "radio button") and not name
    ] == []
