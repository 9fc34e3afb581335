"""Sending while what the service says breaks off at any byte: the page before, the answer, the reading back."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest

from attest_desktop.domain.sending import SendState
from attest_desktop.practice import PracticeServer
from attest_desktop.work.desk import Desk
from attest_desktop.work.people import people
from attest_desktop.work.send import enqueue_file, send_due
from tests.support.relay import Relay
from tests.work.conftest import Clock, a_pdf


@pytest.fixture
def relay(server: PracticeServer) -> Iterator[Relay]:
    made = Relay(urlsplit(server.url).port or 0)
    yield made
    made.stop()


@pytest.fixture
def address(relay: Relay) -> str:
    return f"http://127.0.0.1:{relay.port}/cpnew/"


@pytest.mark.parametrize("cuts", [3, pytest.param(60, marks=pytest.mark.slow)])
def test_broken_off_at_any_byte_of_the_answers(
    desk: Desk, server: PracticeServer, relay: Relay, clock: Clock, cuts: int
) -> None:
    who = people(desk)[0].attestee
    stored = server.state.row(who.full_name)

    def put(number: int) -> int:
        content = (a_pdf(f"{number:03}") + b"\n%").ljust(22_000, b"x")
        return enqueue_file(desk, who.id, "Итоговое заключение.pdf", content).id

    send_due(desk, only=[put(0)])
    before = relay.said
    send_due(desk, only=[put(1)])
    whole = relay.said - before
    assert len(stored.kept) == 2
    for number in range(cuts):
        row, copies, broken = put(number + 2), len(stored.kept), relay.cuts
        relay.cut_answers_after = whole * number // cuts
        send_due(desk, only=[row])
        assert relay.cuts == broken + 1
        after = desk.store.outbox.get(row).state
        assert after is not SendState.CONFIRMED or len(stored.kept) == copies + 1, "a false success"
        relay.cut_answers_after = None
        clock.forward(hours=2)
        send_due(desk)
        assert desk.store.outbox.get(row).state is SendState.CONFIRMED
        assert len(stored.kept) == copies + 1, "once, and not twice"
