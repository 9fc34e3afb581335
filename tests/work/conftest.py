"""A desk on a running practice service, with one finished conclusion at hand."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from attest_desktop.practice import SAMPLE_ACCOUNT, PracticeServer
from attest_desktop.store import Account, Secrets
from attest_desktop.work.desk import Desk
from attest_desktop.work.refresh import refresh
from attest_desktop.work.sign_in import sign_in
from tests.support.training import make_store

PASSPHRASE = "кодовая фраза для проверок"


class Clock:
    """A clock that tests move by hand; every look at it is a second later than the one before."""

    def __init__(self) -> None:
        self.moment = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        self.moment += timedelta(seconds=1)
        return self.moment

    def forward(self, **passed: float) -> None:
        self.moment += timedelta(**passed)


@pytest.fixture(scope="session")
def _running_server() -> Iterator[PracticeServer]:
    with PracticeServer() as running:
        yield running


@pytest.fixture
def server(_running_server: PracticeServer) -> PracticeServer:
    """The practice service, as new."""
    _running_server.start()  # the test before may have stopped it
    _running_server.faults.clear()
    _running_server.reset()
    return _running_server


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def secrets() -> Secrets:
    return Secrets.absent()


@pytest.fixture
def address(server: PracticeServer) -> str:
    """Where the desk signs in; a test that puts something in between says so."""
    return server.url


@dataclass(frozen=True)
class Pattern:
    """A desk's folder after its first refresh, and when that was done: the beginning of most tests."""

    address: str
    folder: Path
    ended: datetime


@pytest.fixture(scope="session")
def pattern(_running_server: PracticeServer, tmp_path_factory: pytest.TempPathFactory) -> Pattern:
    """What every fresh desk on the usual service would fetch, fetched once."""
    _running_server.start()
    _running_server.faults.clear()
    _running_server.reset()
    folder, clock = tmp_path_factory.mktemp("pattern"), Clock()
    with signed_in(_running_server.url, folder, Secrets.absent(), clock, new=True) as opened:
        refresh(opened)
    return Pattern(_running_server.url, folder, clock.moment)


def signed_in(address: str, folder: Path, secrets: Secrets, clock: Clock, *, new: bool) -> Desk:
    """The sample expert's desk in `folder`; a new store's passphrase is quickly tried."""
    account = Account(address, SAMPLE_ACCOUNT.user_name)
    if new:
        make_store(folder, account, PASSPHRASE)
    return sign_in(
        account, SAMPLE_ACCOUNT.password, data_dir=folder, secrets=secrets, passphrase=PASSPHRASE, clock=clock
    )


@pytest.fixture
def desk(address: str, secrets: Secrets, clock: Clock, tmp_path: Path, pattern: Pattern) -> Iterator[Desk]:
    """The sample expert's desk, signed in and refreshed."""
    usual = address == pattern.address and clock.moment == Clock().moment
    if usual:
        shutil.copytree(pattern.folder, tmp_path / "data")
        clock.moment = pattern.ended
    with signed_in(address, tmp_path / "data", secrets, clock, new=not usual) as opened:
        if not usual:
            refresh(opened)
        yield opened


def a_pdf(words: str = "one") -> bytes:
    """A small PDF whose bytes depend on `words`."""
    from io import BytesIO

    from pypdf import PdfWriter

    writer = PdfWriter()
    writer.add_blank_page(595, 842)
    writer.add_metadata({"/Title": words})
    stream = BytesIO()
    writer.write(stream)
    return stream.getvalue()
