"""Sending over a line that breaks at any byte: never a false success, never a second copy."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest

from attest_desktop.domain.sending import SendState
from attest_desktop.practice import ATTESTEES, SAMPLE_ACCOUNT, Dialect, PracticeServer, PracticeSettings
from attest_desktop.work.desk import Desk
from attest_desktop.work.people import people
from attest_desktop.work.send import enqueue_file, send_due
from tests.support.relay import Relay
from tests.work.conftest import Clock, a_pdf

SETTINGS = {
    Dialect.MVC: PracticeSettings(),
    Dialect.WEBFORMS: PracticeSettings(encoding="windows-1251", attest_as_link=True),
}
# Bytes of the body that pass: before the file, within it, all but one, and all with the answer lost.
PLACES: tuple[int | None, ...] = (0, 300, 9000, -1, None)
MANY_PLACES: tuple[int | None, ...] = (
    *(0, 1, 2, 50, 100, 300, 600, 1500, 4096, 8191, 8192, 8193, 9000, 16384, 20000),
    *(-2, -1, None),
)


@pytest.fixture(params=Dialect, ids=lambda one: one.value)
def server(request: pytest.FixtureRequest) -> Iterator[PracticeServer]:
    dialect: Dialect = request.param
    with PracticeServer(dialect=dialect, settings=SETTINGS[dialect]) as running:
        running.state.add(SAMPLE_ACCOUNT, ATTESTEES[SAMPLE_ACCOUNT.user_name][:3])
        yield running
        assert running.state.attest_posts == 0


@pytest.fixture
def relay(server: PracticeServer) -> Iterator[Relay]:
    made = Relay(urlsplit(server.url).port or 0)
    yield made
    made.stop()


@pytest.fixture
def address(relay: Relay) -> str:
    return f"http://127.0.0.1:{relay.port}/cpnew/"


@pytest.mark.parametrize(
    "places", [PLACES, pytest.param(MANY_PLACES, marks=pytest.mark.slow)], ids=["few", "many"]
)
def test_broken_at_any_byte(
    desk: Desk, server: PracticeServer, relay: Relay, clock: Clock, places: tuple[int | None, ...]
) -> None:
    who = people(desk)[0].attestee
    stored = server.state.row(who.full_name)

    def put(number: int) -> tuple[int, bytes]:
        # All of one length, so that the last byte is where it was.
        content = (a_pdf(f"{number:03}") + b"\n%").ljust(22_000, b"x")
        return enqueue_file(desk, who.id, "Итоговое заключение.pdf", content).id, content

    first, _ = put(0)
    send_due(desk, only=[first])
    assert desk.store.outbox.get(first).state is SendState.CONFIRMED
    first_file = stored.kept[0].data
    replacing = relay.passed
    for number, place in enumerate(places, 1):
        row, content = put(number)
        copies, posts, cuts = len(stored.kept), stored.upload_posts, relay.cuts
        if place is None:
            relay.answer_lost = True
        else:
            relay.cut_after = place if place >= 0 else replacing + place
        send_due(desk, only=[row])
        after = desk.store.outbox.get(row)
        assert relay.cuts == cuts + 1
        if place is None:
            # All of it came: the row itself says so, and nothing is sent again.
            assert after.state is SendState.CONFIRMED
        else:
            assert len(stored.kept) == copies
            assert after.state is SendState.QUEUED, "it was looked at: the file is not there"
            assert after.attempts == 1
            clock.forward(hours=2)
            send_due(desk)
            assert desk.store.outbox.get(row).state is SendState.CONFIRMED
        assert stored.upload_posts == posts + 1
        assert stored.kept[-1].data == content
        assert len(stored.kept) == copies + 1, "one copy"
    assert stored.kept[0].data == first_file
