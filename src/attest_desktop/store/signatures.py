"""Images of handwritten signatures."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from attest_desktop.domain.errors import NotFoundError
from attest_desktop.store import moments
from attest_desktop.store.connection import Row
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
            sha256 = keep_blob(connection, png)
            new_id = connection.insert(
                "signatures", {"full_name": full_name, "is_mine": is_mine, "sha256": sha256, "added_at": moment}
            )
        return StoredSignature(new_id, full_name, is_mine, moment)

    def all(self) -> tuple[StoredSignature, ...]:
        """The signatures: the expert's own first, then in the order they were added."""
        query = "SELECT * FROM signatures ORDER BY is_mine DESC, id"
        with self._database.reading() as connection:
            return tuple(_stored(row) for row in connection.execute(query))

    def get(self, signature_id: int) -> StoredSignature:
        """Whose signature it is; raises NotFoundError."""
        with self._database.reading() as connection:
            row = connection.row("SELECT * FROM signatures WHERE id = ?", (signature_id,))
        if row is None:
            raise _not_found()
        return _stored(row)

    def content(self, signature_id: int) -> bytes:
        """The PNG; raises NotFoundError, StoreDamagedError."""
        with self._database.reading() as connection:
            sha256 = connection.value("SELECT sha256 FROM signatures WHERE id = ?", (signature_id,))
            if sha256 is None:
                raise _not_found()
            return read_blob(connection, sha256)

    def rename(self, signature_id: int, full_name: str) -> None:
        """Say whose signature it is; raises NotFoundError."""
        with self._database.writing() as connection:
            if not connection.update("signatures", {"full_name": full_name}, "id = ?", (signature_id,)):
                raise _not_found()

    def remove(self, signature_id: int) -> None:
        """Remove a signature with its image; raises NotFoundError."""
        with self._database.writing() as connection:
            sha256 = connection.value("DELETE FROM signatures WHERE id = ? RETURNING sha256", (signature_id,))
            if sha256 is None:
                raise _not_found()
            drop_blob_if_unused(connection, sha256)


def _stored(row: Row) -> StoredSignature:
    return StoredSignature(row.id, row.full_name, bool(row.is_mine), moments.from_text(row.added_at))


def _not_found() -> NotFoundError:
    return NotFoundError("Такой подписи среди сохранённых нет.", "Добавьте подпись ещё раз.")
