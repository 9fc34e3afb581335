"""Images of handwritten signatures."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import delete, insert, select, update

from attest_desktop.domain.errors import NotFoundError
from attest_desktop.store import moments
from attest_desktop.store.schema import signatures
from attest_desktop.store.shelf import Shelf, drop_blob_if_unused, keep_blob, read_blob


@dataclass(frozen=True, slots=True)
class StoredSignature:
    """Whose signature it is; `is_mine` marks the expert's own."""

    id: int
    full_name: str
    is_mine: bool
    added_at: datetime


class SignatureShelf(Shelf):
    """The expert's signature and those that second experts have sent, as PNG."""

    def add(self, full_name: str, png: bytes, is_mine: bool, now: datetime | None = None) -> StoredSignature:
        """Keep a signature."""
        moment = moments.utc(now)
        with self._database.writing() as connection:
            new_id: int = connection.execute(
                insert(signatures)
                .values(full_name=full_name, is_mine=is_mine, sha256=keep_blob(connection, png), added_at=moment)
                .returning(signatures.c.id)
            ).scalar_one()
        return StoredSignature(new_id, full_name, is_mine, moment)

    def all(self) -> tuple[StoredSignature, ...]:
        """The signatures: the expert's own first, then in the order they were added."""
        query = select(signatures).order_by(signatures.c.is_mine.desc(), signatures.c.id)
        with self._database.reading() as connection:
            return tuple(_stored(row) for row in connection.execute(query))

    def get(self, signature_id: int) -> StoredSignature:
        """Whose signature it is; raises NotFoundError."""
        with self._database.reading() as connection:
            row = connection.execute(select(signatures).where(signatures.c.id == signature_id)).first()
        if row is None:
            raise _not_found()
        return _stored(row)

    def content(self, signature_id: int) -> bytes:
        """The PNG; raises NotFoundError, StoreDamagedError."""
        with self._database.reading() as connection:
            sha256 = connection.execute(
                select(signatures.c.sha256).where(signatures.c.id == signature_id)
            ).scalar()
            if sha256 is None:
                raise _not_found()
            return read_blob(connection, sha256)

    def rename(self, signature_id: int, full_name: str) -> None:
        """Say whose signature it is; raises NotFoundError."""
        with self._database.writing() as connection:
            done = connection.execute(
                update(signatures).where(signatures.c.id == signature_id).values(full_name=full_name)
            )
            if not done.rowcount:
                raise _not_found()

    def remove(self, signature_id: int) -> None:
        """Remove a signature with its image; raises NotFoundError."""
        with self._database.writing() as connection:
            sha256 = connection.execute(
                delete(signatures).where(signatures.c.id == signature_id).returning(signatures.c.sha256)
            ).scalar()
            if sha256 is None:
                raise _not_found()
            drop_blob_if_unused(connection, sha256)


def _stored(row: Any) -> StoredSignature:
    return StoredSignature(row.id, row.full_name, row.is_mine, row.added_at)


def _not_found() -> NotFoundError:
    return NotFoundError("Такой подписи среди сохранённых нет.", "Добавьте подпись ещё раз.")
