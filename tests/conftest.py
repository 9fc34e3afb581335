"""What every test needs: no screen, and nothing of this machine's user."""

from __future__ import annotations

import os

import pytest
from hypothesis import settings

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
# A test must never see or touch the keyring of whoever runs it; those that need one start their own.
os.environ.setdefault("PYTHON_KEYRING_BACKEND", "keyring.backends.null.Keyring")

# The same cases each time: whoever changes one thing must not fail over another. The long forms look for new ones.
settings.register_profile("steady", derandomize=True)
settings.load_profile("steady")

TOLD = "told"
"""A property that a test records with `record_property(TOLD, "actions: 3")` is printed at the end of the run."""


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Figures that tests have counted, for whoever reads the run."""
    reports = (one for group in terminalreporter.stats.values() for one in group)
    properties = (pair for one in reports if getattr(one, "when", "") == "call" for pair in one.user_properties)
    lines = sorted(str(value) for name, value in properties if name == TOLD)
    if lines:
        terminalreporter.section("counted")
        for line in lines:
            terminalreporter.write_line(line)
