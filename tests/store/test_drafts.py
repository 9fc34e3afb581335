from __future__ import annotations

import itertools
from datetime import datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attest_desktop.domain.errors import NotFoundError
from attest_desktop.store import Draft, Store
from attest_desktop.store.drafts import letters, surplus
from tests.store.conftest import NOW, OpenStore

SECOND = timedelta(seconds=1)


def _record(text: str) -> dict[str, Any]:
    return {"conclusion": {"recommendations": text, "lessons": [{"topic": "Дроби"}], "date": None, "age": 45}}


def test_what_was_saved_is_loaded_after_reopening(open_store: OpenStore) -> None:
    record = _record("Провести открытый урок «Ёж»\n№\u00a05")
    with open_store() as store:
        assert store.drafts.load("a1") is None
        saved = store.drafts.save("a1", record, NOW)
    store = open_store()
    assert store.drafts.load("a1") == Draft("a1", record, NOW, 1)
    assert store.drafts.history("a1") == (saved,)
    assert store.drafts.load("a2") is None
    assert store.drafts.all() == ("a1",)


def test_a_moment_in_another_zone_is_kept_in_utc(store: Store) -> None:
    local = datetime.fromisoformat("2026-09-01T15:00:00+07:00")
    assert store.drafts.save("a1", _record("т"), local).saved_at.isoformat() == "2026-09-01T08:00:00+00:00"
    with pytest.raises(ValueError, match="time zone"):
        store.drafts.save("a1", _record("т"), datetime(2026, 9, 1))


def test_saves_within_a_minute_are_one_revision_and_later_ones_another(store: Store) -> None:
    for second in range(0, 150, 10):  # typing on without a pause
        store.drafts.save("a1", _record("слово " * (second + 1)), NOW + second * SECOND)
    history = store.drafts.history("a1")
    assert [(one.revision, one.saved_at) for one in history] == [
        (3, NOW + 140 * SECOND),
        (2, NOW + 110 * SECOND),
        (1, NOW + 50 * SECOND),
    ]
    assert store.drafts.revision(history[2].id) == _record("слово " * 51)
    assert store.drafts.revision(history[0].id) == _record("слово " * 141)
    assert history[2].letters == 51 * 6 + len("Дроби")
    draft = store.drafts.load("a1")
    assert draft is not None
    assert (draft.revision, draft.content) == (3, _record("слово " * 141))
    assert store.drafts.saved() == {"a1": draft.saved_at}


def test_deleting_much_text_keeps_the_revision_before(store: Store) -> None:
    long = _record("слово " * 100)
    store.drafts.save("a1", long, NOW)
    store.drafts.save("a1", _record("слово " * 75), NOW + SECOND)  # a quarter less: ordinary editing
    assert len(store.drafts.history("a1")) == 1
    store.drafts.save("a1", long, NOW + 2 * SECOND)
    store.drafts.save("a1", _record("с"), NOW + 3 * SECOND)
    newest, before = store.drafts.history("a1")
    assert store.drafts.revision(before.id) == long
    assert store.drafts.revision(newest.id) == _record("с")


def test_deleting_letter_by_letter_keeps_most_of_the_text(store: Store) -> None:
    for second, words in enumerate(range(100, 0, -5)):
        store.drafts.save("a1", _record("слово " * words), NOW + second * SECOND)
    kept = [letters(store.drafts.revision(one.id)) for one in store.drafts.history("a1")]
    assert max(kept) >= 0.7 * 600


def test_a_clock_that_goes_back_overwrites_nothing(store: Store) -> None:
    store.drafts.save("a1", _record("утро"), NOW)
    store.drafts.save("a1", _record("вчера вечером"), NOW - timedelta(hours=12))
    assert [store.drafts.revision(one.id) for one in store.drafts.history("a1")] == [
        _record("вчера вечером"),
        _record("утро"),
    ]


def test_equal_content_is_not_a_new_revision(store: Store) -> None:
    first = store.drafts.save("a1", _record("текст"), NOW)
    assert store.drafts.save("a1", _record("текст"), NOW + timedelta(days=1)) == first


def test_history_holds_two_hundred_revisions_spread_over_the_whole_time(store: Store) -> None:
    for hour in range(230):
        store.drafts.save("a1", _record(f"редакция {hour}"), NOW + timedelta(hours=hour))
    store.drafts.save("a2", _record("чужой черновик"), NOW)
    history = store.drafts.history("a1")
    assert len(history) == 200
    numbers = [one.revision for one in reversed(history)]
    assert numbers[0] == 1
    assert numbers[-100:] == list(range(131, 231))
    gaps = [after - before for before, after in itertools.pairwise(numbers)]
    assert max(gaps) <= 3
    assert len(store.drafts.history("a2")) == 1


@given(st.lists(st.integers(0, 10**6), min_size=1, max_size=60), st.integers(3, 50))
def test_thinning_takes_from_the_older_half_and_only_when_there_are_too_many(
    minutes: list[int], most: int
) -> None:
    moments = [NOW + timedelta(minutes=minute) for minute in sorted(minutes)]
    place = surplus(moments, most)
    if len(moments) <= most:
        assert place is None
    else:
        assert place is not None
        assert 1 <= place <= max(1, len(moments) // 2 - 1)


def test_a_revision_that_is_not_there_is_named_so(store: Store) -> None:
    with pytest.raises(NotFoundError):
        store.drafts.revision(77)


def test_letters_counts_text_and_not_keys_or_numbers() -> None:
    assert letters({"ключ": ["аб", {"ещё": "в"}, 12345, None, True], "x": ("гд",)}) == 5
