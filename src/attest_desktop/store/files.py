"""Files from the cabinet or of an attestee: templates, guides, documents, scans and what was printed for them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from attest_desktop.domain.errors import NotFoundError
from attest_desktop.store import moments
from attest_desktop.store.connection import Row
from attest_desktop.store.shelf import Shelf, drop_blob_if_unused, keep_blob, read_blob

_FILES = "SELECT files.*, size FROM files JOIN blobs ON blobs.sha256 = files.sha256"


class FileKind(Enum):
    """What a file is for."""

    TEMPLATE = "template"
    GUIDE = "guide"
    DOCUMENT = "document"
    SCAN = "scan"
    PRINTED = "printed"


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A kept file. `size` in bytes; `stored_at` is when it first came, `seen_at` when it last came the same."""

    id: int
    kind: FileKind
    title: str
    file_name: str
    attestee_id: str | None
    source: str
    sha256: str
    size: int
    stored_at: datetime
    seen_at: datetime


class FileShelf(Shelf):
    """Kept files by kind and attestee; equal bytes lie here once."""

    def put(
        self,
        kind: FileKind,
        title: str,
        file_name: str,
        content: bytes,
        now: datetime | None = None,
        attestee_id: str | None = None,
        source: str = "",
    ) -> StoredFile:
        """Keep a file; one that is here already (kind, attestee, bytes) is seen again, under its new title."""
        moment = moments.utc(now)
        with self._database.writing() as connection:
            sha256 = keep_blob(connection, content)
            known = connection.value(
                "SELECT id FROM files WHERE kind = ? AND attestee_id IS ? AND sha256 = ?",
                (kind.value, attestee_id, sha256),
            )
            values = {"title": title, "file_name": file_name, "source": source, "seen_at": moment}
            if known is None:
                known = connection.insert(
                    "files",
                    {
                        "kind": kind.value,
                        "attestee_id": attestee_id,
                        "sha256": sha256,
                        "stored_at": moment,
                        **values,
                    },
                )
            else:
                connection.update("files", values, "id = ?", (known,))
            row = connection.row(f"{_FILES} WHERE files.id = ?", (known,))
        assert row is not None
        return _stored(row)

    def get(self, file_id: int) -> StoredFile:
        """The file's particulars; raises NotFoundError."""
        with self._database.reading() as connection:
            row = connection.row(f"{_FILES} WHERE files.id = ?", (file_id,))
        if row is None:
            raise _not_found()
        return _stored(row)

    def content(self, file_id: int) -> bytes:
        """The file's bytes, checked against their hash; raises NotFoundError, StoreDamagedError."""
        with self._database.reading() as connection:
            sha256 = connection.value("SELECT sha256 FROM files WHERE id = ?", (file_id,))
            if sha256 is None:
                raise _not_found()
            return read_blob(connection, sha256)

    def latest(self, kind: FileKind, attestee_id: str | None = None) -> StoredFile | None:
        """The file of this kind that came last; None when there is none. `attestee_id` as in `all`."""
        return next(iter(self.all(kind, attestee_id)), None)

    def all(self, kind: FileKind, attestee_id: str | None = None) -> tuple[StoredFile, ...]:
        """The files of this kind, the last that came first; of one attestee when one is named, else of all."""
        query = f"{_FILES} WHERE kind = ?1 AND (?2 IS NULL OR attestee_id = ?2) ORDER BY seen_at DESC, id DESC"
        with self._database.reading() as connection:
            return tuple(_stored(row) for row in connection.execute(query, (kind.value, attestee_id)))

    def remove(self, file_id: int) -> None:
        """Remove a file and, unless something else is the same, its bytes; nothing happens when it is not here."""
        with self._database.writing() as connection:
            sha256 = connection.value("DELETE FROM files WHERE id = ? RETURNING sha256", (file_id,))
            if sha256 is not None:
                drop_blob_if_unused(connection, sha256)


def _stored(row: Row) -> StoredFile:
    return StoredFile(
        row.id,
        FileKind(row.kind),
        row.title,
        row.file_name,
        row.attestee_id,
        row.source,
        row.sha256,
        row.size,
        moments.from_text(row.stored_at),
        moments.from_text(row.seen_at),
    )


def _not_found() -> NotFoundError:
    return NotFoundError("Такого файла среди сохранённых нет.", "Обновите данные из личного кабинета.")
