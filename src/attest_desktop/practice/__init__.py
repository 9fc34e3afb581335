"""The practice service (учебный сервис): a real HTTP server that stands in for the cabinet, with invented people.

with PracticeServer(dialect=Dialect.WEBFORMS, settings=PracticeSettings(encoding="windows-1251")) as server:
    ...  # server.url, SAMPLE_ACCOUNT, server.faults, server.state
"""

from attest_desktop.practice.faults import Fault, FaultPlan
from attest_desktop.practice.people import (
    ACCOUNTS,
    ATTESTEES,
    SAMPLE_ACCOUNT,
    SECOND_ACCOUNT,
    PracticeAccount,
    SampleAttestee,
    SampleDocument,
)
from attest_desktop.practice.server import PracticeServer, serve_forever
from attest_desktop.practice.settings import Dialect, PracticeSettings
from attest_desktop.practice.state import AccountState, Letter, PracticeState, RequestLine, Row, StoredFile

__all__ = [
    "ACCOUNTS",
    "ATTESTEES",
    "SAMPLE_ACCOUNT",
    "SECOND_ACCOUNT",
    "AccountState",
    "Dialect",
    "Fault",
    "FaultPlan",
    "Letter",
    "PracticeAccount",
    "PracticeServer",
    "PracticeSettings",
    "PracticeState",
    "RequestLine",
    "Row",
    "SampleAttestee",
    "SampleDocument",
    "StoredFile",
    "serve_forever",
]
