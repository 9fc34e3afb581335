"""What a failure leaves behind: nothing half-read, no transaction, and words that a person understands."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from attest_desktop.store import Secrets, Store
from attest_desktop.store.connection import Row
from attest_desktop.store.database import Database
from attest_desktop.store.errors import DiskFullError
from tests.store.conftest import ACCOUNT, CHEAP, NOW, PASSPHRASE

MANY = 200


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    made = Database(tmp_path / "some.db", b"k" * 32, b"s" * 16)
    with made.writing() as connection:
        connection.execute("CREATE TABLE numbers (number INTEGER)")
        connection.driver.executemany("INSERT INTO numbers VALUES (?)", [(one,) for one in range(MANY)])
    yield made
    made.close()


def numbers(database: Database, look: Any) -> tuple[int, ...]:
    with database.reading() as connection:
        return tuple(look(row) for row in connection.execute("SELECT number FROM numbers ORDER BY number"))


def test_a_reading_that_failed_halfway_does_not_begin_anew_in_the_next(database: Database) -> None:
    kept: list[BaseException] = []

    def fails(row: Row) -> int:
        if row.number == 2:
            raise ValueError(row.number)
        return int(row.number)

    def lets_go(row: Row) -> int:
        if row.number == MANY // 2:
            kept.clear()
        return int(row.number)

    try:
        numbers(database, fails)
    except ValueError as fault:
        kept.append(fault)
    assert kept
    assert numbers(database, lets_go) == tuple(range(MANY))


def test_who_stops_reading_all_drafts_halfway_does_not_keep_the_file_open(store: Store) -> None:
    for one in ("a1", "a2", "a3"):
        store.drafts.save(one, {"text": one}, NOW)
    drafts = store.drafts.newest()
    assert next(iter(drafts)).content["text"] in {"a1", "a2", "a3"}
    # Refused while anybody else has a transaction.
    store.removal.compact()
    assert len(list(drafts)) == 2


def test_no_room_for_the_first_tables_is_told_as_a_full_disk(
    data_dir: Path, no_keyring: Secrets, monkeypatch: pytest.MonkeyPatch
) -> None:
    connect = Database._connect

    def small(self: Database) -> Any:
        driver = connect(self)
        driver.execute("PRAGMA max_page_count = 3").fetchall()
        return driver

    monkeypatch.setattr(Database, "_connect", small)
    with pytest.raises(DiskFullError):
        Store.open(data_dir, ACCOUNT, no_keyring, passphrase=PASSPHRASE, scrypt_n=CHEAP)
    monkeypatch.undo()
    Store.open(data_dir, ACCOUNT, no_keyring, passphrase=PASSPHRASE, scrypt_n=CHEAP).close()
