"""The network of a village school: proxies, authorities of one's own, slow and broken lines, portals."""

from __future__ import annotations

import gzip
import socket
import ssl
import threading
import time
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from attest_desktop.domain.errors import AttestError, BadFileError
from attest_desktop.service import (
    Cabinet,
    CertificateError,
    ForeignHostError,
    Link,
    NoNetworkError,
    NotTheCabinetError,
    TimedOutError,
    Timeouts,
    load_site,
)
from tests.service.authority import HOST, new_authority
from tests.service.conftest import QUICK, Opener
from tests.service.web import ATTACH, NOT_ATTACHED, Reply, Said, Site, page, row, table, upload_form
from tests.support.relay import Relay

OPEN = page(table(row(NOT_ATTACHED + upload_form(ATTACH))))
PROXIES = ("http_proxy", "https_proxy", "all_proxy", "no_proxy")


@pytest.fixture(autouse=True)
def _no_proxies(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in PROXIES:
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)


@pytest.fixture
def relay(site: Site) -> Iterator[Relay]:
    made = Relay(urlsplit(site.url).port or 0)
    yield made
    made.stop()


@pytest.fixture
def authority(tmp_path: Path) -> tuple[Path, ssl.SSLContext]:
    return new_authority(tmp_path)


@pytest.fixture
def safe_site(authority: tuple[Path, ssl.SSLContext]) -> Iterator[Site]:
    made = Site(authority[1])
    made.replies["/cpnew/Expert"] = page("")
    yield made
    made.stop()


@pytest.fixture
def opened() -> Iterator[Callable[..., Cabinet]]:
    made: list[Cabinet] = []

    def make(url: str, **more: object) -> Cabinet:
        made.append(Cabinet(url, timeouts=QUICK, **more))  # type: ignore[arg-type]  # passed through
        return made[-1]

    yield make
    for one in made:
        one.close()


def test_an_authority_of_ones_own(
    safe_site: Site, opened: Callable[..., Cabinet], authority: tuple[Path, ssl.SSLContext]
) -> None:
    with pytest.raises(CertificateError):
        opened(safe_site.url).home()
    assert safe_site.asked == []
    opened(safe_site.url, extra_ca=authority[0]).home()
    assert len(safe_site.asked) == 1


def test_the_authority_may_stand_in_the_users_site_description(
    safe_site: Site, opened: Callable[..., Cabinet], authority: tuple[Path, ssl.SSLContext], tmp_path: Path
) -> None:
    for named in ("root.pem", str(authority[0])):
        own = tmp_path / "site.toml"
        own.write_text(f"[network]\nextra_ca = {named!r}\n", encoding="utf-8")
        opened(safe_site.url, site=load_site(own)).home()
    assert load_site().extra_ca is None


