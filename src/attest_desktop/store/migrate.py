"""Bringing a database file to the newest schema."""

from __future__ import annotations

import logging
from pathlib import Path

from sqlalchemy import Connection, text

from attest_desktop.store.errors import StoreFromNewerVersionError
from attest_desktop.store.schema import HEAD

logger = logging.getLogger(__name__)

SCRIPTS = Path(__file__).resolve().parent / "migrations"


def version_of(connection: Connection) -> str | None:
    """The migration that the file is at; None for a file without tables."""
    known = text("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'alembic_version'")
    if connection.execute(known).first() is None:
        return None
    version = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    return None if version is None else str(version)


def needs_migration(connection: Connection, head: str = HEAD) -> bool:
    """Whether the file is older than the program; raises StoreFromNewerVersionError when it is newer.

    Versions are numbers of one width, so a version that this program has never heard of still compares.
    """
    version = version_of(connection)
    if version is None or version < head:
        return True
    if version > head:
        raise StoreFromNewerVersionError
    return False


def bring_to_head(connection: Connection, head: str = HEAD, scripts: Path = SCRIPTS) -> None:
    """Run the missing migrations inside the caller's write transaction: all of them or none."""
    if not needs_migration(connection, head):
        return
    # Imported here: it takes longer than all the rest of opening, and an up-to-date file does not need it.
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(scripts).replace("%", "%%"))
    config.attributes["connection"] = connection
    logger.info("migrating the store to %s", head)
    command.upgrade(config, head)
