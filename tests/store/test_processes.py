from __future__ import annotations

import random
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from datetime import timedelta
from pathlib import Path

import pytest

from attest_desktop.domain.sending import SendState
from attest_desktop.store import Store, StoreBusyError
from tests.store.children import child, hold_the_send_lock, opened, save_some, save_without_end
from tests.store.conftest import NOW, OpenStore
from tests.support import tally

KILLS = 20


@pytest.mark.slow
def test_every_acknowledged_save_is_there_after_each_kill(data_dir: Path) -> None:
    chance = random.Random(20)
    number = 0
    for _ in range(KILLS):
        acknowledged: list[int] = []
        with child(save_without_end, data_dir, number) as (process, pipe):
            acknowledged += [pipe.recv() for _ in range(chance.randint(1, 15))]
            tally.count(tally.Fault.KILL)
            process.kill()
            try:
                while True:  # what it could still say before it died
                    acknowledged.append(pipe.recv())
            except EOFError:
                pass
        with opened(data_dir) as store:
            assert store.check() == ()
            by_person = {row.attestee_id: row for row in store.outbox.rows()}
            for done in acknowledged:
                assert store.facts.get(f"fact {done}") == done
                row = by_person[f"p{done}"]
                assert store.outbox.content(row.id).endswith(str(done).encode())
                assert (row.state, row.attempts) == (SendState.SENDING, 1)
            for done in acknowledged[-3:]:
                draft = store.drafts.load(f"a{done % 3}")
                assert draft is not None
                assert draft.content["number"] >= done
            left = store.outbox.recover(NOW)
            assert {row.state for row in left} == {SendState.OUTCOME_UNKNOWN}
            assert {f"p{done}" for done in acknowledged} <= {row.attestee_id for row in left}
        number = acknowledged[-1] + 2


def test_processes_that_start_together_make_one_store_and_lose_nothing(data_dir: Path) -> None:
    names = ("one", "two", "three")
    with ExitStack() as stack:
        pipes = [stack.enter_context(child(save_some, data_dir, name, 30))[1] for name in names]
        for pipe in pipes:
            pipe.send("go")
        assert [pipe.recv() for pipe in pipes] == ["done"] * 3
    with opened(data_dir) as store:
        for name in names:
            assert [store.facts.get(f"{name} {number}") for number in range(30)] == list(range(30))
            history = store.drafts.history(name)
            assert [store.drafts.revision(one.id)["number"] for one in history] == list(range(29, -1, -1))
        # all three queued the same files
        assert sorted(row.attestee_id for row in store.outbox.rows()) == sorted(f"a{n}" for n in range(30))
        assert store.check() == ()


def test_the_send_lock_holds_between_processes_and_ends_with_its_holder(data_dir: Path) -> None:
    with opened(data_dir) as store:
        row = store.outbox.put(None, "a1", "f.pdf", b"%PDF", NOW)
        with child(hold_the_send_lock, data_dir, row.id) as (process, pipe):
            assert pipe.recv() == "held"
            with pytest.raises(StoreBusyError), store.outbox.send_lock():
                pytest.fail("two holders")
            assert store.outbox.recover(NOW) == ()
            tally.count(tally.Fault.KILL)
            process.kill()
            process.join()
            with store.outbox.send_lock():
                (left,) = store.outbox.recover(NOW)
        assert (left.id, left.state) == (row.id, SendState.OUTCOME_UNKNOWN)


def test_many_threads_share_one_store(store: Store) -> None:
    def work(thread: int) -> None:
        for number in range(15):
            store.facts.set(f"{thread} {number}", number, NOW)
            store.drafts.save(f"a{thread}", {"number": number}, NOW + number * timedelta(minutes=2))
            assert store.facts.get(f"{thread} {number}") == number
            store.outbox.put(None, f"p{number}", "f.pdf", b"%PDF", NOW)

    with ThreadPoolExecutor(12) as pool:
        list(pool.map(work, range(12)))
    assert len(store.outbox.rows()) == 15
    for thread in range(12):
        assert [store.facts.get(f"{thread} {number}") for number in range(15)] == list(range(15))
        assert len(store.drafts.history(f"a{thread}")) == 15


def test_a_reader_is_not_held_up_by_a_writer(open_store: OpenStore, store: Store) -> None:
    store.facts.set("x", "раньше", NOW)
    with open_store()._database.writing() as connection:
        connection.execute("UPDATE facts SET value = '\"потом\"'")
        with ThreadPoolExecutor(1) as pool:
            assert pool.submit(store.facts.get, "x").result(timeout=5) == "раньше"
    assert store.facts.get("x") == "потом"


def test_a_writer_that_waits_in_vain_says_that_the_data_are_busy(
    open_store: OpenStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("attest_desktop.store.database.BUSY_SECONDS", 0.05)
    patient, other = open_store(), open_store()
    with other._database.writing(), pytest.raises(StoreBusyError):
        patient.drafts.save("a1", {"text": "x"}, NOW)
    patient.drafts.save("a1", {"text": "x"}, NOW)
    assert patient.drafts.load("a1") is not None
