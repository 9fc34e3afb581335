"""Pages that the service no longer takes back: the token or the view state in them is stale."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from attest_desktop.practice import SAMPLE_ACCOUNT, Dialect, Fault, PracticeServer, PracticeSettings
from attest_desktop.service import Cabinet
from tests.service.conftest import Opener

PDF = b"%PDF-1.7 stale"
SETTINGS = PracticeSettings(page_size=4)
POSTS = {Dialect.MVC: "POST /cpnew/Expert/Conclusion", Dialect.WEBFORMS: "POST /cpnew/Expert/Attestation.aspx"}


@pytest.fixture(params=Dialect, ids=lambda one: one.value)
def server(request: pytest.FixtureRequest) -> Iterator[PracticeServer]:
    with PracticeServer(dialect=request.param, settings=SETTINGS) as running:
        yield running
        assert running.state.attest_posts == 0


@pytest.fixture
def cabinet(server: PracticeServer, open_cabinet: Opener) -> Cabinet:
    made = open_cabinet(server.url)
    made.sign_in(SAMPLE_ACCOUNT.user_name, SAMPLE_ACCOUNT.password)
    return made


def test_stale_pages_are_turned_and_followed_all_the_same(server: PracticeServer, cabinet: Cabinet) -> None:
    """The pager and the documents of Web Forms are postbacks; in MVC nothing is posted here."""
    page = cabinet.attestation()
    posted = server.dialect is Dialect.WEBFORMS
    server.faults.set(Fault.TOKEN_STALE, times=1, path=POSTS[server.dialect])
    assert len(cabinet.attestation().rows) == len(page.rows)
    assert server.faults.hits(Fault.TOKEN_STALE) == posted
    server.faults.set(Fault.TOKEN_STALE, times=1, path=POSTS[server.dialect])
    assert cabinet.documents(page.rows[0].attestee.id)
    assert server.faults.hits(Fault.TOKEN_STALE) == posted


def test_every_upload_takes_the_page_anew(server: PracticeServer, cabinet: Cabinet) -> None:
    first, second = (row.attestee.id for row in cabinet.attestation().rows[:2])
    for who in (first, second, first):
        # Everything seen so far belongs to a session that is over.
        server.state.sessions.close_all()
        cabinet.sign_in(SAMPLE_ACCOUNT.user_name, SAMPLE_ACCOUNT.password)
        cabinet.attach(who, PDF + who.encode(), "a.pdf", before_first_byte=lambda: None)
        assert cabinet.read_back(who).content == PDF + who.encode()
    assert server.state.upload_posts == 3


def test_signing_in_on_a_page_gone_stale(server: PracticeServer, cabinet: Cabinet) -> None:
    """Signing in again begins with a fresh page, whatever was open before."""
    for _ in range(2):
        server.state.sessions.close_all()
        cabinet.sign_in(SAMPLE_ACCOUNT.user_name, SAMPLE_ACCOUNT.password)
        assert cabinet.home().assigned
