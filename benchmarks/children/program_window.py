"""The program's own start, as `gui.app.run` does it, up to the window with what the store holds.

The sign-in window is passed over: the desk is opened without the network, with the key from a keyring.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from attest_desktop.gui.app import Program, make_application
from attest_desktop.gui.memory import Collector
from attest_desktop.gui.prefs import Preferences
from attest_desktop.store import Account, Secrets
from attest_desktop.work.sign_in import open_offline


def main() -> int:
    """Shows the window, tells, and leaves."""
    from benchmarks.children.keyring_file import KeyringFile
    from benchmarks.children.readiness import Readiness
    from benchmarks.children.whose import SERVER, USER

    folder = Path(sys.argv[1])
    data = folder / "data"
    preferences = Preferences(data)
    app = make_application(sys.argv[:1], preferences)
    collector = Collector(app)
    collector.begin()
    secrets = Secrets(KeyringFile(folder / "keyring.json"))
    program = Program(server=SERVER, data_dir=data, secrets=secrets, preferences=preferences)
    desk = open_offline(Account(SERVER, USER), data_dir=data, secrets=secrets)
    program._on_opened(desk)
    assert program.window is not None
    home: Any = program.window.current

    def shown() -> bool:
        return bool(home.people.isVisible())

    def loaded() -> bool:
        return program.runner.wait_idle(0) and not home.people.growing

    Readiness(program.window, shown, loaded)
    code = app.exec()
    if program.window is not None:
        program.window.close()
    program.end()
    collector.end()
    return code


if __name__ == "__main__":
    sys.exit(main())
