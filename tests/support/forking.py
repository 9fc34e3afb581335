"""Processes that begin at once: a server that has loaded the program is forked, nothing is loaded anew."""

from __future__ import annotations

import atexit
import multiprocessing
import os
import pkgutil
import subprocess
import sys
import threading
import warnings
from collections.abc import Mapping, Sequence
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any

from attest_desktop import __main__, cli

context: Any = multiprocessing.get_context("forkserver")
context.set_forkserver_preload(
    [
        *(f"attest_desktop.cli.{one.name}" for one in pkgutil.iter_modules(cli.__path__)),
        "tests.trust.works",
        __name__,
    ]
)


class ForkedProgram:
    """The command line in a forked process, with what is needed of `subprocess.Popen`. Text, UTF-8."""

    def __init__(self, arguments: Sequence[str], environment: Mapping[str, str], *, listen: bool = True) -> None:
        out, their_out = context.Pipe(duplex=False)
        err, their_err = context.Pipe(duplex=False) if listen else (None, None)
        self.args = list(arguments)
        self._child: BaseProcess = context.Process(
            target=_run, args=(self.args, dict(environment), their_out, their_err)
        )
        self._child.start()
        for theirs in (their_out, their_err):
            if theirs is not None:
                theirs.close()
        self.stdout = _lines(out)
        self._stderr = _lines(err) if err is not None else None
        self.returncode: int | None = None

    @property
    def pid(self) -> int:
        """The process's number."""
        assert self._child.pid is not None
        return self._child.pid

    def communicate(self, timeout: float | None = None) -> tuple[str, str]:
        """All that it said on both streams, once it has ended; asked a second time: nothing."""
        said = {"out": "", "err": ""}

        def read(name: str, stream: Any) -> None:
            said[name] = stream.read()
            stream.close()

        streams = {"out": self.stdout, "err": self._stderr}
        readers = [
            threading.Thread(target=read, args=pair, daemon=True)
            for pair in streams.items()
            if pair[1] is not None and not pair[1].closed
        ]
        for one in readers:
            one.start()
        self.wait(timeout)
        for one in readers:
            one.join(timeout)
        return said["out"], said["err"]

    def wait(self, timeout: float | None = None) -> int:
        """The exit code; minus the signal's number if it was killed."""
        self._child.join(timeout)
        if self._child.exitcode is None:
            raise subprocess.TimeoutExpired(self.args, timeout or 0.0)
        self.returncode = self._child.exitcode
        return self.returncode

    def send_signal(self, number: int) -> None:
        """Any signal."""
        os.kill(self.pid, number)

    def kill(self) -> None:
        """SIGKILL, if it is still there."""
        self._child.kill()


def _lines(connection: Connection) -> Any:
    """A text stream over the pipe, which it owns from now on."""
    descriptor = os.dup(connection.fileno())
    connection.close()
    return open(descriptor, encoding="utf-8")  # noqa: PTH123 - a descriptor, closed by who reads it


def _run(arguments: list[str], environment: dict[str, str], out: Connection, err: Connection | None) -> None:
    """What `python -m attest_desktop` does, in a process that was forked."""
    os.dup2(out.fileno(), 1)
    out.close()
    if err is not None:
        os.dup2(err.fileno(), 2)
        err.close()
    else:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
    # Python's own streams remember whether those of the server could be wound back.
    sys.stdout = os.fdopen(1, "w", encoding="utf-8", closefd=False)
    sys.stderr = os.fdopen(2, "w", encoding="utf-8", closefd=False, buffering=1)
    os.environ.clear()
    os.environ.update(environment)
    warnings.resetwarnings()
    warnings.simplefilter("error")
    sys.argv = [str(Path(sys.executable).with_name("attest-desktop")), *arguments]
    code: object = 1
    try:
        code = __main__.main()
    except SystemExit as left:
        code = left.code
    finally:
        # A forked process ends without them.
        atexit._run_exitfuncs()
        sys.stdout.flush()
    sys.exit(code if isinstance(code, int) else 0 if code is None else 1)
