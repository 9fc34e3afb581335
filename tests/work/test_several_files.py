"""Several files for one attestee: the one that the expert chose last is the one that stands on the service."""

from __future__ import annotations

import pytest

from attest_desktop.domain.sending import SendState
from attest_desktop.practice import Fault, PracticeServer
from attest_desktop.store import OutboxRow
from attest_desktop.work.desk import Desk
from attest_desktop.work.send import retry_all, send_due
from tests.work.conftest import Clock
from tests.work.test_send import put, send, shown


def stands(server: PracticeServer) -> str:
    kept = shown(server).conclusion
    assert kept is not None
    return kept.sha256


def test_older_file_that_was_refused_does_not_replace_the_newer_one(desk: Desk, server: PracticeServer) -> None:
    server.faults.set(Fault.UPLOAD_REFUSED, times=1)
    old = send(desk, put(desk, "old"))
    assert old.state is SendState.FAILED
    new = send(desk, put(desk, "new"))
    assert new.state is SendState.CONFIRMED
    after = desk.store.outbox.get(old.id)
    assert after.state is SendState.CANCELLED
    assert "новый" in after.last_answer
    retry_all(desk)
    assert stands(server) == new.sha256


def test_older_file_that_waits_does_not_replace_the_newer_one(desk: Desk, server: PracticeServer) -> None:
    old, new = put(desk, "old"), put(desk, "new")
    assert send(desk, new).state is SendState.CONFIRMED
    send_due(desk)
    assert desk.store.outbox.get(old.id).state is SendState.CANCELLED
    assert stands(server) == new.sha256
    assert shown(server).upload_posts == 1


def test_older_file_of_unknown_outcome_gives_way_too(desk: Desk, server: PracticeServer, clock: Clock) -> None:
    old = put(desk, "old")
    server.faults.set(Fault.DROP_MID_UPLOAD, times=1)
    server.faults.set(Fault.OUTAGE, after=Fault.DROP_MID_UPLOAD)
    assert send(desk, old).state is SendState.OUTCOME_UNKNOWN
    server.faults.clear()
    new = send(desk, put(desk, "new"))
    assert new.state is SendState.CONFIRMED
    clock.forward(hours=2)
    send_due(desk)
    assert stands(server) == new.sha256
    assert desk.store.outbox.get(old.id).state is SendState.CANCELLED


def test_older_file_chosen_again_is_sent_again(desk: Desk, server: PracticeServer) -> None:
    old = send(desk, put(desk, "old"))
    send(desk, put(desk, "new"))
    again = send(desk, put(desk, "old"))
    assert again.id != old.id
    assert again.state is SendState.CONFIRMED
    assert stands(server) == old.sha256


def test_file_refused_twice_is_tried_again_once(desk: Desk, server: PracticeServer) -> None:
    server.faults.set(Fault.UPLOAD_REFUSED, times=2)
    rows = [send(desk, put(desk)), send(desk, put(desk))]
    other = put(desk, who="Лебедев")
    retry_all(desk)
    assert desk.store.outbox.get(rows[-1].id).state is SendState.CONFIRMED
    assert desk.store.outbox.get(other.id).state is SendState.CONFIRMED
    assert len(shown(server).kept) == 1


def test_refused_file_that_went_later_does_not_stop_the_others(desk: Desk, server: PracticeServer) -> None:
    server.faults.set(Fault.UPLOAD_REFUSED, times=1)
    send(desk, put(desk))
    send(desk, put(desk))
    other = put(desk, who="Лебедев")
    _, stopped = retry_all(desk)
    assert stopped is None
    assert desk.store.outbox.get(other.id).state is SendState.CONFIRMED
    assert len(shown(server).kept) == 1


def _taken_off(server: PracticeServer) -> None:
    shown(server).conclusion = None


def test_sent_file_that_is_chosen_again_is_read_again(desk: Desk, server: PracticeServer) -> None:
    first = send(desk, put(desk))
    _taken_off(server)
    again = send(desk, put(desk))
    assert again.state is SendState.CONFIRMED
    assert stands(server) == first.sha256


@pytest.fixture
def outage_while_asked(desk: Desk, server: PracticeServer) -> OutboxRow:
    row = send(desk, put(desk))
    server.faults.set(Fault.OUTAGE)
    return row


def test_without_the_service_a_confirmed_file_stays_confirmed(
    desk: Desk, server: PracticeServer, outage_while_asked: OutboxRow
) -> None:
    again = put(desk)
    assert again.id == outage_while_asked.id
    _, stopped = send_due(desk, only=[again.id])
    assert stopped is not None
    assert desk.store.outbox.get(again.id).state is SendState.CONFIRMED
    server.faults.clear()
    assert shown(server).upload_posts == 1
