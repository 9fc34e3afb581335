"""One upload at the wire: when it begins, what goes out, and what each answer means."""

from __future__ import annotations

import email
import email.policy
import socket
import threading
from collections.abc import Callable, Iterator

import pytest

from attest_desktop.domain.errors import CancelledError, DiskFaultError
from attest_desktop.service import (
    Cabinet,
    NoNetworkError,
    OutcomeUnknownError,
    PageNotUnderstoodError,
    Timeouts,
    UploadRefusedError,
)
from tests.service.conftest import QUICK, Opener
from tests.service.web import (
    ATTACH,
    ATTACHED,
    NOT_ATTACHED,
    Asked,
    Reply,
    Said,
    Site,
    page,
    row,
    table,
    upload_form,
)

PDF = b"%PDF-1.7\r\n--boundary\r\n" + bytes(range(256)) * 1500
OPEN = page(table(row(NOT_ATTACHED + upload_form(ATTACH))))
DONE = page(table(row(f'{ATTACHED} <a href="/cpnew/View/17">Просмотр итогового заключения</a>')))
SIGN_IN = page(
    '<form method="post" action="/cpnew/In"><label for="u">Имя пользователя</label><input id="u" name="u">'
    '<label for="p">Пароль</label><input type="password" id="p" name="p">'
    '<input type="submit" value="Войти"></form>'
)


@pytest.fixture
def ready(site: Site, open_cabinet: Opener) -> tuple[Cabinet, str]:
    site.replies = {"/cpnew/Expert": page(""), "/cpnew/Table": OPEN, "/cpnew/Send": DONE}
    cabinet = open_cabinet(site.url)
    return cabinet, cabinet.attestation().rows[0].attestee.id


def attach(ready: tuple[Cabinet, str], content: bytes = PDF, name: str = "Итоговое заключение.pdf") -> int:
    """Attach; how many times the beginning was announced."""
    times: list[int] = []
    ready[0].attach(ready[1], content, name, before_first_byte=lambda: times.append(1))
    return len(times)


def parts_of(asked: Asked) -> list[tuple[str, str | None, bytes]]:
    """Name, file name and bytes of each part, read by an independent reader."""
    head = f"Content-Type: {asked.headers['Content-Type']}\r\n\r\n".encode()
    message = email.message_from_bytes(head + asked.body, policy=email.policy.HTTP)
    found = []
    for part in message.iter_parts():
        content = part.get_payload(decode=True)
        assert isinstance(content, bytes)
        found.append((str(part.get_param("name", header="content-disposition")), part.get_filename(), content))
    return found


def test_the_body_is_what_a_browser_sends(site: Site, ready: tuple[Cabinet, str]) -> None:
    assert attach(ready) == 1
    (post,) = site.posts()
    assert int(post.headers["Content-Length"]) == len(post.body)
    assert "Transfer-Encoding" not in post.headers
    assert [one[0] for one in parts_of(post)] == ["token", "row", "picked", "do"]
    values = {name: content for name, _, content in parts_of(post)}
    assert values["token"] == b"t0&k"
    assert values["picked"] == PDF
    assert 'filename="Итоговое заключение.pdf"\r\nContent-Type: application/pdf\r\n'.encode() in post.body


def test_a_windows_1251_page_is_answered_in_its_encoding(site: Site, ready: tuple[Cabinet, str]) -> None:
    site.replies["/cpnew/Table"] = Said(
        OPEN.encode("cp1251"), headers={"Content-Type": "text/html; charset=windows-1251"}
    )
    attach(ready, name="Лугов ☺.pdf")
    body = site.posts()[0].body
    assert 'filename="Лугов &#9786;.pdf"'.encode("cp1251") in body
    assert "Прикрепить".encode("cp1251") in body


@pytest.mark.parametrize("name", ['a"b.pdf', "a\r\nX: y.pdf", "a\\b.pdf", "ё" * 300 + ".pdf"])
def test_a_file_name_cannot_break_out_of_its_header(site: Site, ready: tuple[Cabinet, str], name: str) -> None:
    attach(ready, name=name)
    assert [one[0] for one in parts_of(site.posts()[0])] == ["token", "row", "picked", "do"]
    assert b"\r\nX: y" not in site.posts()[0].body


def test_the_page_is_fetched_afresh_for_its_token(site: Site, ready: tuple[Cabinet, str]) -> None:
    site.replies["/cpnew/Table"] = OPEN.replace("t0&amp;k", "fresh")
    attach(ready)
    assert {one[0]: one[2] for one in parts_of(site.posts()[0])}["token"] == b"fresh"


def test_the_beginning_is_announced_before_anything_arrives(site: Site, ready: tuple[Cabinet, str]) -> None:
    seen: list[int] = []
    ready[0].attach(ready[1], PDF, "a.pdf", before_first_byte=lambda: seen.append(len(site.posts())))
    assert seen == [0]
    assert len(site.posts()) == 1


