"""Finished conclusions, frozen: the Word file, the PDF, and what they were made from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Column, func, insert, select

from attest_desktop.domain.errors import NotFoundError
from attest_desktop.store import moments
from attest_desktop.store.schema import conclusions
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


_OF_FROZEN = ("id", "attestee_id", "revision", "pdf_sha256", "engine", "notes", "frozen_at")


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
            latest = connection.execute(_latest(attestee_id)).first()
            docx_sha256, pdf_sha256 = keep_blob(connection, docx), keep_blob(connection, pdf)
            made_of = (record, docx_sha256, pdf_sha256)
            if latest is not None and (latest.record, latest.docx_sha256, latest.pdf_sha256) == made_of:
                keep_signings(connection, latest.id, signings, moment)
                return _frozen(latest)
            row = connection.execute(
                insert(conclusions)
                .values(
                    attestee_id=attestee_id,
                    revision=1 if latest is None else latest.revision + 1,
                    record=record,
                    docx_sha256=docx_sha256,
                    pdf_sha256=pdf_sha256,
                    engine=engine,
                    notes=to_json(list(notes)),
                    frozen_at=moment,
                )
                .returning(conclusions)
            ).one()
            keep_signings(connection, row.id, signings, moment)
        return _frozen(row)

    def latest(self, attestee_id: str) -> FrozenConclusion | None:
        """The attestee's newest finished conclusion; None when there is none."""
        with self._database.reading() as connection:
            row = connection.execute(_latest(attestee_id)).first()
        return None if row is None else _frozen(row)

    def newest(self) -> dict[str, FrozenConclusion]:
        """Everybody's newest finished conclusion, by attestee id."""
        columns = [getattr(conclusions.c, name) for name in _OF_FROZEN]
        # Beside max() SQLite takes the other columns from the row that holds it.
        query = select(*columns, func.max(conclusions.c.revision)).group_by(conclusions.c.attestee_id)
        with self._database.reading() as connection:
            return {row.attestee_id: _frozen(row) for row in connection.execute(query)}

    def all(self, attestee_id: str | None = None) -> tuple[FrozenConclusion, ...]:
        """All finished conclusions, of one attestee or of all, the newest first."""
        query = select(conclusions).order_by(conclusions.c.id.desc())
        if attestee_id is not None:
            query = query.where(conclusions.c.attestee_id == attestee_id)
        with self._database.reading() as connection:
            return tuple(_frozen(row) for row in connection.execute(query))

    def get(self, conclusion_id: int) -> FrozenConclusion:
        """A finished conclusion; raises NotFoundError."""
        return _frozen(self._row(conclusion_id))

    def record(self, conclusion_id: int) -> dict[str, Any]:
        """The record it was made from; raises NotFoundError."""
        record: dict[str, Any] = from_json(self._row(conclusion_id).record)
        return record

    def pdf(self, conclusion_id: int) -> bytes:
        """The PDF, checked against its hash; raises NotFoundError, StoreDamagedError."""
        return self._content(conclusion_id, conclusions.c.pdf_sha256)

    def docx(self, conclusion_id: int) -> bytes:
        """The Word file, checked against its hash; raises NotFoundError, StoreDamagedError."""
        return self._content(conclusion_id, conclusions.c.docx_sha256)

    def _row(self, conclusion_id: int) -> Any:
        with self._database.reading() as connection:
            row = connection.execute(select(conclusions).where(conclusions.c.id == conclusion_id)).first()
        if row is None:
            raise _not_found()
        return row

    def _content(self, conclusion_id: int, column: Column[str]) -> bytes:
        with self._database.reading() as connection:
            sha256 = connection.execute(select(column).where(conclusions.c.id == conclusion_id)).scalar()
            if sha256 is None:
                raise _not_found()
            return read_blob(connection, sha256)


def _latest(attestee_id: str) -> Any:
    return (
        select(conclusions)
        .where(conclusions.c.attestee_id == attestee_id)
        .order_by(conclusions.c.revision.desc())
        .limit(1)
    )


def _frozen(row: Any) -> FrozenConclusion:
    return FrozenConclusion(
        row.id,
        row.attestee_id,
        row.revision,
        row.pdf_sha256,
        row.engine,
        tuple(from_json(row.notes)),
        row.frozen_at,
    )


def _not_found() -> NotFoundError:
    return NotFoundError("Такого готового заключения нет.", "Завершите заключение ещё раз.")
