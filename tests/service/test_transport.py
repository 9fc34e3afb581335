"""Getting answers: own host only, protection, limits, and each way a line can fail."""

from __future__ import annotations

import gzip
import logging
import socket
import ssl
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from attest_desktop.domain.errors import AttestError, CancelledError, EnvironmentFault
from attest_desktop.service import (
    AnswerTooLargeError,
    CertificateError,
    ForeignHostError,
    Link,
    NoNetworkError,
    NotTheCabinetError,
    PageNotUnderstoodError,
    ServerFaultError,
    SessionExpiredError,
    TimedOutError,
    Timeouts,
)
from tests.service.conftest import Opener
from tests.service.web import ATTACH, NOT_ATTACHED, Asked, Reply, Said, Site, page, row, table, upload_form

SIGN_IN = page(
    '<form method="post"><label>Имя пользователя <input name="u"></label>'
    '<label>Пароль <input type="password" name="p"></label><button>Войти</button></form>'
)


def redirect(where: str, status: int = 302) -> Said:
    return Said("", status, {"Location": where})


@pytest.mark.parametrize(
    ("reply", "error"),
    [
        (Said("", 500), ServerFaultError),
        (Said("", 503), ServerFaultError),
        (Said("", 429), ServerFaultError),
        (Said("", 401), SessionExpiredError),
        (Said("", 403), SessionExpiredError),
        (Said("", 404), PageNotUnderstoodError),
        (SIGN_IN, SessionExpiredError),
        (Said("<p>Подтвердите номер телефона"), NotTheCabinetError),
        (Said("{}", headers={"Content-Type": "application/json"}), NotTheCabinetError),
        (Said(""), NotTheCabinetError),
        (redirect("http://portal.example/login"), ForeignHostError),
        (redirect("//portal.example/login"), ForeignHostError),
        (redirect("https://127.0.0.1/cpnew/Expert"), ForeignHostError),
        (redirect("http://127.0.0.1:1/cpnew/Expert"), ForeignHostError),
        (redirect("http://user:pw@127.0.0.1/"), ForeignHostError),
        (redirect("ftp://127.0.0.1/"), ForeignHostError),
        (redirect("http://[broken/"), NotTheCabinetError),
        (redirect("/cpnew/Expert"), NotTheCabinetError),
        (Said(page("x" * 500), cut=100), NoNetworkError),
        (Said(b"\x1f\x8bnot gzip", headers={"Content-Encoding": "gzip"}), NoNetworkError),
    ],
)
def test_each_failure_has_its_own_error(
    site: Site, open_cabinet: Opener, reply: Reply, error: type[AttestError]
) -> None:
    site.replies["/cpnew/Expert"] = reply
    with pytest.raises(error) as raised:
        open_cabinet(site.url).home()
    assert type(raised.value) is error
    assert raised.value.what.endswith((".", "»"))
    assert raised.value.todo.endswith(".")


def test_a_redirect_on_the_same_host_is_followed_with_cookies(site: Site, open_cabinet: Opener) -> None:
    site.replies = {
        "/cpnew/Expert": Said("", 302, {"Location": "Real?x=1", "Set-Cookie": "s=7; path=/; HttpOnly"}),
        "/cpnew/Real": page("Количество педагогических работников, назначенных Вам на аттестацию = 11."),
    }
    assert open_cabinet(site.url).home().assigned == 11
    assert site.asked[-1].target == "/cpnew/Real?x=1"
    assert site.asked[-1].headers["Cookie"] == "s=7"


@pytest.mark.parametrize(("status", "method"), [(302, "GET"), (303, "GET"), (307, "POST"), (308, "POST")])
def test_a_form_after_a_redirect(site: Site, open_cabinet: Opener, status: int, method: str) -> None:
    site.replies = {
        "GET /cpnew/Expert": SIGN_IN,
        "POST /cpnew/Expert": redirect("/cpnew/After", status),
        "/cpnew/After": page(""),
    }
    open_cabinet(site.url).sign_in("ann", "пароль")
    assert site.asked[-1].method == method
    assert (("u", "ann") in site.asked[-1].form) == (method == "POST")


def test_nobody_listens(open_cabinet: Opener) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    with pytest.raises(NoNetworkError, match="Соединиться"):
        open_cabinet(f"http://127.0.0.1:{port}/cpnew/").home()


