"""Bringing a database file to the newest schema."""

from __future__ import annotations

import logging
from pathlib import Path

from attest_desktop.store.connection import Connection
from attest_desktop.store.errors import StoreFromNewerVersionError

logger = logging.getLogger(__name__)

HEAD = "0004"  # the newest migration; a test compares it with the scripts, so that opening needs no alembic
SCRIPTS = Path(__file__).resolve().parent / "migrations"


def version_of(connection: Connection) -> str | None:
    """The migration that the file is at; None for a file without tables."""
    known = "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'alembic_version'"
    if connection.row(known) is None:
        return None
    version = connection.value("SELECT version_num FROM alembic_version")
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
    # Imported here: they take longer than all the rest of opening, and an up-to-date file does not need them.
    from alembic import command
    from alembic.config import Config

    from attest_desktop.store.schema import as_sqlalchemy

    config = Config()
    config.set_main_option("script_location", str(scripts).replace("%", "%%"))
    logger.info("migrating the store to %s", head)
    with as_sqlalchemy(connection) as config.attributes["connection"]:
        command.upgrade(config, head)
