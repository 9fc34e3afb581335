"""Pages of the practice service, captured once and played again by a server that may change them on the way."""

from __future__ import annotations

import email
import email.policy
import re
import socket
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import requests

from attest_desktop.practice import (
    ATTESTEES,
    SAMPLE_ACCOUNT,
    Dialect,
    PracticeAccount,
    PracticeServer,
    PracticeSettings,
)
from attest_desktop.service import Cabinet

PDF = b"%PDF-1.7 the only file that is ever sent"
EXPERT = PracticeAccount("fuzz1", "pa55w0rdUnique", SAMPLE_ACCOUNT.profile)
# Few rows make short pages, and two pages of the table where it is turned.
PEOPLE = ATTESTEES[SAMPLE_ACCOUNT.user_name][:3]
KINDS: dict[str, tuple[Dialect, PracticeSettings]] = {
    "mvc": (Dialect.MVC, PracticeSettings()),
    "mvc-1251": (Dialect.MVC, PracticeSettings(encoding="windows-1251", page_size=2)),
    "webforms": (Dialect.WEBFORMS, PracticeSettings()),
    "webforms-1251": (
        Dialect.WEBFORMS,
        PracticeSettings(
            encoding="windows-1251", page_size=2, attest_as_link=True, header_in_td=True, validated_links=True
        ),
    ),
}
PAGES = ("sign_in", "home", "profile", "attestation", "documents")
_PAGE_BY_PATH = {
    "login": "sign_in",
    "expert": "home",
    "default": "home",
    "profile": "profile",
    "attestation": "attestation",
    "documents": "documents",
}
Pairs = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Part:
    """A control as it was sent; `file` is what a file field held, with its file name."""

    name: str
    value: str
    file: tuple[str, bytes] | None = None


@dataclass(frozen=True)
class Told:
    """A request as it came in, taken apart by other readers than the program's."""

    method: str
    target: str
    parts: tuple[Part, ...]
    body: bytes = field(repr=False, default=b"")

    @property
    def path(self) -> str:
        return urlsplit(self.target).path

    @property
    def pairs(self) -> Pairs:
        """Names and values of the body and of the address."""
        return (*((one.name, one.value) for one in self.parts), *parse_qsl(urlsplit(self.target).query, True))

    @property
    def has_file(self) -> bool:
        return any(one.file and one.file[0] for one in self.parts)

    @property
    def key(self) -> tuple[str, str, str, bool]:
        """What tells requests of a conversation apart: the event of a Web Form, and whether a file came."""
        said = {one.name: one.value for one in self.parts}
        event = said.get("__EVENTTARGET", "") + "|" + said.get("__EVENTARGUMENT", "")
        return self.method, self.target, event, self.has_file


def told(method: str, target: str, headers: Mapping[str, str], body: bytes) -> Told:
    """The request taken apart."""
    kind = headers.get("Content-Type", "")
    if kind.startswith("multipart/form-data"):
        message = email.message_from_bytes(
            f"Content-Type: {kind}\r\n\r\n".encode() + body, policy=email.policy.HTTP
        )
        parts = []
        for one in message.iter_parts():
            content = one.get_payload(decode=True)
            assert isinstance(content, bytes)
            name, file_name = str(one.get_param("name", header="content-disposition")), one.get_filename()
            file = None if file_name is None and one.get("Content-Type") is None else (file_name or "", content)
            parts.append(Part(name, content.decode("latin-1") if file is None else "", file))
        return Told(method, target, tuple(parts), body)
    if method == "POST":
        pairs = parse_qsl(body.decode("latin-1"), keep_blank_values=True, encoding="latin-1")
        return Told(method, target, tuple(Part(name, value) for name, value in pairs), body)
    return Told(method, target, (), body)


@dataclass(frozen=True)
class Kept:
    """A captured answer; `page` is which page of PAGES it is, empty for files and redirects."""

    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes
    page: str = ""


@dataclass
class Capture:
    """A whole conversation: what was answered before the conclusion was attached, and from then on."""

    encoding: str
    before: dict[tuple[str, str, str, bool], Kept] = field(default_factory=dict)
    after: dict[tuple[str, str, str, bool], Kept] = field(default_factory=dict)
    ids: tuple[str, ...] = ()


_KEPT_HEADERS = ("Content-Type", "Content-Disposition", "Location")


def _page_of(path: str, answer: requests.Response) -> str:
    if answer.status_code != 200 or not answer.headers.get("Content-Type", "").startswith("text/html"):
        return ""
    name = path.rstrip("/").rsplit("/", 1)[-1].removesuffix(".aspx").lower()
    if name.isdigit():
        name = path.rstrip("/").rsplit("/", 2)[-2].lower()
    return _PAGE_BY_PATH.get(name, "")


