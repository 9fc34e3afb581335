"""Drafts of conclusions: every edit, and a history to go back to."""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from attest_desktop.domain.errors import NotFoundError
from attest_desktop.store import moments
from attest_desktop.store.connection import Connection
from attest_desktop.store.shelf import Shelf, from_json, to_json

COALESCE_FOR = timedelta(seconds=60)
SHRINK = 0.3  # losing more than this part of the text at once looks like an accident
MOST_REVISIONS = 200
_QUICK = 1  # zlib's level; Russian text shrinks to a third all the same

_NEWEST = (
    "SELECT id, revision, begun_at, saved_at, peak, content FROM draft_revisions"
    " WHERE attestee_id = ? ORDER BY revision DESC LIMIT 1"
)
_OVERWRITE = "UPDATE draft_revisions SET saved_at = ?, peak = ?, letters = ?, content = ? WHERE id = ?"
_ADD = (
    "INSERT INTO draft_revisions (attestee_id, revision, begun_at, saved_at, peak, letters, content)"
    " VALUES (?, ?, ?, ?, ?, ?, ?)"
)
_HISTORY = (
    "SELECT id, revision, saved_at, letters FROM draft_revisions WHERE attestee_id = ? ORDER BY revision DESC"
)
_KEPT = "SELECT id, saved_at FROM draft_revisions WHERE attestee_id = ? ORDER BY revision"
_LET_GO = "DELETE FROM draft_revisions WHERE id = ?"
# The index alone tells which one is the newest: content is read, and decrypted, of these only.
_OF_ALL = (
    "SELECT {columns} FROM draft_revisions AS one"
    " JOIN (SELECT attestee_id, max(revision) AS revision FROM draft_revisions GROUP BY attestee_id) AS last"
    " ON one.attestee_id = last.attestee_id AND one.revision = last.revision"
)


class _Newest(NamedTuple):
    """A row as `_NEWEST` gives it; moments as the store writes them."""

    id: int
    revision: int
    begun_at: str
    saved_at: str
    peak: int
    content: bytes


@dataclass(frozen=True, slots=True)
class Draft:
    """What the expert has written so far; `content` is a record as JSON values."""

    attestee_id: str
    content: dict[str, Any]
    saved_at: datetime
    revision: int


@dataclass(frozen=True, slots=True)
class DraftRevision:
    """One line of a draft's history; `id` is for `DraftShelf.revision`, `letters` the length of its text."""

    id: int
    attestee_id: str
    revision: int
    saved_at: datetime
    letters: int


