"""Requests to the cabinet's own host, with typed errors; redirects are followed by hand."""

from __future__ import annotations

import logging
import ssl
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from http.cookiejar import Cookie, DefaultCookiePolicy
from pathlib import Path
from urllib.parse import urljoin, urlsplit
from urllib.request import Request, getproxies, proxy_bypass

import requests
from requests.exceptions import RequestException
from urllib3.exceptions import HTTPError

from attest_desktop import __version__
from attest_desktop.domain.progress import Cancelled, Progress, never, silent, stop_if
from attest_desktop.service.address import is_loopback, is_own, is_this_machine
from attest_desktop.service.connection import Adapter, CallbackFailed, Watch, answered_within, watching
from attest_desktop.service.errors import (
    AnswerTooLargeError,
    CertificateError,
    ForeignHostError,
    NoNetworkError,
    NotTheCabinetError,
    OutsideTrainingError,
    TimedOutError,
)
from attest_desktop.service.gate import Marks
from attest_desktop.service.reading.postbacks import PostBack
from attest_desktop.service.submission import (
    Submission,
    address_with_query,
    encode_multipart,
    encode_plain,
)
from attest_desktop.service.upload import UploadBody

logger = logging.getLogger(__name__)
# The library writes whole addresses into its records; their queries may name people and documents.
logging.getLogger("urllib3").setLevel(logging.ERROR)

LARGEST_ANSWER = 64 * 1024 * 1024
_MOST_REDIRECTS = 10
_CHUNK = 64 * 1024
_LONGEST_IDLE = 20.0  # seconds
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_LONGEST_MARK = 200
_BROKEN_OFF = "Связь с сервисом оборвалась."


@dataclass(frozen=True, slots=True)
class Timeouts:
    """Seconds: to connect, to wait for each piece of an answer, to send each block, for a whole answer."""

    connect: float = 15.0
    read: float = 60.0
    send: float = 60.0
    whole: float = 600.0


DEFAULT_TIMEOUTS = Timeouts()


@dataclass(frozen=True, slots=True)
class Answer:
    """The last answer after redirects; `redirect` is where one leads that was not followed.

    `posted` says that it answers a form, not an address; `way` is the postback that brought it, where one did.
    `mark` is the service's name of this very content (ETag), empty where it gives none.
    """

    address: str
    status: int
    content_type: str
    disposition: str
    content: bytes
    redirect: str = ""
    posted: bool = False
    way: PostBack | None = None
    mark: str = ""

    @property
    def is_page(self) -> bool:
        """Whether this is a page to read, not a file to keep."""
        kind = self.content_type.split(";")[0].strip().lower()
        if "attachment" in self.disposition.lower():
            return False
        return kind in ("text/html", "application/xhtml+xml") or (
            not kind and self.content[:512].lstrip().lower().startswith((b"<!doctype html", b"<html"))
        )


class _Session(requests.Session):
    """Leaves redirects wholly to us: the library looks at them even when it is told not to follow."""

    def get_redirect_target(self, _resp: requests.Response) -> str | None:
        """No redirect, ever."""
        return None


class _Cookies(DefaultCookiePolicy):
    """What came over a protected line goes over a protected line only, whatever the service says of it."""

    def set_ok(self, cookie: Cookie, request: Request) -> bool:
        """Whether to keep it."""
        cookie.secure = cookie.secure or request.get_full_url().startswith("https:")
        return super().set_ok(cookie, request)