@pytest.mark.parametrize("content", [None, b"", b"not a certificate", b"-----BEGIN CERTIFICATE-----\nAAAA\n"])
def test_a_file_of_authorities_that_is_none(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "own.pem"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(BadFileError, match=r"own\.pem"):
        Cabinet("https://cabinet.example/", extra_ca=path)


def test_another_authority_does_not_help(safe_site: Site, opened: Callable[..., Cabinet], tmp_path: Path) -> None:
    (tmp_path / "another").mkdir()
    other, _ = new_authority(tmp_path / "another")
    with pytest.raises(CertificateError):
        opened(safe_site.url, extra_ca=other).home()


def test_the_name_is_checked_with_an_own_authority_too(
    safe_site: Site, opened: Callable[..., Cabinet], authority: tuple[Path, ssl.SSLContext]
) -> None:
    with pytest.raises(CertificateError):
        opened(safe_site.url.replace("localhost", "127.0.0.1"), extra_ca=authority[0]).home()
    assert safe_site.asked == []


def test_verification_cannot_be_switched_off(
    safe_site: Site, opened: Callable[..., Cabinet], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PYTHONHTTPSVERIFY", "0")
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(tmp_path / "root.pem"))
    monkeypatch.setenv("CURL_CA_BUNDLE", str(tmp_path / "root.pem"))
    cabinet = opened(safe_site.url)
    # Not even by reaching into the HTTP library.
    cabinet._transport._session.verify = False
    with pytest.raises(CertificateError):
        cabinet.home()
    assert safe_site.asked == []


# Proxies.


def test_a_protected_service_behind_a_proxy(
    safe_site: Site,
    opened: Callable[..., Cabinet],
    authority: tuple[Path, ssl.SSLContext],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    proxy = Relay(urlsplit(safe_site.url).port or 0)
    monkeypatch.setenv("https_proxy", f"http://127.0.0.1:{proxy.port}")
    safe_site.replies |= {"/cpnew/Table": OPEN, "/cpnew/Send": page("")}
    cabinet = opened(f"https://{HOST}/cpnew/", extra_ca=authority[0])
    who = cabinet.attestation().rows[0].attestee.id
    seen: list[int] = []
    cabinet.attach(who, b"%PDF", "a.pdf", before_first_byte=lambda: seen.append(len(safe_site.posts())))
    # The proxy is told the host and nothing else; the upload is announced when the tunnel stands.
    assert {one.rsplit(" ", 1)[0] for one in proxy.first_lines} == {f"CONNECT {HOST}:443"}
    assert seen == [0]
    assert len(safe_site.posts()) == 1
    proxy.stop()


def test_a_proxy_does_not_weaken_verification(
    safe_site: Site, opened: Callable[..., Cabinet], monkeypatch: pytest.MonkeyPatch
) -> None:
    proxy = Relay(urlsplit(safe_site.url).port or 0)
    monkeypatch.setenv("https_proxy", f"http://127.0.0.1:{proxy.port}")
    with pytest.raises(CertificateError):
        opened(f"https://{HOST}/cpnew/").home()
    assert safe_site.asked == []
    proxy.stop()


def test_a_plain_service_behind_a_proxy(
    site: Site, relay: Relay, open_cabinet: Opener, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("http_proxy", f"http://127.0.0.1:{relay.port}")
    site.replies |= {"/cpnew/Expert": page(""), "/cpnew/Table": OPEN, "/cpnew/Send": page("")}
    cabinet = open_cabinet(f"http://{HOST}/cpnew/")
    cabinet.attach(cabinet.attestation().rows[0].attestee.id, b"%PDF", "a.pdf", before_first_byte=lambda: None)
    assert f"POST http://{HOST}/cpnew/Send HTTP/1.1" in relay.first_lines
    assert len(site.posts()) == 1


@pytest.mark.parametrize("exempt", [HOST, ".example", "*", f"other.test, {HOST}"])
def test_no_proxy_is_honoured(
    relay: Relay, site: Site, open_cabinet: Opener, monkeypatch: pytest.MonkeyPatch, exempt: str
) -> None:
    monkeypatch.setenv("http_proxy", f"http://127.0.0.1:{relay.port}")
    monkeypatch.setenv("no_proxy", exempt)
    # Without the proxy there is no such host.
    with pytest.raises(NoNetworkError):
        open_cabinet(f"http://{HOST}/cpnew/", Timeouts(connect=2, read=2)).home()
    assert relay.first_lines == []


def test_a_proxy_that_says_no(site: Site, open_cabinet: Opener, monkeypatch: pytest.MonkeyPatch) -> None:
    # It answers CONNECT as a page that is not there.
    monkeypatch.setenv("https_proxy", site.url.removesuffix("cpnew/"))
    with pytest.raises(NoNetworkError, match="прокси"):
        open_cabinet(f"https://{HOST}/cpnew/").home()


# Time-outs.


def test_connecting_takes_no_longer_than_said(open_cabinet: Opener) -> None:
    with socket.create_server(("127.0.0.1", 0), backlog=0) as full:
        where = full.getsockname()
        # Nobody accepts: once its queue is full, the system answers no further calls.
        waiting = [socket.socket() for _ in range(4)]
        for one in waiting:
            one.setblocking(False)
            one.connect_ex(where)
        began = time.monotonic()
        with pytest.raises(TimedOutError):
            open_cabinet(f"http://127.0.0.1:{where[1]}/cpnew/", Timeouts(connect=0.3, read=30, whole=30)).home()
        assert time.monotonic() - began < 10
        for one in waiting:
            one.close()


@pytest.mark.parametrize("head", [b"", b"HTTP/1.1 200 OK\r\n"], ids=["status line", "headers"])
def test_a_head_that_trickles_in(open_cabinet: Opener, head: bytes) -> None:
    """Each piece comes in time and the whole never does."""
    finished = threading.Event()
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def trickle() -> None:
            connection, _ = listener.accept()
            with connection:
                connection.recv(4096)
                connection.sendall(head)
                while not finished.wait(0.05):
                    try:
                        connection.sendall(b"X")
                    except OSError:
                        return

        thread = threading.Thread(target=trickle)
        thread.start()
        try:
            with pytest.raises(TimedOutError):
                open_cabinet(
                    f"http://127.0.0.1:{listener.getsockname()[1]}/", Timeouts(connect=1, read=5, whole=0.4)
                ).home()
        finally:
            finished.set()
            thread.join()


# Slow lines.


def test_progress_is_what_really_went_out(site: Site, relay: Relay, open_cabinet: Opener) -> None:
    site.replies |= {"/cpnew/Expert": page(""), "/cpnew/Table": OPEN, "/cpnew/Send": page("")}
    cabinet = open_cabinet(f"http://127.0.0.1:{relay.port}/cpnew/")
    who = cabinet.attestation().rows[0].attestee.id
    content = bytes(range(256)) * 192  # 48 KiB: six seconds
    ahead: list[float] = []
    steps: list[float] = []

    def progress(what: str, part: float | None = None, /) -> None:
        assert part is not None
        steps.append(part)
        ahead.append(part * len(content) - relay.passed)

    relay.speed = 8000  # 64 kbit/s
    began = time.monotonic()
    cabinet.attach(who, content, "a.pdf", before_first_byte=lambda: None, progress=progress)
    assert time.monotonic() - began > 0.8 * len(content) / relay.speed
    # The relay counts a block when it has passed it on; the answer may be quicker.
    end = time.monotonic() + 5
    while relay.passed <= len(content) and time.monotonic() < end:
        time.sleep(0.01)
    assert relay.passed > len(content)
    assert steps == sorted(steps)
    assert len(set(steps)) >= 6
    # A few blocks wait in buffers on the way, never most of the file.
    assert max(ahead) < 28 * 1024


# Answers.


@pytest.mark.parametrize(
    ("name", "packed"), [("gzip", gzip.compress), ("deflate", zlib.compress)], ids=["gzip", "deflate"]
)
def test_packed_answers(site: Site, open_cabinet: Opener, name: str, packed: Callable[[bytes], bytes]) -> None:
    def said(body: bytes, kind: str) -> Said:
        return Said(packed(body), headers={"Content-Encoding": name, "Content-Type": kind})

    home = page("Количество педагогических работников, назначенных Вам на аттестацию = 11.")
    site.replies = {
        "/cpnew/Expert": said(home.encode("cp1251"), "text/html; charset=windows-1251"),
        "/cpnew/File": said(b"%PDF" * 9999, "application/pdf"),
    }
    cabinet = open_cabinet(site.url)
    assert cabinet.home().assigned == 11
    assert cabinet.download(Link("Файл", site.url + "File")).content == b"%PDF" * 9999
    assert name in site.asked[0].headers["Accept-Encoding"]


PORTALS: dict[str, tuple[Reply, type[AttestError]]] = {
    "another host": (Said("", 302, {"Location": "http://login.hotspot.example/?to=x"}), ForeignHostError),
    "a page of its own": ("<title>Wi-Fi</title><h1>Школьная сеть</h1><form><button>Войти</button></form>",
                          NotTheCabinetError),
    "nearly nothing": ("<script>location='http://login.hotspot.example/'</script>", NotTheCabinetError),
    "a text": (Said("blocked", headers={"Content-Type": "text/plain"}), NotTheCabinetError),
}  # fmt: skip
FORM = (
    '<form method="post" action="/cpnew/in"><label>Логин <input name="u"></label><label>Пароль '
    '<input type="password" name="p"></label><button>Войти</button></form>'
)


def test_a_portal_with_a_sign_in_form_in_the_cabinets_place_gets_no_password(
    site: Site, relay: Relay, open_cabinet: Opener, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("http_proxy", f"http://127.0.0.1:{relay.port}")
    site.replies |= dict.fromkeys(("/cpnew/", "/cpnew/Expert"), f"<title>Сеть гимназии</title>{FORM}")
    with pytest.raises(NotTheCabinetError, match="пароль не введён"):
        open_cabinet(f"http://{HOST}/cpnew/").sign_in("ann", "secret")
    assert site.posts() == []
    # The cabinet itself is signed in to over plain http as well, as it was for years.
    said = "<p>Используйте учетную запись для входа.</p>"
    site.replies |= dict.fromkeys(("/cpnew/", "/cpnew/Expert"), said + FORM)
    site.replies["/cpnew/in"] = page("Личный кабинет")
    cabinet = open_cabinet(f"http://{HOST}/cpnew/")
    cabinet.sign_in("ann", "secret")
    assert cabinet.signed_in
    assert len(site.posts()) == 1


CALLS: dict[str, Callable[[Cabinet, str], object]] = {
    "sign_in": lambda cabinet, who: cabinet.sign_in("ann", "secret"),
    "home": lambda cabinet, who: cabinet.home(),
    "profile": lambda cabinet, who: cabinet.profile(),
    "attestation": lambda cabinet, who: cabinet.attestation(),
    "documents": lambda cabinet, who: cabinet.documents(who),
    "read_back": lambda cabinet, who: cabinet.read_back(who),
    "attach": lambda cabinet, who: cabinet.attach(who, b"%PDF", "a.pdf", before_first_byte=lambda: None),
}


@pytest.mark.parametrize("call", CALLS)
@pytest.mark.parametrize("portal", PORTALS)
def test_a_portal_comes_between(site: Site, open_cabinet: Opener, portal: str, call: str) -> None:
    site.replies = {"/cpnew/Expert": page(""), "/cpnew/Table": OPEN}
    cabinet = open_cabinet(site.url)
    who = cabinet.attestation().rows[0].attestee.id
    reply, error = PORTALS[portal]
    site.replies = dict.fromkeys(("/cpnew/Expert", "/cpnew/Table", "/cpnew/Me", "/cpnew/"), reply)
    with pytest.raises(error):
        CALLS[call](cabinet, who)
    assert site.posts() == [], "neither a password nor a file goes to a portal"