@pytest.mark.parametrize("fault", [DiskFaultError("x"), OSError("disk"), ValueError("x")])
def test_when_the_attempt_cannot_be_recorded_nothing_is_sent(
    site: Site, ready: tuple[Cabinet, str], fault: Exception
) -> None:
    def record() -> None:
        raise fault

    with pytest.raises(type(fault)) as raised:
        ready[0].attach(ready[1], PDF, "a.pdf", before_first_byte=record)
    assert raised.value is fault
    assert site.posts() == []


def test_without_a_connection_nothing_is_announced(site: Site, ready: tuple[Cabinet, str]) -> None:
    announced: list[int] = []

    def gone(asked: Asked) -> Said:
        threading.Thread(target=site.stop).start()
        stopped.wait(5)
        return Said(OPEN, headers={"Connection": "close"})

    stopped = threading.Event()
    real_stop = site._server.server_close

    def closed() -> None:
        real_stop()
        stopped.set()

    site._server.server_close = closed  # type: ignore[method-assign]  # to know when nobody listens any more
    site.replies["/cpnew/Table"] = gone
    with pytest.raises(NoNetworkError):
        ready[0].attach(ready[1], PDF, "a.pdf", before_first_byte=lambda: announced.append(1))
    assert announced == []


def test_cancelled_before(site: Site, ready: tuple[Cabinet, str]) -> None:
    with pytest.raises(CancelledError):
        ready[0].attach(ready[1], PDF, "a.pdf", before_first_byte=lambda: None, cancelled=lambda: True)
    assert site.posts() == []


def test_cancelled_in_the_middle(site: Site, ready: tuple[Cabinet, str]) -> None:
    blocks: list[float | None] = []

    def progress(what: str, part: float | None = None, /) -> None:
        blocks.append(part)

    with pytest.raises(OutcomeUnknownError):
        ready[0].attach(
            ready[1],
            PDF,
            "a.pdf",
            before_first_byte=lambda: None,
            progress=progress,
            cancelled=lambda: len(blocks) > 3,
        )
    assert len(blocks) == 4


def test_cancelled_when_all_is_sent_changes_nothing(site: Site, ready: tuple[Cabinet, str]) -> None:
    gone: list[float | None] = []

    def progress(what: str, part: float | None = None, /) -> None:
        gone.append(part)

    ready[0].attach(
        ready[1], PDF, "a.pdf", before_first_byte=lambda: None, progress=progress, cancelled=lambda: 1.0 in gone
    )
    assert len(site.posts()) == 1


REFUSALS = [
    page('<div class="validation-summary-errors"><ul><li>Файл повреждён.</li></ul></div>'),
    page('<div class="alert alert-danger">Файл повреждён.</div>'),
    page("<p>Файл не загружен: файл повреждён.</p>"),
    OPEN.replace(NOT_ATTACHED, NOT_ATTACHED + "<p>Недопустимый файл: файл повреждён.</p>"),
    Said(page('<p class="text-danger">Файл повреждён.</p>'), 422),
]


@pytest.mark.parametrize("reply", REFUSALS)
def test_the_site_says_no(site: Site, ready: tuple[Cabinet, str], reply: Reply) -> None:
    site.replies["/cpnew/Send"] = reply
    with pytest.raises(UploadRefusedError) as refused:
        attach(ready)
    assert "айл повреждён" in refused.value.site_words


@pytest.mark.parametrize(
    "reply",
    [
        Said("too large", 413),
        Said("<html><body>HTTP Error 404.13 - Not Found</body></html>", 404),
        Said("<html><body>Maximum request length exceeded.</body></html>", 500),
    ],
)
def test_too_large_as_the_server_says_it(site: Site, ready: tuple[Cabinet, str], reply: Reply) -> None:
    site.replies["/cpnew/Send"] = reply
    with pytest.raises(UploadRefusedError, match="больше"):
        attach(ready)


UNKNOWN = [
    Said("", 500),
    Said("", 503),
    Said("", 404),
    Said("", 401),
    Said("", 403),
    SIGN_IN,
    Said("<html><body>Добро пожаловать в Wi-Fi</body></html>"),
    Said(status=302, headers={"Location": "/cpnew/In"}),
    Said(status=302, headers={"Location": "http://elsewhere.example/"}),
    Said(status=302, headers={"Location": "/cpnew/Send"}),
    Said(status=307, headers={"Location": "/cpnew/Other"}),
    Said("x" * 1000, cut=10),
]


