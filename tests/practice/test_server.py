from __future__ import annotations

import signal
import socket
import subprocess
import sys
from collections.abc import Callable

import pytest
import requests

from attest_desktop.practice import SAMPLE_ACCOUNT, Fault, PracticeServer, RequestLine
from attest_desktop.practice.server import PortTakenError
from tests.practice.browser import Browser

PDF = b"%PDF-1.7\n%%EOF\n"


@pytest.mark.parametrize("host", ["0.0.0.0", "", "192.168.0.1", "example.org"])
def test_it_listens_on_this_computer_only(host: str) -> None:
    with pytest.raises(ValueError, match="loopback"):
        PracticeServer(host=host)


def test_a_name_of_another_site_is_not_served(server: PracticeServer) -> None:
    answer = requests.get(server.url + "Account/Login", headers={"Host": "evil.example.org"}, timeout=10)
    assert answer.status_code == 400


def test_a_taken_port_is_told_in_words() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port: int = taken.getsockname()[1]
        with pytest.raises(PortTakenError, match=f"Порт {port} на этом компьютере занят"):
            PracticeServer(port=port).start()


def test_a_stopped_server_is_gone_and_comes_back_with_what_it_knew(
    visitor: Callable[[PracticeServer], Browser],
) -> None:
    with PracticeServer() as server:
        url = server.url
        browser = visitor(server).sign_in(SAMPLE_ACCOUNT)
        browser.attach(server.state.row("Ткаченко"), ("a.pdf", PDF))
        server.stop()
        with pytest.raises(requests.ConnectionError):
            browser.open("Expert")
        server.start()
        assert server.url == url
        assert browser.open("Expert").path == "/cpnew/Expert", "sessions outlive a restart"
        assert server.state.row("Ткаченко").conclusion is not None


def test_stopping_lets_go_what_is_held_back() -> None:
    with (
        PracticeServer(faults=[Fault.SLOW]) as server,
        socket.create_connection(("127.0.0.1", int(server.url.split(":")[2].split("/")[0])), timeout=10) as line,
    ):
        line.sendall(b"GET /cpnew/Account/Login HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")
        assert server.faults.wait_until_hit(Fault.SLOW)
        server.stop()
        assert line.recv(12) == b"HTTP/1.1 200"


def test_reset_puts_the_sample_people_back(expert: Browser, server: PracticeServer) -> None:
    before = server.state.row("Ткаченко")
    expert.attach(before, ("a.pdf", PDF)).press("Аттестовать", within=expert.table_row("Черных"))
    server.reset()
    after = server.state.row("Ткаченко")
    assert after.number == before.number
    assert after.conclusion is None
    assert (server.state.attest_posts, server.state.upload_posts, server.state.requests) == (0, 0, [])
    assert expert.open("Expert").path == "/cpnew/Account/Login"


def test_two_servers_know_nothing_of_each_other(visitor: Callable[[PracticeServer], Browser]) -> None:
    with PracticeServer() as one, PracticeServer() as other:
        assert one.url != other.url
        visitor(one).sign_in(SAMPLE_ACCOUNT).attach(one.state.row("Ткаченко"), ("a.pdf", PDF))
        assert other.state.row("Ткаченко").conclusion is None


def test_requests_are_remembered_without_what_was_asked(browser: Browser, server: PracticeServer) -> None:
    browser.answer = browser.session.get(server.registration_link, timeout=10)
    browser.sign_in(SAMPLE_ACCOUNT)
    assert server.state.requests == [
        RequestLine("GET", "/cpnew/Account/Register"),
        RequestLine("GET", "/cpnew/Account/Login"),
        RequestLine("POST", "/cpnew/Account/Login"),
        RequestLine("GET", "/cpnew/Expert"),
    ]


def test_logs_hold_no_personal_data(
    browser: Browser, server: PracticeServer, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("DEBUG")
    link = server.registration_link
    requests.get(link, timeout=10)
    browser.sign_in(SAMPLE_ACCOUNT).attach(server.state.row("Ткаченко"), ("Ткаченко.pdf", PDF))
    browser.open("Expert/Lost")
    said = "\n".join(record.getMessage() for record in caplog.records if not record.name.startswith("urllib3"))
    assert said
    for secret in (link.rpartition("=")[2], SAMPLE_ACCOUNT.password, SAMPLE_ACCOUNT.user_name, "Ткаченко"):
        assert secret not in said


@pytest.mark.skipif(sys.platform == "win32", reason="SIGINT to another process")
def test_run_for_people_it_prints_its_address_first_and_stops_on_ctrl_c() -> None:
    # A test run in the background may have been told to ignore Ctrl+C, and its children inherit that.
    code = (
        "import signal; signal.signal(signal.SIGINT, signal.default_int_handler);"
        "from attest_desktop.practice import Fault, serve_forever; serve_forever(0, [Fault.UPLOAD_REFUSED])"
    )
    with subprocess.Popen(
        [sys.executable, "-X", "utf8", "-c", code],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        url = process.stdout.readline().strip()
        assert requests.get(url, timeout=10).status_code == 200
        process.send_signal(signal.SIGINT)
        rest, errors = process.stdout.read(), process.stderr.read()
        process.wait(timeout=10)
    assert process.returncode == 0
    assert SAMPLE_ACCOUNT.user_name in rest
    assert "upload_refused" in rest
    assert errors == "Учебный сервис остановлен.\n"
