"""The program and the practice service as processes of their own, as they are in life.

They are forked, which spares each the loading; that the program also starts from nothing is shown where its
streams are closed, its input is a terminal and its window is opened.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import keyring
import pytest
from keyring.backends import null

from attest_desktop.cli.run import main
from attest_desktop.practice import SAMPLE_ACCOUNT
from tests.support.forking import ForkedProgram

PATIENCE = 60.0
PROGRAM = (sys.executable, "-m", "attest_desktop")
ENVIRONMENT = {
    **{name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"},
    # Dozens of processes start: they compile the program once, outside its own folder.
    "PYTHONPYCACHEPREFIX": str(Path(tempfile.gettempdir(), "attest-desktop-tests-compiled")),
    "ATTEST_DESKTOP_PASSWORD": SAMPLE_ACCOUNT.password,
    "ATTEST_DESKTOP_PASSPHRASE": "кодовая фраза для проверок",
    "PYTHON_KEYRING_BACKEND": "keyring.backends.null.Keyring",
    "QT_QPA_PLATFORM": "offscreen",
    "PYTHONWARNINGS": "error",
}


def until(what: Callable[[], bool], seconds: float = PATIENCE) -> None:
    """Wait for something that another process does; there is no event to wait for."""
    end = time.monotonic() + seconds
    while not what():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.01)


@dataclass
class ServiceProcess:
    """The practice service as its own process; what is uploaded stays in `folder`."""

    folder: Path
    port: int = 0
    url: str = ""
    options: tuple[str, ...] = ()
    process: ForkedProgram | None = None

    def start(self, *faults: str) -> None:
        options = [part for fault in faults for part in ("--fault", fault)]
        where = ("--port", str(self.port), "--keep", str(self.folder))
        self.process = ForkedProgram(
            ["practice-service", *where, *self.options, *options], ENVIRONMENT, listen=False
        )
        self.url = self.process.stdout.readline().strip()
        self.port = int(self.url.split(":")[2].split("/")[0])

    def kill(self) -> None:
        if self.process is not None:
            self.process.kill()
            self.process.wait()
            self.process.stdout.close()
            self.process = None

    @property
    def stored(self) -> list[dict[str, Any]]:
        """What was ever stored, the oldest first."""
        ledger = self.folder / "ledger.jsonl"
        if not ledger.exists():
            return []
        return [json.loads(line) for line in ledger.read_text("utf-8").splitlines() if line.endswith("}")]


@dataclass
class Program:
    """The command line with one account's options."""

    service: ServiceProcess
    data_dir: Path
    left: list[ForkedProgram] = field(default_factory=list)

    def start(self, *arguments: str) -> ForkedProgram:
        command = list(arguments)
        if (
            arguments[0] in ("sync", "profile", "documents", "send", "outbox", "doctor")
            and "--server" not in arguments
        ):
            command += ["--server", self.service.url, "--account", SAMPLE_ACCOUNT.user_name]
            command += ["--data-dir", str(self.data_dir)]
        return self._begun(command)

    def _begun(self, command: Sequence[str]) -> ForkedProgram:
        process = ForkedProgram(command, ENVIRONMENT)
        self.left.append(process)
        return process

    def run(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        return self._ended(self.start(*arguments), arguments)

    def run_as_typed(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Without the account's options."""
        return self._ended(self._begun(arguments), arguments)

    def slip(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """The same without a process of its own, for slips that end before anything begins."""
        with tempfile.TemporaryDirectory() as folder:
            said, told = Path(folder, "stdout"), Path(folder, "stderr")
            with (
                said.open("w", encoding="utf-8") as out,
                told.open("w", encoding="utf-8") as err,
                redirect_stdout(out),
                redirect_stderr(err),
            ):
                try:
                    code: int | str | None = main(arguments, lambda _options: 0)
                except SystemExit as left:
                    code = left.code
            return subprocess.CompletedProcess(
                arguments, int(code or 0), said.read_text("utf-8"), told.read_text("utf-8")
            )

    def _ended(self, process: ForkedProgram, arguments: Sequence[str]) -> subprocess.CompletedProcess[str]:
        out, err = process.communicate(timeout=PATIENCE)
        assert "Traceback" not in err, err
        return subprocess.CompletedProcess(arguments, process.wait(), out, err)

    def json(self, *arguments: str, code: int | Sequence[int] = 0) -> Any:
        done = self.run(*arguments, "--json")
        assert done.returncode in ((code,) if isinstance(code, int) else code), done.stdout + done.stderr
        return json.loads(done.stdout)


@pytest.fixture
def service(tmp_path: Path) -> Iterator[ServiceProcess]:
    running = ServiceProcess(tmp_path / "service")
    yield running
    running.kill()


@pytest.fixture
def program(service: ServiceProcess, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Program]:
    made = Program(service, tmp_path / "data")
    # Slips run in this process: nothing of them may touch the user's own keyring.
    monkeypatch.setattr(keyring.core, "_keyring_backend", null.Keyring())  # type: ignore[no-untyped-call] # untyped
    for name in ("ATTEST_DESKTOP_PASSWORD", "ATTEST_DESKTOP_PASSPHRASE"):
        monkeypatch.setenv(name, ENVIRONMENT[name])
    yield made
    for process in made.left:
        process.kill()
        process.communicate()