@pytest.mark.parametrize("reply", UNKNOWN)
def test_anything_not_positive_leaves_the_outcome_unknown(
    site: Site, ready: tuple[Cabinet, str], reply: Reply
) -> None:
    site.replies |= {"POST /cpnew/Send": reply, "/cpnew/Send": Said("", 500), "/cpnew/In": SIGN_IN}
    with pytest.raises(OutcomeUnknownError) as unknown:
        attach(ready)
    assert "перечитает" in unknown.value.todo
    assert len(site.posts()) == 1


@pytest.mark.parametrize(
    "reply",
    [
        DONE,
        Said(status=302, headers={"Location": "/cpnew/Done"}),
        Said(status=303, headers={"Location": "Done"}),
        Said('{"ok":true}', headers={"Content-Type": "application/json"}),
        page('<div class="alert alert-success">Файл сохранён, изменить его нельзя.</div>'),
        DONE.replace("</table>", "</table><p>Внимание: после 12 числа заменить файл нельзя.</p>"),
        page(table(row(NOT_ATTACHED), row('<p class="text-danger">не загружено</p>'))),
    ],
)
def test_a_plain_answer_is_left_to_reading_back(site: Site, ready: tuple[Cabinet, str], reply: Reply) -> None:
    site.replies |= {"POST /cpnew/Send": reply, "/cpnew/Done": DONE}
    assert attach(ready) == 1
    assert len(site.posts()) == 1


@pytest.mark.parametrize(
    "form",
    [
        upload_form(ATTACH, attributes='method="post"'),
        upload_form(ATTACH, attributes='enctype="multipart/form-data"'),
        upload_form(ATTACH, attributes='method="dialog" enctype="multipart/form-data"'),
        upload_form(ATTACH).replace('name="picked"', ""),
        upload_form(ATTACH).replace('type="file"', 'type="file" disabled'),
        upload_form(ATTACH).replace('type="file"', 'type="text"'),
        upload_form(ATTACH) + upload_form(ATTACH),
        '<label>Выберите файл <input type="file" name="f"></label>' + ATTACH,
        "",
    ],
)
def test_a_form_that_is_not_understood_is_not_sent(site: Site, ready: tuple[Cabinet, str], form: str) -> None:
    site.replies["/cpnew/Table"] = page(table(row(NOT_ATTACHED + form)))
    with pytest.raises(PageNotUnderstoodError):
        attach(ready)
    assert site.posts() == []


def test_the_button_may_say_how_the_form_is_sent(site: Site, ready: tuple[Cabinet, str]) -> None:
    own = '<button formaction="/cpnew/Own" formmethod="POST" formenctype="multipart/form-data">Прикрепить</button>'
    site.replies["/cpnew/Table"] = page(table(row(NOT_ATTACHED + upload_form(own, attributes=""))))
    site.replies["/cpnew/Own"] = DONE
    attach(ready)
    assert site.posts()[0].path == "/cpnew/Own"


def test_one_form_around_all_rows(site: Site, ready: tuple[Cabinet, str]) -> None:
    def cell(number: int) -> str:
        return (
            f'{NOT_ATTACHED}<input type="file" name="f{number}">'
            f'<button name="attach" value="{number}">Прикрепить</button>'
            f'<button name="decide" value="{number}">Аттестовать</button>'
        )

    other = ("ноябрь-декабрь 2019", "Иная Анна Ивановна", *("",) * 8)
    whole = table(row(cell(1), person=other), row(cell(2)))
    site.replies["/cpnew/Table"] = page(
        f'<form method="post" enctype="multipart/form-data" action="/cpnew/Send">{whole}</form>'
    )
    attach(ready)
    sent = parts_of(site.posts()[0])
    assert [(name, content) for name, _, content in sent] == [("f1", b""), ("f2", PDF), ("attach", b"2")]


def test_a_form_wrongly_nested_in_the_row(site: Site, ready: tuple[Cabinet, str]) -> None:
    person = "".join(f"<td>{text}</td>" for text in ("сентябрь-октябрь 2019", "Лугов Пётр Ильич", "учитель"))
    rest = "<td></td>" * 8
    form = (
        '<form method="post" enctype="multipart/form-data" action="/cpnew/Send"><input type="hidden" name="row">'
    )
    wrong = (
        f'<tr>{form}{person}{rest}<td>{NOT_ATTACHED}<input type="file" name="f"></td><td>{ATTACH}</td></form></tr>'
    )
    site.replies["/cpnew/Table"] = page(table(wrong))
    attach(ready)
    assert [one[0] for one in parts_of(site.posts()[0])] == ["row", "f", "do"]


