"""The states of a real keyring: gnome-keyring on a session bus of its own, in a home of its own."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from attest_desktop.store import Store
from tests.store.secret_child import ACCOUNT, PASSWORD

pytestmark = [
    pytest.mark.secret_service,
    pytest.mark.skipif(
        not (shutil.which("dbus-daemon") and shutil.which("gnome-keyring-daemon")),
        reason="dbus-daemon and gnome-keyring are not installed",
    ),
]

ROOT = Path(__file__).resolve().parents[2]
# No activation: a service is on this bus only when the test has started it.
BUS = """<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig><type>session</type><listen>unix:tmpdir=/tmp</listen><auth>EXTERNAL</auth>
<policy context="default"><allow send_destination="*"/><allow receive_sender="*"/><allow own="*"/></policy>
</busconfig>"""


@dataclass(frozen=True, slots=True)
class Session:
    """A login session without a screen."""

    home: Path
    environment: dict[str, str]

    def run(self, work: str, *arguments: object) -> list[str]:
        """The lines that a work of `secret_child` prints in this session."""
        done = subprocess.run(
            [sys.executable, "-m", "tests.store.secret_child", work, *map(str, arguments)],
            cwd=ROOT,
            env=self.environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        assert PASSWORD not in done.stderr
        assert ACCOUNT.user_name not in done.stderr
        return done.stdout.splitlines()


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    """A session with a bus and no service on it."""
    home, run = tmp_path / "home", tmp_path / "run"
    home.mkdir()
    run.mkdir(mode=0o700)
    own = ("XDG_", "DBUS_", "GNOME_", "DISPLAY", "WAYLAND_", "PYTHON_KEYRING_BACKEND")
    environment = {name: value for name, value in os.environ.items() if not name.startswith(own)}
    environment |= {"HOME": str(home), "XDG_RUNTIME_DIR": str(run)}
    config = tmp_path / "bus.conf"
    config.write_text(BUS, "utf-8")
    with ExitStack() as stack:
        bus = stack.enter_context(
            _running(["dbus-daemon", f"--config-file={config}", "--nofork", "--print-address"], environment)
        )
        assert bus.stdout is not None
        environment["DBUS_SESSION_BUS_ADDRESS"] = bus.stdout.readline().decode().strip()
        yield Session(home, environment)


@pytest.fixture
def keyring_daemon(session: Session) -> Iterator[int]:
    """The process id of a keyring service with its login collection unlocked."""
    with _running(
        ["gnome-keyring-daemon", "--foreground", "--unlock", "--components=secrets"], session.environment
    ) as (daemon):
        assert daemon.stdin is not None
        daemon.stdin.write(b"login password")
        daemon.stdin.close()
        _wait_for_service(session.environment["DBUS_SESSION_BUS_ADDRESS"])
        yield daemon.pid


@contextmanager
def _running(command: list[str], environment: dict[str, str]) -> Iterator[subprocess.Popen[bytes]]:
    with subprocess.Popen(
        command, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    ) as process:
        try:
            yield process
        finally:
            process.terminate()


def _wait_for_service(address: str) -> None:
    """Until somebody on the bus is the Secret Service."""
    # jeepney has no types of its own
    from jeepney import MatchRule, message_bus  # type: ignore[import-untyped]
    from jeepney.io.blocking import Proxy, open_dbus_connection  # type: ignore[import-untyped]

    name = "org.freedesktop.secrets"
    rule = MatchRule(type="signal", interface="org.freedesktop.DBus", member="NameOwnerChanged")
    rule.add_arg_condition(0, name)
    with open_dbus_connection(bus=address) as connection:
        bus = Proxy(message_bus, connection, timeout=20)
        bus.AddMatch(rule)
        with connection.filter(rule) as changes:
            if not bus.NameHasOwner(name)[0]:
                connection.recv_until_filtered(changes, timeout=20)


def _everything_on_disk(*folders: Path) -> bytes:
    return b"".join(path.read_bytes() for folder in folders for path in folder.rglob("*") if path.is_file())


def test_available_secrets_are_kept_and_nothing_lies_in_the_clear(
    session: Session, keyring_daemon: int, data_dir: Path
) -> None:
    assert session.run("keep", data_dir) == ["AVAILABLE"]
    on_disk = _everything_on_disk(session.home, data_dir)
    assert b"GnomeKeyring" in on_disk
    for secret in (PASSWORD, ACCOUNT.user_name, "cabinet.example", "сохранено"):
        assert secret.encode() not in on_disk
        assert secret.encode("utf-16-le") not in on_disk
    assert session.run("use", data_dir) == ["AVAILABLE", "True True", "сохранено", "() None"]


def test_locked(session: Session, keyring_daemon: int, data_dir: Path) -> None:
    session.run("keep", data_dir)
    assert session.run("lock_and_fail", data_dir) == ["LOCKED", *["KeyringLockedError"] * 3]


def test_a_locked_keyring_makes_no_store(session: Session, keyring_daemon: int, data_dir: Path) -> None:
    assert session.run("lock_and_fail", data_dir) == ["LOCKED", *["KeyringLockedError"] * 3]
    assert not Store.exists(data_dir, ACCOUNT)


def test_absent_on_a_bus_without_the_service(session: Session, data_dir: Path) -> None:
    assert session.run("fail", data_dir) == ["ABSENT", "None", "KeyringAbsentError", "PassphraseNeededError"]
    assert PASSWORD.encode() not in _everything_on_disk(session.home)


def test_absent_without_a_bus(session: Session, data_dir: Path) -> None:
    session.environment["DBUS_SESSION_BUS_ADDRESS"] = f"unix:path={session.home}/no-bus"
    assert session.run("fail", data_dir) == ["ABSENT", "None", "KeyringAbsentError", "PassphraseNeededError"]


def test_refused_when_the_service_hangs(session: Session, keyring_daemon: int, data_dir: Path) -> None:
    assert session.run("stop_and_fail", data_dir, keyring_daemon) == ["REFUSED", *["KeyringRefusedError"] * 3]


def test_refused_when_the_service_dies(session: Session, keyring_daemon: int, data_dir: Path) -> None:
    assert session.run("kill_and_fail", data_dir, keyring_daemon) == [
        "AVAILABLE",
        "REFUSED",
        "KeyringRefusedError",
    ]
