"""Sending against every fault of the practice service: nothing twice, nothing lost, no success by guess."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest

from attest_desktop.domain.sending import SendState
from attest_desktop.practice import SAMPLE_ACCOUNT, Dialect, Fault, PracticeServer, PracticeSettings
from attest_desktop.practice.state import Row
from attest_desktop.store import OutboxRow
from attest_desktop.work.desk import Desk
from attest_desktop.work.people import people
from attest_desktop.work.send import enqueue_file, retry, send_due, settle, take_back
from tests.work.conftest import Clock, a_pdf

WHO = "Ткаченко"
UPLOAD = {Dialect.MVC: "POST /cpnew/Expert/Conclusion", Dialect.WEBFORMS: "POST /cpnew/Expert/Attestation.aspx"}
SETTINGS = {
    Dialect.MVC: PracticeSettings(),
    Dialect.WEBFORMS: PracticeSettings(encoding="windows-1251", page_size=5, attest_as_link=True),
}


# What differs between the dialects is below the outbox; the short run tries it in one.
@pytest.fixture(params=["mvc", pytest.param("webforms", marks=pytest.mark.slow)])
def server(request: pytest.FixtureRequest) -> Iterator[PracticeServer]:
    dialect = Dialect(request.param)
    with PracticeServer(dialect=dialect, settings=SETTINGS[dialect]) as running:
        yield running


def put(desk: Desk, words: str = "one", who: str = WHO) -> OutboxRow:
    attestee = desk.store.attestees.find(who).attestee
    return enqueue_file(desk, attestee.id, "Итоговое заключение.pdf", a_pdf(words))


def send(desk: Desk, row: OutboxRow) -> OutboxRow:
    send_due(desk, only=[row.id])
    return desk.store.outbox.get(row.id)


def shown(server: PracticeServer, who: str = WHO) -> Row:
    return server.state.row(who)


def _begin(desk: Desk, row: OutboxRow) -> None:
    desk.store.outbox.begin_attempt(row.id, desk.now())


@pytest.fixture(autouse=True)
def never_attested(server: PracticeServer) -> Iterator[None]:
    yield
    assert server.state.attest_posts == 0


def test_confirmed_by_equal_bytes(desk: Desk, server: PracticeServer) -> None:
    row = send(desk, put(desk))
    assert row.state is SendState.CONFIRMED
    kept = shown(server).conclusion
    assert kept is not None
    assert kept.sha256 == row.sha256
    assert shown(server).upload_posts == 1


def test_the_same_file_again_is_one_row_and_one_upload(desk: Desk, server: PracticeServer) -> None:
    first = send(desk, put(desk))
    again = put(desk)
    assert again.id == first.id
    send_due(desk, only=[again.id])
    assert shown(server).upload_posts == 1


def test_several_go_out_oldest_first(desk: Desk, server: PracticeServer) -> None:
    rows = [put(desk, who=one.attestee.full_name) for one in people(desk)[:4]]
    sent, stopped = send_due(desk)
    assert stopped is None
    assert [row.id for row in sent] == [row.id for row in rows]
    assert {row.state for row in sent} == {SendState.CONFIRMED}


def test_answer_lost_after_the_last_byte(desk: Desk, server: PracticeServer) -> None:
    row = put(desk)
    server.faults.set(Fault.DROP_AFTER_UPLOAD, times=1)
    assert send(desk, row).state is SendState.CONFIRMED
    assert shown(server).upload_posts == 1


def test_answer_lost_and_the_network_with_it(desk: Desk, server: PracticeServer, clock: Clock) -> None:
    row = put(desk)
    server.faults.set(Fault.DROP_AFTER_UPLOAD, times=1)
    server.faults.set(Fault.OUTAGE, after=Fault.DROP_AFTER_UPLOAD)
    after = send(desk, row)
    assert after.state is SendState.OUTCOME_UNKNOWN
    server.faults.clear()
    clock.forward(hours=2)
    send_due(desk)
    assert desk.store.outbox.get(row.id).state is SendState.CONFIRMED
    assert shown(server).upload_posts == 1


def test_clock_that_was_years_ahead_does_not_hold_a_row_back(
    desk: Desk, server: PracticeServer, clock: Clock
) -> None:
    row = put(desk)
    clock.forward(days=3650)
    server.faults.set(Fault.OUTAGE)
    send_due(desk)
    assert desk.store.outbox.get(row.id).state is SendState.QUEUED
    server.faults.clear()
    clock.forward(days=-3650)
    send_due(desk)
    assert desk.store.outbox.get(row.id).state is SendState.CONFIRMED


def test_broken_in_the_middle_of_the_file(desk: Desk, server: PracticeServer, clock: Clock) -> None:
    row = put(desk)
    server.faults.set(Fault.DROP_MID_UPLOAD, times=1)
    after = send(desk, row)
    assert after.state is SendState.QUEUED
    assert after.attempts == 1
    assert after.next_try_at is not None
    clock.forward(hours=2)
    send_due(desk)
    assert desk.store.outbox.get(row.id).state is SendState.CONFIRMED
    assert len(shown(server).kept) == 1


@pytest.mark.parametrize("fault", [Fault.OUTAGE, Fault.DROP_BEFORE_BODY])
def test_outage_stops_the_batch_and_later_everything_goes(
    desk: Desk, server: PracticeServer, clock: Clock, fault: Fault
) -> None:
    names = [one.attestee.full_name for one in people(desk)[:3]]
    rows = [put(desk, who=name) for name in names]
    server.faults.set(fault)
    _, stopped = send_due(desk)
    assert stopped is not None
    assert not stopped.sign_in_needed
    states = [desk.store.outbox.get(row.id) for row in rows]
    assert {row.state for row in states} == {SendState.QUEUED}
    assert states[0].next_try_at is not None
    assert states[1].attempts == states[2].attempts == 0
    server.faults.clear()
    clock.forward(hours=2)
    send_due(desk)
    assert {desk.store.outbox.get(row.id).state for row in rows} == {SendState.CONFIRMED}
    assert server.state.upload_posts == 3


def test_session_expired_signs_in_once_and_goes_on(desk: Desk, server: PracticeServer) -> None:
    row = put(desk)
    server.faults.set(Fault.SESSION_EXPIRED, times=1)
    assert send(desk, row).state is SendState.CONFIRMED
    assert shown(server).upload_posts == 1


def test_password_changed_elsewhere_parks_the_row(desk: Desk, server: PracticeServer) -> None:
    rows = [put(desk), put(desk, who="Лебедев")]
    account = server.state.account(SAMPLE_ACCOUNT.user_name)
    assert account is not None
    server.state.set_password(account, "another1")
    server.state.sessions.close_all()
    posts = sum(line.method == "POST" for line in server.state.requests)
    _, stopped = send_due(desk)
    assert stopped is not None
    assert stopped.sign_in_needed
    assert {desk.store.outbox.get(row.id).state for row in rows} == {SendState.QUEUED}
    tried = sum(line.method == "POST" for line in server.state.requests) - posts
    assert tried == 1, "at most one automatic sign-in: more would lock the account"
    desk.sign_in("another1")
    send_due(desk)
    assert {desk.store.outbox.get(row.id).state for row in rows} == {SendState.CONFIRMED}


def test_stale_token_is_taken_anew(desk: Desk, server: PracticeServer) -> None:
    row = put(desk)
    server.faults.set(Fault.TOKEN_STALE, times=1, path=UPLOAD[server.dialect])
    after = send(desk, row)
    if after.state is not SendState.CONFIRMED:
        after = send(desk, row)
    assert after.state is SendState.CONFIRMED
    assert len(shown(server).kept) == 1


def test_refused_file_says_the_service_s_words_and_the_next_goes(desk: Desk, server: PracticeServer) -> None:
    first, second = put(desk), put(desk, who="Лебедев")
    server.faults.set(Fault.UPLOAD_REFUSED, times=1)
    send_due(desk)
    refused = desk.store.outbox.get(first.id)
    assert refused.state is SendState.FAILED
    assert refused.last_answer
    assert desk.store.outbox.get(second.id).state is SendState.CONFIRMED
    assert send(desk, retry(desk, first.id)).state is SendState.CONFIRMED


def test_sign_in_page_in_answer_is_no_success(desk: Desk, server: PracticeServer, clock: Clock) -> None:
    row = put(desk)
    server.faults.set(Fault.PLAIN_200, times=1)
    after = send(desk, row)
    assert after.state is not SendState.CONFIRMED
    assert shown(server).conclusion is None
    clock.forward(hours=2)
    send_due(desk)
    assert desk.store.outbox.get(row.id).state is SendState.CONFIRMED
    assert len(shown(server).kept) == 1


def test_file_that_cannot_be_viewed_is_sent_not_confirmed(desk: Desk, server: PracticeServer) -> None:
    row = put(desk)
    server.faults.set(Fault.NO_FILE_VIEW)
    assert send(desk, row).state is SendState.SENT
    assert shown(server).upload_posts == 1


def test_spoiled_file_is_told(desk: Desk, server: PracticeServer) -> None:
    row = put(desk)
    server.faults.set(Fault.WRONG_FILE_KEPT, times=1)
    after = send(desk, row)
    assert after.state is SendState.FAILED
    assert "не совпало" in after.last_answer
    assert send(desk, retry(desk, row.id, replace=True)).state is SendState.CONFIRMED


def test_somebody_else_s_file_is_not_replaced_without_consent(desk: Desk, server: PracticeServer) -> None:
    server.faults.set(Fault.WRONG_FILE_KEPT, times=1)
    other = send(desk, put(desk, "the second expert's"))
    desk.store.outbox.set_state(other.id, SendState.CANCELLED, "", desk.now())
    row = send(desk, put(desk, "mine"))
    assert row.state is SendState.FAILED
    assert "другой файл" in row.last_answer
    assert shown(server).upload_posts == 1
    assert send(desk, retry(desk, row.id, replace=True)).state is SendState.CONFIRMED


def test_own_new_revision_replaces_the_old_one(desk: Desk, server: PracticeServer) -> None:
    assert send(desk, put(desk, "first")).state is SendState.CONFIRMED
    assert send(desk, put(desk, "second")).state is SendState.CONFIRMED
    assert shown(server).upload_posts == 2


def test_decided_row_is_never_sent_to(desk: Desk, server: PracticeServer) -> None:
    shown(server).decided = True
    row = send(desk, put(desk))
    assert row.state is SendState.FAILED
    assert "Аттестовать" in row.last_answer
    assert shown(server).upload_posts == 0


def test_changed_page_is_not_guessed_at(desk: Desk, server: PracticeServer) -> None:
    row = put(desk)
    server.faults.set(Fault.PAGE_CHANGED)
    after = send(desk, row)
    assert after.state is SendState.FAILED
    assert shown(server).upload_posts == 0
    server.faults.clear()
    assert send(desk, retry(desk, row.id)).state is SendState.CONFIRMED


def test_taken_back_before_it_went(desk: Desk, server: PracticeServer) -> None:
    row = put(desk)
    assert take_back(desk, row.id).state is SendState.CANCELLED
    send_due(desk)
    assert shown(server).upload_posts == 0


def test_unclear_row_is_settled_by_the_expert(desk: Desk, server: PracticeServer) -> None:
    row = put(desk)
    desk.store.outbox.begin_attempt(row.id, desk.now())
    desk.store.outbox.finish_attempt(row.id, SendState.OUTCOME_UNKNOWN, "?", desk.now())
    assert settle(desk, row.id, arrived=True).state is SendState.SENT


def test_rows_left_in_mid_sending_are_checked_not_resent(desk: Desk, server: PracticeServer) -> None:
    """As after a kill: the attempt was begun and the file arrived, but nobody wrote that down."""
    row = put(desk)
    content = desk.store.outbox.content(row.id)
    desk.cabinet.attach(
        row.attestee_id,
        content,
        row.file_name,
        before_first_byte=lambda: _begin(desk, row),
    )
    desk.store.outbox.recover(desk.now())
    assert desk.store.outbox.get(row.id).state is SendState.OUTCOME_UNKNOWN
    send_due(desk)
    assert desk.store.outbox.get(row.id).state is SendState.CONFIRMED
    assert shown(server).upload_posts == 1


@pytest.mark.parametrize("fault", [Fault.PAGE_CHANGED, Fault.ROW_GONE])
@pytest.mark.parametrize("broken", [False, True])
def test_row_that_cannot_be_read_after_the_upload_is_unknown_not_failed(
    desk: Desk, server: PracticeServer, clock: Clock, fault: Fault, broken: bool
) -> None:
    """The file went out: until the row is read again nobody may say that it did not arrive."""
    row = put(desk)
    after = Fault.DROP_AFTER_UPLOAD if broken else Fault.SLOW_AFTER_UPLOAD
    server.faults.set(after, times=1)
    server.faults.set(fault, after=after)

    def let_go() -> None:
        server.faults.wait_until_hit(after)
        server.faults.release(after)

    letting_go = threading.Thread(target=let_go)
    letting_go.start()
    assert send(desk, row).state is SendState.OUTCOME_UNKNOWN
    letting_go.join()
    assert desk.store.outbox.get(row.id).last_answer
    clock.forward(hours=2)
    send_due(desk)
    assert desk.store.outbox.get(row.id).state is SendState.OUTCOME_UNKNOWN
    server.faults.clear()
    clock.forward(hours=2)
    send_due(desk)
    assert desk.store.outbox.get(row.id).state is SendState.CONFIRMED
    assert len(shown(server).kept) == 1
