"""What all shelves have in common: the database, kept bytes, JSON."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from attest_desktop.store.connection import Connection
from attest_desktop.store.database import Database
from attest_desktop.store.errors import StoreDamagedError

_UNUSED = (
    "DELETE FROM blobs WHERE sha256 = ?1"
    " AND NOT EXISTS (SELECT 1 FROM files WHERE sha256 = ?1)"
    " AND NOT EXISTS (SELECT 1 FROM signatures WHERE sha256 = ?1)"
    " AND NOT EXISTS (SELECT 1 FROM conclusions WHERE docx_sha256 = ?1 OR pdf_sha256 = ?1)"
    " AND NOT EXISTS (SELECT 1 FROM outbox WHERE sha256 = ?1)"
)


class Shelf:
    """A part of the store with methods of its own; each write is one transaction."""

    def __init__(self, database: Database) -> None:
        self._database = database


def keep_blob(connection: Connection, content: bytes) -> str:
    """Keep the bytes unless they are kept already; gives their SHA-256 in hexadecimal digits."""
    sha256 = hashlib.sha256(content).hexdigest()
    if connection.row("SELECT 1 FROM blobs WHERE sha256 = ?", (sha256,)) is None:
        connection.insert("blobs", {"sha256": sha256, "size": len(content), "content": content})
    return sha256


def read_blob(connection: Connection, sha256: str) -> bytes:
    """The bytes, checked against their hash; raises StoreDamagedError when they are not what was kept."""
    content = connection.value("SELECT content FROM blobs WHERE sha256 = ?", (sha256,))
    if hashlib.sha256(content).hexdigest() != sha256:
        raise StoreDamagedError("Файл, который хранит программа, оказался не тем, который был сохранён.")
    return bytes(content)


def drop_blob_if_unused(connection: Connection, sha256: str) -> None:
    """Remove the bytes when nothing refers to them any more."""
    connection.execute(_UNUSED, (sha256,))


def to_json(value: Any) -> str:
    """The value as compact JSON in Russian letters; raises TypeError for what JSON cannot hold."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def from_json(text: str) -> Any:
    """The value that `to_json` wrote."""
    return json.loads(text)
