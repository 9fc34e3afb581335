from __future__ import annotations

import hashlib
from datetime import timedelta

import pytest

from attest_desktop.domain.errors import NotFoundError
from attest_desktop.store import Store, StoreDamagedError
from attest_desktop.store.connection import IntegrityError
from tests.store.conftest import NOW, OpenStore

LATER = NOW + timedelta(hours=1)


def test_a_finished_conclusion_comes_back_as_it_was(open_store: OpenStore) -> None:
    record = {"conclusion": {"result": "meets"}}
    with open_store() as store:
        frozen = store.conclusions.freeze("a1", record, b"docx", b"pdf", "word", ["Шрифт заменён."], NOW)
    store = open_store()
    assert store.conclusions.latest("a1") == store.conclusions.get(frozen.id) == frozen
    assert (frozen.revision, frozen.sha256) == (1, hashlib.sha256(b"pdf").hexdigest())
    assert (frozen.engine, frozen.notes, frozen.frozen_at) == ("word", ("Шрифт заменён.",), NOW)
    assert (store.conclusions.docx(frozen.id), store.conclusions.pdf(frozen.id)) == (b"docx", b"pdf")
    assert store.conclusions.record(frozen.id) == record


def test_an_edit_makes_a_new_revision_and_leaves_the_old_one(store: Store) -> None:
    first = store.conclusions.freeze("a1", {"v": 1}, b"docx1", b"pdf1", "word", [], NOW)
    assert store.conclusions.freeze("a1", {"v": 1}, b"docx1", b"pdf1", "word", [], LATER) == first
    second = store.conclusions.freeze("a1", {"v": 2}, b"docx2", b"pdf2", "word", [], LATER)
    other = store.conclusions.freeze("a2", {"v": 1}, b"docx1", b"pdf1", "word", [], LATER)
    assert (second.revision, other.revision) == (2, 1)
    assert store.conclusions.latest("a1") == second
    assert store.conclusions.newest() == {"a1": second, "a2": other}
    assert store.conclusions.all("a1") == (second, first)
    assert store.conclusions.all() == (other, second, first)
    assert store.conclusions.pdf(first.id) == b"pdf1"


def test_the_database_refuses_to_alter_or_remove_one(store: Store) -> None:
    frozen = store.conclusions.freeze("a1", {}, b"docx", b"pdf", "word", [], NOW)
    for statement in (
        "UPDATE conclusions SET engine = 'other'",
        "UPDATE conclusions SET pdf_sha256 = docx_sha256",
        "DELETE FROM conclusions",
        "UPDATE blobs SET content = x'00'",
        "DELETE FROM blobs",
    ):
        with pytest.raises(IntegrityError), store._database.writing() as connection:
            connection.execute(statement)
    assert store.conclusions.get(frozen.id) == frozen
    assert store.conclusions.pdf(frozen.id) == b"pdf"


def test_content_that_does_not_fit_its_hash_is_not_given_out(store: Store) -> None:
    frozen = store.conclusions.freeze("a1", {}, b"docx", b"pdf", "word", [], NOW)
    with store._database.writing() as connection:
        connection.execute("DROP TRIGGER blobs_never_change")
        connection.execute("UPDATE blobs SET content = x'00' WHERE sha256 = ?", (frozen.sha256,))
    with pytest.raises(StoreDamagedError):
        store.conclusions.pdf(frozen.id)
    assert store.conclusions.docx(frozen.id) == b"docx"


def test_what_is_not_there_is_named_so(store: Store) -> None:
    assert store.conclusions.latest("a1") is None
    for ask in (store.conclusions.get, store.conclusions.pdf, store.conclusions.docx, store.conclusions.record):
        with pytest.raises(NotFoundError):
            ask(5)
