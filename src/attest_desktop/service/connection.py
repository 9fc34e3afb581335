"""Connections of the transport: trust of the operating system, and the exact moment at which an upload begins."""

from __future__ import annotations

import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

import truststore
from requests.adapters import HTTPAdapter
from urllib3 import HTTPConnectionPool, HTTPSConnectionPool, PoolManager
from urllib3.connection import HTTPConnection, HTTPSConnection

_watched: ContextVar[Watch | None] = ContextVar("_watched", default=None)


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
    """Trusts the certificates that the operating system trusts, and nothing else; never repeats a request."""

    def __init__(self) -> None:
        self._context = truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
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
