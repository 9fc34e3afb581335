from __future__ import annotations

from datetime import timedelta

import pytest

from attest_desktop.domain.errors import NotFoundError
from attest_desktop.store import FileKind, Store
from tests.store.conftest import NOW, OpenStore

LATER = NOW + timedelta(days=1)


def _blobs(store: Store) -> int:
    with store._database.reading() as connection:
        count: int = connection.value("SELECT count(*) FROM blobs")
    return count


def test_a_file_comes_back_to_the_byte(open_store: OpenStore) -> None:
    content = bytes(range(256)) * 40_000  # ten megabytes
    with open_store() as store:
        put = store.files.put(FileKind.TEMPLATE, "Итоговое заключение", "шаблон.docx", content, NOW, source="/t/1")
    store = open_store()
    assert store.files.content(put.id) == content
    assert store.files.get(put.id) == put
    assert (put.title, put.file_name, put.size, put.source) == (
        "Итоговое заключение",
        "шаблон.docx",
        10_240_000,
        "/t/1",
    )
    assert (put.kind, put.attestee_id, put.stored_at, put.seen_at) == (FileKind.TEMPLATE, None, NOW, NOW)


def test_equal_content_is_stored_once(store: Store) -> None:
    first = store.files.put(FileKind.TEMPLATE, "Шаблон", "a.docx", b"one", NOW)
    again = store.files.put(FileKind.TEMPLATE, "Шаблон (новый)", "b.docx", b"one", LATER)
    assert again.id == first.id
    assert (again.title, again.file_name, again.stored_at, again.seen_at) == (
        "Шаблон (новый)",
        "b.docx",
        NOW,
        LATER,
    )
    other = store.files.put(FileKind.DOCUMENT, "Приказ", "c.docx", b"one", NOW, "a1")
    assert other.id != first.id
    assert store.files.put(FileKind.DOCUMENT, "Приказ", "c.docx", b"one", NOW, "a2").id != other.id
    assert _blobs(store) == 1


def test_the_latest_template_is_the_one_that_the_page_shows_now(store: Store) -> None:
    assert store.files.latest(FileKind.TEMPLATE) is None
    old = store.files.put(FileKind.TEMPLATE, "Шаблон", "t.docx", b"2025", NOW)
    new = store.files.put(FileKind.TEMPLATE, "Шаблон", "t.docx", b"2026", LATER)
    store.files.put(FileKind.GUIDE, "Расшифровка", "g.docx", b"guide", LATER)
    assert store.files.latest(FileKind.TEMPLATE) == new
    assert store.files.all(FileKind.TEMPLATE) == (new, old)
    taken_back = store.files.put(FileKind.TEMPLATE, "Шаблон", "t.docx", b"2025", LATER + timedelta(days=1))
    assert taken_back.id == old.id
    assert store.files.latest(FileKind.TEMPLATE) == taken_back


def test_documents_are_listed_by_attestee(store: Store) -> None:
    one = store.files.put(FileKind.DOCUMENT, "Заявление", "1.pdf", b"1", NOW, "a1")
    two = store.files.put(FileKind.DOCUMENT, "Заявление", "2.pdf", b"2", LATER, "a2")
    assert store.files.all(FileKind.DOCUMENT) == (two, one)
    assert store.files.all(FileKind.DOCUMENT, "a1") == (one,)
    assert store.files.latest(FileKind.DOCUMENT, "a1") == one
    assert store.files.all(FileKind.DOCUMENT, "a3") == ()


def test_removing_a_file_removes_its_bytes_unless_something_else_is_the_same(store: Store) -> None:
    one = store.files.put(FileKind.DOCUMENT, "Заявление", "1.pdf", b"same", NOW, "a1")
    two = store.files.put(FileKind.DOCUMENT, "Заявление", "1.pdf", b"same", NOW, "a2")
    store.files.remove(one.id)
    store.files.remove(one.id)
    assert store.files.content(two.id) == b"same"
    store.files.remove(two.id)
    assert _blobs(store) == 0
    for ask in (store.files.get, store.files.content):
        with pytest.raises(NotFoundError):
            ask(two.id)


def test_signatures_are_added_renamed_and_removed(open_store: OpenStore) -> None:
    with open_store() as store:
        other = store.signatures.add("Осокин Пётр Ильич", b"\x89PNG other", is_mine=False, now=NOW)
        mine = store.signatures.add("Зябликова Е. Т.", b"\x89PNG mine", is_mine=True, now=NOW)
    store = open_store()
    assert store.signatures.all() == (mine, other)
    assert store.signatures.content(mine.id) == b"\x89PNG mine"
    store.signatures.rename(mine.id, "Зябликова Ёлка Тихоновна")
    assert store.signatures.get(mine.id).full_name == "Зябликова Ёлка Тихоновна"
    store.signatures.remove(mine.id)
    assert store.signatures.all() == (other,)
    assert _blobs(store) == 1
    for ask in (
        store.signatures.get,
        store.signatures.content,
        store.signatures.remove,
        lambda number: store.signatures.rename(number, "x"),
    ):
        with pytest.raises(NotFoundError):
            ask(mine.id)


def test_the_id_of_a_removed_signature_is_not_given_again(store: Store) -> None:
    first = store.signatures.add("Осокин", b"1", is_mine=False, now=NOW)
    store.signatures.remove(first.id)
    assert store.signatures.add("Зябликова", b"2", is_mine=False, now=NOW).id > first.id


def test_facts_hold_any_json(open_store: OpenStore) -> None:
    value = {"число": 23, "список": [1, None, "ё"], "время": NOW.isoformat()}
    with open_store() as store:
        assert store.facts.get("profile") is None
        assert store.facts.get("profile", "нет") == "нет"
        store.facts.set("profile", "раньше", NOW)
        store.facts.set("profile", value, LATER)
        store.facts.set("пусто", None, NOW)
    store = open_store()
    assert store.facts.get("profile") == value
    assert store.facts.saved_at("profile") == LATER
    assert store.facts.get("пусто", 5) is None
    store.facts.forget("profile")
    assert store.facts.get("profile") is None
    assert store.facts.saved_at("profile") is None
    with pytest.raises(TypeError):
        store.facts.set("x", NOW, NOW)
