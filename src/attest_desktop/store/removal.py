"""Removing people for good: every row about them, and then every trace that a database file keeps of what it lost.

This is the one place where finished conclusions may vanish. The triggers that forbid it are lifted and put back
inside the same transaction: a crash in the middle brings back triggers and rows together.
"""

from __future__ import annotations

import logging
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Table, delete, func, insert, select, text

from attest_desktop.store import moments
from attest_desktop.store.schema import (
    attempts,
    attestees,
    blobs,
    conclusions,
    draft_revisions,
    facts,
    files,
    messages,
    notes,
    outbox,
    signings,
    step_marks,
)
from attest_desktop.store.shelf import Shelf, drop_blob_if_unused, to_json

logger = logging.getLogger(__name__)

COMPACT_DUE = "store.compact_due"
"""The fact that tells that rows were removed and the file was not yet written anew."""
_OF_ATTESTEE = (files, draft_revisions, step_marks, notes, messages)
_NEVER_VANISH = text(
    "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND name LIKE '%never\\_vanish' ESCAPE '\\'"
)


@dataclass(frozen=True, slots=True)
class Counted:
    """How much there is about some attestees; `size` in bytes of files, each counted once."""

    attestees: int = 0
    drafts: int = 0
    conclusions: int = 0
    sendings: int = 0
    files: int = 0
    notes: int = 0
    messages: int = 0
    size: int = 0


class RemovalShelf(Shelf):
    """Who is removed here is asked elsewhere: these methods do as they are told."""

    def count(self, ids: Collection[str]) -> Counted:
        """What there is about these attestees; `drafts` are people with one, `notes` marks and notes together."""
        wanted = tuple(ids)
        with self._database.reading() as connection:
            hashes = _hashes(connection, wanted)
            size = connection.execute(select(func.sum(blobs.c.size)).where(blobs.c.sha256.in_(hashes))).scalar()
            drafts = connection.execute(
                select(func.count(draft_revisions.c.attestee_id.distinct())).where(
                    draft_revisions.c.attestee_id.in_(wanted)
                )
            ).scalar_one()
            rows = {table: _count(connection, table, wanted) for table in (conclusions, outbox, *_OF_ATTESTEE)}
            people = connection.execute(
                select(func.count()).select_from(attestees).where(attestees.c.id.in_(wanted))
            ).scalar_one()
        return Counted(
            people,
            drafts,
            rows[conclusions],
            rows[outbox],
            rows[files],
            rows[step_marks] + rows[notes],
            rows[messages],
            int(size or 0),
        )

    def remove(
        self,
        ids: Collection[str],
        *,
        keep_rows: Collection[str] = (),
        forget: Collection[str] = (),
        rewrite: Mapping[str, Any] | None = None,
        now: datetime | None = None,
    ) -> None:
        """Remove all about these attestees; of `keep_rows` the row of the table stays.

        `forget` are names of facts that go too, `rewrite` facts with their new values: all in one transaction, or
        nothing. Call `compact` afterwards: until then the file still holds what was removed.
        """
        wanted, moment = tuple(ids), moments.utc(now)
        with self._database.writing() as connection:
            triggers = [(str(row.name), str(row.sql)) for row in connection.execute(_NEVER_VANISH)]
            for name, _sql in triggers:
                connection.exec_driver_sql(f'DROP TRIGGER "{name}"')
            hashes = _hashes(connection, wanted)
            sent = select(outbox.c.id).where(outbox.c.attestee_id.in_(wanted))
            made = select(conclusions.c.id).where(conclusions.c.attestee_id.in_(wanted))
            connection.execute(delete(attempts).where(attempts.c.outbox_id.in_(sent)))
            connection.execute(delete(outbox).where(outbox.c.attestee_id.in_(wanted)))
            connection.execute(delete(signings).where(signings.c.conclusion_id.in_(made)))
            for table in (conclusions, *_OF_ATTESTEE):
                connection.execute(delete(table).where(table.c.attestee_id.in_(wanted)))
            connection.execute(
                delete(attestees).where(attestees.c.id.in_(wanted), attestees.c.id.not_in(tuple(keep_rows)))
            )
            for sha256 in hashes:
                drop_blob_if_unused(connection, sha256)
            changed = {**(rewrite or {}), COMPACT_DUE: True}
            connection.execute(delete(facts).where(facts.c.name.in_((*forget, *changed))))
            for name, value in changed.items():
                connection.execute(insert(facts).values(name=name, value=to_json(value), saved_at=moment))
            for _name, sql in triggers:
                connection.exec_driver_sql(sql)
        logger.info("%d attestees removed", len(wanted))

    def compact(self) -> None:
        """Write the file anew, so that nothing of what was removed is left in it.

        Raises StoreBusyError while another window reads, DiskFullError; then it is still due.
        """
        self._database.compact()
        with self._database.writing() as connection:
            connection.execute(delete(facts).where(facts.c.name == COMPACT_DUE))

    @property
    def compact_due(self) -> bool:
        """Whether something was removed since the file was last written anew."""
        with self._database.reading() as connection:
            return connection.execute(select(facts.c.name).where(facts.c.name == COMPACT_DUE)).first() is not None


def _count(connection: Connection, table: Table, wanted: tuple[str, ...]) -> int:
    query = select(func.count()).select_from(table).where(table.c.attestee_id.in_(wanted))
    return int(connection.execute(query).scalar_one())


def _hashes(connection: Connection, wanted: tuple[str, ...]) -> tuple[str, ...]:
    """Of all bytes that these attestees' rows refer to; others may refer to them too."""
    columns = (
        (files, files.c.sha256),
        (conclusions, conclusions.c.docx_sha256),
        (conclusions, conclusions.c.pdf_sha256),
        (outbox, outbox.c.sha256),
    )
    found: dict[str, None] = {}
    for table, column in columns:
        found |= dict.fromkeys(connection.execute(select(column).where(table.c.attestee_id.in_(wanted))).scalars())
    return tuple(found)