class Transport:
    """One session with the cabinet's host. To be used by one thread at a time.

    With `practice_only` no request leaves for anything but the practice service at `server`, which must be this
    machine by number, whatever becomes of addresses and proxies later. Raises OutsideTrainingError.
    """

    def __init__(
        self, server: str, timeouts: Timeouts, extra_ca: Path | None = None, *, practice_only: bool = False
    ) -> None:
        self.server = server
        self._practice = server if practice_only else ""
        self._stay_inside(server)
        self._timeouts = timeouts
        self._session = _Session()
        # No netrc and no certificate lists from the environment; system proxies are asked for explicitly.
        self._session.trust_env = False
        self._session.cookies.set_policy(_Cookies())
        self._session.headers["User-Agent"] = f"attest-desktop/{__version__}"
        self._session.headers["Accept-Language"] = "ru"
        self._adapter = Adapter(extra_ca)
        self._session.mount("https://", self._adapter)
        self._session.mount("http://", self._adapter)
        self._seen: dict[str, Marks] = {}
        self._last_request = time.monotonic()

    def close(self) -> None:
        """Close connections and forget cookies."""
        self.forget_session()
        self._session.close()

    def forget_session(self) -> None:
        """Forget cookies and pages: the next request comes as a stranger."""
        self._session.cookies.clear()
        self._seen.clear()

    def remember(self, page_address: str, marks: Marks) -> None:
        """Keep what a page forbids, so that no link from anywhere leads there."""
        self._seen[page_address] = marks

    def get(
        self, address: str, *, mark: str = "", progress: Progress = silent, cancelled: Cancelled = never
    ) -> Answer:
        """Fetch an address of the own host, following redirects within it.

        With the `mark` of an earlier answer the service may say that nothing has changed: status 304, no content.
        """
        return self._conversation("GET", address, None, "", progress, cancelled, mark)

    def send(self, submission: Submission, *, progress: Progress = silent, cancelled: Cancelled = never) -> Answer:
        """Send a form without a chosen file. For an upload see `upload`."""
        submission.check()
        if submission.method == "get":
            return self.get(address_with_query(submission), progress=progress, cancelled=cancelled)
        if submission.multipart:
            content_type, body = encode_multipart(submission)
        else:
            content_type, body = "application/x-www-form-urlencoded", encode_plain(submission)
        return self._conversation("POST", submission.address, body, content_type, progress, cancelled)

    def upload(self, submission: Submission, body: UploadBody, before_first_byte: Callable[[], None]) -> Answer:
        """Send a form with its file; the first answer, redirects not followed.

        `body.begun` tells afterwards whether any byte of the body may have reached the service.
        """
        submission.check()
        self._own(submission.address)
        # A kept connection may be dead without our knowing; on a new one «not connected» is certain.
        self._adapter.forget_connections()
        watch = Watch(before_first_byte, self._timeouts.send)
        with watching(watch):
            response = self._once("POST", submission.address, body, body.content_type)
        with response:
            return self._read(response, submission.address, silent, never)

    def follow(self, answer: Answer, location: str) -> Answer:
        """Fetch what an answer with a redirect points at."""
        return self.get(self._next(answer.address, location))

    def _own(self, address: str) -> None:
        if not is_own(self.server, address):
            raise ForeignHostError(f"Сервис направил программу на другой адрес: {_host(address)}.")

    def _stay_inside(self, address: str) -> None:
        """The last thing before a request, for every way in: training talks to its own service or to nobody."""
        if self._practice and not (is_this_machine(address) and is_own(self._practice, address)):
            raise OutsideTrainingError

    def _next(self, address: str, location: str) -> str:
        try:
            following = urljoin(address, location)
            scheme = urlsplit(following).scheme
        except ValueError:
            raise NotTheCabinetError("Сервис направил программу на неправильный адрес.") from None
        if urlsplit(address).scheme == "https" and scheme == "http":
            raise ForeignHostError("Сервис направил программу с защищённого адреса на незащищённый.")
        self._own(following)
        return following

    def _conversation(
        self,
        method: str,
        address: str,
        body: bytes | None,
        content_type: str,
        progress: Progress,
        cancelled: Cancelled,
        mark: str = "",
    ) -> Answer:
        self._own(address)
        for _ in range(_MOST_REDIRECTS):
            if method == "GET":
                for marks in self._seen.values():
                    marks.stop("get", address, ())
            stop_if(cancelled)
            with self._once(method, address, body, content_type, mark) as response:
                location = response.headers.get("Location")
                if response.status_code not in _REDIRECTS or not location:
                    answer = self._read(response, address, progress, cancelled)
                    return replace(answer, posted=method == "POST")
                address = self._next(address, location)
                mark = ""  # it is that of another address
                _finish(response)
                if response.status_code not in (307, 308):
                    method, body, content_type = "GET", None, ""
        raise NotTheCabinetError("Сервис без конца перенаправляет программу с адреса на адрес.")

    def _once(
        self, method: str, address: str, body: bytes | UploadBody | None, kind: str, mark: str = ""
    ) -> requests.Response:
        self._stay_inside(address)
        headers = {"Content-Type": kind} if body is not None else {}
        if mark:
            headers["If-None-Match"] = mark
        if method == "POST":
            # As a browser does: some sites check where a form comes from.
            parts = urlsplit(self.server)
            headers["Origin"] = f"{parts.scheme}://{parts.netloc}"
        started = time.monotonic()
        if started - self._last_request > _LONGEST_IDLE:
            # Routers drop idle connections without a word; a request on such a one would wait in vain.
            self._adapter.forget_connections()
        self._last_request = started
        try:
            with answered_within(self._timeouts.whole):
                response = self._session.request(
                    method,
                    address,
                    data=body,
                    headers=headers,
                    timeout=(self._timeouts.connect, self._timeouts.read),
                    allow_redirects=False,
                    stream=True,
                    proxies={} if self._practice else _proxies(address),
                )
        except CallbackFailed as carried:
            raise carried.cause from None
        except (RequestException, HTTPError, OSError) as fault:
            raise _typed(fault) from fault
        logger.debug("%s: %d in %.2f s", method, response.status_code, time.monotonic() - started)
        return response

    def _read(self, response: requests.Response, address: str, progress: Progress, cancelled: Cancelled) -> Answer:
        said = response.headers.get("Content-Length") or ""
        length = (
            int(said) if said.isascii() and said.isdigit() and "Content-Encoding" not in response.headers else 0
        )
        if length > LARGEST_ANSWER:
            raise AnswerTooLargeError(LARGEST_ANSWER)
        pieces: list[bytes] = []
        size = 0
        until = time.monotonic() + self._timeouts.whole
        try:
            for piece in response.iter_content(_CHUNK):
                stop_if(cancelled)
                size += len(piece)
                if size > LARGEST_ANSWER:
                    raise AnswerTooLargeError(LARGEST_ANSWER)
                if time.monotonic() > until:
                    raise TimedOutError("Сервис отвечает слишком медленно.")
                pieces.append(piece)
                progress("Скачиваем…", size / length if length else None)
        except (RequestException, HTTPError, OSError) as fault:
            raise _typed(fault) from fault
        return Answer(
            address,
            response.status_code,
            response.headers.get("Content-Type", ""),
            response.headers.get("Content-Disposition", ""),
            b"".join(pieces),
            response.headers.get("Location", "") if response.status_code in _REDIRECTS else "",
            mark=_mark(response),
        )