def test_the_button_in_a_cell_after_the_closed_form(site: Site, ready: tuple[Cabinet, str]) -> None:
    cell = (
        f'<div>{NOT_ATTACHED}<form id="z" method="post" enctype="multipart/form-data" action="/cpnew/Send"></form>'
    )
    cell += '<input type="file" name="f" form="z"><button form="z" name="do" value="a">Прикрепить</button></div>'
    site.replies["/cpnew/Table"] = page(table(row(cell)))
    attach(ready)
    assert [one[0] for one in parts_of(site.posts()[0])] == ["f", "do"]


class _Raw:
    """A server that reads so many bytes of the upload and then does what it is told."""

    def __init__(self, table_page: str, after: int, ending: Callable[[socket.socket], None]) -> None:
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self.listener.getsockname()[1]}/cpnew/"
        self.uploads = 0
        self.got = 0
        self._page = table_page.encode()
        self._after, self._ending = after, ending
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()

    def _serve(self) -> None:
        while True:
            try:
                connection, _ = self.listener.accept()
            except OSError:
                return
            threading.Thread(target=self._talk, args=(connection,), daemon=True).start()

    def _talk(self, connection: socket.socket) -> None:
        with connection:
            connection.settimeout(5)
            head = b""
            while b"\r\n\r\n" not in head:
                piece = connection.recv(4096)
                if not piece:
                    return
                head += piece
            if head.startswith(b"POST"):
                self.uploads += 1
                self.got = len(head.split(b"\r\n\r\n", 1)[1])
                while self.got < self._after:
                    self.got += len(connection.recv(4096))
                self._ending(connection)
                return
            body = self._page
            connection.sendall(
                b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nConnection: close\r\n"
                b"Content-Length: %d\r\n\r\n%s" % (len(body), body)
            )

    def stop(self) -> None:
        self.listener.close()


def _reset(connection: socket.socket) -> None:
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\x01\x00\x00\x00\x00\x00\x00\x00")


def _too_large(connection: socket.socket) -> None:
    connection.sendall(b"HTTP/1.1 413 Payload Too Large\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
    connection.shutdown(socket.SHUT_WR)
    while connection.recv(65536):
        pass


@pytest.fixture
def raw() -> Iterator[Callable[[int, Callable[[socket.socket], None]], _Raw]]:
    made: list[_Raw] = []

    def make(after: int, ending: Callable[[socket.socket], None]) -> _Raw:
        made.append(_Raw(OPEN, after, ending))
        return made[-1]

    yield make
    for one in made:
        one.stop()


@pytest.mark.parametrize("after", [1, 5000, len(PDF)])
def test_reset_in_the_middle(
    raw: Callable[[int, Callable[[socket.socket], None]], _Raw], open_cabinet: Opener, after: int
) -> None:
    server = raw(after, _reset)
    cabinet = open_cabinet(server.url)
    with pytest.raises(OutcomeUnknownError):
        attach((cabinet, cabinet.attestation().rows[0].attestee.id))
    assert server.uploads == 1


def test_silence_after_the_last_byte(
    raw: Callable[[int, Callable[[socket.socket], None]], _Raw], open_cabinet: Opener
) -> None:
    finished = threading.Event()

    def silence(connection: socket.socket) -> None:
        finished.wait(5)

    server = raw(len(PDF), silence)
    cabinet = open_cabinet(server.url, Timeouts(connect=2, read=0.3, send=2, whole=2))
    with pytest.raises(OutcomeUnknownError, match="время"):
        attach((cabinet, cabinet.attestation().rows[0].attestee.id))
    finished.set()
    assert server.uploads == 1


def test_an_early_refusal_is_heard(
    raw: Callable[[int, Callable[[socket.socket], None]], _Raw], open_cabinet: Opener
) -> None:
    server = raw(1, _too_large)
    cabinet = open_cabinet(server.url)
    with pytest.raises(UploadRefusedError, match="больше"):
        attach((cabinet, cabinet.attestation().rows[0].attestee.id), content=PDF * 20)


def test_a_slow_line_gets_the_time_of_sending_not_of_connecting(
    raw: Callable[[int, Callable[[socket.socket], None]], _Raw], open_cabinet: Opener
) -> None:
    content = PDF * 40

    def slow(connection: socket.socket) -> None:
        pause.wait(0.6)
        server.got += _drain(connection, len(content) - server.got)
        body = page("").encode()
        connection.sendall(
            b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: %d\r\n\r\n%s" % (len(body), body)
        )

    pause = threading.Event()
    server = raw(1, slow)
    cabinet = open_cabinet(server.url, Timeouts(connect=0.3, read=5, send=5, whole=9))
    attach((cabinet, cabinet.attestation().rows[0].attestee.id), content=content)
    assert server.got >= len(content)


def _drain(connection: socket.socket, at_least: int) -> int:
    got = 0
    while got < at_least:
        got += len(connection.recv(1 << 16))
    return got


def test_quick_timeouts_are_for_tests_only() -> None:
    assert Timeouts().send >= QUICK.send
