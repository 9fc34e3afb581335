"""Removing people: all rows about them, every trace in the file; everybody else and every safeguard stays."""

from __future__ import annotations

import os
import zlib
from pathlib import Path

import pytest

from attest_desktop.domain.attestee import Attestee
from attest_desktop.domain.errors import NotFoundError
from attest_desktop.domain.sending import SendState
from attest_desktop.store import Counted, FileKind, Store, StoreBusyError
from attest_desktop.store.connection import DatabaseError
from attest_desktop.store.shelf import to_json
from tests.store.conftest import NOW, OpenStore
from tests.store.make_kept import MARK, MESSAGE, NOTE, SIGNING
from tests.support.raw_pages import raw_text

GOING, STAYING = "Прощаева Алла Ильинична", "Остаева Вера Петровна"
SHARED = b"shared " + os.urandom(300)


def _fill(store: Store) -> dict[str, bytes]:
    """Two people with something of every kind; gives what can be looked for of each in the raw pages."""
    store.attestees.replace_all([Attestee("going", GOING), Attestee("stays", STAYING)], NOW)
    marks: dict[str, bytes] = {}
    for id_, name in (("going", GOING), ("stays", STAYING)):
        pdf, scan = b"%PDF-" + os.urandom(9000), os.urandom(700)
        draft = {"text": f"Черновик: {name}"}
        store.drafts.save(id_, draft, NOW)
        store.files.put(FileKind.SCAN, f"Скан {name}", "scan.jpg", scan, NOW, id_)
        store.files.put(FileKind.DOCUMENT, "Общий", "same.pdf", SHARED, NOW, id_)
        frozen = store.conclusions.freeze(id_, {"name": name}, b"docx" + scan, pdf, "word", [], NOW, [SIGNING])
        row = store.outbox.put(frozen.id, id_, f"{name}.pdf", pdf, NOW)
        store.outbox.begin_attempt(row.id, NOW)
        store.outbox.finish_attempt(row.id, SendState.CONFIRMED, "есть", NOW)
        store.procedure.mark(id_, MARK, NOW)
        store.procedure.add_note(id_, NOTE, NOW)
        store.messages.add(id_, MESSAGE, NOW)
        store.facts.set(f"control.{id_}", name, NOW)
        marks |= {
            f"{id_} name": name.encode(),
            f"{id_} pdf": pdf[:80],
            f"{id_} pdf, further": pdf[6000:6040],
            f"{id_} scan": scan[:80],
            f"{id_} draft": zlib.compress(to_json(draft).encode(), 1),
        }
    store.facts.set("everybody", {"going": GOING, "stays": STAYING}, NOW)
    return marks


def _remove(store: Store) -> None:
    store.removal.remove(["going"], forget=["control.going"], rewrite={"everybody": {"stays": STAYING}}, now=NOW)


def test_nothing_of_the_removed_can_be_read_in_the_file_and_the_rest_is_whole(store: Store, folder: Path) -> None:
    marks = _fill(store)
    key = store._database.key
    for number in range(12):  # what was written over lies in the journal as well
        store.drafts.save("going", {"text": f"{GOING}: правка {number}"}, NOW, apart=True)
    before = raw_text(folder, key)
    assert {name for name, mark in marks.items() if mark not in before} == set()

    assert store.removal.count(["going"]) == Counted(1, 1, 1, 1, 2, 2, 1, 9005 + 704 + 700 + len(SHARED))
    _remove(store)
    store.removal.compact()
    after = raw_text(folder, key)
    assert {name for name, mark in marks.items() if mark in after} == {one for one in marks if "stays" in one}
    assert after.count(SHARED[:80]) == 1

    assert store.removal.count(["going"]) == Counted()
    assert store.removal.count(["stays"]) == Counted(1, 1, 1, 1, 2, 2, 1, 9005 + 704 + 700 + len(SHARED))
    (row,) = store.outbox.rows()
    assert store.outbox.content(row.id) == store.conclusions.pdf(row.conclusion_id or 0)
    assert [one.state for one in store.outbox.attempts(row.id)] == [SendState.CONFIRMED]
    assert [one.attestee_id for one in store.signings.all()] == ["stays"]
    assert store.facts.get("everybody") == {"stays": STAYING}
    assert store.facts.get("control.going") is None
    assert store.check() == ()
    with pytest.raises(NotFoundError):
        store.attestees.get("going")


@pytest.mark.parametrize("table", ["conclusions", "signings"])
def test_finished_conclusions_are_as_safe_as_before(store: Store, table: str) -> None:
    _fill(store)
    _remove(store)
    with pytest.raises(DatabaseError, match="frozen rows"), store._database.writing() as connection:
        connection.execute(f"DELETE FROM {table}")


def test_what_fails_in_the_middle_changes_nothing_and_leaves_the_safeguards(store: Store) -> None:
    _fill(store)
    with pytest.raises(TypeError):
        store.removal.remove(["going"], rewrite={"everybody": object()}, now=NOW)
    assert store.removal.count(["going"]).conclusions == 1
    assert not store.removal.compact_due
    with pytest.raises(DatabaseError, match="frozen rows"), store._database.writing() as connection:
        connection.execute("DELETE FROM conclusions")


def test_a_row_that_stays_keeps_its_place_in_the_table(store: Store) -> None:
    _fill(store)
    store.removal.remove(["going"], keep_rows=["going"], now=NOW)
    assert store.attestees.get("going").attestee.full_name == GOING
    assert store.removal.count(["going"]) == Counted(attestees=1)


def test_another_window_that_reads_puts_the_rewriting_off(
    open_store: OpenStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("attest_desktop.store.database.BUSY_SECONDS", 0.05)
    store, other = open_store(), open_store()
    _fill(store)
    with other._database.reading() as connection:
        connection.execute("SELECT count(*) FROM attestees").fetchall()
        _remove(store)
        with pytest.raises(StoreBusyError):
            store.removal.compact()
        assert not store.compact_if_due()
    assert store.compact_if_due()
    assert not store.removal.compact_due


def test_copies_and_stores_set_aside_go_together(store: Store, folder: Path) -> None:
    store.make_copy(NOW)
    (folder / "before-restore-20260101T000000-store.db").write_bytes(b"old")
    assert (len(store.own_copies()), store.set_aside) == (1, 1)
    assert store.drop_copies() == 2
    assert (store.own_copies(), store.set_aside) == ((), 0)