def _mark(response: requests.Response) -> str:
    """The content's name, if it is one that can be sent back: no other header can be smuggled in with it."""
    said = response.headers.get("ETag") or ""
    return said if len(said) <= _LONGEST_MARK and said.isascii() and said.isprintable() else ""


def _finish(response: requests.Response) -> None:
    """Read the few words under a redirect, so that the connection can be kept."""
    said = response.headers.get("Content-Length") or ""
    if said.isascii() and said.isdigit() and int(said) <= _CHUNK:
        try:
            response.content  # noqa: B018 - reading it is the point
        except (RequestException, HTTPError, OSError):
            response.close()


def _host(address: str) -> str:
    try:
        return urlsplit(address).hostname or "неизвестный"
    except ValueError:
        return "неизвестный"


def _proxies(address: str) -> dict[str, str]:
    """Proxies of the system for this address; none for this machine itself."""
    host = urlsplit(address).hostname or ""
    if is_loopback(host) or proxy_bypass(host):
        return {}
    return {scheme: proxy for scheme, proxy in getproxies().items() if scheme in ("http", "https")}


def _typed(fault: BaseException) -> Exception:
    """The fault of the HTTP library in our words."""
    chain: list[BaseException] = []
    one: BaseException | None = fault
    while one is not None and one not in chain and len(chain) < 20:
        chain.append(one)
        inner = [value for value in (getattr(one, "reason", None), *one.args) if isinstance(value, BaseException)]
        one = inner[0] if inner else (one.__cause__ or one.__context__)
    names = {type(one).__name__ for one in chain}
    if any(isinstance(one, ssl.SSLCertVerificationError) for one in chain):
        return CertificateError("Компьютер не доверяет сертификату сервиса.")
    if names & {"ConnectTimeout", "ReadTimeout", "ConnectTimeoutError", "ReadTimeoutError"} or any(
        isinstance(one, TimeoutError) for one in chain
    ):
        return TimedOutError("Сервис не ответил за отведённое время.")
    if any(isinstance(one, ssl.SSLError) for one in chain):
        return CertificateError("Сервис и программа не договорились о защищённом соединении.")
    if "ProxyError" in names:
        return NoNetworkError("Не отвечает прокси-сервер, через который компьютер выходит в интернет.")
    if names & {"NameResolutionError", "gaierror"}:
        return NoNetworkError("Адрес сервиса не найден: нет интернета или адрес записан с ошибкой.")
    if names & {"NewConnectionError", "ConnectionRefusedError"}:
        return NoNetworkError("Соединиться с сервисом не удалось.")
    if names & {"InvalidURL", "LocationParseError", "MissingSchema", "InvalidSchema"}:
        return NotTheCabinetError("Адрес страницы сервиса неправильный.")
    return NoNetworkError(_BROKEN_OFF)
