"""The practice service as a running HTTP server on this computer only."""

from __future__ import annotations

import logging
import socket
import sys
import threading
from collections.abc import Iterable
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any

from werkzeug.serving import BaseWSGIServer, WSGIRequestHandler, make_server

from attest_desktop.domain.errors import EnvironmentFault
from attest_desktop.practice.app import make_app
from attest_desktop.practice.cabinet import Cabinet
from attest_desktop.practice.faults import Fault, FaultPlan
from attest_desktop.practice.people import SAMPLE_ACCOUNT
from attest_desktop.practice.settings import DEFAULT_SETTINGS, Dialect, PracticeSettings
from attest_desktop.practice.state import PracticeState
from attest_desktop.practice.wire import LOOPBACK, FaultyWire

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIEnvironment

_log = logging.getLogger(__name__)


class PortTakenError(EnvironmentFault):
    """The port cannot be listened on."""

    title = "Учебный сервис не запущен"

    def __init__(self, port: int) -> None:
        super().__init__(
            f"Порт {port} на этом компьютере занят или недоступен.",
            "Укажите другой порт или закройте программу, которая его занимает.",
        )


class _Handler(WSGIRequestHandler):
    # A browser opens connections in advance and may never use them.
    timeout = 60

    def connection_dropped(self, _error: BaseException, _environ: WSGIEnvironment | None = None) -> None:
        """End the connection instead of waiting for the next request on it."""
        self.close_connection = True

    def log(self, type: str, _message: str, *_args: Any) -> None:
        # The request line has the query, where registration links have their secret: only the kind is logged.
        _log.debug("practice service: %s", type)


class PracticeServer:
    """The practice service; use as a context manager or call `start` and `stop`. Listens on loopback only."""

    url: str
    faults: FaultPlan
    state: PracticeState

    def __init__(
        self,
        *,
        port: int = 0,
        host: str = "127.0.0.1",
        faults: Iterable[Fault] = (),
        settings: PracticeSettings = DEFAULT_SETTINGS,
        dialect: Dialect = Dialect.MVC,
    ) -> None:
        if host not in LOOPBACK:
            raise ValueError("the practice service listens on loopback only")
        self._address = (host, port)
        self.settings = settings
        self.dialect = dialect
        self.faults = FaultPlan(faults)
        self.state = PracticeState(settings)
        self._server: BaseWSGIServer | None = None
        self._thread: threading.Thread | None = None

    def start(self) -> PracticeServer:
        """Begin to listen, in own threads. Raises PortTakenError. A stopped server starts on its old port."""
        if self._server is not None:
            return self
        host, port = self._address
        app = make_app(Cabinet(self.state, self.faults, self.settings), self.dialect)
        wired = FaultyWire(app.wsgi_app, self.state, self.faults, self.settings)
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        try:
            listener = socket.create_server((host, port), family=family, backlog=64)
        except OSError as error:
            raise PortTakenError(port) from error
        with listener:
            # Handing over a bound socket keeps the server from ending the program when the port is taken.
            self._server = make_server(
                host, port, wired, threaded=True, request_handler=_Handler, fd=listener.fileno()
            )
        port = self._server.port
        self._address = (host, port)
        shown = f"[{host}]" if ":" in host else host
        self.url = f"http://{shown}:{port}/cpnew/"
        self._thread = threading.Thread(
            target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, name="practice-service", daemon=True
        )
        self._thread.start()
        _log.info("practice service started on port %s", port)
        return self

    def stop(self) -> None:
        """Stop listening; requests that a fault holds back are let go."""
        if self._server is None or self._thread is None:
            return
        self.faults.release()
        self._server.shutdown()
        self._thread.join()
        self._server = self._thread = None

    def reset(self) -> None:
        """Sample people back as they were; everybody is signed out. Faults stay as they are."""
        self.state.reset()

    @property
    def registration_link(self) -> str:
        """The personal link that the coordinator would have mailed to a newcomer."""
        page = "Register.aspx" if self.dialect is Dialect.WEBFORMS else "Register"
        return f"{self.url}Account/{page}?link={next(iter(self.state.invitations), '')}"

    def __enter__(self) -> PracticeServer:
        return self.start()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()


def serve_forever(
    port: int = 0,
    faults: Iterable[Fault] = (),
    folder: Path | None = None,
    *,
    dialect: Dialect = Dialect.MVC,
    encoding: str = "utf-8",
    page_size: int | None = None,
) -> None:
    """Run the service until Ctrl+C; prints its URL on the first line, then how to sign in.

    With `folder`, what is uploaded stays there for the next run. `encoding` and `page_size` are those of
    PracticeSettings.
    """
    switched_on = tuple(faults)
    settings = PracticeSettings(folder=folder, encoding=encoding, page_size=page_size)
    server = PracticeServer(port=port, faults=switched_on, settings=settings, dialect=dialect).start()
    lines = [
        server.url,
        f"Учебный сервис работает. Имя пользователя: {SAMPLE_ACCOUNT.user_name}, "
        f"пароль: {SAMPLE_ACCOUNT.password}",
        f"Ссылка для регистрации: {server.registration_link}",
        *(f"Включена неполадка «{fault.value}»: {fault.russian}" for fault in switched_on),
        "Чтобы остановить, нажмите Ctrl+C.",
    ]
    print("\n".join(lines), flush=True)  # noqa: T201 - this is what the command is asked to print
    try:
        threading.Event().wait()
    except KeyboardInterrupt:
        print("Учебный сервис остановлен.", file=sys.stderr)  # noqa: T201 - as above
    finally:
        server.stop()
