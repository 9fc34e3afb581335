"""The practice service through a server that changes its pages on the way, as a new version of the site would."""

from __future__ import annotations

import http.client
import re
import threading
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType

_HOP = {"connection", "content-length", "transfer-encoding", "date", "server"}
_CELL = re.compile(r"<t[hd]\b.*?</t[hd]>", re.DOTALL)


class Rewriting:
    """Passes requests on to 127.0.0.1:`port`; the text of each page goes through `change`."""

    def __init__(self, port: int, encoding: str, change: Callable[[str], str]) -> None:
        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def log_message(self, format: str, *args: object) -> None:
                pass

            def _pass_on(self) -> None:
                body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
                there = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
                try:
                    there.request(self.command, self.path, body, dict(self.headers))
                    answer = there.getresponse()
                    content = answer.read()
                finally:
                    there.close()
                if (answer.getheader("Content-Type") or "").startswith("text/html"):
                    content = change(content.decode(encoding)).encode(encoding, "xmlcharrefreplace")
                self.send_response(answer.status)
                for name, value in answer.getheaders():
                    if name.lower() not in _HOP:
                        self.send_header(name, value)
                self.send_header("Content-Length", str(len(content)))
                self.end_headers()
                self.wfile.write(content)

            do_GET = do_POST = _pass_on  # noqa: N815  # the names that the library asks for

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self.port: int = self._server.server_address[1]
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True)
        self._thread.start()

    def __enter__(self) -> Rewriting:
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


def other_columns(text: str) -> str:
    """The table of attestees with its columns in another order, some named a little differently, and one added."""
    for old, new in (
        ("Фамилия Имя Отчество<", "Ф. И. О.<br>педагогического работника<"),
        ("Возраст (полных лет)", "Возраст,<br>полных лет"),
        ("Документы приложенные к заявлению", "Документы, приложенные к&nbsp;заявлению"),
        ("Заявленная квалификационная категория", "Заявленная  категория"),
        ("Форма аттестации<", "Форма проведения аттестации<"),
    ):
        text = text.replace(old, new)

    def row(found: re.Match[str]) -> str:
        cells = _CELL.findall(found.group(0))
        if len(cells) < 12:
            return found.group(0)
        kind = cells[0][1:3]
        added = f"<{kind}>{'Номер заявления' if 'Период' in cells[0] else '№ 17-а'}</{kind}>"
        moved = [cells[11], added, *cells[6:11], *reversed(cells[:6])]
        return found.group(0)[: found.group(0).index(cells[0])] + "".join(moved) + "</tr>"

    return re.sub(r"<tr\b.*?</tr>", row, text, flags=re.DOTALL)
