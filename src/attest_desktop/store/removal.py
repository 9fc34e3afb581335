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

from attest_desktop.store import moments
from attest_desktop.store.connection import listed
from attest_desktop.store.shelf import Shelf, drop_blob_if_unused, to_json

logger = logging.getLogger(__name__)

COMPACT_DUE = "store.compact_due"
"""The fact that tells that rows were removed and the file was not yet written anew."""
_NEVER_VANISH = (
    "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND name LIKE '%never\\_vanish' ESCAPE '\\'"
)
# All statements get the attestees as `listed`.
_COUNTS = {
    "attestees": "SELECT count(*) FROM attestees WHERE id IN (SELECT value FROM json_each(?1))",
    "drafts": (
        "SELECT count(DISTINCT attestee_id) FROM draft_revisions"
        " WHERE attestee_id IN (SELECT value FROM json_each(?1))"
    ),
    "conclusions": "SELECT count(*) FROM conclusions WHERE attestee_id IN (SELECT value FROM json_each(?1))",
    "sendings": "SELECT count(*) FROM outbox WHERE attestee_id IN (SELECT value FROM json_each(?1))",
    "files": "SELECT count(*) FROM files WHERE attestee_id IN (SELECT value FROM json_each(?1))",
    "notes": (
        "SELECT (SELECT count(*) FROM step_marks WHERE attestee_id IN (SELECT value FROM json_each(?1)))"
        " + (SELECT count(*) FROM notes WHERE attestee_id IN (SELECT value FROM json_each(?1)))"
    ),
    "messages": "SELECT count(*) FROM messages WHERE attestee_id IN (SELECT value FROM json_each(?1))",
}
# Of all bytes that these attestees' rows refer to; others may refer to them too.
_HASHES = (
    "SELECT sha256, size FROM blobs WHERE sha256 IN ("
    " SELECT sha256 FROM files WHERE attestee_id IN (SELECT value FROM json_each(?1))"
    " UNION SELECT docx_sha256 FROM conclusions WHERE attestee_id IN (SELECT value FROM json_each(?1))"
    " UNION SELECT pdf_sha256 FROM conclusions WHERE attestee_id IN (SELECT value FROM json_each(?1))"
    " UNION SELECT sha256 FROM outbox WHERE attestee_id IN (SELECT value FROM json_each(?1)))"
)
# What refers to others goes before them.
_LET_GO = (
    "DELETE FROM attempts WHERE outbox_id IN"
    " (SELECT id FROM outbox WHERE attestee_id IN (SELECT value FROM json_each(?1)))",
    "DELETE FROM outbox WHERE attestee_id IN (SELECT value FROM json_each(?1))",
    "DELETE FROM signings WHERE conclusion_id IN"
    " (SELECT id FROM conclusions WHERE attestee_id IN (SELECT value FROM json_each(?1)))",
    "DELETE FROM conclusions WHERE attestee_id IN (SELECT value FROM json_each(?1))",
    "DELETE FROM files WHERE attestee_id IN (SELECT value FROM json_each(?1))",
    "DELETE FROM draft_revisions WHERE attestee_id IN (SELECT value FROM json_each(?1))",
    "DELETE FROM step_marks WHERE attestee_id IN (SELECT value FROM json_each(?1))",
    "DELETE FROM notes WHERE attestee_id IN (SELECT value FROM json_each(?1))",
    "DELETE FROM messages WHERE attestee_id IN (SELECT value FROM json_each(?1))",
)
_LET_ROWS_GO = (
    "DELETE FROM attestees WHERE id IN (SELECT value FROM json_each(?1))"
    " AND id NOT IN (SELECT value FROM json_each(?2))"
)
_LET_FACTS_GO = "DELETE FROM facts WHERE name IN (SELECT value FROM json_each(?1))"


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
        wanted = (listed(ids),)
        with self._database.reading() as connection:
            counts = {what: int(connection.value(query, wanted)) for what, query in _COUNTS.items()}
            size = sum(row.size for row in connection.execute(_HASHES, wanted))
        return Counted(**counts, size=size)

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
        wanted, moment = (listed(ids),), moments.utc(now)
        with self._database.writing() as connection:
            triggers = [(str(row.name), str(row.sql)) for row in connection.execute(_NEVER_VANISH)]
            for name, _sql in triggers:
                connection.execute(f'DROP TRIGGER "{name}"')
            hashes = connection.values(_HASHES, wanted)
            for statement in _LET_GO:
                connection.execute(statement, wanted)
            connection.execute(_LET_ROWS_GO, (*wanted, listed(keep_rows)))
            for sha256 in hashes:
                drop_blob_if_unused(connection, sha256)
            changed = {**(rewrite or {}), COMPACT_DUE: True}
            connection.execute(_LET_FACTS_GO, (listed((*forget, *changed)),))
            for name, value in changed.items():
                connection.insert("facts", {"name": name, "value": to_json(value), "saved_at": moment})
            for _name, sql in triggers:
                connection.execute(sql)
        logger.info("%d attestees removed", len(ids))

    def compact(self) -> None:
        """Write the file anew, so that nothing of what was removed is left in it.

        Raises StoreBusyError while another window reads, DiskFullError; then it is still due.
        """
        self._database.compact()
        with self._database.writing() as connection:
            connection.execute("DELETE FROM facts WHERE name = ?", (COMPACT_DUE,))

    @property
    def compact_due(self) -> bool:
        """Whether something was removed since the file was last written anew."""
        with self._database.reading() as connection:
            return connection.row("SELECT 1 FROM facts WHERE name = ?", (COMPACT_DUE,)) is not None
