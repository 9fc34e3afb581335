from __future__ import annotations

import contextlib
import itertools
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from attest_desktop.domain.errors import DiskFaultError
from attest_desktop.store import DiskFullError, FileKind, Secrets, Store, StoreDamagedError
from attest_desktop.store.store import DATABASE_NAME, folder_of
from tests.store.conftest import ACCOUNT, CHEAP, NOW, PASSPHRASE, OpenStore
from tests.support import tally

PAGE = 4096


@pytest.fixture
def filled(open_store: OpenStore, database: Path) -> Path:
    """The closed database file, with a file of some hundred pages in it."""
    with open_store() as store:
        store.files.put(FileKind.TEMPLATE, "Шаблон", "t.docx", os.urandom(100 * PAGE), NOW)
        store.facts.set("x", 1, NOW)
    return database


@pytest.fixture(autouse=True)
def _tried() -> None:
    tally.count(tally.Fault.DISK)


def _spoil(path: Path, at: int, length: int = 64) -> None:
    with path.open("r+b") as file:
        file.seek(at)
        file.write(os.urandom(length))


def test_a_spoilt_first_page_is_damage_and_not_a_wrong_passphrase(filled: Path, open_store: OpenStore) -> None:
    _spoil(filled, 200)
    with pytest.raises(StoreDamagedError):
        open_store()


def test_a_file_of_other_bytes_is_damage(filled: Path, open_store: OpenStore) -> None:
    filled.write_bytes(os.urandom(5 * PAGE))
    with pytest.raises(StoreDamagedError):
        open_store()


def test_a_spoilt_page_is_damage_only_where_it_is_read(
    filled: Path, open_store: OpenStore, capfd: pytest.CaptureFixture[str]
) -> None:
    _spoil(filled, filled.stat().st_size - 20 * PAGE)
    store = open_store()
    assert store.facts.get("x") == 1
    template = store.files.latest(FileKind.TEMPLATE)
    assert template is not None
    with pytest.raises(StoreDamagedError):
        store.files.content(template.id)
    # the rest can still be read and written
    store.facts.set("x", 2, NOW)
    assert store.facts.get("x") == 2
    assert store.check() != ()
    assert capfd.readouterr().err == ""


def test_a_cut_file_is_damage(filled: Path, open_store: OpenStore) -> None:
    with filled.open("r+b") as file:
        file.truncate(30 * PAGE + 7)

    def read_it() -> None:
        store = open_store()
        template = store.files.latest(FileKind.TEMPLATE)
        assert template is not None
        store.files.content(template.id)

    with pytest.raises(StoreDamagedError):
        read_it()


def test_a_sound_file_has_no_faults(filled: Path, open_store: OpenStore) -> None:
    assert open_store().check() == ()


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of 1.25 megabytes; mounting needs the rights of root."""
    disk = tmp_path / "disk"
    disk.mkdir()
    if sys.platform == "win32" or os.geteuid() != 0:
        pytest.skip("mounting needs root")
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=1280k", "tmpfs", disk], capture_output=True, check=False
    )
    if mounted.returncode:
        pytest.skip("mounting is not allowed here")
    yield disk
    subprocess.run(["umount", disk], check=True)


def _fill_up(disk: Path) -> Path:
    ballast = disk / "ballast"
    with ballast.open("wb", buffering=0) as file, contextlib.suppress(OSError):
        while file.write(b"\0" * PAGE):
            pass
    return ballast


def _set_facts_without_end(store: Store) -> None:
    for number in itertools.count():
        store.facts.set(f"fact {number}", os.urandom(2000).hex(), NOW)


def test_a_full_disk_loses_only_the_last_save(small_disk: Path, no_keyring: Secrets) -> None:
    with Store.open(small_disk, ACCOUNT, no_keyring, passphrase=PASSPHRASE, scrypt_n=CHEAP) as store:
        store.drafts.save("a1", {"text": "до"}, NOW)
        with pytest.raises(DiskFullError) as full:
            store.files.put(FileKind.DOCUMENT, "Скан", "s.pdf", os.urandom(2 << 20), NOW, "a1")
        assert isinstance(full.value, DiskFaultError)
        assert store.files.all(FileKind.DOCUMENT) == ()
        ballast = _fill_up(small_disk)
        with pytest.raises(DiskFullError):
            _set_facts_without_end(store)
        draft = store.drafts.load("a1")
        assert draft is not None
        assert draft.content == {"text": "до"}
        ballast.unlink()
        store.drafts.save("a1", {"text": "после"}, NOW)
    with Store.open(small_disk, ACCOUNT, no_keyring, passphrase=PASSPHRASE) as store:
        draft = store.drafts.load("a1")
        assert draft is not None
        assert draft.content == {"text": "после"}
        assert store.check() == ()


def test_a_disk_that_is_full_from_the_start_is_explained(small_disk: Path, no_keyring: Secrets) -> None:
    ballast = _fill_up(small_disk)
    with pytest.raises(DiskFullError):
        Store.open(small_disk, ACCOUNT, no_keyring, passphrase=PASSPHRASE, scrypt_n=CHEAP)
    ballast.unlink()
    Store.open(small_disk, ACCOUNT, no_keyring, passphrase=PASSPHRASE, scrypt_n=CHEAP).close()


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX limits")
def test_a_file_that_may_not_grow_is_explained_and_loses_nothing(
    store: Store, data_dir: Path, open_store: OpenStore
) -> None:
    store.facts.set("x", 1, NOW)
    store.close()
    size = (folder_of(data_dir, ACCOUNT) / DATABASE_NAME).stat().st_size
    code = (
        "import resource, sys; from pathlib import Path\n"
        "from attest_desktop.domain.errors import DiskFaultError\n"
        "from attest_desktop.store import Account, Secrets, Store\n"
        "data_dir, server, user, passphrase, size = sys.argv[1:]\n"
        "store = Store.open(Path(data_dir), Account(server, user), Secrets(), passphrase=passphrase)\n"
        "store.facts.set('y', 2)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (int(size), int(size)))\n"
        "try: store.facts.set('x', 'слишком много ' * 100_000)\n"
        "except DiskFaultError as fault: print(type(fault).__name__)\n"
        "assert store.facts.get('x') == 1\n"
    )
    arguments = [str(data_dir), ACCOUNT.server, ACCOUNT.user_name, PASSPHRASE, str(size)]
    done = subprocess.run([sys.executable, "-c", code, *arguments], capture_output=True, text=True, check=True)
    assert done.stdout.strip() in ("DiskFaultError", "DiskFullError")
    store = open_store()
    assert (store.facts.get("x"), store.facts.get("y")) == (1, 2)
    assert store.check() == ()