def capture(kind: str) -> Capture:
    """Go through the practice service once as the program does."""
    dialect, settings = KINDS[kind]
    made = Capture(settings.encoding)
    where = made.before

    def record(answer: requests.Response, *_args: Any, **_more: Any) -> None:
        asked = answer.request
        parts = urlsplit(asked.url or "")
        target = parts.path + (f"?{parts.query}" if parts.query else "")
        body = asked.body if isinstance(asked.body, bytes) else getattr(asked.body, "_body", b"")
        one = told(asked.method or "", target, dict(asked.headers), body)
        headers = tuple((name, answer.headers[name]) for name in _KEPT_HEADERS if name in answer.headers)
        where[one.key] = Kept(answer.status_code, headers, answer.content, _page_of(parts.path, answer))

    with PracticeServer(dialect=dialect, settings=settings) as server:
        server.state.add(EXPERT, PEOPLE)
        cabinet = Cabinet(server.url)
        cabinet._transport._session.hooks["response"].append(record)
        cabinet.sign_in(EXPERT.user_name, EXPERT.password)
        cabinet.home()
        cabinet.profile()
        rows = cabinet.attestation().rows
        made.ids = tuple(row.attestee.id for row in rows)
        for one in (made.ids[0], made.ids[-1]):
            cabinet.documents(one)
        where = made.after
        cabinet.attach(made.ids[-1], PDF, "a.pdf", before_first_byte=lambda: None)
        cabinet.read_back(made.ids[-1])
        cabinet.close()
    return made


Change = Callable[[Kept, str], Kept]


class Stage:
    """Plays a capture: `change` is given every page that is served. What was asked stays in `asked`."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self.asked: list[Told] = []
        self.served: list[Kept] = []
        stage = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            wbufsize = -1

            def setup(self) -> None:
                self.request.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                super().setup()

            def log_message(self, format: str, *args: object) -> None:
                pass

            def _answer(self) -> None:
                body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
                said = stage._reply(told(self.command, self.path, dict(self.headers), body))
                self.send_response(said.status)
                for name, value in said.headers:
                    self.send_header(name, value.encode("utf-8").decode("latin-1"))
                self.send_header("Content-Length", str(len(said.body)))
                self.end_headers()
                self.wfile.write(said.body)

            do_GET = _answer  # noqa: N815 - the library's name
            do_POST = _answer  # noqa: N815 - the library's name

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self._server.handle_error = lambda *_: None  # type: ignore[method-assign]  # clients here break off
        self.url = f"http://127.0.0.1:{self._server.server_port}/cpnew/"
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.01,), daemon=True)
        self._thread.start()

    def play(self, capture: Capture, change: Change, *, signed_in: bool, arrives: bool) -> None:
        """Begin anew. With `arrives` false a file that is sent is taken and forgotten."""
        with self._lock:
            self.asked, self.served = [], []
            self._capture, self._change = capture, change
            self._signed_in, self._arrives, self._attached = signed_in, arrives, False
            self._changed: dict[int, Kept] = {}

    def _reply(self, asked: Told) -> Kept:
        with self._lock:
            self.asked.append(asked)
            kept = self._find(asked)
            if kept.page:
                if id(kept) not in self._changed:
                    self._changed[id(kept)] = self._change(kept, self._capture.encoding)
                kept = self._changed[id(kept)]
            self.served.append(kept)
            return kept

    def _find(self, asked: Told) -> Kept:
        before, after = self._capture.before, self._capture.after
        if not self._signed_in:
            login = next(one for one in before.values() if one.page == "sign_in")
            if asked.method == "POST":
                fits = any(one.value == EXPERT.password for one in asked.parts)
                self._signed_in = fits
                return self._of_page("home") if fits else login
            return login
        if asked.has_file and self._arrives:
            self._attached = True
        if asked.has_file and not self._arrives:
            return self._of_page("attestation")
        found = after.get(asked.key) if self._attached else None
        found = found or before.get(asked.key)
        if found is not None and found.page != "sign_in":
            return found
        # Posted or followed to somewhere that the capture never saw: the page of that address, if any.
        page = _PAGE_BY_PATH.get(re.sub(r"\.aspx$", "", asked.path.rstrip("/").rsplit("/", 1)[-1]).lower(), "")
        return self._of_page(page) if page else Kept(404, (("Content-Type", "text/html"),), b"404")

    def _of_page(self, page: str) -> Kept:
        return next(one for one in self._capture.before.values() if one.page == page)

    def stop(self) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()
