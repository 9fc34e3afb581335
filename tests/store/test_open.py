from __future__ import annotations

import hashlib
import json
import os
import sqlite3
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from attest_desktop.domain.errors import DiskFaultError, NotFoundError
from attest_desktop.store import (
    Account,
    FileKind,
    KeyringAbsentError,
    PassphraseNeededError,
    Secrets,
    Store,
    StoreKeyMissingError,
    WrongPassphraseError,
)
from tests.store.conftest import ACCOUNT, CHEAP, NOW, PASSPHRASE, MemoryKeyring, OpenStore

SECRET_WORDS = "Метелица Аглая Трифоновна"


def _files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_nothing_that_was_written_can_be_read_from_the_disk(store: Store, data_dir: Path) -> None:
    store.drafts.save("a1", {"text": SECRET_WORDS * 50}, NOW)
    store.files.put(FileKind.DOCUMENT, SECRET_WORDS, "Заявление.pdf", SECRET_WORDS.encode() * 500, NOW, "a1")
    store.facts.set("profile", {"name": SECRET_WORDS}, NOW)
    while_open = _files(data_dir)
    store.close()
    after = _files(data_dir)

    assert "store.db-wal" in while_open
    assert "store.db-wal" not in after
    for files in (while_open, after):
        everything = b"".join(files.values())
        assert len(everything) > 20_000
        for word in (*SECRET_WORDS.split(), "Заявление", "CREATE TABLE", "alembic", PASSPHRASE):
            assert word.encode() not in everything
            assert word.encode("utf-16-le") not in everything


def test_plain_sqlite_cannot_open_the_file(store: Store, database: Path) -> None:
    store.facts.set("x", 1, NOW)
    store.close()
    plain = sqlite3.connect(database)
    try:
        with pytest.raises(sqlite3.DatabaseError, match="not a database"):
            plain.execute("SELECT * FROM sqlite_master").fetchall()
    finally:
        plain.close()


def test_no_name_stands_in_a_path(store: Store, data_dir: Path) -> None:
    store.facts.set("x", 1, NOW)
    with store.outbox.send_lock():
        paths = [path.relative_to(data_dir).as_posix() for path in data_dir.rglob("*")]
    digest = hashlib.sha256(b"https://cabinet.example/cpnew|metelkina").hexdigest()[:32]
    assert sorted(paths) == sorted(
        ["accounts", f"accounts/{digest}"]
        + [
            f"accounts/{digest}/{name}"
            for name in ("key.json", "open.lock", "send.lock", "store.db", "store.db-shm", "store.db-wal")
        ]
    )


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX permissions")
def test_the_folder_is_closed_to_other_users(store: Store, folder: Path) -> None:
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_one_person_has_one_store_however_the_name_is_typed() -> None:
    assert Account("https://a/cpnew", "Ivanova").digest == Account(" https://A/cpnew/ ", "ivanova ").digest
    assert Account("https://a/cpnew", "ivanova").digest != Account("https://b/cpnew", "ivanova").digest


def test_the_right_passphrase_opens_and_a_wrong_one_is_named_so(
    open_store: OpenStore, data_dir: Path, no_keyring: Secrets
) -> None:
    with open_store() as store:
        store.facts.set("x", "сохранено", NOW)
    assert Store.needs_passphrase(data_dir, ACCOUNT, no_keyring)
    with pytest.raises(WrongPassphraseError):
        Store.open(data_dir, ACCOUNT, no_keyring, passphrase="синяя лодка у пристани")
    with pytest.raises(PassphraseNeededError):
        Store.open(data_dir, ACCOUNT, no_keyring)
    with pytest.raises(PassphraseNeededError):
        Store.open(data_dir, ACCOUNT, no_keyring, passphrase="")
    assert open_store().facts.get("x") == "сохранено"


def test_a_letter_composed_of_two_signs_is_the_same_passphrase(data_dir: Path, no_keyring: Secrets) -> None:
    whole, composed = "ёжик", "е\u0308жик"
    assert whole != composed
    Store.open(data_dir, ACCOUNT, no_keyring, passphrase=whole, scrypt_n=CHEAP).close()
    Store.open(data_dir, ACCOUNT, no_keyring, passphrase=composed).close()


def test_without_keyring_and_passphrase_no_store_is_made(data_dir: Path, no_keyring: Secrets) -> None:
    assert Store.needs_passphrase(data_dir, ACCOUNT, no_keyring)
    with pytest.raises(PassphraseNeededError):
        Store.open(data_dir, ACCOUNT, no_keyring)
    assert not Store.exists(data_dir, ACCOUNT)
    with pytest.raises(NotFoundError):
        Store.open(data_dir, ACCOUNT, no_keyring, passphrase=PASSPHRASE, create=False)
    assert not data_dir.joinpath("accounts", ACCOUNT.digest, "store.db").exists()