class DraftShelf(Shelf):
    """Drafts by attestee. Saving never asks whether the draft is right or complete."""

    def load(self, attestee_id: str) -> Draft | None:
        """The newest revision; None when nothing was ever written."""
        query = "SELECT * FROM draft_revisions WHERE attestee_id = ? ORDER BY revision DESC LIMIT 1"
        with self._database.reading() as connection:
            row = connection.row(query, (attestee_id,))
        return None if row is None else _draft(row)

    def newest(self) -> Iterator[Draft]:
        """Every attestee's newest revision, by one statement, unpacked one at a time, in no particular order."""
        query = _OF_ALL.format(columns="one.attestee_id, one.revision, one.saved_at, one.content")
        # Read to the end at once: who stops halfway must not keep the file open.
        with self._database.reading() as connection:
            rows = connection.execute(query).fetchall()
        return map(_draft, rows)

    def save(
        self, attestee_id: str, record_json: dict[str, Any], now: datetime | None = None, *, apart: bool = False
    ) -> DraftRevision:
        """Save the draft; on the disk when this returns: as the newest line of its history, which is given.

        It takes the place of the newest revision when that was begun less than a minute ago, unless over 30 % of
        the text it has held would be gone, or it is to stay `apart`. Content that is equal to the newest is not
        written again.
        """
        moment = moments.utc(now)
        text = to_json(record_json)
        content = zlib.compress(text.encode("utf-8", "replace"), _QUICK)
        size = letters(record_json)
        saved_at = moments.to_text(moment)
        with self._database.writing() as connection:
            found = connection.row(_NEWEST, (attestee_id,))
            newest = None if found is None else _Newest(*found)
            if newest is not None and newest.content == content:
                kept_at = moments.from_text(newest.saved_at)
                return DraftRevision(newest.id, attestee_id, newest.revision, kept_at, size)
            if newest is None or apart or not _coalesces(newest, moment, size):
                revision = 1 if newest is None else newest.revision + 1
                row: int = connection.execute(
                    _ADD, (attestee_id, revision, saved_at, saved_at, size, size, content)
                ).lastrowid
                _thin(connection, attestee_id)
            else:
                row, revision = newest.id, newest.revision
                connection.execute(_OVERWRITE, (saved_at, max(newest.peak, size), size, content, row))
        return DraftRevision(row, attestee_id, revision, moment, size)

    def history(self, attestee_id: str) -> tuple[DraftRevision, ...]:
        """The kept revisions, the newest first."""
        with self._database.reading() as connection:
            rows = connection.execute(_HISTORY, (attestee_id,)).fetchall()
        return tuple(
            DraftRevision(row.id, attestee_id, row.revision, moments.from_text(row.saved_at), row.letters)
            for row in rows
        )

    def revision(self, revision_id: int) -> dict[str, Any]:
        """The content of a revision by its `DraftRevision.id`; raises NotFoundError when it is kept no more."""
        with self._database.reading() as connection:
            content = connection.value("SELECT content FROM draft_revisions WHERE id = ?", (revision_id,))
        if content is None:
            raise NotFoundError("Этой редакции черновика больше нет.", "Выберите другую редакцию из списка.")
        return _unpacked(content)

    def saved(self) -> dict[str, datetime]:
        """When each attestee's newest revision was saved, by attestee id."""
        with self._database.reading() as connection:
            rows = connection.execute(_OF_ALL.format(columns="one.attestee_id, one.saved_at")).fetchall()
        return {row.attestee_id: moments.from_text(row.saved_at) for row in rows}

    def all(self) -> tuple[str, ...]:
        """The attestees that have a draft."""
        with self._database.reading() as connection:
            return tuple(connection.values("SELECT DISTINCT attestee_id FROM draft_revisions"))


def letters(value: Any) -> int:
    """How many letters of text stand in a JSON value; keys are not text."""
    if isinstance(value, str):
        return len(value)
    if isinstance(value, dict):
        return sum(map(letters, value.values()))
    return sum(map(letters, value)) if isinstance(value, (list, tuple)) else 0


def surplus(saved: Sequence[datetime], most: int = MOST_REVISIONS) -> int | None:
    """Which of the revisions (moments, the oldest first) to let go; None while there are not too many.

    Of the older half the one that stands closest between its neighbours: what stays is spread over the whole time.
    The very first and the newer half are not touched.
    """
    if len(saved) <= most:
        return None
    older = range(1, max(2, len(saved) // 2))
    return min(older, key=lambda place: saved[place + 1] - saved[place - 1])


def _coalesces(newest: _Newest, now: datetime, size: int) -> bool:
    age = now - moments.from_text(newest.begun_at)
    return timedelta() <= age < COALESCE_FOR and size >= newest.peak * (1 - SHRINK)


def _thin(connection: Connection, attestee_id: str) -> None:
    rows = connection.execute(_KEPT, (attestee_id,)).fetchall()
    place = surplus([moments.from_text(saved_at) for _, saved_at in rows])
    if place is not None:
        connection.execute(_LET_GO, (rows[place][0],))


def _draft(row: Any) -> Draft:
    return Draft(row.attestee_id, _unpacked(row.content), moments.from_text(row.saved_at), row.revision)


def _unpacked(content: bytes) -> dict[str, Any]:
    value: dict[str, Any] = from_json(zlib.decompress(content).decode())
    return value
