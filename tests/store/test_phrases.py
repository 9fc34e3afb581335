"""The shelf of phrases."""

from __future__ import annotations

from datetime import timedelta

import pytest

from attest_desktop.domain.errors import NotFoundError
from attest_desktop.store import PhraseText, Store
from tests.store.conftest import NOW

ONE = PhraseText("Качество знаний растёт.", "1", "высшая", "учитель", "математика")


def test_a_phrase_is_kept_counted_changed_removed_and_brought_back_as_it_was(store: Store) -> None:
    kept = store.phrases.add(ONE, NOW)
    other = store.phrases.add(PhraseText("Вторая"), NOW)
    later = NOW + timedelta(days=1)
    store.phrases.note_used(kept.id, later)
    store.phrases.change(kept.id, PhraseText("Иначе", "2"))
    used, _ = store.phrases.all()
    assert (used.phrase, used.used, used.used_at) == (PhraseText("Иначе", "2"), 1, later)
    store.phrases.remove(kept.id)
    assert store.phrases.all() == (other,)
    store.phrases.bring_back(used)
    store.phrases.bring_back(used)
    assert store.phrases.all() == (used, other)


def test_a_phrase_that_is_gone_is_told(store: Store) -> None:
    for act in (store.phrases.remove, store.phrases.note_used):
        with pytest.raises(NotFoundError):
            act(7)
    with pytest.raises(NotFoundError):
        store.phrases.change(7, ONE)
