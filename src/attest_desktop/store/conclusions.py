"""Finished conclusions, frozen: the Word file, the PDF, and what they were made from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from attest_desktop.domain.errors import NotFoundError
from attest_desktop.store import moments
from attest_desktop.store.connection import Connection, Row
from attest_desktop.store.shelf import Shelf, from_json, keep_blob, read_blob, to_json
from attest_desktop.store.signings import Signing, keep_signings


@dataclass(frozen=True, slots=True)
class FrozenConclusion:
    """A finished conclusion. `revision` counts from 1 for each attestee; `sha256` is of the PDF."""

    id: int
    attestee_id: str
    revision: int
    sha256: str
    engine: str
    notes: tuple[str, ...]
    frozen_at: datetime


_LATEST = "SELECT * FROM conclusions WHERE attestee_id = ? ORDER BY revision DESC LIMIT 1"
_ONE = "SELECT * FROM conclusions WHERE id = ?"
# Without the records, which only their makers read. None asks for all.
_ALL = (
    "SELECT id, attestee_id, revision, pdf_sha256, engine, notes, frozen_at FROM conclusions"
    " WHERE ?1 IS NULL OR attestee_id = ?1 ORDER BY id DESC"
)
# Beside max() SQLite takes the other columns from the row that holds it.
_NEWEST = (
    "SELECT id, attestee_id, revision, pdf_sha256, engine, notes, frozen_at, max(revision) FROM conclusions"
    " GROUP BY attestee_id"
)


class ConclusionShelf(Shelf):
    """Finished conclusions. The database itself refuses to alter or remove one; an edit makes a new revision."""

    def freeze(
        self,
        attestee_id: str,
        record_json: dict[str, Any],
        docx: bytes,
        pdf: bytes,
        engine: str,
        notes: Sequence[str],
        now: datetime | None = None,
        signings: Sequence[Signing] = (),
    ) -> FrozenConclusion:
        """Keep a finished conclusion; when the attestee's latest is the same to the byte, that one is given.

        `signings` are the uses of signatures on it: kept with it, or neither is.
        """
        moment = moments.utc(now)
        record = to_json(record_json)
        with self._database.writing() as connection:
            latest = connection.row(_LATEST, (attestee_id,))
            docx_sha256, pdf_sha256 = keep_blob(connection, docx), keep_blob(connection, pdf)
            made_of = (record, docx_sha256, pdf_sha256)
            if latest is not None and (latest.record, latest.docx_sha256, latest.pdf_sha256) == made_of:
                keep_signings(connection, latest.id, signings, moment)
                return _frozen(latest)
            new = connection.insert(
                "conclusions",
                {
                    "attestee_id": attestee_id,
                    "revision": 1 if latest is None else latest.revision + 1,
                    "record": record,
                    "docx_sha256": docx_sha256,
                    "pdf_sha256": pdf_sha256,
                    "engine": engine,
                    "notes": to_json(list(notes)),
                    "frozen_at": moment,
                },
            )
            keep_signings(connection, new, signings, moment)
            return _frozen(_found(connection, new))

    def latest(self, attestee_id: str) -> FrozenConclusion | None:
        """The attestee's newest finished conclusion; None when there is none."""
        with self._database.reading() as connection:
            row = connection.row(_LATEST, (attestee_id,))
        return None if row is None else _frozen(row)

    def newest(self) -> dict[str, FrozenConclusion]:
        """Everybody's newest finished conclusion, by attestee id."""
        with self._database.reading() as connection:
            return {row.attestee_id: _frozen(row) for row in connection.execute(_NEWEST)}

    def all(self, attestee_id: str | None = None) -> tuple[FrozenConclusion, ...]:
        """All finished conclusions, of one attestee or of all, the newest first."""
        with self._database.reading() as connection:
            return tuple(_frozen(row) for row in connection.execute(_ALL, (attestee_id,)))

    def get(self, conclusion_id: int) -> FrozenConclusion:
        """A finished conclusion; raises NotFoundError."""
        with self._database.reading() as connection:
            return _frozen(_found(connection, conclusion_id))

    def record(self, conclusion_id: int) -> dict[str, Any]:
        """The record it was made from; raises NotFoundError."""
        with self._database.reading() as connection:
            record: dict[str, Any] = from_json(_found(connection, conclusion_id).record)
        return record

    def pdf(self, conclusion_id: int) -> bytes:
        """The PDF, checked against its hash; raises NotFoundError, StoreDamagedError."""
        with self._database.reading() as connection:
            return read_blob(connection, _found(connection, conclusion_id).pdf_sha256)

    def docx(self, conclusion_id: int) -> bytes:
        """The Word file, checked against its hash; raises NotFoundError, StoreDamagedError."""
        with self._database.reading() as connection:
            return read_blob(connection, _found(connection, conclusion_id).docx_sha256)


def _found(connection: Connection, conclusion_id: int) -> Row:
    row = connection.row(_ONE, (conclusion_id,))
    if row is None:
        raise NotFoundError("Такого готового заключения нет.", "Завершите заключение ещё раз.")
    return row


def _frozen(row: Row) -> FrozenConclusion:
    return FrozenConclusion(
        row.id,
        row.attestee_id,
        row.revision,
        row.pdf_sha256,
        row.engine,
        tuple(from_json(row.notes)),
        moments.from_text(row.frozen_at),
    )
