"""A bad line: everything passes through it, slowly or up to a certain byte; it is a forward proxy as well."""

from __future__ import annotations

import re
import socket
import struct
import threading
from contextlib import suppress

from tests.support import tally

_RESET = struct.pack("ii", 1, 0)
_LARGE = 20_000  # bytes: a form without a file is smaller


class Relay:
    """Passes connections on to 127.0.0.1:`port`. Set `cut_after` or `speed` before the request they are for.

    They hit the next connection that begins with a large POST (an upload opens one of its own). `cut_after`: it is
    reset when so many bytes of the body have passed. `answer_lost`: the body passes and the answer does not.
    `speed`: bytes a second towards the service. `passed` counts the bytes of the last such body, `cuts` the
    connections reset; `first_lines` keeps how each connection began. Of any connections: after
    `cut_answers_after` bytes what the service says breaks off, once; `said` counts them.
    """

    def __init__(self, port: int) -> None:
        self.cut_after: int | None = None
        self.answer_lost = False
        self.cut_answers_after: int | None = None
        self.said = 0
        self.speed: float | None = None
        self.passed = 0
        self.cuts = 0
        self.first_lines: list[str] = []
        self._target = port
        self._listener = socket.socket()
        # Little may wait in between, or a slow line would not be felt.
        self._listener.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        self._listener.bind(("127.0.0.1", 0))
        self._listener.listen(16)
        self.port: int = self._listener.getsockname()[1]
        self._closed = threading.Event()
        threading.Thread(target=self._accept, daemon=True).start()

    def _accept(self) -> None:
        while True:
            try:
                client, _ = self._listener.accept()
            except OSError:
                return
            threading.Thread(target=self._talk, args=(client,), daemon=True).start()

    def _talk(self, client: socket.socket) -> None:
        with client, suppress(OSError):
            head = self._head(client)
            if not head:
                return
            self.first_lines.append(head.split(b"\r\n", 1)[0].decode("latin-1"))
            with socket.create_connection(("127.0.0.1", self._target)) as service:
                if head.startswith(b"CONNECT "):
                    client.sendall(b"HTTP/1.1 200 Connection established\r\n\r\n")
                    head = b""
                self._pass(client, service, head)

    def _head(self, client: socket.socket) -> bytes:
        head = b""
        while b"\r\n\r\n" not in head:
            piece = client.recv(1024)
            if not piece:
                return b""
            head += piece
        return head

    def _pass(self, client: socket.socket, service: socket.socket, head: bytes) -> None:
        said = re.search(rb"\r\nContent-Length: (\d+)\r\n", head, re.IGNORECASE)
        upload = head.startswith(b"POST ") and said is not None and int(said[1]) >= _LARGE
        cut = self.cut_after if upload else None
        lost = self.answer_lost and upload
        if upload:
            self.cut_after, self.answer_lost, self.passed = None, False, 0
        above = head.find(b"\r\n\r\n") + 4
        begun = head if cut is None else head[: above + cut]
        service.sendall(begun)
        body = max(0, len(begun) - above)
        if upload:
            self.passed = body
        if cut is not None and body >= cut:
            self._reset(client, service)
            return
        back = threading.Thread(target=self._back, args=(service, client, lost), daemon=True)
        back.start()
        while piece := client.recv(4096 if cut is None else min(4096, cut - body)):
            if self.speed is not None and upload:
                self._closed.wait(len(piece) / self.speed)
            service.sendall(piece)
            body += len(piece)
            if upload:
                self.passed = body
            if cut is not None and body >= cut:
                self._reset(client, service)
                return
        with suppress(OSError):
            service.shutdown(socket.SHUT_WR)
        back.join(10)

    def _back(self, service: socket.socket, client: socket.socket, lost: bool) -> None:
        with suppress(OSError):
            while piece := service.recv(65536):
                if lost:
                    self._reset(client, service)
                    return
                left = self.cut_answers_after
                if left is not None and len(piece) > left:
                    self.cut_answers_after = None
                    client.sendall(piece[:left])
                    self._reset(client, service)
                    return
                if left is not None:
                    self.cut_answers_after = left - len(piece)
                self.said += len(piece)
                client.sendall(piece)
            client.shutdown(socket.SHUT_WR)

    def _reset(self, *ends: socket.socket) -> None:
        self.cuts += 1
        tally.count(tally.Fault.CUT)
        for one in ends:
            with suppress(OSError):
                one.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _RESET)
                # Closing alone would leave the other thread's recv waiting.
                one.shutdown(socket.SHUT_RD)
            one.close()

    def stop(self) -> None:
        self._closed.set()
        with suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
