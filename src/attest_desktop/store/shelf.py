"""What all shelves have in common: the database, kept bytes, JSON."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from sqlalchemy import Connection, delete, exists, insert, or_, select

from attest_desktop.store.database import Database
from attest_desktop.store.errors import StoreDamagedError
from attest_desktop.store.schema import blobs, conclusions, files, outbox, signatures


class Shelf:
    """A part of the store with methods of its own; each write is one transaction."""

    def __init__(self, database: Database) -> None:
        self._database = database


def keep_blob(connection: Connection, content: bytes) -> str:
    """Keep the bytes unless they are kept already; gives their SHA-256 in hexadecimal digits."""
    sha256 = hashlib.sha256(content).hexdigest()
    if connection.execute(select(blobs.c.size).where(blobs.c.sha256 == sha256)).first() is None:
        connection.execute(insert(blobs).values(sha256=sha256, size=len(content), content=content))
    return sha256


def read_blob(connection: Connection, sha256: str) -> bytes:
    """The bytes, checked against their hash; raises StoreDamagedError when they are not what was kept."""
    content = connection.execute(select(blobs.c.content).where(blobs.c.sha256 == sha256)).scalar_one()
    if hashlib.sha256(content).hexdigest() != sha256:
        raise StoreDamagedError("Файл, который хранит программа, оказался не тем, который был сохранён.")
    return bytes(content)


def drop_blob_if_unused(connection: Connection, sha256: str) -> None:
    """Remove the bytes when nothing refers to them any more."""
    used = or_(
        *(
            exists().where(column == sha256)
            for column in (
                files.c.sha256,
                signatures.c.sha256,
                conclusions.c.docx_sha256,
                conclusions.c.pdf_sha256,
                outbox.c.sha256,
            )
        )
    )
    connection.execute(delete(blobs).where(blobs.c.sha256 == sha256, ~used))


def to_json(value: Any) -> str:
    """The value as compact JSON in Russian letters; raises TypeError for what JSON cannot hold."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def from_json(text: str) -> Any:
    """The value that `to_json` wrote."""
    return json.loads(text)
