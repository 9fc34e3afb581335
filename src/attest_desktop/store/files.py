"""Files from the cabinet or of an attestee: templates, guides, documents, scans and what was printed for them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from typing import Any

from sqlalchemy import Select, delete, insert, select, update

from attest_desktop.domain.errors import NotFoundError
from attest_desktop.store import moments
from attest_desktop.store.schema import blobs, files
from attest_desktop.store.shelf import Shelf, drop_blob_if_unused, keep_blob, read_blob


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
        columns = files.c
        with self._database.writing() as connection:
            sha256 = keep_blob(connection, content)
            known = connection.execute(
                select(columns.id).where(
                    columns.kind == kind.value, columns.attestee_id.is_(attestee_id), columns.sha256 == sha256
                )
            ).scalar()
            values = {"title": title, "file_name": file_name, "source": source, "seen_at": moment}
            if known is None:
                known = connection.execute(
                    insert(files)
                    .values(kind=kind.value, attestee_id=attestee_id, sha256=sha256, stored_at=moment, **values)
                    .returning(columns.id)
                ).scalar_one()
            else:
                connection.execute(update(files).where(columns.id == known).values(**values))
            return _stored(connection.execute(_query().where(columns.id == known)).one())

    def get(self, file_id: int) -> StoredFile:
        """The file's particulars; raises NotFoundError."""
        with self._database.reading() as connection:
            row = connection.execute(_query().where(files.c.id == file_id)).first()
        if row is None:
            raise _not_found()
        return _stored(row)

    def content(self, file_id: int) -> bytes:
        """The file's bytes, checked against their hash; raises NotFoundError, StoreDamagedError."""
        with self._database.reading() as connection:
            sha256 = connection.execute(select(files.c.sha256).where(files.c.id == file_id)).scalar()
            if sha256 is None:
                raise _not_found()
            return read_blob(connection, sha256)

    def latest(self, kind: FileKind, attestee_id: str | None = None) -> StoredFile | None:
        """The file of this kind that came last; None when there is none. `attestee_id` as in `all`."""
        return next(iter(self.all(kind, attestee_id)), None)

    def all(self, kind: FileKind, attestee_id: str | None = None) -> tuple[StoredFile, ...]:
        """The files of this kind, the last that came first; of one attestee when one is named, else of all."""
        query = _query().where(files.c.kind == kind.value).order_by(files.c.seen_at.desc(), files.c.id.desc())
        if attestee_id is not None:
            query = query.where(files.c.attestee_id == attestee_id)
        with self._database.reading() as connection:
            return tuple(_stored(row) for row in connection.execute(query))

    def remove(self, file_id: int) -> None:
        """Remove a file and, unless something else is the same, its bytes; nothing happens when it is not here."""
        with self._database.writing() as connection:
            sha256 = connection.execute(
                delete(files).where(files.c.id == file_id).returning(files.c.sha256)
            ).scalar()
            if sha256 is not None:
                drop_blob_if_unused(connection, sha256)


def _query() -> Select[Any]:
    return select(files, blobs.c.size).join(blobs, blobs.c.sha256 == files.c.sha256)


def _stored(row: Any) -> StoredFile:
    return StoredFile(
        row.id,
        FileKind(row.kind),
        row.title,
        row.file_name,
        row.attestee_id,
        row.source,
        row.sha256,
        row.size,
        row.stored_at,
        row.seen_at,
    )


def _not_found() -> NotFoundError:
    return NotFoundError("Такого файла среди сохранённых нет.", "Обновите данные из личного кабинета.")
