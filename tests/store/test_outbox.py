from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest

from attest_desktop.domain.errors import NotFoundError
from attest_desktop.domain.sending import SendState
from attest_desktop.store import Attempt, OutboxRow, SendStateError, Store, StoreBusyError
from attest_desktop.store.connection import IntegrityError
from tests.store.conftest import NOW, OpenStore

MINUTE = timedelta(minutes=1)
S = SendState


@pytest.fixture
def row(store: Store) -> OutboxRow:
    return store.outbox.put(None, "a1", "Заключение.pdf", b"%PDF one", NOW)


def test_a_queued_row_comes_back_as_it_was(open_store: OpenStore) -> None:
    with open_store() as store:
        frozen = store.conclusions.freeze("a1", {}, b"docx", b"%PDF one", "word", [], NOW)
        row = store.outbox.put(frozen.id, "a1", "Заключение.pdf", b"%PDF one", NOW)
    store = open_store()
    assert store.outbox.get(row.id) == row
    assert store.outbox.rows() == (row,)
    assert row == OutboxRow(
        id=row.id,
        attestee_id="a1",
        conclusion_id=frozen.id,
        file_name="Заключение.pdf",
        sha256=frozen.sha256,
        size=8,
        state=S.QUEUED,
        attempts=0,
        last_answer="",
        next_try_at=None,
        created_at=NOW,
        updated_at=NOW,
    )
    assert store.outbox.content(row.id) == b"%PDF one"
    for ask in (store.outbox.get, store.outbox.content, store.outbox.begin_attempt):
        with pytest.raises(NotFoundError):
            ask(99)


def test_the_same_file_for_the_same_person_is_one_row_while_it_lives(store: Store, row: OutboxRow) -> None:
    def put() -> OutboxRow:
        return store.outbox.put(None, "a1", "Другое имя.pdf", b"%PDF one", NOW + MINUTE)

    assert put() == row
    assert store.outbox.put(None, "a2", "Заключение.pdf", b"%PDF one", NOW).id != row.id
    assert store.outbox.put(None, "a1", "Заключение.pdf", b"%PDF two", NOW).id != row.id
    store.outbox.begin_attempt(row.id, NOW)
    for state in (S.OUTCOME_UNKNOWN, S.SENT, S.CONFIRMED):
        store.outbox.set_state(row.id, state, "", NOW)
        assert put().id == row.id
    store.outbox.set_state(row.id, S.FAILED, "на странице файла нет", NOW)
    second = put()
    assert second.id != row.id
    # The failed one may not come to life beside it.
    with pytest.raises(SendStateError):
        store.outbox.set_state(row.id, S.QUEUED, "", NOW)
    store.outbox.set_state(second.id, S.CANCELLED, "", NOW)
    store.outbox.set_state(row.id, S.QUEUED, "", NOW)
    assert put().id == row.id


def test_the_database_itself_refuses_a_second_living_row_and_other_bytes(store: Store, row: OutboxRow) -> None:
    columns = "conclusion_id, attestee_id, file_name, sha256, state, attempts, last_answer, created_at, updated_at"
    for statement in (
        f"INSERT INTO outbox ({columns}) SELECT {columns} FROM outbox",
        "UPDATE outbox SET sha256 = 'x'",
        "UPDATE outbox SET attestee_id = 'a9'",
    ):
        with pytest.raises(IntegrityError), store._database.writing() as connection:
            connection.execute(statement)
    assert store.outbox.rows() == (row,)


