"""A tiny web site whose every answer a test decides, and the pages that such sites show."""

from __future__ import annotations

import socket
import ssl
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qsl, urlsplit


@dataclass(frozen=True)
class Asked:
    """A request as it came in; `body` is whole."""

    method: str
    target: str
    headers: Mapping[str, str]
    body: bytes

    @property
    def path(self) -> str:
        return urlsplit(self.target).path

    @property
    def form(self) -> list[tuple[str, str]]:
        return parse_qsl(self.body.decode("ascii"), keep_blank_values=True)


@dataclass(frozen=True)
class Said:
    """An answer. With `cut`, the connection ends after so many bytes of the body."""

    body: bytes | str = ""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    cut: int | None = None


Reply = Said | str | Callable[[Asked], "Said | str"]


class Site:
    """Answers by path: text is a page. What was asked is kept in `asked`."""

    def __init__(self, context: ssl.SSLContext | None = None) -> None:
        self.replies: dict[str, Reply] = {}
        self.asked: list[Asked] = []
        site = self

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
                asked = Asked(self.command, self.path, dict(self.headers), body)
                site.asked.append(asked)
                reply = site.replies.get(f"{self.command} {asked.path}", site.replies.get(asked.path))
                said = reply(asked) if callable(reply) else reply
                if said is None:
                    said = Said("", 404)
                if isinstance(said, str):
                    said = Said(said)
                content = said.body.encode() if isinstance(said.body, str) else said.body
                self.send_response(said.status)
                headers = {"Content-Type": "text/html; charset=utf-8", "Content-Length": str(len(content))}
                for name, value in (headers | dict(said.headers)).items():
                    if value:
                        self.send_header(name, value)
                self.end_headers()
                self.wfile.write(content if said.cut is None else content[: said.cut])
                if said.cut is not None:
                    self.close_connection = True

            do_GET = _answer  # noqa: N815 - the library's name
            do_POST = _answer  # noqa: N815 - the library's name

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        if context is not None:
            self._server.socket = context.wrap_socket(
                self._server.socket, server_side=True, do_handshake_on_connect=False
            )
        self._server.handle_error = lambda *_: None  # type: ignore[method-assign]  # clients here break off
        scheme, host = ("http", "127.0.0.1") if context is None else ("https", "localhost")
        self.url = f"{scheme}://{host}:{self._server.server_port}/cpnew/"
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.01,), daemon=True)
        self._thread.start()

    def posts(self) -> list[Asked]:
        return [one for one in self.asked if one.method == "POST"]

    def stop(self) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


def page(body: str, *, head: str = "") -> str:
    """A page of the cabinet with its navigation."""
    return (
        f"<!DOCTYPE html><html><head><title>Личный кабинет специалиста по аттестации</title>{head}</head><body>"
        '<ul><li><a href="/cpnew/Expert">Главная</a></li><li><a href="/cpnew/Me">Личный кабинет</a></li>'
        f'<li><a href="/cpnew/Table">Аттестация</a></li></ul>{body}<footer>ТОИПКРО</footer></body></html>'
    )


HEADERS = (
    "Период аттестации",
    "Фамилия Имя Отчество",
    "Должность",
    "Преподаваемый(ые) предмет(ы)",
    "Имеющаяся (имевшаяся, в случае истечения срока действия) квалификационная категория",
    "Заявленная квалификационная категория",
    "Форма аттестации",
    "Дата назначения на должность Номер распорядительного акта о назначении на должность",
    "Возраст (полных лет)",
    "Адрес электронной почты",
    "Документы приложенные к заявлению",
    "Прикрепление итогового заключения/ Просмотр итогового заключения/ Аттестация",
)
PERSON = (
    "сентябрь-октябрь 2019",
    "Лугов Пётр Ильич (Заявление о проведении аттестации зарегистрировано.)",
    "учитель",
    "английского языка",
    "первая",
    "высшая",
    "очно",
    "15.02.1994 №7 от 14.02.1994г.",
    "45",
    "lugov@example.org",
)
NOT_ATTACHED = "Итоговое заключение не прикреплено"
ATTACHED = "Итоговое заключение прикреплено"


def row(conclusion: str, *, person: tuple[str, ...] = PERSON, documents: str = "") -> str:
    """A row of the table; `conclusion` is the inside of its last cell."""
    cells = "".join(f"<td>{text}</td>" for text in person)
    return f"<tr>{cells}<td>{documents}</td><td>{conclusion}</td></tr>"


def table(*rows: str, headers: tuple[str, ...] = HEADERS) -> str:
    """The table of attestees."""
    head = "".join(f"<th>{text}</th>" for text in headers)
    return f"<table><thead><tr>{head}</tr></thead><tbody>{''.join(rows)}</tbody></table>"


def upload_form(buttons: str, *, attributes: str = 'method="post" enctype="multipart/form-data"') -> str:
    """The form of the last cell, with any buttons."""
    return (
        f'<form action="/cpnew/Send" {attributes}><input type="hidden" name="token" value="t0&amp;k">'
        f'<input type="hidden" name="row" value="17"><label for="f17">Выберите файл итогового заключения</label>'
        f'<input type="file" id="f17" name="picked">{buttons}</form>'
    )


ATTACH = '<input type="submit" name="do" value="Прикрепить">'
DECIDE = '<input type="submit" name="do" value="Аттестовать">'
