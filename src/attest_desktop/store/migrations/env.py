"""Alembic's door: runs the migration scripts on the connection that `migrate.bring_to_head` hands over."""

from __future__ import annotations

from alembic import context

from attest_desktop.store.schema import metadata

# One transaction for all scripts: SQLite rolls back DDL too, so a killed migration leaves the file as it was.
context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    transactional_ddl=True,
    render_as_batch=True,
)
with context.begin_transaction():
    context.run_migrations()