def test_an_attempt_is_on_record_before_and_after(open_store: OpenStore, store: Store, row: OutboxRow) -> None:
    assert store.outbox.begin_attempt(row.id, NOW) == 1
    # another connection to the same file sees it already
    seen = open_store().outbox
    assert seen.get(row.id).state is S.SENDING
    assert seen.attempts(row.id) == (Attempt(1, NOW, None, S.SENDING, ""),)
    store.outbox.finish_attempt(row.id, S.QUEUED, "503", NOW + MINUTE, next_try_at=NOW + 5 * MINUTE)
    waiting = store.outbox.get(row.id)
    assert (waiting.state, waiting.attempts, waiting.last_answer) == (S.QUEUED, 1, "503")
    assert (waiting.next_try_at, waiting.updated_at) == (NOW + 5 * MINUTE, NOW + MINUTE)
    assert store.outbox.begin_attempt(row.id, NOW + 6 * MINUTE) == 2
    assert store.outbox.get(row.id).next_try_at is None
    store.outbox.finish_attempt(row.id, S.CONFIRMED, "прикреплено", NOW + 7 * MINUTE)
    assert store.outbox.attempts(row.id) == (
        Attempt(1, NOW, NOW + MINUTE, S.QUEUED, "503"),
        Attempt(2, NOW + 6 * MINUTE, NOW + 7 * MINUTE, S.CONFIRMED, "прикреплено"),
    )


def test_what_is_learnt_later_leaves_the_attempts_record_as_it_was(store: Store, row: OutboxRow) -> None:
    store.outbox.finish_attempt(row.id, S.QUEUED, "нет сети", NOW, next_try_at=NOW + MINUTE)  # nothing was begun
    assert store.outbox.attempts(row.id) == ()
    store.outbox.begin_attempt(row.id, NOW)
    store.outbox.finish_attempt(row.id, S.OUTCOME_UNKNOWN, "связь оборвалась", NOW)
    store.outbox.finish_attempt(row.id, S.QUEUED, "файл не дошёл", NOW + MINUTE, next_try_at=NOW + 2 * MINUTE)
    assert store.outbox.attempts(row.id) == (Attempt(1, NOW, NOW, S.OUTCOME_UNKNOWN, "связь оборвалась"),)
    now = store.outbox.get(row.id)
    assert (now.state, now.last_answer, now.next_try_at) == (S.QUEUED, "файл не дошёл", NOW + 2 * MINUTE)


@pytest.mark.parametrize("state", [S.SENDING, S.SENT, S.CONFIRMED, S.FAILED, S.CANCELLED])
def test_only_what_is_not_sent_can_be_begun(store: Store, row: OutboxRow, state: SendState) -> None:
    if state is S.SENDING:
        store.outbox.begin_attempt(row.id, NOW)
    else:
        store.outbox.set_state(row.id, state, "", NOW)
    before = store.outbox.attempts(row.id)
    with pytest.raises(SendStateError):
        store.outbox.begin_attempt(row.id, NOW)
    if state is not S.SENDING:
        with pytest.raises(SendStateError):
            store.outbox.finish_attempt(row.id, S.QUEUED, "", NOW)
    assert store.outbox.get(row.id).state is state
    assert store.outbox.attempts(row.id) == before


@pytest.mark.parametrize(
    ("at", "to"),
    [
        (S.QUEUED, S.SENDING),
        (S.SENDING, S.CANCELLED),
        (S.SENT, S.QUEUED),
        (S.SENT, S.CANCELLED),
        (S.CONFIRMED, S.QUEUED),
        (S.CONFIRMED, S.CANCELLED),
        (S.CANCELLED, S.QUEUED),
    ],
)
def test_states_that_would_lose_or_double_a_file_are_refused(
    store: Store, row: OutboxRow, at: SendState, to: SendState
) -> None:
    if at is S.SENDING:
        store.outbox.begin_attempt(row.id, NOW)
    elif at is not S.QUEUED:
        store.outbox.set_state(row.id, at, "", NOW)
    with pytest.raises(SendStateError):
        store.outbox.set_state(row.id, to, "", NOW)
    assert store.outbox.get(row.id).state is at


