"""The attestation table as it was last read, and what has changed since the time before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from types import MappingProxyType
from typing import Any

from attest_desktop.domain.attestee import Attestee, Form
from attest_desktop.domain.errors import AmbiguousError, NotFoundError
from attest_desktop.domain.text import normalised
from attest_desktop.store import moments
from attest_desktop.store.connection import moment
from attest_desktop.store.reconcile import KnownRow, matched_ids
from attest_desktop.store.shelf import Shelf, from_json, to_json

# One statement for all rows that it is of.
_NEW = "INSERT INTO attestees (page_id, place, row, seen_at, first_seen_at, id) VALUES (?, ?, ?, ?, ?, ?)"
_AGAIN = "UPDATE attestees SET page_id = ?, place = ?, row = ?, seen_at = ?, gone_at = NULL WHERE id = ?"
_GONE = "UPDATE attestees SET gone_at = ? WHERE id = ?"


@dataclass(frozen=True, slots=True)
class StoredAttestee:
    """A row of the table; `first_seen_at` and `seen_at`: when the page had it, `gone_at`: when it was missed."""

    attestee: Attestee
    seen_at: datetime
    gone_at: datetime | None
    first_seen_at: datetime


@dataclass(frozen=True, slots=True)
class Changes:
    """Ids of the rows that a refresh brought, altered, and missed; a row that came back counts as added."""

    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()


class AttesteeShelf(Shelf):
    """The attestees. A row is never removed: drafts and sent conclusions hang on it."""

    def replace_all(self, fresh: Sequence[Attestee], now: datetime | None = None) -> Changes:
        """Take over the page's rows, in its order; rows that it lacks are marked as gone.

        A row that the store knows keeps its stored id, even if the page's words changed: see `reconcile`.
        """
        seen = moments.utc(now)
        added, changed = [], []
        with self._database.writing() as connection:
            rows = {row.id: row for row in connection.execute("SELECT * FROM attestees")}
            known = [KnownRow(_read(row.row), row.page_id, row.gone_at is not None) for row in rows.values()]
            ids = matched_ids(known, fresh)
            new: list[tuple[object, ...]] = []
            again: list[tuple[object, ...]] = []
            for place, (id_, attestee) in enumerate(zip(ids, fresh, strict=True)):
                text = _written(replace(attestee, id=id_))
                row = rows.get(id_)
                if row is None:
                    new.append((attestee.id, place, text, seen, seen, id_))
                else:
                    again.append((attestee.id, place, text, seen, id_))
                if row is None or row.gone_at is not None:
                    added.append(id_)
                elif row.row != text:
                    changed.append(id_)
            on_page = set(ids)
            gone = [row.id for row in rows.values() if row.id not in on_page and row.gone_at is None]
            for statement, those in ((_NEW, new), (_AGAIN, again), (_GONE, [(seen, id_) for id_ in gone])):
                connection.many(statement, those)
        return Changes(tuple(added), tuple(changed), tuple(gone))

    def all(self, include_gone: bool = False) -> tuple[StoredAttestee, ...]:
        """The rows in the page's order; those that are gone come last."""
        query = "SELECT * FROM attestees WHERE ? OR gone_at IS NULL ORDER BY gone_at IS NOT NULL, place, id"
        with self._database.reading() as connection:
            return tuple(_stored(row) for row in connection.execute(query, (include_gone,)))

    def get(self, id_: str) -> StoredAttestee:
        """The row with this id, gone or not; raises NotFoundError."""
        with self._database.reading() as connection:
            row = connection.row("SELECT * FROM attestees WHERE id = ?", (id_,))
        if row is None:
            raise _not_found()
        return _stored(row)

    def find(self, piece: str) -> StoredAttestee:
        """The row with this id, or the only one whose full name holds the piece.

        Rows on the page are asked first, then those that are gone. Raises NotFoundError and AmbiguousError; their
        texts tell no names.
        """
        rows = self.all(include_gone=True)
        by_id = [row for row in rows if row.attestee.id == piece.strip()]
        if by_id:
            return by_id[0]
        wanted = normalised(piece)
        if not wanted:
            raise _not_found()
        for gone in (False, True):
            names = [
                (normalised(row.attestee.full_name), row) for row in rows if (row.gone_at is not None) is gone
            ]
            for fitting in (
                [row for name, row in names if name == wanted],
                [row for name, row in names if f" {wanted} " in f" {name} "],
                [row for name, row in names if wanted in name],
            ):
                if len(fitting) == 1:
                    return fitting[0]
                if fitting:
                    raise AmbiguousError(
                        f"Под это описание подходит аттестуемых: {len(fitting)}.",
                        "Напишите имя полнее или укажите идентификатор из списка.",
                    )
        raise _not_found()


def _not_found() -> NotFoundError:
    return NotFoundError(
        "Такого аттестуемого нет в списке.",
        "Проверьте, как написано имя, или обновите список аттестуемых.",
    )


def _stored(row: Any) -> StoredAttestee:
    return StoredAttestee(
        _read(row.row), moments.from_text(row.seen_at), moment(row.gone_at), moments.from_text(row.first_seen_at)
    )


def _written(attestee: Attestee) -> str:
    data = attestee.as_json()
    del data["conclusion"]
    data["conclusion_attached"] = attestee.conclusion_attached
    data["decision_pressed"] = attestee.decision_pressed
    return to_json(data)


def _read(text: str) -> Attestee:
    """The row that `_written` wrote; a value that an earlier release did not write is as if unknown."""
    data: dict[str, Any] = from_json(text)
    appointed_on = data.pop("appointed_on", None)
    return Attestee(
        **{
            **data,
            "subjects": tuple(data.get("subjects", ())),
            "form": Form(data.get("form", Form.UNKNOWN.value)),
            "appointed_on": date.fromisoformat(appointed_on) if appointed_on else None,
            "extra": MappingProxyType(dict(data.get("extra", {}))),
        }
    )
