from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest

from attest_desktop.practice import SAMPLE_ACCOUNT, Dialect, PracticeServer, PracticeSettings
from attest_desktop.practice.settings import ENCODINGS
from tests.practice.browser import Browser
from tests.practice.person import Person


@pytest.fixture(scope="session")
def _plain_server() -> Iterator[PracticeServer]:
    with PracticeServer() as running:
        yield running


@pytest.fixture
def server(_plain_server: PracticeServer) -> PracticeServer:
    """The service as new, in its default dialect and settings."""
    _plain_server.faults.clear()
    _plain_server.reset()
    return _plain_server


@pytest.fixture
def visitor() -> Iterator[Callable[[PracticeServer], Browser]]:
    """Makes browsers that are closed after the test."""
    with ExitStack() as stack:

        def make(server: PracticeServer) -> Browser:
            browser = Browser(server)
            stack.callback(browser.close)
            return browser

        yield make


@pytest.fixture
def browser(server: PracticeServer, visitor: Callable[[PracticeServer], Browser]) -> Browser:
    """A browser that has not signed in."""
    return visitor(server)


@pytest.fixture
def expert(browser: Browser) -> Browser:
    """A browser signed in as the sample expert."""
    return browser.sign_in(SAMPLE_ACCOUNT)


@pytest.fixture(scope="session")
def _servers() -> Iterator[Callable[[Dialect, str], PracticeServer]]:
    with ExitStack() as stack:
        running: dict[tuple[Dialect, str], PracticeServer] = {}

        def get(dialect: Dialect, encoding: str) -> PracticeServer:
            if (dialect, encoding) not in running:
                settings = PracticeSettings(encoding=encoding, page_size=8)
                made = PracticeServer(dialect=dialect, settings=settings)
                running[dialect, encoding] = stack.enter_context(made)
            return running[dialect, encoding]

        yield get


@pytest.fixture(
    params=[(dialect, encoding) for dialect in Dialect for encoding in ENCODINGS],
    ids=lambda chosen: f"{chosen[0].value}-{chosen[1]}",
)
def service(request: pytest.FixtureRequest, _servers: Callable[[Dialect, str], PracticeServer]) -> PracticeServer:
    """The service as new, in each dialect and encoding, with two pages of attestees."""
    server = _servers(*request.param)
    server.faults.clear()
    server.reset()
    return server


@pytest.fixture
def person(service: PracticeServer) -> Iterator[Person]:
    """A person who has not signed in."""
    made = Person(service)
    yield made
    made.session.close()


@pytest.fixture
def teacher(person: Person) -> Person:
    """A person signed in as the sample expert."""
    return person.arrive()
