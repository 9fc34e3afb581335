"""The tables, as the newest migration leaves them: for migrations, and for the tests that compare.

`attestee_id` refers to the attestation table's rows but is nowhere a foreign key: a draft must be saved even
for a row that the store has not seen, because refusing would lose what the expert wrote.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from typing import Any

import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy import (
    Boolean,
    Column,
    Connection,
    Dialect,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    StaticPool,
    String,
    Table,
    Text,
    TypeDecorator,
    UniqueConstraint,
    create_engine,
    text,
)
from sqlalchemy.exc import DBAPIError

from attest_desktop.store import connection as plain
from attest_desktop.store import moments


class Moment(TypeDecorator[datetime]):
    """A moment with a time zone, kept as UTC ISO text."""

    impl = String(32)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> str | None:  # noqa: ARG002 - SQLAlchemy's
        """To the database."""
        return None if value is None else moments.to_text(value)

    def process_result_value(self, value: Any | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002 - SQLAlchemy's
        """From the database."""
        return None if value is None else moments.from_text(value)


class Day(TypeDecorator[date]):
    """A calendar day, kept as ISO text."""

    impl = String(10)
    cache_ok = True

    def process_bind_param(self, value: date | None, dialect: Dialect) -> str | None:  # noqa: ARG002 - SQLAlchemy's
        """To the database."""
        return None if value is None else value.isoformat()

    def process_result_value(self, value: Any | None, dialect: Dialect) -> date | None:  # noqa: ARG002 - SQLAlchemy's
        """From the database."""
        return None if value is None else date.fromisoformat(value)


metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)

# Bytes are kept once, under their hash: a PDF that is frozen and then sent is one blob.
blobs = Table(
    "blobs",
    metadata,
    Column("sha256", String(64), primary_key=True),
    Column("size", Integer, nullable=False),
    Column("content", LargeBinary, nullable=False),
)

attestees = Table(
    "attestees",
    metadata,
    Column("id", String(40), primary_key=True),
    Column("page_id", String(40), nullable=False),  # the id that the page's row has now; `id` never changes
    Column("place", Integer, nullable=False),  # order on the page
    Column("row", Text, nullable=False),  # JSON
    Column("first_seen_at", Moment, nullable=False),
    Column("seen_at", Moment, nullable=False),
    Column("gone_at", Moment),
)

draft_revisions = Table(
    "draft_revisions",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("attestee_id", String(40), nullable=False),
    Column("revision", Integer, nullable=False),
    Column("begun_at", Moment, nullable=False),
    Column("saved_at", Moment, nullable=False),
    Column("peak", Integer, nullable=False),  # most letters that this revision has held
    Column("letters", Integer, nullable=False),
    Column("content", LargeBinary, nullable=False),  # JSON, deflated
    UniqueConstraint("attestee_id", "revision"),
    sqlite_autoincrement=True,
)

files = Table(
    "files",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("kind", String(20), nullable=False),
    Column("attestee_id", String(40)),
    Column("title", Text, nullable=False),
    Column("file_name", Text, nullable=False),
    Column("source", Text, nullable=False),
    Column("sha256", ForeignKey("blobs.sha256"), nullable=False),
    Column("stored_at", Moment, nullable=False),
    Column("seen_at", Moment, nullable=False),
    Index(None, "kind", "attestee_id"),
    sqlite_autoincrement=True,
)

signatures = Table(
    "signatures",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("full_name", Text, nullable=False),
    Column("is_mine", Boolean, nullable=False),
    Column("sha256", ForeignKey("blobs.sha256"), nullable=False),
    Column("added_at", Moment, nullable=False),
    sqlite_autoincrement=True,
)

conclusions = Table(
    "conclusions",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("attestee_id", String(40), nullable=False),
    Column("revision", Integer, nullable=False),
    Column("record", Text, nullable=False),  # JSON
    Column("docx_sha256", ForeignKey("blobs.sha256"), nullable=False),
    Column("pdf_sha256", ForeignKey("blobs.sha256"), nullable=False),
    Column("engine", String(40), nullable=False),
    Column("notes", Text, nullable=False),  # JSON list
    Column("frozen_at", Moment, nullable=False),
    UniqueConstraint("attestee_id", "revision"),
    sqlite_autoincrement=True,
)

outbox = Table(
    "outbox",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("conclusion_id", ForeignKey("conclusions.id")),
    Column("attestee_id", String(40), nullable=False),
    Column("file_name", Text, nullable=False),
    Column("sha256", ForeignKey("blobs.sha256"), nullable=False),
    Column("state", String(20), nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("last_answer", Text, nullable=False),
    Column("next_try_at", Moment),
    Column("created_at", Moment, nullable=False),
    Column("updated_at", Moment, nullable=False),
    # The database itself refuses a second living row of the same bytes for the same person.
    Index(
        "uq_outbox_living",
        "attestee_id",
        "sha256",
        unique=True,
        sqlite_where=text("state NOT IN ('failed', 'cancelled')"),
    ),
    sqlite_autoincrement=True,
)

# A signature image may be forgotten later: its hash stays, so it is no reference to the blobs.
signings = Table(
    "signings",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("conclusion_id", ForeignKey("conclusions.id"), nullable=False),
    Column("full_name", Text, nullable=False),
    Column("signature_sha256", String(64), nullable=False),
    Column("text_sha256", String(64), nullable=False),
    Column("pages_sha256", String(64), nullable=False),
    Column("page", Integer, nullable=False),
    Column("consent", Text, nullable=False),
    Column("account", Text, nullable=False),
    Column("computer", Text, nullable=False),
    Column("signed_at", Moment, nullable=False),
    Index(None, "conclusion_id"),
    sqlite_autoincrement=True,
)

attempts = Table(
    "attempts",
    metadata,
    Column("outbox_id", ForeignKey("outbox.id"), primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("started_at", Moment, nullable=False),
    Column("finished_at", Moment),
    Column("state", String(20), nullable=False),
    Column("answer", Text, nullable=False),
)

facts = Table(
    "facts",
    metadata,
    Column("name", String(200), primary_key=True),
    Column("value", Text, nullable=False),  # JSON
    Column("saved_at", Moment, nullable=False),
)

phrases = Table(
    "phrases",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("text", Text, nullable=False),
    Column("criterion", String(20), nullable=False),
    Column("category", String(20), nullable=False),
    Column("position", Text, nullable=False),
    Column("subject", Text, nullable=False),
    Column("used", Integer, nullable=False),
    Column("used_at", Moment),
    Column("added_at", Moment, nullable=False),
    sqlite_autoincrement=True,
)

# What the expert said of a step of the procedure. A mark stays when the form changes: it may change back.
step_marks = Table(
    "step_marks",
    metadata,
    Column("attestee_id", String(40), primary_key=True),
    Column("step", String(40), primary_key=True),
    Column("done", Boolean, nullable=False),
    Column("day", Day),
    Column("note", Text, nullable=False),
    Column("who", Text, nullable=False),
    Column("marked_at", Moment, nullable=False),
)

notes = Table(
    "notes",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("attestee_id", String(40), nullable=False),
    Column("kind", String(20), nullable=False),
    Column("day", Day),
    Column("group_name", Text, nullable=False),
    Column("topic", Text, nullable=False),
    Column("seen", Text, nullable=False),
    Column("changed_at", Moment, nullable=False),
    Index(None, "attestee_id"),
    sqlite_autoincrement=True,
)

# Texts that were copied or opened in the mail program: the program itself sends nothing.
messages = Table(
    "messages",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("attestee_id", String(40), nullable=False),
    Column("kind", String(40), nullable=False),
    Column("step", String(40), nullable=False),  # which step of the procedure it serves, if any
    Column("recipient", Text, nullable=False),
    Column("address", Text, nullable=False),
    Column("subject", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("way", String(20), nullable=False),
    Column("used_at", Moment, nullable=False),
    Index(None, "attestee_id"),
    sqlite_autoincrement=True,
)


@contextmanager
def as_sqlalchemy(connection: plain.Connection) -> Iterator[Connection]:
    """The connection as SQLAlchemy's, in the middle of the same transaction, which it can neither end nor undo."""
    driver = connection.driver
    engine = create_engine(
        "sqlite://", module=sqlcipher, creator=lambda: driver, poolclass=StaticPool, hide_parameters=True
    )
    for ending in ("do_commit", "do_rollback", "do_close", "do_terminate"):
        setattr(engine.dialect, ending, lambda _driver: None)
    rows, driver.row_factory = driver.row_factory, None
    try:
        with engine.connect() as lent, lent.begin():
            yield lent
    except DBAPIError as fault:
        # As the driver said it: only so is it known for a full disk or a damaged file.
        if isinstance(fault.orig, sqlcipher.Error):
            raise fault.orig from None
        raise
    finally:
        driver.row_factory = rows
