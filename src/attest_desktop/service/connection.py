"""Connections of the transport: trust of the operating system, and the exact moment at which an upload begins."""

from __future__ import annotations

import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from http.client import HTTPException
from pathlib import Path
from typing import Any

import truststore
from requests.adapters import HTTPAdapter
from urllib3 import HTTPConnectionPool, HTTPSConnectionPool, PoolManager
from urllib3.connection import HTTPConnection, HTTPSConnection

from attest_desktop.domain.errors import BadFileError

_watched: ContextVar[Watch | None] = ContextVar("_watched", default=None)
_answer_within: ContextVar[float | None] = ContextVar("_answer_within", default=None)
_UNSENT = 8 * 1024  # bytes of an upload that the system may hold back


class CallbackFailed(Exception):
    """Carries an error of the caller's own function past the HTTP library, which would take an OSError for a
    broken connection.
    """

    def __init__(self, cause: BaseException) -> None:
        super().__init__()
        self.cause = cause


class Watch:
    """Tells when the first byte of a request is about to leave, and gives the time-out of one sent block."""

    def __init__(self, before_first_byte: Callable[[], None], send_seconds: float) -> None:
        self._before_first_byte = before_first_byte
        self._send_seconds = send_seconds
        self.begun = False

    def begin(self, connection: HTTPConnection) -> None:
        """The connection stands and nothing of the request has been sent yet."""
        if self.begun:
            # A second request under the same watch would be a resend.
            raise CallbackFailed(RuntimeError("an upload may be begun only once"))
        try:
            self._before_first_byte()
        except Exception as fault:
            raise CallbackFailed(fault) from fault
        self.begun = True
        # The library gives sending the time of connecting; a slow line needs more for each block.
        if connection.sock is not None:
            connection.sock.settimeout(self._send_seconds)
            _hold_back_little(connection.sock)


def _hold_back_little(sock: socket.socket) -> None:
    """Let a slow line show: by itself the system takes in megabytes at once, and all would look sent."""
    option = getattr(socket, "TCP_NOTSENT_LOWAT", None)
    if option is not None:
        sock.setsockopt(socket.IPPROTO_TCP, option, _UNSENT)
    else:
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 4 * _UNSENT)


@contextmanager
def answered_within(seconds: float) -> Iterator[None]:
    """Give the head of the answer to the one request made inside so long in all, however it trickles in."""
    token = _answer_within.set(seconds)
    try:
        yield
    finally:
        _answer_within.reset(token)


@contextmanager
def watching(watch: Watch) -> Iterator[None]:
    """Let the watch follow the one request made inside."""
    token = _watched.set(watch)
    try:
        yield
    finally:
        _watched.reset(token)


class _Told:
    """Tells the watch right before the request's first byte: the connection (and any tunnel) is open by then."""

    def endheaders(self, message_body: Any = None, *, encode_chunked: bool = False) -> None:
        watch = _watched.get()
        if watch is not None:
            assert isinstance(self, HTTPConnection)
            if self.sock is None:
                self.connect()
            watch.begin(self)
        super().endheaders(message_body, encode_chunked=encode_chunked)  # type: ignore[misc]  # a mix-in

    def getresponse(self) -> Any:
        """As the library has it, but given up when the head is late: the library limits each piece of it only."""
        assert isinstance(self, HTTPConnection)
        seconds, sock, late = _answer_within.get(), self.sock, threading.Event()
        if seconds is None or sock is None:
            return super().getresponse()  # type: ignore[misc]  # a mix-in

        def give_up() -> None:
            late.set()
            with suppress(OSError):
                # Past TLS: the connection is lost anyway, and its reader sits in another thread.
                socket.socket.shutdown(sock, socket.SHUT_RDWR)

        timer = threading.Timer(seconds, give_up)
        timer.daemon = True
        timer.start()
        try:
            response = super().getresponse()  # type: ignore[misc]  # a mix-in
        except (OSError, HTTPException) as fault:
            if late.is_set():
                raise TimeoutError from fault
            raise
        finally:
            timer.cancel()
        if late.is_set():
            response.close()
            raise TimeoutError  # the library takes headers that break off for all of them
        return response


class _PlainConnection(_Told, HTTPConnection):
    pass


class _SafeConnection(_Told, HTTPSConnection):
    pass


class _PlainPool(HTTPConnectionPool):
    ConnectionCls = _PlainConnection


class _SafePool(HTTPSConnectionPool):
    ConnectionCls = _SafeConnection


_POOLS = {"http": _PlainPool, "https": _SafePool}


class Adapter(HTTPAdapter):
    """Trusts what the operating system trusts, and the user's own file of authorities (PEM) where one is given;
    never repeats a request. Raises BadFileError when that file holds no certificates.
    """

    def __init__(self, extra_ca: Path | None = None) -> None:
        self._context = truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        if extra_ca is not None:
            try:
                self._context.load_verify_locations(cafile=str(extra_ca))
            except (OSError, ssl.SSLError) as fault:
                raise BadFileError(
                    f"Файл сертификатов «{extra_ca.name}» не прочитан.",
                    "Нужен файл PEM с сертификатами удостоверяющих центров. Исправьте путь или уберите его.",
                ) from fault
        super().__init__(max_retries=0)

    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:
        """As the library has it, with our trust and our connections."""
        super().init_poolmanager(*args, ssl_context=self._context, **kwargs)
        self.poolmanager.pool_classes_by_scheme = _POOLS

    def proxy_manager_for(self, proxy: Any, **proxy_kwargs: Any) -> Any:
        """As the library has it, with our trust and our connections."""
        manager = super().proxy_manager_for(proxy, ssl_context=self._context, **proxy_kwargs)
        assert isinstance(manager, PoolManager)
        manager.pool_classes_by_scheme = _POOLS
        return manager

    def cert_verify(self, conn: Any, url: Any, verify: Any, cert: Any) -> None:  # noqa: ARG002 - the library's
        """Leave verification to the context: the library would add its own list of authorities."""
        conn.cert_reqs = "CERT_REQUIRED"

    def forget_connections(self) -> None:
        """Close kept connections: the next request opens a new one."""
        self.poolmanager.clear()
        for manager in self.proxy_manager.values():
            manager.clear()
