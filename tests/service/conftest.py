"""Sites to talk to, and cabinets that are closed again."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator

import pytest

from attest_desktop.practice import PracticeServer
from attest_desktop.service import Cabinet, Timeouts
from tests.service.web import Site

QUICK = Timeouts(connect=5, read=5, send=5, whole=20)
Opener = Callable[..., Cabinet]


@pytest.fixture(autouse=True)
def _no_unexpected_warnings(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    yield
    loud = [one for one in caplog.get_records("call") if one.levelno >= logging.WARNING]
    assert not [one for one in loud if one.name.startswith(("attest_desktop.service", "urllib3"))]


@pytest.fixture
def site() -> Iterator[Site]:
    made = Site()
    yield made
    made.stop()


@pytest.fixture
def open_cabinet() -> Iterator[Opener]:
    opened: list[Cabinet] = []

    def make(url: str, timeouts: Timeouts = QUICK) -> Cabinet:
        cabinet = Cabinet(url, timeouts=timeouts)
        opened.append(cabinet)
        return cabinet

    yield make
    for one in opened:
        one.close()


@pytest.fixture(scope="session")
def _practice_server() -> Iterator[PracticeServer]:
    with PracticeServer() as server:
        yield server


@pytest.fixture
def practice(_practice_server: PracticeServer) -> PracticeServer:
    """The practice service, as new."""
    _practice_server.faults.clear()
    _practice_server.reset()
    return _practice_server
