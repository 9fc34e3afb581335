"""Small named values: the time of the last refresh, the profile, answers about a template, the window's state."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.dialects.sqlite import insert

from attest_desktop.store import moments
from attest_desktop.store.schema import facts
from attest_desktop.store.shelf import Shelf, from_json, to_json


class FactShelf(Shelf):
    """JSON values by name."""

    def get(self, name: str, default: Any = None) -> Any:
        """The value, or the default when it was never set."""
        with self._database.reading() as connection:
            text = connection.execute(select(facts.c.value).where(facts.c.name == name)).scalar()
        return default if text is None else from_json(text)

    def set(self, name: str, value: Any, now: datetime | None = None) -> None:
        """Set the value: anything that JSON holds. Raises TypeError for anything else."""
        row = {"name": name, "value": to_json(value), "saved_at": moments.utc(now)}
        statement = insert(facts).values(row)
        statement = statement.on_conflict_do_update(
            index_elements=["name"],
            set_={"value": statement.excluded.value, "saved_at": statement.excluded.saved_at},
        )
        with self._database.writing() as connection:
            connection.execute(statement)

    def beginning(self, start: str) -> dict[str, tuple[Any, datetime]]:
        """The values whose names begin so, each with when it was set, by what follows in the name."""
        query = select(facts).where(facts.c.name.startswith(start, autoescape=True))
        with self._database.reading() as connection:
            return {
                row.name[len(start) :]: (from_json(row.value), row.saved_at) for row in connection.execute(query)
            }

    def saved_at(self, name: str) -> datetime | None:
        """When the value was set; None when it never was."""
        with self._database.reading() as connection:
            moment: datetime | None = connection.execute(
                select(facts.c.saved_at).where(facts.c.name == name)
            ).scalar()
        return moment

    def forget(self, name: str) -> None:
        """Remove the value."""
        with self._database.writing() as connection:
            connection.execute(delete(facts).where(facts.c.name == name))
