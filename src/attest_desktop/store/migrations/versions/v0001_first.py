"""The first version of the store."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

# Written out and not taken from schema.py: a migration must stay what it was when later tables change.


def upgrade() -> None:
    """Make the tables and the triggers that keep frozen rows as they are."""
    op.create_table(
        "blobs",
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("size", sa.Integer, nullable=False),
        sa.Column("content", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("sha256", name="pk_blobs"),
    )
    op.create_table(
        "attestees",
        sa.Column("id", sa.String(40), nullable=False),
        sa.Column("page_id", sa.String(40), nullable=False),
        sa.Column("place", sa.Integer, nullable=False),
        sa.Column("row", sa.Text, nullable=False),
        sa.Column("first_seen_at", sa.String(32), nullable=False),
        sa.Column("seen_at", sa.String(32), nullable=False),
        sa.Column("gone_at", sa.String(32)),
        sa.PrimaryKeyConstraint("id", name="pk_attestees"),
    )
    op.create_table(
        "draft_revisions",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("attestee_id", sa.String(40), nullable=False),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.Column("begun_at", sa.String(32), nullable=False),
        sa.Column("saved_at", sa.String(32), nullable=False),
        sa.Column("peak", sa.Integer, nullable=False),
        sa.Column("letters", sa.Integer, nullable=False),
        sa.Column("content", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_draft_revisions"),
        sa.UniqueConstraint("attestee_id", "revision", name="uq_draft_revisions_attestee_id_revision"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "files",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("attestee_id", sa.String(40)),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("file_name", sa.Text, nullable=False),
        sa.Column("source", sa.Text, nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("stored_at", sa.String(32), nullable=False),
        sa.Column("seen_at", sa.String(32), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_files"),
        sa.ForeignKeyConstraint(["sha256"], ["blobs.sha256"], name="fk_files_sha256"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_files_kind_attestee_id", "files", ["kind", "attestee_id"])
    op.create_table(
        "signatures",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("full_name", sa.Text, nullable=False),
        sa.Column("is_mine", sa.Boolean, nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("added_at", sa.String(32), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_signatures"),
        sa.ForeignKeyConstraint(["sha256"], ["blobs.sha256"], name="fk_signatures_sha256"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "conclusions",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("attestee_id", sa.String(40), nullable=False),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.Column("record", sa.Text, nullable=False),
        sa.Column("docx_sha256", sa.String(64), nullable=False),
        sa.Column("pdf_sha256", sa.String(64), nullable=False),
        sa.Column("engine", sa.String(40), nullable=False),
        sa.Column("notes", sa.Text, nullable=False),
        sa.Column("frozen_at", sa.String(32), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_conclusions"),
        sa.UniqueConstraint("attestee_id", "revision", name="uq_conclusions_attestee_id_revision"),
        sa.ForeignKeyConstraint(["docx_sha256"], ["blobs.sha256"], name="fk_conclusions_docx_sha256"),
        sa.ForeignKeyConstraint(["pdf_sha256"], ["blobs.sha256"], name="fk_conclusions_pdf_sha256"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "outbox",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("conclusion_id", sa.Integer),
        sa.Column("attestee_id", sa.String(40), nullable=False),
        sa.Column("file_name", sa.Text, nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("state", sa.String(20), nullable=False),
        sa.Column("attempts", sa.Integer, nullable=False),
        sa.Column("last_answer", sa.Text, nullable=False),
        sa.Column("next_try_at", sa.String(32)),
        sa.Column("created_at", sa.String(32), nullable=False),
        sa.Column("updated_at", sa.String(32), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_outbox"),
        sa.ForeignKeyConstraint(["conclusion_id"], ["conclusions.id"], name="fk_outbox_conclusion_id"),
        sa.ForeignKeyConstraint(["sha256"], ["blobs.sha256"], name="fk_outbox_sha256"),
        sqlite_autoincrement=True,
    )
    op.create_index(
        "uq_outbox_living",
        "outbox",
        ["attestee_id", "sha256"],
        unique=True,
        sqlite_where=sa.text("state NOT IN ('failed', 'cancelled')"),
    )
    op.create_table(
        "attempts",
        sa.Column("outbox_id", sa.Integer, nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("started_at", sa.String(32), nullable=False),
        sa.Column("finished_at", sa.String(32)),
        sa.Column("state", sa.String(20), nullable=False),
        sa.Column("answer", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("outbox_id", "number", name="pk_attempts"),
        sa.ForeignKeyConstraint(["outbox_id"], ["outbox.id"], name="fk_attempts_outbox_id"),
    )
    op.create_table(
        "facts",
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("value", sa.Text, nullable=False),
        sa.Column("saved_at", sa.String(32), nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_facts"),
    )
    for name, event, table in (
        ("blobs_never_change", "UPDATE", "blobs"),
        ("conclusions_never_change", "UPDATE", "conclusions"),
        ("conclusions_never_vanish", "DELETE", "conclusions"),
        ("outbox_bytes_never_change", "UPDATE OF attestee_id, sha256, created_at", "outbox"),
    ):
        op.execute(
            f"CREATE TRIGGER {name} BEFORE {event} ON {table} "
            f"BEGIN SELECT RAISE(ABORT, 'frozen rows are kept as they are'); END"
        )
