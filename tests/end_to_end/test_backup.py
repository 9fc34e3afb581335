"""A copy of everything, carried to another computer by the command line."""

from __future__ import annotations

from pathlib import Path

from keyring.backends import fail

from attest_desktop.store import Account, Secrets, Store
from tests.end_to_end.conftest import ENVIRONMENT, Program
from tests.store.conftest import made

HERE = Account("https://cabinet.example/cpnew/", "metelkina")
PASSPHRASE = ENVIRONMENT["ATTEST_DESKTOP_PASSPHRASE"]


def _open(data_dir: Path) -> Store:
    return Store.open(data_dir, HERE, Secrets(made(fail.Keyring)), passphrase=PASSPHRASE)


def test_backup_and_restore(program: Program, tmp_path: Path) -> None:
    first, second, copy = tmp_path / "first", tmp_path / "second", tmp_path / "копия.attest"
    with _open(first) as store:
        store.drafts.save("a1", {"text": "Слова, которые дороги"})
    named = ("--server", HERE.server, "--account", HERE.user_name)
    done = program.run("--data-dir", str(first), *named, "backup", str(copy))
    assert done.returncode == 0, done.stderr
    assert "дороги".encode() not in copy.read_bytes()
    # The copy knows whose it is; nobody has to be named on the other computer.
    done = program.run("--data-dir", str(second), "restore", str(copy))
    assert done.returncode == 0, done.stderr
    assert "before-restore" not in done.stdout
    with _open(second) as store:
        kept = store.drafts.load("a1")
        assert kept is not None
        assert kept.content == {"text": "Слова, которые дороги"}
    copy.write_bytes(copy.read_bytes()[:-1])
    done = program.run("--data-dir", str(second), "restore", str(copy))
    assert done.returncode == 3
    assert "не целиком" in done.stderr
