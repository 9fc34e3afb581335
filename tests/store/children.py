"""What the child processes of these tests do; they report over a pipe and may be killed at any moment."""

from __future__ import annotations

import multiprocessing
import multiprocessing.context
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any

from keyring.backends import fail

from attest_desktop.store import Secrets, Store
from tests.store.conftest import ACCOUNT, CHEAP, NOW, PASSPHRASE, made

# Forked from a server that has imported everything, a child is at work within some milliseconds.
_WAY = "forkserver" if "forkserver" in multiprocessing.get_all_start_methods() else "spawn"
_context: Any = multiprocessing.get_context(_WAY)
_context.set_forkserver_preload(["tests.store.children"])


@contextmanager
def child(work: Callable[..., None], *arguments: Any) -> Iterator[tuple[BaseProcess, Connection]]:
    """A running child with the pipe to it; killed at the end if it is still there."""
    ours, theirs = _context.Pipe()
    process: BaseProcess = _context.Process(target=work, args=(theirs, *arguments))
    process.start()
    theirs.close()
    try:
        yield process, ours
    finally:
        process.kill()
        process.join()
        process.close()
        ours.close()


def opened(data_dir: Path) -> Store:
    return Store.open(data_dir, ACCOUNT, Secrets(made(fail.Keyring)), passphrase=PASSPHRASE, scrypt_n=CHEAP)


def save_without_end(pipe: Connection, data_dir: Path, first: int) -> None:
    """Save one thing after another; each number is sent after its saves have returned."""
    with opened(data_dir) as store:
        number = first
        while True:
            moment = NOW + number * timedelta(seconds=1)
            store.drafts.save(f"a{number % 3}", {"number": number, "text": "слово " * (number % 500)}, moment)
            store.facts.set(f"fact {number}", number, moment)
            row = store.outbox.put(None, f"p{number}", "f.pdf", b"%PDF" * 500 + str(number).encode(), moment)
            store.outbox.begin_attempt(row.id, moment)
            pipe.send(number)
            number += 1


def save_some(pipe: Connection, data_dir: Path, name: str, count: int) -> None:
    """Wait for a word, then open the store and save as fast as it goes."""
    pipe.recv()
    with opened(data_dir) as store:
        for number in range(count):
            store.facts.set(f"{name} {number}", number, NOW)
            store.drafts.save(name, {"number": number}, NOW + number * timedelta(minutes=2))
            store.outbox.put(None, f"a{number}", "f.pdf", b"%PDF", NOW)
    pipe.send("done")


def hold_the_send_lock(pipe: Connection, data_dir: Path, row_id: int) -> None:
    """Begin an attempt under the lock and stay there."""
    with opened(data_dir) as store, store.outbox.send_lock():
        store.outbox.begin_attempt(row_id, NOW)
        pipe.send("held")
        pipe.recv()