def test_no_such_host(open_cabinet: Opener, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
    with pytest.raises(NoNetworkError):
        open_cabinet("http://cabinet.invalid/cpnew/", Timeouts(connect=3, read=3)).home()


def test_a_dead_proxy_is_named(open_cabinet: Opener, monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    monkeypatch.setenv("http_proxy", f"http://127.0.0.1:{port}")
    monkeypatch.delenv("no_proxy", raising=False)
    monkeypatch.delenv("NO_PROXY", raising=False)
    with pytest.raises(NoNetworkError, match="прокси"):
        open_cabinet("http://cabinet.example/cpnew/").home()


def test_this_machine_is_asked_without_a_proxy(
    site: Site, open_cabinet: Opener, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:1")
    monkeypatch.delenv("no_proxy", raising=False)
    site.replies["/cpnew/Expert"] = page("")
    assert open_cabinet(site.url).home().assigned is None


def test_a_proxy_of_the_system_is_used(site: Site, open_cabinet: Opener, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("http_proxy", site.url.removesuffix("cpnew/"))
    monkeypatch.delenv("no_proxy", raising=False)
    monkeypatch.delenv("NO_PROXY", raising=False)
    site.replies["/cpnew/Expert"] = page("")
    open_cabinet("http://cabinet.example/cpnew/").home()
    assert site.asked[0].target == "http://cabinet.example/cpnew/Expert"


def test_passwords_from_netrc_are_not_sent(
    site: Site, open_cabinet: Opener, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    netrc = tmp_path / "netrc"
    netrc.write_text("machine 127.0.0.1 login a password b\n")
    netrc.chmod(0o600)
    monkeypatch.setenv("NETRC", str(netrc))
    site.replies["/cpnew/Expert"] = page("")
    open_cabinet(site.url).home()
    assert "Authorization" not in site.asked[0].headers


def test_silence_is_a_time_out(open_cabinet: Opener) -> None:
    with socket.create_server(("127.0.0.1", 0)) as mute:
        url = f"http://127.0.0.1:{mute.getsockname()[1]}/cpnew/"
        with pytest.raises(TimedOutError):
            open_cabinet(url, Timeouts(connect=1, read=0.2)).home()


def test_a_trickle_is_a_time_out(site: Site, open_cabinet: Opener) -> None:
    listener = socket.create_server(("127.0.0.1", 0))
    finished = threading.Event()

    def trickle() -> None:
        connection, _ = listener.accept()
        with connection:
            connection.recv(4096)
            connection.sendall(
                b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 90000000\r\n\r\n"[:-2]
            )
            connection.sendall(b"\r\n")
            while not finished.wait(0.05):
                try:
                    connection.sendall(b"x" * 70000)
                except OSError:
                    return

    thread = threading.Thread(target=trickle)
    thread.start()
    try:
        with pytest.raises((TimedOutError, AnswerTooLargeError)):
            open_cabinet(
                f"http://127.0.0.1:{listener.getsockname()[1]}/", Timeouts(connect=1, read=1, whole=0.3)
            ).home()
    finally:
        finished.set()
        thread.join()
        listener.close()


def test_a_declared_giant_is_not_read(site: Site, open_cabinet: Opener) -> None:
    site.replies["/cpnew/File"] = Said("x", headers={"Content-Length": str(65 * 1024 * 1024)}, cut=1)
    with pytest.raises(AnswerTooLargeError, match="64 МБ"):
        open_cabinet(site.url).download(Link("Файл", site.url + "File"))


def test_a_zip_bomb_is_not_unpacked(site: Site, open_cabinet: Opener) -> None:
    bomb = gzip.compress(bytes(70 * 1024 * 1024), 9)
    assert len(bomb) < 100_000
    site.replies["/cpnew/File"] = Said(
        bomb, headers={"Content-Encoding": "gzip", "Content-Type": "application/pdf"}
    )
    with pytest.raises(AnswerTooLargeError):
        open_cabinet(site.url).download(Link("Файл", site.url + "File"))


def test_a_download_can_be_cancelled_and_tells_its_progress(site: Site, open_cabinet: Opener) -> None:
    site.replies["/cpnew/File"] = Said(bytes(1 << 20), headers={"Content-Type": "application/pdf"})
    parts: list[float | None] = []

    def progress(what: str, part: float | None = None, /) -> None:
        parts.append(part)

    cabinet = open_cabinet(site.url)
    got = cabinet.download(Link("Файл", site.url + "File"), progress=progress)
    assert len(got.content) == 1 << 20
    assert parts[-1] == 1.0
    assert len(parts) > 3
    with pytest.raises(CancelledError):
        cabinet.download(Link("Файл", site.url + "File"), cancelled=lambda: len(parts) > 20, progress=progress)


@pytest.mark.parametrize(
    ("reply", "error"),
    [
        (SIGN_IN, SessionExpiredError),
        (redirect("/cpnew/In"), SessionExpiredError),
        (page("Файл не найден"), PageNotUnderstoodError),
        (Said("", 404), PageNotUnderstoodError),
        (Said("gone", 404, {"Content-Type": "application/pdf"}), AttestError),
    ],
)
def test_a_page_is_never_taken_for_a_file(
    site: Site, open_cabinet: Opener, reply: Reply, error: type[AttestError]
) -> None:
    site.replies = {"/cpnew/File": reply, "/cpnew/In": SIGN_IN}
    with pytest.raises(error):
        open_cabinet(site.url).download(Link("Файл", site.url + "File"))


def test_a_link_to_another_host_is_not_fetched(site: Site, open_cabinet: Opener) -> None:
    with pytest.raises(ForeignHostError):
        open_cabinet(site.url).download(Link("Файл", "http://elsewhere.example/a.pdf"))


def test_errors_of_the_line_are_faults_of_the_environment() -> None:
    for kind in (NoNetworkError, TimedOutError, CertificateError, ForeignHostError):
        assert issubclass(kind, EnvironmentFault)


def test_nothing_personal_is_logged(site: Site, open_cabinet: Opener, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    site.replies = {
        "/cpnew/Expert": SIGN_IN,
        "POST /cpnew/Expert": Said(
            "", 302, {"Location": "/cpnew/X?who=secret-query", "Set-Cookie": "s=secret-cookie"}
        ),
        "/cpnew/X": page(""),
        "/cpnew/File": Said(b"1", headers={"Content-Disposition": 'attachment; filename="secret-name.pdf"'}),
    }
    cabinet = open_cabinet(site.url)
    cabinet.sign_in("secret-user", "secret-password")
    cabinet.download(Link("Файл", site.url + "File?name=secret-link"))
    assert cabinet.signed_in
    assert caplog.records
    assert "secret" not in caplog.text


# Certificates.


def _certificate(folder: Path, name: str, *, ended: bool = False) -> tuple[Path, Path]:
    key = ec.generate_private_key(ec.SECP256R1())
    who = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    now = datetime.now(UTC)
    built = (
        x509.CertificateBuilder()
        .subject_name(who)
        .issuer_name(who)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=9))
        .not_valid_after(now + timedelta(days=-1 if ended else 1))
        .add_extension(
            x509.SubjectAlternativeName([x509.DNSName("localhost"), x509.IPAddress(ip_address("127.0.0.1"))]),
            False,
        )
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), True)
        .sign(key, hashes.SHA256())
    )
    certificate, secret = folder / f"{name}.pem", folder / f"{name}.key"
    certificate.write_bytes(built.public_bytes(serialization.Encoding.PEM))
    secret.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
    )
    return certificate, secret


@pytest.fixture
def safe_site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    certificate, secret = _certificate(tmp_path, "good")
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, secret)
    made = Site(context)
    made.replies["/cpnew/Expert"] = page("")
    # What the operating system trusts, on Linux.
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    monkeypatch.setenv("SSL_CERT_DIR", str(tmp_path / "none"))
    yield made
    made.stop()


