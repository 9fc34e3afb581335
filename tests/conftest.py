"""What every test needs: no screen, and nothing of this machine's user."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest
from hypothesis import settings

from tests.support import tally

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
# A test must never see or touch the keyring of whoever runs it; those that need one start their own.
os.environ.setdefault("PYTHON_KEYRING_BACKEND", "keyring.backends.null.Keyring")

# The same cases each time: whoever changes one thing must not fail over another. The long forms look for new ones.
settings.register_profile("steady", derandomize=True)
settings.load_profile("steady")

TOLD = "told"
"""A property that a test records with `record_property(TOLD, "actions: 3")` is printed at the end of the run."""


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    """Each test counts its own."""
    tally.taken()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Iterator[None]:
    """What the test has tried goes with its report."""
    try:
        return (yield)
    finally:
        if tried := tally.taken():
            item.user_properties.append((tally.PROPERTY, tried))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Figures that tests have counted, for whoever reads the run."""
    reports = [one for group in terminalreporter.stats.values() for one in group]
    reports = [one for one in reports if getattr(one, "when", "") == "call"]
    properties = [(one, name, value) for one in reports for name, value in one.user_properties]
    lines = sorted(str(value) for _, name, value in properties if name == TOLD)
    lines += tally.table((value, one.failed) for one, name, value in properties if name == tally.PROPERTY)
    if lines:
        terminalreporter.section("counted")
        for line in lines:
            terminalreporter.write_line(line)
