"""A service that means harm by its answers: redirects, cookies, heads. Session and file stay where they were."""

from __future__ import annotations

import ssl
from collections.abc import Iterator
from pathlib import Path

import pytest

from attest_desktop.domain.errors import AttestError
from attest_desktop.service import Cabinet
from tests.service.authority import new_authority
from tests.service.conftest import QUICK
from tests.service.web import ATTACH, NOT_ATTACHED, Said, Site, page, row, table, upload_form
from tests.support import tally
from tests.trust.hostile.watching import plain_words

ASSIGNED = "Количество педагогических работников, назначенных Вам на аттестацию = 11."


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, ssl.SSLContext]:
    return new_authority(tmp_path_factory.mktemp("authority"))


@pytest.fixture
def safe(authority: tuple[Path, ssl.SSLContext]) -> Iterator[Site]:
    made = Site(authority[1])
    yield made
    made.stop()


@pytest.fixture
def elsewhere() -> Iterator[Site]:
    """Somebody else at this machine, without protection; answers everything."""
    made = Site()
    made.replies = dict.fromkeys(("/", "/cpnew/", "/cpnew/Expert", "/x"), page(ASSIGNED))
    yield made
    made.stop()


@pytest.fixture
def cabinet(safe: Site, authority: tuple[Path, ssl.SSLContext]) -> Iterator[Cabinet]:
    made = Cabinet(safe.url, timeouts=QUICK, extra_ca=authority[0])
    yield made
    made.close()


def _places(safe: Site, elsewhere: Site) -> tuple[str, ...]:
    host, port = "localhost", elsewhere.url.rsplit(":", 1)[1].split("/")[0]
    own = safe.url.rsplit(":", 1)[1].split("/")[0]
    return (
        f"http://{host}:{own}/cpnew/Expert",
        f"https://{host}:{port}/cpnew/Expert",
        f"http://{host}:{port}/x",
        f"//127.0.0.1:{port}/x",
        f"https://{host}:{own}@127.0.0.1:{port}/x",
        f"https://{host}.evil.example/x",
        f"https://2130706433:{port}/x",
        f"\\\\127.0.0.1:{port}\\x",
        "javascript:alert(1)",
        "data:text/html,<form></form>",
        "file:///etc/hostname",
        "https://[::1/x",
        f"https://{host}:99999999/x",
    )


def test_no_redirect_leads_away_with_session_or_file(safe: Site, elsewhere: Site, cabinet: Cabinet) -> None:
    safe.replies["/cpnew/Expert"] = page("")
    safe.replies["/cpnew/Table"] = page(table(row(NOT_ATTACHED + upload_form(ATTACH))))
    who = cabinet.attestation().rows[0].attestee.id
    for number, place in enumerate(_places(safe, elsewhere)):
        away = Said("", (302, 307)[number % 2], {"Location": place, "Set-Cookie": "session=secret; path=/"})
        safe.replies |= {"/cpnew/Expert": away, "/cpnew/Send": away}
        for ask in (
            cabinet.home,
            lambda: cabinet.attach(who, b"%PDF-1.7", "a.pdf", before_first_byte=lambda: None),
        ):
            tally.count(tally.Fault.HOSTILE)
            try:
                ask()
            except AttestError as refused:
                plain_words(refused)
    assert elsewhere.asked == []
    # A redirect is no reason to send a file twice.
    assert len(safe.posts()) == len(_places(safe, elsewhere))


@pytest.mark.parametrize("attributes", ["path=/", "path=/; HttpOnly", "path=/; SameSite=None"])
def test_a_cookie_without_secure_stays_on_the_protected_line(
    safe: Site, elsewhere: Site, cabinet: Cabinet, attributes: str
) -> None:
    tally.count(tally.Fault.HOSTILE)
    safe.replies["/cpnew/Expert"] = Said(page(ASSIGNED), 200, {"Set-Cookie": f"session=secret; {attributes}"})
    cabinet.home()
    kept = [one.secure for one in cabinet._transport._session.cookies if not isinstance(one, str)]
    assert all(kept)
    # Whatever else would ask this name without protection has nothing to show.
    cabinet._transport._session.get(elsewhere.url.replace("127.0.0.1", "localhost") + "Expert", timeout=5).close()
    assert "Cookie" not in elsewhere.asked[-1].headers
    cabinet.home()
    assert ("Cookie" in safe.asked[-1].headers) == bool(kept)


def test_an_unprotected_service_keeps_its_session(elsewhere: Site) -> None:
    elsewhere.replies["/cpnew/Expert"] = Said(page(ASSIGNED), 200, {"Set-Cookie": "session=a; path=/"})
    cabinet = Cabinet(elsewhere.url, timeouts=QUICK)
    cabinet.home()
    cabinet.home()
    cabinet.close()
    assert elsewhere.asked[-1].headers["Cookie"] == "session=a"


# Python's own jar of cookies warns of what it did not expect, and goes on without it.
@pytest.mark.filterwarnings("ignore:http.cookiejar bug")
@pytest.mark.parametrize(
    "headers",
    [
        {"Set-Cookie": "session=secret; domain=.example; path=/"},
        {"Set-Cookie": "session=secret; domain=com"},
        {"Set-Cookie": "a=" + "x" * 60_000},
        {"Set-Cookie": "a=" + "x" * 70_000},
        {"Set-Cookie": "a=\x01\x02; path=/\x1b[31m"},
        {"Set-Cookie": "; ; ;=;;"},
        {"Set-Cookie": "a=b; expires=Thu, 99 Foo 99999 99:99:99 GMT; max-age=" + "9" * 400},
        {f"X-{number}": "x" for number in range(300)},
        {"Content-Type": "text/html; charset=" + "x" * 5_000},
        {"Content-Type": "text/html; charset=rot13"},
        {"Content-Length": "5, 7"},
        {"Content-Encoding": "gzip, gzip, gzip, gzip, gzip, gzip"},
        {"Content-Disposition": "attachment; filename=" + "../" * 3_000},
        {"Location": "/x" * 30_000},
    ],
    ids=lambda headers: next(iter(headers.items()))[0] + " " + next(iter(headers.items()))[1][:20].strip(),
)
def test_heads_that_mean_harm_end_in_words(elsewhere: Site, headers: dict[str, str]) -> None:
    tally.count(tally.Fault.HOSTILE)
    elsewhere.replies["/cpnew/Expert"] = Said(page(ASSIGNED), 200, headers)
    cabinet = Cabinet(elsewhere.url, timeouts=QUICK)
    for _ in range(2):
        try:
            cabinet.home()
        except AttestError as refused:
            plain_words(refused)
    cabinet.close()
    assert not any("secret" in asked.headers.get("Cookie", "") for asked in elsewhere.asked)
