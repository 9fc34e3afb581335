from __future__ import annotations

import os
from pathlib import Path

import pytest

from attest_desktop.domain.errors import BadFileError, DiskFaultError
from attest_desktop.store import (
    Account,
    OthersBackupError,
    PassphraseNeededError,
    Secrets,
    Store,
    StoreBusyError,
    StoreFromNewerVersionError,
    WrongPassphraseError,
    account_of_backup,
)
from tests.store.conftest import ACCOUNT, CHEAP, NOW, PASSPHRASE, MemoryKeyring, OpenStore
from tests.store.make_kept import MARK, MESSAGE, NOTE, fill

WORD = "слово для копии"


@pytest.fixture
def backup(open_store: OpenStore, tmp_path: Path) -> Path:
    """A backup of a filled store, which is then changed and closed."""
    target = tmp_path / "копия.attest"
    with open_store() as store:
        fill(store)
        store.back_up(target, WORD, scrypt_n=CHEAP)
        store.facts.set("profile", "позже", NOW)
    return target


def _restore(backup: Path, data_dir: Path, secrets: Secrets, word: str = WORD) -> None:
    Store.restore(backup, word, data_dir, ACCOUNT, secrets, passphrase=PASSPHRASE, scrypt_n=CHEAP)


def _contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.name != "open.lock"}


def test_a_backup_is_one_encrypted_file(backup: Path) -> None:
    assert [path.name for path in backup.parent.iterdir() if path.name != "data"] == [backup.name]
    content = backup.read_bytes()
    for word in ("Осокин", "черновик", "CREATE TABLE", WORD):
        assert word.encode() not in content


def test_restoring_brings_back_what_was_backed_up_and_sets_aside_what_was_there(
    backup: Path, data_dir: Path, folder: Path, no_keyring: Secrets, open_store: OpenStore
) -> None:
    _restore(backup, data_dir, no_keyring)
    with open_store() as store:
        assert store.facts.get("profile") == {"surname": "Осокин"}
        draft = store.drafts.load("a1")
        assert draft is not None
        assert draft.content == {"text": "черновик"}
        assert store.procedure.marks("a1") == (MARK,)
        assert [one.text for one in store.procedure.notes("a1")] == [NOTE]
        assert [one.message for one in store.messages.all()] == [MESSAGE]
        assert store.check() == ()
        assert store.signatures.add("x", b"x", is_mine=False, now=NOW).id == 2
    (aside,) = folder.glob("before-restore-*-store.db")
    # What was set aside is whole: put back, it is the store again.
    sheet = aside.with_name(aside.name.replace("store.db", "key.json"))
    aside.replace(folder / "store.db")
    sheet.replace(folder / "key.json")
    assert open_store().facts.get("profile") == "позже"


def test_a_backup_moves_to_a_machine_with_another_key(backup: Path, tmp_path: Path, ring: MemoryKeyring) -> None:
    elsewhere = tmp_path / "other machine"
    secrets = Secrets(ring)
    Store.restore(backup, WORD, elsewhere, ACCOUNT, secrets, scrypt_n=CHEAP)
    with Store.open(elsewhere, ACCOUNT, secrets, create=False) as store:
        assert store.facts.get("profile") == {"surname": "Осокин"}
    assert len(ring.kept) == 1


def test_a_damaged_store_with_a_lost_key_is_restored(backup: Path, tmp_path: Path, ring: MemoryKeyring) -> None:
    place = tmp_path / "damaged"
    secrets = Secrets(ring)
    Store.open(place, ACCOUNT, secrets).close()
    ring.kept.clear()
    database = place / "accounts" / ACCOUNT.digest / "store.db"
    database.write_bytes(os.urandom(8192))
    database.with_name("store.db-wal").write_bytes(os.urandom(8192))
    Store.restore(backup, WORD, place, ACCOUNT, secrets, scrypt_n=CHEAP)
    with Store.open(place, ACCOUNT, secrets) as store:
        assert store.facts.get("profile") == {"surname": "Осокин"}
        assert store.check() == ()
    assert len(list(database.parent.glob("before-restore-*"))) == 3


def test_nothing_changes_when_a_backup_cannot_be_restored(
    backup: Path, data_dir: Path, folder: Path, no_keyring: Secrets, tmp_path: Path, open_store: OpenStore
) -> None:
    before = _contents(folder)
    with pytest.raises(WrongPassphraseError):
        _restore(backup, data_dir, no_keyring, "не то слово")
    cut, empty = tmp_path / "cut", tmp_path / "empty"
    cut.write_bytes(backup.read_bytes()[:-100])
    empty.write_bytes(b"")
    for bad in (cut, empty, tmp_path / "none", tmp_path):
        with pytest.raises(BadFileError):
            _restore(bad, data_dir, no_keyring)
    assert _contents(folder) == before

    with open_store() as store:
        with pytest.raises(StoreBusyError):
            _restore(backup, data_dir, no_keyring)
        store.facts.set("still", "here", NOW)
        assert store.facts.get("profile") == "позже"


def test_a_backup_from_a_newer_release_is_not_restored(
    open_store: OpenStore, data_dir: Path, no_keyring: Secrets, tmp_path: Path
) -> None:
    newer = tmp_path / "newer"
    with open_store() as store:
        with store._database.writing() as connection:
            connection.execute("UPDATE alembic_version SET version_num = '0999'")
        store.back_up(newer, WORD, scrypt_n=CHEAP)
        with store._database.writing() as connection:
            connection.execute("UPDATE alembic_version SET version_num = '0001'")
    with pytest.raises(StoreFromNewerVersionError):
        _restore(newer, data_dir, no_keyring)


def test_a_backup_that_cannot_be_written_leaves_the_old_one(store: Store, tmp_path: Path) -> None:
    with pytest.raises(PassphraseNeededError):
        store.back_up(tmp_path / "copy", "")
    with pytest.raises(DiskFaultError):
        store.back_up(tmp_path / "no such folder" / "copy", WORD, scrypt_n=CHEAP)
    folder = tmp_path / "copy"
    folder.mkdir()
    with pytest.raises(DiskFaultError):
        store.back_up(folder, WORD, scrypt_n=CHEAP)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["copy", "data"]


def test_a_backup_tells_whose_it_is_and_never_becomes_anothers(
    backup: Path, tmp_path: Path, ring: MemoryKeyring
) -> None:
    assert account_of_backup(backup, WORD, CHEAP) == ACCOUNT
    with pytest.raises(WrongPassphraseError):
        account_of_backup(backup, "не то слово", CHEAP)
    elsewhere, other = tmp_path / "other", Account(ACCOUNT.server, "lugovaya")
    with pytest.raises(OthersBackupError):
        Store.restore(backup, WORD, elsewhere, other, Secrets(ring), scrypt_n=CHEAP)
    assert not Store.exists(elsewhere, other)
    assert not ring.kept
