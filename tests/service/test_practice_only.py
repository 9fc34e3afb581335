"""Training talks to the practice service on this machine, and to nobody else whatever is changed around it."""

from __future__ import annotations

import socket
from collections.abc import Iterator

import pytest

from attest_desktop.practice import SAMPLE_ACCOUNT, PracticeServer
from attest_desktop.service import Cabinet, OutsideTrainingError
from attest_desktop.service.transport import DEFAULT_TIMEOUTS, Transport


@pytest.fixture
def stranger() -> Iterator[socket.socket]:
    """A listener that training has no business with."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        listening.setblocking(False)
        yield listening


def address_of(listening: socket.socket) -> str:
    return f"http://127.0.0.1:{listening.getsockname()[1]}/"


def nobody_came(listening: socket.socket) -> bool:
    try:
        listening.accept()[0].close()
    except BlockingIOError:
        return True
    return False


@pytest.mark.parametrize(
    "address",
    ["https://coko.tomsk.ru/cpnew/", "http://localhost:8080/", "http://10.0.0.1/", "http://[2001:db8::1]/"],
)
def test_there_is_no_training_elsewhere(address: str) -> None:
    with pytest.raises(OutsideTrainingError):
        Cabinet(address, practice_only=True)


def test_a_proxy_of_the_system_sees_nothing(stranger: socket.socket, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY"):
        monkeypatch.setenv(name, address_of(stranger))
    monkeypatch.setenv("no_proxy", "")
    with PracticeServer() as server:
        cabinet = Cabinet(server.url, practice_only=True)
        cabinet.sign_in(SAMPLE_ACCOUNT.user_name, SAMPLE_ACCOUNT.password)
        assert cabinet.profile().surname == "Соболева"
        cabinet.close()
    assert nobody_came(stranger)


def test_a_changed_address_is_not_gone_to(stranger: socket.socket) -> None:
    transport = Transport("http://127.0.0.1:9/", DEFAULT_TIMEOUTS, practice_only=True)
    # Whoever changes the address behind its back changes nothing.
    transport.server = address_of(stranger)
    with pytest.raises(OutsideTrainingError):
        transport.get(address_of(stranger))
    transport.close()
    assert nobody_came(stranger)
