"""Small named values: the time of the last refresh, the profile, answers about a template, the window's state."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from attest_desktop.store import moments
from attest_desktop.store.connection import moment
from attest_desktop.store.shelf import Shelf, from_json, to_json

_SET = (
    "INSERT INTO facts (name, value, saved_at) VALUES (?, ?, ?)"
    " ON CONFLICT (name) DO UPDATE SET value = excluded.value, saved_at = excluded.saved_at"
)


class FactShelf(Shelf):
    """JSON values by name."""

    def get(self, name: str, default: Any = None) -> Any:
        """The value, or the default when it was never set."""
        with self._database.reading() as connection:
            text = connection.value("SELECT value FROM facts WHERE name = ?", (name,))
        return default if text is None else from_json(text)

    def set(self, name: str, value: Any, now: datetime | None = None) -> None:
        """Set the value: anything that JSON holds. Raises TypeError for anything else."""
        text = to_json(value)
        with self._database.writing() as connection:
            connection.execute(_SET, (name, text, moments.utc(now)))

    def beginning(self, start: str) -> dict[str, tuple[Any, datetime]]:
        """The values whose names begin so, each with when it was set, by what follows in the name."""
        query = "SELECT name, value, saved_at FROM facts WHERE substr(name, 1, ?) = ?"
        with self._database.reading() as connection:
            return {
                row.name[len(start) :]: (from_json(row.value), moments.from_text(row.saved_at))
                for row in connection.execute(query, (len(start), start))
            }

    def saved_at(self, name: str) -> datetime | None:
        """When the value was set; None when it never was."""
        with self._database.reading() as connection:
            return moment(connection.value("SELECT saved_at FROM facts WHERE name = ?", (name,)))

    def forget(self, name: str) -> None:
        """Remove the value."""
        with self._database.writing() as connection:
            connection.execute("DELETE FROM facts WHERE name = ?", (name,))
