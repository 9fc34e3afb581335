from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest

from attest_desktop.practice import SAMPLE_ACCOUNT, PracticeServer
from tests.practice.browser import Browser


@pytest.fixture
def server() -> Iterator[PracticeServer]:
    with PracticeServer() as running:
        yield running


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
