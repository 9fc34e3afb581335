"""SQL inside one transaction: question marks for parameters, rows by the names of their columns."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

import sqlcipher3.dbapi2 as sqlcipher

from attest_desktop.store import moments

Error = sqlcipher.Error
DatabaseError = sqlcipher.DatabaseError
IntegrityError = sqlcipher.IntegrityError
"""What the driver raises when a rule of the tables is broken; its words hold no parameters."""


class Row(sqlcipher.Row):  # type: ignore[misc]  # the driver has no types
    """One row: `row.column`, by its place, or taken apart like a tuple; values as SQLite keeps them."""

    __slots__ = ()

    def __getattr__(self, column: str) -> Any:
        try:
            return self[column]
        except IndexError:
            raise AttributeError(column) from None


class Connection:
    """A connection in the middle of a transaction.

    Parameters may be moments with a zone and days: they are kept as text, see `moments`.
    """

    __slots__ = ("driver",)

    def __init__(self, driver: Any) -> None:
        """`driver` is the driver's own connection, whose transaction has begun."""
        self.driver = driver

    def execute(self, statement: str, parameters: Iterable[object] = ()) -> Any:
        """Run a statement; gives the driver's cursor: iterate it, or ask `fetchall` or `rowcount`."""
        return self.driver.execute(statement, [_kept(one) for one in parameters])

    def many(self, statement: str, rows: Iterable[Iterable[object]]) -> None:
        """Run one statement with each of these lists of parameters."""
        self.driver.executemany(statement, ([_kept(one) for one in row] for row in rows))

    def row(self, statement: str, parameters: Iterable[object] = ()) -> Row | None:
        """The first row; None when there is none."""
        found: Row | None = self.execute(statement, parameters).fetchone()
        return found

    def value(self, statement: str, parameters: Iterable[object] = ()) -> Any:
        """The first row's first value; None when there is no row."""
        row = self.row(statement, parameters)
        return None if row is None else row[0]

    def values(self, statement: str, parameters: Iterable[object] = ()) -> list[Any]:
        """Each row's first value."""
        return [row[0] for row in self.execute(statement, parameters)]

    def insert(self, table: str, values: Mapping[str, object], *, unless_there: bool = False) -> int:
        """Add a row; gives its id, where the table numbers its rows. `unless_there`: a taken id is no error."""
        columns, places = ", ".join(f'"{name}"' for name in values), ", ".join("?" for _ in values)
        insert = "INSERT OR IGNORE" if unless_there else "INSERT"
        new: int = self.execute(f"{insert} INTO {table} ({columns}) VALUES ({places})", values.values()).lastrowid
        return new

    def update(
        self, table: str, values: Mapping[str, object], where: str, parameters: Sequence[object] = ()
    ) -> int:
        """Change the rows that `where` (SQL) fits; gives how many there were."""
        changes = ", ".join(f'"{name}" = ?' for name in values)
        statement = f"UPDATE {table} SET {changes} WHERE {where}"  # noqa: S608 - all values go as parameters
        count: int = self.execute(statement, (*values.values(), *parameters)).rowcount
        return count


def listed(values: Iterable[str]) -> str:
    """The texts as one parameter, for `IN (SELECT value FROM json_each(?))`: there may be any number of them."""
    return json.dumps(list(values))


def moment(text: str | None) -> datetime | None:
    """The moment in a column that may hold none."""
    return None if text is None else moments.from_text(text)


def _kept(value: object) -> object:
    if isinstance(value, datetime):
        return moments.to_text(value)
    return value.isoformat() if isinstance(value, date) else value
