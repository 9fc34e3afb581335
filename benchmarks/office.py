"""LibreOffice as scripts use it: a cold `soffice --convert-to`, and one kept warm by unoserver."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

from benchmarks.harness import NotMeasuredError

PATIENCE = 120.0


def program() -> str:
    """LibreOffice's command. Raises NotMeasuredError."""
    found = shutil.which("soffice")
    if found is None:
        raise NotMeasuredError("LibreOffice is not installed")
    return found


def convert_cold(files: Sequence[Path], out: Path, profile: Path) -> None:
    """One new process for all these files; PDFs of the same names in `out`."""
    subprocess.run(
        [
            program(), f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore", "--convert-to",
            "pdf", "--outdir", out, *files,
        ],
        check=True,
        capture_output=True,
        timeout=PATIENCE * max(1, len(files) // 10),
    )  # fmt: skip
    missing = [one.name for one in files if not (out / one.with_suffix(".pdf").name).exists()]
    if missing:
        raise NotMeasuredError(f"LibreOffice made no PDF of {len(missing)} files")


class Warm:
    """A running unoserver; `work` is the processor time that it and LibreOffice have spent, seconds."""

    def __init__(self, port: int, server: subprocess.Popen[bytes]) -> None:
        from unoserver.client import UnoClient

        self._client = UnoClient(server="127.0.0.1", port=str(port), host_location="local")
        self._server = server

    def convert(self, docx: bytes) -> bytes:
        """The PDF of a .docx."""
        made = self._client.convert(indata=docx, convert_to="pdf")
        assert isinstance(made, bytes)
        return made

    def work(self) -> float:
        """Seconds of processor time since it was started."""
        ticks = 0
        for pid in _family(self._server.pid):
            fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
            ticks += int(fields[11]) + int(fields[12])
        return ticks / os.sysconf("SC_CLK_TCK")


@contextmanager
def warm() -> Iterator[Warm]:
    """LibreOffice kept running by unoserver. Raises NotMeasuredError."""
    program()
    spec = find_spec("unoserver")
    if spec is None or spec.origin is None:
        raise NotMeasuredError("unoserver is not installed")
    python = _python_of_office()
    with tempfile.TemporaryDirectory(prefix="bench-office-", ignore_cleanup_errors=True) as folder:
        # The server runs in LibreOffice's Python, which must see unoserver and none of the other packages.
        package = Path(spec.origin).parent
        for part in (package, *package.parent.glob("unoserver-*.dist-info")):
            shutil.copytree(part, Path(folder) / "lib" / part.name)
        port, uno_port = _free_port(), _free_port()
        server = subprocess.Popen(
            [
                python, "-m", "unoserver.server", "--interface", "127.0.0.1", "--port", str(port), "--uno-port",
                str(uno_port), "--user-installation", str(Path(folder) / "profile"), "--executable", program(),
            ],
            env={**os.environ, "PYTHONPATH": str(Path(folder) / "lib")},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )  # fmt: skip
        try:
            _wait_for(port, server)
            yield Warm(port, server)
        finally:
            family = _family(server.pid)
            server.terminate()
            try:
                server.wait(20)
            except subprocess.TimeoutExpired:
                server.kill()
                server.wait()
            for pid in family:
                _end(pid)


def _end(pid: int) -> None:
    try:
        os.kill(pid, 15)
    except ProcessLookupError:
        return


def _python_of_office() -> str:
    for python in (sys.executable, "/usr/bin/python3"):
        tried = subprocess.run([python, "-c", "import uno"], capture_output=True, check=False)
        if tried.returncode == 0:
            return python
    raise NotMeasuredError("no Python here has LibreOffice's module `uno` (package python3-uno)")


def _wait_for(port: int, server: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if server.poll() is not None:
            raise NotMeasuredError("unoserver ended at its start")
        with socket.socket() as tried:
            if tried.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.2)
    raise NotMeasuredError("unoserver did not begin to listen")


def _free_port() -> int:
    with socket.socket() as tried:
        tried.bind(("127.0.0.1", 0))
        port: int = tried.getsockname()[1]
        return port


def _family(pid: int) -> list[int]:
    """The process and all that come from it."""
    found = [pid]
    for one in found:
        # A child belongs to the thread that started it.
        for task in Path(f"/proc/{one}/task").glob("*/children"):
            try:
                found += [int(child) for child in task.read_text().split()]
            except OSError:
                continue
    return [one for one in found if Path(f"/proc/{one}").exists()]