def test_the_key_lies_in_the_keyring_and_nowhere_else(data_dir: Path, folder: Path, ring: MemoryKeyring) -> None:
    secrets = Secrets(ring)
    assert not Store.needs_passphrase(data_dir, ACCOUNT, secrets)
    with Store.open(data_dir, ACCOUNT, secrets) as store:
        store.facts.set("x", 1, NOW)
    (key,) = ring.kept.values()
    assert len(bytes.fromhex(key)) == 32
    everything = b"".join(_files(data_dir).values())
    assert key.encode() not in everything
    assert bytes.fromhex(key) not in everything
    assert Store.exists(data_dir, ACCOUNT)
    assert not Store.needs_passphrase(data_dir, ACCOUNT, secrets)
    with Store.open(data_dir, ACCOUNT, secrets, passphrase="не смотрят", create=False) as store:
        assert store.facts.get("x") == 1
    assert json.loads((folder / "key.json").read_text("utf-8"))["key"] == "keyring"


def test_a_key_that_is_gone_or_not_reachable_is_told_apart(
    data_dir: Path, ring: MemoryKeyring, no_keyring: Secrets
) -> None:
    Store.open(data_dir, ACCOUNT, Secrets(ring)).close()
    with pytest.raises(KeyringAbsentError):
        Store.open(data_dir, ACCOUNT, no_keyring)
    ((entry, key),) = ring.kept.items()
    ring.kept[entry] = os.urandom(32).hex()
    with pytest.raises(StoreKeyMissingError):
        Store.open(data_dir, ACCOUNT, Secrets(ring))
    ring.kept.clear()
    with pytest.raises(StoreKeyMissingError):
        Store.open(data_dir, ACCOUNT, Secrets(ring))
    ring.kept[entry] = key
    Store.open(data_dir, ACCOUNT, Secrets(ring)).close()


@pytest.mark.parametrize(
    "sheet", [None, "", "{", '{"key": "keyring"}', '{"key":"passphrase","salt":"00","scrypt_n":3}']
)
def test_a_lost_key_sheet_is_made_good(
    data_dir: Path, folder: Path, ring: MemoryKeyring, sheet: str | None
) -> None:
    path = folder / "key.json"
    with Store.open(data_dir, ACCOUNT, Secrets(ring)) as store:
        store.facts.set("x", 1, NOW)
    whole = path.read_text("utf-8")
    if sheet is None:
        path.unlink()
    else:
        path.write_text(sheet, "utf-8")
    assert not Store.needs_passphrase(data_dir, ACCOUNT, Secrets(ring))
    with Store.open(data_dir, ACCOUNT, Secrets(ring)) as store:
        assert store.facts.get("x") == 1
    assert json.loads(path.read_text("utf-8")) == json.loads(whole)


def test_a_lost_key_sheet_is_made_good_with_a_passphrase_too(
    data_dir: Path, folder: Path, no_keyring: Secrets
) -> None:
    path = folder / "key.json"
    with Store.open(data_dir, ACCOUNT, no_keyring, passphrase=PASSPHRASE) as store:  # the real cost
        store.facts.set("x", 1, NOW)
    whole = path.read_text("utf-8")
    assert json.loads(whole)["scrypt_n"] == 2**15
    path.unlink()
    assert Store.needs_passphrase(data_dir, ACCOUNT, no_keyring)
    with pytest.raises(WrongPassphraseError):
        Store.open(data_dir, ACCOUNT, no_keyring, passphrase="не та")
    assert not path.exists()
    with Store.open(data_dir, ACCOUNT, no_keyring, passphrase=PASSPHRASE) as store:
        assert store.facts.get("x") == 1
    assert path.read_text("utf-8") == whole


def test_a_spoilt_file_header_does_no_harm(open_store: OpenStore, database: Path) -> None:
    with open_store() as store:
        store.facts.set("x", 1, NOW)
    with database.open("r+b") as file:
        file.write(b"\0" * 16)
    assert open_store().facts.get("x") == 1


def test_a_folder_that_cannot_be_made_is_explained(tmp_path: Path, no_keyring: Secrets) -> None:
    (tmp_path / "data").write_text("a file stands in the way")
    with pytest.raises(DiskFaultError):
        Store.open(tmp_path / "data", ACCOUNT, no_keyring, passphrase=PASSPHRASE, scrypt_n=CHEAP)


def test_durable_settings_are_on_in_every_connection(store: Store) -> None:
    with store._database.writing() as first, store._database.reading() as second:
        for connection in (first, second):
            answers = {
                name: connection.value(f"PRAGMA {name}")
                for name in ("journal_mode", "synchronous", "foreign_keys", "temp_store", "busy_timeout")
            }
            assert answers == {
                "journal_mode": "wal",
                "synchronous": 2,  # FULL
                "foreign_keys": 1,
                "temp_store": 2,  # MEMORY
                "busy_timeout": 10_000,
            }


def test_opening_an_up_to_date_file_loads_neither_alembic_nor_the_keyring(store: Store, data_dir: Path) -> None:
    store.close()
    code = (
        "import sys; from pathlib import Path; from attest_desktop.store import Account, Secrets, Store\n"
        f"Store.open(Path({str(data_dir)!r}), Account({ACCOUNT.server!r}, {ACCOUNT.user_name!r}), Secrets(),"
        f" passphrase={PASSPHRASE!r}).close()\n"
        "print([name for name in ('alembic', 'keyring', 'PySide6') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
    assert done.stderr == ""
