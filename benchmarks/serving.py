"""The practice service in its own process, so that its work does not count; with as many attestees as wanted."""

from __future__ import annotations

import multiprocessing
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from multiprocessing.connection import Connection
from typing import Any

from attest_desktop.practice import ATTESTEES, SAMPLE_ACCOUNT, PracticeServer


class Served:
    """A running service: its address, and what was asked of it."""

    def __init__(self, url: str, line: Connection[Any, Any]) -> None:
        self.url = url
        self._line = line

    def asked(self) -> list[str]:
        """«GET /path» of each request since the last call."""
        self._line.send("asked")
        said: list[str] = self._line.recv()
        return said


@contextmanager
def served(attestees: int) -> Iterator[Served]:
    """The sample expert's cabinet with so many rows."""
    context = multiprocessing.get_context("spawn")
    here, there = context.Pipe()
    process = context.Process(target=_serve, args=(there, attestees), daemon=True)
    process.start()
    try:
        yield Served(here.recv(), here)
        here.send("end")
        process.join(20)
    finally:
        process.kill()


def _serve(line: Connection[Any, Any], attestees: int) -> None:
    with PracticeServer() as server:
        known = ATTESTEES[SAMPLE_ACCOUNT.user_name]
        people = [
            replace(known[number % len(known)], full_name=f"{known[number % len(known)].full_name} {number}")
            for number in range(attestees)
        ]
        server.state.add(SAMPLE_ACCOUNT, people)
        line.send(server.url)
        seen = 0
        while line.recv() == "asked":
            lines = [f"{one.method} {one.path}" for one in server.state.requests]
            line.send(lines[seen:])
            seen = len(lines)
