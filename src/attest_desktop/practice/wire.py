"""Faults below the pages: slowness, outage, broken connections. Wraps the application, knows no dialect."""

from __future__ import annotations

import os
import re
import socket
import struct
from collections.abc import Callable, Iterable
from io import BytesIO
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from attest_desktop.practice.faults import Fault, FaultPlan
from attest_desktop.practice.settings import PracticeSettings
from attest_desktop.practice.state import PracticeState
from attest_desktop.practice.wording import BANNER

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

STATIC = "/cpnew/Content/"
DROP = "practice.drop"
"""Set in the WSGI environment by the pages when the connection should end without an answer."""
FOREIGN = "http://cabinet.example.org/cpnew/Account/Login"
# The fields of `struct linger` are short on Windows.
_LINGER = "hh" if os.name == "nt" else "ii"
_CHOSEN_FILE = re.compile(rb"""filename\*?="?[^"\r\n]""")
LOOPBACK = ("127.0.0.1", "localhost", "::1")


def _page(title: str, text: str) -> bytes:
    # As IIS itself answers, below any dialect.
    head = f'<!DOCTYPE html><html lang="ru"><head><meta charset="utf-8"><title>{title}</title></head>'
    return f"{head}<body><p>{BANNER}</p><h2>{title}</h2><hr><p>{text}</p></body></html>".encode()


_OUTAGE_PAGE = _page("Service Unavailable", "HTTP Error 503. The service is unavailable.")
_STRANGE_HOST = _page("Bad Request - Invalid Hostname", "HTTP Error 400. The request hostname is invalid.")


class DroppedOnPurposeError(ConnectionError):
    """The server ends the connection; it takes any ConnectionError for a connection that is gone."""


class FaultyWire:
    """WSGI application around another one."""

    def __init__(
        self, app: WSGIApplication, state: PracticeState, faults: FaultPlan, settings: PracticeSettings
    ) -> None:
        self._app = app
        self._state = state
        self._faults = faults
        self._settings = settings

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer one request, or fail to, as the faults have it."""
        if urlsplit("//" + environ.get("HTTP_HOST", "")).hostname not in LOOPBACK:
            # Another site's page must not reach the service under a name of its own (DNS rebinding).
            return _plain(start_response, "400 Bad Request", _STRANGE_HOST)
        path: str = environ.get("PATH_INFO", "")
        if path.startswith(STATIC):
            return self._app(environ, start_response)
        method: str = environ["REQUEST_METHOD"]
        asked = f"{method} {path}"
        self._state.log(method, path)
        faults = self._faults
        faults.hold(Fault.SLOW, asked, self._settings.slow_seconds)
        if faults.strike(Fault.DROP_BEFORE_BODY, asked):
            _reset(environ)
        if faults.strike(Fault.OUTAGE, asked):
            return _plain(start_response, "503 Service Unavailable", _OUTAGE_PAGE)
        if faults.strike(Fault.FOREIGN_REDIRECT, asked):
            start_response("302 Found", [("Location", FOREIGN), ("Content-Length", "0")])
            return [b""]
        watched = faults.is_on(Fault.DROP_MID_UPLOAD)
        if watched and _comes_with_file(environ) and faults.strike(Fault.DROP_MID_UPLOAD, asked):
            _reset(environ)
        return self._answer(environ, start_response, asked)

    def _answer(self, environ: WSGIEnvironment, start_response: StartResponse, asked: str) -> Iterable[bytes]:
        # The answer is collected first, so that not one byte of it is out when the connection is to be dropped.
        kept: list[tuple[str, list[tuple[str, str]]]] = []

        def keep(
            status: str, headers: list[tuple[str, str]], _exc_info: Any = None, /
        ) -> Callable[[bytes], object]:
            kept[:] = [(status, headers)]
            return _no_write

        answer = self._app(environ, keep)
        body = b"".join(answer)
        close = getattr(answer, "close", None)
        if close is not None:
            close()
        if environ.get(DROP):
            _reset(environ)
        status, headers = kept[0]
        start_response(status, headers)
        if body and status.startswith("200") and self._faults.strike(Fault.CUT_ANSWER, asked):
            return _half(body)
        return [body]


def _plain(start_response: StartResponse, status: str, page: bytes) -> Iterable[bytes]:
    start_response(status, [("Content-Type", "text/html; charset=utf-8"), ("Content-Length", str(len(page)))])
    return [page]


def _half(body: bytes) -> Iterable[bytes]:
    yield body[: len(body) // 2]
    raise DroppedOnPurposeError


def _no_write(data: bytes, /) -> None:
    raise NotImplementedError("pages are returned, not written")


def _comes_with_file(environ: WSGIEnvironment) -> bool:
    """Read half of a sent form, more if need be, until a chosen file is seen; what was read is put back."""
    content_type: str = environ.get("CONTENT_TYPE", "")
    if environ["REQUEST_METHOD"] != "POST" or not content_type.startswith("multipart/form-data"):
        return False
    length = int(environ.get("CONTENT_LENGTH") or 0)
    body: bytes = environ["wsgi.input"].read(length // 2)
    found = _CHOSEN_FILE.search(body) is not None
    if not found:
        # Web Forms send every form so, and a small file may come last.
        body += environ["wsgi.input"].read(length - len(body))
        found = _CHOSEN_FILE.search(body) is not None
        environ["wsgi.input"] = BytesIO(body)
    return found


def _reset(environ: WSGIEnvironment) -> None:
    # With no lingering the kernel answers what still comes by a reset: the other side sees a broken
    # connection at once, as it does when a router or the service dies.
    connection: socket.socket = environ["werkzeug.socket"]
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack(_LINGER, 1, 0))
    raise DroppedOnPurposeError
