from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attest_desktop.store import FileKind, Secrets, Store, StoreBusyError, StoreDamagedError
from attest_desktop.store.copies import DAYS, NEWEST, WEEKS, surplus
from attest_desktop.store.migrate import HEAD, version_of
from tests.store.conftest import ACCOUNT, NOW, PASSPHRASE, OpenStore
from tests.store.make_kept import KEPT

MOMENTS = st.sets(
    st.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 31), timezones=st.just(UTC)), min_size=1, max_size=60
)


def _put_back(copy: object, data_dir: Path, secrets: Secrets) -> None:
    Store.put_back(copy, data_dir, ACCOUNT, secrets, passphrase=PASSPHRASE)  # type: ignore[arg-type] # from the list


def test_a_copy_is_one_encrypted_file_of_its_own(store: Store, data_dir: Path) -> None:
    store.facts.set("x", "тайное слово", NOW)
    made = store.make_copy(NOW)
    assert (
        [one.path.name for one in Store.copies(data_dir, ACCOUNT)] == [made.path.name] == ["20260901T080000Z.db"]
    )
    assert [path.name for path in made.path.parent.iterdir()] == [made.path.name]
    assert "тайное".encode() not in made.path.read_bytes()
    assert made.size == made.path.stat().st_size


def test_a_damaged_store_is_replaced_by_a_copy_and_kept(
    open_store: OpenStore, data_dir: Path, folder: Path, no_keyring: Secrets
) -> None:
    with open_store() as store:
        store.drafts.save("a1", {"text": "написано"}, NOW)
        copy = store.make_copy(NOW)
    database = folder / "store.db"
    database.write_bytes(os.urandom(5 * 4096))
    with pytest.raises(StoreDamagedError):
        open_store()
    _put_back(copy, data_dir, no_keyring)
    draft = open_store().drafts.load("a1")
    assert draft is not None
    assert draft.content == {"text": "написано"}
    (aside,) = folder.glob("before-restore-*-store.db")
    assert aside.stat().st_size == 5 * 4096


def test_a_damaged_copy_changes_nothing(
    open_store: OpenStore, data_dir: Path, folder: Path, no_keyring: Secrets
) -> None:
    with open_store() as store:
        store.files.put(FileKind.TEMPLATE, "Шаблон", "t.docx", os.urandom(50_000), NOW)
        copy = store.make_copy(NOW)
    with copy.path.open("r+b") as file:
        file.seek(5 * 4096)
        file.write(os.urandom(4096))
    before = (folder / "store.db").read_bytes()
    with pytest.raises(StoreDamagedError):
        _put_back(copy, data_dir, no_keyring)
    assert (folder / "store.db").read_bytes() == before
    assert list(folder.glob("before-restore-*")) == []


def test_a_damaged_store_makes_no_copy_and_lets_go_of_none(open_store: OpenStore, folder: Path) -> None:
    with open_store() as store:
        store.files.put(FileKind.TEMPLATE, "Шаблон", "t.docx", os.urandom(200_000), NOW)
        good = store.make_copy(NOW)
    with (folder / "store.db").open("r+b") as file:
        file.seek(30 * 4096)
        file.write(os.urandom(64))
    with open_store() as store, pytest.raises(StoreDamagedError):
        store.make_copy(NOW + timedelta(days=1))
    assert [path.name for path in (folder / "copies").iterdir()] == [good.path.name]


def test_before_an_update_of_the_file_there_is_a_copy_of_the_old_one(
    open_store: OpenStore, data_dir: Path, folder: Path
) -> None:
    folder.mkdir(parents=True)
    for path in (KEPT / "0001").iterdir():
        (folder / path.name).write_bytes(path.read_bytes())
    store = open_store()
    with store._database.reading() as connection:
        assert version_of(connection) == HEAD
    (copy,) = Store.copies(data_dir, ACCOUNT)
    store.close()
    copy.path.replace(folder / "store.db")
    assert open_store().facts.get("profile") == {"surname": "Осокин"}


def test_nothing_is_put_back_under_somebody_who_works(store: Store, data_dir: Path, no_keyring: Secrets) -> None:
    copy = store.make_copy(NOW)
    store.facts.set("x", 1, NOW)
    with pytest.raises(StoreBusyError):
        _put_back(copy, data_dir, no_keyring)


@given(MOMENTS)
def test_of_many_copies_the_newest_and_one_a_day_and_a_week_stay(moments: set[datetime]) -> None:
    gone = surplus(moments)
    kept = sorted(moments - gone, reverse=True)
    assert kept[:NEWEST] == sorted(moments, reverse=True)[:NEWEST]
    assert len(kept) <= NEWEST + DAYS + WEEKS
    days = sorted({one.date() for one in moments}, reverse=True)[:DAYS]
    assert set(days) <= {one.date() for one in kept}
    # One more copy never brings back what was let go, nor takes the newest.
    later = max(moments) + timedelta(hours=1)
    assert gone <= surplus({*moments, later}) | {later}