linux_store = pytest.mark.skipif(
    not Path("/proc").exists(), reason="the store of certificates is a file on Linux only"
)


@linux_store
def test_the_systems_certificates_are_trusted(safe_site: Site, open_cabinet: Opener) -> None:
    assert open_cabinet(safe_site.url).home().assigned is None


@linux_store
def test_unknown_certificate(
    safe_site: Site, open_cabinet: Opener, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    other, _ = _certificate(tmp_path, "other")
    monkeypatch.setenv("SSL_CERT_FILE", str(other))
    # Neither does a list from the environment of another library help.
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(tmp_path / "good.pem"))
    with pytest.raises(CertificateError, match="не доверяет"):
        open_cabinet(safe_site.url).home()
    assert safe_site.asked == []


@linux_store
def test_expired_certificate(tmp_path: Path, open_cabinet: Opener, monkeypatch: pytest.MonkeyPatch) -> None:
    certificate, secret = _certificate(tmp_path, "old", ended=True)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, secret)
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    made = Site(context)
    with pytest.raises(CertificateError):
        open_cabinet(made.url).home()
    made.stop()


def test_a_server_that_does_not_speak_tls(site: Site, open_cabinet: Opener) -> None:
    with pytest.raises(CertificateError):
        open_cabinet(site.url.replace("http://", "https://")).home()


@linux_store
def test_from_protected_to_unprotected_is_refused(safe_site: Site, open_cabinet: Opener) -> None:
    def away(asked: Asked) -> Said:
        return redirect(safe_site.url.replace("https://", "http://") + "Expert")

    safe_site.replies["/cpnew/Expert"] = away
    with pytest.raises(ForeignHostError, match="незащищённый"):
        open_cabinet(safe_site.url).home()


@linux_store
def test_an_upload_over_tls_is_announced_once_connected(safe_site: Site, open_cabinet: Opener) -> None:
    safe_site.replies |= {
        "/cpnew/Table": page(table(row(NOT_ATTACHED + upload_form(ATTACH)))),
        "/cpnew/Send": page(""),
    }
    cabinet = open_cabinet(safe_site.url)
    who = cabinet.attestation().rows[0].attestee.id
    seen: list[int] = []
    cabinet.attach(who, b"%PDF", "a.pdf", before_first_byte=lambda: seen.append(len(safe_site.posts())))
    assert seen == [0]
    assert len(safe_site.posts()) == 1