def test_what_is_due_comes_oldest_first(store: Store) -> None:
    rows = [store.outbox.put(None, f"a{n}", "f.pdf", b"%PDF", NOW - n * MINUTE) for n in range(7)]
    later, soon, sending, unknown, unknown_later, sent, queued = (row.id for row in rows)
    store.outbox.finish_attempt(later, S.QUEUED, "", NOW, next_try_at=NOW + MINUTE)
    store.outbox.finish_attempt(soon, S.QUEUED, "", NOW, next_try_at=NOW)
    store.outbox.begin_attempt(sending, NOW)
    for row_id, again in ((unknown, None), (unknown_later, NOW + 2 * MINUTE)):
        store.outbox.begin_attempt(row_id, NOW)
        store.outbox.finish_attempt(row_id, S.OUTCOME_UNKNOWN, "", NOW, next_try_at=again)
    store.outbox.set_state(sent, S.SENT, "", NOW)
    due = store.outbox.due(NOW)
    assert [(row.id, row.needs_check) for row in due] == [
        (soon, False),
        (sending, True),
        (unknown, True),
        (queued, False),
    ]
    assert [row.id for row in store.outbox.due(NOW + MINUTE)] == [later, soon, sending, unknown, queued]


def test_what_is_due_on_the_calendars_last_day(store: Store, row: OutboxRow) -> None:
    last = datetime.max.replace(tzinfo=UTC)
    assert [one.id for one in store.outbox.due(last)] == [row.id]
    store.outbox.finish_attempt(row.id, S.QUEUED, "", last, next_try_at=last)
    assert store.outbox.get(row.id).next_try_at == last
    assert store.outbox.due(last - MINUTE) == ()
    # Noted by a clock that was wrong: set right, it is due at once.
    assert [one.id for one in store.outbox.due(NOW)] == [row.id]


def test_a_row_left_in_sending_becomes_unknown(store: Store, row: OutboxRow) -> None:
    other = store.outbox.put(None, "a2", "f.pdf", b"%PDF", NOW)
    store.outbox.begin_attempt(row.id, NOW)
    assert [left.id for left in store.outbox.recover(NOW + MINUTE)] == [row.id]
    after = store.outbox.get(row.id)
    assert (after.state, after.updated_at) == (S.OUTCOME_UNKNOWN, NOW + MINUTE)
    (attempt,) = store.outbox.attempts(row.id)
    assert (attempt.state, attempt.finished_at) == (S.OUTCOME_UNKNOWN, NOW + MINUTE)
    assert store.outbox.get(other.id) == other
    assert store.outbox.recover(NOW) == ()


def test_nothing_is_recovered_from_a_window_that_is_sending(
    open_store: OpenStore, store: Store, row: OutboxRow
) -> None:
    other_window = open_store()
    with other_window.outbox.send_lock():
        other_window.outbox.begin_attempt(row.id, NOW)
        assert store.outbox.recover(NOW) == ()
        assert store.outbox.get(row.id).state is S.SENDING
    assert len(store.outbox.recover(NOW)) == 1


def test_the_send_lock_has_one_holder(open_store: OpenStore, store: Store) -> None:
    other_window = open_store()
    with store.outbox.send_lock(), store.outbox.send_lock():  # the same thread may
        assert store.outbox.recover(NOW) == ()
        with pytest.raises(StoreBusyError) as busy, other_window.outbox.send_lock():
            pytest.fail("two holders")
        assert "другое окно" in busy.value.what
        with ThreadPoolExecutor(1) as pool:
            with pytest.raises(StoreBusyError):
                pool.submit(store.outbox.send_lock().__enter__).result()
            with pytest.raises(StoreBusyError):
                pool.submit(store.outbox.send_lock(0.05).__enter__).result()
    with other_window.outbox.send_lock():
        pass


def test_who_waits_for_the_send_lock_gets_it(open_store: OpenStore, store: Store) -> None:
    other_window = open_store()
    held, let_go = threading.Event(), threading.Event()

    def hold() -> None:
        with other_window.outbox.send_lock():
            held.set()
            let_go.wait(10)

    with ThreadPoolExecutor(1) as pool:
        holder = pool.submit(hold)
        assert held.wait(10)
        threading.Timer(0.05, let_go.set).start()
        with store.outbox.send_lock(10):
            assert let_go.is_set()
        holder.result()
