"""Each use of a signature image: whose, on what, when, by whom."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table of signings, which nobody alters later."""
    op.create_table(
        "signings",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("conclusion_id", sa.Integer, nullable=False),
        sa.Column("full_name", sa.Text, nullable=False),
        sa.Column("signature_sha256", sa.String(64), nullable=False),
        sa.Column("text_sha256", sa.String(64), nullable=False),
        sa.Column("pages_sha256", sa.String(64), nullable=False),
        sa.Column("page", sa.Integer, nullable=False),
        sa.Column("consent", sa.Text, nullable=False),
        sa.Column("account", sa.Text, nullable=False),
        sa.Column("computer", sa.Text, nullable=False),
        sa.Column("signed_at", sa.String(32), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_signings"),
        sa.ForeignKeyConstraint(["conclusion_id"], ["conclusions.id"], name="fk_signings_conclusion_id"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_signings_conclusion_id", "signings", ["conclusion_id"])
    for name, event in (("signings_never_change", "UPDATE"), ("signings_never_vanish", "DELETE")):
        op.execute(
            f"CREATE TRIGGER {name} BEFORE {event} ON signings "
            f"BEGIN SELECT RAISE(ABORT, 'frozen rows are kept as they are'); END"
        )
