"""Drafts of conclusions: every edit, and a history to go back to."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, bindparam, delete, func, insert, select, update

from attest_desktop.domain.errors import NotFoundError
from attest_desktop.store import moments
from attest_desktop.store.schema import draft_revisions
from attest_desktop.store.shelf import Shelf, from_json, to_json

COALESCE_FOR = timedelta(seconds=60)
SHRINK = 0.3  # losing more than this part of the text at once looks like an accident
MOST_REVISIONS = 200
_QUICK = 1  # zlib's level; Russian text shrinks to a third all the same

# Built once: building them anew would take longer than the database does.
_NEWEST = (
    select(draft_revisions)
    .where(draft_revisions.c.attestee_id == bindparam("attestee"))
    .order_by(draft_revisions.c.revision.desc())
    .limit(1)
)
_OVERWRITE = (
    update(draft_revisions)
    .where(draft_revisions.c.id == bindparam("row"))
    .values({name: bindparam(name) for name in ("saved_at", "peak", "letters", "content")})
)


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
        with self._database.reading() as connection:
            row = _newest(connection, attestee_id)
        if row is None:
            return None
        return Draft(attestee_id, _unpacked(row.content), row.saved_at, row.revision)

    def save(
        self, attestee_id: str, record_json: dict[str, Any], now: datetime | None = None, *, apart: bool = False
    ) -> Draft:
        """Save the draft; on the disk when this returns.

        It takes the place of the newest revision when that was begun less than a minute ago, unless over 30 % of
        the text it has held would be gone, or it is to stay `apart`. Content that is equal to the newest is not
        written again.
        """
        moment = moments.utc(now)
        text = to_json(record_json)
        content = zlib.compress(text.encode("utf-8", "replace"), _QUICK)
        size = letters(record_json)
        with self._database.writing() as connection:
            newest = _newest(connection, attestee_id)
            if newest is not None and newest.content == content:
                return Draft(attestee_id, from_json(text), newest.saved_at, newest.revision)
            if newest is None or apart or not _coalesces(newest.begun_at, moment, newest.peak, size):
                revision = 1 if newest is None else newest.revision + 1
                connection.execute(
                    insert(draft_revisions).values(
                        attestee_id=attestee_id,
                        revision=revision,
                        begun_at=moment,
                        saved_at=moment,
                        peak=size,
                        letters=size,
                        content=content,
                    )
                )
                _thin(connection, attestee_id)
            else:
                revision = newest.revision
                peak = max(newest.peak, size)
                connection.execute(
                    _OVERWRITE,
                    {"row": newest.id, "saved_at": moment, "peak": peak, "letters": size, "content": content},
                )
        return Draft(attestee_id, from_json(text), moment, revision)

    def history(self, attestee_id: str) -> tuple[DraftRevision, ...]:
        """The kept revisions, the newest first."""
        columns = draft_revisions.c
        with self._database.reading() as connection:
            rows = connection.execute(
                select(columns.id, columns.revision, columns.saved_at, columns.letters)
                .where(columns.attestee_id == attestee_id)
                .order_by(columns.revision.desc())
            ).all()
        return tuple(DraftRevision(row.id, attestee_id, row.revision, row.saved_at, row.letters) for row in rows)

    def revision(self, revision_id: int) -> dict[str, Any]:
        """The content of a revision by its `DraftRevision.id`; raises NotFoundError when it is kept no more."""
        with self._database.reading() as connection:
            content = connection.execute(
                select(draft_revisions.c.content).where(draft_revisions.c.id == revision_id)
            ).scalar()
        if content is None:
            raise NotFoundError("Этой редакции черновика больше нет.", "Выберите другую редакцию из списка.")
        return _unpacked(content)

    def saved(self) -> dict[str, datetime]:
        """When each attestee's newest revision was saved, by attestee id."""
        columns = draft_revisions.c
        # Beside max() SQLite takes the other columns from the row that holds it.
        query = select(columns.attestee_id, columns.saved_at, func.max(columns.revision)).group_by(
            columns.attestee_id
        )
        with self._database.reading() as connection:
            return {row.attestee_id: row.saved_at for row in connection.execute(query)}

    def all(self) -> tuple[str, ...]:
        """The attestees that have a draft."""
        with self._database.reading() as connection:
            return tuple(connection.execute(select(draft_revisions.c.attestee_id).distinct()).scalars())


def letters(value: Any) -> int:
    """How many letters of text stand in a JSON value; keys are not text."""
    if isinstance(value, str):
        return len(value)
    if isinstance(value, dict):
        return sum(letters(item) for item in value.values())
    if isinstance(value, (list, tuple)):
        return sum(letters(item) for item in value)
    return 0


def surplus(saved: Sequence[datetime], most: int = MOST_REVISIONS) -> int | None:
    """Which of the revisions (moments, the oldest first) to let go; None while there are not too many.

    Of the older half the one that stands closest between its neighbours: what stays is spread over the whole time.
    The very first and the newer half are not touched.
    """
    if len(saved) <= most:
        return None
    older = range(1, max(2, len(saved) // 2))
    return min(older, key=lambda place: saved[place + 1] - saved[place - 1])


def _coalesces(begun_at: datetime, now: datetime, peak: int, size: int) -> bool:
    return timedelta() <= now - begun_at < COALESCE_FOR and size >= peak * (1 - SHRINK)


def _newest(connection: Connection, attestee_id: str) -> Any:
    return connection.execute(_NEWEST, {"attestee": attestee_id}).first()


def _thin(connection: Connection, attestee_id: str) -> None:
    columns = draft_revisions.c
    rows = connection.execute(
        select(columns.id, columns.saved_at).where(columns.attestee_id == attestee_id).order_by(columns.revision)
    ).all()
    place = surplus([row.saved_at for row in rows])
    if place is not None:
        connection.execute(delete(draft_revisions).where(columns.id == rows[place].id))


def _unpacked(content: bytes) -> dict[str, Any]:
    value: dict[str, Any] = from_json(zlib.decompress(content).decode())
    return value
